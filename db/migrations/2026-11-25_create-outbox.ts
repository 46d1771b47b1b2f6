import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/** Mail that has to go out. It holds no text and no link: those are made when it goes. */
export const createOutbox: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('outgoing_mail'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('invitation_id', 'text', (column) =>
        column.notNull().references('invitee.invitation_id').onDelete('cascade'),
      )
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state in ('waiting', 'sent', 'failed')`),
      )
      .addColumn('attempts', 'integer', (column) => column.notNull().check(sql`attempts >= 0`))
      .addColumn('next_at', 'text', (column) => column.notNull())
      .addUniqueConstraint('outgoing_mail_once', ['invitation_id', 'kind'])
      .execute()
    await db.schema
      .createIndex('outgoing_mail_due')
      .on('outgoing_mail')
      .columns(['state', 'next_at'])
      .execute()
  },
}
