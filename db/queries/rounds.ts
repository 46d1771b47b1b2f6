/** Rounds and what is fixed in them per role. */

import { sql } from 'kysely'
import type { Round, RoundRole, RoundStatus } from '../../app/domain/round/round.ts'
import type { TrialOutcome } from '../../app/domain/round/trial.ts'
import type { AnalysisPlan } from '../../app/domain/round/analysis-plan.ts'
import type { Visibility } from '../../app/domain/round/visibility.ts'
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
      ...statusColumns(round.status, round.closesAt),
      opens_at: round.opensAt,
      closes_at: round.closesAt,
      first_closes_at: round.firstClosesAt,
      meeting_day: round.meetingDay,
      visibility: round.visibility === null ? null : JSON.stringify(round.visibility),
      plan: null,
      plan_hash: round.planHash,
      trial_outcome: null,
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

/** Who sees what, as it was fixed for a round; null while nothing is. */
export function visibilityOf(row: { visibility: string | null }): Visibility | null {
  return row.visibility === null ? null : (JSON.parse(row.visibility) as Visibility)
}

/** A trial is stored as an open round with a mark, and an adopted one as a closed round with a moment. */
export function roundStatus(row: Pick<RoundTable, 'status' | 'trial' | 'adopted_at'>): RoundStatus {
  if (row.status === 'open' && row.trial === 1) return 'trial'
  return row.status === 'closed' && row.adopted_at !== null ? 'adopted' : row.status
}

