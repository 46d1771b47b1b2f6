/**
 * pdfmake's layout with meaning added: it walks the definition in reading order anyway, so this subclass keeps a
 * structure tree beside it and stamps every line and drawing with the element it belongs to. It also divides words
 * and cuts flowing columns with care.
 *
 * Extra keys in a definition:
 * - `tag`: structure type; `'None'` adds no element, `'Artifact'` hides content from screen readers. By default a text
 *   is a P (inside list items and cells: nothing of its own), lists, tables and pictures get their own types, and a
 *   picture without `alt` is an artifact.
 * - `alt`, `structureId`, `scope` ('Row' or 'Column', makes a cell a header).
 * - `frame`: style of a frame around a stack in a flow; `keep`: keep a stack together; `keepWithNext` on a heading.
 * - `headRows` on a table: rows that name the columns; where a flow cuts the table they are drawn again, as an artifact.
 * - on a list item: `marker`, `markerSize`, `markerDrop` (points below the line), `markerColor` and `markerRun`.
 * - `hyphenate: false`; `itemTags` on a list: other types than LI and LBody.
 * - on a run of text: `run` (see Run), `anchor` (a name that links may point at) and `pageOf` (the name of a place: the
 *   number of its page is drawn instead of the text, which keeps room for it).
 */

import { cutFlow, type Frame, type Keep, type Unit } from './flow.ts'
import { hyphenationPoints } from './hyphenate.ts'
import {
  LayoutBuilder,
  LineConstructor,
  type Inline,
  type LayoutNode,
  type Line,
  type PageElementWriter,
  type PageItem,
  type Vector,
} from './internals.ts'
import { StructureTree, type StructureElement, type Tag } from './structure.ts'

/** A stretch of text inside a paragraph with a meaning of its own. Words of one run share this object. */
export type Run =
  /** `href` or `target` (an `anchor` or node id); `contents` is what a reader hears of the link's purpose. */
  | { kind: 'link'; href?: string; target?: string; contents: string; reference?: boolean }
  | { kind: 'abbreviation'; expanded: string }

/** How a frame is drawn. Sizes in points; `padding` is left, top, right, bottom as in the stack's margin. */
export type FrameStyle = {
  fill: string
  /** Left out: no line around it. */
  border?: string
  borderWidth?: number
  /** How far the ground reaches beyond the text at the left, top and right, up to the edge of the page. */
  bleed?: [number, number, number]
  dash?: { length: number; space: number }
  padding: [number, number, number, number]
  /** Drawn at the top left of the text where the frame opens; a list of vectors in a box of its own. */
  symbol?: { left: number; top: number; vectors: Vector[] }
}

/** What every stamped page item carries: its element (null: artifact) and the kind of artifact. */
export type Stamp = { _element?: StructureElement | null; _artifact?: 'Header' | 'Footer' }

/** Tall enough for any report: 5,000 pages. */
const ENDLESS = 4_000_000
/** Lines in a row that may end in a divided word. */
const HYPHENS_IN_A_ROW = 2
/** A word is divided only when leaving it whole would waste more than this share of the line. */
const WORTH_DIVIDING = 0.1

type Galley = {
  units: Unit[]
  frames: (Frame & ({ left: number; width: number; style: FrameStyle } | { head: TableHead }))[]
  keeps: Keep[]
  texts: number
}

/** The head of a table that may be cut: what is drawn again, and where it stood. */
type TableHead = { top: number; items: PageItem[] }

export class TaggedLayoutBuilder extends LayoutBuilder {
  tree = new StructureTree()
  private current: StructureElement | null = this.tree.root
  private artifact: Stamp['_artifact']
  private galley: Galley | null = null
  private cells = new Map<LayoutNode, StructureElement>()
  /** Where the rows of the table at hand begin, by number. */
  private rowTops: number[] = []
  private tableSections = new Map<LayoutNode, { head?: StructureElement; body?: StructureElement }>()

