/**
 * The parts of pdfmake 0.3 that the tagged layer builds on. pdfmake exports only its front door and makes no tags,
 * so its layout and drawing classes are taken from `pdfmake/js`; this module is the only one that reaches for them
 * and gives them types. `tests/render/internals.test.ts` fails when an upgrade changes what is relied on here.
 */

import { createRequire } from 'node:module'

// require, because pdfmake is CommonJS: the same result under Node, tsx, Vite, vitest and an esbuild bundle.
const require = createRequire(import.meta.url)
const load = <T>(path: string): T => (require(path) as { default: T }).default

/** A font as pdfkit embeds it; metrics in 1/1000 em. */
export type PdfFont = {
  id: string
  name: string
  ascender: number
  descender: number
  layoutCache: Record<string, unknown>
  font: ParsedFont
  constructor: unknown
  ref(): PdfReference
  lineHeight(size: number, includeGap?: boolean): number
  widthOfString(text: string, size: number, features?: string[] | null): number
  encode(
    text: string,
    features?: string[] | null,
  ): [string[], { xAdvance: number; advanceWidth: number; xOffset: number; yOffset: number }[]]
}

/** A font file as fontkit has read it. */
export type ParsedFont = {
  characterSet: number[]
  postscriptName: string
  glyphForCodePoint(codePoint: number): unknown
  layout(text: string): unknown
}

export type PdfReference = {
  id: number
  data: Record<string, unknown>
  write(chunk: unknown): void
  end(chunk?: unknown): void
}

export type PdfPage = {
  width: number
  height: number
  dictionary: PdfReference
  fonts: Record<string, PdfReference>
  annotations: PdfReference[]
}

type OutlineItem = {
  addItem(title: string, options: { expanded: boolean; top?: number; left?: number }): OutlineItem
}

/** pdfmake's document, which is a pdfkit document. */
export type PdfDocument = {
  page: PdfPage
  info: Record<string, unknown>
  version: number
  outline: OutlineItem
  fonts: Record<string, Record<string, unknown>>
  fontCache: Record<string, Record<string, PdfFont>>
  _root: PdfReference
  _font: PdfFont | null
  _fontCount: number
  _fontFamilies: Record<string, PdfFont>
  _offset: number
  addPage(options: { size: [number, number] }): PdfDocument
  addContent(operators: string): PdfDocument
  addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: null): void
  ref(data?: Record<string, unknown>): PdfReference
  getFontType(bold: boolean, italics: boolean): string
  provideFont(family: string, bold: boolean, italics: boolean): PdfFont
  font(source: unknown, family?: string): { _font: PdfFont }
  endMarkings(): void
  endMetadata(): void
  end(): void
  _addColorOutputIntent(): void
  _write(data: string | Uint8Array): void
  push(data: unknown): boolean
}

export type PdfDocumentOptions = {
  size: [number, number]
  pdfVersion: string
  subset: string
  displayTitle: boolean
  compress: boolean
  lang: string
  autoFirstPage: boolean
  bufferPages: boolean
  info: Record<string, unknown>
  /** null, or pdfkit claims Helvetica. */
  font: null
}

/** A word (or part of one) with its style, as pdfmake measured it. All of a run's own keys are copied onto it. */
export type Inline = {
  text: string
  font: PdfFont
  fontSize: number
  fontFeatures: string[] | null
  characterSpacing: number
  color: string
  sup: boolean
  x: number
  width: number
  height: number
  leadingCut: number
  trailingCut: number
  noNewLine?: boolean
  noWrap?: boolean | null
  lineEnd?: boolean
  alignment: string
  [key: string]: unknown
}

export type Line = {
  maxWidth: number
  leadingCut: number
  inlineWidths: number
  inlines: Inline[]
  newLineForced?: boolean
  lastLineInParagraph?: boolean
  x: number
  y: number
  id?: string
  _outline?: { id?: string; parentId?: string; text: string; expanded: boolean }
  _node?: LayoutNode
  addInline(inline: Inline): void
  getHeight(): number
  getWidth(): number
  getAscenderHeight(): number
  getAvailableWidth(): number
  hasEnoughSpaceForInline(inline: Inline, next?: Inline[]): boolean
  [key: string]: unknown
}

export type Vector = {
  type: string
  x?: number
  y?: number
  y1?: number
  y2?: number
  h?: number
  [key: string]: unknown
}

export type PageItem =
  | { type: 'line'; item: Line }
  | { type: 'vector'; item: Vector }
  | {
      type: 'svg' | 'image'
      item: { x: number; y: number; _width: number; _height: number; [key: string]: unknown }
    }
  | {
      type: 'beginClip' | 'endClip' | 'beginVerticalAlignment' | 'endVerticalAlignment' | 'attachment'
      item: never
    }