function statusColumns(
  status: RoundStatus,
  moment: string,
): Pick<RoundTable, 'status' | 'trial' | 'adopted_at'> {
  return {
    status: status === 'trial' ? 'open' : status === 'adopted' ? 'closed' : status,
    trial: status === 'trial' ? 1 : 0,
    adopted_at: status === 'adopted' ? moment : null,
  }
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

/** Everything of a round that may change before it opens; `invited` follows from its organisations. */
export async function updateDraft(
  db: Queries,
  round: Pick<Round, 'id' | 'title' | 'askedBy' | 'framework' | 'variant' | 'closesAt' | 'meetingDay'>,
): Promise<void> {
  await db
    .updateTable('round')
    .set({
      title: round.title,
      asked_by: round.askedBy,
      framework_id: round.framework.id,
      framework_version: round.framework.version,
      framework_hash: round.framework.hash,
      variant: round.variant,
      closes_at: round.closesAt,
      meeting_day: round.meetingDay,
    })
    .where('id', '=', round.id)
    .execute()
}

/** Replaces the rules per role; organisations in a role that stays, stay. */
export async function saveRoles(
  db: Queries,
  roundId: string,
  roles: readonly Pick<RoundRole, 'role' | 'minimumGroup' | 'weighting' | 'invited'>[],
): Promise<void> {
  await db
    .deleteFrom('round_role')
    .where('round_id', '=', roundId)
    .where(
      'role',
      'not in',
      roles.map(({ role }) => role),
    )
    .execute()
  await db
    .insertInto('round_role')
    .values(
      roles.map(({ role, minimumGroup, weighting, invited }) => ({
        round_id: roundId,
        role,
        minimum_group: minimumGroup,
        weighting,
        invited: invited === null ? null : JSON.stringify(invited),
        sent: 0,
        unsent: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['round_id', 'role']).doUpdateSet((query) => ({
        minimum_group: query.ref('excluded.minimum_group'),
        weighting: query.ref('excluded.weighting'),
        invited: query.ref('excluded.invited'),
      })),
    )
    .execute()
}

export async function saveVisibility(db: Queries, roundId: string, visibility: Visibility): Promise<void> {
  await db
    .updateTable('round')
    .set({ visibility: JSON.stringify(visibility) })
    .where('id', '=', roundId)
    .execute()
}

export async function markTrial(db: Queries, roundId: string): Promise<void> {
  await db.updateTable('round').set({ status: 'open', trial: 1 }).where('id', '=', roundId).execute()
}

export async function markOpen(
  db: Queries,
  roundId: string,
  {
    opensAt,
    plan,
    hash,
    trial,
  }: { opensAt: string; plan: AnalysisPlan; hash: string; trial: TrialOutcome | null },
): Promise<void> {
  await db
    .updateTable('round')
    .set({
      status: 'open',
      trial: 0,
      opens_at: opensAt,
      plan: JSON.stringify(plan),
      plan_hash: hash,
      trial_outcome: trial === null ? null : JSON.stringify(trial),
    })
    .where('id', '=', roundId)
    .execute()
}

/** Puts the closing moment off; the first one promised is kept. */
export async function moveClosing(db: Queries, roundId: string, closesAt: string): Promise<void> {
  await db
    .updateTable('round')
    .set((query) => ({
      first_closes_at: query.fn.coalesce('first_closes_at', 'closes_at'),
      closes_at: closesAt,
    }))
    .where('id', '=', roundId)
    .execute()
}

export async function markAdopted(db: Queries, roundId: string, moment: string): Promise<void> {
  await db.updateTable('round').set({ adopted_at: moment }).where('id', '=', roundId).execute()
}

/** What a round froze when it opened; undefined before, and for rounds from before there were plans. */
export async function findPlan(
  db: Queries,
  roundId: string,
): Promise<{ plan: AnalysisPlan; hash: string } | undefined> {
  const row = await db
    .selectFrom('round')
    .select(['plan', 'plan_hash'])
    .where('id', '=', roundId)
    .executeTakeFirst()
  if (!row || row.plan === null || row.plan_hash === null) return undefined
  return { plan: JSON.parse(row.plan) as AnalysisPlan, hash: row.plan_hash }
}

/** What a trial left behind when the round opened; null when there was none. */
export async function findTrialOutcome(db: Queries, roundId: string): Promise<TrialOutcome | null> {
  const row = await db
    .selectFrom('round')
    .select('trial_outcome')
    .where('id', '=', roundId)
    .executeTakeFirst()
  return row?.trial_outcome ? (JSON.parse(row.trial_outcome) as TrialOutcome) : null
}

/** The rounds of one region, the one that closes last first. */
export async function listRoundsOf(db: Queries, regionId: string): Promise<RoundInRegion[]> {
  const rows = await roundsInRegions(db)
    .where('round.region_id', '=', regionId)
    .orderBy('closes_at', 'desc')
    .orderBy('round.id')
    .execute()
  const roles = await db
    .selectFrom('round_role')
    .innerJoin('round', 'round.id', 'round_role.round_id')
    .selectAll('round_role')
    .where('round.region_id', '=', regionId)
    .execute()
  return rows.map((row) =>
    roundFrom(
      row,
      roles.filter((role) => role.round_id === row.id),
    ),
  )
}

/** Removes a round that never opened, with all that was prepared for it. */
export async function deleteDraft(db: Queries, roundId: string): Promise<void> {
  await db.deleteFrom('round').where('id', '=', roundId).where('status', '=', 'draft').execute()
}

export async function markClosed(db: Queries, roundId: string): Promise<void> {
  await db.updateTable('round').set({ status: 'closed' }).where('id', '=', roundId).execute()
}

/** Erases what was begun and not sent in a role, and keeps how many that were. A correction was sent before. */
export async function dropDrafts(db: Queries, roundId: string, role: string): Promise<void> {
  const dropped = await db
    .deleteFrom('draft')
    .where('invitation_id', 'in', (query) =>
      query
        .selectFrom('invitation')
        .leftJoin('correction', 'correction.invitation_id', 'invitation.id')
        .select('invitation.id')
        .where('round_id', '=', roundId)
        .where('role', '=', role)
        .where('correction.invitation_id', 'is', null),
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

/** Questionnaires begun and never sent, per role. */
export async function countBegun(db: Queries, roundId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('draft', 'draft.invitation_id', 'invitation.id')
    .leftJoin('correction', 'correction.invitation_id', 'invitation.id')
    .select(['invitation.role', (query) => query.fn.countAll<number>().as('begun')])
    .where('invitation.round_id', '=', roundId)
    .where('correction.invitation_id', 'is', null)
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
    status: roundStatus(row),
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    firstClosesAt: row.first_closes_at,
    meetingDay: row.meeting_day,
    visibility: visibilityOf(row),
    planHash: row.plan_hash,
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
