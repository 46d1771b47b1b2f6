import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/** Several people on one board's answers, what a director decided about them, and evidence in three fields. */
export const createBoardAdoption: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('board_link'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('invitation_id', 'text', (column) =>
        column.notNull().references('invitation.id').onDelete('cascade'),
      )
      // No check: a purpose more must not rebuild the table.
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'text', (column) => column.unique())
      .addColumn('sealed_token', 'text')
      .execute()
    await db.schema.createIndex('board_link_of').on('board_link').column('invitation_id').execute()

    await strict(db, db.schema.createTable('board_adoption'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('state', 'text', (column) =>
        column
          .notNull()
          .check(sql`state in ('filling', 'presented', 'returned', 'refused', 'adopted', 'lapsed')`),
      )
      .addColumn('presentation', 'integer', (column) => column.notNull())
      .addColumn('contact', 'text', (column) => column.notNull())
      .addColumn('remark', 'text', (column) => column.notNull())
      .addColumn('director', 'text', (column) => column.notNull())
      .addColumn('position', 'text', (column) => column.notNull())
      .addColumn('decided_at', 'text')
      .execute()

    await db.schema
      .alterTable('draft')
      .addColumn('held', 'integer', (column) =>
        column
          .notNull()
          .defaultTo(0)
          .check(sql`held in (0, 1)`),
      )
      .execute()
    for (const column of ['evidence_date', 'evidence_link', 'changed_by']) {
      await db.schema
        .alterTable('draft_answer')
        .addColumn(column, 'text', (built) => built.notNull().defaultTo(''))
        .execute()
    }
  },
}
