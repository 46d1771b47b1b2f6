/** Hoor en wederhoor: until when, and the link of each organisation that is heard. */

import type { Queries } from '../client.ts'

export type Hearing = { until: string; begunAt: string }
export type HearingLink = { organisationId: string; sealedToken: string }

export async function findHearing(db: Queries, roundId: string): Promise<Hearing | undefined> {
  const row = await db.selectFrom('hearing').selectAll().where('round_id', '=', roundId).executeTakeFirst()
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

export async function listHearingLinks(db: Queries, roundId: string): Promise<HearingLink[]> {
  const rows = await db
    .selectFrom('hearing_party')
    .select(['organisation_id', 'sealed_token'])
    .where('round_id', '=', roundId)
    .execute()
  return rows.map((row) => ({ organisationId: row.organisation_id, sealedToken: row.sealed_token }))
}

/** Gives an organisation a link; `replace` false keeps the one it has. */
export async function saveHearingLink(
  db: Queries,
  roundId: string,
  link: HearingLink & { tokenHash: string },
  replace: boolean,
): Promise<void> {
  const { organisationId, sealedToken, tokenHash } = link
  await db
    .insertInto('hearing_party')
    .values({
      round_id: roundId,
      organisation_id: organisationId,
      token_hash: tokenHash,
      sealed_token: sealedToken,
    })
    .onConflict((conflict) => {
      const same = conflict.columns(['round_id', 'organisation_id'])
      return replace
        ? same.doUpdateSet({ token_hash: tokenHash, sealed_token: sealedToken })
        : same.doNothing()
    })
    .execute()
}

/** Which organisation in which round a link belongs to. */
export async function findHearingParty(
  db: Queries,
  tokenHash: string,
): Promise<{ roundId: string; organisation: { id: string; name: string } } | undefined> {
  const row = await db
    .selectFrom('hearing_party')
    .innerJoin('organisation', 'organisation.id', 'hearing_party.organisation_id')
    .select(['hearing_party.round_id', 'hearing_party.organisation_id', 'organisation.name'])
    .where('hearing_party.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { roundId: row.round_id, organisation: { id: row.organisation_id, name: row.name } }
}
