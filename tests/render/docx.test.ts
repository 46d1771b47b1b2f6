import { expect, test } from 'vitest'
import { expectedContent, foldText } from '../../app/render/pdf/expected.ts'
import { renderDocx } from '../../app/render/docx.server.ts'
import { createPdfPool } from '../../app/render/pdf-pool.server.ts'
import { readZip } from '../../app/render/zip.ts'
import type { ReportDocument } from '../../app/domain/report/document.ts'
import { sampleDocument, type SampleOptions } from '../make/report-document.ts'

type Read = {
  xml(name: string): string
  paragraphs: { style: string | null; numbered: boolean; text: string }[]
  footnotes: string[]
}

/** Reads a Word file back without the library that wrote it. */
async function read(document: ReportDocument): Promise<Read> {
  const parts = readZip(await renderDocx(document))
  const xml = (name: string) => parts.get(name)?.toString('utf8') ?? ''
  const paragraphs = [...xml('word/document.xml').matchAll(/<w:p>(.*?)<\/w:p>/gsu)].map(([, inner = '']) => ({
    style: /<w:pStyle w:val="(\w+)"/u.exec(inner)?.[1] ?? null,
    numbered: inner.includes('<w:numPr>'),
    text: textOf(inner),
  }))
  const footnotes = [...xml('word/footnotes.xml').matchAll(/<w:footnote w:id="\d+">(.*?)<\/w:footnote>/gsu)]
  return { xml, paragraphs, footnotes: footnotes.map(([, inner = '']) => textOf(inner)) }
}

/** A footnote's number stands where its reference does. */
function textOf(xml: string): string {
  const pieces = xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:footnoteReference w:id="(\d+)"\/>/gu)
  const text = [...pieces].map(([, words, number]) => words ?? number ?? '').join('')
  const signs: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return foldText(text.replace(/&(lt|gt|amp|quot|apos);/gu, (_, name: string) => signs[name] ?? ''))
}

/** What the document says outside its notes, which Word prints at the foot of the page. */
function outsideNotes(document: ReportDocument): string[] {
  const content = expectedContent(document).filter(({ tag }) => tag !== 'Lbl')
  const heading = content.findIndex(({ tag, text }) => tag === 'H2' && text === document.marks.notes)
  if (document.notes.length > 0) content.splice(heading, 1 + document.notes.length)
  return content.map(({ text }) => text)
}

const documents: Record<string, SampleOptions> = {
  usual: {},
  'without findings': { findings: 0 },
  'twelve findings a theme': {
    findings: 12,
    longWord: 'gezondheidsvaardighedenbevorderingsprogrammacoördinatoren',
  },
  'with tables': { table: true },
  'with real answers': { invented: false },
  'with emoji and right-to-left text': { longWord: '😀 שלום', title: 'Ronde <1> & "meer" \u0007' },
}

test.each(Object.entries(documents))(
  'the Word file of a report %s says what the document says',
  async (_, options) => {
    const document = sampleDocument(options)
    const { paragraphs, footnotes } = await read(document)
    const said = paragraphs.map(({ text }) => text).filter((text) => text !== '')
    expect(said).toEqual(outsideNotes(document).map((text) => text.replaceAll('\u0007', '').trim()))
    const notes = expectedContent({ ...document, body: [], lead: [], colophon: [] }).filter(
      ({ tag }) => tag === 'P',
    )
    expect(footnotes).toEqual(notes.slice(-document.notes.length).map(({ text }) => text))
  },
)

test('headings, lists and notes are those of Word, and the language is Dutch', async () => {
  const document = sampleDocument({ table: true })
  const { paragraphs, xml } = await read(document)
  const titles = (style: string) => paragraphs.filter((one) => one.style === style).map(({ text }) => text)
  expect(titles('Title')).toEqual([document.meta.title])
  expect(titles('Heading1')).toEqual([
    'Conclusie',
    'Cliënt centraal',
    'Integrale zorg',
    'Deskundige zorgverlener',
    'Vervolg',
    'Over dit verslag',
  ])
  expect(titles('Heading2')).toContain('Wat gaat er goed?')
  const bullets = document.body.flatMap((block) =>
    block.kind === 'section'
      ? block.blocks.flatMap((inner) => (inner.kind === 'findings' ? inner.items : []))
      : [],
  )
  expect(paragraphs.filter(({ numbered }) => numbered)).toHaveLength(bullets.length)
  expect(xml('word/styles.xml')).toContain('<w:lang w:val="nl-NL"')
  expect(xml('word/document.xml')).toContain('<w:tblHeader')
  expect(xml('word/footer1.xml') + xml('word/footer2.xml')).toContain('NUMPAGES')
})

test('title, author and the mark of invented answers stand in the file and on every page after the first', async () => {
  const document = sampleDocument()
  const { xml, paragraphs } = await read(document)
  expect(xml('docProps/core.xml')).toContain(`<dc:title>${document.meta.title}</dc:title>`)
  expect(xml('docProps/core.xml')).toContain('<dc:creator>Regionaal overleg &lt;voorbeeld&gt;</dc:creator>')
  const headers = xml('word/header1.xml') + xml('word/header2.xml')
  expect(headers).toContain(document.marks.invented)
  expect(headers).toContain(document.marks.running)
  expect(paragraphs[0]?.text).toBe(document.marks.invented)
})

test('every link leads where the document says', async () => {
  const document = sampleDocument()
  const { xml } = await read(document)
  const hrefs = [...JSON.stringify(document).matchAll(/"kind":"link","href":"([^"]+)"/gu)].map(
    ([, href]) => href,
  )
  const found = ['document', 'footnotes'].flatMap((part) => {
    const links = new Map(
      [...xml(`word/_rels/${part}.xml.rels`).matchAll(/Id="([^"]+)"[^>]*Target="([^"]+)"/gu)].map(
        ([, id, to]) => [id, to] as const,
      ),
    )
    // What comes after the # stands apart in a Word file.
    return [...xml(`word/${part}.xml`).matchAll(/<w:hyperlink([^>]*)>/gu)].map(([, attributes = '']) => {
      const attribute = (name: string) => new RegExp(`${name}="([^"]+)"`, 'u').exec(attributes)?.[1]
      const anchor = attribute('w:anchor')
      return `${links.get(attribute('r:id') ?? '')}${anchor === undefined ? '' : `#${anchor}`}`
    })
  })
  expect(found.length).toBeGreaterThan(2)
  expect(found.sort()).toEqual(hrefs.sort())
})

test('a note that is referred to twice is one footnote, and the second number follows the first', async () => {
  const document = sampleDocument()
  const [note] = document.notes
  if (!note) throw new Error('The sample has no notes')
  document.lead.push({ content: ['Nog een keer', { kind: 'note', ref: note.id }], findings: [] })
  document.lead.push({ content: ['En weer', { kind: 'note', ref: note.id }], findings: [] })
  const { xml, footnotes } = await read(document)
  expect(footnotes).toHaveLength(document.notes.length)
  expect(xml('word/document.xml').match(/NOTEREF _RefNote1 /gu)).toHaveLength(2)
})

test('equal documents give equal bytes, whatever was made before them and wherever', async () => {
  const first = Buffer.from(await renderDocx(sampleDocument()))
  await renderDocx(sampleDocument({ findings: 12, table: true }))
  expect(Buffer.from(await renderDocx(sampleDocument())).equals(first)).toBe(true)
  const pool = createPdfPool({ threads: 1 })
  const result = await pool.render(sampleDocument(), 'docx')
  await pool.close()
  expect(result.ok && Buffer.from(result.bytes).equals(first)).toBe(true)
})
