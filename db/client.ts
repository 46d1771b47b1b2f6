/** Opens the database: an SQLite file by default, PostgreSQL by its address. */

import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { LogEvent, Transaction } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'
import { SqliteDialect } from './sqlite-dialect.ts'
import type { SqliteConfig } from './sqlite-dialect.ts'

export type DatabaseConfig =
  ({ kind: 'sqlite' } & SqliteConfig) | { kind: 'postgres'; url: string; connections?: number }

/** The open database; only db/ looks inside it. */
export type Database = {
  kind: DatabaseConfig['kind']
  kysely: Kysely<Schema>
  /** Throws when nothing can be read or kept right now. */
  check(): Promise<void>
  close(): Promise<void>
}

/** What a query function works on: the database, or a transaction in it. */
export type Queries = Kysely<Schema> | Transaction<Schema>

/**
 * Opens the database without touching its tables (`migrate` does). The folder of an SQLite file is made when it
 * is missing. `onStatement` hears every statement but the
 * bounds of transactions, for counting them.
 */
export async function openDatabase(
  config: DatabaseConfig,
  onStatement?: (sql: string) => void,
): Promise<Database> {
  const log =
    onStatement &&
    (({ query }: LogEvent) => {
      if (!/^(begin|commit|rollback)$/.test(query.sql)) onStatement(query.sql)
    })
  if (config.kind === 'sqlite') {
    await mkdir(dirname(config.path), { recursive: true })
    const dialect = new SqliteDialect(config)
    const kysely = new Kysely<Schema>({ dialect, ...(log && { log }) })
    return {
      kind: 'sqlite',
      kysely,
      check: async () => {
        await dialect.checkFile()
        await sql`select count(*) from round`.execute(kysely)
      },
      close: () => kysely.destroy(),
    }
  }
  const pool = new pg.Pool({
    connectionString: config.url,
    max: config.connections ?? 10,
    connectionTimeoutMillis: 5000,
    types: { getTypeParser: parserOf },
  })
  // A server that goes away takes idle connections with it; the next query says so to whoever asks it.
  pool.on('error', () => {})
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), ...(log && { log }) })
  return {
    kind: 'postgres',
    kysely,
    check: async () => {
      await sql`select count(*) from round`.execute(kysely)
    },
    close: () => kysely.destroy(),
  }
}

/** One transaction: all of the work is kept, or nothing when it throws. */
export async function inTransaction<T>(
  db: Database,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return db.kysely.transaction().execute(work)
}

const INT8 = 20

/** Counts come as int8, which pg gives as text; no count here comes near 2^53. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8) return (value: string) => Number(value)
  return pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown
}
