import { inTransaction } from '../../db/client.ts'
import { listAccounts } from '../../db/queries/accounts.ts'
import { listAudit } from '../../db/queries/audit.ts'
import { countErasable, eraseWithReceipt, listReceipts } from '../../db/queries/erasure.ts'
import { findRound, lockRoles } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { fieldProblem, oneLine } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { refused } from '../domain/refusal.ts'
import { receiptHash } from '../domain/round/erasure.ts'
import type { ErasedRows, ErasureReceipt } from '../domain/round/erasure.ts'
import { isOver } from '../domain/round/round.ts'
import { erasedAt } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type ErasureView = {
  kind: 'erasure'
  /** What would be erased now. */
  left: ErasedRows
  /** When that happens by itself (ISO 8601, UTC), and by how many months after closing; null where nothing was promised. */
  due: { at: string; months: number } | null
  receipts: (ErasureReceipt & {
    hash: string
    /** Name of the account that did it; `system` otherwise. */
    by: string
    /** Where it stands in the log; null when the log does not hold this hash. */
    position: number | null
    /** The receipt still says what its hash says, and the log holds that hash. */
    sound: boolean
  })[]
}

/** What is still kept of a round one by one, when it goes, and the receipts of what has gone. */
export async function showErasure(
  context: AppContext,
  input: { roundId: string },
): Promise<ErasureView | Refused<'unknown-round'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const receipts = await listReceipts(db, round.id)
  const log = receipts.length === 0 ? [] : await listAudit(db, { limit: 10_000, regionId: round.regionId })
  const accounts = receipts.length === 0 ? [] : await listAccounts(db)
  return {
    kind: 'erasure',
    left: await countErasable(db, round.id),
    due:
      round.visibility === null
        ? null
        : { at: erasedAt(round.visibility, round.closesAt), months: round.visibility.retentionMonths },
    receipts: receipts.map(({ receipt, hash }) => {
      const entry = log.find(({ subject }) => subject.receipt === hash)
      const account = accounts.find(({ id }) => receipt.actor === `account:${id}`)
      return {
        ...receipt,
        hash,
        by: account?.name ?? receipt.actor,
        position: entry?.position ?? null,
        sound: entry !== undefined && receiptHash(receipt) === hash,
      }
    }),
  }
}

/**
 * Erases the answers of a closed round before their time. `confirmation` is the name of the round, typed by who does it,
 * since nothing brings them back. Counts and scores stay.
 */
export async function eraseByHand(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; confirmation: string | null },
): Promise<
  | { kind: 'erased'; receipt: ErasureReceipt | null }
  | { kind: 'invalid'; problems: FieldProblem[] }
  | Refused<'unknown-round' | 'round-not-closed'>
> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (!isOver(round)) return refused('round-not-closed')
    if (oneLine(input.confirmation ?? '') !== oneLine(round.title)) {
      const reason = input.confirmation ? 'unknown' : 'missing'
      return { kind: 'invalid' as const, problems: [fieldProblem('confirmation', reason)] }
    }
    const erasing = {
      id: context.randomId(),
      roundId: round.id,
      regionId: round.regionId,
      roundTitle: round.title,
      at: context.now().toISOString(),
      rule: 'by-hand' as const,
      months: round.visibility?.retentionMonths ?? null,
      actor: auditActorText(input.actor),
    }
    return {
      kind: 'erased' as const,
      receipt: await eraseWithReceipt(trx, erasing, 'answers-erased-by-hand'),
    }
  })
}
