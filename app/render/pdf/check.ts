/**
 * Is this file what it says it is? Reads a written PDF back and compares it with what it was made from: the claim of
 * PDF/UA may stand in a file only when this finds nothing. It needs no Java, takes a fraction of the drawing time and
 * sees what format validators cannot: a heading tagged as text, a flattened list, a shuffled order, lost words.
 * veraPDF sees the rest (syntax, fonts, colours) and runs in continuous integration.
 *
 * Rules follow the Matterhorn Protocol 1.1 where it has one; its checkpoint stands in brackets.
 */

import type { ReportDocument } from '../../domain/report/document.ts'
import { expectedContent, foldText, type ContentBlock } from './expected.ts'
import {
  contentOperators,
  PdfFile,
  PdfReadError,
  readToUnicode,
  type PdfDictionary,
  type PdfValue,
} from './read.ts'

/** One thing wrong. `rule` is short and stable. */
export type Defect = { rule: string; what: string }

type Element = {
  tag: string
  dictionary: PdfDictionary
  ref: number
  parent: Element | null
  kids: (Element | Marked | Annotation)[]
}
type Marked = { page: number; mcid: number; text: string }
type Annotation = { annotation: number }

const BLOCKS = new Set(['H1', 'H2', 'H3', 'H4', 'P', 'Lbl', 'LBody', 'Caption', 'Figure', 'TH', 'TD', 'TOCI'])
const PARENTS: Record<string, string[]> = {
  LI: ['L'],
  Lbl: ['LI', 'Note'],
  LBody: ['LI'],
  THead: ['Table'],
  TBody: ['Table'],
  TR: ['Table', 'THead', 'TBody'],
  TH: ['TR'],
  TD: ['TR'],
  Caption: ['Table', 'Figure'],
  TOCI: ['TOC'],
}
const CHILDREN: Record<string, string[]> = {
  L: ['LI'],
  TOC: ['TOCI'],
  TOCI: ['Reference'],
  LI: ['Lbl', 'LBody'],
  Table: ['THead', 'TBody', 'TR', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TR: ['TH', 'TD'],
}
const KNOWN = new Set([
  ...Object.keys(PARENTS),
  ...[
    'Document',
    'Sect',
    'Div',
    'H1',
    'H2',
    'H3',
    'H4',
    'P',
    'L',
    'Table',
    'TOC',
    'Figure',
    'Note',
    'Reference',
    'Link',
    'Span',
  ],
])
const PAINTING = new Set([
  'f',
  'F',
  'f*',
  'S',
  's',
  'B',
  'B*',
  'b',
  'b*',
  'Tj',
  'TJ',
  "'",
  '"',
  'Do',
  'sh',
  'EI',
])

/** What a file must say, whatever it is made from. */
export type Claim = {
  title: string
  language: string
  /** Said in the properties and on every page; null for what is real. */
  invented: string | null
  /** On every page, with `{page}` and `{pages}`. */
  page: string
  /** Words that stand on every page. */
  everyPage: string
  content: ContentBlock[]
  /** What abbreviations are given in full for. */
  abbreviations: string[]
}

/** All that is wrong with `bytes` as the PDF of `document`; empty when it may go out. */
export function checkPdf(bytes: Uint8Array, document: ReportDocument): Defect[] {
  const { meta, marks, body } = document
  const abbreviations: string[] = []
  JSON.stringify(body, (key, value: unknown) => {
    if (key === 'full' && typeof value === 'string') abbreviations.push(value)
    return value
  })
  return defectsOf(bytes, {
    title: meta.title,
    language: meta.language,
    invented: marks.invented,
    page: marks.page,
    everyPage: marks.disclaimer,
    content: expectedContent(document),
    abbreviations,
  })
}

/** Throws when a file is not what it claims to be: a fault in this code, and no file is better than that one. */
export function assertPdf(bytes: Uint8Array, claim: Claim): void {
  const defects = defectsOf(bytes, claim)
  if (defects.length === 0) return
  const list = defects.slice(0, 10).map(({ rule, what }) => `${rule}: ${what}`)
  throw new Error(`The PDF is not what it claims to be:\n${list.join('\n')}`)
}

function defectsOf(bytes: Uint8Array, claim: Claim): Defect[] {
  try {
    return new Checker(new PdfFile(bytes), claim).run()
  } catch (error) {
    if (error instanceof PdfReadError) return [{ rule: 'readable', what: error.message }]
    throw error
  }
}

class Checker {
  private readonly defects: Defect[] = []
  private readonly pages: ReturnType<PdfFile['pages']>
  private readonly fonts = new Map<number, Map<number, string>>()
  /** Text by page and MCID, and the text of each page's artifacts. */
  private readonly marked: Map<number, string>[] = []
  private readonly artifacts: string[] = []
  private readonly elements: Element[] = []

  constructor(
    private readonly file: PdfFile,
    private readonly claim: Claim,
  ) {
    this.pages = file.pages()
  }

  run(): Defect[] {
    this.checkCatalog()
    this.pages.forEach((_, index) => this.readPage(index))
    const root = this.readTree()
    if (root) {
      this.checkTree()
      this.checkHeadings()
      this.checkTables()
      this.checkContent(root)
      this.checkParentTree()
    }
    this.checkLinks()
    this.checkBookmarks()
    this.checkFurniture()
    return this.defects
  }

  private fail(rule: string, what: string): void {
    this.defects.push({ rule, what })
  }

  private checkCatalog(): void {
    const { file } = this
    const { catalog } = file
    const { claim } = this
    if (file.version !== '1.7') this.fail('version', `PDF ${file.version} instead of 1.7`)
    if (file.text(catalog.Lang) !== claim.language)
      this.fail('language', 'The language of the text is not set [11-006]')
    if (file.value(file.dictionary(catalog.MarkInfo)?.Marked) !== true)
      this.fail('marked', 'Not marked as tagged [06-001]')
    if (file.value(file.dictionary(catalog.ViewerPreferences)?.DisplayDocTitle) !== true) {
      this.fail('display-title', 'Windows would show the file name instead of the title [07-001]')
    }
    const info = file.dictionary(file.trailer.Info)
    if (file.text(info?.Title) !== claim.title) this.fail('title', 'The title is not that of the report')
    const invented = claim.invented === null || (file.text(info?.Subject) ?? '').includes(claim.invented)
    if (!invented) this.fail('invented', 'The properties do not say that the answers are invented')
    const metadata = catalog.Metadata
      ? Buffer.from(file.stream(catalog.Metadata), 'latin1').toString('utf8')
      : ''
    const plain = metadata.replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    if (!plain.includes(`<rdf:li xml:lang="x-default">${claim.title}</rdf:li>`)) {
      this.fail('metadata-title', 'The metadata lack the title [06-003]')
    }
    for (const claim of ['<pdfuaid:part>1<', '<pdfaid:part>2<', '<pdfaid:conformance>A<']) {
      if (!metadata.includes(claim)) this.fail('claim', `The metadata lack ${claim} [06-002]`)
    }
    if (/&(?!#?\w+;)/u.test(metadata)) this.fail('metadata-escaped', 'The metadata are not XML')
    if (file.array(catalog.OutputIntents).length !== 1)
      this.fail('output-intent', 'There is no colour profile')
  }

  /** Reads one page's content: what is marked, what is artifact and what is neither. */
  private readPage(index: number): void {
    const { file } = this
    const { dictionary } = this.pages[index]!
    if (file.name(dictionary.Tabs) !== 'S')
      this.fail('tab-order', `Page ${index + 1}: tab order does not follow the structure [28-009]`)
    const resources = file.dictionary(file.dictionary(dictionary.Resources)?.Font) ?? {}
    const texts = new Map<number, string>()
    const stack: ({ mcid: number } | 'artifact' | { actual: string } | 'other')[] = []
    let artifact = ''
    let font: Map<number, string> | null = null
    const say = (text: string) => {
      const owner = stack.findLast(
        (entry) => entry === 'artifact' || (typeof entry === 'object' && 'mcid' in entry),
      )
      if (owner === 'artifact') artifact += text
      else if (typeof owner === 'object' && 'mcid' in owner)
        texts.set(owner.mcid, (texts.get(owner.mcid) ?? '') + text)
    }
    const replaced = () => stack.some((entry) => typeof entry === 'object' && 'actual' in entry)
    for (const { operator, operands } of contentOperators(file.stream(dictionary.Contents))) {
      switch (operator) {
        case 'BMC':
          stack.push(file.name(operands[0]) === 'Artifact' ? 'artifact' : 'other')
          break
        case 'BDC': {
          const properties = file.dictionary(operands[1]) ?? {}
          const mcid = file.number(properties.MCID)
          const isArtifact = file.name(operands[0]) === 'Artifact'
          if (isArtifact && stack.length > 0)
            this.fail('artifact-inside', `Page ${index + 1}: an artifact inside content [01-003]`)
          if (mcid !== null && stack.includes('artifact'))
            this.fail('tagged-inside', `Page ${index + 1}: content inside an artifact [01-004]`)
          if (mcid !== null && texts.has(mcid))
            this.fail('mcid', `Page ${index + 1}: number ${mcid} is used twice`)
          if (mcid !== null) texts.set(mcid, '')
          const actual = file.text(properties.ActualText)
          if (actual !== null) {
            say(actual)
            stack.push({ actual })
          } else stack.push(isArtifact ? 'artifact' : mcid === null ? 'other' : { mcid })
          break
        }
        case 'EMC':
          if (stack.pop() === undefined)
            this.fail('nesting', `Page ${index + 1}: marked content ends that did not begin`)
          break
        case 'Tf':
          font = this.font(resources[file.name(operands[0]) ?? ''])
          break
        case 'TJ':
        case 'Tj':
          for (const part of file.array(operator === 'TJ' ? operands[0] : operands)) {
            const text =
              typeof part === 'object' && part && 'bytes' in part
                ? this.decode(part.bytes as string, font, index)
                : ''
            if (!replaced()) say(text)
          }
      }
      const isMarked = stack.some(
        (entry) => entry === 'artifact' || (typeof entry === 'object' && 'mcid' in entry),
      )
      if (PAINTING.has(operator) && !isMarked) {
        this.fail(
          'untagged',
          `Page ${index + 1}: something is drawn that is neither content nor artifact [01-005]`,
        )
        break
      }
    }
    if (stack.length > 0) this.fail('nesting', `Page ${index + 1}: marked content does not end`)
    this.marked.push(texts)
    this.artifacts.push(artifact)
  }

  private decode(codes: string, font: Map<number, string> | null, page: number): string {
    let text = ''
    for (let index = 0; index + 1 < codes.length; index += 2) {
      const code = (codes.charCodeAt(index) << 8) | codes.charCodeAt(index + 1)
      const letters = font?.get(code)
      if (code === 0) this.fail('notdef', `Page ${page + 1}: a sign that the font does not have [10-001]`)
      else if (!letters) this.fail('unicode', `Page ${page + 1}: a drawn sign has no text [10-001]`)
      else text += letters
    }
    return text
  }

  private font(value: PdfValue | undefined): Map<number, string> {
    const ref = typeof value === 'object' && value && 'ref' in value ? (value.ref as number) : -1
    const known = this.fonts.get(ref)
    if (known) return known
    const dictionary = this.file.dictionary(value)
    const descendant = this.file.dictionary(this.file.array(dictionary?.DescendantFonts)[0])
    const descriptor = this.file.dictionary(descendant?.FontDescriptor)
    if (!descriptor?.FontFile2 && !descriptor?.FontFile3) this.fail('font', 'A font is not embedded [31-009]')
    const map = dictionary?.ToUnicode
      ? readToUnicode(this.file.stream(dictionary.ToUnicode))
      : new Map<number, string>()
    this.fonts.set(ref, map)
    return map
  }

  private readTree(): Element | null {
    const { file } = this
    const tree = file.dictionary(file.catalog.StructTreeRoot)
    const first = file.array(tree?.K)[0] ?? tree?.K
    const pageNumbers = new Map(this.pages.map(({ ref }, index) => [ref, index]))
    const pageOf = (value: PdfValue | undefined) =>
      pageNumbers.get((value as { ref?: number } | undefined)?.ref ?? -1) ?? -1
    const read = (value: PdfValue, parent: Element | null): Element => {
      const dictionary = file.dictionary(value) ?? {}
      const ref = (value as { ref?: number }).ref ?? -1
      const element: Element = { tag: file.name(dictionary.S) ?? '', dictionary, ref, parent, kids: [] }
      this.elements.push(element)
      const kids = Array.isArray(file.value(dictionary.K)) ? file.array(dictionary.K) : [dictionary.K ?? null]
      for (const kid of kids) {
        if (kid === null) continue
        const inner = file.dictionary(kid)
        if (typeof kid === 'number') element.kids.push(this.content(pageOf(dictionary.Pg), kid))
        else if (file.name(inner?.Type) === 'MCR')
          element.kids.push(this.content(pageOf(inner?.Pg), file.number(inner?.MCID) ?? -1))
        else if (file.name(inner?.Type) === 'OBJR')
          element.kids.push({ annotation: (inner?.Obj as { ref?: number }).ref ?? -1 })
        else element.kids.push(read(kid, element))
      }
      return element
    }
    if (!first) {
      this.fail('structure', 'There is no structure tree')
      return null
    }
    const root = read(first, null)
    if (root.tag !== 'Document')
      this.fail('structure', `The structure begins with ${root.tag}, not with Document`)
    return root
  }

  private content(page: number, mcid: number): Marked {
    const text = this.marked[page]?.get(mcid)
    if (text === undefined)
      this.fail('mcid', `The structure points at content ${mcid} of page ${page + 1}, which is not there`)
    return { page, mcid, text: text ?? '' }
  }

  private checkTree(): void {
    const ids = new Set<string>()
    for (const { tag, dictionary, parent, kids } of this.elements) {
      if (!KNOWN.has(tag)) this.fail('tag', `Unknown structure type ${tag} [02-001]`)
      if (PARENTS[tag] && !PARENTS[tag].includes(parent?.tag ?? ''))
        this.fail('nesting', `${tag} inside ${parent?.tag} [09-004]`)
      const children = kids.filter((kid) => 'tag' in kid)
      const stranger =
        CHILDREN[tag] &&
        (children.length < kids.length || children.some((kid) => !CHILDREN[tag]!.includes(kid.tag)))
      if (stranger)
        this.fail('nesting', `${tag} holds something else than ${CHILDREN[tag]!.join(', ')} [09-005]`)
      if (tag === 'LI' && !children.some((kid) => kid.tag === 'LBody'))
        this.fail('list', 'A list item without LBody')
      if (tag === 'L' && this.attribute(dictionary, 'ListNumbering') === null)
        this.fail('list', 'A list without a kind of numbering')
      if (tag === 'Figure') {
        if (!this.file.text(dictionary.Alt)) this.fail('alt', 'A figure without a text alternative [13-004]')
        if (this.attribute(dictionary, 'BBox') === null)
          this.fail('figure-box', 'A figure without its place on the page')
      }
      if (tag === 'Note') {
        const id = this.file.text(dictionary.ID)
        if (!id || ids.has(id)) this.fail('note-id', 'A note without a name of its own [19-003, 19-004]')
        ids.add(id ?? '')
      }
      if (tag === 'Reference' && !children.some((kid) => kid.tag === 'Link'))
        this.fail('reference', 'A reference that leads nowhere')
      if (tag === 'Link' && !kids.some((kid) => 'annotation' in kid))
        this.fail('link', 'A link without its annotation [28-011]')
    }
    const order = this.elements.flatMap(({ kids }) => kids.filter((kid) => 'mcid' in kid))
    const used = new Set(order.map(({ page, mcid }) => `${page}-${mcid}`))
    if (used.size < order.length) this.fail('mcid', 'Content belongs to two elements')
    const drawn = this.marked.reduce((sum, page) => sum + page.size, 0)
    if (drawn > used.size)
      this.fail('orphan', `${drawn - used.size} pieces of content belong to no element [01-006]`)
  }

  private checkHeadings(): void {
    let level = 0
    const headings = this.elements.filter(({ tag }) => /^H\d$/u.test(tag))
    for (const { tag } of headings) {
      const next = Number(tag[1])
      if (next > level + 1) this.fail('heading', `${tag} comes after H${level} [14-003]`)
      level = next
    }
    if (headings.filter(({ tag }) => tag === 'H1').length !== 1)
      this.fail('heading', 'There is not exactly one H1')
  }

  private checkTables(): void {
    for (const table of this.elements.filter(({ tag }) => tag === 'Table')) {
      const rows = descendants(table).filter(({ tag }) => tag === 'TR')
      const widths = new Set(
        rows.map((row) =>
          row.kids.reduce(
            (sum, kid) =>
              sum + ('tag' in kid ? (this.file.number(this.attribute(kid.dictionary, 'ColSpan')) ?? 1) : 0),
            0,
          ),
        ),
      )
      if (widths.size !== 1) this.fail('table', 'The rows of a table are not equally wide [15-003]')
      const headers = descendants(table).filter(({ tag }) => tag === 'TH')
      if (headers.length === 0) this.fail('table', 'A table without header cells [15-001]')
      for (const { dictionary } of headers) {
        const scope = this.file.name(this.attribute(dictionary, 'Scope'))
        if (scope !== 'Row' && scope !== 'Column')
          this.fail('scope', 'A header cell does not say what it is the header of [15-003]')
      }
    }
  }

  /** The round trip: what a screen reader gets is what the report document says, word for word and in its order. */
  private checkContent(root: Element): void {
    const found: ContentBlock[] = []
    const walk = (element: Element) => {
      if (BLOCKS.has(element.tag)) found.push({ tag: element.tag, text: this.spokenText(element) })
      else element.kids.forEach((kid) => 'tag' in kid && walk(kid))
    }
    walk(root)
    const expected = this.claim.content
    const length = Math.max(found.length, expected.length)
    for (let index = 0; index < length; index++) {
      const [is, should] = [found[index], expected[index]]
      if (is?.tag === should?.tag && is?.text === should?.text) continue
      const differs = Array.from(should?.text ?? '').findIndex((sign, place) => sign !== is?.text[place])
      const from = Math.max(0, differs - 20)
      const show = (block: ContentBlock | undefined) =>
        block ? `${block.tag} "${from > 0 ? '…' : ''}${block.text.slice(from, from + 60)}"` : 'nothing'
      return this.fail(
        'content',
        `At place ${index + 1} the file says ${show(is)}, the report ${show(should)}`,
      )
    }
    const expansions = new Set(
      this.elements.map(({ dictionary }) => this.file.text(dictionary.E)).filter((text) => text !== null),
    )
    for (const full of this.claim.abbreviations) {
      if (!expansions.has(full)) this.fail('abbreviation', `"${full}" is not given for its abbreviation`)
    }
  }

  /** What is heard of a block: of a figure its alternative, of an entry of the contents its words without the page. */
  private spokenText(element: Element): string {
    if (element.tag === 'Figure') return foldText(this.file.text(element.dictionary.Alt) ?? '')
    const text = foldText(textOf(element))
    if (element.tag !== 'TOCI') return text
    const page = String(this.pageLedTo(element) ?? '')
    if (page === '' || !text.endsWith(page)) {
      this.fail('contents', `The contents give a wrong page for "${text}"`)
      return text
    }
    return text.slice(0, text.length - page.length).trim()
  }

  /** The number of the page that the links in an element lead to; null when they lead to several or none. */
  private pageLedTo(element: Element): number | null {
    const { file } = this
    const names = file.array(file.dictionary(file.dictionary(file.catalog.Names)?.Dests)?.Names)
    const pages = [element, ...descendants(element)]
      .flatMap(({ kids }) => kids.flatMap((kid) => ('annotation' in kid ? [kid.annotation] : [])))
      .map((annotation) => {
        const name = file.text(file.dictionary({ ref: annotation })?.Dest)
        const at = names.findIndex((one, index) => index % 2 === 0 && file.text(one) === name)
        const [target] = file.array(names[at + 1])
        return this.pages.findIndex(({ ref }) => ref === (target as { ref?: number } | undefined)?.ref) + 1
      })
    const [first] = pages
    return first !== undefined && first > 0 && pages.every((page) => page === first) ? first : null
  }

  private checkParentTree(): void {
    const { file } = this
    const numbers = file.array(
      file.dictionary(file.dictionary(file.catalog.StructTreeRoot)?.ParentTree)?.Nums,
    )
    const parents = new Map<number, PdfValue>()
    for (let index = 0; index < numbers.length; index += 2)
      parents.set(numbers[index] as number, numbers[index + 1] ?? null)
    const refOf = (value: PdfValue | undefined) => (value as { ref?: number } | undefined)?.ref
    for (const element of this.elements) {
      for (const kid of element.kids) {
        if ('mcid' in kid) {
          const key = file.number(this.pages[kid.page]?.dictionary.StructParents)
          const owners = key === null ? [] : file.array(parents.get(key))
          if (refOf(owners[kid.mcid]) !== element.ref)
            this.fail('parent-tree', `Content of ${element.tag} does not find its element`)
        } else if ('annotation' in kid) {
          const key = file.number(file.dictionary({ ref: kid.annotation })?.StructParent)
          if (key === null || refOf(parents.get(key)) !== element.ref)
            this.fail('parent-tree', 'A link does not find its element [28-010]')
        }
      }
    }
  }

  private checkLinks(): void {
    const { file } = this
    const names = file.array(file.dictionary(file.dictionary(file.catalog.Names)?.Dests)?.Names)
    const destinations = new Set(names.filter((_, index) => index % 2 === 0).map((name) => file.text(name)))
    const owned = new Set(
      this.elements.flatMap(({ kids }) => kids.map((kid) => ('annotation' in kid ? kid.annotation : null))),
    )
    for (const { dictionary } of this.pages) {
      for (const value of file.array(dictionary.Annots)) {
        const annotation = file.dictionary(value)
        if (!owned.has((value as { ref?: number }).ref ?? -1))
          this.fail('link', 'A link is not in the structure [28-002]')
        if (!file.text(annotation?.Contents))
          this.fail('link-contents', 'A link does not say where it leads [28-012]')
        const action = file.dictionary(annotation?.A)
        const leads = action ? Boolean(file.text(action.URI)) : destinations.has(file.text(annotation?.Dest))
        if (!leads) this.fail('destination', 'A link leads nowhere')
      }
    }
  }

  private checkBookmarks(): void {
    const { file } = this
    const titles: string[] = []
    const walk = (value: PdfValue | undefined) => {
      for (let item = file.dictionary(value); item; item = file.dictionary(item.Next)) {
        titles.push(foldText(file.text(item.Title) ?? ''))
        if (file.array(item.Dest).length === 0) this.fail('bookmark', 'A bookmark leads nowhere')
        walk(item.First)
      }
    }
    walk(file.dictionary(file.catalog.Outlines)?.First)
    const headings = this.claim.content.filter(({ tag }) => /^H\d$/u.test(tag)).map(({ text }) => text)
    if (titles.join('\n') !== headings.join('\n'))
      this.fail('bookmarks', 'The bookmarks are not the headings')
  }

  private checkFurniture(): void {
    const { claim } = this
    this.artifacts.forEach((artifacts, index) => {
      const text = foldText(`${artifacts} ${[...(this.marked[index]?.values() ?? [])].join(' ')}`)
      const number = claim.page
        .replace('{page}', String(index + 1))
        .replace('{pages}', String(this.pages.length))
      if (!text.includes(foldText(number)))
        this.fail('page-number', `Page ${index + 1} does not say which it is`)
      if (!text.includes(foldText(claim.everyPage)))
        this.fail('disclaimer', `Page ${index + 1} lacks the disclaimer`)
      const invented = claim.invented === null || text.includes(foldText(claim.invented))
      if (!invented) this.fail('invented', `Page ${index + 1} does not say that the answers are invented`)
    })
  }

  private attribute(dictionary: PdfDictionary, key: string): PdfValue {
    const value = this.file.value(dictionary.A)
    for (const object of Array.isArray(value) ? value : [value]) {
      const found = this.file.dictionary(object)?.[key]
      if (found !== undefined) return found
    }
    return null
  }
}

function descendants(element: Element): Element[] {
  return element.kids.flatMap((kid) => ('tag' in kid ? [kid, ...descendants(kid)] : []))
}

function textOf(element: Element): string {
  return element.kids.map((kid) => ('tag' in kid ? textOf(kid) : 'text' in kid ? kid.text : '')).join('')
}
