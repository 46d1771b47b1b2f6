import { countSentPerOrganisation, listParticipants } from '../../db/queries/participants.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { refused } from '../domain/refusal.ts'
import { roleStandings } from '../domain/response/standing.ts'
import type { Standing } from '../domain/response/standing.ts'
import { planBack } from '../domain/round/planning.ts'
import type { PlannedDay } from '../domain/round/planning.ts'
import { frameworkOf, isFrozen, lastDay, TIME_ZONE, today } from '../domain/round/round.ts'
import { expectedStrength } from '../domain/scoring/expected-strength.ts'
import type { ExpectedStrength } from '../domain/scoring/expected-strength.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type RoleResponse = {
  role: string
  /** Per kind of organisation, and per organisation that is asked. */
  parties: Standing
  organisations: Standing
  strength: ExpectedStrength
}

export type ResponseView = {
  kind: 'response'
  roles: RoleResponse[]
  /** Counted back from the meeting; empty without one. */
  plan: (PlannedDay & { past: boolean })[]
}

/** The coordinator's kit: who still has to be called, what the response can carry, and what has to happen when. */
export async function showResponse(
  context: AppContext,
  input: { roundId: string },
): Promise<ResponseView | Refused<'unknown-round' | 'framework-missing'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const participants = await listParticipants(db, round.id)
  // Answers on trial are no response.
  const sent = isFrozen(round) ? await countSentPerOrganisation(db, round.id) : []
  const now = today(context.now())

  const roles = framework.roles.flatMap((role): RoleResponse[] => {
    const fixed = round.roles.find((one) => one.role === role.id)
    if (!fixed) return []
    const k = role.anonymity === 'named' ? null : fixed.minimumGroup
    return [
      {
        role: role.id,
        ...roleStandings(framework, fixed, k, participants, sent),
        strength: expectedStrength(
          framework.cutoffs,
          fixed.sent,
          // A named role's k counts organisations; each sends once.
          fixed.minimumGroup,
        ),
      },
    ]
  })
  const opens = isFrozen(round) ? today(new Date(round.opensAt)) : null
  return {
    kind: 'response',
    roles,
    plan:
      round.meetingDay === null
        ? []
        : planBack(round.meetingDay, { opens, closes: lastDay(round.closesAt, TIME_ZONE) }).map((step) => ({
            ...step,
            past: step.day < now,
          })),
  }
}
