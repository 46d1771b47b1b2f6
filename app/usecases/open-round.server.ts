import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { listParticipants } from '../../db/queries/participants.ts'
import { findRound, lockRoles, markOpen, markTrial } from '../../db/queries/rounds.ts'
import type { RoundInRegion } from '../../db/queries/rounds.ts'
import { eraseTrial, listTrial } from '../../db/queries/trial.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { analysisPlanOf, planHash } from '../domain/round/analysis-plan.ts'
import { canOpen, checkReadiness } from '../domain/round/readiness.ts'
import { frameworkOf, isFrozen } from '../domain/round/round.ts'
import { keptOutcome, trialOutcome } from '../domain/round/trial.ts'
import { METHOD } from '../domain/scoring/score.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

type Refusals = Refused<'unknown-round' | 'framework-missing' | 'round-frozen' | 'not-ready'>

/**
 * Lets people try the questionnaire. What they answer counts nowhere and vanishes when the round opens. The promise
 * on who sees what is fixed from here: those who try it read it too.
 */
export async function startTrial(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
): Promise<{ kind: 'on-trial' } | Refusals> {
  return whenReady(context, input, 'trial-started', async (trx, round) => {
    if (round.status !== 'trial') await markTrial(trx, round.id)
    return { kind: 'on-trial' as const }
  })
}

/**
 * Opens a round: freezes the analysis plan with its hash, and erases every answer given on trial. Of the trial only
 * counts per item and the minutes are kept. Refused as `not-ready` while a check says stop.
 */
export async function openRound(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
): Promise<{ kind: 'open'; planHash: string } | Refusals> {
  return whenReady(context, input, 'round-opened', async (trx, round, framework) => {
    const { notes, visits } = await listTrial(trx, round.id)
    await eraseTrial(trx, round.id)
    const plan = analysisPlanOf(round, framework, METHOD)
    const hash = planHash(plan)
    await markOpen(trx, round.id, {
      opensAt: context.now().toISOString(),
      plan,
      hash,
      trial: round.status === 'trial' ? keptOutcome(trialOutcome(notes, visits)) : null,
    })
    return { kind: 'open' as const, planHash: hash }
  })
}

async function whenReady<T>(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
  action: AuditAction,
  work: (trx: Queries, round: RoundInRegion, framework: Framework) => Promise<T>,
): Promise<T | Refusals> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (isFrozen(round)) return refused('round-frozen')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const participants = await listParticipants(trx, round.id)
    const checks = checkReadiness(framework, round, participants, context.now())
    if (!canOpen(checks)) return refused('not-ready')
    const done = await work(trx, round, framework)
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(input.actor),
      action,
      regionId: round.regionId,
      subject: { roundId: round.id },
    })
    return done
  })
}
