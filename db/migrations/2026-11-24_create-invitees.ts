import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/** People who were invited by name, with their own links. */
export const createInvitees: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('invitee'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('email', 'text')
      .addColumn('sealed_token', 'text', (column) => column.notNull())
      .execute()
  },
}
