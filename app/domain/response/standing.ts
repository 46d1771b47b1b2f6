/** How the response stands per group, and what to do about it; never fewer than k of an anonymous role. */

import type { Framework } from '../framework/framework.ts'
import { dominantIn, sizeOf } from '../round/participants.ts'
import type { Participant } from '../round/participants.ts'
import { invitedOf } from '../round/round.ts'
import type { Headcount, RoundRole } from '../round/round.ts'
import { shownCounts, shownNestedCounts, toldNumber, type ShownCounts } from '../privacy/small-groups.ts'

/** A group with how many were asked (null: nobody knows) and how many sent. */
export type GroupCount = { id: string; title: string; invited: Headcount | null; sent: number }

/** The same as it may be shown: `sent` null is too few to tell. */
export type GroupStanding = Omit<GroupCount, 'sent'> & { sent: number | null }

export type Standing = {
  groups: GroupStanding[]
  /** Sent by all groups that are too small to tell, together; null where that may not be told either. */
  rest: number | null
  /** Where a call brings most, the largest first; at most three. */
  missing: GroupStanding[]
  /** The group that sent more than half of everything, with its share (fraction). */
  dominant: { id: string; title: string; share: number } | null
}

/** How many groups to call: more is a list nobody calls. */
const CALLS = 3
/** Below this share of those asked a group counts as missing. */
const LOW = 0.25

/**
 * The standing of the groups of one role. `minimumGroup` null is for named roles, whose counts are no secret: a
 * board that sent is known to have.
 */
export function standingOf(groups: readonly GroupCount[], minimumGroup: number | null): Standing {
  const counts = Object.fromEntries(groups.map(({ id, sent }) => [id, sent]))
  return standing(
    groups,
    minimumGroup === null ? { shown: counts, rest: null } : shownCounts(counts, minimumGroup),
    minimumGroup,
  )
}

/**
 * The standing of the parties of one role and of the organisations in them, so that neither gives away what the other
 * hides. `minimumGroup` as above.
 */
export function roleStandings(
  framework: Framework,
  fixed: Pick<RoundRole, 'role' | 'invited'>,
  minimumGroup: number | null,
  participants: readonly Participant[],
  sentPer: readonly { role: string; organisationId: string; sent: number }[],
): { parties: Standing; organisations: Standing } {
  const sentBy = new Map(
    sentPer.flatMap(({ role, organisationId, sent }) =>
      role === fixed.role ? [[organisationId, sent]] : [],
    ),
  )
  const organisations = participants
    .filter(({ role }) => role === fixed.role)
    .map(({ organisationId, name, party, invited }) => ({
      id: organisationId,
      title: name,
      party,
      invited,
      sent: sentBy.get(organisationId) ?? 0,
    }))
  const parties = framework.parties.flatMap(({ id, title }): GroupCount[] => {
    const own = organisations.filter(({ party }) => party === id)
    if (own.length === 0) return []
    const invited = own.reduce((sum, one) => sum + sizeOf(one.invited), 0)
    const sent = own.reduce((sum, one) => sum + one.sent, 0)
    return [{ id, title, invited: invitedOf(fixed.invited, id) ?? { about: invited }, sent }]
  })
  if (minimumGroup === null)
    return { parties: standingOf(parties, null), organisations: standingOf(organisations, null) }
  const { outer, inner } = shownNestedCounts(
    organisations.map(({ id, party, sent }) => ({ id, outer: party, count: sent })),
    minimumGroup,
  )
  return {
    parties: standing(parties, outer, minimumGroup),
    organisations: standing(organisations, inner, minimumGroup),
  }
}

function standing(
  groups: readonly GroupCount[],
  { shown, rest }: ShownCounts,
  minimumGroup: number | null,
): Standing {
  const standings = groups.map((group) => ({ ...group, sent: shown[group.id] ?? null }))
  const told = standings.flatMap(({ id, title, sent }) => (sent === null ? [] : [{ id, title, count: sent }]))
  const untold = { id: '', title: '', count: rest ?? 0 }
  const dominant = dominantIn(told.length < groups.length ? [...told, untold] : told)
  return {
    groups: standings,
    rest,
    missing: standings
      .filter((group, index) =>
        isMissing(group, toldNumber(groups[index]?.sent ?? 0, minimumGroup ?? 1) === null),
      )
      .sort((one, other) => leftOf(other) - leftOf(one) || (one.title < other.title ? -1 : 1))
      .slice(0, CALLS),
    dominant:
      dominant && dominant.part.id !== ''
        ? { id: dominant.part.id, title: dominant.part.title, share: dominant.share }
        : null,
  }
}

/**
 * A group with fewer than k is to be called, which says no more of it than that. A group that is hidden only because
 * its number could be subtracted is not: whoever is called there has done enough.
 */
function isMissing({ invited, sent }: GroupStanding, few: boolean): boolean {
  if (invited !== null && sizeOf(invited) === 0) return false
  if (few) return true
  return sent !== null && invited !== null && sent < LOW * sizeOf(invited)
}

function leftOf({ invited, sent }: GroupStanding): number {
  return (invited === null ? 0 : sizeOf(invited)) - (sent ?? 0)
}
