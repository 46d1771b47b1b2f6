/** Receipts of what was erased, and the erasing itself. */

import type { ErasedRows, ErasureReceipt } from '../../app/domain/round/erasure.ts'
import { erasedAnything, receiptHash } from '../../app/domain/round/erasure.ts'
import type { AuditAction } from '../../app/domain/access/audit.ts'
import type { Queries } from '../client.ts'
import { appendAudit } from './audit.ts'
import { eraseAnswers } from './responses.ts'

/** What the erasing of a round goes by; the receipt says the same. */
export type Erasing = Omit<ErasureReceipt, 'rows'>

/**
 * Erases the answers and names of a round, keeps a receipt and writes its hash in the log, all in one transaction. Null
 * when there was nothing to erase: then there is no receipt either.
 */
export async function eraseWithReceipt(
  trx: Queries,
  erasing: Erasing,
  action: Extract<AuditAction, 'answers-erased' | 'answers-erased-by-hand'>,
): Promise<ErasureReceipt | null> {
  const rows = await eraseAnswers(trx, erasing.roundId)
  if (!erasedAnything(rows)) return null
  const receipt: ErasureReceipt = { ...erasing, rows }
  const hash = receiptHash(receipt)
  const { id, roundId, regionId, roundTitle, at, rule, months, actor } = receipt
  await trx
    .insertInto('erasure_receipt')
    .values({
      id,
      round_id: roundId,
      region_id: regionId,
      round_title: roundTitle,
      erased_at: at,
      rule,
      months,
      actor,
      rows: JSON.stringify(rows),
      hash,
    })
    .execute()
  await appendAudit(trx, { at, actor, action, regionId, subject: { roundId, receipt: hash } })
  return receipt
}

/** How much would be erased now. */
export async function countErasable(db: Queries, roundId: string): Promise<ErasedRows> {
  const answers = await db
    .selectFrom('response')
    .select((query) => query.fn.countAll<number>().as('rows'))
    .where('round_id', '=', roundId)
    .executeTakeFirstOrThrow()
  const names = await db
    .selectFrom('invitee')
    .innerJoin('invitation', 'invitation.id', 'invitee.invitation_id')
    .select((query) => query.fn.countAll<number>().as('rows'))
    .where('invitation.round_id', '=', roundId)
    .executeTakeFirstOrThrow()
  return { answers: Number(answers.rows), names: Number(names.rows) }
}

/** The receipts of a round, newest first, each with the hash that was kept beside it. */
export async function listReceipts(
  db: Queries,
  roundId: string,
): Promise<{ receipt: ErasureReceipt; hash: string }[]> {
  const rows = await db
    .selectFrom('erasure_receipt')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('erased_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    receipt: {
      id: row.id,
      roundId: row.round_id,
      regionId: row.region_id,
      roundTitle: row.round_title,
      at: row.erased_at,
      rule: row.rule,
      months: row.months,
      actor: row.actor,
      rows: JSON.parse(row.rows) as ErasedRows,
    },
    hash: row.hash,
  }))
}
