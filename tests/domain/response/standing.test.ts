import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingOf } from '../../../app/domain/response/standing.ts'

const group = (id: string, invited: number, sent: number) => ({
  id,
  title: id,
  invited: { about: invited },
  sent,
})

test('of an anonymous role no group below k shows a number, nor can it be subtracted', () => {
  const groups = fc.array(fc.nat(14), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(groups, (counts) => {
      const standing = standingOf(
        counts.map((sent, index) => group(`g${index}`, 20, sent)),
        5,
      )
      const total = counts.reduce((sum, sent) => sum + sent, 0)
      const shown = standing.groups.flatMap(({ sent }) => (sent === null ? [] : [sent]))
      for (const sent of shown) expect(sent).toBeGreaterThanOrEqual(5)
      const hidden = total - shown.reduce((sum, sent) => sum + sent, 0)
      expect(hidden === 0 || hidden >= 5 || shown.length === 0).toBe(true)
      if (standing.dominant) expect(shown).toContain(counts[Number(standing.dominant.id.slice(1))])
    }),
    { seed: 20261121, numRuns: 500 },
  )
})

test('the three groups to call are those that miss most people', () => {
  const { missing } = standingOf(
    [
      group('small', 6, 0),
      group('large', 40, 4),
      group('done', 20, 15),
      group('low', 60, 8),
      group('middle', 15, 1),
    ],
    5,
  )
  expect(missing.map(({ id }) => id)).toEqual(['low', 'large', 'middle'])
})

test('boards that have not sent are to be called, and none that has', () => {
  const board = (id: string, sent: number) => ({ id, title: id, invited: 1, sent })
  const { missing, groups } = standingOf([board('a', 1), board('b', 0)], null)
  expect(missing.map(({ id }) => id)).toEqual(['b'])
  expect(groups.map(({ sent }) => sent)).toEqual([1, 0])
})

test('one organisation that sent more than half is named, unless the rest is that half', () => {
  expect(standingOf([group('a', 40, 30), group('b', 20, 10)], 5).dominant).toMatchObject({
    id: 'a',
    share: 0.75,
  })
  expect(standingOf([group('a', 40, 6), group('b', 20, 0)], 5).dominant).toMatchObject({ id: 'a', share: 1 })
  expect(standingOf([group('a', 40, 6)], 5).dominant).toBeNull()
  expect(standingOf([group('a', 40, 10), group('b', 20, 10)], 5).dominant).toBeNull()
  expect(
    standingOf([group('a', 9, 7), group('b', 9, 3), group('c', 9, 3), group('d', 9, 3)], 5).dominant,
  ).toBeNull()
})

test('a group that is hidden only for the sake of a smaller one is not called', () => {
  const { missing, groups } = standingOf([group('enough', 12, 9), group('few', 12, 2)], 5)
  expect(groups.map(({ sent }) => sent)).toEqual([null, null])
  expect(missing.map(({ id }) => id)).toEqual(['few'])
})
