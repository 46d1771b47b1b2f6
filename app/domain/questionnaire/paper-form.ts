/** A form to print, as plain data: what `app/text/paper.ts` writes and `app/render` draws. */

export type PaperBlock =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; strong?: boolean }
  | { kind: 'list'; items: string[] }
  | PaperQuestion
  /** Empty lines to write on, under a few words. */
  | { kind: 'lines'; label: string; lines: number }

export type PaperQuestion = {
  kind: 'question'
  /** "1." or nothing, before the question. */
  number: string
  /** For whom it is, where not for everyone. */
  only: string | null
  text: string
  hint: string | null
  /** `one`: only one may be ticked. */
  choose: 'one' | 'more'
  options: { number: string; label: string }[]
  /** What is asked in writing below the options. */
  write: { label: string; lines: number }[]
}

export type PaperForm = {
  meta: { id: string; title: string; author: string; subject: string; language: string; date: string }
  marks: {
    /** Above the title and on every page of what is made up; null for real. */
    invented: string | null
    /** With `{page}` and `{pages}`. */
    page: string
    /** At the foot of every page: which round this form belongs to. */
    foot: string
  }
  lead: string
  /** Over the whole width. */
  opening: PaperBlock[]
  /** In two columns. */
  questions: PaperBlock[]
}
