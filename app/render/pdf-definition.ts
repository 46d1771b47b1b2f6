/**
 * A report document as a pdfmake definition in house style: what stands where, and which structure it has.
 */

import {
  contentsOf,
  plainText,
  type Block,
  type ContentsEntry,
  type Inline,
  type Note,
  type ReportDocument,
  type Sentence,
  type TableContent,
} from '../domain/report/document.ts'
import { drawChart } from './chart.ts'
import {
  cellGap,
  colours,
  columnGap,
  defaultStyle,
  fonts,
  frames,
  margins,
  page,
  slide,
  styles,
  spacing,
  tableLayout,
} from './house-style.ts'
import { drawable } from './pdf/signs.ts'
import type { FrameStyle, Run } from './pdf/layout.ts'
import type { TaggedDefinition } from './pdf/print.ts'

/** A stretch of text of one style, as pdfmake reads it. */
type Text = { text: string; run?: Run; [style: string]: unknown }
type Node = Record<string, unknown>

/**
 * The definition that `printTagged` draws. Plain pdfmake draws it too (it ignores the extra keys), which is what the
 * benchmark compares with. Used up by drawing: call again for each file.
 */
export function reportDefinition(document: ReportDocument): TaggedDefinition {
  const { meta, marks } = document
  const context = new ReportContext(document)
  const titleBlock = [
    ...(marks.invented ? [{ text: plain(marks.invented), bold: true, margin: [0, 0, 0, 10] }] : []),
    {
      text: plain(meta.title),
      outlineText: meta.title,
      tag: 'H1',
      id: 'title',
      outline: true,
      outlineExpanded: true,
      style: 'title',
      hyphenate: false,
      margin: [0, 0, 30, 9],
    },
    { text: context.sentences(document.lead), style: 'lead', hyphenate: false, margin: [0, 0, 40, 0] },
  ]
  const isAnnex = (block: Block) => block.kind === 'section' && block.part === 'annex'
  const body = document.body.filter((block) => !isAnnex(block)).map((block) => context.block(block, 1))
  const contents = context.contents()
  const annexes = document.body.filter(isAnnex).map((block) => context.annex(block))
  return {
    metadata: metadataOf(document),
    fonts: fonts(),
    pageSize: page,
    pageMargins: margins,
    styles,
    defaultStyle,
    // The first page has the title itself, and says that it is invented above it.
    header: (number) =>
      number === 1
        ? null
        : furniture(
            30,
            plain(marks.running),
            plain(marks.invented ?? '', { bold: true, color: colours.text }),
          ),
    footer: (number, pages) => {
      const place = marks.page.replace('{page}', String(number)).replace('{pages}', String(pages))
      return furniture(18, plain(marks.disclaimer), plain(place))
    },
    content: [
      { ...oneColumn([framed(titleBlock, frames.title)]), margin: [0, 0, 0, 18] },
      ...contents,
      { ...flow(body), ...(contents.length > 0 ? { pageBreak: 'before' } : {}) },
      ...(annexes.length > 0 ? [{ ...oneColumn(annexes), pageBreak: 'before' }] : []),
      ...context.notes(),
      ...context.colophon(),
    ],
  }
}

/**
 * The same document as slides to show in a room: a page lying on its side per section, in large type, and behind them
 * the notes in type to read at a desk.
 */
export function slidesDefinition(document: ReportDocument): TaggedDefinition {
  const { meta, marks } = document
  const context = new ReportContext(document, slides)
  const title = [
    ...(marks.invented ? [{ text: plain(marks.invented), bold: true, margin: [0, 0, 0, 14] }] : []),
    {
      text: plain(meta.title),
      outlineText: meta.title,
      tag: 'H1',
      id: 'title',
      outline: true,
      outlineExpanded: true,
      style: 'title',
      hyphenate: false,
      margin: [0, 60, 0, 18],
    },
    { text: context.sentences(document.lead), style: 'lead', hyphenate: false },
  ]
  const wide = { left: slide.margins.left, right: slide.margins.right }
  return {
    metadata: metadataOf(document),
    fonts: fonts(),
    pageSize: slide.page,
    pageMargins: slide.margins,
    styles: slide.styles,
    defaultStyle: slide.defaultStyle,
    header: (number) =>
      number === 1
        ? null
        : furniture(
            24,
            plain(marks.running),
            plain(marks.invented ?? '', { bold: true, color: colours.text }),
            wide,
          ),
    footer: (number, pages) => {
      const place = marks.page.replace('{page}', String(number)).replace('{pages}', String(pages))
      return furniture(14, plain(marks.disclaimer), plain(place), wide)
    },
    content: [
      oneColumn([framed(title, slide.titleFrame)]),
      ...document.body.map((block) => ({
        ...oneColumn([context.block(block, 1)]),
        pageBreak: 'before',
      })),
      ...[...context.notes(), ...context.colophon()].map((node, index) =>
        index === 0 ? { ...node, pageBreak: 'before' } : node,
      ),
    ],
  }
}

