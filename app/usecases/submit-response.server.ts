import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { findByCode, findTarget, replaceSealed, settleCorrection } from '../../db/queries/corrections.ts'
import { lockDraft, takeDraft } from '../../db/queries/drafts.ts'
import { findRespondent, markInvitations } from '../../db/queries/respondents.ts'
import { takeIn } from '../../db/queries/responses.ts'
import type { Admission } from '../../db/queries/responses.ts'
import { lockRoleOf } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { getRole } from '../domain/framework/framework.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import { responseFrom } from '../domain/response/answer.ts'
import { countedHash, waitingHash } from '../domain/response/correction-code.ts'
import type { QuestionnaireResponse } from '../domain/response/response.ts'
import { foldLinkCode, isCorrectionCode } from '../domain/round/link-code.ts'
import { acceptsAnswers, frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type Submitted = { kind: 'submitted' }

/**
 * Sends the answers: from here they count. Sending twice is the same as sending once. An anonymous response waits
 * sealed until enough others wait with it (scoring §7); a named one counts at once. `code` is the one by which the
 * respondent will find an anonymous response again; only hashes of it are kept, and without it nobody can.
 */
export async function submitResponse(
  context: AppContext,
  input: { respondentId: string; code?: string },
): Promise<
  | Submitted
  | Refused<
      | 'unknown-respondent'
      | 'path-not-chosen'
      | 'unknown-code'
      | 'nothing-answered'
      | 'round-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >
> {
  const { respondentId } = input
  const folded = foldLinkCode(input.code ?? '')
  const code = isCorrectionCode(folded) ? folded : null
  return unlessStorageFails(async () => {
    try {
      return await inTransaction(context.db, (trx) => send(context, trx, respondentId, code))
    } catch (error) {
      if (error instanceof NothingAnswered) return refused('nothing-answered')
      if (error instanceof CodeLost) return refused('unknown-code')
      throw error
    }
  })
}

/** These undo the transaction: the draft was taken out of it to be looked at. */
class NothingAnswered extends Error {}
class CodeLost extends Error {}

async function send(
  context: AppContext,
  trx: Queries,
  respondentId: string,
  code: string | null,
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
  const response = responseFrom(items, await takeDraft(trx, context.vault, respondentId), {
    role: role.id,
    ...path,
    organisation: organisation?.name ?? null,
    profession: draft.profession,
  })
  if (Object.keys(response.answers).length === 0 && Object.keys(response.texts).length === 0) {
    throw new NothingAnswered()
  }
  const admission = { roundId: round.id, framework, role, fixed }
  const codeHash = code === null ? null : waitingHash(context.derivedToken, code)
  if (respondent.correcting && role.anonymity === 'anonymous') {
    return correct(context, trx, admission, { respondentId, response, codeHash })
  }
  const sent = { response, organisationId: organisation?.id ?? null, codeHash }
  await takeIn(trx, admission, respondentId, sent, context)
  return { kind: 'submitted' }
}

/**
 * Sends a correction. A response that still waits gets the new answers in its place; for one that counts already the
 * correction waits for a later batch, and the old one goes on counting until then. The profession stays as it was
 * counted, and the organisation as it was sent: neither is known of who comes with a code.
 */
async function correct(
  context: AppContext,
  trx: Queries,
  admission: Admission,
  sent: { respondentId: string; response: QuestionnaireResponse; codeHash: string | null },
): Promise<Submitted> {
  const { respondentId, codeHash } = sent
  const { vault } = context
  const waiting = (await findTarget(trx, vault, respondentId)) ?? ''
  const counted = countedHash(context.derivedToken, waiting)
  const found = await findByCode(trx, vault, { waiting, counted })
  if (!found) throw new CodeLost()
  const party = admission.role.routing === 'parties' ? sent.response.party : found.response.party
  const response = { ...sent.response, party, organisation: found.response.organisation }
  await settleCorrection(trx, respondentId)
  if (found.kind === 'waiting') {
    const { profession } = found.response
    await replaceSealed(trx, vault, waiting, { response: { ...response, profession }, codeHash })
    await markInvitations(trx, [respondentId], 'open', 'used')
  } else {
    const { organisationId } = found
    const correction = { response: { ...response, profession: null }, organisationId, codeHash }
    await takeIn(trx, admission, respondentId, { ...correction, replaces: counted }, context)
  }
  return { kind: 'submitted' }
}