  constructor(...args: ConstructorParameters<typeof LayoutBuilder>) {
    super(...args)
    // pdfmake makes its writer inside tryLayoutDocument; every writer it makes gets its stamps here.
    let writer: PageElementWriter
    Object.defineProperty(this, 'writer', {
      get: () => writer,
      set: (made: PageElementWriter) => {
        writer = this.stamping(made)
      },
    })
  }

  override tryLayoutDocument(...args: unknown[]) {
    this.tree = new StructureTree()
    this.current = this.tree.root
    this.cells = new Map()
    this.tableSections = new Map()
    return super.tryLayoutDocument(...args)
  }

  override addBackground(background: unknown): void {
    this.asArtifact(undefined, () => super.addBackground(background))
  }

  override addDynamicRepeatable(getter: unknown, size: unknown, name: string): void {
    this.asArtifact(name === 'header' ? 'Header' : 'Footer', () =>
      super.addDynamicRepeatable(getter, size, name),
    )
  }

  override processNode(node: LayoutNode, isVerticalAlignmentAllowed?: boolean): void {
    const parent = this.current
    if (parent && !node._span) this.current = this.cells.get(node) ?? openElement(node, parent)
    const { galley } = this
    const top = galley ? this.writer.context().y : 0
    const { x, availableWidth } = this.writer.context()
    super.processNode(node, isVerticalAlignmentAllowed)
    if (galley) this.recordBlock(galley, node, top, x, availableWidth)
    this.current = parent
  }

  override processLeaf(node: LayoutNode): void {
    const { galley } = this
    if (!galley) return super.processLeaf(node)
    const { items } = this.writer.context().getCurrentPage()
    const before = items.length
    super.processLeaf(node)
    const lines = items.slice(before).filter((item) => item.type === 'line' && !item.item._marker)
    const text = galley.texts++
    lines.forEach(({ item }, line) => {
      const drawn = item as Line
      galley.units.push({
        top: drawn.y,
        bottom: drawn.y + drawn.getHeight(),
        text,
        line,
        lines: lines.length,
        keepWithNext: node.keepWithNext === true,
        divided: drawn.inlines.at(-1)?._softHyphen === true,
      })
    })
  }

  /** As pdfmake's, but with a text marker that is read (a bullet or number) and with LI, Lbl and LBody. */
  override processList(ordered: boolean, node: LayoutNode): void {
    const items = (ordered ? node.ol : node.ul) ?? []
    const list = this.current
    const tags = (node.itemTags as { item: Tag; body: Tag } | undefined) ?? { item: 'LI', body: 'LBody' }
    const gap = (node.gap as number | undefined) ?? node._gapSize?.width ?? 12
    this.writer.context().addMargin(gap)
    for (const item of items) {
      const id = item.structureId as string | undefined
      const element = list?.append(tags.item, id === undefined ? {} : { id })
      const label = element?.append('Lbl') ?? null
      const body = element?.append(tags.body) ?? null
      const onFirstLine = (line: Line) => {
        this.writer.removeListener('lineAdded', onFirstLine)
        this.drawMarker(item, line, gap, label)
      }
      this.writer.addListener('lineAdded', onFirstLine)
      this.current = body
      this.processNode({ ...item, tag: 'None' })
      this.writer.removeListener('lineAdded', onFirstLine)
    }
    this.current = list
    this.writer.context().addMargin(-gap)
  }

  override processRow(row: Parameters<LayoutBuilder['processRow']>[0]): unknown {
    const { tableNode, rowIndex = 0, cells } = row
    if (!tableNode) return super.processRow(row)
    const table = this.current
    if (table) {
      const isHead = rowIndex < headRowsOf(tableNode)
      const sections = this.tableSections.get(tableNode) ?? {}
      this.tableSections.set(tableNode, sections)
      const section = isHead
        ? (sections.head ??= table.append('THead'))
        : (sections.body ??= table.append('TBody'))
      const tableRow = section.append('TR')
      for (const cell of cells) {
        if (cell._span) continue
        const scope = (cell.scope as 'Row' | 'Column' | undefined) ?? (isHead ? 'Column' : undefined)
        const spans = { columnSpan: cell.colSpan, rowSpan: cell.rowSpan }
        this.cells.set(cell, tableRow.append(scope ? 'TH' : 'TD', scope ? { scope, ...spans } : spans))
      }
    }
    const top = this.writer.context().y
    this.rowTops[rowIndex] = top
    const result = super.processRow(row)
    this.galley?.keeps.push({ top, bottom: this.writer.context().y })
    return result
  }

