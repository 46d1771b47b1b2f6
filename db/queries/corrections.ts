/** Corrections of sent responses: found by a hash of the respondent's code, never by the respondent. */

import type { QuestionnaireResponse } from '../../app/domain/response/response.ts'
import type { Vault } from '../../app/domain/response/vault.ts'
import type { Queries } from '../client.ts'
import { createInvitations } from './respondents.ts'
import { pack, unpack } from './responses.ts'
import type { SealedAnswers } from './responses.ts'
import { opened } from './vault.ts'

/** A sent response that may still be corrected. */
export type Correctable = {
  /** waiting: sealed, not counted yet. counted: admitted. */
  kind: 'waiting' | 'counted'
  roundId: string
  organisationId: string | null
  response: QuestionnaireResponse
}

/**
 * The response that a code leads to, by its hash while waiting or once counted. A counted one that a waiting
 * correction is about to replace is not found: its code was followed by that of the correction.
 */
export async function findByCode(
  db: Queries,
  vault: Vault,
  { waiting, counted }: { waiting: string; counted: string },
): Promise<Correctable | undefined> {
  const sealed = await db
    .selectFrom('sealed_response')
    .leftJoin('organisation', 'organisation.id', 'sealed_response.organisation_id')
    .selectAll('sealed_response')
    .select('organisation.name')
    .where('code_hash', '=', waiting)
    .executeTakeFirst()
  if (sealed) {
    const { role, party, name: organisation } = sealed
    const { profession, packed } = JSON.parse(opened(vault, sealed.answers)) as SealedAnswers
    return {
      kind: 'waiting',
      roundId: sealed.round_id,
      organisationId: sealed.organisation_id,
      response: unpack(packed, { role, party, organisation, profession }),
    }
  }
  const row = await db
    .selectFrom('response')
    .leftJoin('organisation', 'organisation.id', 'response.organisation_id')
    .selectAll('response')
    .select('organisation.name')
    .where('code_hash', '=', counted)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('sealed_response').select('replaces').where('replaces', '=', counted))),
    )
    .executeTakeFirst()
  if (!row) return undefined
  const { role, party, name: organisation } = row
  return {
    kind: 'counted',
    roundId: row.round_id,
    organisationId: row.organisation_id,
    response: unpack(row.answers, { role, party, organisation, profession: null }),
  }
}

/** Puts another response in the place of one that waits; its organisation stays as first sent. */
export async function replaceSealed(
  db: Queries,
  vault: Vault,
  waiting: string,
  { response, codeHash }: { response: QuestionnaireResponse; codeHash: string | null },
): Promise<void> {
  const sealed: SealedAnswers = { profession: response.profession, packed: pack(response) }
  await db
    .updateTable('sealed_response')
    .set({ party: response.party, answers: vault.close(JSON.stringify(sealed)), code_hash: codeHash })
    .where('code_hash', '=', waiting)
    .execute()
}

/** The correction that was begun with a code and not sent yet. */
export async function findBegun(db: Queries, begun: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('correction')
    .select('invitation_id')
    .where('code_hash', '=', begun)
    .executeTakeFirst()
  return row?.invitation_id
}

/** Makes an invitation for one correction; it names nobody and no link opens it. */
export async function createCorrection(
  db: Queries,
  vault: Vault,
  correction: {
    id: string
    roundId: string
    role: string
    codeHash: string
    /** `waitingHash` of the response. */
    target: string
    tokenHash: string
  },
): Promise<void> {
  const { id, roundId, role, codeHash, target, tokenHash } = correction
  await createInvitations(db, [
    { id, roundId, role, party: null, organisationId: null, tokenHash, byOpenLink: true },
  ])
  await db
    .insertInto('correction')
    .values({ invitation_id: id, code_hash: codeHash, target: vault.close(target) })
    .execute()
}

/** Lets the own invitation of a named role be filled in once more. */
export async function reopenInvitation(db: Queries, invitationId: string): Promise<void> {
  await db.updateTable('invitation').set({ state: 'open' }).where('id', '=', invitationId).execute()
  await db
    .insertInto('correction')
    .values({ invitation_id: invitationId, code_hash: null, target: null })
    .onConflict((conflict) => conflict.column('invitation_id').doNothing())
    .execute()
}

/** By what hash the response waits, or waited, that a correction was begun of; undefined when it was sent, or is none. */
export async function findTarget(
  db: Queries,
  vault: Vault,
  invitationId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('correction')
    .select('target')
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst()
  return row?.target ? opened(vault, row.target) : undefined
}

/** Forgets what a correction corrected, once it is sent. */
export async function settleCorrection(db: Queries, invitationId: string): Promise<void> {
  await db
    .updateTable('correction')
    .set({ code_hash: null, target: null })
    .where('invitation_id', '=', invitationId)
    .execute()
}

/**
 * Ends all correcting in a role when its round closes: what was begun and not sent goes, what was sent before stays,
 * and no code leads anywhere any more. `named` invitations are the organisations' own and stay.
 */
export async function endCorrections(
  db: Queries,
  roundId: string,
  { id: role, anonymity }: { id: string; anonymity: 'anonymous' | 'named' },
): Promise<void> {
  const own = db
    .selectFrom('invitation')
    .select('id')
    .where('round_id', '=', roundId)
    .where('role', '=', role)
  const corrections = db.selectFrom('correction').select('invitation_id').where('invitation_id', 'in', own)
  if (anonymity === 'anonymous') {
    await db.deleteFrom('invitation').where('id', 'in', corrections).execute()
  } else {
    await db.deleteFrom('draft').where('invitation_id', 'in', corrections).execute()
    await db
      .updateTable('invitation')
      .set({ state: 'used' })
      .where('id', 'in', corrections)
      .where('state', '=', 'open')
      .execute()
    await db.deleteFrom('correction').where('invitation_id', 'in', own).execute()
  }
  await db
    .updateTable('response')
    .set({ code_hash: null })
    .where('round_id', '=', roundId)
    .where('role', '=', role)
    .where('code_hash', 'is not', null)
    .execute()
}
