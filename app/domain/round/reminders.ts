/**
 * When who has not sent is reminded: at half time, three days before the end, and once more who began. Everything
 * follows from the days of the round, so every process comes to the same plan and nothing has to be kept of it.
 */

import { addDays, daysBetween, isWorkingDay, nextWorkingDay, workingDayBy } from './calendar.ts'
import { acceptsAnswers, dutchHour, lastDay, TIME_ZONE, today } from './round.ts'
import type { Round } from './round.ts'

/** first-reminder and last-reminder: who has not sent. unsent-reminder: who began and did not send. */
export type ReminderKind = 'first-reminder' | 'last-reminder' | 'unsent-reminder'

/** `day` is an ISO date in the Netherlands. */
export type PlannedReminder = { kind: ReminderKind; day: string }

/** Days that someone is left alone after an invitation or a reminder. */
export const QUIET_DAYS = 2
/** Hours of the day (Dutch time) between which reminders go out: from the first, before the second. */
const DAYTIME = [9, 17] as const

/**
 * The reminders of a round that is open from `open` up to and including `close`, in order of time. All fall on
 * working days; what would come too soon after the opening or after the one before it is left out, so that a short
 * round has fewer.
 */
export function reminderDays(open: string, close: string): PlannedReminder[] {
  const half = workingDayBy(addDays(close, -Math.round(daysBetween(open, close) / 2)))
  const late = workingDayBy(addDays(close, -3))
  const last = daysBetween(open, late) >= QUIET_DAYS ? late : null
  const first = daysBetween(open, half) >= QUIET_DAYS && daysBetween(half, late) >= QUIET_DAYS ? half : null
  // The day before the end where that is a later day than the reminder to all, else the last day itself.
  const after = last ?? open
  const unsent = [workingDayBy(addDays(close, -1)), workingDayBy(close)].find((day) => day > after) ?? null
  const days = { 'first-reminder': first, 'last-reminder': last, 'unsent-reminder': unsent }
  return (['first-reminder', 'last-reminder', 'unsent-reminder'] as const).flatMap((kind) => {
    const day = days[kind]
    return day === null ? [] : [{ kind, day }]
  })
}

/** The reminders of a round that is open or was. */
export function remindersOf(round: Pick<Round, 'opensAt' | 'closesAt'>): PlannedReminder[] {
  return reminderDays(today(new Date(round.opensAt)), lastDay(round.closesAt, TIME_ZONE))
}

/**
 * The reminder that has to go out now; null when there is none. One that was missed because nothing ran on its day goes on
 * the next working day; later it is skipped, as is one that another has overtaken.
 */
export function dueReminder(
  round: Pick<Round, 'status' | 'opensAt' | 'closesAt'>,
  now: Date,
): PlannedReminder | null {
  if (round.status !== 'open' || !acceptsAnswers(round, now) || !isDaytime(now)) return null
  const day = today(now)
  const latest = remindersOf(round).findLast((planned) => planned.day <= day)
  return latest && day <= nextWorkingDay(latest.day) ? latest : null
}

/** Whether reminders may go out at this moment: in office hours of a working day, in the Netherlands. */
export function isDaytime(now: Date): boolean {
  const hour = dutchHour(now)
  return isWorkingDay(today(now)) && hour >= DAYTIME[0] && hour < DAYTIME[1]
}

/**
 * Whether someone gets a reminder: never who has sent or wants none, and only who was invited by mail from here, some
 * days ago. `invitedOn` is that day; null when no invitation went.
 */
export function isReminded(
  kind: ReminderKind,
  person: { sent: boolean; begun: boolean; optedOut: boolean; invitedOn: string | null },
  today: string,
): boolean {
  if (person.sent || person.optedOut || person.invitedOn === null) return false
  if (kind === 'unsent-reminder' && !person.begun) return false
  return daysBetween(person.invitedOn, today) >= QUIET_DAYS
}
