import { expect, test } from 'vitest'
import { expectedStrength } from '../../../app/domain/scoring/expected-strength.ts'
import { wilson } from '../../../app/domain/scoring/statistics.ts'
import { aFramework } from '../../make/framework.ts'

const { cutoffs } = aFramework()

test('below k there is no label, then labels, then firm ones, and each level says how many it takes', () => {
  expect(expectedStrength(cutoffs, 4, 5)).toEqual({ level: 'none', interval: null, nextAt: 5 })
  const few = expectedStrength(cutoffs, 5, 5)
  expect(few.level).toBe('tentative')
  const needed = few.nextAt ?? 0
  expect(expectedStrength(cutoffs, needed - 1, 5).level).toBe('tentative')
  expect(expectedStrength(cutoffs, needed, 5)).toMatchObject({ level: 'firm', nextAt: null })
  expect(needed).toBeGreaterThanOrEqual(cutoffs.firmMinimum)
  expect(wilson(cutoffs.strength, needed, cutoffs.z)[0]).toBeGreaterThan(cutoffs.improvement)
})

test('with more answers the share is known more closely', () => {
  const width = (n: number) => {
    const [low, high] = expectedStrength(cutoffs, n, 5).interval ?? [0, 1]
    return high - low
  }
  expect(width(100)).toBeLessThan(width(25) / 1.8)
})
