/** A plan of the whole round, counted back from the day on which the boards meet. */

import { addDays, workingDayBy } from './calendar.ts'
import { reminderDays } from './reminders.ts'

/** What has to happen, in the order of time. */
export type Milestone =
  | 'invite-boards-to-meeting'
  | 'list-organisations'
  | 'trial'
  | 'announce'
  | 'open'
  | 'first-reminder'
  | 'last-reminder'
  | 'close'
  | 'boards-adopt'
  | 'discuss-draft'
  | 'send-report'
  | 'meeting'

export type PlannedDay = { milestone: Milestone; day: string }

/**
 * Working days before the meeting, for steps that hang on it. Board papers go out ten days ahead by custom; a draft
 * report is talked through a week before that.
 */
const DAYS_BEFORE_MEETING = { 'send-report': 10, 'discuss-draft': 17, 'boards-adopt': 21 } as const
/** Days between closing and the meeting when nothing else was chosen. */
const CLOSE_BEFORE_MEETING = 28
/** Days that a round is open when nothing else was chosen. */
const OPEN_DAYS = 28
const BEFORE_OPENING = { announce: 7, trial: 14, 'list-organisations': 28, 'invite-boards-to-meeting': 42 }

/**
 * The plan for a meeting on `meetingDay` (ISO date). Days that the coordinator chose already (`opens`, `closes`)
 * stand as they are; every other day that falls in a weekend or on a holiday moves to the working day before it.
 * Reminders are those that go out by themselves; a short round has fewer.
 */
export function planBack(
  meetingDay: string,
  chosen: { opens: string | null; closes: string | null } = { opens: null, closes: null },
): PlannedDay[] {
  const close = chosen.closes ?? workingDayBy(addDays(meetingDay, -CLOSE_BEFORE_MEETING))
  const open = chosen.opens ?? workingDayBy(addDays(close, -OPEN_DAYS))
  const reminders = reminderDays(open, close)
  const planned: PlannedDay[] = [
    ...(['invite-boards-to-meeting', 'list-organisations', 'trial', 'announce'] as const).map(
      (milestone) => ({ milestone, day: workingDayBy(addDays(open, -BEFORE_OPENING[milestone])) }),
    ),
    { milestone: 'open', day: open },
    ...(['first-reminder', 'last-reminder'] as const).flatMap((milestone) =>
      reminders.flatMap(({ kind, day }) => (kind === milestone ? [{ milestone, day }] : [])),
    ),
    { milestone: 'close', day: close },
    ...(['boards-adopt', 'discuss-draft', 'send-report'] as const).map((milestone) => ({
      milestone,
      // Where closing was put late, what comes after it cannot come before.
      day: latest(workingDayBy(addDays(meetingDay, -DAYS_BEFORE_MEETING[milestone])), close),
    })),
    { milestone: 'meeting', day: meetingDay },
  ]
  return planned
}

/** Whether this is an ISO date that exists in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text
}

function latest(one: string, other: string): string {
  return one > other ? one : other
}
