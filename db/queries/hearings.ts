/** Hoor en wederhoor: until when parties may react to the concept, and the link of each. */

import type { Queries } from '../client.ts'
import { lockRows } from '../dialect.ts'

type Hearing = { until: string; begunAt: string }

/** An organisation that is heard. */
type HearingParty = { organisationId: string; sealedToken: string }

export async function findHearing(db: Queries, roundId: string): Promise<Hearing | undefined> {
  const row = await db.selectFrom('hearing').selectAll().where('round_id', '=', roundId).executeTakeFirst()
  return row && { until: row.until, begunAt: row.begun_at }
}

/** The same, kept as it is until the transaction ends: two who react at once go one after the other. */
export async function lockHearing(db: Queries, roundId: string): Promise<Hearing | undefined> {
  const row = await db
    .selectFrom('hearing')
    .selectAll()
    .where('round_id', '=', roundId)
    .modifyEnd(lockRows(db))
    .executeTakeFirst()
  return row && { until: row.until, begunAt: row.begun_at }
}

/** Begins a hearing, or puts its last day elsewhere. */
export async function saveHearing(db: Queries, roundId: string, { until, begunAt }: Hearing): Promise<void> {
  await db
    .insertInto('hearing')
    .values({ round_id: roundId, until, begun_at: begunAt })
    .onConflict((conflict) => conflict.column('round_id').doUpdateSet({ until }))
    .execute()
}

export async function listHearingParties(db: Queries, roundId: string): Promise<HearingParty[]> {
  const rows = await db
    .selectFrom('hearing_party')
    .select(['organisation_id', 'sealed_token'])
    .where('round_id', '=', roundId)
    .execute()
  return rows.map((row) => ({ organisationId: row.organisation_id, sealedToken: row.sealed_token }))
}

/** Keeps a link per organisation; where one has a link already, that one stays. */
export async function addHearingParties(
  db: Queries,
  roundId: string,
  parties: readonly (HearingParty & { tokenHash: string })[],
): Promise<void> {
  for (const { organisationId, sealedToken, tokenHash } of parties) {
    await db
      .insertInto('hearing_party')
      .values({
        round_id: roundId,
        organisation_id: organisationId,
        sealed_token: sealedToken,
        token_hash: tokenHash,
      })
      .onConflict((conflict) => conflict.columns(['round_id', 'organisation_id']).doNothing())
      .execute()
  }
}

/** Puts another token on a party's link: the old one opens nothing any more. False when there is no such party. */
export async function replaceHearingToken(
  db: Queries,
  roundId: string,
  { organisationId, sealedToken, tokenHash }: HearingParty & { tokenHash: string },
): Promise<boolean> {
  const result = await db
    .updateTable('hearing_party')
    .set({ sealed_token: sealedToken, token_hash: tokenHash })
    .where('round_id', '=', roundId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** Whom a link is of. */
export async function findHearingParty(
  db: Queries,
  tokenHash: string,
): Promise<{ roundId: string; organisationId: string } | undefined> {
  const row = await db
    .selectFrom('hearing_party')
    .select(['round_id', 'organisation_id'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { roundId: row.round_id, organisationId: row.organisation_id }
}

/** The organisations whose answers count in one of these roles; roles that answer by name, so there is one tally each. */
export async function listOrganisationsHeard(
  db: Queries,
  roundId: string,
  namedRoles: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (namedRoles.length === 0) return []
  return db
    .selectFrom('tally')
    .innerJoin('organisation', 'organisation.id', 'tally.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .distinct()
    .where('tally.round_id', '=', roundId)
    .where('tally.role', 'in', [...namedRoles])
    .where('tally.respondents', '>', 0)
    .orderBy('organisation.name')
    .orderBy('organisation.id')
    .execute()
}
