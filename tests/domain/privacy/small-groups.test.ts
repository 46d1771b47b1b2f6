import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isEnough,
  minimumOf,
  shownCounts,
  shownNestedCounts,
  toldNumber,
} from '../../../app/domain/privacy/small-groups.ts'
import { aRole } from '../../make/framework.ts'

const SEED = 20261121
const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

describe('the minimum', () => {
  test('counts people in an anonymous role and organisations in a named one', () => {
    const heard = { persons: 9, organisations: 2 }
    expect(isEnough(minimumOf(aRole({ id: 'floor', minimumGroup: 5 })), heard)).toBe(true)
    expect(isEnough(minimumOf(aRole({ id: 'board', anonymity: 'named', minimumGroup: 3 })), heard)).toBe(
      false,
    )
  })

  test('may be raised by a round and never lowered', () => {
    expect(minimumOf(aRole({ id: 'floor', minimumGroup: 5 }), 8).count).toBe(8)
    expect(minimumOf(aRole({ id: 'floor', minimumGroup: 5 }), 1).count).toBe(5)
  })

  test('nobody is never enough, and fewer than k is no number', () => {
    expect(isEnough({ count: 0, of: 'persons' }, { persons: 0, organisations: 0 })).toBe(false)
    expect([toldNumber(4, 5), toldNumber(5, 5)]).toEqual([null, 5])
  })
})

describe('a number that is not shown cannot be worked out', () => {
  test('a group of 3 beside a group of 9 hides both, since the total is known', () => {
    expect(shownCounts({ doctors: 9, nurses: 3 }, 5)).toEqual({ shown: {}, rest: 12 })
  })

  test('an organisation of 3 in a party of 12 hides the organisation of 9 beside it', () => {
    const { outer, inner } = shownNestedCounts(
      [
        { id: 'a', outer: 'hospital', count: 9 },
        { id: 'b', outer: 'hospital', count: 3 },
        { id: 'c', outer: 'town', count: 6 },
        { id: 'd', outer: 'town', count: 7 },
      ],
      5,
    )
    expect(outer.shown).toEqual({ hospital: 12, town: 13 })
    expect(inner.shown).toEqual({ c: 6, d: 7 })
    expect(inner.rest).toBe(12)
  })

  test('a party that is hidden for the sake of another shows none of its organisations', () => {
    const { outer, inner } = shownNestedCounts(
      [
        { id: 'a', outer: 'large', count: 20 },
        { id: 'b', outer: 'medium', count: 6 },
        { id: 'c', outer: 'small', count: 2 },
      ],
      5,
    )
    expect(outer).toEqual({ shown: { large: 20 }, rest: 8 })
    expect(inner).toEqual({ shown: { a: 20 }, rest: 8 })
  })

  test('whatever the numbers, every difference between what is shown is nothing or at least k', () => {
    const groups = fc.array(fc.record({ outer: fc.constantFrom('x', 'y', 'z'), count: fc.nat(14) }), {
      maxLength: 9,
    })
    fc.assert(
      fc.property(groups, fc.integer({ min: 2, max: 6 }), (list, k) => {
        const inner = list.map((one, index) => ({ ...one, id: `g${index}` }))
        const all = list.reduce((sum, { count }) => sum + count, 0)
        const shown = shownNestedCounts(inner, k)
        const enough = (hidden: number) => hidden === 0 || hidden >= k || hidden === all
        for (const count of [...Object.values(shown.outer.shown), ...Object.values(shown.inner.shown)])
          expect(count).toBeGreaterThanOrEqual(k)
        expect(enough(all - sumOf(shown.outer.shown))).toBe(true)
        expect(enough(all - sumOf(shown.inner.shown))).toBe(true)
        for (const [outer, total] of Object.entries(shown.outer.shown)) {
          const within = inner.filter((one) => one.outer === outer && one.id in shown.inner.shown)
          expect(enough(total - within.reduce((sum, { count }) => sum + count, 0))).toBe(true)
        }
        for (const { id, outer } of inner)
          if (id in shown.inner.shown) expect(Object.keys(shown.outer.shown)).toContain(outer)
      }),
      { seed: SEED, numRuns: 2000 },
    )
  })
})

test('no other module compares a number of people with a minimum', () => {
  const files = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
    )
  // What does not show anything: whether a framework asks for enough, when waiting answers are admitted, and forecasts from what is still to come.
  const exempt =
    /framework\/check|privacy\/small-groups|response\/admission|scoring\/expected-strength|round\/readiness/
  const compares =
    /(?:(?<!=)[<>]=? *\(?[\w.]*(?:minimumGroup|minimum\.count))|(?:(?:minimumGroup|minimum\.count)\s*[<>])/
  const found = ['app', 'db']
    .flatMap(files)
    .filter((file) => /\.tsx?$/.test(file) && !exempt.test(file))
    .filter((file) => compares.test(readFileSync(file, 'utf8')))
  expect(found).toEqual([])
})
