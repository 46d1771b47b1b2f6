/** Answers that are not admitted yet lie in the vault; what older versions left in the open is put into it. */

import type { Vault } from '../../app/domain/response/vault.ts'
import type { Queries } from '../client.ts'

/** The text behind a closed one. Throws when it cannot be opened: the secret is another, or the row was changed. */
export function opened(vault: Vault, closed: string): string {
  const text = vault.open(closed)
  if (text === null) throw new Error('An answer cannot be opened with the secret of this installation')
  return text
}

/** Shorter than anything closed, longer than the id of an item. */
const SHORTEST_CLOSED = 60

/** Puts answers of versions before the vault into it. Does nothing when there are none. */
export async function closePlainAnswers(db: Queries, vault: Vault): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const plain = await trx
      .deleteFrom('draft_answer')
      .where((query) => query(query.fn('length', ['item']), '<', SHORTEST_CLOSED))
      .returningAll()
      .execute()
    for (const row of plain) {
      await trx
        .insertInto('draft_answer')
        .values({
          ...row,
          item: vault.label(row.invitation_id, row.item),
          codes: vault.close(row.codes),
          text: vault.close(row.text),
          remark: vault.close(row.remark),
          evidence: vault.close(row.evidence),
          evidence_date: vault.close(row.evidence_date),
          evidence_link: vault.close(row.evidence_link),
        })
        .execute()
    }
    const sealed = await trx
      .selectFrom('sealed_response')
      .select(['invitation_id', 'profession', 'answers'])
      .where('answers', 'like', '{%')
      .execute()
    for (const { invitation_id: id, profession, answers } of sealed) {
      await trx
        .updateTable('sealed_response')
        .set({ profession: null, answers: vault.close(JSON.stringify({ profession, packed: answers })) })
        .where('invitation_id', '=', id)
        .execute()
    }
  })
}

/** Whether this installation's secret opens what lies in the vault; true when nothing does. */
export async function canOpenAnswers(db: Queries, vault: Vault): Promise<boolean> {
  const draft = await db.selectFrom('draft_answer').select('item as closed').limit(1).executeTakeFirst()
  const sealed = await db
    .selectFrom('sealed_response')
    .select('answers as closed')
    .limit(1)
    .executeTakeFirst()
  return [draft, sealed].every((row) => !row || vault.open(row.closed) !== null)
}
