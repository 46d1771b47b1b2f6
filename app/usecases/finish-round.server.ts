import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { findRound, lockRoles, markAdopted, moveClosing } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { fieldProblem } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { refused } from '../domain/refusal.ts'
import { isDay } from '../domain/round/planning.ts'
import { acceptsAnswers, closingMoment, TIME_ZONE } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Puts the last day of an open round off; never forward, since people were promised the time until then. */
export async function extendRound(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; day: string | null },
): Promise<
  | { kind: 'extended'; closesAt: string }
  | { kind: 'invalid'; problems: FieldProblem[] }
  | Refused<'unknown-round' | 'round-not-open'>
> {
  const { day } = input
  if (!day) return { kind: 'invalid', problems: [fieldProblem('day', 'missing')] }
  if (!isDay(day)) return { kind: 'invalid', problems: [fieldProblem('day', 'not-a-day')] }
  const closesAt = closingMoment(day, TIME_ZONE)
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (round.status !== 'open' || !acceptsAnswers(round, context.now())) return refused('round-not-open')
    if (closesAt <= round.closesAt) {
      return { kind: 'invalid' as const, problems: [fieldProblem('day', 'not-later')] }
    }
    await moveClosing(trx, round.id, closesAt)
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(input.actor),
      action: 'round-extended',
      regionId: round.regionId,
      subject: { roundId: round.id },
    })
    return { kind: 'extended' as const, closesAt }
  })
}

/** Marks that the region stands by the outcome of a closed round. */
export async function adoptRound(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
): Promise<{ kind: 'adopted' } | Refused<'unknown-round' | 'round-not-closed'>> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (round.status === 'adopted') return { kind: 'adopted' as const }
    if (round.status !== 'closed') return refused('round-not-closed')
    const at = context.now().toISOString()
    await markAdopted(trx, round.id, at)
    await appendAudit(trx, {
      at,
      actor: auditActorText(input.actor),
      action: 'round-adopted',
      regionId: round.regionId,
      subject: { roundId: round.id },
    })
    return { kind: 'adopted' as const }
  })
}
