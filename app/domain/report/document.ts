/**
 * The report as plain data: what it says and in which order, nothing of how it looks. PDF, screen and every
 * other form draw this one object, so all forms say the same. JSON-serialisable; heading level = depth of sections.
 */

import type { Side } from '../scoring/score.ts'
import type { ChartSpec } from './chart.ts'

export type Inline =
  | string
  | { kind: 'strong' | 'emphasis'; content: Inline[] }
  /** `href` is an address, or "#" and the id of a section of this report. */
  | { kind: 'link'; href: string; content: Inline[] }
  /** A superscript reference to a note, drawn directly after the word it explains. */
  | { kind: 'note'; ref: string }
  /** An abbreviation; `full` is its expansion for readers who cannot see the context. */
  | { kind: 'abbreviation'; full: string; text: string }

/** One sentence and the findings it rests on (ids into `evidence`); an empty list for sentences without a finding. */
export type Sentence = { content: Inline[]; findings: string[] }

export type Block =
  /** `part: 'annex'` marks what only the extended edition has, behind the report itself. */
  | { kind: 'section'; id: string; title: string; part?: 'annex'; blocks: Block[] }
  | { kind: 'paragraph'; sentences: Sentence[] }
  /** The bullets of one side of one theme. When there are none, `none` is printed instead. */
  | { kind: 'findings'; id: string; side: Side; title: string; items: Bullet[]; none: string }
  | { kind: 'list'; ordered: boolean; items: Sentence[][] }
  | ({ kind: 'table'; id: string } & TableContent)
  /**
   * A chart. `title` is a sentence that says what there is to see; `alt` and `table` hold the same figures in words and
   * cells (`chartAlternative`, `chartTable`), so that nobody needs to see the drawing.
   */
  | { kind: 'chart'; id: string; title: string; spec: ChartSpec; alt: string; table: TableContent }

export type TableContent = { caption: string; columns: Column[]; rows: Inline[][][] }

/** `finding` is its own evidence id; `firm` false is always also said in the sentence. */
export type Bullet = { id: string; finding: string; firm: boolean; sentences: Sentence[] }

/** `header` columns hold row headers. `weight` shares the width. */
export type Column = { id: string; title: string; align: 'left' | 'right'; header: boolean; weight: number }

/** Notes are numbered 1, 2 … in order of first reference; every note is referenced and every reference defined. */
export type Note = { id: string; number: number; content: Inline[] }

/** The answer to "waar blijkt dat uit?" for one finding. Figures are those of the score, unrounded. */
export type Evidence = {
  finding: string
  text: string
  rule: string
  firm: boolean
  /** Where an added finding follows from, in words; it rests on no answers. Absent for the machine's findings. */
  source?: string
  /** The machine's sentence and why somebody wrote another; absent where the machine's stands. */
  edit?: { machine: string; at: string; reason: string }
  criteria: {
    id: string
    title: string
    roles: {
      role: string
      title: string
      label: string
      n: number | null
      p: number | null
      interval: [number, number] | null
      unknown: number | null
      items: {
        id: string
        text: string
        n: number | null
        options: { label: string; count: number | null; share: number | null }[]
      }[]
    }[]
  }[]
}

export type ReportDocument = {
  contract: 1
  meta: {
    /** Stable for equal input: derived from framework hash, score and date. */
    id: string
    edition: 'short' | 'extended'
    language: string
    title: string
    subject: string
    author: string
    keywords: string[]
    /** ISO date printed in the report and set as creation date in files. */
    date: string
    framework: { id: string; version: string; hash: string }
    method: string
    /** Invented answers: every page and every file says so with `marks.invented`. */
    invented: boolean
  }
  /** Short standing texts for page furniture, from the framework: running title, disclaimer, invented mark, "Pagina {page} van {pages}", headings of notes and colophon. */
  marks: {
    running: string
    disclaimer: string
    invented: string | null
    page: string
    notes: string
    colophon: string
    contents: string
    backToText: string
    provisional: string
  }
  lead: Sentence[]
  body: Block[]
  notes: Note[]
  /** Outside the body: self-evaluation, date, framework version and hash, method, response per group. */
  colophon: { term: string; content: Inline[] }[]
  evidence: Evidence[]
}

/** What the contents of a report name: every section down to the second level, then notes and colophon. */
export type ContentsEntry = { id: string; title: string; depth: 1 | 2 }

/** The contents of an extended report, in reading order. A short report has none: it is read whole. */
export function contentsOf({ meta, marks, body, notes, colophon }: ReportDocument): ContentsEntry[] {
  if (meta.edition === 'short') return []
  const sections = (blocks: readonly Block[], depth: 1 | 2): ContentsEntry[] =>
    blocks.flatMap((block): ContentsEntry[] => {
      if (block.kind !== 'section') return []
      const entry: ContentsEntry = { id: block.id, title: block.title, depth }
      return depth === 1 ? [entry, ...sections(block.blocks, 2)] : [entry]
    })
  return [
    ...sections(body, 1),
    ...(notes.length > 0 ? [{ id: 'notes', title: marks.notes, depth: 1 } as const] : []),
    ...(colophon.length > 0 ? [{ id: 'colophon', title: marks.colophon, depth: 1 } as const] : []),
  ]
}

/** The text of inline content without its notes, as a reader hears it. */
export function plainText(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (typeof inline === 'string') return inline
      switch (inline.kind) {
        case 'note':
          return ''
        case 'abbreviation':
          return inline.text
        default:
          return plainText(inline.content)
      }
    })
    .join('')
}

export function sentencesText(sentences: readonly Sentence[]): string {
  return sentences.map((sentence) => plainText(sentence.content)).join(' ')
}
