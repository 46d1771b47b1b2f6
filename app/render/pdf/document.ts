/**
 * The file itself: PDF 1.7 that says it is PDF/UA-1 and PDF/A-2a, with metadata that agree in both of their places.
 */

import { readFileSync } from 'node:fs'
import { PDFDocument, type ParsedFont, type PdfDocument, type PdfFont } from './internals.ts'

export type Metadata = {
  title: string
  author: string
  subject: string
  keywords: string[]
  /** BCP 47 tag of the text. */
  language: string
  /** Stable name of this document. */
  identifier: string
  /** Both creation and change date, so that equal documents are equal bytes. */
  date: Date
}

/** Font files per family and style. */
export type FontFamilies = Record<
  string,
  { normal: string; bold: string; italics: string; bolditalics: string }
>

const PRODUCER = 'Regiospiegel'

/** A parsed font with the measures of words it has met; kept between documents of one process. */
type SharedFont = {
  font: ParsedFont
  layoutCache: Record<string, unknown>
  Embedded: EmbeddedFontConstructor
  uses: number
}
type EmbeddedFontConstructor = new (document: PdfDocument, font: ParsedFont, id: string) => PdfFont

const sharedFonts = new Map<string, SharedFont>()
const covered = new Map<string, ReadonlySet<number>>()
/** After so many documents the remembered words are forgotten, so that a worker does not grow for ever. */
const FORGET_AFTER = 500

export class UaPdfDocument extends PDFDocument {
  private readonly chunks: Uint8Array[] = []

  constructor(
    families: FontFamilies,
    pageSize: { width: number; height: number },
    private readonly about: Metadata,
  ) {
    super(
      families,
      {},
      {},
      {},
      {
        size: [pageSize.width, pageSize.height],
        pdfVersion: '1.7',
        // Sets the colour profile; 'PDF/UA' would make pdfkit write a wrong CIDSet.
        subset: 'PDF/A-2a',
        displayTitle: true,
        compress: true,
        lang: about.language,
        autoFirstPage: false,
        bufferPages: false,
        font: null,
        info: {
          Title: about.title,
          Author: about.author,
          Subject: about.subject,
          Keywords: about.keywords.join(', '),
          Creator: PRODUCER,
          Producer: PRODUCER,
          CreationDate: about.date,
          ModDate: about.date,
        },
      },
      null,
      () => false,
    )
    // pdfkit puts its own endSubset on the instance, which would write unescaped metadata.
    Object.assign(this, { endSubset: () => this._addColorOutputIntent() })
    // pdfkit sets /Tabs /S on pages of documents that have this.
    this._root.data.MarkInfo = { Marked: true }
  }

  /** The finished file. All of pdfkit's writing is synchronous; collecting it here saves a trip through a stream. */
  bytes(): Uint8Array {
    this.end()
    return Buffer.concat(this.chunks)
  }

  override _write(data: string | Uint8Array): void {
    // Called by the constructor of the superclass, before own fields exist.
    const self = this as unknown as { early?: Uint8Array[] }
    const chunk = typeof data === 'string' ? Buffer.from(`${data}\n`, 'binary') : data
    if (this.chunks) {
      if (self.early) this.chunks.push(...self.early.splice(0))
      this.chunks.push(chunk)
    } else (self.early ??= []).push(chunk)
    this._offset += chunk.length
  }

  /** Font files are parsed once a process: half of the work of a short report. */
  override provideFont(family: string, bold: boolean, italics: boolean): PdfFont {
    const style = this.getFontType(bold, italics)
    const cache = (this.fontCache[family] ??= {})
    const known = cache[style]
    if (known) return known
    const path = this.fonts[family]?.[style]
    if (typeof path !== 'string') throw new Error(`No font file for ${family} ${style}`)
    let shared = sharedFonts.get(path)
    if (!shared) {
      shared = openFont(this, path)
      sharedFonts.set(path, shared)
    }
    if (++shared.uses % FORGET_AFTER === 0) shared.layoutCache = {}
    const embedded = new shared.Embedded(this, shared.font, `F${++this._fontCount}`)
    embedded.layoutCache = shared.layoutCache
    this._fontFamilies[embedded.name] = embedded
    cache[style] = embedded
    return embedded
  }

  override endMarkings(): void {
    // The structure tree is written by StructureTree; pdfkit's own must not add a second.
  }

  override endMetadata(): void {
    const reference = this.ref({ Type: 'Metadata', Subtype: 'XML' })
    Object.assign(reference, { compress: false })
    reference.write(Buffer.from(xmp(this.about), 'utf8'))
    reference.end()
    this._root.data.Metadata = reference
  }
}

/** The code points that a font file has a glyph for. */
export function coveredSigns(path: string): ReadonlySet<number> {
  let signs = covered.get(path)
  if (!signs) {
    const page = { width: 1, height: 1 }
    const about = {
      title: '',
      author: '',
      subject: '',
      keywords: [],
      language: '',
      identifier: '',
      date: new Date(0),
    }
    const families = { probe: { normal: path, bold: path, italics: path, bolditalics: path } }
    signs = new Set(
      new UaPdfDocument(families, page, about).provideFont('probe', false, false).font.characterSet,
    )
    covered.set(path, signs)
  }
  return signs
}

/** Letters that fonts draw as one, so that they are read as letters. */
const ligatures = ['f', 'ff', 't', 'T'].flatMap((first) => Array.from('fijltbhkyuwT', (last) => first + last))

function openFont(document: PdfDocument, path: string): SharedFont {
  const probe = document.font(readFileSync(path))._font
  // Taken back at once: the caller embeds the shared font under the same number.
  document._fontCount--
  for (const [name, font] of Object.entries(document._fontFamilies)) {
    if (font === probe) delete document._fontFamilies[name]
  }
  const { font } = probe
  // A glyph remembers the first text it was asked for, and some texts share one (hyphen and soft hyphen; f + i and the
  // old sign for both). Asked for in a fixed order once, what a document says never depends on those before it.
  for (const ligature of ligatures) font.layout(ligature)
  for (const codePoint of [...font.characterSet].sort((a, b) => a - b)) font.glyphForCodePoint(codePoint)
  return { font, layoutCache: {}, Embedded: probe.constructor as EmbeddedFontConstructor, uses: 0 }
}

/** ISO 16684 metadata, escaped, with the schema of the PDF/UA identifier that PDF/A asks for. */
export function xmp(metadata: Metadata): string {
  const text = (value: string) =>
    Array.from(value)
      // Control characters are not allowed in XML at all, not even escaped.
      .filter((sign) => sign >= ' ' || sign === '\t' || sign === '\n')
      .join('')
      .replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`)
  const date = `${metadata.date.toISOString().slice(0, 19)}Z`
  const alternative = (value: string) =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${text(value)}</rdf:li></rdf:Alt>`
  const property = (name: string, type: string, description: string) =>
    `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name>` +
    `<pdfaProperty:valueType>${type}</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>` +
    `<pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format><dc:title>${alternative(metadata.title)}</dc:title><dc:creator><rdf:Seq><rdf:li>${text(metadata.author)}</rdf:li></rdf:Seq></dc:creator><dc:description>${alternative(metadata.subject)}</dc:description><dc:language><rdf:Bag><rdf:li>${text(metadata.language)}</rdf:li></rdf:Bag></dc:language><dc:identifier>${text(metadata.identifier)}</dc:identifier></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool><xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>${PRODUCER}</pdf:Producer><pdf:Keywords>${text(metadata.keywords.join(', '))}</pdf:Keywords></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>${property('part', 'Integer', 'Part of ISO 14289 that this file follows')}</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}
