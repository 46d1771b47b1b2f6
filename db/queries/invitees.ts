/** People who were invited by name: who they are, and the links of their own. Never whether they answered. */

import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'

export type Invitee = {
  invitationId: string
  role: string
  organisation: { id: string; name: string; party: string } | null
  name: string
  /** Lower case; null when it is not known. */
  email: string | null
  sealedToken: string
}

/** Keeps who an invitation (already made) is for. */
export async function createInvitees(
  db: Queries,
  invitees: readonly Pick<Invitee, 'invitationId' | 'name' | 'email' | 'sealedToken'>[],
): Promise<void> {
  for (const portion of portions(invitees)) {
    await db
      .insertInto('invitee')
      .values(
        portion.map(({ invitationId, name, email, sealedToken }) => ({
          invitation_id: invitationId,
          name,
          email,
          sealed_token: sealedToken,
        })),
      )
      .execute()
  }
}

/** Everybody invited by name in a round, by role, organisation and name. */
export async function listInvitees(db: Queries, roundId: string): Promise<Invitee[]> {
  const rows = await db
    .selectFrom('invitee')
    .innerJoin('invitation', 'invitation.id', 'invitee.invitation_id')
    .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .select([
      'invitation_id',
      'invitation.role',
      'invitation.organisation_id',
      'organisation.name as organisation_name',
      'organisation.party',
      'invitee.name',
      'email',
      'sealed_token',
    ])
    .where('invitation.round_id', '=', roundId)
    .orderBy('invitation.role')
    .orderBy('organisation.name')
    .orderBy('invitee.name')
    .orderBy('invitation_id')
    .execute()
  return rows.map((row) => ({
    invitationId: row.invitation_id,
    role: row.role,
    organisation:
      row.organisation_id !== null && row.organisation_name !== null && row.party !== null
        ? { id: row.organisation_id, name: row.organisation_name, party: row.party }
        : null,
    name: row.name,
    email: row.email,
    sealedToken: row.sealed_token,
  }))
}

export async function updateInvitee(
  db: Queries,
  invitationId: string,
  { name, email }: { name: string; email: string },
): Promise<void> {
  await db.updateTable('invitee').set({ name, email }).where('invitation_id', '=', invitationId).execute()
}

/** Gives someone another token, so that the old link opens nothing any more; false when there is nobody. */
export async function replaceToken(
  db: Queries,
  roundId: string,
  invitationId: string,
  { tokenHash, sealedToken }: { tokenHash: string; sealedToken: string },
): Promise<boolean> {
  const result = await db
    .updateTable('invitation')
    .set({ token_hash: tokenHash })
    .where('id', '=', invitationId)
    .where('round_id', '=', roundId)
    .where('id', 'in', (query) => query.selectFrom('invitee').select('invitation_id'))
    .executeTakeFirst()
  if (Number(result.numUpdatedRows) === 0) return false
  await db
    .updateTable('invitee')
    .set({ sealed_token: sealedToken })
    .where('invitation_id', '=', invitationId)
    .execute()
  return true
}

/**
 * Forgets who an invitation was for, and the invitation itself unless something was sent by it: what was sent counts,
 * and nobody may learn from this whether it was. False when there is nobody.
 */
export async function removeInvitee(db: Queries, roundId: string, invitationId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('invitee')
    .where('invitation_id', '=', invitationId)
    .where('invitation_id', 'in', (query) =>
      query.selectFrom('invitation').select('id').where('round_id', '=', roundId),
    )
    .executeTakeFirst()
  if (Number(result.numDeletedRows) === 0) return false
  await db.deleteFrom('invitation').where('id', '=', invitationId).where('state', '=', 'open').execute()
  return true
}

/** The organisations that were invited in a role already, by name or otherwise. */
export async function listInvitedOrganisations(
  db: Queries,
  roundId: string,
  role: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('invitation')
    .select('organisation_id')
    .distinct()
    .where('round_id', '=', roundId)
    .where('role', '=', role)
    .where('organisation_id', 'is not', null)
    .execute()
  return rows.map((row) => row.organisation_id ?? '')
}
