/** Packages made by someone who means harm: whoever compares regions takes files from strangers. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePackages } from '../../../app/domain/report/compare.ts'
import { parseDataPackage } from '../../../app/domain/report/data-package-file.ts'
import { replay } from '../../../app/domain/report/replay.ts'
import { demoPackage } from '../../make/data-package.ts'

const real = JSON.stringify(await demoPackage())
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const read = (json: unknown) => parseDataPackage({ name: 'rapport.json', text: JSON.stringify(json) })
const aPackage = () =>
  JSON.parse(real) as Record<string, never> & { score: { themes: Theme[] }; texts: Texts }
type Theme = { id: string; title: string; roles: object; norms: { criteria: Json[] }[] & Json[] }
type Texts = { roles: { id: string }[]; items: Json[] }

/** Reads, and does all that a page does with what was read. */
function use(text: string): boolean {
  const parsed = parseDataPackage({ name: 'rapport.json', text })
  if (!parsed.ok) return false
  replay(parsed.value)
  const one = { name: 'rapport.json', data: parsed.value }
  comparePackages([one, one], 'nl')
  return true
}

test('a real package is read, replayed and compared', () => {
  expect(use(real)).toBe(true)
})

test('a small file with very many criteria, or with one of them twice, is refused before anything is reckoned', () => {
  const many = aPackage()
  const norm = (of: number) => ({
    id: `n${of}`,
    title: '',
    roles: {},
    criteria: Array.from({ length: 100 }, (_, at) => ({
      id: `c${of}.${at}`,
      title: '',
      roles: {},
      gap: null,
    })),
  })
  many.score.themes = [
    { id: 't', title: '', roles: {}, norms: Array.from({ length: 6 }, (_, of) => norm(of)) },
  ]
  expect(read(many).ok).toBe(false)
  const twice = aPackage()
  const criteria = twice.score.themes[0]?.norms[0]?.criteria
  criteria?.push(criteria[0] ?? null)
  expect(read(twice)).toMatchObject({
    ok: false,
    problems: [{ what: 'two of the criteria have the same id' }],
  })
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a role that is called %s finds nothing that was not written, and leaves nothing behind',
  (name) => {
    const evil = aPackage()
    const [role] = evil.texts.roles
    if (!role) throw new Error('There are no roles')
    role.id = name
    expect(read(evil).ok).toBe(false)
    use(real.replaceAll(`"professional":`, `"${name}":`).replaceAll('"invented":', '"__proto__":'))
    expect({}).not.toHaveProperty('polluted')
    expect(Object.keys(Object.prototype)).toEqual([])
  },
)

test('a package with anything in the place of anything is refused or read, and never stops the program', () => {
  const strange = fc.oneof(
    fc.constantFrom<Json>(null, true, -1, 0, 1e308, -1e308, 5e-324, 2 ** 53, '', '<b>', '\u0000', [], {}),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  )
  let used = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.infiniteStream(fc.nat(200)), strange), { minLength: 1, maxLength: 3 }),
      (changes) => {
        const changed = JSON.parse(real) as Json
        for (const [way, value] of changes) put(changed, way, value)
        if (use(JSON.stringify(changed))) used += 1
      },
    ),
    { numRuns: 150, seed: 20261122 },
  )
  expect(used, 'some changes have to get past the door to try what is behind it').toBeGreaterThan(10)
})

test('what is nested a million deep is refused, as are numbers that are none', () => {
  expect(use('['.repeat(1_000_000))).toBe(false)
  expect(use('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toBe(false)
  expect(use(real.replace(/"p":0\.\d+/, '"p":1e999'))).toBe(false)
})

/** Walks down by the numbers of `way` and puts the value somewhere. */
function put(root: Json, way: Iterable<number>, value: Json): void {
  let at: Json = root
  for (const step of way) {
    if (typeof at !== 'object' || at === null) return
    const keys = Object.keys(at)
    const key = keys[step % Math.max(keys.length, 1)]
    if (key === undefined) return
    const inside = at as { [key: string]: Json }
    const next = inside[key] ?? null
    if (typeof next !== 'object' || next === null || Object.keys(next).length === 0) {
      inside[key] = value
      return
    }
    at = next
  }
}
