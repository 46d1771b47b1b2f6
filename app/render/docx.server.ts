/**
 * The report as a Word file that people can go on editing: Word's own title and heading styles, lists, footnotes,
 * links and tables, so that the navigation pane, a screen reader and another house style all work.
 */

import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { IRunOptions, ParagraphChild } from 'docx'
import type { Block, Inline, ReportDocument, Sentence, TableContent } from '../domain/report/document.ts'
import { colours, page } from './house-style.ts'
import { readZip, writeZip } from './zip.ts'

/** Everyone has it, or a font of the same widths. */
const FONT = 'Calibri'
/** Twentieths of a point, the measure of Word. */
const MARGIN = 1247
const TEXT_WIDTH = Math.round(page.width * 20) - 2 * MARGIN
const HANGING = 340
const BULLETS = 'bullets'

/** The bytes of the Word file; equal documents give equal bytes. Takes some tenths of a second of processor time. */
export async function renderDocx(document: ReportDocument): Promise<Uint8Array> {
  const made = await Packer.toBuffer(wordDocument(document))
  return withoutChance(made, document.meta.date)
}

function wordDocument(document: ReportDocument): Document {
  const { meta, marks } = document
  const parts = new WordParts(document)
  const children = [
    ...(marks.invented
      ? [new Paragraph({ style: 'Mark', children: [new TextRun(clean(marks.invented))] })]
      : []),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(clean(meta.title))] }),
    new Paragraph({ style: 'Lead', children: parts.sentences(document.lead) }),
    ...document.body.flatMap((block) => parts.block(block, 1)),
    ...parts.colophon(),
  ]
  const furniture = (text: string, options: IRunOptions = {}) =>
    new TextRun({ ...options, text: clean(text), size: 18, color: plainColour(colours.quiet) })
  const footer = () =>
    new Footer({
      children: [
        new Paragraph({
          tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
          children: [furniture(`${marks.disclaimer}\t`), ...placeOf(marks.page)],
        }),
      ],
    })
  return new Document({
    title: meta.title,
    creator: meta.author,
    lastModifiedBy: meta.author,
    subject: marks.invented ? `${meta.subject} (${marks.invented})` : meta.subject,
    keywords: meta.keywords.join(', '),
    ...(marks.invented ? { description: marks.invented } : {}),
    styles: styles(wordLanguage(meta.language)),
    numbering: { config: parts.numbering() },
    footnotes: parts.footnotes(),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: Math.round(page.width * 20), height: Math.round(page.height * 20) },
            margin: { top: 1304, bottom: 1190, left: MARGIN, right: MARGIN, header: 620, footer: 560 },
          },
        },
        headers: {
          // The first page has the title itself, and says that it is invented above it.
          first: new Header({ children: [new Paragraph({ children: [] })] }),
          default: new Header({
            children: [
              new Paragraph({ children: [furniture(`${marks.running} – ${meta.author}`)] }),
              ...(marks.invented
                ? [new Paragraph({ children: [furniture(marks.invented, { bold: true })] })]
                : []),
            ],
          }),
        },
        footers: { first: footer(), default: footer() },
        children,
      },
    ],
  })
}

/** "Pagina {page} van {pages}" with Word's own numbers. */
function placeOf(pattern: string): TextRun[] {
  const fields: Record<string, (typeof PageNumber)[keyof typeof PageNumber]> = {
    '{page}': PageNumber.CURRENT,
    '{pages}': PageNumber.TOTAL_PAGES,
  }
  return pattern
    .split(/(\{pages?\})/u)
    .filter((piece) => piece !== '')
    .map(
      (piece) =>
        new TextRun({ children: [fields[piece] ?? piece], size: 18, color: plainColour(colours.quiet) }),
    )
}

class WordParts {
  private readonly numbers: Map<string, number>
  /** Notes that have their footnote; a later reference points to the same one. */
  private readonly placed = new Set<string>()
  private orderedLists = 0

  constructor(private readonly document: ReportDocument) {
    this.numbers = new Map(document.notes.map(({ id, number }) => [id, number]))
  }

