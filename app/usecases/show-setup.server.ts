import { listParticipants } from '../../db/queries/participants.ts'
import { listOrganisations } from '../../db/queries/regions.ts'
import type { Organisation } from '../../db/queries/regions.ts'
import { findPlan, findRound } from '../../db/queries/rounds.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import type { AnalysisPlan } from '../domain/round/analysis-plan.ts'
import type { Participant } from '../domain/round/participants.ts'
import { checkReadiness } from '../domain/round/readiness.ts'
import type { Check } from '../domain/round/readiness.ts'
import { frameworkOf, isFrozen } from '../domain/round/round.ts'
import type { Round } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type RoundSetup = {
  kind: 'setup'
  round: Round & { region: { title: string; invented: boolean } }
  framework: Framework
  organisations: Organisation[]
  participants: Participant[]
  /** What has to be in order before the round opens; empty once it has. */
  checks: Check[]
  /** Frozen when the round opened; null before. */
  plan: { plan: AnalysisPlan; hash: string } | null
}

/** Everything that is set about a round, for the pages on which it is prepared. */
export async function showSetup(
  context: AppContext,
  input: { roundId: string },
): Promise<RoundSetup | Refused<'unknown-round' | 'framework-missing'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const participants = await listParticipants(db, round.id)
  return {
    kind: 'setup',
    round,
    framework,
    organisations: await listOrganisations(db, round.regionId),
    participants,
    checks: isFrozen(round) ? [] : checkReadiness(framework, round, participants, context.now()),
    plan: (await findPlan(db, round.id)) ?? null,
  }
}
