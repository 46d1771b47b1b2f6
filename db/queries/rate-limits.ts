/** Counts of tries, in the database so that several servers count together and a restart forgets nothing. */

import { sql } from 'kysely'
import type { Limit } from '../../app/domain/access/limit.ts'
import type { Queries } from '../client.ts'

/**
 * Counts one try and says whether it is still within the limit. `key` must tell nothing about a person: hash what
 * comes from one with the installation's secret first.
 */
export async function countTry(db: Queries, key: string, limit: Limit, now: Date): Promise<boolean> {
  const at = now.toISOString()
  const ends = new Date(now.getTime() + limit.minutes * 60_000).toISOString()
  const row = await db
    .insertInto('rate_limit')
    .values({ key, window_ends: ends, count: 1 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql<number>`case when rate_limit.window_ends <= ${at} then 1 else rate_limit.count + 1 end`,
        window_ends: sql<string>`case when rate_limit.window_ends <= ${at} then ${ends} else rate_limit.window_ends end`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return row.count <= limit.tries
}

/** Forgets the tries of one key, after one that succeeded. */
export async function forgetTries(db: Queries, key: string): Promise<void> {
  await db.deleteFrom('rate_limit').where('key', '=', key).execute()
}

export async function deletePastWindows(db: Queries, now: string): Promise<void> {
  await db.deleteFrom('rate_limit').where('window_ends', '<=', now).execute()
}
