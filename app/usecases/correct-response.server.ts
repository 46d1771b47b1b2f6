import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { createCorrection, findBegun, findByCode, reopenInvitation } from '../../db/queries/corrections.ts'
import type { Correctable } from '../../db/queries/corrections.ts'
import { saveDraftAnswers, saveDraftPath } from '../../db/queries/drafts.ts'
import { countTry } from '../../db/queries/rate-limits.ts'
import { findRespondent, hashOfToken } from '../../db/queries/respondents.ts'
import { findRound, lockRoleOf, lockRoles } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { CORRECT_HERE } from '../domain/access/limit.ts'
import { getRole } from '../domain/framework/framework.ts'
import { questionnaireFor } from '../domain/questionnaire/questionnaire.ts'
import type { Page } from '../domain/questionnaire/questionnaire.ts'
import { refused } from '../domain/refusal.ts'
import { begunHash, countedHash, ownHash, waitingHash } from '../domain/response/correction-code.ts'
import { handOf } from '../domain/response/hand.ts'
import type { QuestionnaireResponse } from '../domain/response/response.ts'
import { foldLinkCode, isCorrectionCode } from '../domain/round/link-code.ts'
import { acceptsAnswers, frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import { EMPTY_ANSWER, evidenceFields } from '../domain/response/answer.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'

export type CorrectionBegun = { kind: 'correcting'; respondentId: string }

/**
 * Gives who has the code the own answers back as a draft, under an invitation made for this alone: nothing ties it to
 * the one by which they were first sent. What was sent goes on counting until the correction is admitted. The same
 * code opens the same draft again. `place` is the network address, hashed for the limit.
 */
export async function beginCorrection(
  context: AppContext,
  input: { code: string; place: string },
): Promise<
  CorrectionBegun | Refused<'unknown-code' | 'too-many-tries' | 'round-closed' | 'storage-unavailable'>
> {
  return unlessStorageFails(async () => {
    const db = context.db.kysely
    const key = context.derivedToken(`limit correct\n${input.place}`)
    if (!(await countTry(db, key, CORRECT_HERE, context.now()))) return refused('too-many-tries')
    const hashes = hashesOf(context, input.code)
    const known = hashes && (await findByCode(db, context.vault, hashes))
    if (!hashes || !known) return refused('unknown-code')
    return inTransaction(context.db, async (trx) => {
      // Nobody sends or closes meanwhile: what the code leads to now is what it leads to below.
      await lockRoles(trx, known.roundId)
      const found = await findByCode(trx, context.vault, hashes)
      const round = found && (await findRound(trx, found.roundId))
      if (!found || !round) return refused('unknown-code')
      if (!acceptsAnswers(round, context.now())) return refused('round-closed')
      const begun = begunHash(context.derivedToken, hashes.waiting)
      const open = await findBegun(trx, begun)
      if (open !== undefined) return { kind: 'correcting' as const, respondentId: open }
      const respondentId = context.randomId()
      await createCorrection(trx, context.vault, {
        id: respondentId,
        roundId: round.id,
        role: found.response.role,
        codeHash: begun,
        target: hashes.waiting,
        tokenHash: hashOfToken(context.randomToken()),
      })
      await restoreDraft(context, trx, respondentId, found.response)
      return { kind: 'correcting' as const, respondentId }
    })
  })
}

/**
 * Gives who answered by name the own answers back as a draft, under the same link. What was sent goes on counting until
 * it is sent again.
 */
export async function beginCorrectionByLink(
  context: AppContext,
  input: { respondentId: string },
): Promise<
  | CorrectionBegun
  | Refused<
      'unknown-respondent' | 'not-the-contact' | 'unknown-code' | 'round-closed' | 'storage-unavailable'
    >
> {
  const { respondentId } = input
  return unlessStorageFails(() =>
    inTransaction(context.db, async (trx) => {
      await lockRoleOf(trx, handOf(respondentId).invitationId)
      const respondent = await findRespondent(trx, respondentId)
      if (!respondent) return refused('unknown-respondent')
      // A colleague fills in; sending, and so sending again, is for who was invited.
      if (respondent.colleague) return refused('not-the-contact')
      if (!acceptsAnswers(respondent.round, context.now())) return refused('round-closed')
      if (respondent.state === 'open') return { kind: 'correcting' as const, respondentId }
      const found = await findOwn(context, trx, respondentId)
      if (!found) return refused('unknown-code')
      await reopenInvitation(trx, respondentId)
      await restoreDraft(context, trx, respondentId, found.response)
      return { kind: 'correcting' as const, respondentId }
    }),
  )
}

/** Answers as they were sent, to be read and printed by who sent them. */
export type SentAnswers = {
  kind: 'sent'
  pages: Page[]
  answers: Record<string, DraftAnswer>
}

/**
 * What someone sent: found by the code, or in a named role by the own link. Null for who has neither; afterwards, once
 * the round is closed, for everybody.
 */
export async function showSent(
  context: AppContext,
  input: { respondentId: string; code: string | null },
): Promise<SentAnswers | null | Refused<'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const db = context.db.kysely
    const respondent = await findRespondent(db, input.respondentId)
    const framework = respondent && frameworkOf(respondent.round, context.frameworks)
    if (!respondent || !framework) return null
    const named = getRole(framework, respondent.role).anonymity === 'named'
    const hashes = input.code === null ? null : hashesOf(context, input.code)
    const found = named
      ? await findOwn(context, db, respondent.id)
      : hashes
        ? await findByCode(db, context.vault, hashes)
        : undefined
    if (!found || found.roundId !== respondent.round.id) return null
    const { response } = found
    const path = { routes: response.routes, party: response.party }
    return {
      kind: 'sent' as const,
      pages: questionnaireFor(framework, response.role, respondent.round.variant, path).pages,
      answers: answersOf(response),
    }
  })
}

function hashesOf({ derivedToken }: AppContext, code: string): { waiting: string; counted: string } | null {
  const folded = foldLinkCode(code)
  if (!isCorrectionCode(folded)) return null
  const waiting = waitingHash(derivedToken, folded)
  return { waiting, counted: countedHash(derivedToken, waiting) }
}

async function findOwn(
  { derivedToken, vault }: AppContext,
  db: Queries,
  invitationId: string,
): Promise<Correctable | undefined> {
  const own = ownHash(derivedToken, invitationId)
  return findByCode(db, vault, { waiting: own, counted: own })
}

async function restoreDraft(
  context: AppContext,
  trx: Queries,
  respondentId: string,
  response: QuestionnaireResponse,
): Promise<void> {
  const { routes, party } = response
  // Without the profession: it was counted when the response was first sent, and stays.
  await saveDraftPath(trx, respondentId, { profession: null, routes, party }, context.now().toISOString())
  await saveDraftAnswers(trx, context.vault, respondentId, answersOf(response))
}

function answersOf(response: QuestionnaireResponse): Record<string, DraftAnswer> {
  const { answers, texts, remarks, evidence } = response
  const items = new Set([answers, texts, remarks, evidence].flatMap((part) => Object.keys(part)))
  return Object.fromEntries(
    [...items].map((id) => [
      id,
      {
        ...EMPTY_ANSWER,
        codes: answers[id] ?? [],
        text: texts[id] ?? '',
        remark: remarks[id] ?? '',
        ...evidenceFields(evidence[id] ?? ''),
      },
    ]),
  )
}
