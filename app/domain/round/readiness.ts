/** Whether a round can open: what must be in order first, and what the coordinator had better know. */

import { getRole } from '../framework/framework.ts'
import type { Framework } from '../framework/framework.ts'
import { dominantIn, sizeOf } from './participants.ts'
import type { Participant } from './participants.ts'
import { lastDay, TIME_ZONE } from './round.ts'
import type { Round } from './round.ts'

/** Fewer days than this and reminders have no time to work. */
const SHORT_DAYS = 14
const DAY = 24 * 60 * 60 * 1000

/** `stop`: the round cannot open. `warn`: it can, but the outcome will suffer. */
export type Check =
  | { severity: 'stop'; code: 'nobody-asked'; role: string }
  | { severity: 'stop'; code: 'visibility-open' }
  | { severity: 'stop'; code: 'closing-past' }
  | { severity: 'stop'; code: 'meeting-before-closing' }
  | { severity: 'warn'; code: 'below-minimum'; role: string; asked: number; needed: number }
  | { severity: 'warn'; code: 'parties-missing'; role: string; parties: string[] }
  | {
      severity: 'warn'
      code: 'one-organisation-dominates'
      role: string
      organisation: string
      share: number
    }
  | { severity: 'warn'; code: 'short-time'; days: number }
  | { severity: 'warn'; code: 'no-trial' }
  | { severity: 'warn'; code: 'no-meeting' }

/** Everything to check, those that stop first; an empty list when all is in order. */
export function checkReadiness(
  framework: Framework,
  round: Pick<Round, 'status' | 'roles' | 'visibility' | 'closesAt' | 'meetingDay'>,
  participants: readonly Participant[],
  now: Date,
): Check[] {
  const checks: Check[] = [
    ...timeChecks(round, now),
    ...framework.roles.flatMap(({ id }) => roleChecks(framework, round, id, participants)),
  ]
  if (round.visibility === null) checks.push({ severity: 'stop', code: 'visibility-open' })
  if (round.status === 'draft') checks.push({ severity: 'warn', code: 'no-trial' })
  return [
    ...checks.filter(({ severity }) => severity === 'stop'),
    ...checks.filter(({ severity }) => severity === 'warn'),
  ]
}

export function canOpen(checks: readonly Check[]): boolean {
  return checks.every(({ severity }) => severity !== 'stop')
}

function timeChecks(round: Pick<Round, 'closesAt' | 'meetingDay'>, now: Date): Check[] {
  const checks: Check[] = []
  const left = Math.floor((new Date(round.closesAt).getTime() - now.getTime()) / DAY)
  if (round.closesAt <= now.toISOString()) checks.push({ severity: 'stop', code: 'closing-past' })
  else if (left < SHORT_DAYS) checks.push({ severity: 'warn', code: 'short-time', days: left })
  if (round.meetingDay === null) checks.push({ severity: 'warn', code: 'no-meeting' })
  else if (round.meetingDay <= lastDay(round.closesAt, TIME_ZONE)) {
    checks.push({ severity: 'stop', code: 'meeting-before-closing' })
  }
  return checks
}

function roleChecks(
  framework: Framework,
  round: Pick<Round, 'roles'>,
  roleId: string,
  participants: readonly Participant[],
): Check[] {
  const role = getRole(framework, roleId)
  const fixed = round.roles.find((one) => one.role === roleId)
  const own = participants.filter((participant) => participant.role === roleId)
  if (!fixed || own.length === 0) return [{ severity: 'stop', code: 'nobody-asked', role: roleId }]
  const checks: Check[] = []
  const named = role.anonymity === 'named'
  const asked = named ? own.length : own.reduce((sum, { invited }) => sum + sizeOf(invited), 0)
  if (asked < fixed.minimumGroup) {
    checks.push({ severity: 'warn', code: 'below-minimum', role: roleId, asked, needed: fixed.minimumGroup })
  }
  if (named) {
    const parties = framework.parties
      .map(({ id }) => id)
      .filter((id) => own.every(({ party }) => party !== id))
    if (parties.length > 0) checks.push({ severity: 'warn', code: 'parties-missing', role: roleId, parties })
  } else {
    const dominant = dominantIn(own.map(({ name, invited }) => ({ name, count: sizeOf(invited) })))
    if (dominant) {
      checks.push({
        severity: 'warn',
        code: 'one-organisation-dominates',
        role: roleId,
        organisation: dominant.part.name,
        share: dominant.share,
      })
    }
  }
  return checks
}