function metadataOf({ meta, marks }: ReportDocument): TaggedDefinition['metadata'] {
  return {
    title: meta.title,
    author: meta.author,
    subject: marks.invented ? `${meta.subject} (${marks.invented})` : meta.subject,
    keywords: meta.keywords,
    language: meta.language,
    identifier: meta.id,
    date: new Date(`${meta.date}T00:00:00Z`),
  }
}

class ReportContext {
  /** Links back from a note go to the first place that refers to it. */
  private readonly anchored = new Set<string>()

  /** Points between the edges of the text at hand: a column, or in the annexes the page. */
  private width: number
  /** The section around what is drawn, for the bookmarks of an annex. */
  private parent = 'title'

  constructor(
    private readonly document: ReportDocument,
    private readonly look: Look = sheets,
  ) {
    this.width = look.width
  }

  /** What only the extended edition has: over the whole width, its bookmarks inside each other. */
  annex(block: Block): Node {
    this.width = page.width - margins.left - margins.right
    const node = this.block(block, 1)
    this.width = this.look.width
    return node
  }

  /** The contents with the numbers of their pages; nothing for a report that has none. */
  contents(): Node[] {
    const entries = contentsOf(this.document)
    if (entries.length === 0) return []
    const { contents } = this.document.marks
    const entry = ({ id, title, depth }: ContentsEntry): Node => {
      const run: Run = { kind: 'link', target: id, contents: title, reference: true }
      const bold = depth === 1
      return {
        tag: 'TOCI',
        columns: [
          { width: '*', tag: 'None', hyphenate: false, text: plain(title, { run, bold }) },
          { width: 26, tag: 'None', alignment: 'right', text: [{ text: '000', run, pageOf: id }] },
        ],
        columnGap: 12,
        margin: depth === 1 ? [0, 5, 0, 1] : [14, 0, 0, 1],
      }
    }
    return [
      oneColumn([
        { tag: 'Sect', stack: [heading(contents, 'contents', 1), { tag: 'TOC', stack: entries.map(entry) }] },
      ]),
    ]
  }

  /** `next` is the block below: two boxes of one theme stand nearer to each other than to what follows. */
  block(block: Block, depth: number, next?: Block): Node {
    switch (block.kind) {
      case 'section': {
        const { parent } = this
        const title = heading(block.title, block.id, depth, parent)
        if (this.width !== this.look.width) this.parent = block.id
        const inner = block.blocks.map((one, index) => this.block(one, depth + 1, block.blocks[index + 1]))
        this.parent = parent
        return { tag: 'Sect', stack: [title, ...inner] }
      }
      case 'paragraph':
        return {
          text: this.sentences(block.sentences),
          margin: [0, 0, 0, spacing.paragraph],
          // Words that lead up to a table or chart stand on its page.
          keepWithNext: next?.kind === 'table' || next?.kind === 'chart',
        }
      case 'findings': {
        const style = frames[block.side]
        const { ink } = colours[block.side]
        const title = {
          ...heading(block.title, block.id, depth),
          color: ink,
          margin: [20, 0, 0, spacing.afterHeading],
        }
        const content =
          block.items.length > 0
            ? {
                ul: block.items.map((item) => ({
                  text: this.sentences(item.sentences),
                  margin: [0, 0, 0, spacing.bullet],
                })),
                gap: this.look.gap - 2,
                markerColor: ink,
              }
            : { text: plain(block.none), margin: [0, 0, 0, spacing.bullet] }
        return {
          tag: 'Sect',
          stack: [framed([title, content], style)],
          margin: [0, 0, 0, next?.kind === 'findings' ? spacing.betweenBoxes : spacing.afterBox],
        }
      }
      case 'list': {
        const items = block.items.map((sentences) => ({
          text: this.sentences(sentences),
          margin: [0, 0, 0, 3],
        }))
        return { [block.ordered ? 'ol' : 'ul']: items, gap: this.look.gap, margin: [0, 0, 0, 6] }
      }
      case 'table':
        return this.table(block)
      case 'chart':
        return {
          stack: [
            { text: plain(block.title), bold: true, keepWithNext: true, margin: [0, 4, 0, 3] },
            this.chart(block),
            this.table(block.table),
          ],
        }
    }
  }

