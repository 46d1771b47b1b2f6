/** Rounds and what is fixed in them per role. */

import { sql } from 'kysely'
import type { Round, RoundRole } from '../../app/domain/round/round.ts'
import type { Queries } from '../client.ts'
import { lockRows } from '../dialect.ts'
import type { RoundRoleTable, RoundTable } from '../schema.ts'

/** A round with the name of its region. */
export type RoundInRegion = Round & { region: { title: string; invented: boolean } }

export async function createRound(db: Queries, round: Round): Promise<void> {
  await db
    .insertInto('round')
    .values({
      id: round.id,
      region_id: round.regionId,
      title: round.title,
      asked_by: round.askedBy,
      framework_id: round.framework.id,
      framework_version: round.framework.version,
      framework_hash: round.framework.hash,
      variant: round.variant,
      status: round.status,
      opens_at: round.opensAt,
      closes_at: round.closesAt,
    })
    .execute()
  await db
    .insertInto('round_role')
    .values(
      round.roles.map((role) => ({
        round_id: round.id,
        role: role.role,
        minimum_group: role.minimumGroup,
        weighting: role.weighting,
        invited: role.invited === null ? null : JSON.stringify(role.invited),
        sent: role.sent,
        unsent: role.unsent,
      })),
    )
    .execute()
}

export async function findRound(db: Queries, id: string): Promise<RoundInRegion | undefined> {
  const row = await roundsInRegions(db).where('round.id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const roles = await db.selectFrom('round_role').selectAll().where('round_id', '=', id).execute()
  return roundFrom(row, roles)
}

/** All rounds, the one that closes last first. */
export async function listRounds(db: Queries): Promise<RoundInRegion[]> {
  const rows = await roundsInRegions(db).orderBy('closes_at', 'desc').orderBy('round.id').execute()
  const roles = await db.selectFrom('round_role').selectAll().execute()
  return rows.map((row) =>
    roundFrom(
      row,
      roles.filter((role) => role.round_id === row.id),
    ),
  )
}

/**
 * The roles of a round, held until the transaction ends: nobody sends or closes meanwhile. The same order everywhere,
 * so that no two transactions wait for each other.
 */
export async function lockRoles(db: Queries, roundId: string): Promise<RoundRole[]> {
  const rows = await db
    .selectFrom('round_role')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('role')
    .modifyEnd(lockRows(db))
    .execute()
  return rows.map(roleFrom)
}

/** The role that an invitation is for, held as by `lockRoles`; undefined when there is no such invitation. */
export async function lockRoleOf(db: Queries, invitationId: string): Promise<RoundRole | undefined> {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('round_role', (join) =>
      join
        .onRef('round_role.round_id', '=', 'invitation.round_id')
        .onRef('round_role.role', '=', 'invitation.role'),
    )
    .selectAll('round_role')
    .where('invitation.id', '=', invitationId)
    .modifyEnd(lockRows(db, 'round_role'))
    .executeTakeFirst()
  return row && roleFrom(row)
}

export async function markClosed(db: Queries, roundId: string): Promise<void> {
  await db.updateTable('round').set({ status: 'closed' }).where('id', '=', roundId).execute()
}

/** Erases what was begun and not sent in a role, and keeps how many that were. */
export async function dropDrafts(db: Queries, roundId: string, role: string): Promise<void> {
  const dropped = await db
    .deleteFrom('draft')
    .where('invitation_id', 'in', (query) =>
      query.selectFrom('invitation').select('id').where('round_id', '=', roundId).where('role', '=', role),
    )
    .executeTakeFirst()
  await db
    .updateTable('round_role')
    .set({ unsent: Number(dropped.numDeletedRows) })
    .where('round_id', '=', roundId)
    .where('role', '=', role)
    .execute()
}

/** Counts responses as sent, whether they are admitted yet or not. */
export async function countSent(db: Queries, roundId: string, role: string, more = 1): Promise<void> {
  await db
    .updateTable('round_role')
    .set({ sent: sql<number>`sent + ${more}` })
    .where('round_id', '=', roundId)
    .where('role', '=', role)
    .execute()
}

/** Questionnaires begun and not sent, per role. */
export async function countBegun(db: Queries, roundId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('draft', 'draft.invitation_id', 'invitation.id')
    .select(['invitation.role', (query) => query.fn.countAll<number>().as('begun')])
    .where('invitation.round_id', '=', roundId)
    .groupBy('invitation.role')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.role, row.begun]))
}

function roundsInRegions(db: Queries) {
  return db
    .selectFrom('round')
    .innerJoin('region', 'region.id', 'round.region_id')
    .selectAll('round')
    .select(['region.title as region_title', 'region.invented'])
}

function roundFrom(
  row: RoundTable & { region_title: string; invented: number },
  roles: readonly RoundRoleTable[],
): RoundInRegion {
  return {
    id: row.id,
    regionId: row.region_id,
    region: { title: row.region_title, invented: row.invented === 1 },
    title: row.title,
    askedBy: row.asked_by,
    framework: { id: row.framework_id, version: row.framework_version, hash: row.framework_hash },
    variant: row.variant,
    status: row.status,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    roles: roles.map(roleFrom),
  }
}

function roleFrom(row: RoundRoleTable): RoundRole {
  return {
    role: row.role,
    minimumGroup: row.minimum_group,
    weighting: row.weighting,
    invited: row.invited === null ? null : (JSON.parse(row.invited) as RoundRole['invited']),
    sent: row.sent,
    unsent: row.unsent,
  }
}
