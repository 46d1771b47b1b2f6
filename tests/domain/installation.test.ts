import { expect, test } from 'vitest'
import { missingFrom, UNKNOWN_INSTALLATION } from '../../app/domain/installation.ts'
import { readEnv } from '../../app/env.server.ts'

test('what nobody filled in is missing, and nothing is made up in its place', () => {
  const { installation } = readEnv({ ORGANISATION: 'GGD Voorbeeld', PRIVACY_CONTACT: 'fg@voorbeeld.nl' })
  expect(installation).toEqual({
    ...UNKNOWN_INSTALLATION,
    organisation: 'GGD Voorbeeld',
    privacy: 'fg@voorbeeld.nl',
  })
  expect(missingFrom(installation)).toEqual(['contact', 'security', 'accessibility', 'hosting'])
})

test('an address that is none stops the start', () => {
  expect(() => readEnv({ SECURITY_CONTACT: 'bel de balie' })).toThrow(/SECURITY_CONTACT/)
})
