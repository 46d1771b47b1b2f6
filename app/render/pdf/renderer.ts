/**
 * pdfmake's drawing with tags: every mark on a page is either content of a structure element or an artifact.
 * Words of one style are drawn in one operation (pdfmake draws every word apart), which keeps files small and fast.
 */

import {
  Renderer,
  type Inline,
  type Line,
  type Page,
  type PageItem,
  type PdfDocument,
  type Vector,
} from './internals.ts'
import type { Run, Stamp } from './layout.ts'
import type { StructureElement, StructureTree } from './structure.ts'

/** What a reader must hear for the drawn hyphen of a divided word, that is: nothing. */
const SOFT_HYPHEN = '\u00AD'

export class TaggedRenderer extends Renderer {
  private operators: string[] = []
  private marked: { element: StructureElement | null; artifact: Stamp['_artifact'] } | null = null
  private fill = ''
  private readonly runs = new Map<Run, StructureElement>()
  private readonly destinations = new Map<string, string>()
  /** The page on which a named place stands, from 1. */
  private readonly pageNumbers = new Map<string, number>()

  constructor(
    document: PdfDocument,
    private readonly tree: StructureTree,
  ) {
    super(document)
  }

  override renderPages(pages: Page[]): void {
    pages.forEach(({ items }, index) => {
      for (const { type, item } of items)
        if (type === 'line' && item.id !== undefined) this.pageNumbers.set(item.id, index + 1)
    })
    for (const page of pages) {
      this.pdfDocument.addPage({ size: [page.pageSize.width, page.pageSize.height] })
      this.fill = ''
      for (const item of page.items) this.drawItem(item)
      this.endMark()
      this.flush()
    }
  }

  private drawItem({ type, item }: PageItem): void {
    if (type === 'line') return this.drawLine(item)
    const { _element: element = null, _artifact: artifact } = (item ?? {}) as Stamp
    switch (type) {
      case 'vector':
        this.mark(element, artifact)
        return this.drawVector(item)
      case 'svg':
      case 'image': {
        this.mark(element, artifact)
        const { height } = this.pdfDocument.page
        if (element)
          element.attributes.box = [
            item.x,
            height - item.y - item._height,
            item.x + item._width,
            height - item.y,
          ]
        this.operators.push('q')
        this.flush()
        if (type === 'svg') this.renderSVG(item)
        else this.renderImage(item)
        this.operators.push('Q')
        this.fill = ''
        return
      }
      default:
        throw new Error(`The tagged layer does not draw "${type}"`)
    }
  }

  private drawLine(line: Line): void {
    const { _element: element = null, _artifact: artifact } = line as Stamp
    if (line._outline) this.addBookmark(line)
    if (line.id) this.pdfDocument.addNamedDestination(this.destination(line.id), 'XYZ', line.x, line.y, null)
    const baseline = line.y + line.getAscenderHeight()
    for (const segment of segments(line.inlines.map((inline) => this.withPageNumber(inline)))) {
      const first = segment[0]!
      const run = first.run as Run | undefined
      const x = line.x + first.x
      const last = segment.at(-1)!
      const width = last.x + last.width - last.trailingCut - first.x
      if (typeof first.anchor === 'string') {
        this.pdfDocument.addNamedDestination(this.destination(first.anchor), 'XYZ', x, line.y, null)
      }
      const owner = run && element ? this.runElement(run, element) : element
      this.mark(owner, artifact)
      this.drawText(segment, x, first.sup ? baseline - first.fontSize * 0.75 : baseline)
      if (first.decoration === 'underline') {
        const y = baseline + first.fontSize * 0.16
        this.operators.push(`${number(x)} ${number(y)} ${number(width)} 0.5 re f`)
      }
      if (run?.kind === 'link' && owner) this.addLink(run, owner, x, line.y, width, line.getHeight())
    }
  }

  /** The number instead of the text that kept room for it, on the right of that room. */
  private withPageNumber(inline: Inline): Inline {
    if (typeof inline.pageOf !== 'string') return inline
    const page = this.pageNumbers.get(inline.pageOf)
    if (page === undefined) throw new Error(`No place "${inline.pageOf}" to give the page of`)
    const text = String(page)
    const width = inline.font.widthOfString(text, inline.fontSize)
    return { ...inline, text, width, x: inline.x + inline.width - width }
  }

