import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/** What finds a sent response by the code that only the respondent has, and corrections that were begun. */
export const createCorrections: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('sealed_response').addColumn('code_hash', 'text').execute()
    await db.schema.alterTable('sealed_response').addColumn('replaces', 'text').execute()
    await db.schema.alterTable('response').addColumn('code_hash', 'text').execute()
    // Of a unique index the many rows without a code may all be null.
    for (const [name, table, column] of [
      ['sealed_response_by_code', 'sealed_response', 'code_hash'],
      ['sealed_response_replaces', 'sealed_response', 'replaces'],
      ['response_by_code', 'response', 'code_hash'],
    ] as const) {
      await db.schema.createIndex(name).on(table).column(column).unique().execute()
    }
    await strict(db, db.schema.createTable('correction'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('code_hash', 'text', (column) => column.unique())
      .addColumn('target', 'text')
      .execute()
  },
}
