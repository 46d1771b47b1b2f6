import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/** Links that a whole organisation shares, and which invitations came from one. */
export const createOpenLinks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('open_link'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('organisation_id', 'text', (column) =>
        column.notNull().references('organisation.id').onDelete('cascade'),
      )
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('sealed_token', 'text', (column) => column.notNull())
      .addUniqueConstraint('open_link_once', ['round_id', 'role', 'organisation_id'])
      .addForeignKeyConstraint(
        'open_link_in_role',
        ['round_id', 'role'],
        'round_role',
        ['round_id', 'role'],
        (key) => key.onDelete('cascade'),
      )
      .execute()
    await db.schema
      .alterTable('invitation')
      .addColumn('by_open_link', 'integer', (column) =>
        column
          .notNull()
          .defaultTo(0)
          .check(sql`by_open_link in (0, 1)`),
      )
      .execute()
  },
}
