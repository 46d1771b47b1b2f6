import { inTransaction } from '../../db/client.ts'
import { getBoardPeople } from '../../db/queries/boards.ts'
import { getDraftAnswers, listChangers, lockDraft, saveDraftAnswers } from '../../db/queries/drafts.ts'
import { findRespondent } from '../../db/queries/respondents.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { getRole } from '../domain/framework/framework.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import {
  answerProblems,
  EMPTY_ANSWER,
  personalDataIn,
  sameAnswer,
  seenOf,
  tidyChange,
} from '../domain/response/answer.ts'
import { handOf, nameOfHand } from '../domain/response/hand.ts'
import { respondentStatus } from '../domain/round/respondent-status.ts'
import { frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type {
  AnswerChange,
  AnswerProblem,
  DraftAnswer,
  PersonalData,
  Seen,
} from '../domain/response/answer.ts'

export type PageSaved = {
  kind: 'saved'
  at: string
  /** New version per saved item. */
  versions: Record<string, number>
  /** What looks like personal data, per item. */
  warnings: { itemId: string; found: PersonalData[] }[]
}

/** What somebody else made of an answer since the page was shown, and who that was (null: nobody told). */
export type Conflict = { current: DraftAnswer; by: string | null }

/**
 * Saves a page posted as a form (no JavaScript), all or nothing, in one transaction. Answers that stand in the
 * database with the same content are left alone. Where several people fill in, so are those that this person did not
 * touch; what both changed is shown to them, and nothing is kept until they choose.
 */
export async function savePage(
  context: AppContext,
  input: {
    respondentId: string
    answers: Record<string, AnswerChange>
    /** What the page showed of each item; counts where several people fill in. */
    seen?: Record<string, Seen>
  },
): Promise<
  | PageSaved
  | { kind: 'refused'; reason: 'changed-meanwhile'; conflicts: Record<string, Conflict> }
  | { kind: 'refused'; reason: 'invalid-answer'; problems: AnswerProblem[] }
  | Refused<
      | 'unknown-respondent'
      | 'path-not-chosen'
      | 'not-asked'
      | 'already-sent'
      | 'with-director'
      | 'round-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >
> {
  return unlessStorageFails(() =>
    inTransaction(context.db, async (trx) => {
      // Locked before anything is read: what is read then stays so until the answers are in.
      const { invitationId, linkId } = handOf(input.respondentId)
      await lockDraft(trx, invitationId)
      const respondent = await findRespondent(trx, input.respondentId)
      if (!respondent) return refused('unknown-respondent')
      const status = respondentStatus(respondent, context.now())
      if (status === 'submitted') return refused('already-sent')
      if (status === 'held') return refused('with-director')
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
      const shared = getRole(framework, respondent.role).anonymity === 'named'
      const changers = shared && input.seen ? await listChangers(trx, context.vault, respondent.id) : {}
      const changed: Record<string, DraftAnswer> = {}
      const clashing: string[] = []
      for (const [itemId, change] of Object.entries(input.answers)) {
        const item = asked.get(itemId)
        if (!item) return refused('not-asked')
        const tidy = tidyChange(item, change)
        problems.push(...answerProblems(item, tidy))
        const before = stored[itemId] ?? EMPTY_ANSWER
        const after = { ...before, ...tidy }
        if (sameAnswer(before, after)) continue
        const seen = input.seen?.[itemId]
        const own = (changers[itemId] ?? '') === (linkId ?? '')
        if (shared && seen && !own && seen.version !== before.version) {
          // Left as it was shown: what stands there now is the colleague's, and stays.
          if (seenOf({ ...EMPTY_ANSWER, ...tidy }).mark !== seen.mark) clashing.push(itemId)
        } else changed[itemId] = after
      }
      if (problems.length > 0)
        return { kind: 'refused' as const, reason: 'invalid-answer' as const, problems }
      if (clashing.length > 0) {
        const people = await getBoardPeople(trx, respondent.id)
        const conflicts = clashing.map((itemId): [string, Conflict] => [
          itemId,
          { current: stored[itemId] ?? EMPTY_ANSWER, by: nameOfHand(people, changers[itemId] ?? '') },
        ])
        return {
          kind: 'refused' as const,
          reason: 'changed-meanwhile' as const,
          conflicts: Object.fromEntries(conflicts),
        }
      }
      return {
        kind: 'saved' as const,
        at: context.now().toISOString(),
        versions: await saveDraftAnswers(trx, context.vault, respondent.id, changed, linkId ?? ''),
        warnings: Object.entries(changed).flatMap(([itemId, { text, remark }]) => {
          const found = personalDataIn(`${text}\n${remark}`)
          return found.length > 0 ? [{ itemId, found }] : []
        }),
      }
    }),
  )
}
