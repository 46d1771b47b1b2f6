/**
 * The world a use case works in, handed to it as its first argument: tests hand it a database of their own and a
 * fixed clock. `openContext` makes the live one.
 */

import type { Database } from '../db/client.ts'
import type { FrameworkSet } from './frameworks.server.ts'

export type AppContext = {
  db: Database
  frameworks: FrameworkSet
  now(): Date
  /** A random id (UUIDv4: it tells no time and no order). */
  randomId(): string
  /** A random whole number from 0 up to, not including, `limit`. */
  randomBelow(limit: number): number
  /** Signs cookies and makes the demo's tokens; never leaves the server. */
  secret: string
  /** Closes the database; nothing may be asked of the context afterwards. */
  close(): Promise<void>
}
