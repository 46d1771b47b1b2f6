/** Forms on paper: where they go back to, and how many were typed over. */

import { sql } from 'kysely'
import type { Queries } from '../client.ts'

/** Where the forms of a round go back to; null while the coordinator has not said so. */
export async function getReturnTo(db: Queries, roundId: string): Promise<string | null> {
  const row = await db
    .selectFrom('paper_form')
    .select('return_to')
    .where('round_id', '=', roundId)
    .executeTakeFirst()
  return row?.return_to ?? null
}

export async function saveReturnTo(db: Queries, roundId: string, returnTo: string): Promise<void> {
  await db
    .insertInto('paper_form')
    .values({ round_id: roundId, return_to: returnTo })
    .onConflict((conflict) => conflict.column('round_id').doUpdateSet({ return_to: returnTo }))
    .execute()
}

/** Counts one form as typed over and gives how many that makes in the role. */
export async function countPaperForm(db: Queries, roundId: string, role: string): Promise<number> {
  const row = await db
    .insertInto('paper_count')
    .values({ round_id: roundId, role, forms: 1 })
    .onConflict((conflict) =>
      conflict.columns(['round_id', 'role']).doUpdateSet({ forms: sql<number>`paper_count.forms + 1` }),
    )
    .returning('forms')
    .executeTakeFirstOrThrow()
  return row.forms
}

/** Forms typed over, per role; roles without one are absent. */
export async function countPaperForms(db: Queries, roundId: string): Promise<Record<string, number>> {
  const rows = await db.selectFrom('paper_count').selectAll().where('round_id', '=', roundId).execute()
  return Object.fromEntries(rows.map(({ role, forms }) => [role, forms]))
}
