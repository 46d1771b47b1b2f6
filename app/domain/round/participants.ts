/** Who is asked in a round: how many people of which role at which organisation. */

import type { Framework } from '../framework/framework.ts'
import type { Headcount, RoundRole } from './round.ts'

/** One organisation in one role. For a named role `invited` is 1: the board answers once. */
export type Participant = {
  organisationId: string
  name: string
  party: string
  role: string
  invited: Headcount
}

/** The number in a headcount, exact or not. */
export function sizeOf(headcount: Headcount): number {
  return typeof headcount === 'number' ? headcount : headcount.about
}

/**
 * How many were asked in a role, per party; null when nobody was. A party of which nobody was asked stands in it as
 * an exact 0, without which no census can be told (scoring §4).
 */
export function invitedIn(
  framework: Framework,
  role: string,
  participants: readonly Participant[],
): RoundRole['invited'] {
  const own = participants.filter((participant) => participant.role === role)
  if (own.length === 0) return null
  return Object.fromEntries(
    framework.parties.map(({ id }) => [id, sum(own.filter(({ party }) => party === id))]),
  )
}

/** Added up: an estimate as soon as one of them is. */
function sum(participants: readonly Participant[]): Headcount {
  const total = participants.reduce((all, { invited }) => all + sizeOf(invited), 0)
  return participants.every(({ invited }) => typeof invited === 'number') ? total : { about: total }
}

/** From this share on one organisation decides what a group says. */
const DOMINANT = 0.5

/** The organisation that makes up more than half of a group, with its share (fraction); null when none does. */
export function dominantIn<Part extends { count: number }>(
  parts: readonly Part[],
): { part: Part; share: number } | null {
  const total = parts.reduce((all, { count }) => all + count, 0)
  if (total === 0 || parts.length < 2) return null
  const largest = parts.reduce((most, part) => (part.count > most.count ? part : most))
  const share = largest.count / total
  return share > DOMINANT ? { part: largest, share } : null
}