  private drawText(segment: readonly Inline[], x: number, y: number): void {
    const { font, fontSize, color, _softHyphen: softHyphen, fontFeatures, actual } = segment[0]!
    const { page } = this.pdfDocument
    page.fonts[font.id] ??= font.ref()
    this.setFill(color)
    const parts: string[] = []
    let hex = ''
    for (const { text } of segment) {
      if (text === '') continue
      const [codes, positions] = font.encode(text, fontFeatures)
      codes.forEach((code, index) => {
        hex += code
        const { xAdvance, advanceWidth } = positions[index]!
        if (xAdvance !== advanceWidth) {
          parts.push(`<${hex}> ${number(advanceWidth - xAdvance)}`)
          hex = ''
        }
      })
    }
    if (hex) parts.push(`<${hex}>`)
    if (parts.length === 0) return
    const show = `BT /${font.id} ${number(fontSize)} Tf 1 0 0 -1 ${number(x)} ${number(y)} Tm [${parts.join(' ')}] TJ ET`
    const read = softHyphen ? SOFT_HYPHEN : (actual as string | undefined)
    if (read) this.operators.push(`/Span <</ActualText <FEFF${utf16(read)}>>> BDC`, show, 'EMC')
    else this.operators.push(show)
  }

  /**
   * A hairline between columns that is a letter, a very tall and narrow bar, because programs that read a PDF without
   * its tags (poppler, search engines) look at nothing but letters to find columns. Without it they take a heading
   * that stands beside white space for one across the page, and mix the columns up. It is read as a soft hyphen.
   */
  private drawColumnRule({
    x,
    y,
    h,
    color = '#b9c6c4',
  }: {
    x: number
    y: number
    h: number
    color?: string
  }): void {
    const font = this.pdfDocument.provideFont(Object.keys(this.pdfDocument.fonts)[0]!, false, false)
    const { page } = this.pdfDocument
    page.fonts[font.id] ??= font.ref()
    const size = h / ((font.ascender - font.descender) / 1000)
    const [[code]] = font.encode('|')
    this.setFill(color)
    this.operators.push(`${number(x)} ${number(y)} 0.4 ${number(h)} re f`)
    const show = `BT /${font.id} ${number(size)} Tf 1 Tz 1 0 0 -1 ${number(x)} ${number(y + (font.ascender / 1000) * size)} Tm <${code}> Tj 100 Tz ET`
    this.operators.push(`/Span <</ActualText <FEFF00AD>>> BDC`, show, 'EMC')
  }

  private drawVector(vector: Vector): void {
    if (vector.type === 'columnRule') return this.drawColumnRule(vector as never)
    const shape = shapePath(vector)
    if (shape === null || vector.linearGradient || vector.fillOpacity !== undefined) {
      this.operators.push('q')
      this.flush()
      this.renderVector(vector)
      this.operators.push('Q')
      this.fill = ''
      return
    }
    const { color, lineColor, dash } = vector as {
      color?: string
      lineColor?: string
      dash?: { length: number; space?: number }
    }
    const strokes = lineColor !== undefined || color === undefined
    if (color) this.setFill(color)
    if (!strokes) return void this.operators.push(`${shape} f`)
    this.operators.push(
      'q',
      `${rgb(lineColor ?? 'black')} RG ${number((vector.lineWidth as number | undefined) ?? 1)} w`,
      ...(dash ? [`[${number(dash.length)} ${number(dash.space ?? dash.length)}] 0 d`] : []),
      ...(vector.lineCap === 'round' ? ['1 J 1 j'] : []),
      `${shape} ${color ? 'B' : 'S'}`,
      'Q',
    )
  }

  private setFill(color: string): void {
    if (color === this.fill) return
    this.fill = color
    this.operators.push(`${rgb(color)} rg`)
  }

  /** Opens marked content for what follows, unless it is open already. */
  private mark(element: StructureElement | null, artifact: Stamp['_artifact']): void {
    if (this.marked && this.marked.element === element && this.marked.artifact === artifact) return
    this.endMark()
    if (element) {
      this.operators.push(`/${element.tag} <</MCID ${this.tree.mark(this.pdfDocument.page, element)}>> BDC`)
    } else {
      const kind = artifact ? `/Type /Pagination /Subtype /${artifact}` : '/Type /Layout'
      this.operators.push(`/Artifact <<${kind}>> BDC`)
    }
    this.marked = { element, artifact }
  }

  private endMark(): void {
    if (this.marked) this.operators.push('EMC')
    this.marked = null
  }

  private flush(): void {
    if (this.operators.length > 0) this.pdfDocument.addContent(this.operators.join('\n'))
    this.operators = []
  }

