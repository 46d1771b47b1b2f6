/** The few places where SQLite and PostgreSQL differ; everything else is written once. */

import { PostgresAdapter, sql } from 'kysely'
import type { ColumnDataType, CreateTableBuilder, Kysely, RawBuilder } from 'kysely'
import type { Schema } from './schema.ts'

/** A database or a transaction in one, whatever its tables. */
type Executing = Pick<Kysely<unknown>, 'getExecutor'>

export function isPostgres(db: Executing): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/**
 * Keeps rows as they are until the transaction ends. SQLite has one writer at a time and needs nothing. Put at the
 * end of a select with `.modifyEnd(lockRows(trx))`.
 */
export function lockRows(db: Executing, of?: string): RawBuilder<unknown> {
  if (!isPostgres(db)) return sql``
  return of ? sql`for update of ${sql.ref(of)}` : sql`for update`
}

/** Keeps others from writing a table until the transaction ends, also rows that are not there yet. */
export async function lockTable(db: Kysely<Schema>, table: keyof Schema): Promise<void> {
  if (isPostgres(db)) await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(db)
}

/** Type of a column with a fraction. */
export function fractionType(db: Executing): ColumnDataType {
  return isPostgres(db) ? 'double precision' : 'real'
}

/**
 * Makes SQLite check types as PostgreSQL does, and store the rows of a table in the order of their key alone: with
 * a hidden row number the order in which people answered could be read back.
 */
export function strict<Table extends string, Column extends string>(
  db: Executing,
  table: CreateTableBuilder<Table, Column>,
): CreateTableBuilder<Table, Column> {
  return isPostgres(db) ? table : table.modifyEnd(sql`strict, without rowid`)
}

/**
 * A long list in portions: one statement takes at most 32,766 parameters on SQLite and 65,535 on PostgreSQL, and no
 * table here has more than ten columns.
 */
export function portions<T>(list: readonly T[], size = 1000): T[][] {
  const count = Math.ceil(list.length / size)
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size))
}
