/** One connection of the sqlite3 driver with promises, prepared statements and strict binding. */

import * as driver from 'sqlite3'

/** The driver as it is at run time: its types do not know that everything stands in a default export. */
const sqlite3 = (driver as unknown as { default: typeof driver }).default

/** What came of a statement; `changes` is 0 for a statement that only reads. */
export type SqliteResult = { rows: Record<string, unknown>[]; changes: number }

/** Statements kept prepared per connection: the product's queries are fewer than this. */
const KEPT_STATEMENTS = 200

/**
 * One statement is in flight at a time: whoever holds the connection awaits each before the next (a second would
 * only park a thread of the pool on SQLite's own lock).
 */
export class SqliteConnection {
  readonly #database: driver.Database
  /** In order of use: the first is the longest unused. */
  readonly #statements = new Map<string, driver.Statement>()

  private constructor(database: driver.Database) {
    this.#database = database
  }

  static async open(path: string, mode: 'read' | 'write'): Promise<SqliteConnection> {
    const flags = mode === 'read' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE
    const database = await new Promise<driver.Database>((resolve, reject) => {
      const opened: driver.Database = new sqlite3.Database(path, flags, (error) =>
        error ? reject(error) : resolve(opened),
      )
    })
    return new SqliteConnection(database)
  }

  /** Runs one statement. Throws before binding what the driver would bind as something else. */
  async execute(sql: string, parameters: readonly unknown[], wantsRows: boolean): Promise<SqliteResult> {
    parameters.forEach((value, index) => refuseUnbindable(value, index, sql))
    const statement = await this.#prepare(sql)
    try {
      return await new Promise<SqliteResult>((resolve, reject) => {
        if (wantsRows) {
          statement.all<Record<string, unknown>>([...parameters], (error, rows) =>
            error ? reject(error) : resolve({ rows, changes: 0 }),
          )
        } else {
          statement.run([...parameters], function (error) {
            if (error) reject(error)
            else resolve({ rows: [], changes: this.changes })
          })
        }
      })
    } catch (error) {
      // A statement that failed half-way keeps its locks until it is reset or gone.
      this.#statements.delete(sql)
      statement.finalize()
      throw error
    }
  }

  async pragma(assignment: string): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      this.#database.exec(`PRAGMA ${assignment}`, (error) => (error ? reject(error) : resolve())),
    )
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) statement.finalize()
    this.#statements.clear()
    await new Promise<void>((resolve, reject) =>
      this.#database.close((error) => (error ? reject(error) : resolve())),
    )
  }

  async #prepare(sql: string): Promise<driver.Statement> {
    const kept = this.#statements.get(sql)
    if (kept) {
      this.#statements.delete(sql)
      this.#statements.set(sql, kept)
      return kept
    }
    const statement = await new Promise<driver.Statement>((resolve, reject) => {
      const prepared: driver.Statement = this.#database.prepare(sql, (error) =>
        error ? reject(error) : resolve(prepared),
      )
    })
    this.#statements.set(sql, statement)
    if (this.#statements.size > KEPT_STATEMENTS) {
      const [oldest] = this.#statements
      if (oldest) {
        this.#statements.delete(oldest[0])
        oldest[1].finalize()
      }
    }
    return statement
  }
}

/** The driver binds these silently as NULL, text, another number or a time: refused, with the place. */
function refuseUnbindable(value: unknown, index: number, sql: string): void {
  const refuse = (what: string, todo: string) => {
    throw new TypeError(`Parameter ${index + 1} is ${what}; ${todo}. Statement: ${sql.slice(0, 200)}`)
  }
  switch (typeof value) {
    case 'string':
      return
    case 'number':
      if (!Number.isFinite(value)) refuse(String(value), 'bind a finite number or null')
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        refuse('an integer beyond 2^53', 'bind it as text')
      }
      return
    case 'bigint':
      return refuse('a bigint', 'bind a number, or text when it may pass 2^53')
    case 'boolean':
      return refuse('a boolean', 'bind 0 or 1')
    case 'undefined':
      return refuse('undefined', 'bind null for "no value"')
    default:
      if (value === null || value instanceof Uint8Array) return
      if (value instanceof Date) return refuse('a Date', 'bind its ISO 8601 text')
      return refuse(typeof value === 'object' ? 'an object' : `a ${typeof value}`, 'bind its JSON text')
  }
}