export type Page = {
  items: PageItem[]
  pageSize: { width: number; height: number }
  pageMargins: { left: number; right: number; top: number; bottom: number }
}

export type LayoutContext = {
  pages: Page[]
  page: number
  x: number
  y: number
  availableWidth: number
  availableHeight: number
  snapshots: unknown[]
  backgroundLength: number[]
  getCurrentPage(): Page
  moveDown(offset: number): boolean
  addMargin(left: number, right?: number): void
}

export type PageElementWriter = {
  context(): LayoutContext
  pushContext(width: number, height: number): void
  popContext(): void
  moveToNextPage(): void
  addLine(line: Line, dontUpdateContextPosition?: boolean, index?: number): unknown
  addVector(vector: Vector, ignoreX?: boolean, ignoreY?: boolean, index?: number, page?: number): unknown
  addSVG(svg: Record<string, unknown>, index?: number): unknown
  addImage(image: Record<string, unknown>, index?: number): unknown
  addFragment(
    fragment: { items: PageItem[]; height: number },
    useX?: boolean,
    useY?: boolean,
    keepPosition?: boolean,
  ): unknown
  addListener(event: string, listener: (value: never) => void): void
  removeListener(event: string, listener: (value: never) => void): void
}

/** A node of the definition after pdfmake measured it. */
export type LayoutNode = {
  text?: unknown
  stack?: LayoutNode[]
  columns?: LayoutNode[]
  ul?: LayoutNode[]
  ol?: LayoutNode[]
  table?: { body: LayoutNode[][]; headerRows?: number; widths: unknown[] }
  svg?: string
  image?: string
  canvas?: Vector[]
  snakingColumns?: boolean
  listMarker?: { canvas?: Vector[]; _inlines?: Inline[]; _minWidth?: number }
  positions: { pageNumber: number }[]
  _inlines?: Inline[]
  _gap?: number
  _gapSize?: { width: number }
  _span?: boolean
  colSpan?: number
  rowSpan?: number
  [key: string]: unknown
}

export type LayoutBuilder = {
  writer: PageElementWriter
  linearNodeList: LayoutNode[]
  pageSize: { width: number; height: number }
  registerTableLayouts(layouts: unknown): void
  layoutDocument(
    content: unknown,
    document: PdfDocument,
    styles: unknown,
    defaultStyle: unknown,
    background: unknown,
    header: unknown,
    footer: unknown,
    watermark?: unknown,
    pageBreakBefore?: unknown,
  ): Page[]
  tryLayoutDocument(...args: unknown[]): { pages: Page[]; linearNodeList: LayoutNode[] }
  processNode(node: LayoutNode, isVerticalAlignmentAllowed?: boolean): void
  processLeaf(node: LayoutNode): void
  processList(ordered: boolean, node: LayoutNode): void
  processTable(node: LayoutNode): void
  processRow(row: {
    cells: LayoutNode[]
    tableNode?: LayoutNode
    rowIndex?: number
    [key: string]: unknown
  }): unknown
  processColumns(node: LayoutNode): void
  addBackground(background: unknown): void
  addDynamicRepeatable(getter: unknown, size: unknown, name: string): void
  buildNextLine(node: LayoutNode): Line | null
}

export type Renderer = {
  pdfDocument: PdfDocument
  outlineMap: Record<string, OutlineItem>
  renderPages(pages: Page[]): void
  renderVector(vector: Vector): void
  renderSVG(svg: unknown): void
  renderImage(image: unknown): void
}

export const LayoutBuilder = load<
  new (
    pageSize: { width: number; height: number },
    margins: { left: number; right: number; top: number; bottom: number },
    svgMeasure: unknown,
  ) => LayoutBuilder
>('pdfmake/js/LayoutBuilder.js')
export const Renderer = load<new (document: PdfDocument) => Renderer>('pdfmake/js/Renderer.js')
export const PDFDocument =
  load<
    new (
      fonts: Record<string, Record<string, unknown>>,
      images: object,
      patterns: object,
      attachments: object,
      options: PdfDocumentOptions,
      virtualFiles: null,
      localAccessPolicy: (path: string) => boolean,
    ) => PdfDocument
  >('pdfmake/js/PDFDocument.js')
export const LineConstructor = load<new (maxWidth: number) => Line>('pdfmake/js/Line.js')
export const SVGMeasure = load<new () => object>('pdfmake/js/SVGMeasure.js')
export const tableLayouts = (require('pdfmake/js/tableLayouts.js') as { tableLayouts: object }).tableLayouts
