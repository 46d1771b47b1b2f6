import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { findBoardLink, getAdoption, saveAdoption } from '../../db/queries/boards.ts'
import { findByCode, findTarget, replaceSealed, settleCorrection } from '../../db/queries/corrections.ts'
import { lockDraft, takeDraft } from '../../db/queries/drafts.ts'
import { findRespondent, hashOfToken, markInvitations } from '../../db/queries/respondents.ts'
import { takeIn } from '../../db/queries/responses.ts'
import type { Admission } from '../../db/queries/responses.ts'
import { lockRoleOf } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { auditActorText } from '../domain/access/audit.ts'
import { getRole } from '../domain/framework/framework.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import type { Signature } from '../domain/response/adoption.ts'
import { responseFrom } from '../domain/response/answer.ts'
import { countedHash, waitingHash } from '../domain/response/correction-code.ts'
import { handOf } from '../domain/response/hand.ts'
import type { QuestionnaireResponse } from '../domain/response/response.ts'
import { foldLinkCode, isCorrectionCode } from '../domain/round/link-code.ts'
import { acceptsAnswers, frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type Submitted = { kind: 'submitted' }

type NotSent = Refused<
  | 'unknown-respondent'
  | 'path-not-chosen'
  | 'nothing-answered'
  | 'unknown-code'
  | 'adoption-needed'
  | 'not-the-contact'
  | 'with-director'
  | 'presented-again'
  | 'round-closed'
  | 'framework-missing'
>

/**
 * Sends the answers: from here they count. Sending twice is the same as sending once. An anonymous response waits
 * sealed until enough others wait with it (scoring §7); a named one counts at once. `code` is the one by which the
 * respondent will find an anonymous response again; only hashes of it are kept, and without it nobody can. Where the
 * role has its answers adopted, somebody who may speak for the organisation signs for them here.
 */
export async function submitResponse(
  context: AppContext,
  input: { respondentId: string; code?: string; signature?: Signature },
): Promise<Submitted | NotSent | Refused<'storage-unavailable'>> {
  const folded = foldLinkCode(input.code ?? '')
  const code = isCorrectionCode(folded) ? folded : null
  return inOne(context, (trx) =>
    send(context, trx, input.respondentId, {
      kind: 'respondent',
      signature: input.signature ?? null,
      code,
    }),
  )
}

/**
 * The director adopts what lies before them, by the link they got. `presentation` is the one the page showed: when the
 * answers were taken back and laid down again meanwhile, they have to be read again first.
 */
export async function adoptByLink(
  context: AppContext,
  input: { token: string; presentation: number; signature: Signature },
): Promise<Submitted | NotSent | Refused<'unknown-link' | 'storage-unavailable'>> {
  const { signature, presentation } = input
  return inOne<Submitted | NotSent | Refused<'unknown-link'>>(context, async (trx) => {
    const link = await findBoardLink(trx, hashOfToken(foldLinkCode(input.token)))
    if (link?.purpose !== 'adopt') return refused('unknown-link')
    return send(context, trx, link.invitationId, { kind: 'director', signature, presentation })
  })
}

async function inOne<Result>(
  context: AppContext,
  work: (trx: Queries) => Promise<Result>,
): Promise<Result | Refused<'nothing-answered' | 'unknown-code' | 'storage-unavailable'>> {
  return unlessStorageFails<Result | Refused<'nothing-answered' | 'unknown-code'>>(async () => {
    try {
      return await inTransaction(context.db, work)
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

type Sender =
  | { kind: 'respondent'; signature: Signature | null; code: string | null }
  | { kind: 'director'; signature: Signature; presentation: number }

async function send(
  context: AppContext,
  trx: Queries,
  respondentId: string,
  by: Sender,
): Promise<Submitted | NotSent> {
  const { invitationId } = handOf(respondentId)
  // The role's row first: whoever sends or closes holds it, so the state read after it is the state that stays.
  const fixed = await lockRoleOf(trx, invitationId)
  await lockDraft(trx, invitationId)
  const respondent = fixed && (await findRespondent(trx, respondentId))
  if (!respondent) return refused('unknown-respondent')
  if (respondent.state !== 'open') return { kind: 'submitted' }
  if (!acceptsAnswers(respondent.round, context.now())) return refused('round-closed')
  if (!respondent.draft) return refused('path-not-chosen')
  const framework = frameworkOf(respondent.round, context.frameworks)
  if (!framework) return refused('framework-missing')

  const role = getRole(framework, respondent.role)
  const { round, draft, organisation } = respondent
  if (respondent.colleague) return refused('not-the-contact')
  const adoption = role.adoption ? await getAdoption(trx, invitationId, true) : null
  if (adoption && by.signature === null) return refused('adoption-needed')
  if (by.kind === 'respondent' && draft.held) return refused('with-director')
  if (by.kind === 'director' && (!draft.held || by.presentation !== adoption?.presentation)) {
    return refused('presented-again')
  }

  const path = { routes: draft.routes, party: respondent.party ?? draft.party }
  const items = askedItems(framework, role.id, round.variant, path)
  const response = responseFrom(items, await takeDraft(trx, context.vault, invitationId), {
    role: role.id,
    ...path,
    organisation: organisation?.name ?? null,
    profession: draft.profession,
  })
  if (Object.keys(response.answers).length === 0 && Object.keys(response.texts).length === 0) {
    throw new NothingAnswered()
  }
  const admission = { roundId: round.id, framework, role, fixed }
  const code = by.kind === 'respondent' ? by.code : null
  const codeHash = code === null ? null : waitingHash(context.derivedToken, code)
  if (respondent.correcting && role.anonymity === 'anonymous') {
    return correct(context, trx, admission, { respondentId: invitationId, response, codeHash })
  }
  const sent = { response, organisationId: organisation?.id ?? null, codeHash }
  await takeIn(trx, admission, invitationId, sent, context)
  if (adoption && by.signature) {
    const at = context.now().toISOString()
    await saveAdoption(trx, invitationId, { ...adoption, ...by.signature, state: 'adopted', decidedAt: at })
    await appendAudit(trx, {
      at,
      actor: auditActorText('organisation'),
      action: 'answers-adopted',
      regionId: round.regionId,
      subject: { roundId: round.id, ...(organisation && { organisationId: organisation.id }) },
    })
  }
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
