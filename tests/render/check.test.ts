import type { PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { beforeAll, expect, test } from 'vitest'
import { composeReport } from '../../app/domain/report/compose.ts'
import type { ReportDocument } from '../../app/domain/report/document.ts'
import { renderPdf } from '../../app/render/pdf.server.ts'
import { checkPdf } from '../../app/render/pdf/check.ts'
import { aRegion, scoreOf, shippedFramework } from '../make/region-answers.ts'
import { sampleDocument } from '../make/report-document.ts'

// The checker is what a claim of accessibility rests on: so each defect that it must see is planted in a good file.

const document: ReportDocument = sampleDocument({ table: true })
let good: Uint8Array

const pools = shippedFramework('zwembadhygiene')
/** Contents, charts and tables over more than one page. */
const extended = composeReport(pools, scoreOf(pools, { rest: 0.3 }), aRegion(), {
  date: '2026-06-08',
  edition: 'extended',
}).document
let goodExtended: Uint8Array

beforeAll(async () => {
  good = await renderPdf(document)
  goodExtended = await renderPdf(extended)
})

/** The file after `plant` has changed it, written again by another library. */
async function planted(
  plant: (pdf: PDFDocument) => void,
  [file, of]: [Uint8Array, ReportDocument] = [good, document],
): Promise<string[]> {
  const pdf = await PDFDocument.load(file, { updateMetadata: false })
  plant(pdf)
  const bytes = await pdf.save({
    useObjectStreams: false,
    updateFieldAppearances: false,
    addDefaultPage: false,
  })
  return checkPdf(bytes, of).map(({ rule }) => rule)
}

function elements(pdf: PDFDocument, tag: string): PDFDict[] {
  return pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter(
      (object): object is PDFDict =>
        object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('StructElem'),
    )
    .filter((element) => element.get(PDFName.of('S')) === PDFName.of(tag))
}

function kids(element: PDFDict): PDFArray {
  return element.lookup(PDFName.of('K'), PDFArray)
}

/** Replaces the content stream of a page. */
function rewrite(pdf: PDFDocument, page: number, change: (content: string) => string): void {
  const { node } = pdf.getPage(page)
  const ref = node.get(PDFName.of('Contents')) as PDFRef
  const stream = pdf.context.lookup(ref) as PDFRawStream
  const content = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
  const changed = change(content)
  expect(changed).not.toBe(content)
  pdf.context.assign(ref, pdf.context.flateStream(Buffer.from(changed, 'latin1')))
}

function rewriteMetadata(pdf: PDFDocument, change: (xml: string) => string): void {
  const ref = pdf.catalog.get(PDFName.of('Metadata')) as PDFRef
  const stream = pdf.context.lookup(ref) as PDFRawStream
  const xml = Buffer.from(stream.contents).toString('utf8')
  pdf.context.assign(
    ref,
    pdf.context.stream(Buffer.from(change(xml), 'utf8'), { Type: 'Metadata', Subtype: 'XML' }),
  )
}

const retag =
  (from: string, to: string, which = 0) =>
  (pdf: PDFDocument) =>
    elements(pdf, from)[which]!.set(PDFName.of('S'), PDFName.of(to))

test('a good file that another program wrote again has no defects', async () => {
  expect(await planted(() => undefined)).toEqual([])
})

const mutants: [string, string, (pdf: PDFDocument) => void][] = [
  ['a heading that is tagged as a paragraph', 'content', retag('H2', 'P')],
  ['a heading that is one level too deep', 'heading', retag('H2', 'H4')],
  ['a second title', 'heading', retag('H2', 'H1')],
  ['a list that is flattened to paragraphs', 'nesting', retag('L', 'Div')],
  ['a bullet that is tagged as a paragraph', 'nesting', retag('LI', 'P')],
  ['a header cell that is an ordinary cell', 'content', retag('TH', 'TD')],
  ['a header cell without scope', 'scope', (pdf) => elements(pdf, 'TH')[0]!.delete(PDFName.of('A'))],
  ['a row that misses a cell', 'table', (pdf) => kids(elements(pdf, 'TR')[1]!).remove(2)],
  [
    'two paragraphs in the wrong order',
    'content',
    (pdf) => {
      const sections = kids(elements(pdf, 'Sect')[0]!)
      const [second, third] = [sections.get(1), sections.get(2)]
      sections.set(1, third)
      sections.set(2, second)
    },
  ],
  ['content that the structure leaves out', 'orphan', (pdf) => kids(elements(pdf, 'Document')[0]!).remove(3)],
  [
    'content that stands in the structure twice',
    'mcid',
    (pdf) => {
      const document = kids(elements(pdf, 'Document')[0]!)
      document.push(document.get(2))
    },
  ],
  [
    'text that is an artifact',
    'mcid',
    (pdf) => rewrite(pdf, 0, (content) => content.replace(/\/P <<\/MCID 3>> BDC/u, '/Artifact BMC')),
  ],
  [
    'text outside any tag',
    'untagged',
    (pdf) =>
      rewrite(pdf, 1, (content) => content.replace(/\/LBody <<\/MCID \d+>> BDC\n([\s\S]*?)\nEMC/u, '$1')),
  ],
  [
    'a word less than the report says',
    'content',
    (pdf) =>
      rewrite(pdf, 0, (content) =>
        content.replace(/(\/P <<\/MCID \d+>> BDC\n(?:[\d. ]+rg\n)?)BT [^\n]*\n/u, '$1'),
      ),
  ],
  [
    'a divided word that is read with its hyphen',
    'content',
    (pdf) => rewrite(pdf, 0, (content) => content.replace('<FEFF00AD>', '<FEFF002D>')),
  ],
  ['a file without language', 'language', (pdf) => pdf.catalog.delete(PDFName.of('Lang'))],
  [
    'a file in another language',
    'language',
    (pdf) => pdf.catalog.set(PDFName.of('Lang'), PDFString.of('en')),
  ],
  ['a file that is not marked as tagged', 'marked', (pdf) => pdf.catalog.delete(PDFName.of('MarkInfo'))],
  ['a file without structure', 'structure', (pdf) => pdf.catalog.delete(PDFName.of('StructTreeRoot'))],
  ['a file without bookmarks', 'bookmarks', (pdf) => pdf.catalog.delete(PDFName.of('Outlines'))],
  [
    'a file that hides its title',
    'display-title',
    (pdf) => pdf.catalog.delete(PDFName.of('ViewerPreferences')),
  ],
  [
    'a page with its own tab order',
    'tab-order',
    (pdf) => pdf.getPage(0).node.set(PDFName.of('Tabs'), PDFName.of('R')),
  ],
  ['another title in the properties', 'title', (pdf) => pdf.setTitle('Ander rapport')],
  [
    'metadata without the claim that was made',
    'claim',
    (pdf) => rewriteMetadata(pdf, (xml) => xml.replace('<pdfuaid:part>1', '<pdfuaid:part>2')),
  ],
  [
    'metadata with a bare ampersand',
    'metadata-escaped',
    (pdf) => rewriteMetadata(pdf, (xml) => xml.replaceAll('&#38;', '&')),
  ],
  ['a link without a description', 'link-contents', (pdf) => annotation(pdf).delete(PDFName.of('Contents'))],
  [
    'a link to a place that is not there',
    'destination',
    (pdf) => annotation(pdf).set(PDFName.of('Dest'), PDFString.of('nergens')),
  ],
  [
    'a link that does not know its element',
    'parent-tree',
    (pdf) => annotation(pdf).delete(PDFName.of('StructParent')),
  ],
  [
    'a link that is cut loose from the structure',
    'link',
    (pdf) => {
      const link = elements(pdf, 'Link')[0]!
      const inner = kids(link)
      for (let index = inner.size() - 1; index >= 0; index--) {
        const kid = inner.lookup(index)
        if (kid instanceof PDFDict && kid.get(PDFName.of('Type')) === PDFName.of('OBJR')) inner.remove(index)
      }
    },
  ],
  ['a note without a name', 'note-id', (pdf) => elements(pdf, 'Note')[0]!.delete(PDFName.of('ID'))],
  [
    'two notes with one name',
    'note-id',
    (pdf) => {
      const [first, second] = elements(pdf, 'Note')
      second!.set(PDFName.of('ID'), first!.get(PDFName.of('ID')) as PDFObject)
    },
  ],
  ['an unknown type', 'tag', retag('P', 'Paragraph')],
  [
    'a figure without a text alternative',
    'alt',
    (pdf) => {
      const parent = elements(pdf, 'Document')[0]!
      kids(parent).push(pdf.context.register(pdf.context.obj({ Type: 'StructElem', S: 'Figure', K: [] })))
    },
  ],
  [
    'a number of a page that points at another element',
    'parent-tree',
    (pdf) => pdf.getPage(0).node.set(PDFName.of('StructParents'), PDFNumber.of(99_999)),
  ],
  ['a page that does not say that the answers are invented', 'invented', withoutMark],
  [
    'an abbreviation without its meaning',
    'abbreviation',
    (pdf) => elements(pdf, 'Span').forEach((span) => span.delete(PDFName.of('E'))),
  ],
  [
    'a font without text behind its signs',
    'unicode',
    (pdf) => {
      for (const [, object] of pdf.context.enumerateIndirectObjects()) {
        if (object instanceof PDFDict && object.get(PDFName.of('Subtype')) === PDFName.of('Type0')) {
          object.delete(PDFName.of('ToUnicode'))
        }
      }
    },
  ],
  [
    'a font that is not in the file',
    'font',
    (pdf) => {
      for (const [, object] of pdf.context.enumerateIndirectObjects()) {
        if (object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('FontDescriptor')) {
          object.delete(PDFName.of('FontFile2'))
        }
      }
    },
  ],
]

test.each(mutants)('%s is found', async (_, rule, plant) => {
  expect(await planted(plant)).toContain(rule)
})

test('a good extended edition that another program wrote again has no defects', async () => {
  expect(await planted(() => undefined, [goodExtended, extended])).toEqual([])
})

const figures: [string, string, (pdf: PDFDocument) => void][] = [
  [
    'a chart without a text alternative',
    'alt',
    (pdf) => elements(pdf, 'Figure')[0]!.delete(PDFName.of('Alt')),
  ],
  [
    'a chart that says something else than its figures',
    'content',
    (pdf) => elements(pdf, 'Figure')[0]!.set(PDFName.of('Alt'), PDFString.of('Een diagram.')),
  ],
  [
    'a chart that does not say where it stands',
    'figure-box',
    (pdf) => elements(pdf, 'Figure')[0]!.delete(PDFName.of('A')),
  ],
  ['a chart that is hidden in a paragraph', 'content', retag('Figure', 'P')],
  ['a caption that is an ordinary paragraph', 'nesting', retag('Caption', 'P')],
  ['contents that are tagged as a list', 'nesting', retag('TOC', 'L')],
  ['an entry of the contents that is a paragraph', 'nesting', retag('TOCI', 'P')],
  [
    'an entry of the contents that leads elsewhere',
    'contents',
    (pdf) => {
      const [first, other] = [0, 8].map((at) =>
        pdf.getPage(0).node.lookup(PDFName.of('Annots'), PDFArray).lookup(at, PDFDict),
      )
      first!.set(PDFName.of('Dest'), other!.get(PDFName.of('Dest')) as PDFObject)
    },
  ],
  ['an entry of the contents that is left out', 'content', (pdf) => kids(elements(pdf, 'TOC')[0]!).remove(0)],
  [
    'a header of a row that is one of a column no longer',
    'scope',
    (pdf) => elements(pdf, 'TH').at(-1)!.delete(PDFName.of('A')),
  ],
  [
    'a head of a table that is read again on the next page',
    'orphan',
    (pdf) => kids(elements(pdf, 'THead')[0]!).remove(0),
  ],
]

test.each(figures)('%s is found in an extended edition', async (_, rule, plant) => {
  expect(await planted(plant, [goodExtended, extended])).toContain(rule)
})

test('the file of another report is not the file of this one', () => {
  const other: ReportDocument = {
    ...document,
    lead: [{ content: ['Iets anders.'], findings: [] }],
  }
  expect(checkPdf(good, other).map(({ rule }) => rule)).toEqual(['content'])
})

test('something that is no PDF, or half of one, is said to be unreadable', () => {
  expect(checkPdf(new TextEncoder().encode('geen pdf'), document)).toEqual([
    { rule: 'readable', what: expect.any(String) as string },
  ])
  expect(checkPdf(good.slice(0, good.length / 2), document)[0]).toMatchObject({ rule: 'readable' })
})

function annotation(pdf: PDFDocument): PDFDict {
  return pdf.getPage(0).node.lookup(PDFName.of('Annots'), PDFArray).lookup(0, PDFDict)
}

/** The running header of the second page goes. */
function withoutMark(pdf: PDFDocument): void {
  rewrite(pdf, 1, (content) =>
    content.replace(/(\/Artifact <<\/Type \/Pagination \/Subtype \/Header>> BDC)[\s\S]*?EMC/gu, '$1\nEMC'),
  )
}
