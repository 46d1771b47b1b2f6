import { inTransaction } from '../../db/client.ts'
import { eraseWithReceipt } from '../../db/queries/erasure.ts'
import { listRounds } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import { isOver } from '../domain/round/round.ts'
import { erasedAt } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'

/**
 * Erases what was promised to be erased by now: of every round past its retention the answers one by one, and the names and
 * addresses of who was invited. Counts and scores stay, and a receipt. Gives how many rounds lost something; doing it again erases nothing.
 */
export async function eraseDueAnswers(context: AppContext): Promise<number> {
  const now = context.now().toISOString()
  const due = (await listRounds(context.db.kysely)).filter(
    (round) =>
      isOver(round) && round.visibility !== null && erasedAt(round.visibility, round.closesAt) <= now,
  )
  let rounds = 0
  for (const round of due) {
    const receipt = await inTransaction(context.db, (trx) =>
      eraseWithReceipt(
        trx,
        {
          id: context.randomId(),
          roundId: round.id,
          regionId: round.regionId,
          roundTitle: round.title,
          at: now,
          rule: 'retention',
          months: round.visibility?.retentionMonths ?? null,
          actor: auditActorText('system'),
        },
        'answers-erased',
      ),
    )
    if (receipt) rounds += 1
  }
  return rounds
}
