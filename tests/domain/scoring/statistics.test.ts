import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement, newcombe, wilson } from '../../../app/domain/scoring/statistics.ts'

const Z = 1.96
/** The exact quantile, which the paper's four decimals need. */
const share = (part: number, of: number) => ({ p: part / of, interval: wilson(part / of, of, 1.959964) })

test('four of five gives the Wilson interval 38 to 96 percent', () => {
  const [lower, upper] = wilson(4 / 5, 5, Z)
  expect(lower).toBeCloseTo(0.3755, 3)
  expect(upper).toBeCloseTo(0.9638, 3)
})

test('Wilson gives the interval that Newcombe (1998) prints for 81 of 263', () => {
  const [lower, upper] = wilson(81 / 263, 263, Z)
  expect(lower).toBeCloseTo(0.2553, 4)
  expect(upper).toBeCloseTo(0.3662, 4)
})

test('nobody and everybody still leave room for doubt, within 0 and 1', () => {
  expect(wilson(0, 20, Z)[0]).toBe(0)
  expect(wilson(0, 20, Z)[1]).toBeCloseTo(0.1611, 4)
  expect(wilson(1, 29, Z)[0]).toBeCloseTo(0.883, 4)
  expect(wilson(1, 29, Z)[1]).toBe(1)
})

test('the lower bound first passes one half with a positive share of 75 percent at 5 of 5, 7 of 8, 10 of 12, 15 of 20 and 30 of 40', () => {
  const first: Record<number, number> = {}
  for (const n of [5, 8, 12, 20, 40]) {
    for (let part = Math.ceil(0.75 * n); part <= n; part += 1) {
      if (wilson(part / n, n, Z)[0] > 0.5) {
        first[n] = part
        break
      }
    }
  }
  expect(first).toEqual({ 5: 5, 8: 7, 12: 10, 20: 15, 40: 30 })
})

test('a Wilson interval holds its share and narrows when more people answer', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.5, max: 1e4, noNaN: true }),
      (p, n) => {
        const [lower, upper] = wilson(p, n, Z)
        const [wideLower, wideUpper] = wilson(p, n / 2, Z)
        expect(lower).toBeLessThanOrEqual(p + 1e-12)
        expect(upper).toBeGreaterThanOrEqual(p - 1e-12)
        expect(upper - lower).toBeLessThanOrEqual(wideUpper - wideLower + 1e-12)
      },
    ),
    { seed: 1 },
  )
})

// Newcombe (1998), Statistics in Medicine 17:873-890, table II, the contrasts with method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('the difference of %i/%i and %i/%i has the interval that Newcombe prints', (a, m, b, n, lower, upper) => {
  const interval = newcombe(share(a, m), share(b, n))
  expect(interval[0]).toBeCloseTo(lower, 4)
  expect(interval[1]).toBeCloseTo(upper, 4)
})

test('a difference between two certain shares has no width', () => {
  const certain = (p: number) => ({ p, interval: [p, p] as [number, number] })
  expect(newcombe(certain(1), certain(0.25))).toEqual([0.75, 0.75])
})

// The first is the example of the R package agrmt and of van der Eijk (2001).
test.each([
  [[30, 40, 210, 130, 530, 50, 10], 0.6113333],
  [[2, 0, 0, 3], -0.6],
  [[3, 2, 2, 3], -0.2],
  [[1, 1, 1, 1], 0],
  [[1, 3, 3, 1], 1 / 3],
  [[0, 7, 0, 0, 0], 1],
  [[5, 0, 0, 0, 5], -1],
])('the agreement of %j is %f', (counts, expected) => {
  expect(agreement(counts)).toBeCloseTo(expected, 6)
})

test('without counts there is no agreement', () => {
  expect(agreement([0, 0, 0])).toBeNull()
})

test('agreement lies between -1 and 1, is the same read backwards, and does not depend on how many answered', () => {
  const counts = fc
    .array(fc.nat({ max: 50 }), { minLength: 3, maxLength: 7 })
    .filter((list) => list.some(Boolean))
  fc.assert(
    fc.property(counts, (list) => {
      const a = agreement(list) ?? NaN
      expect(a).toBeGreaterThanOrEqual(-1 - 1e-12)
      expect(a).toBeLessThanOrEqual(1 + 1e-12)
      expect(agreement([...list].reverse())).toBeCloseTo(a, 10)
      expect(agreement(list.map((count) => count * 3))).toBeCloseTo(a, 10)
    }),
    { seed: 2 },
  )
})