  block(block: Block, depth: number): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'section':
        return [heading(block.title, depth), ...block.blocks.flatMap((inner) => this.block(inner, depth + 1))]
      case 'paragraph':
        return [new Paragraph({ children: this.sentences(block.sentences) })]
      case 'findings':
        return [
          heading(block.title, depth, colours[block.side].ink),
          ...(block.items.length > 0
            ? block.items.map((bullet) => this.item(this.sentences(bullet.sentences), BULLETS))
            : [new Paragraph({ children: [new TextRun(clean(block.none))] })]),
        ]
      case 'list': {
        const reference = block.ordered ? orderedList(this.orderedLists++) : BULLETS
        return block.items.map((sentences) => this.item(this.sentences(sentences), reference))
      }
      case 'table':
        return this.table(block)
      case 'chart':
        // In Word the figures are of more use than a picture of them: they can be read aloud and edited.
        return [
          new Paragraph({ keepNext: true, children: [new TextRun(clean(block.title))] }),
          ...this.table(block.table),
        ]
    }
  }

  sentences(sentences: readonly Sentence[]): ParagraphChild[] {
    return sentences.flatMap((sentence, index) => [
      ...(index > 0 ? [new TextRun(' ')] : []),
      ...this.inline(sentence.content),
    ])
  }

  colophon(): Paragraph[] {
    const { colophon, marks } = this.document
    if (colophon.length === 0) return []
    return [
      heading(marks.colophon, 1),
      ...colophon.map(
        ({ term, content }) =>
          new Paragraph({
            style: 'Small',
            children: [new TextRun({ text: clean(`${term}: `), bold: true }), ...this.inline(content)],
          }),
      ),
    ]
  }

  footnotes(): Record<string, { children: Paragraph[] }> {
    return Object.fromEntries(
      this.document.notes.map(({ number, content }) => [
        number,
        {
          children: [
            new Paragraph({ style: 'FootnoteText', children: [new TextRun(' '), ...this.inline(content)] }),
          ],
        },
      ]),
    )
  }

  /** One definition for all bullets, and one for each ordered list, so that every list starts at 1. */
  numbering() {
    const indent = { left: HANGING, hanging: HANGING }
    const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => [
      { level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent } } },
    ]
    return [
      { reference: BULLETS, levels: level(LevelFormat.BULLET, '•') },
      ...Array.from({ length: this.orderedLists }, (_, index) => ({
        reference: orderedList(index),
        levels: level(LevelFormat.DECIMAL, '%1.'),
      })),
    ]
  }

  private item(children: ParagraphChild[], reference: string): Paragraph {
    return new Paragraph({ style: 'ListParagraph', numbering: { reference, level: 0 }, children })
  }

  private table(block: TableContent): (Paragraph | Table)[] {
    const total = block.columns.reduce((sum, { weight }) => sum + weight, 0)
    const widths = block.columns.map(({ weight }) => Math.round((TEXT_WIDTH * weight) / total))
    const cell = (children: ParagraphChild[], column: number) =>
      new TableCell({
        width: { size: widths[column] ?? 0, type: WidthType.DXA },
        children: [
          new Paragraph({
            style: 'Cell',
            alignment: block.columns[column]?.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
            children,
          }),
        ],
      })
    const line = { style: BorderStyle.SINGLE, size: 4, color: plainColour(colours.rule) }
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
    return [
      new Paragraph({ style: 'Caption', keepNext: true, children: [new TextRun(clean(block.caption))] }),
      new Table({
        width: { size: TEXT_WIDTH, type: WidthType.DXA },
        layout: TableLayoutType.FIXED,
        columnWidths: widths,
        borders: {
          top: line,
          bottom: line,
          insideHorizontal: line,
          left: none,
          right: none,
          insideVertical: none,
        },
        rows: [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: block.columns.map(({ title }, column) =>
              cell([new TextRun({ text: clean(title), bold: true })], column),
            ),
          }),
          ...block.rows.map(
            (row) =>
              new TableRow({
                cantSplit: true,
                children: row.map((content, column) =>
                  cell(this.inline(content, block.columns[column]?.header ? { bold: true } : {}), column),
                ),
              }),
          ),
        ],
      }),
      new Paragraph({ style: 'Cell', children: [] }),
    ]
  }

  private inline(content: readonly Inline[], style: IRunOptions = {}): ParagraphChild[] {
    return content.flatMap((inline): ParagraphChild[] => {
      if (typeof inline === 'string') return [new TextRun({ ...style, text: clean(inline) })]
      switch (inline.kind) {
        case 'strong':
          return this.inline(inline.content, { ...style, bold: true })
        case 'emphasis':
          return this.inline(inline.content, { ...style, italics: true })
        case 'link':
          return [
            new ExternalHyperlink({
              link: inline.href,
              children: this.inline(inline.content, { ...style, style: 'Hyperlink' }),
            }),
          ]
        case 'abbreviation':
          return [new TextRun({ ...style, text: clean(inline.text) })]
        case 'note':
          return [this.reference(inline.ref)]
      }
    })
  }

  /** The first reference carries the footnote; Word keeps the number of a later one equal to it. */
  private reference(ref: string): ParagraphChild {
    const number = this.numbers.get(ref)
    if (number === undefined) throw new Error(`The report refers to note "${ref}", which it does not have`)
    if (this.placed.has(ref)) return new SimpleField(`NOTEREF ${bookmark(number)} \\f \\h`, String(number))
    this.placed.add(ref)
    return new Bookmark({ id: bookmark(number), children: [new FootnoteReferenceRun(number)] })
  }
}

