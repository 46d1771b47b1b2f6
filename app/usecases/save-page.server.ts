import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { AnswerChange, AnswerProblem, PersonalData } from '../domain/response/answer.ts'

export type PageSaved = {
  kind: 'saved'
  at: string
  /** New version per saved item. */
  versions: Record<string, number>
  /** What looks like personal data, per item. */
  warnings: { itemId: string; found: PersonalData[] }[]
}

/**
 * Saves a page posted as a form (no JavaScript), all or nothing, in one transaction. Answers that stand in the
 * database with the same content are left alone.
 */
export async function savePage(
  context: AppContext,
  input: { respondentId: string; answers: Record<string, AnswerChange> },
): Promise<
  | PageSaved
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
> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