  override processTable(node: LayoutNode): void {
    const { galley } = this
    this.rowTops = []
    super.processTable(node)
    const [top] = this.rowTops
    const body = this.rowTops[headRowsOf(node)]
    if (!galley || top === undefined || body === undefined || body === top) return
    // Not a frame that is drawn: the room that a frame keeps where it is cut is where the head comes again.
    const { items } = this.writer.context().getCurrentPage()
    const head = items.filter((item) => itemTop(item) >= top - 0.5 && itemTop(item) < body - 0.5).map(copyOf)
    galley.frames.push({
      top: body,
      bottom: this.writer.context().y,
      paddingTop: body - top,
      paddingBottom: 0,
      head: { top, items: head },
    })
  }

  override processColumns(node: LayoutNode): void {
    if (node.snakingColumns) this.processFlow(node)
    else super.processColumns(node)
  }

  /** As pdfmake's, but a word that does not fit may be divided. */
  override buildNextLine(node: LayoutNode): Line | null {
    const inlines = node._inlines
    if (!inlines || inlines.length === 0) return null
    const line = new LineConstructor(this.writer.context().availableWidth)
    let joined = false
    for (;;) {
      const inline = inlines[0]
      if (!inline) break
      // Only the words glued to this one matter; handing over all that follow would be quadratic.
      const fits = joined || line.hasEnoughSpaceForInline(inline, inline.noNewLine ? inlines.slice(1, 8) : [])
      const tooLong = line.inlines.length === 0 && visibleWidth(inline) > line.maxWidth
      if (!fits || tooLong) {
        if (this.divideWord(node, line, inlines)) break
        if (!fits) break
        if (!inline.noWrap) inlines.splice(0, 1, ...chop(inline, line.maxWidth))
      }
      const next = inlines.shift()!
      line.addInline(next)
      joined = next.noNewLine === true
    }
    line.lastLineInParagraph = inlines.length === 0
    if (!line.inlines.at(-1)?._softHyphen) node._hyphens = 0
    return line
  }

  /** Puts the first part of the next word and a hyphen on `line`. False when it may not be divided or gains nothing. */
  private divideWord(node: LayoutNode, line: Line, inlines: Inline[]): boolean {
    const inline = inlines[0]!
    const hyphens = (node._hyphens as number | undefined) ?? 0
    if (node.hyphenate === false || inline.noWrap || inline.sup) return false
    const room = line.maxWidth - line.inlineWidths + line.leadingCut
    const forced = line.inlines.length === 0
    // The last word of a paragraph stays whole: half a word alone on a line helps nobody.
    if (!forced && inlines.length === 1) return false
    if (!forced && (hyphens >= HYPHENS_IN_A_ROW || room < line.maxWidth * WORTH_DIVIDING)) return false
    const hyphenWidth = inline.font.widthOfString('-', inline.fontSize)
    for (const point of hyphenationPoints(inline.text).toReversed()) {
      const text = inline.text.slice(0, point)
      const width = inline.font.widthOfString(text, inline.fontSize)
      if (width + hyphenWidth > room) continue
      const rest = inline.text.slice(point)
      line.addInline({ ...inline, text, width, trailingCut: 0, noNewLine: true })
      line.addInline({
        ...inline,
        text: '-',
        width: hyphenWidth,
        leadingCut: 0,
        trailingCut: 0,
        _softHyphen: true,
      })
      inlines[0] = {
        ...inline,
        text: rest,
        width: inline.font.widthOfString(rest, inline.fontSize),
        leadingCut: 0,
      }
      node._hyphens = hyphens + 1
      return true
    }
    return false
  }

