import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { fractionType, strict } from '../dialect.ts'

/** Regions, rounds, the people asked, what they fill in, and what is counted. */
export const createRoundsAndResponses: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('region'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('year', 'integer')
      .addColumn('invented', 'integer', (column) => column.notNull().check(sql`invented in (0, 1)`))
      .execute()

    await strict(db, db.schema.createTable('municipality'))
      .addColumn('region_id', 'text', (column) =>
        column.notNull().references('region.id').onDelete('cascade'),
      )
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('code', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('municipality_key', ['region_id', 'position'])
      .execute()

    await strict(db, db.schema.createTable('regional_figure'))
      .addColumn('region_id', 'text', (column) =>
        column.notNull().references('region.id').onDelete('cascade'),
      )
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('indicator', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('value', fractionType(db))
      .addColumn('national', fractionType(db))
      .addColumn('unit', 'text', (column) => column.notNull())
      .addColumn('year', 'integer')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('url', 'text')
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('regional_figure_key', ['region_id', 'position'])
      .execute()

    await strict(db, db.schema.createTable('organisation'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('region_id', 'text', (column) =>
        column.notNull().references('region.id').onDelete('cascade'),
      )
      .addColumn('party', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addUniqueConstraint('organisation_once', ['region_id', 'party', 'name'])
      .execute()

    await strict(db, db.schema.createTable('round'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('region_id', 'text', (column) => column.notNull().references('region.id'))
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('framework_id', 'text', (column) => column.notNull())
      .addColumn('framework_version', 'text', (column) => column.notNull())
      .addColumn('framework_hash', 'text', (column) => column.notNull())
      .addColumn('variant', 'text', (column) => column.notNull().check(sql`variant in ('core', 'full')`))
      .addColumn('status', 'text', (column) =>
        column.notNull().check(sql`status in ('draft', 'open', 'closed')`),
      )
      .addColumn('opens_at', 'text', (column) => column.notNull())
      .addColumn('closes_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('round_of_region').on('round').column('region_id').execute()

    await strict(db, db.schema.createTable('round_role'))
      .addColumn('round_id', 'text', (column) => column.notNull().references('round.id').onDelete('cascade'))
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('minimum_group', 'integer', (column) => column.notNull().check(sql`minimum_group >= 1`))
      .addColumn('weighting', 'text', (column) =>
        column.notNull().check(sql`weighting in ('person', 'organisation', 'party')`),
      )
      .addColumn('invited', 'text')
      .addColumn('sent', 'integer', (column) =>
        column
          .notNull()
          .defaultTo(0)
          .check(sql`sent >= 0`),
      )
      .addColumn('unsent', 'integer')
      .addPrimaryKeyConstraint('round_role_key', ['round_id', 'role'])
      .execute()

    await strict(db, db.schema.createTable('invitation'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('party', 'text')
      .addColumn('organisation_id', 'text', (column) => column.references('organisation.id'))
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state in ('open', 'sealed', 'used')`),
      )
      .addForeignKeyConstraint(
        'invitation_in_role',
        ['round_id', 'role'],
        'round_role',
        ['round_id', 'role'],
        (key) => key.onDelete('cascade'),
      )
      .execute()
    await db.schema
      .createIndex('invitation_of_role')
      .on('invitation')
      .columns(['round_id', 'role', 'organisation_id'])
      .execute()

    await strict(db, db.schema.createTable('draft'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('profession', 'text')
      .addColumn('routes', 'text', (column) => column.notNull())
      .addColumn('party', 'text')
      .execute()

    await strict(db, db.schema.createTable('draft_answer'))
      .addColumn('invitation_id', 'text', (column) =>
        column.notNull().references('draft.invitation_id').onDelete('cascade'),
      )
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('codes', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('remark', 'text', (column) => column.notNull())
      .addColumn('evidence', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('draft_answer_key', ['invitation_id', 'item'])
      .execute()

    await strict(db, db.schema.createTable('sealed_response'))
      .addColumn('invitation_id', 'text', (column) =>
        column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
      )
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('party', 'text')
      .addColumn('organisation_id', 'text')
      .addColumn('profession', 'text')
      .addColumn('answers', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('sealed_response_of_role')
      .on('sealed_response')
      .columns(['round_id', 'role'])
      .execute()

    await strict(db, db.schema.createTable('response'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('party', 'text')
      .addColumn('organisation_id', 'text', (column) => column.references('organisation.id'))
      .addColumn('answers', 'text', (column) => column.notNull())
      .addForeignKeyConstraint(
        'response_in_role',
        ['round_id', 'role'],
        'round_role',
        ['round_id', 'role'],
        (key) => key.onDelete('cascade'),
      )
      .execute()
    await db.schema.createIndex('response_of_role').on('response').columns(['round_id', 'role']).execute()

    await strict(db, db.schema.createTable('profession_count'))
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('profession', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull().check(sql`count >= 0`))
      .addPrimaryKeyConstraint('profession_count_key', ['round_id', 'role', 'profession'])
      .addForeignKeyConstraint(
        'profession_count_in_role',
        ['round_id', 'role'],
        'round_role',
        ['round_id', 'role'],
        (key) => key.onDelete('cascade'),
      )
      .execute()

    await strict(db, db.schema.createTable('tally'))
      .addColumn('round_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('party', 'text', (column) => column.notNull())
      .addColumn('organisation_id', 'text', (column) => column.notNull())
      .addColumn('respondents', 'integer', (column) => column.notNull().check(sql`respondents >= 0`))
      .addColumn('counts', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('tally_key', ['round_id', 'role', 'party', 'organisation_id'])
      .addForeignKeyConstraint(
        'tally_in_role',
        ['round_id', 'role'],
        'round_role',
        ['round_id', 'role'],
        (key) => key.onDelete('cascade'),
      )
      .execute()
  },
}
