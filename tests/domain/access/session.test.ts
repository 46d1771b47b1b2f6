import { expect, test } from 'vitest'
import { describeDevice, sessionStands } from '../../../app/domain/access/session.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 9, minutes))
const session = (seen: number, stage: 'complete' | 'second-step' = 'complete') => ({
  stage,
  createdAt: at(0).toISOString(),
  seenAt: at(seen).toISOString(),
})

test('a session ends after two hours without a request, and after twelve in any case', () => {
  expect(sessionStands(session(0), at(119))).toBe(true)
  expect(sessionStands(session(0), at(120))).toBe(false)
  expect(sessionStands(session(700), at(719))).toBe(true)
  expect(sessionStands(session(719), at(720))).toBe(false)
})

test('half-way through signing in there is a quarter of an hour', () => {
  expect(sessionStands(session(14, 'second-step'), at(14))).toBe(true)
  expect(sessionStands(session(14, 'second-step'), at(15))).toBe(false)
})

test('of a browser only its name and system are kept', () => {
  expect(
    describeDevice(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0',
    ),
  ).toBe('Edge, Windows')
  expect(
    describeDevice('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1'),
  ).toBe('Safari, iPhone')
  expect(describeDevice('curl/8')).toBe('')
})
