import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { eraseAnswers } from '../../db/queries/responses.ts'
import { listRounds } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import { isOver } from '../domain/round/round.ts'
import { erasedAt } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'

/**
 * Erases what was promised to be erased by now: of every round past its retention the answers one by one, and the names and
 * addresses of who was invited. Counts and scores stay. Gives how many rounds lost something; doing it again erases nothing.
 */
export async function eraseDueAnswers(context: AppContext): Promise<number> {
  const now = context.now().toISOString()
  const due = (await listRounds(context.db.kysely)).filter(
    (round) =>
      isOver(round) && round.visibility !== null && erasedAt(round.visibility, round.closesAt) <= now,
  )
  let rounds = 0
  for (const { id, regionId } of due) {
    const erased = await inTransaction(context.db, async (trx) => {
      const gone = await eraseAnswers(trx, id)
      if (gone === 0) return false
      await appendAudit(trx, {
        at: now,
        actor: auditActorText('system'),
        action: 'answers-erased',
        regionId,
        subject: { roundId: id },
      })
      return true
    })
    if (erased) rounds += 1
  }
  return rounds
}