  private drawMarker(item: LayoutNode, line: Line, gap: number, label: StructureElement | null): void {
    const first = line.inlines[0]
    if (!first) return
    const measured = item.listMarker?._inlines?.[0]
    const text = (item.marker as string | undefined) ?? measured?.text.trim() ?? '•'
    if (text === '') return
    const fontSize = (item.markerSize as number | undefined) ?? first.fontSize
    const inline: Inline = {
      ...first,
      text,
      fontSize,
      run: item.markerRun,
      anchor: undefined,
      sup: false,
      noNewLine: false,
      leadingCut: 0,
      trailingCut: 0,
      decoration: undefined,
      actual: undefined,
      color: (item.markerColor as string | undefined) ?? first.color,
      width: first.font.widthOfString(text, fontSize),
    }
    const marker = new LineConstructor(gap)
    marker.addInline(inline)
    const context = this.writer.context()
    marker.x = line.x - context.x - gap
    const drop = (item.markerDrop as number | undefined) ?? 0
    marker.y = line.getAscenderHeight() - marker.getAscenderHeight() + drop
    marker._marker = true
    const body = this.current
    this.current = label
    // Before its line, so that the order of the page's content is the order of reading.
    this.writer.addLine(marker, true, context.getCurrentPage().items.length - 1)
    this.current = body
  }

  /** Lays the first column out in one endless column, cuts it and places the pieces on the pages. */
  private processFlow(node: LayoutNode): void {
    const columns = node.columns?.length ?? 1
    const outer = this.writer.context()
    const gap = columns > 1 ? (node._gap ?? 0) : 0
    const width = (outer.availableWidth - gap * (columns - 1)) / columns
    const { x } = outer
    const galley: Galley = { units: [], frames: [], keeps: [], texts: 0 }
    this.writer.pushContext(width, ENDLESS)
    this.galley = galley
    this.processNode(node.columns![0]!)
    this.galley = null
    const { items } = this.writer.context().getCurrentPage()
    this.writer.popContext()

    const units = mergeUnits(galley.units)
    const page = outer.getCurrentPage()
    const full = page.pageSize.height - page.pageMargins.top - page.pageMargins.bottom
    const room = outer.availableHeight
    const pages = cutFlow(units, galley.frames, galley.keeps, {
      columns,
      height: (index) => (index === 0 ? room : full),
      balance: node.balance !== false,
    })
    const byUnit = groupByUnit(items, units)
    pages.forEach((fragments, index) => {
      if (index > 0) this.writer.moveToNextPage()
      const target = outer.getCurrentPage()
      const top = outer.y
      fragments.forEach((fragment, column) => {
        const left = x + column * (width + gap)
        const down = top - fragment.top
        for (const part of fragment.frames) {
          const frame = galley.frames[part.frame]!
          if ('style' in frame) target.items.push(...frameItems(frame, part, left, down))
          else if (!part.opens) target.items.push(...headAgain(frame.head, left, part.top + down))
        }
        for (let unit = fragment.first; unit <= fragment.last; unit++) {
          for (const item of byUnit.get(unit) ?? []) {
            moveItem(item, left, down)
            if (item.type === 'line' && item.item._node) {
              item.item._node.positions[0]!.pageNumber = outer.page + 1
            }
            target.items.push(item)
          }
        }
      })
      const height = Math.max(0, ...fragments.map((fragment) => fragment.bottom - fragment.top))
      for (let column = 1; column < fragments.length; column++) {
        const between = x + column * (width + gap) - gap / 2
        target.items.push({
          type: 'vector',
          item: { type: 'columnRule', x: between, y: top, h: height, color: node.ruleColor, _element: null },
        })
      }
      outer.moveDown(Math.max(0, ...fragments.map((fragment) => fragment.bottom - fragment.top)))
    })
  }

  private recordBlock(galley: Galley, node: LayoutNode, top: number, left: number, width: number): void {
    const bottom = this.writer.context().y
    if (node.keep) galley.keeps.push({ top, bottom })
    const style = node.frame as FrameStyle | undefined
    if (style) {
      const [, paddingTop, , paddingBottom] = style.padding
      galley.frames.push({ top, bottom, paddingTop, paddingBottom, left, width, style })
    }
    if (node.svg ?? node.image ?? node.canvas) {
      galley.units.push({
        top,
        bottom,
        text: galley.texts++,
        line: 0,
        lines: 1,
        keepWithNext: false,
        divided: false,
      })
    }
  }

