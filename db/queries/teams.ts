/** Sessions in which a team answers together: one response, with how many people took part. */

import { sql } from 'kysely'
import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'

export type TeamSession = {
  invitationId: string
  role: string
  organisation: string | null
  sealedToken: string
  state: 'open' | 'sealed' | 'used'
}

/** Marks an open invitation as that of a team. `sealedToken` is null for a form on paper. */
export async function createTeamSession(
  db: Queries,
  session: { invitationId: string; sealedToken: string | null; people: number | null },
): Promise<void> {
  const { invitationId, sealedToken, people } = session
  await db
    .insertInto('team_session')
    .values({ invitation_id: invitationId, sealed_token: sealedToken, people })
    .execute()
}

/** The team links of a round, by organisation; forms on paper have none. */
export async function listTeamSessions(db: Queries, roundId: string): Promise<TeamSession[]> {
  const rows = await db
    .selectFrom('team_session')
    .innerJoin('invitation', 'invitation.id', 'team_session.invitation_id')
    .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .select(['invitation.id', 'invitation.role', 'invitation.state', 'organisation.name', 'sealed_token'])
    .where('invitation.round_id', '=', roundId)
    .orderBy('organisation.name')
    .orderBy('invitation.id')
    .execute()
  return rows.flatMap(({ id, role, state, name, sealed_token: sealedToken }) =>
    sealedToken === null ? [] : [{ invitationId: id, role, state, organisation: name, sealedToken }],
  )
}

/** Takes back a team link that nothing was sent with; what was begun with it goes too. False when it was. */
export async function deleteTeamSession(
  db: Queries,
  roundId: string,
  invitationId: string,
): Promise<boolean> {
  const gone = await db
    .deleteFrom('invitation')
    .where('id', '=', invitationId)
    .where('round_id', '=', roundId)
    .where('state', '=', 'open')
    .where('id', 'in', (query) => query.selectFrom('team_session').select('invitation_id'))
    .executeTakeFirst()
  return Number(gone.numDeletedRows) > 0
}

/** Keeps how many take part in the session of an invitation. */
export async function saveTeamSize(db: Queries, invitationId: string, people: number): Promise<void> {
  await db
    .updateTable('team_session')
    .set({ people })
    .where('invitation_id', '=', invitationId)
    .where('invitation_id', 'in', (query) =>
      query.selectFrom('invitation').select('id').where('state', '=', 'open'),
    )
    .execute()
}

/**
 * Adds the sessions among these invitations to the sum of their role, and forgets how large each was. Called as their
 * responses are admitted, a whole batch at once.
 */
export async function countTeams(
  db: Queries,
  roundId: string,
  role: string,
  invitationIds: readonly string[],
): Promise<void> {
  let sessions = 0
  let people = 0
  for (const portion of portions(invitationIds)) {
    const rows = await db
      .selectFrom('team_session')
      .select('people')
      .where('invitation_id', 'in', portion)
      .where('people', 'is not', null)
      .execute()
    sessions += rows.length
    people += rows.reduce((sum, row) => sum + (row.people ?? 0), 0)
    await db.updateTable('team_session').set({ people: null }).where('invitation_id', 'in', portion).execute()
  }
  if (sessions === 0) return
  await db
    .insertInto('team_count')
    .values({ round_id: roundId, role, sessions, people })
    .onConflict((conflict) =>
      conflict.columns(['round_id', 'role']).doUpdateSet({
        sessions: sql<number>`team_count.sessions + excluded.sessions`,
        people: sql<number>`team_count.people + excluded.people`,
      }),
    )
    .execute()
}

/** Forgets the sizes of sessions whose responses were never admitted. */
export async function forgetTeamSizes(db: Queries, roundId: string, role: string): Promise<void> {
  await db
    .updateTable('team_session')
    .set({ people: null })
    .where('invitation_id', 'in', (query) =>
      query.selectFrom('invitation').select('id').where('round_id', '=', roundId).where('role', '=', role),
    )
    .execute()
}

/** Team sessions among the admitted responses, per role; roles without one are absent. */
export async function getTeamCounts(
  db: Queries,
  roundId: string,
): Promise<Record<string, { sessions: number; people: number }>> {
  const rows = await db.selectFrom('team_count').selectAll().where('round_id', '=', roundId).execute()
  return Object.fromEntries(rows.map(({ role, sessions, people }) => [role, { sessions, people }]))
}
