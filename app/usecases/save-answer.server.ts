import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { AnswerChange, AnswerProblem, PersonalData } from '../domain/response/answer.ts'

export type AnswerSaved = {
  kind: 'saved'
  /** ISO 8601; for the screen only, it is kept nowhere. */
  at: string
  /** To send along with the next save of this item. */
  version: number
  /** True when another tab or device had saved this item since `version`: this save won, the screen says so. */
  replacedNewer: boolean
  /** What looks like personal data in the text just saved. */
  warnings: PersonalData[]
}

export type AnswerRefused =
  | { kind: 'refused'; reason: 'invalid-answer'; problems: AnswerProblem[] }
  | Refused<
      | 'unknown-respondent'
      | 'path-not-chosen'
      | 'not-asked'
      | 'already-sent'
      | 'round-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >

/**
 * Saves one answer at once: the busiest thing the product does. Fields left out stay as they are. `version` is the
 * one last shown to this tab (0 = never saved); the last save wins. One statement when the respondent is known
 * to this process, two otherwise. A page sends the saves of one item one after another.
 */
export async function saveAnswer(
  context: AppContext,
  input: { respondentId: string; itemId: string; version: number } & AnswerChange,
): Promise<AnswerSaved | AnswerRefused> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
