/**
 * When the storage itself fails: the disk is full, the file is gone, the server does not answer. Nothing was
 * kept then, and whoever asked must hear so; every other error of a database is a bug or a broken rule.
 */

import { refused } from '../app/domain/refusal.ts'
import type { Refused } from '../app/domain/refusal.ts'

export type StorageTrouble = 'gone' | 'full' | 'unreachable'

/** The open SQLite file is no longer the one at its path: what is written to it is lost at the next start. */
export class DatabaseGone extends Error {
  readonly code = 'DATABASE_GONE'
  constructor(path: string) {
    super(`The database file ${path} was removed or replaced while open; put it back or restart the server`)
  }
}

/** Which rule of a table a statement broke; null for any other error. */
export function brokenRule(error: unknown): 'unique' | 'foreign-key' | 'not-null' | 'check' | null {
  const code = codeOf(error)
  if (code === 'SQLITE_CONSTRAINT') {
    // The driver gives one code for all four; only the message tells them apart.
    const message = error instanceof Error ? error.message : ''
    if (message.includes('UNIQUE')) return 'unique'
    if (message.includes('FOREIGN KEY')) return 'foreign-key'
    if (message.includes('NOT NULL')) return 'not-null'
    return message.includes('CHECK') ? 'check' : null
  }
  const rules = { '23505': 'unique', '23503': 'foreign-key', '23502': 'not-null', '23514': 'check' } as const
  return code !== null && code in rules ? rules[code as keyof typeof rules] : null
}

/** What is wrong with the storage, when that is why this error came; null for every other error. */
export function storageTrouble(error: unknown): StorageTrouble | null {
  const code = codeOf(error)
  if (code === null) {
    const message = error instanceof Error ? error.message : ''
    return /timeout exceeded when trying to connect|Connection terminated/.test(message)
      ? 'unreachable'
      : null
  }
  if (code === 'DATABASE_GONE' || code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') return 'gone'
  if (code === 'SQLITE_FULL' || code === '53100') return 'full'
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY|BUSY)/.test(code)) return 'unreachable'
  // PostgreSQL: 08 connection, 53 resources, 57P shutdown, 58 system; then the operating system's own names.
  if (/^(08|53|57P|58)/.test(code) || /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH|EAI_)/.test(code)) {
    return 'unreachable'
  }
  return null
}

/** Does the work, and turns failing storage into a refusal; every other error goes on. */
export async function unlessStorageFails<T>(
  work: () => Promise<T>,
): Promise<T | Refused<'storage-unavailable'>> {
  try {
    return await work()
  } catch (error) {
    if (storageTrouble(error) === null) throw error
    return refused('storage-unavailable')
  }
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
