import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/**
 * Texts of a round in the coordinator's own words, the reminders that went out, and who wants none. Of a reminder
 * nothing stays per person: who got one had not sent by then.
 */
export const createMailTexts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('mail_text'))
      .addColumn('round_id', 'text', (column) => column.notNull().references('round.id').onDelete('cascade'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('mail_text_pk', ['round_id', 'kind'])
      .execute()
    await strict(db, db.schema.createTable('mail_settings'))
      .addColumn('round_id', 'text', (column) =>
        column.primaryKey().notNull().references('round.id').onDelete('cascade'),
      )
      .addColumn('reminders', 'integer', (column) => column.notNull().check(sql`reminders in (0, 1)`))
      .addColumn('reply_to', 'text')
      .execute()
    await strict(db, db.schema.createTable('reminder_run'))
      .addColumn('round_id', 'text', (column) => column.notNull().references('round.id').onDelete('cascade'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('reminder_run_pk', ['round_id', 'kind'])
      .execute()
    await strict(db, db.schema.createTable('mail_opt_out'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitee.invitation_id').onDelete('cascade'),
      )
      .execute()
    await db.schema.alterTable('outgoing_mail').addColumn('sent_on', 'text').execute()
    // The moment of the last try stood there; of what went before today only the day is kept.
    await sql`update outgoing_mail set sent_on = substr(next_at, 1, 10), next_at = '' where state = 'sent'`.execute(
      db,
    )
  },
}
