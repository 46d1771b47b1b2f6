import { expect, test } from 'vitest'
import { may, mayKnow } from '../../../app/domain/access/access.ts'
import type { Action, Actor, RegionRight, Subject } from '../../../app/domain/access/access.ts'

const someone = (regions: Record<string, RegionRight>, administrator = false): Actor => ({
  kind: 'account',
  accountId: 'a',
  name: 'Iemand',
  administrator,
  regions,
})
const region: Subject = { regionId: 'r1', invented: false, shared: false }
const IN_REGION: Action[] = [
  'read-region',
  'change-region',
  'read-round',
  'change-round',
  'read-invitations',
  'read-report',
]
const allowed = (actor: Actor, subject: Subject) => IN_REGION.filter((action) => may(actor, action, subject))

test('an administrator sees nothing of a region without a right in it', () => {
  expect(allowed(someone({}, true), region)).toEqual([])
  expect(mayKnow(someone({}, true), region)).toBe(false)
  expect(may(someone({}, true), 'manage-accounts')).toBe(true)
})

test('a coordinator does everything in the own region and nothing in another, nor in the installation', () => {
  const coordinator = someone({ r1: 'coordinator' })
  expect(allowed(coordinator, region)).toEqual(IN_REGION)
  expect(allowed(coordinator, { ...region, regionId: 'r2' })).toEqual([])
  expect(may(coordinator, 'manage-accounts')).toBe(false)
  expect(may(coordinator, 'read-log')).toBe(false)
})

test('a reader reads, but not who was invited, and changes nothing', () => {
  expect(allowed(someone({ r1: 'reader' }), region)).toEqual(['read-region', 'read-round', 'read-report'])
})

test('an inspector reads a report that is shared, and nothing before', () => {
  const inspector = someone({ r1: 'inspector' })
  expect(allowed(inspector, region)).toEqual([])
  expect(allowed(inspector, { ...region, shared: true })).toEqual(['read-report'])
})

test('the demo visitor reads invented regions only; a visitor reads nothing', () => {
  expect(allowed({ kind: 'demo' }, region)).toEqual([])
  expect(allowed({ kind: 'demo' }, { ...region, invented: true })).toEqual([
    'read-region',
    'read-round',
    'read-report',
  ])
  expect(allowed({ kind: 'visitor' }, { ...region, invented: true, shared: true })).toEqual([])
})

test('an action on a region is refused when nobody says which, and names of objects are no regions', () => {
  expect(may(someone({ r1: 'coordinator' }), 'read-region')).toBe(false)
  expect(may(someone({}), 'read-region', { ...region, regionId: 'constructor' })).toBe(false)
})
