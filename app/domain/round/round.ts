/**
 * A round: one measurement of one region with one frozen framework version. It puts questionnaires to people;
 * responses belong to it.
 */

import type { Framework, Variant, Weighting } from '../framework/framework.ts'
import type { Visibility } from './visibility.ts'

/** How many were asked. A number is exact; `{ about }` is an estimate and never makes a census. */
export type Headcount = number | { about: number }

/** The time zone in which a round closes at the end of its last day (contract). */
export const TIME_ZONE = 'Europe/Amsterdam'

/**
 * draft: being prepared. trial: a few people try the questionnaire, and everything they leave vanishes when the round
 * opens. open: answers count. closed: no answer is accepted any more. adopted: the region stands by the outcome.
 */
export type RoundStatus = 'draft' | 'trial' | 'open' | 'closed' | 'adopted'

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
  /** The closing moment promised when the round opened, where it was put off since; null when it was not. */
  firstClosesAt: string | null
  /** ISO date on which the boards meet to talk about the outcome; the planning counts back from it. */
  meetingDay: string | null
  /** Who gets to see what; null while nobody has chosen. It stands fixed from the moment the round opens. */
  visibility: Visibility | null
  /** The hash of the analysis plan that was frozen when the round opened; null before. */
  planHash: string | null
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

/** Answers are kept only while the round is open or on trial and its closing moment has not passed. */
export function acceptsAnswers(round: Pick<Round, 'status' | 'closesAt'>, now: Date): boolean {
  return (round.status === 'open' || round.status === 'trial') && now.toISOString() < round.closesAt
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

/** The ISO date in the Netherlands at this moment. */
export function today(now: Date): string {
  return new Date(now.getTime() + offsetAt(now, TIME_ZONE)).toISOString().slice(0, 10)
}

/** The hour of the day in the Netherlands at this moment, 0 to 23. */
export function dutchHour(now: Date): number {
  return new Date(now.getTime() + offsetAt(now, TIME_ZONE)).getUTCHours()
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

/** Whether the round is over, adopted or not: what was sent is admitted and may be shown. */
export function isOver(round: Pick<Round, 'status'>): boolean {
  return round.status === 'closed' || round.status === 'adopted'
}

/** Whether the rules of the round are frozen: it is open, or has been. */
export function isFrozen(round: Pick<Round, 'status'>): boolean {
  return round.status === 'open' || isOver(round)
}

/**
 * The roles whose results nobody sees yet: anonymous ones until the round is over (scoring §7), and on trial every
 * role, since those answers are none.
 */
export function withheldRoles(framework: Framework, round: Pick<Round, 'status'>): string[] {
  if (isOver(round)) return []
  if (!isFrozen(round)) return framework.roles.map((role) => role.id)
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
