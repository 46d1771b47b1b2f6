import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isDemoVisitor } from '../../app/server/demo-visitor.ts'

const from = (remoteAddress: string, headers: Record<string, string>) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage

test('without an account the demo is open at the machine itself only: not through a proxy, not by a foreign name, not without the demo', () => {
  const local = { host: 'localhost:3000' }
  expect(isDemoVisitor(from('127.0.0.1', local), true)).toBe(true)
  expect(isDemoVisitor(from('::1', { host: '[::1]:3000' }), true)).toBe(true)
  expect(isDemoVisitor(from('127.0.0.1', local), false)).toBe(false)
  expect(isDemoVisitor(from('203.0.113.7', local), true)).toBe(false)
  expect(isDemoVisitor(from('127.0.0.1', { host: 'rebound.example' }), true)).toBe(false)
  for (const header of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']) {
    expect(isDemoVisitor(from('127.0.0.1', { ...local, [header]: '203.0.113.7' }), true), header).toBe(false)
  }
})
