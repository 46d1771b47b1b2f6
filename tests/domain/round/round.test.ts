import { expect, test } from 'vitest'
import {
  acceptsAnswers,
  closingMoment,
  frameworkOf,
  isDue,
  lastDay,
  TIME_ZONE,
  totalInvited,
} from '../../../app/domain/round/round.ts'
import { respondentStatus } from '../../../app/domain/round/respondent-status.ts'
import { aFramework } from '../../make/framework.ts'

test('a round closes when its last day ends in the Netherlands, in summer and in winter', () => {
  expect(closingMoment('2026-01-15', TIME_ZONE)).toBe('2026-01-15T23:00:00.000Z')
  expect(closingMoment('2026-07-15', TIME_ZONE)).toBe('2026-07-15T22:00:00.000Z')
  // The nights around the changes of the clock.
  expect(closingMoment('2026-03-28', TIME_ZONE)).toBe('2026-03-28T23:00:00.000Z')
  expect(closingMoment('2026-03-29', TIME_ZONE)).toBe('2026-03-29T22:00:00.000Z')
  expect(closingMoment('2026-10-24', TIME_ZONE)).toBe('2026-10-24T22:00:00.000Z')
  expect(closingMoment('2026-10-25', TIME_ZONE)).toBe('2026-10-25T23:00:00.000Z')
  expect(closingMoment('2026-12-31', TIME_ZONE)).toBe('2026-12-31T23:00:00.000Z')
  expect(() => closingMoment('31-12-2026', TIME_ZONE)).toThrow(RangeError)
})

test('the last day of a round is the day it was given', () => {
  for (const day of ['2026-01-15', '2026-03-28', '2026-03-29', '2026-07-01', '2026-10-24', '2026-10-25']) {
    expect(lastDay(closingMoment(day, TIME_ZONE), TIME_ZONE)).toBe(day)
  }
})

test('at 23:59 on the last day answers are accepted, a minute later the round is due', () => {
  const round = { status: 'open' as const, closesAt: closingMoment('2026-07-15', TIME_ZONE) }
  const before = new Date('2026-07-15T21:59:59.999Z')
  const after = new Date('2026-07-15T22:00:00.000Z')
  expect([acceptsAnswers(round, before), isDue(round, before)]).toEqual([true, false])
  expect([acceptsAnswers(round, after), isDue(round, after)]).toEqual([false, true])
  expect(isDue({ ...round, status: 'closed' }, after)).toBe(false)
  expect(acceptsAnswers({ ...round, status: 'draft' }, before)).toBe(false)
})

test('who has sent reads that, also when the round has closed since', () => {
  const round = { status: 'closed' as const, closesAt: '2026-07-15T22:00:00.000Z' }
  const now = new Date('2026-08-01T00:00:00.000Z')
  expect(respondentStatus({ state: 'used', round, draft: null }, now)).toBe('submitted')
  expect(respondentStatus({ state: 'sealed', round, draft: null }, now)).toBe('submitted')
  expect(respondentStatus({ state: 'open', round, draft: null }, now)).toBe('closed')
})

test('a headcount in parts is exact only when every part is', () => {
  expect(totalInvited({ HO: 2, ZV: 1 })).toBe(3)
  expect(totalInvited({ HO: 2, ZV: { about: 10 } })).toEqual({ about: 12 })
  expect(totalInvited({ about: 300 })).toEqual({ about: 300 })
  expect(totalInvited(7)).toBe(7)
  expect(totalInvited({})).toBeNull()
  expect(totalInvited(null)).toBeNull()
})

test('a round does not go on with a framework whose text has changed under it', () => {
  const framework = aFramework()
  const frameworks = { find: (ref: string) => (ref === 'test@1.0' ? framework : undefined) }
  const round = { framework: { id: 'test', version: '1.0', hash: framework.hash } }
  expect(frameworkOf(round, frameworks)).toBe(framework)
  expect(frameworkOf({ framework: { ...round.framework, hash: 'other' } }, frameworks)).toBeUndefined()
  expect(frameworkOf({ framework: { ...round.framework, version: '2.0' } }, frameworks)).toBeUndefined()
})
