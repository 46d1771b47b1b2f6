/**
 * The structure tree of a tagged PDF (ISO 32000-1 §14.7): what a screen reader walks. Built while pdfmake lays out
 * (block elements) and draws (runs inside a line), written in one go at the end of the file.
 */

import type { PdfDocument, PdfPage, PdfReference } from './internals.ts'

/** Standard structure types that this layer writes (ISO 32000-1 §14.8.4). */
export type Tag =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Caption'
  | 'TOC'
  | 'TOCI'
  | 'Figure'
  | 'Note'
  | 'Reference'
  | 'Link'
  | 'Span'

export type Attributes = {
  /** Text alternative of a figure. */
  alt?: string
  /** Expansion of an abbreviation. */
  expanded?: string
  /** Unique name; required for notes. */
  id?: string
  scope?: 'Row' | 'Column'
  columnSpan?: number
  rowSpan?: number
  ordered?: boolean
  /** Left, bottom, right, top on the page in points; required for figures. */
  box?: [number, number, number, number]
}

type Kid = StructureElement | { page: PdfPage; mcid: number } | { page: PdfPage; annotation: PdfReference }

/** One element; its kids are in reading order. */
export class StructureElement {
  readonly kids: Kid[] = []
  private reference: PdfReference | null = null

  constructor(
    readonly tag: Tag,
    readonly parent: StructureElement | null,
    readonly attributes: Attributes = {},
  ) {}

  append(tag: Tag, attributes: Attributes = {}): StructureElement {
    const child = new StructureElement(tag, this, attributes)
    this.kids.push(child)
    return child
  }

  /** The element's object in the file, made when first asked for. */
  ref(document: PdfDocument): PdfReference {
    this.reference ??= document.ref({ Type: 'StructElem', S: this.tag })
    return this.reference
  }
}

/** Everything that the tree must know of pages and annotations to be found back from them. */
export class StructureTree {
  readonly root = new StructureElement('Document', null)
  /** Number-tree of ISO 32000-1 §14.7.4.4: per page its elements by MCID, per annotation its element. */
  private readonly parents: (StructureElement[] | StructureElement)[] = []
  private readonly pages = new Map<PdfPage, StructureElement[]>()

  /** Gives the next marked content number on `page` to `element`. */
  mark(page: PdfPage, element: StructureElement): number {
    let marked = this.pages.get(page)
    if (!marked) {
      marked = []
      this.pages.set(page, marked)
      page.dictionary.data.StructParents = this.parents.push(marked) - 1
    }
    const mcid = marked.push(element) - 1
    element.kids.push({ page, mcid })
    return mcid
  }

  /** Ties an annotation to its element and gives its StructParent number. */
  annotate(element: StructureElement): number {
    return this.parents.push(element) - 1
  }

  /** Writes all objects of the tree and returns the root's reference. Elements without content are left out. */
  write(document: PdfDocument): PdfReference {
    const root = document.ref({ Type: 'StructTreeRoot' })
    const identified: [string, PdfReference][] = []
    const write = (element: StructureElement, parent: PdfReference): PdfReference => {
      const reference = element.ref(document)
      const { data } = reference
      data.P = parent
      data.K = element.kids
        .filter((kid) => !(kid instanceof StructureElement) || hasContent(kid))
        .map((kid) => {
          if (kid instanceof StructureElement) return write(kid, reference)
          if ('mcid' in kid) return { Type: 'MCR', Pg: kid.page.dictionary, MCID: kid.mcid }
          return { Type: 'OBJR', Pg: kid.page.dictionary, Obj: kid.annotation }
        })
      const { alt, expanded, id } = element.attributes
      if (alt !== undefined) data.Alt = new String(alt)
      if (expanded !== undefined) data.E = new String(expanded)
      if (id !== undefined) {
        data.ID = new String(id)
        identified.push([id, reference])
      }
      const attributes = attributeObjects(element)
      if (attributes.length > 0) data.A = attributes.length === 1 ? attributes[0] : attributes
      reference.end()
      return reference
    }
    root.data.K = [write(this.root, root)]
    root.data.ParentTree = numberTree(document, this.parents)
    root.data.ParentTreeNextKey = this.parents.length
    if (identified.length > 0) root.data.IDTree = nameTree(document, identified)
    root.end()
    return root
  }
}

function hasContent(element: StructureElement): boolean {
  // An empty cell is still a cell: without it the row would be a column short.
  if (element.tag === 'TD' || element.tag === 'TH') return true
  return element.kids.some((kid) => !(kid instanceof StructureElement) || hasContent(kid))
}

function attributeObjects({ tag, attributes }: StructureElement): Record<string, unknown>[] {
  const objects: Record<string, unknown>[] = []
  const table: Record<string, unknown> = {}
  if (attributes.scope) table.Scope = attributes.scope
  if ((attributes.columnSpan ?? 1) > 1) table.ColSpan = attributes.columnSpan
  if ((attributes.rowSpan ?? 1) > 1) table.RowSpan = attributes.rowSpan
  if (Object.keys(table).length > 0) objects.push({ O: 'Table', ...table })
  if (tag === 'L') objects.push({ O: 'List', ListNumbering: attributes.ordered ? 'Decimal' : 'Disc' })
  if (attributes.box) objects.push({ O: 'Layout', BBox: attributes.box, Placement: 'Block' })
  return objects
}

function numberTree(document: PdfDocument, parents: (StructureElement[] | StructureElement)[]): PdfReference {
  const numbers = parents.flatMap((value, key) => [
    key,
    Array.isArray(value) ? value.map((element) => element.ref(document)) : value.ref(document),
  ])
  const tree = document.ref({ Nums: numbers })
  tree.end()
  return tree
}

function nameTree(document: PdfDocument, entries: [string, PdfReference][]): PdfReference {
  // Byte order, as readers search the tree by it.
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const tree = document.ref({ Names: sorted.flatMap(([id, reference]) => [new String(id), reference]) })
  tree.end()
  return tree
}
