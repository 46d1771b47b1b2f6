/**
 * Kysely on SQLite through the sqlite3 driver: one connection writes, several read beside it (WAL), so that a
 * long report never holds up a save. Writers take turns in this process before they meet SQLite's own lock.
 */

import { stat } from 'node:fs/promises'
import { RawNode, SelectQueryNode, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  Kysely,
  QueryResult,
  RootOperationNode,
} from 'kysely'
import { SqliteConnection } from './sqlite-connection.ts'
import { DatabaseGone } from './storage.ts'

export type SqliteConfig = {
  path: string
  /** Connections that only read, beside the one that writes. */
  readers?: number
  /** FULL waits for the disk at every commit: no save is lost when the power fails, at about half the speed. */
  synchronous?: 'NORMAL' | 'FULL'
  /** Milliseconds that a write waits for another process. */
  busyTimeout?: number
}

/** At most this old is the knowledge that the open file is still the one at its path, in milliseconds. */
const FILE_CHECK_INTERVAL = 500

export class SqliteDialect implements Dialect {
  readonly #driver: SqliteDriver

  constructor(config: SqliteConfig) {
    this.#driver = new SqliteDriver(config)
  }

  createDriver(): Driver {
    return this.#driver
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler()
  }

  createAdapter() {
    return new TransactionalSqliteAdapter()
  }

  createIntrospector(db: Kysely<unknown>) {
    return new SqliteIntrospector(db)
  }

  /** Throws `DatabaseGone` when the open file is not the one at its path, looked at this very moment. */
  async checkFile(): Promise<void> {
    await this.#driver.checkFile()
  }
}

