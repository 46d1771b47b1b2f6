import { expect, test } from 'vitest'
import { acceptedStep, secretToType, totpAddress, totpCode } from '../../../app/domain/access/totp.ts'

/** RFC 6238, appendix B: the secret of the SHA-1 vectors. */
const SECRET = Buffer.from('12345678901234567890')

test('codes are those of RFC 6238', () => {
  const at = (seconds: number) => totpCode(SECRET, Math.floor(seconds / 30))
  // The vectors have eight digits; an app with six shows the last six of them.
  expect(at(59)).toBe('287082')
  expect(at(1111111109)).toBe('081804')
  expect(at(1234567890)).toBe('005924')
  expect(at(20000000000)).toBe('353130')
})

test('the code of now and its neighbours work, once, and never an older one afterwards', () => {
  const now = new Date(1111111109_000)
  const step = Math.floor(1111111109 / 30)
  expect(acceptedStep(SECRET, '081 804', now, null)).toBe(step)
  expect(acceptedStep(SECRET, totpCode(SECRET, step - 1), now, null)).toBe(step - 1)
  expect(acceptedStep(SECRET, totpCode(SECRET, step + 1), now, null)).toBe(step + 1)
  expect(acceptedStep(SECRET, totpCode(SECRET, step - 2), now, null)).toBeNull()
  expect(acceptedStep(SECRET, '081804', now, step), 'used').toBeNull()
  expect(acceptedStep(SECRET, totpCode(SECRET, step - 1), now, step), 'older than the one used').toBeNull()
  expect(acceptedStep(SECRET, '', now, null)).toBeNull()
  expect(acceptedStep(SECRET, '08180４', now, null)).toBeNull()
})

test('the secret is written as apps read it', () => {
  expect(secretToType(SECRET)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  expect(totpAddress(SECRET, 'a b@c.nl', 'Naam: x')).toBe(
    'otpauth://totp/Naam%3A%20x:a%20b%40c.nl?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Naam%3A%20x',
  )
})
