/**
 * The second step: codes of six digits that an app on a phone makes from a shared secret and the time (RFC 6238 with
 * its defaults: SHA-1, 30 seconds, 6 digits, which every app supports).
 */

import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
const DIGITS = 6
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code of a time step. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS
  return String(number).padStart(DIGITS, '0')
}

/**
 * The time step whose code this is: of now, the one before or the one after, since clocks differ. Null when it is
 * none, or when a code of that step or a later one was used before (`lastStep`): a code works once.
 */
export function acceptedStep(
  secret: Uint8Array,
  code: string,
  now: Date,
  lastStep: number | null,
): number | null {
  const digits = Buffer.from(code.replace(/\s/g, ''))
  const current = Math.floor(now.getTime() / 1000 / STEP_SECONDS)
  let accepted: number | null = null
  for (const step of [current - 1, current, current + 1]) {
    const expected = Buffer.from(totpCode(secret, step))
    const same = digits.length === expected.length && timingSafeEqual(digits, expected)
    if (same && step > (lastStep ?? -1)) accepted ??= step
  }
  return accepted
}

/** The address that a QR code holds for the app. */
export function totpAddress(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}

/** The secret for typing over, in groups of four. */
export function secretToType(secret: Uint8Array): string {
  return (base32(secret).match(/.{1,4}/g) ?? []).join(' ')
}

function base32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('')
}
