/**
 * Whatever is written to console.error or console.warn during a test fails that test: React's warnings and
 * forgotten debug output are faults that would otherwise scroll by. A test that expects one replaces the
 * method itself.
 */
import { format } from 'node:util'
import { afterEach, beforeEach, expect } from 'vitest'

let complaints: string[] = []

beforeEach(() => {
  complaints = []
  console.error = (...args: unknown[]) => void complaints.push(`console.error: ${format(...args)}`)
  console.warn = (...args: unknown[]) => void complaints.push(`console.warn: ${format(...args)}`)
})

afterEach(() => {
  expect(complaints, 'nothing is written to console.error or console.warn').toEqual([])
})
