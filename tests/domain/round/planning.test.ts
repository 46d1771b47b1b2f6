import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBetween } from '../../../app/domain/round/calendar.ts'
import { isDay, planBack } from '../../../app/domain/round/planning.ts'

test('the plan goes forward in time, ends at the meeting and puts no proposed day in a weekend', () => {
  const day = fc
    .integer({ min: 20_000, max: 25_000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, (meeting) => {
      const plan = planBack(meeting)
      const days = plan.map((step) => step.day)
      expect(days).toEqual([...days].sort())
      expect(days.at(-1)).toBe(meeting)
      for (const step of plan.slice(0, -1)) expect([0, 6]).not.toContain(new Date(step.day).getUTCDay())
    }),
    { seed: 20261121, numRuns: 300 },
  )
})

test('days that were chosen stand, and reminders come at half time and three days before the end', () => {
  const plan = planBack('2026-06-30', { opens: '2026-04-06', closes: '2026-05-08' })
  const at = (milestone: string) => plan.find((step) => step.milestone === milestone)?.day
  expect([at('open'), at('close')]).toEqual(['2026-04-06', '2026-05-08'])
  expect(at('first-reminder')).toBe('2026-04-22')
  // Three days before is 5 May, a holiday.
  expect(at('last-reminder')).toBe('2026-05-04')
})

test('when closing comes late, nothing that needs the answers is planned before it', () => {
  const plan = planBack('2026-06-30', { opens: '2026-06-01', closes: '2026-06-25' })
  for (const step of plan.slice(plan.findIndex(({ milestone }) => milestone === 'close'))) {
    expect(step.day >= '2026-06-25').toBe(true)
  }
})

test('a day has to exist', () => {
  expect(isDay('2026-02-28')).toBe(true)
  for (const text of ['2026-02-29', '2026-13-01', '28-02-2026', '', '2026-2-1'])
    expect(isDay(text)).toBe(false)
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
})
