import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/** Forms on paper, sessions in which a team answers together, and receipts of what was erased. */
export const createPaperAndReceipts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('paper_form'))
      .addColumn('round_id', 'text', (column) =>
        column.primaryKey().notNull().references('round.id').onDelete('cascade'),
      )
      .addColumn('return_to', 'text', (column) => column.notNull())
      .execute()
    for (const [table, columns] of [
      ['paper_count', ['forms']],
      ['team_count', ['sessions', 'people']],
    ] as const) {
      let counts = strict(db, db.schema.createTable(table))
        .addColumn('round_id', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
      for (const name of columns) counts = counts.addColumn(name, 'integer', (column) => column.notNull())
      await counts
        .addPrimaryKeyConstraint(`${table}_key`, ['round_id', 'role'])
        .addForeignKeyConstraint(
          `${table}_in_role`,
          ['round_id', 'role'],
          'round_role',
          ['round_id', 'role'],
          (key) => key.onDelete('cascade'),
        )
        .execute()
    }
    await strict(db, db.schema.createTable('team_session'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('sealed_token', 'text')
      .addColumn('people', 'integer')
      .execute()
    // Stands by itself: a receipt must outlive what it tells about.
    await strict(db, db.schema.createTable('erasure_receipt'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('region_id', 'text', (column) => column.notNull())
      .addColumn('round_title', 'text', (column) => column.notNull())
      .addColumn('erased_at', 'text', (column) => column.notNull())
      .addColumn('rule', 'text', (column) => column.notNull().check(sql`rule in ('retention', 'by-hand')`))
      .addColumn('months', 'integer')
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('rows', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('erasure_receipt_of_round')
      .on('erasure_receipt')
      .columns(['round_id', 'erased_at'])
      .execute()
  },
}
