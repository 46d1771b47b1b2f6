import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  isHoliday,
  isWorkingDay,
  nextWorkingDay,
} from '../../../app/domain/round/calendar.ts'
import {
  dueReminder,
  isDaytime,
  QUIET_DAYS,
  reminderDays,
  remindersOf,
} from '../../../app/domain/round/reminders.ts'
import { closingMoment, TIME_ZONE, today } from '../../../app/domain/round/round.ts'

const seed = 20261126
/** Days of some seventy years, so that every kind of Easter, leap day and change of the clock comes by. */
const day = fc.integer({ min: 19_000, max: 45_000 }).map((n) => addDays('1970-01-01', n))
const round = fc.record({ open: day, length: fc.integer({ min: 0, max: 120 }) })

const openRound = (open: string, close: string) => ({
  status: 'open' as const,
  opensAt: `${open}T08:00:00.000Z`,
  closesAt: closingMoment(close, TIME_ZONE),
})

test('no reminder falls in a weekend, on a holiday, outside the round or shortly after another', () => {
  fc.assert(
    fc.property(round, ({ open, length }) => {
      const close = addDays(open, length)
      const plan = reminderDays(open, close)
      const days = plan.map((one) => one.day)
      expect(days).toEqual([...days].sort())
      expect(new Set(days).size).toBe(days.length)
      for (const { kind, day } of plan) {
        expect(isWorkingDay(day)).toBe(true)
        expect(day > open && day <= close).toBe(true)
        if (kind !== 'unsent-reminder') expect(daysBetween(open, day)).toBeGreaterThanOrEqual(QUIET_DAYS)
      }
      const toAll = plan.filter(({ kind }) => kind !== 'unsent-reminder')
      expect(toAll.length).toBeLessThanOrEqual(2)
      if (toAll[0] && toAll[1]) {
        expect(daysBetween(toAll[0].day, toAll[1].day)).toBeGreaterThanOrEqual(QUIET_DAYS)
      }
    }),
    { seed, numRuns: 2_000 },
  )
})

test('a round of two weeks or more has both reminders, and the last word where a working day is left for it', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 14, max: 120 }), (open, length) => {
      const close = addDays(open, length)
      const plan = reminderDays(open, close)
      const left = Array.from({ length: 9 }, (_, back) => addDays(close, -back)).filter(isWorkingDay)
      const word = left.some((one) => one > (plan[1]?.day ?? ''))
      expect(plan.map(({ kind }) => kind)).toEqual([
        'first-reminder',
        'last-reminder',
        ...(word ? ['unsent-reminder'] : []),
      ])
    }),
    { seed, numRuns: 2_000 },
  )
})

test('looked at every minute, each reminder is due on its own day or the next working day, from 9 to 17 Dutch time', () => {
  const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: TIME_ZONE })
  fc.assert(
    fc.property(round, fc.integer({ min: 0, max: 130 * 24 }), ({ open, length }, hour) => {
      const it = openRound(open, addDays(open, length))
      const now = new Date(Date.parse(it.opensAt) + hour * 3_600_000)
      const due = dueReminder(it, now)
      if (!due) return
      const local = Number(hours.format(now))
      expect(local >= 9 && local < 17).toBe(true)
      expect([due.day, nextWorkingDay(due.day)]).toContain(today(now))
      expect(now.toISOString() < it.closesAt).toBe(true)
    }),
    { seed, numRuns: 3_000 },
  )
})

test('the summer time that begins or ends during a round moves no reminder to another hour', () => {
  for (const [open, close, day] of [
    ['2026-03-16', '2026-04-17', '2026-04-01'],
    ['2026-10-12', '2026-11-13', '2026-10-28'],
  ] as const) {
    const it = openRound(open, close)
    expect(remindersOf(it)[0]).toEqual({ kind: 'first-reminder', day })
    const summer = open.startsWith('2026-03')
    const at = (hour: number) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00.000Z`)
    expect(dueReminder(it, at(summer ? 6 : 7))).toBeNull()
    expect(dueReminder(it, at(summer ? 7 : 8))).toMatchObject({ kind: 'first-reminder' })
    expect(isDaytime(at(summer ? 15 : 16))).toBe(false)
  }
})

test('a round of a week has one reminder, one of three days only the last word to who began', () => {
  expect(reminderDays('2026-03-02', '2026-03-09')).toEqual([
    { kind: 'last-reminder', day: '2026-03-06' },
    { kind: 'unsent-reminder', day: '2026-03-09' },
  ])
  expect(reminderDays('2026-03-03', '2026-03-05')).toEqual([{ kind: 'unsent-reminder', day: '2026-03-04' }])
  expect(reminderDays('2026-03-03', '2026-03-03')).toEqual([])
})

test('a reminder that was missed is not sent days later, nor when the next one has come', () => {
  const it = openRound('2026-03-02', '2026-03-31')
  expect(remindersOf(it).map(({ day }) => day)).toEqual(['2026-03-16', '2026-03-27', '2026-03-30'])
  const at = (text: string) => dueReminder(it, new Date(`${text}T10:00:00.000Z`))?.kind ?? null
  expect(at('2026-03-16')).toBe('first-reminder')
  expect(at('2026-03-17')).toBe('first-reminder')
  expect(at('2026-03-18')).toBeNull()
  expect(at('2026-03-28')).toBeNull()
  expect(at('2026-03-30')).toBe('unsent-reminder')
  expect(dueReminder({ ...it, status: 'closed' }, new Date('2026-03-16T10:00:00.000Z'))).toBeNull()
  expect(dueReminder({ ...it, status: 'trial' }, new Date('2026-03-16T10:00:00.000Z'))).toBeNull()
})

test('the holidays are those of the law', () => {
  const of2026 = [
    '01-01',
    '04-03',
    '04-05',
    '04-06',
    '04-27',
    '05-05',
    '05-14',
    '05-24',
    '05-25',
    '12-25',
    '12-26',
  ]
  const found = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index)).filter(isHoliday)
  expect(found).toEqual(of2026.map((rest) => `2026-${rest}`))
  // 27 April 2031 is a Sunday.
  expect([isHoliday('2031-04-26'), isHoliday('2031-04-27')]).toEqual([true, false])
})
