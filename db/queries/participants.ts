/** Who is asked in a round, per organisation and role. */

import type { Participant } from '../../app/domain/round/participants.ts'
import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'

/** Everybody asked in a round, by role, party and name. */
export async function listParticipants(db: Queries, roundId: string): Promise<Participant[]> {
  const rows = await db
    .selectFrom('round_organisation')
    .innerJoin('organisation', 'organisation.id', 'round_organisation.organisation_id')
    .select(['organisation.id', 'organisation.name', 'organisation.party', 'role', 'invited', 'about'])
    .where('round_id', '=', roundId)
    .orderBy('role')
    .orderBy('organisation.party')
    .orderBy('organisation.name')
    .execute()
  return rows.map(({ id, name, party, role, invited, about }) => ({
    organisationId: id,
    name,
    party,
    role,
    invited: about === 1 ? { about: invited } : invited,
  }))
}

/** Replaces who is asked in a round. */
export async function replaceParticipants(
  db: Queries,
  roundId: string,
  participants: readonly Pick<Participant, 'organisationId' | 'role' | 'invited'>[],
): Promise<void> {
  await db.deleteFrom('round_organisation').where('round_id', '=', roundId).execute()
  for (const portion of portions(participants)) {
    await db
      .insertInto('round_organisation')
      .values(
        portion.map(({ organisationId, role, invited }) => ({
          round_id: roundId,
          organisation_id: organisationId,
          role,
          invited: typeof invited === 'number' ? invited : invited.about,
          about: typeof invited === 'number' ? 0 : 1,
        })),
      )
      .execute()
  }
}

/** How many of an organisation have sent, per role; organisations where nobody has are absent. */
export async function countSentPerOrganisation(
  db: Queries,
  roundId: string,
): Promise<{ role: string; organisationId: string; sent: number }[]> {
  const rows = await db
    .selectFrom('invitation')
    .select(['role', 'organisation_id', (query) => query.fn.countAll<number>().as('sent')])
    .where('round_id', '=', roundId)
    .where('organisation_id', 'is not', null)
    .where('state', '<>', 'open')
    .groupBy(['role', 'organisation_id'])
    .execute()
  return rows.map((row) => ({
    role: row.role,
    organisationId: row.organisation_id ?? '',
    sent: Number(row.sent),
  }))
}
