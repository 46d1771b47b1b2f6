import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  admittedAtClose,
  admittedForm,
  admittedNow,
  draw,
  keepsOrganisation,
} from '../../../app/domain/response/admission.ts'
import { shownCounts } from '../../../app/domain/privacy/small-groups.ts'
import { aResponse, aRole } from '../../make/framework.ts'

const SEED = 20260310

test('however many are sent, never fewer than k are admitted together and none is left behind', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 20 }), (sent, k) => {
      let sealed = 0
      let admitted = 0
      for (let index = 0; index < sent; index += 1) {
        sealed += 1
        const now = admittedNow(sealed, k)
        expect(now === 0 || now === k).toBe(true)
        sealed -= now
        admitted += now
        expect(sealed).toBeLessThan(2 * k)
      }
      const last = admittedAtClose(sealed, k)
      expect(last === 0 || last >= k).toBe(true)
      expect(admitted + last).toBe(sent >= k ? sent : 0)
    }),
    { seed: SEED },
  )
})

test('a draw takes so many different ones, and every one can be taken', () => {
  const from = [1, 2, 3, 4, 5, 6]
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 6 }), (numbers, count) => {
      const drawn = draw(from, count, (limit) => (numbers.next().value ?? 0) % limit)
      expect(drawn).toHaveLength(count)
      expect(new Set(drawn).size).toBe(count)
      expect(drawn.every((one) => from.includes(one))).toBe(true)
    }),
    { seed: SEED },
  )
  expect(from).toEqual([1, 2, 3, 4, 5, 6])
  expect(from.map((_, at) => draw(from, 1, () => at)[0])).toEqual(from)
})

test('an anonymous response loses profession and organisation, a named one keeps its organisation', () => {
  const sent = aResponse({ party: 'HO', organisation: 'Praktijk', profession: 'huisarts' })
  const anonymous = aRole({ id: 'professional', routing: 'routes' })
  expect(admittedForm(sent, anonymous, 'person', false)).toMatchObject({
    party: null,
    organisation: null,
    profession: null,
    routes: ['V', 'U'],
  })
  expect(admittedForm(sent, anonymous, 'party', false)).toMatchObject({ party: 'HO', organisation: null })
  expect(admittedForm(sent, anonymous, 'organisation', true)).toMatchObject({ organisation: 'Praktijk' })
  const named = aRole({ id: 'board', anonymity: 'named' })
  expect(admittedForm(sent, named, 'party', true)).toMatchObject({ party: 'HO', organisation: 'Praktijk' })
})

test('an organisation with fewer than 2k invited is not named, nor any where persons weigh alike', () => {
  const anonymous = aRole({ id: 'professional' })
  expect(keepsOrganisation(anonymous, 'organisation', 10, 5)).toBe(true)
  expect(keepsOrganisation(anonymous, 'organisation', 9, 5)).toBe(false)
  expect(keepsOrganisation(anonymous, 'person', 100, 5)).toBe(false)
  expect(keepsOrganisation(aRole({ id: 'board', anonymity: 'named' }), 'person', 1, 5)).toBe(true)
})

test('no group below k is shown, and none can be found by subtracting the others from the total', () => {
  expect(shownCounts({ a: 9, b: 6, c: 2, d: 4 }, 5)).toEqual({ shown: { a: 9, b: 6 }, rest: 6 })
  // The rest of 2 alone would be hidden: the smallest shown group joins it.
  expect(shownCounts({ a: 9, b: 6, c: 2 }, 5)).toEqual({ shown: { a: 9 }, rest: 8 })
  expect(shownCounts({ a: 3 }, 5)).toEqual({ shown: {}, rest: null })
  expect(shownCounts({ a: 5, b: 0 }, 5)).toEqual({ shown: { a: 5 }, rest: null })
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.nat(30)), fc.integer({ min: 2, max: 10 }), (counts, k) => {
      const { shown, rest } = shownCounts(counts, k)
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
      const left = total - Object.values(shown).reduce((sum, count) => sum + count, 0)
      expect(Object.values(shown).every((count) => count >= k)).toBe(true)
      expect(left === 0 || left >= k || Object.keys(shown).length === 0).toBe(true)
      expect(rest).toBe(left >= k ? left : null)
    }),
    { seed: SEED },
  )
})
