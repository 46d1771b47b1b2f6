/** Hoor en wederhoor: until when parties may react to the concept. */

import type { Queries } from '../client.ts'

type Hearing = { until: string; begunAt: string }

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