  private asArtifact(kind: Stamp['_artifact'], work: () => void): void {
    const { current, artifact } = this
    this.current = null
    this.artifact = kind
    work()
    this.current = current
    this.artifact = artifact
  }

  private stamping(writer: PageElementWriter): PageElementWriter {
    const stamp = (item: object, element: StructureElement | null) =>
      Object.assign(item, { _element: element, _artifact: this.artifact } satisfies Stamp)
    const { addLine, addVector, addSVG, addImage, addFragment } = writer
    return Object.assign(writer, {
      addLine: (...args: Parameters<typeof addLine>) => {
        stamp(args[0], this.current)
        return addLine.apply(writer, args)
      },
      // Lines and fills of tables and lists are decoration; only what is drawn inside a figure means something.
      addVector: (...args: Parameters<typeof addVector>) => {
        stamp(args[0], this.current?.tag === 'Figure' ? this.current : null)
        return addVector.apply(writer, args)
      },
      addSVG: (...args: Parameters<typeof addSVG>) => {
        stamp(args[0], this.current)
        return addSVG.apply(writer, args)
      },
      addImage: (...args: Parameters<typeof addImage>) => {
        stamp(args[0], this.current)
        return addImage.apply(writer, args)
      },
      addFragment: (...args: Parameters<typeof addFragment>) => {
        const { items } = writer.context().getCurrentPage()
        const before = items.length
        const added = addFragment.apply(writer, args)
        // A table's header that is drawn again on the next page has been read already.
        if ('insertedOnPages' in args[0]) items.slice(before).forEach(({ item }) => stamp(item, null))
        return added
      },
    })
  }
}

/** The element that a node's content goes into; null hides it. */
function openElement(node: LayoutNode, parent: StructureElement): StructureElement | null {
  const tag = (node.tag as Tag | 'None' | 'Artifact' | undefined) ?? defaultTag(node, parent)
  if (tag === 'Artifact') return null
  if (tag === 'None') return parent
  const attributes = {
    alt: node.alt as string | undefined,
    id: node.structureId as string | undefined,
    ordered: node.ol !== undefined,
  }
  return parent.append(tag, attributes)
}

function defaultTag(node: LayoutNode, parent: StructureElement): Tag | 'None' | 'Artifact' {
  if (node.text !== undefined) return ['LBody', 'TH', 'TD', 'Lbl'].includes(parent.tag) ? 'None' : 'P'
  if (node.ul ?? node.ol) return 'L'
  if (node.table) return 'Table'
  if (node.svg ?? node.image ?? node.canvas) return node.alt ? 'Figure' : 'Artifact'
  return 'None'
}

function visibleWidth(inline: Inline): number {
  return inline.width - inline.leadingCut - inline.trailingCut
}

/** A word without a place to divide it that is wider than a whole line, cut where the line is full. */
function chop(inline: Inline, width: number): Inline[] {
  let length = inline.text.length
  const measure = (text: string) => inline.font.widthOfString(text, inline.fontSize)
  while (length > 1 && measure(inline.text.slice(0, length)) > width) length--
  if (length >= inline.text.trimEnd().length) return [inline]
  const text = inline.text.slice(0, length)
  const rest = inline.text.slice(length)
  return [
    { ...inline, text, width: measure(text), trailingCut: 0, noNewLine: false },
    { ...inline, text: rest, width: measure(rest), leadingCut: 0 },
  ]
}

/** Units in order, with lines that stand beside each other (cells of a row, say) taken as one. */
function mergeUnits(units: readonly Unit[]): Unit[] {
  const merged: Unit[] = []
  for (const unit of [...units].sort((a, b) => a.top - b.top || b.bottom - a.bottom)) {
    const last = merged.at(-1)
    if (last && unit.top < last.bottom - 0.5) {
      last.bottom = Math.max(last.bottom, unit.bottom)
      last.lines = Math.max(last.lines, unit.lines)
    } else merged.push({ ...unit })
  }
  return merged
}

