import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/**
 * What a round needs before it opens and after it has closed: who is asked where, who sees what, the frozen plan,
 * the trial and the adoption. The statuses of a round are kept in columns of their own beside `status`: SQLite
 * cannot change the check on that column without building the table, and all that hangs on it, anew.
 */
export const prepareRounds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const flag = (name: string) => sql`${sql.ref(name)} in (0, 1)`
    await db.schema
      .alterTable('organisation')
      .addColumn('people', 'integer', (column) => column.check(sql`people >= 0`))
      .execute()
    await db.schema
      .alterTable('organisation')
      .addColumn('people_about', 'integer', (column) =>
        column.notNull().defaultTo(1).check(flag('people_about')),
      )
      .execute()

    await db.schema
      .alterTable('round')
      .addColumn('trial', 'integer', (column) => column.notNull().defaultTo(0).check(flag('trial')))
      .execute()
    for (const name of [
      'adopted_at',
      'first_closes_at',
      'meeting_day',
      'visibility',
      'plan',
      'plan_hash',
      'trial_outcome',
    ]) {
      await db.schema.alterTable('round').addColumn(name, 'text').execute()
    }

    await strict(db, db.schema.createTable('round_organisation'))
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('organisation_id', 'text', (column) =>
        column.notNull().references('organisation.id').onDelete('cascade'),
      )
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('invited', 'integer', (column) => column.notNull().check(sql`invited >= 1`))
      .addColumn('about', 'integer', (column) => column.notNull().check(flag('about')))
      .addPrimaryKeyConstraint('round_organisation_key', ['round_id', 'organisation_id', 'role'])
      .addForeignKeyConstraint(
        'round_organisation_in_role',
        ['round_id', 'role'],
        'round_role',
        ['round_id', 'role'],
        (key) => key.onDelete('cascade'),
      )
      .execute()

    await strict(db, db.schema.createTable('trial_note'))
      .addColumn('invitation_id', 'text', (column) =>
        column.notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('clear', 'integer', (column) => column.notNull().check(flag('clear')))
      .addColumn('remark', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('trial_note_key', ['invitation_id', 'item'])
      .execute()

    await strict(db, db.schema.createTable('trial_visit'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('minutes', 'integer', (column) => column.notNull().check(sql`minutes >= 0`))
      .execute()
  },
}
