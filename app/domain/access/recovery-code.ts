/** Codes on paper for who lost the phone: each signs in once in place of a code from the app. */

import { createHash } from 'node:crypto'

/** How many there are at a time. */
export const RECOVERY_CODES = 10

/** No letters or digits that look alike on paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 10

/** A code "abcde-fgh23" out of a source of random numbers below a limit: 49 bits. */
export function makeRecoveryCode(randomBelow: (limit: number) => number): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[randomBelow(SIGNS.length)])
  return `${signs.slice(0, LENGTH / 2).join('')}-${signs.slice(LENGTH / 2).join('')}`
}

/** A code as it is compared, whatever spaces and capitals it was typed with; null when it is none. */
export function foldRecoveryCode(typed: string): string | null {
  const folded = typed.toLowerCase().replace(/[\s-]/g, '')
  return folded.length === LENGTH && [...folded].every((sign) => SIGNS.includes(sign)) ? folded : null
}

/** What is kept of a code. A fast hash will do: the code is random, and tries are limited. */
export function recoveryCodeHash(folded: string, accountId: string): string {
  return createHash('sha256').update(`${accountId}\n${folded}`).digest('hex')
}
