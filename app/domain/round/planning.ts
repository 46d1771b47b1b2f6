/** A plan of the whole round, counted back from the day on which the boards meet. */

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
const DAY = 24 * 60 * 60 * 1000

/**
 * The plan for a meeting on `meetingDay` (ISO date). Days that the coordinator chose already (`opens`, `closes`)
 * stand as they are; every other day that falls on a weekend moves to the Friday before it. Reminders come at half
 * time and three days before closing.
 */
export function planBack(
  meetingDay: string,
  chosen: { opens: string | null; closes: string | null } = { opens: null, closes: null },
): PlannedDay[] {
  const close = chosen.closes ?? workday(before(meetingDay, CLOSE_BEFORE_MEETING))
  const open = chosen.opens ?? workday(before(close, OPEN_DAYS))
  const half = before(close, Math.round(daysBetween(open, close) / 2))
  const planned: PlannedDay[] = [
    ...(['invite-boards-to-meeting', 'list-organisations', 'trial', 'announce'] as const).map(
      (milestone) => ({ milestone, day: workday(before(open, BEFORE_OPENING[milestone])) }),
    ),
    { milestone: 'open', day: open },
    { milestone: 'first-reminder', day: workday(half) },
    { milestone: 'last-reminder', day: workday(before(close, 3)) },
    { milestone: 'close', day: close },
    ...(['boards-adopt', 'discuss-draft', 'send-report'] as const).map((milestone) => ({
      milestone,
      // Where closing was put late, what comes after it cannot come before.
      day: latest(workday(before(meetingDay, DAYS_BEFORE_MEETING[milestone])), close),
    })),
    { milestone: 'meeting', day: meetingDay },
  ]
  return planned
}

/** Whole days from one ISO date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** Whether this is an ISO date that exists in the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text
}

function before(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10)
}

function workday(day: string): string {
  const weekday = new Date(day).getUTCDay()
  if (weekday === 6) return before(day, 1)
  return weekday === 0 ? before(day, 2) : day
}

function latest(one: string, other: string): string {
  return one > other ? one : other
}
