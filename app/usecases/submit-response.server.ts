import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { lockDraft, takeDraft } from '../../db/queries/drafts.ts'
import { findRespondent } from '../../db/queries/respondents.ts'
import { takeIn } from '../../db/queries/responses.ts'
import { lockRoleOf } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { getRole } from '../domain/framework/framework.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import { responseFrom } from '../domain/response/answer.ts'
import { acceptsAnswers, frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type Submitted = { kind: 'submitted' }

/**
 * Sends the answers: from here they count and can no longer change. Sending twice is the same as sending once. An
 * anonymous response waits sealed until enough others wait with it (scoring §7); a named one counts at once.
 */
export async function submitResponse(
  context: AppContext,
  input: { respondentId: string },
): Promise<
  | Submitted
  | Refused<
      | 'unknown-respondent'
      | 'path-not-chosen'
      | 'nothing-answered'
      | 'round-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >
> {
  const { respondentId } = input
  return unlessStorageFails(async () => {
    try {
      return await inTransaction(context.db, (trx) => send(context, trx, respondentId))
    } catch (error) {
      if (error instanceof NothingAnswered) return refused('nothing-answered')
      throw error
    }
  })
}

/** Undoes the transaction: the draft was taken out of it to be looked at. */
class NothingAnswered extends Error {}

async function send(
  context: AppContext,
  trx: Queries,
  respondentId: string,
): Promise<
  Submitted | Refused<'unknown-respondent' | 'path-not-chosen' | 'round-closed' | 'framework-missing'>
> {
  // The role's row first: whoever sends or closes holds it, so the state read after it is the state that stays.
  const fixed = await lockRoleOf(trx, respondentId)
  await lockDraft(trx, respondentId)
  const respondent = fixed && (await findRespondent(trx, respondentId))
  if (!respondent) return refused('unknown-respondent')
  if (respondent.state !== 'open') return { kind: 'submitted' }
  if (!acceptsAnswers(respondent.round, context.now())) return refused('round-closed')
  if (!respondent.draft) return refused('path-not-chosen')
  const framework = frameworkOf(respondent.round, context.frameworks)
  if (!framework) return refused('framework-missing')

  const role = getRole(framework, respondent.role)
  const { round, draft, organisation } = respondent
  const path = { routes: draft.routes, party: respondent.party ?? draft.party }
  const items = askedItems(framework, role.id, round.variant, path)
  const response = responseFrom(items, await takeDraft(trx, respondentId), {
    role: role.id,
    ...path,
    organisation: organisation?.name ?? null,
    profession: draft.profession,
  })
  if (Object.keys(response.answers).length === 0 && Object.keys(response.texts).length === 0) {
    throw new NothingAnswered()
  }
  const sent = { response, organisationId: organisation?.id ?? null }
  await takeIn(trx, { roundId: round.id, framework, role, fixed }, respondentId, sent, context)
  return { kind: 'submitted' }
}
