import { expect, test } from 'vitest'
import { compareVersions } from '../../../app/domain/framework/version.ts'

test('version 1.10 is newer than 1.9, because versions are compared number by number', () => {
  expect(compareVersions('1.10', '1.9')).toBeGreaterThan(0)
  expect(compareVersions('1.9', '1.10')).toBeLessThan(0)
  expect(['2.0', '1.10', '1.9', '1.2'].sort(compareVersions)).toEqual(['1.2', '1.9', '1.10', '2.0'])
})

test('a version with a zero behind it is the same version', () => {
  expect(compareVersions('1', '1.0')).toBe(0)
  expect(compareVersions('1.0.1', '1.0')).toBeGreaterThan(0)
})

test('what is not dotted numbers cannot be ordered', () => {
  for (const version of ['', '1.', 'v1', '1.0-beta', '١'])
    expect(() => compareVersions(version, '1')).toThrow()
})
