import { countSentPerOrganisation, listParticipants } from '../../db/queries/participants.ts'
import { countPerProfession, getTallies } from '../../db/queries/responses.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import type { AppContext } from '../context.server.ts'
import { fragilityOf } from '../domain/findings/fragility.ts'
import type { Fragility } from '../domain/findings/fragility.ts'
import { scoreWithFindings } from '../domain/findings/score.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { shownCounts, toldNumber } from '../domain/privacy/small-groups.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { workedExample } from '../domain/report/worked-example.ts'
import type { WorkedExample } from '../domain/report/worked-example.ts'
import { roleStandings, standingOf } from '../domain/response/standing.ts'
import type { Standing } from '../domain/response/standing.ts'
import {
  frameworkOf,
  invitedOf,
  isFrozen,
  scoreOptions,
  totalInvited,
  withheldRoles,
} from '../domain/round/round.ts'
import type { Headcount, Round } from '../domain/round/round.ts'
import type { Score } from '../domain/scoring/score.ts'

export type RoleTrust = {
  role: string
  invited: Headcount | null
  sent: number
  /** Begun and not sent when the round closed; null before, and where fewer than k of an anonymous role did. */
  unsent: number | null
  parties: Standing
  organisations: Standing
  /** Admitted answers per profession that may be shown; `rest` those of the others together. */
  professions: { title: string; sent: number }[]
  rest: number | null
}

export type TrustView = {
  kind: 'trust'
  round: Round & { region: { title: string; invented: boolean } }
  framework: Framework
  score: Score
  withheld: string[]
  roles: RoleTrust[]
  fragility: Fragility
  example: WorkedExample | null
}

/** What the results of a round can bear: who is heard, what hangs on a choice, and how a label is made. */
export async function showTrust(
  context: AppContext,
  input: { roundId: string },
): Promise<TrustView | Refused<'unknown-round' | 'framework-missing' | 'storage-unavailable'>> {
  return unlessStorageFails<TrustView | Refused<'unknown-round' | 'framework-missing'>>(async () => {
    const db = context.db.kysely
    const round = await findRound(db, input.roundId)
    if (!round) return refused('unknown-round')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const withheld = withheldRoles(framework, round)
    const tallies = (await getTallies(db, round.id, framework)).filter(({ role }) => !withheld.includes(role))
    const participants = await listParticipants(db, round.id)
    const sentPer = isFrozen(round) ? await countSentPerOrganisation(db, round.id) : []
    const professions = await countPerProfession(db, round.id)
    const options = scoreOptions(round)
    const score = scoreWithFindings(framework, tallies, options)
    return {
      kind: 'trust',
      round,
      framework,
      score,
      withheld,
      roles: framework.roles.flatMap((role): RoleTrust[] => {
        const fixed = round.roles.find((one) => one.role === role.id)
        if (!fixed) return []
        const named = role.anonymity === 'named'
        const { shown, rest } = shownCounts(professions[role.id] ?? {}, fixed.minimumGroup)
        const standings = roleStandings(
          framework,
          fixed,
          named ? null : fixed.minimumGroup,
          participants,
          sentPer,
        )
        // A round that came from a file knows who answered and how many were asked, but no list of organisations.
        const heard = framework.parties.flatMap(({ id, title }) => {
          const invited = invitedOf(fixed.invited, id)
          const sent = score.parties[role.id]?.[id] ?? 0
          return invited === null && sent === 0 ? [] : [{ id, title, invited, sent }]
        })
        return [
          {
            role: role.id,
            invited: totalInvited(fixed.invited),
            sent: fixed.sent,
            unsent:
              fixed.unsent === null || named ? fixed.unsent : toldNumber(fixed.unsent, fixed.minimumGroup),
            ...standings,
            parties:
              named && standings.parties.groups.length === 0 ? standingOf(heard, null) : standings.parties,
            professions: withheld.includes(role.id)
              ? []
              : role.professions.flatMap(({ id, title }) => {
                  const sent = shown[id]
                  return sent === undefined ? [] : [{ title, sent }]
                }),
            rest: withheld.includes(role.id) ? null : rest,
          },
        ]
      }),
      fragility: fragilityOf(framework, tallies, options),
      example: workedExample(framework, score, options.weighting),
    }
  })
}