function groupByUnit(items: readonly PageItem[], units: readonly Unit[]): Map<number, PageItem[]> {
  const groups = new Map<number, PageItem[]>()
  for (const item of items) {
    const y = itemTop(item)
    let low = 0
    let high = units.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (units[middle]!.top <= y + 0.5) low = middle
      else high = middle - 1
    }
    const group = groups.get(low)
    if (group) group.push(item)
    else groups.set(low, [item])
  }
  return groups
}

function itemTop({ type, item }: PageItem): number {
  if (type !== 'vector') return (item as { y?: number }).y ?? 0
  return Math.min(...[item.y, item.y1, item.y2].filter((y) => y !== undefined))
}

function moveItem({ type, item }: PageItem, right: number, down: number): void {
  if (type === 'vector') moveVector(item, right, down)
  else if (type === 'line' || type === 'svg' || type === 'image') {
    item.x += right
    item.y += down
  }
}

function moveVector(vector: Vector, right: number, down: number): void {
  const move = vector as Record<string, unknown>
  for (const key of ['x', 'x1', 'x2']) if (typeof move[key] === 'number') move[key] += right
  for (const key of ['y', 'y1', 'y2']) if (typeof move[key] === 'number') move[key] += down
  if (Array.isArray(move.points)) {
    move.points = (move.points as { x: number; y: number }[]).map(({ x, y }) => ({
      x: x + right,
      y: y + down,
    }))
  }
}

function headRowsOf(node: LayoutNode): number {
  return (node.headRows as number | undefined) ?? node.table?.headerRows ?? 0
}

/** A copy that can be moved by itself; nobody is led to it and nothing is read there. */
function copyOf({ type, item }: PageItem): PageItem {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(item) as object) as object, item, {
    _element: null,
    id: undefined,
    _outline: undefined,
  } satisfies Stamp & { id: undefined; _outline: undefined })
  return { type, item: copy } as PageItem
}

function headAgain(head: TableHead, left: number, top: number): PageItem[] {
  return head.items.map((item) => {
    const copy = copyOf(item)
    moveItem(copy, left, top - head.top)
    return copy
  })
}

function frameItems(
  frame: Extract<Galley['frames'][number], { style: FrameStyle }>,
  part: { top: number; bottom: number; opens: boolean; closes: boolean },
  left: number,
  down: number,
): PageItem[] {
  const { style } = frame
  const x = left + frame.left
  const y = part.top + down
  const h = part.bottom - part.top
  const [beyondLeft, above, beyondRight] = style.bleed ?? [0, 0, 0]
  const ground: Vector = {
    type: 'rect',
    x: x - beyondLeft,
    y: y - above,
    w: frame.width + beyondLeft + beyondRight,
    h: h + above,
    color: style.fill,
    _element: null,
  }
  const items: PageItem[] = [{ type: 'vector', item: ground }]
  if (style.border) {
    const lineWidth = style.borderWidth ?? 1
    const half = lineWidth / 2
    const inner = { left: x + half, right: x + frame.width - half, top: y + half, bottom: y + h - half }
    const stroke = { lineColor: style.border, lineWidth, dash: style.dash, _element: null }
    const edge = (x1: number, y1: number, x2: number, y2: number) => {
      items.push({ type: 'vector', item: { type: 'line', x1, y1, x2, y2, ...stroke } })
    }
    edge(inner.left, inner.top, inner.left, inner.bottom)
    edge(inner.right, inner.top, inner.right, inner.bottom)
    // An edge is missing where the frame goes on in another column: the reader sees that it is not the end.
    if (part.opens) edge(inner.left, inner.top, inner.right, inner.top)
    if (part.closes) edge(inner.left, inner.bottom, inner.right, inner.bottom)
  }
  if (part.opens && style.symbol) {
    for (const vector of style.symbol.vectors) {
      const copy: Vector = { ...vector, _element: null }
      moveVector(copy, x + style.symbol.left, y + style.symbol.top)
      items.push({ type: 'vector', item: copy })
    }
  }
  return items
}
