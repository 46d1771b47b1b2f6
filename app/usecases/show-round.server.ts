import { countPerGroup, countPerProfession } from '../../db/queries/responses.ts'
import { countBegun, findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { shownCounts, toldNumber } from '../domain/privacy/small-groups.ts'
import { frameworkOf, invitedOf, isOver, totalInvited } from '../domain/round/round.ts'
import type { RoundRole } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Headcount, RoundStatus } from '../domain/round/round.ts'
import type { Refused } from '../domain/refusal.ts'

/** Response of one group; `sent` is null where showing it would tell about fewer than k persons. */
export type GroupResponse = { id: string; title: string; sent: number | null; invited: Headcount | null }

export type RoundView = {
  kind: 'round'
  id: string
  title: string
  region: string
  invented: boolean
  askedBy: string
  framework: { id: string; version: string; hash: string; title: string; label: string }
  variant: 'core' | 'full'
  status: RoundStatus
  opensAt: string
  closesAt: string
  roles: {
    role: string
    title: string
    plural: string
    anonymity: 'anonymous' | 'named'
    minimumGroup: number
    invited: Headcount | null
    sent: number
    /** Questionnaires begun and not sent; null for fewer than k of an anonymous role. */
    begun: number | null
    /** False for an anonymous role before the round closes, or with fewer than k sent. */
    hasResults: boolean
    /**
     * Anonymous roles: admitted responses per profession, groups below k merged into `rest` (null when there is no
     * rest, or when even the rest must not be shown).
     */
    professions: GroupResponse[]
    rest: number | null
    /** Per party, with the organisations of a named role; for an anonymous role empty. */
    parties: (GroupResponse & { organisations: { name: string; sent: number }[] })[]
  }[]
}

/** How the response stands: against how many were asked, never who. */
export async function showRound(
  context: AppContext,
  input: { roundId: string },
): Promise<RoundView | Refused<'unknown-round' | 'framework-missing' | 'storage-unavailable'>> {
  return unlessStorageFails<RoundView | Refused<'unknown-round' | 'framework-missing'>>(async () => {
    const db = context.db.kysely
    const round = await findRound(db, input.roundId)
    if (!round) return refused('unknown-round')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const begun = isOver(round) ? {} : await countBegun(db, round.id)
    const groups = await countPerGroup(db, round.id)
    const professions = await countPerProfession(db, round.id)
    const { id, version, hash, title, label } = framework
    return {
      kind: 'round',
      id: round.id,
      title: round.title,
      region: round.region.title,
      invented: round.region.invented,
      askedBy: round.askedBy,
      framework: { id, version, hash, title, label },
      variant: round.variant,
      status: round.status,
      opensAt: round.opensAt,
      closesAt: round.closesAt,
      roles: framework.roles.flatMap((role) => {
        const fixed = round.roles.find((one) => one.role === role.id)
        if (!fixed) return []
        const named = role.anonymity === 'named'
        const counted = shownCounts(professions[role.id] ?? {}, fixed.minimumGroup)
        const own = groups.filter((group) => group.role === role.id)
        const unsent = fixed.unsent ?? begun[role.id] ?? 0
        return [
          {
            role: role.id,
            title: role.title,
            plural: role.plural,
            anonymity: role.anonymity,
            minimumGroup: fixed.minimumGroup,
            invited: totalInvited(fixed.invited),
            sent: fixed.sent,
            begun: named ? unsent : toldNumber(unsent, fixed.minimumGroup),
            hasResults: named || (isOver(round) && toldNumber(fixed.sent, fixed.minimumGroup) !== null),
            professions: role.professions.map((profession) => ({
              id: profession.id,
              title: profession.title,
              sent: counted.shown[profession.id] ?? null,
              invited: null,
            })),
            rest: counted.rest,
            parties: named ? partiesOf(framework, fixed.invited, own) : [],
          },
        ]
      }),
    }
  })
}

type Parties = RoundView['roles'][number]['parties']

function partiesOf(
  framework: Framework,
  invited: RoundRole['invited'],
  groups: { party: string | null; organisation: string | null; respondents: number }[],
): Parties {
  return framework.parties.flatMap((party) => {
    const asked = invitedOf(invited, party.id)
    const own = groups.filter((group) => group.party === party.id)
    if (asked === null && own.length === 0) return []
    return [
      {
        id: party.id,
        title: party.title,
        sent: own.reduce((sum, group) => sum + group.respondents, 0),
        invited: asked,
        organisations: own.flatMap((group) =>
          group.organisation === null ? [] : [{ name: group.organisation, sent: group.respondents }],
        ),
      },
    ]
  })
}
