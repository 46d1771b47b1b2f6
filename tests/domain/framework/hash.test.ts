import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, frameworkHash, sha256 } from '../../../app/domain/framework/hash.ts'
import { parseFramework } from '../../../app/domain/framework/parse.ts'
import { smallFramework } from '../../make/framework-files.ts'

test('canonical JSON reads back as the same value and does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(reversed(value))).toBe(text)
    }),
    { seed: 20240501 },
  )
})

test('canonical JSON has no spaces and sorts keys by code point', () => {
  expect(canonicalJson({ b: [1, null], a: { é: 'x', z: undefined } })).toBe('{"a":{"é":"x"},"b":[1,null]}')
})

test('SHA-256 gives the digest that FIPS 180-2 gives for "abc"', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('comments and the order of keys do not change the hash of a framework; one letter does', () => {
  const hash = hashAfter()
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(hashAfter(['themes:', '# a remark\nthemes:'])).toBe(hash)
  expect(
    hashAfter(
      ['id: bal\n    title: Besluit', 'title: Besluit'],
      ["date: '2024-01-01'", "date: '2024-01-01'\n    id: bal"],
    ),
  ).toBe(hash)
  expect(hashAfter(['Het zwemwater is helder', 'Het Zwemwater is helder'])).not.toBe(hash)
})

test('whoever has the framework as JSON can take its hash again', () => {
  const parsed = parseFramework(smallFramework())
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const { hash, ...rest } = JSON.parse(JSON.stringify(parsed.value)) as { hash: string }
  expect(frameworkHash(rest)).toBe(hash)
})

function hashAfter(...changes: [string, string][]): string {
  const parsed = parseFramework(smallFramework(...changes))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value.hash
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  // Keys such as "__proto__" are own keys here too.
  return Object.entries(value)
    .reverse()
    .reduce<object>(
      (copy, [key, inner]) =>
        Object.defineProperty(copy, key, { value: reversed(inner), enumerable: true, configurable: true }),
      {},
    )
}
