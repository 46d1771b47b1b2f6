/**
 * The world a use case works in, handed to it as its first argument: tests hand it a database of their own and a
 * fixed clock. `openContext` makes the live one.
 */

import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../db/client.ts'
import type { Database } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { closePlainAnswers, canOpenAnswers } from '../db/queries/vault.ts'
import { WrongSettings } from './env.server.ts'
import type { EditorialWords } from './domain/report/editorial.ts'
import { UNKNOWN_INSTALLATION } from './domain/installation.ts'
import type { Installation } from './domain/installation.ts'
import type { Env } from './env.server.ts'
import { loadFrameworks } from './frameworks.server.ts'
import type { FrameworkSet } from './frameworks.server.ts'
import type { Vault } from './domain/response/vault.ts'
import { mailerOf } from './mail.server.ts'
import type { Mailer } from './mail.server.ts'
import { vaultOf } from './seal.server.ts'
import { editorialWords } from './text/report-words.ts'
import { workAccountsOf } from './work-accounts.server.ts'
import type { WorkAccounts } from './work-accounts.server.ts'

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
  /** Keeps answers that are not admitted yet. */
  vault: Vault
  /** A token that only this installation can make, always the same for the same name. */
  derivedToken(name: string): string
  /** 256 random bits, for a cookie or a link. */
  randomToken(): string
  /** Whether staff cannot sign in without a second step. */
  demandsSecondStep: boolean
  /** Who answers for this installation. */
  installation: Installation
  /** Signing in with a work account; null when none is set up. */
  workAccounts: WorkAccounts | null
  /** Sends mail; null when no mail server is set up. */
  mail: Mailer | null
  /** What a report says around what people wrote in it. */
  reportWords: EditorialWords
  /** Closes the database; nothing may be asked of the context afterwards. */
  close(): Promise<void>
}

/** The parts of a context that tests replace. */
export type ContextParts = {
  db: Database
  frameworks: FrameworkSet
  secret: string
  now?: () => Date
  randomId?: () => string
  randomBelow?: (limit: number) => number
  demandsSecondStep?: boolean
  installation?: Installation
  workAccounts?: WorkAccounts | null
  mail?: Mailer | null
}

/** A context from its parts, with a real clock and real randomness where none is given. */
export function makeContext(parts: ContextParts): AppContext {
  const { db, frameworks, secret } = parts
  return {
    db,
    frameworks,
    secret,
    now: parts.now ?? (() => new Date()),
    randomId: parts.randomId ?? randomUUID,
    randomBelow: parts.randomBelow ?? randomInt,
    vault: vaultOf(secret),
    derivedToken: (name) => createHmac('sha256', secret).update(name).digest('base64url').slice(0, 22),
    randomToken: () => randomBytes(32).toString('base64url'),
    demandsSecondStep: parts.demandsSecondStep ?? false,
    installation: parts.installation ?? UNKNOWN_INSTALLATION,
    workAccounts: parts.workAccounts ?? null,
    mail: parts.mail ?? null,
    reportWords: editorialWords,
    close: () => db.close(),
  }
}

/** Opens the live context: database at the newest tables, frameworks read, secret in place. Throws when it cannot. */
export async function openContext(env: Env): Promise<AppContext> {
  const secret = env.sessionSecret ?? (await keptSecret(env.dataDir))
  const frameworks = await loadFrameworks()
  const db = await openDatabase(env.database)
  try {
    await migrate(db)
    const vault = vaultOf(secret)
    await closePlainAnswers(db.kysely, vault)
    if (!(await canOpenAnswers(db.kysely, vault))) throw new WrongSettings([OTHER_SECRET])
  } catch (error) {
    await db.close()
    throw error
  }
  return makeContext({
    db,
    frameworks,
    secret,
    demandsSecondStep: env.demandsSecondStep,
    installation: env.installation,
    workAccounts: env.oidc ? workAccountsOf(env.oidc) : null,
    mail: env.mail ? mailerOf({ ...env.mail, origin: env.origin ?? `http://${env.host}:${env.port}` }) : null,
  })
}

const OTHER_SECRET =
  'SESSION_SECRET: the answers in the database were closed with another secret; start with that one (it also stands in DATA_DIR/session-secret)'

/**
 * The secret in the data folder, made at the first start. Written beside its place and linked into it: two servers
 * that start together end up with the same one, and none ever reads half of it.
 */
async function keptSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'session-secret')
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null && kept.trim().length >= 32) return kept.trim()
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    await link(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  const made = (await readFile(path, 'utf8')).trim()
  if (made.length < 32) throw new Error(`${path} holds no secret; remove it and start again`)
  return made
}