  /** Drawn as wide as a column: a chart over a whole page says no more. */
  private chart({ spec, alt }: Extract<Block, { kind: 'chart' }>): Node {
    const svg = drawChart(spec, { width: Math.min(this.width, CHART_WIDTH), size: 8.6 })
    return { svg, alt, font: CHART_FONT, margin: [0, 0, 0, 6] }
  }

  table(content: TableContent): Node {
    const fontSize = this.look.cell
    return {
      stack: [
        {
          tag: 'Table',
          stack: [
            {
              tag: 'Caption',
              text: plain(content.caption),
              bold: true,
              margin: [0, 4, 0, 4],
              keepWithNext: true,
            },
            {
              // The rows belong to the Table around them, which also holds the caption.
              tag: 'None',
              headRows: 1,
              table: {
                widths: columnWidths(
                  this.width,
                  content.columns.map(({ weight }) => weight),
                ),
                body: [
                  content.columns.map((column) =>
                    cell(plain(column.title), column.align, { bold: true, keepWithNext: true, fontSize }),
                  ),
                  ...content.rows.map((row) =>
                    row.map((cells, index) => {
                      const column = content.columns[index]!
                      return cell(this.inline(cells), column.align, {
                        fontSize,
                        ...(column.header && { scope: 'Row' }),
                      })
                    }),
                  ),
                ],
              },
              layout: tableLayout,
            },
          ],
        },
      ],
      margin: [0, 2, 0, 10],
    }
  }

  sentences(sentences: readonly Sentence[]): Text[] {
    return sentences.flatMap((sentence, index) => [
      ...(index > 0 ? [{ text: ' ' }] : []),
      ...this.inline(sentence.content),
    ])
  }

  inline(content: readonly Inline[], style: Omit<Text, 'text'> = {}): Text[] {
    return content.flatMap((inline): Text[] => {
      if (typeof inline === 'string') return plain(inline, style)
      switch (inline.kind) {
        case 'strong':
          return this.inline(inline.content, { ...style, bold: true })
        case 'emphasis':
          return this.inline(inline.content, { ...style, italics: true })
        case 'link': {
          const { href } = inline
          const place = href.startsWith('#') ? { target: href.slice(1) } : { href }
          const run: Run = { kind: 'link', ...place, contents: plainText(inline.content) }
          return this.inline(inline.content, { ...style, run, color: colours.link, decoration: 'underline' })
        }
        case 'abbreviation':
          return plain(inline.text, { ...style, run: { kind: 'abbreviation', expanded: inline.full } })
        case 'note':
          return [this.noteReference(inline.ref)]
      }
    })
  }

  notes(): Node[] {
    const { notes, marks } = this.document
    if (notes.length === 0) return []
    const node = (note: Note) => ({
      text: this.inline(note.content),
      id: noteTarget(note.id),
      structureId: noteTarget(note.id),
      marker: String(note.number),
      markerRun: {
        kind: 'link',
        target: referenceAnchor(note.id),
        contents: `${marks.backToText} (${note.number})`,
      } satisfies Run,
      markerColor: colours.link,
      margin: [0, 0, 0, 3],
    })
    const list = {
      ol: notes.map(node),
      tag: 'None',
      itemTags: { item: 'Note', body: 'P' },
      gap: 13,
      style: 'small',
    }
    return [
      {
        tag: 'Sect',
        stack: [
          ...(this.look.ruled ? [rule([0, 12, 0, 8])] : []),
          { ...oneColumn([endHeading(marks.notes, 'notes'), list]), margin: [0, 0, 40, 0] },
        ],
      },
    ]
  }