/** SQLite can undo changes of its schema, so a failed migration leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class SqliteDriver implements Driver {
  readonly #config: SqliteConfig
  #writer: SqliteConnection | null = null
  readonly #writers = new Turnstile()
  #readers: SqliteConnection[] = []
  readonly #freeReaders: SqliteConnection[] = []
  readonly #waiting: ((reader: SqliteConnection) => void)[] = []
  #inode: { dev: bigint; ino: bigint } | null = null
  #checkedAt = 0
  #gone = false

  constructor(config: SqliteConfig) {
    this.#config = config
  }

  async init(): Promise<void> {
    const { path, readers = 2, synchronous = 'NORMAL', busyTimeout = 5000 } = this.#config
    const settings = [
      `busy_timeout = ${busyTimeout}`,
      'foreign_keys = ON',
      // What is erased is overwritten: a draft must not be readable in the file after it was sent.
      'secure_delete = ON',
      'trusted_schema = OFF',
      `synchronous = ${synchronous}`,
    ]
    this.#writer = await SqliteConnection.open(path, 'write')
    for (const setting of [`busy_timeout = ${busyTimeout}`, 'journal_mode = WAL', ...settings]) {
      await this.#writer.pragma(setting)
    }
    for (let index = 0; index < readers; index += 1) {
      const reader = await SqliteConnection.open(path, 'read')
      for (const setting of settings) await reader.pragma(setting)
      this.#readers.push(reader)
      this.#freeReaders.push(reader)
    }
    const { dev, ino } = await stat(path, { bigint: true })
    this.#inode = { dev, ino }
    this.#checkedAt = performance.now()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteSession(this)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await sessionOf(connection).begin()
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await sessionOf(connection).commit()
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await sessionOf(connection).rollback()
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    await sessionOf(connection).release()
  }

  async destroy(): Promise<void> {
    const readers = this.#readers
    this.#readers = []
    for (const reader of readers) await reader.close()
    const writer = this.#writer
    this.#writer = null
    await writer?.close()
  }

  /** Waits for the writer's turn; the caller gives it back with the function it gets. */
  async takeWriter(): Promise<{ connection: SqliteConnection; giveBack: () => void }> {
    const giveBack = await this.#writers.enter()
    if (!this.#writer) {
      giveBack()
      throw new Error('The database is closed')
    }
    return { connection: this.#writer, giveBack }
  }

  async withReader<T>(work: (reader: SqliteConnection) => Promise<T>): Promise<T> {
    const reader =
      this.#freeReaders.pop() ??
      (await new Promise<SqliteConnection>((resolve) => this.#waiting.push(resolve)))
    try {
      return await work(reader)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(reader)
      else this.#freeReaders.push(reader)
    }
  }

  /** Cheap enough for every statement: looks at the file when the last look is too old. */
  async noticeVanishedFile(): Promise<void> {
    if (this.#gone || performance.now() - this.#checkedAt >= FILE_CHECK_INTERVAL) await this.checkFile()
  }

  async checkFile(): Promise<void> {
    this.#checkedAt = performance.now()
    const opened = this.#inode
    // Not opened yet: the first statement does that.
    if (!opened) return
    const found = await stat(this.#config.path, { bigint: true }).catch(() => null)
    this.#gone = found?.ino !== opened.ino || found.dev !== opened.dev
    if (this.#gone) throw new DatabaseGone(this.#config.path)
  }
}

/**
 * What Kysely takes for a connection. A statement outside a transaction goes to a reader when it only reads,
 * else to the writer; a transaction holds the writer from BEGIN IMMEDIATE to its end.
 */
class SqliteSession implements DatabaseConnection {
  readonly #driver: SqliteDriver
  #held: { connection: SqliteConnection; giveBack: () => void } | null = null

  constructor(driver: SqliteDriver) {
    this.#driver = driver
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    await this.#driver.noticeVanishedFile()
    if (this.#held) return run<Row>(this.#held.connection, query)
    if (onlyReads(query)) return this.#driver.withReader((reader) => run<Row>(reader, query))
    const writer = await this.#driver.takeWriter()
    try {
      return await run<Row>(writer.connection, query)
    } finally {
      writer.giveBack()
    }
  }

  /** Kysely asks for it; nothing in the product streams. */
  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streaming is not supported: read in portions by key')
  }

  async begin(): Promise<void> {
    await this.#driver.noticeVanishedFile()
    const writer = await this.#driver.takeWriter()
    try {
      await writer.connection.execute('BEGIN IMMEDIATE', [], false)
      this.#held = writer
    } catch (error) {
      writer.giveBack()
      throw error
    }
  }

  async commit(): Promise<void> {
    const held = this.#held
    if (!held) throw new Error('No transaction to commit')
    await this.#driver.noticeVanishedFile()
    // When this fails Kysely rolls back, and that gives the writer back.
    await held.connection.execute('COMMIT', [], false)
    this.#letGo()
  }

  async rollback(): Promise<void> {
    const held = this.#held
    if (!held) return
    try {
      await held.connection.execute('ROLLBACK', [], false)
    } catch (error) {
      // After a full disk SQLite has undone the transaction by itself.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    } finally {
      this.#letGo()
    }
  }

  async release(): Promise<void> {
    await this.rollback()
  }

  #letGo(): void {
    this.#held?.giveBack()
    this.#held = null
  }
}

/** Lets one at a time through, in order of arrival. */
class Turnstile {
  #last: Promise<void> = Promise.resolve()

  async enter(): Promise<() => void> {
    const before = this.#last
    let leave = () => {}
    this.#last = new Promise<void>((resolve) => {
      leave = resolve
    })
    await before
    return leave
  }
}

function sessionOf(connection: DatabaseConnection): SqliteSession {
  if (!(connection instanceof SqliteSession)) throw new Error('Not a connection of this dialect')
  return connection
}

async function run<Row>(connection: SqliteConnection, query: CompiledQuery): Promise<QueryResult<Row>> {
  const { rows, changes } = await connection.execute(query.sql, query.parameters, givesRows(query))
  return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
}

function onlyReads({ query, sql }: CompiledQuery): boolean {
  return isSelect(query) || (RawNode.is(query) && /^\s*select\b/i.test(sql))
}

function givesRows({ query, sql }: CompiledQuery): boolean {
  if (isSelect(query)) return true
  if (RawNode.is(query)) return /^\s*(select|with|pragma|explain|values)\b|\breturning\b/i.test(sql)
  return 'returning' in query && query.returning !== undefined
}

function isSelect(query: RootOperationNode): boolean {
  return SelectQueryNode.is(query)
}
