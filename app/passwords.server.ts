/**
 * Keeping and checking passwords: argon2id with the settings that OWASP gives as its minimum (19 MiB, 2 passes), on a
 * thread beside the server's own.
 */

import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { passwordProblem } from './domain/access/password.ts'
import type { PasswordProblem } from './domain/access/password.ts'

/** The package's algorithm is argon2id unless told otherwise; its name stands in every hash. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Words that a guess about an account of this product begins with. */
const OWN_WORDS = ['regiospiegel', 'wachtwoord', 'leefstijl']

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), OPTIONS)
}

/**
 * Whether this is the password. Without a stored one it takes as long as with one and says no, so that time does not
 * tell which accounts there are.
 */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    decoy ??= hashPassword(randomBytes(24).toString('base64url'))
    await verify(await decoy, normal(password))
    return false
  }
  return verify(stored, normal(password))
}

let decoy: Promise<string> | null = null

/** What is wrong with a new password of this person; null when it may be used. */
export async function newPasswordProblem(
  password: string,
  person: { name: string; email: string },
): Promise<PasswordProblem | null> {
  leaked ??= readLeaked()
  const list = await leaked
  return passwordProblem(normal(password), {
    known: (text) => list.has(text),
    personal: [person.name, person.email, ...OWN_WORDS],
  })
}

let leaked: Promise<Set<string>> | null = null

/** 49,000 leaked passwords out of lists that were made public, and words that pass phrases are made of; MIT licence. */
async function readLeaked(): Promise<Set<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set([...dictionary['passwords-common'], ...dictionary['diceware-common']])
}

/** One way of writing what looks the same, whatever the keyboard (NIST SP 800-63B §3.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC')
}
