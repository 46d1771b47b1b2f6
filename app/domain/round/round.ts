/**
 * A round: one measurement of one region with one frozen framework version. It puts questionnaires to people;
 * responses belong to it.
 */

import type { Framework, Variant, Weighting } from '../framework/framework.ts'

/** How many were asked. A number is exact; `{ about }` is an estimate and never makes a census. */
export type Headcount = number | { about: number }

/** The time zone in which a round closes at the end of its last day (contract). */
export const TIME_ZONE = 'Europe/Amsterdam'

export type RoundStatus = 'draft' | 'open' | 'closed'

export type Round = {
  id: string
  regionId: string
  title: string
  /** Who asks, as respondents read it. */
  askedBy: string
  framework: { id: string; version: string; hash: string }
  variant: Variant
  status: RoundStatus
  /** ISO 8601, UTC. */
  opensAt: string
  /** ISO 8601, UTC: the first moment at which nothing is accepted any more. */
  closesAt: string
  /** One per role of the framework, frozen when the round opens. */
  roles: RoundRole[]
}

export type RoundRole = {
  role: string
  /** k, at least the framework's. */
  minimumGroup: number
  weighting: Weighting
  /** How many were asked: in all or per party; null when nobody knows. */
  invited: Headcount | Record<string, Headcount> | null
  /** Responses sent, whether counted in the results yet or not. */
  sent: number
  /** Questionnaires begun and not sent when the round closed; null before. */
  unsent: number | null
}

/** Answers are kept only while the round is open and its closing moment has not passed. */
export function acceptsAnswers(round: Pick<Round, 'status' | 'closesAt'>, now: Date): boolean {
  return round.status === 'open' && now.toISOString() < round.closesAt
}

/** An open round past its closing moment: it has to be closed, so that the last answers are admitted. */
export function isDue(round: Pick<Round, 'status' | 'closesAt'>, now: Date): boolean {
  return round.status === 'open' && now.toISOString() >= round.closesAt
}

/**
 * The closing moment of a round whose last day is `day` (ISO date): 23:59 that day in the given time zone has
 * passed, so midnight after it. ISO 8601 in UTC, comparable as text with `Date.toISOString()`.
 */
export function closingMoment(day: string, timeZone: string): string {
  const midnight = new Date(`${day}T00:00:00.000Z`)
  if (Number.isNaN(midnight.getTime())) throw new RangeError(`Not a day: ${day}`)
  midnight.setUTCDate(midnight.getUTCDate() + 1)
  return new Date(midnight.getTime() - offsetAt(midnight, timeZone)).toISOString()
}

/** The last day on which answers are accepted, as ISO date in the given time zone. */
export function lastDay(closesAt: string, timeZone: string): string {
  const before = new Date(new Date(closesAt).getTime() - 1)
  return new Date(before.getTime() + offsetAt(before, timeZone)).toISOString().slice(0, 10)
}

/** Milliseconds that the zone is ahead of UTC. */
function offsetAt(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    moment,
  )
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /([+-])(\d{2}):(\d{2})/.exec(name)
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}

/** The framework version a round was opened with; undefined when it is not there, or not the same text any more. */
export function frameworkOf(
  round: Pick<Round, 'framework'>,
  frameworks: { find(ref: string): Framework | undefined },
): Framework | undefined {
  const framework = frameworks.find(`${round.framework.id}@${round.framework.version}`)
  return framework?.hash === round.framework.hash ? framework : undefined
}

/** The anonymous roles whose results nobody sees yet: they are shown after the round has closed (scoring §7). */
export function withheldRoles(framework: Framework, round: Pick<Round, 'status'>): string[] {
  if (round.status === 'closed') return []
  return framework.roles.filter((role) => role.anonymity === 'anonymous').map((role) => role.id)
}

/** What a round fixed for scoring. */
export function scoreOptions(round: Pick<Round, 'variant' | 'roles'>): {
  variant: Variant
  invited: Record<string, Headcount | Record<string, Headcount>>
  minimumGroup: Record<string, number>
  weighting: Record<string, Weighting>
} {
  const perRole = <T>(value: (role: RoundRole) => T) =>
    Object.fromEntries(round.roles.map((role) => [role.role, value(role)]))
  return {
    variant: round.variant,
    invited: Object.fromEntries(
      round.roles.flatMap(({ role, invited }) => (invited === null ? [] : [[role, invited]])),
    ),
    minimumGroup: perRole((role) => role.minimumGroup),
    weighting: perRole((role) => role.weighting),
  }
}

/** How many of one party were asked; null when nobody knows. */
export function invitedOf(invited: RoundRole['invited'], party: string): Headcount | null {
  return invited === null || isHeadcount(invited) ? null : (invited[party] ?? null)
}

/** How many were asked in all: an estimate as soon as one part is one. */
export function totalInvited(invited: RoundRole['invited']): Headcount | null {
  if (invited === null || isHeadcount(invited)) return invited
  const parts = Object.values(invited)
  if (parts.length === 0) return null
  const total = parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part : part.about), 0)
  return parts.every((part) => typeof part === 'number') ? total : { about: total }
}

function isHeadcount(invited: Headcount | Record<string, Headcount>): invited is Headcount {
  return typeof invited === 'number' || typeof invited.about === 'number'
}
