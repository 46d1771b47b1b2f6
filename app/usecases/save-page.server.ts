import { inTransaction } from '../../db/client.ts'
import { getDraftAnswers, lockDraft, saveDraftAnswers } from '../../db/queries/drafts.ts'
import { findRespondent } from '../../db/queries/respondents.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import {
  answerProblems,
  EMPTY_ANSWER,
  personalDataIn,
  sameAnswer,
  tidyChange,
} from '../domain/response/answer.ts'
import { respondentStatus } from '../domain/round/respondent-status.ts'
import { frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { AnswerChange, AnswerProblem, DraftAnswer, PersonalData } from '../domain/response/answer.ts'

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
  return unlessStorageFails(() =>
    inTransaction(context.db, async (trx) => {
      // Locked before anything is read: what is read then stays so until the answers are in.
      await lockDraft(trx, input.respondentId)
      const respondent = await findRespondent(trx, input.respondentId)
      if (!respondent) return refused('unknown-respondent')
      const status = respondentStatus(respondent, context.now())
      if (status === 'submitted') return refused('already-sent')
      if (status === 'closed') return refused('round-closed')
      if (!respondent.draft) return refused('path-not-chosen')
      const framework = frameworkOf(respondent.round, context.frameworks)
      if (!framework) return refused('framework-missing')

      const path = { routes: respondent.draft.routes, party: respondent.party ?? respondent.draft.party }
      const asked = new Map(
        askedItems(framework, respondent.role, respondent.round.variant, path).map((item) => [item.id, item]),
      )
      const problems: AnswerProblem[] = []
      const stored = await getDraftAnswers(trx, context.vault, respondent.id)
      const changed: Record<string, DraftAnswer> = {}
      for (const [itemId, change] of Object.entries(input.answers)) {
        const item = asked.get(itemId)
        if (!item) return refused('not-asked')
        const tidy = tidyChange(item, change)
        problems.push(...answerProblems(item, tidy))
        const before = stored[itemId] ?? EMPTY_ANSWER
        const after = { ...before, ...tidy }
        if (!sameAnswer(before, after)) changed[itemId] = after
      }
      if (problems.length > 0)
        return { kind: 'refused' as const, reason: 'invalid-answer' as const, problems }
      return {
        kind: 'saved' as const,
        at: context.now().toISOString(),
        versions: await saveDraftAnswers(trx, context.vault, respondent.id, changed),
        warnings: Object.entries(changed).flatMap(([itemId, { text, remark }]) => {
          const found = personalDataIn(`${text}\n${remark}`)
          return found.length > 0 ? [{ itemId, found }] : []
        }),
      }
    }),
  )
}