  colophon(): Node[] {
    const { colophon, marks } = this.document
    if (colophon.length === 0) return []
    const items = colophon.map(({ term, content }) => ({
      text: [...plain(`${term}: `, { bold: true }), ...this.inline(content)],
      marker: '',
      margin: [0, 0, 0, 2],
    }))
    const panel = framed(
      [endHeading(marks.colophon, 'colophon'), { ul: items, gap: 0, style: 'small' }],
      frames.colophon,
    )
    return [{ tag: 'Sect', stack: [{ ...oneColumn([{ ...panel, keep: true }]), margin: [0, 10, 0, 0] }] }]
  }

  private noteReference(ref: string): Text {
    const note = this.document.notes.find(({ id }) => id === ref)
    if (!note) throw new Error(`The report refers to note "${ref}", which it does not have`)
    const first = !this.anchored.has(ref)
    this.anchored.add(ref)
    const run: Run = {
      kind: 'link',
      target: noteTarget(ref),
      contents: `${this.document.marks.notes} ${note.number}`,
      reference: true,
    }
    return {
      text: String(note.number),
      sup: true,
      fontSize: this.look.note,
      color: colours.link,
      run,
      ...(first ? { anchor: referenceAnchor(ref) } : {}),
    }
  }
}

const noteTarget = (id: string) => `note-${id}`
const referenceAnchor = (id: string) => `reference-${id}`

function heading(title: string, id: string, depth: number, parent = 'title'): Node {
  const level = Math.min(depth, 3)
  return {
    text: plain(title),
    outlineText: title,
    tag: `H${level + 1}`,
    id,
    outline: true,
    outlineParentId: parent,
    style: `heading${level}`,
    hyphenate: false,
    keepWithNext: true,
    margin: [0, level === 1 ? spacing.beforeHeading : 0, 0, spacing.afterHeading],
  }
}

/** Two columns that pdfmake fills from left to right; the tagged layer cuts and levels them itself. */
function flow(content: Node[]): Node {
  return {
    columns: [{ stack: content }, { text: '' }],
    columnGap,
    ruleColor: colours.rule,
    snakingColumns: true,
  }
}

/** Headings of what stands outside the body: as deep as a theme, but small. */
function endHeading(title: string, id: string): Node {
  return { ...heading(title, id, 1), style: 'heading2', color: colours.heading, margin: [0, 0, 0, 3] }
}

/** Widest drawing of a chart, in points. */
const CHART_WIDTH = 330
/** The family that the drawings name. */
const CHART_FONT = 'SourceSans3'

/** What differs between a sheet that is read and one that is shown to a room. Sizes in points. */
type Look = { width: number; cell: number; note: number; gap: number; ruled: boolean }

const columnWidth = (page.width - margins.left - margins.right - columnGap) / 2

const sheets: Look = { width: columnWidth, cell: 9, note: 11.5, gap: 13, ruled: true }

const slides: Look = {
  width: slide.page.width - slide.margins.left - slide.margins.right,
  cell: 18,
  note: 21,
  gap: 22,
  ruled: false,
}

/** Widths in points of the cells of a table that is `width` wide. */
function columnWidths(width: number, weights: number[]): number[] {
  const room = width - cellGap * (weights.length - 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (room * weight) / total)
}

/** Text that the font can draw. */
function plain(text: string, style: Omit<Text, 'text'> = {}): Text[] {
  return drawable(text, fonts().SourceSans3!.normal).map((piece) => ({ ...piece, ...style }))
}

function cell(content: Text[], alignment: 'left' | 'right', style: object): Node {
  return {
    text: content,
    alignment,
    ...style,
  }
}

/** A thin line across the page. */
function rule(margin: number[]): Node {
  const line = { type: 'line', x1: 0, y1: 0, x2: page.width - margins.left - margins.right, y2: 0 }
  return { canvas: [{ ...line, lineWidth: 0.7, lineColor: colours.rule }], margin }
}

function oneColumn(content: Node[]): Node {
  return { columns: [{ stack: content }], snakingColumns: true }
}

function framed(stack: Node[], frame: FrameStyle): Node {
  return { stack, frame, margin: frame.padding }
}

/** One line above or below the text: `left` may be long and then breaks, `right` is short. */
function furniture(
  top: number,
  left: Text[],
  right: Text[],
  sides: { left: number; right: number } = margins,
): Node {
  return {
    margin: [sides.left, top, sides.right, 0],
    columns: [
      { width: '*', text: left, style: 'furniture' },
      { width: 'auto', text: right, style: 'furniture', alignment: 'right' },
    ],
    columnGap: 16,
  }
}