const bookmark = (number: number) => `_RefNote${number}`
const orderedList = (index: number) => `ordered-${index + 1}`

function heading(title: string, depth: number, colour: string = colours.heading): Paragraph {
  const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3]
  return new Paragraph({
    heading: levels[Math.min(depth, levels.length) - 1],
    children: [new TextRun({ text: clean(title), color: plainColour(colour) })],
  })
}

function styles(language: string) {
  const text = plainColour(colours.text)
  const run = { font: FONT, color: text }
  const title = (size: number) => ({ ...run, size, bold: true, color: plainColour(colours.heading) })
  const space = (before: number, after: number) => ({ spacing: { before, after }, keepNext: true })
  const based = (id: string, name: string, size: number, after: number, more: object = {}) => ({
    id,
    name,
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true,
    run: { size, ...more },
    paragraph: { spacing: { after } },
  })
  return {
    default: {
      document: {
        run: { ...run, size: 22, language: { value: language, eastAsia: language, bidirectional: language } },
        paragraph: { spacing: { after: 130, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: title(44),
        paragraph: { spacing: { after: 120, line: 252, lineRule: LineRuleType.AUTO }, keepNext: true },
      },
      heading1: { run: title(30), paragraph: space(320, 100) },
      heading2: { run: title(25), paragraph: space(220, 80) },
      heading3: { run: title(22), paragraph: space(180, 60) },
      listParagraph: { run: { size: 22 }, paragraph: { spacing: { after: 90 } } },
      hyperlink: { run: { color: plainColour(colours.link), underline: {} } },
      footnoteText: {
        run: { size: 18 },
        paragraph: { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO } },
      },
    },
    paragraphStyles: [
      based('Lead', 'Lead', 25, 240, { color: plainColour(colours.quiet) }),
      based('Mark', 'Mark', 22, 200, { bold: true }),
      based('Caption', 'caption', 20, 80, { bold: true }),
      based('Cell', 'Cell', 19, 30),
      based('Small', 'Small', 19, 50),
    ],
  }
}

/** Word knows languages with their country. */
function wordLanguage(tag: string): string {
  return tag === 'nl' ? 'nl-NL' : tag
}

function plainColour(colour: string): string {
  return colour.replace('#', '')
}

/** Control characters cannot stand in XML; soft hyphens are for fonts that cannot divide words themselves. */
function clean(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\u00AD]/gu, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
}

/** The same file without what the library made up: the moment of making, and ids of links and bookmarks. */
function withoutChance(bytes: Uint8Array, date: string): Uint8Array {
  const parts = new Map<string, Uint8Array>()
  const ids = new Map<string, string>()
  for (const [name, part] of readZip(bytes)) {
    parts.set(
      name,
      /\.(xml|rels)$/u.test(name) ? Buffer.from(steady(part.toString('utf8'), date, ids)) : part,
    )
  }
  return writeZip(parts)
}

/** `ids`: what replaces the random ids of links, which stand in a text and in its list of links. */
function steady(xml: string, date: string, ids: Map<string, string>): string {
  let bookmarks = 0
  const open: number[] = []
  return (
    xml
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${date}T00:00:00Z`)
      // Ids with a counter (rId1) stay; those of links are random.
      .replace(/\b((?:r:id|Id)=")(rId(?!\d+")[^"]*)"/gu, (_, before: string, id: string) => {
        const known = ids.get(id) ?? `rIdLink${ids.size + 1}`
        ids.set(id, known)
        return `${before}${known}"`
      })
      .replace(/<w:bookmark(Start|End)([^>]*?)w:id="\d+"/gu, (_, edge: string, rest: string) => {
        if (edge === 'Start') open.push(++bookmarks)
        return `<w:bookmark${edge}${rest}w:id="${edge === 'Start' ? bookmarks : (open.pop() ?? 0)}"`
      })
  )
}