  /** Made when the run is first drawn, so that it stands at its place among the words of its paragraph. */
  private runElement(run: Run, paragraph: StructureElement): StructureElement {
    const known = this.runs.get(run)
    if (known) return known
    const parent = run.kind === 'link' && run.reference ? paragraph.append('Reference') : paragraph
    const element =
      run.kind === 'link' ? parent.append('Link') : parent.append('Span', { expanded: run.expanded })
    this.runs.set(run, element)
    return element
  }

  /** One annotation per line of a link. */
  private addLink(
    run: Run & { kind: 'link' },
    element: StructureElement,
    x: number,
    y: number,
    w: number,
    h: number,
  ): void {
    const { page } = this.pdfDocument
    const target =
      run.href === undefined
        ? { Dest: new String(this.destination(run.target ?? '')) }
        : { A: { S: 'URI', URI: new String(run.href) } }
    const annotation = this.pdfDocument.ref({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [x, page.height - y - h, x + w, page.height - y],
      Border: [0, 0, 0],
      F: 4,
      Contents: new String(run.contents),
      StructParent: this.tree.annotate(element),
      ...target,
    })
    annotation.end()
    page.annotations.push(annotation)
    element.kids.push({ page, annotation })
  }

  private addBookmark(line: Line): void {
    const { id, parentId, text, expanded } = line._outline!
    const parent = (parentId && this.outlineMap[parentId]) || this.pdfDocument.outline
    // pdfkit counts `left` from the right edge.
    const item = parent.addItem(text, { expanded, top: line.y, left: this.pdfDocument.page.width })
    if (id) this.outlineMap[id] = item
  }

  /** Short numbered names: pdfkit sorts names by language rules, readers search them by byte. */
  private destination(name: string): string {
    let known = this.destinations.get(name)
    if (!known) {
      known = `d${String(this.destinations.size + 1).padStart(5, '0')}`
      this.destinations.set(name, known)
    }
    return known
  }
}

/** Neighbouring words that can be drawn in one go. */
function segments(inlines: readonly Inline[]): Inline[][] {
  const result: Inline[][] = []
  let expected = NaN
  for (const inline of inlines) {
    const last = result.at(-1)?.[0]
    const same =
      last &&
      last.run === inline.run &&
      last.font === inline.font &&
      last.fontSize === inline.fontSize &&
      last.color === inline.color &&
      last.sup === inline.sup &&
      last._softHyphen === inline._softHyphen &&
      last.actual === inline.actual &&
      inline.anchor === last.anchor &&
      Math.abs(inline.x - expected) < 0.01
    if (same) result.at(-1)!.push(inline)
    else result.push([inline])
    expected = inline.x + inline.width
  }
  return result
}

/** Path operators of the shapes that tables, lists and frames are made of; null for others. */
function shapePath(vector: Vector): string | null {
  const v = vector as Record<string, number> & { points?: { x: number; y: number }[]; closePath?: boolean }
  switch (vector.type) {
    case 'rect':
      return v.r ? null : `${number(v.x!)} ${number(v.y!)} ${number(v.w!)} ${number(v.h!)} re`
    case 'line':
      return `${number(v.x1!)} ${number(v.y1!)} m ${number(v.x2!)} ${number(v.y2!)} l`
    case 'polyline': {
      const path = v
        .points!.map(({ x, y }, index) => `${number(x)} ${number(y)} ${index === 0 ? 'm' : 'l'}`)
        .join(' ')
      return v.closePath ? `${path} h` : path
    }
    case 'ellipse': {
      const { x, y, r1 } = v as { x: number; y: number; r1: number }
      const r2 = v.r2 ?? r1
      // A quarter of a circle is drawn best by this Bézier constant.
      const k = 0.5522847498
      const curve = (...points: number[]) => `${points.map(number).join(' ')} c`
      return [
        `${number(x + r1)} ${number(y)} m`,
        curve(x + r1, y + r2 * k, x + r1 * k, y + r2, x, y + r2),
        curve(x - r1 * k, y + r2, x - r1, y + r2 * k, x - r1, y),
        curve(x - r1, y - r2 * k, x - r1 * k, y - r2, x, y - r2),
        curve(x + r1 * k, y - r2, x + r1, y - r2 * k, x + r1, y),
        'h',
      ].join(' ')
    }
    default:
      return null
  }
}

const NAMED: Record<string, string> = { black: '#000000', white: '#ffffff' }

function rgb(color: string): string {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/iu.exec(NAMED[color] ?? color)
  if (!match) throw new Error(`Colours are written as #rrggbb, not "${color}"`)
  return match
    .slice(1)
    .map((part) => number(parseInt(part, 16) / 255))
    .join(' ')
}

/** Big-endian UTF-16 in hexadecimal. */
function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
