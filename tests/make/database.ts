/** Databases for tests: each test that needs one runs on SQLite and on a real PostgreSQL. */

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, inject, test } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import type { Database } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import './global-setup.ts'

export type Engine = Database['kind']

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres']

const NAMES: Record<Engine, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' }

/** Tables so that none comes before one that points to it. */
const TABLES = [
  'publication_file',
  'publication',
  'region_slug',
  'hearing_party',
  'hearing',
  'editorial_entry',
  'erasure_receipt',
  'paper_form',
  'paper_count',
  'team_count',
  'team_session',
  'account_region',
  'recovery_code',
  'session',
  'one_time_link',
  'rate_limit',
  'account',
  'trial_note',
  'trial_visit',
  'round_organisation',
  'tally',
  'profession_count',
  'response',
  'sealed_response',
  'correction',
  'draft_answer',
  'board_adoption',
  'board_link',
  'draft',
  'mail_opt_out',
  'outgoing_mail',
  'invitee',
  'invitation',
  'open_link',
  'mail_text',
  'mail_settings',
  'reminder_run',
  'round_role',
  'round',
  'organisation',
  'regional_figure',
  'municipality',
  'region',
] as const

type Opened = { db: Database; statements: string[] }

const opened = new Map<Engine, Promise<Opened>>()
const cleanUps: (() => Promise<void>)[] = []

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp()
})

/** An empty place for a database of its own: its configuration, without any table. Gone after the file's tests. */
export async function newPlace(engine: Engine) {
  if (engine === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'regiospiegel-test-'))
    cleanUps.push(() => rm(folder, { recursive: true, force: true }))
    return { kind: 'sqlite' as const, path: join(folder, 'test.sqlite') }
  }
  const server = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  cleanUps.push(() => onServer(server, `drop database ${name} with (force)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return { kind: 'postgres' as const, url: url.href, connections: 10 }
}

/**
 * One test on both engines, on empty tables. `statements` collects every statement from the start of the test; set
 * its length to 0 to count from another moment.
 */
export function testOnBoth(
  name: string,
  body: (db: Database, statements: string[]) => Promise<void>,
  timeout?: number,
): void {
  for (const engine of ENGINES) {
    test(
      `${name} (${NAMES[engine]})`,
      async () => {
        const { db, statements } = await openOnce(engine)
        await empty(db)
        statements.length = 0
        await body(db, statements)
      },
      timeout,
    )
  }
}

function openOnce(engine: Engine): Promise<Opened> {
  let one = opened.get(engine)
  if (!one) {
    one = open(engine)
    opened.set(engine, one)
  }
  return one
}

async function open(engine: Engine): Promise<Opened> {
  const statements: string[] = []
  const db = await openDatabase(await newPlace(engine), (statement) => statements.push(statement))
  cleanUps.push(() => db.close())
  await migrate(db)
  return { db, statements }
}

async function empty(db: Database): Promise<void> {
  for (const table of TABLES) await sql`delete from ${sql.table(table)}`.execute(db.kysely)
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
