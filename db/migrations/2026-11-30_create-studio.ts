import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { strict } from '../dialect.ts'

/** What people decide about a round's report, who is heard about it, and what is published. */
export const createStudio: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('editorial_entry'))
      .addColumn('round_id', 'text', (column) => column.notNull().references('round.id').onDelete('cascade'))
      .addColumn('kind', 'text', (column) =>
        column
          .notNull()
          .check(sql`kind in ('finding', 'added', 'order', 'remark', 'reaction', 'answer', 'follow-up')`),
      )
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull().check(sql`version > 0`))
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('author_name', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('editorial_entry_once', ['round_id', 'kind', 'subject', 'version'])
      .execute()
    await strict(db, db.schema.createTable('hearing'))
      .addColumn('round_id', 'text', (column) =>
        column.primaryKey().notNull().references('round.id').onDelete('cascade'),
      )
      .addColumn('until', 'text', (column) => column.notNull())
      .addColumn('begun_at', 'text', (column) => column.notNull())
      .execute()
    await strict(db, db.schema.createTable('hearing_party'))
      .addColumn('round_id', 'text', (column) =>
        column.notNull().references('hearing.round_id').onDelete('cascade'),
      )
      .addColumn('organisation_id', 'text', (column) =>
        column.notNull().references('organisation.id').onDelete('cascade'),
      )
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('sealed_token', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('hearing_party_once', ['round_id', 'organisation_id'])
      .execute()
    // No cascade: a publication outlives every wish to clean up.
    await strict(db, db.schema.createTable('publication'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('region_id', 'text', (column) => column.notNull().references('region.id'))
      .addColumn('round_id', 'text', (column) => column.notNull().references('round.id'))
      .addColumn('number', 'integer', (column) => column.notNull().check(sql`number > 0`))
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('adopted_by', 'text', (column) => column.notNull())
      .addColumn('published_by', 'text', (column) => column.notNull())
      .addColumn('published_at', 'text', (column) => column.notNull())
      .addColumn('withdrawn_at', 'text')
      .addColumn('withdrawn_by', 'text')
      .addColumn('withdrawn_why', 'text')
      .addUniqueConstraint('publication_number_once', ['region_id', 'number'])
      .execute()
    await strict(db, db.schema.createTable('publication_file'))
      .addColumn('publication_id', 'text', (column) => column.notNull().references('publication.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('media_type', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('bytes', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('publication_file_once', ['publication_id', 'name'])
      .execute()
    await strict(db, db.schema.createTable('region_slug'))
      .addColumn('slug', 'text', (column) => column.primaryKey().notNull())
      .addColumn('region_id', 'text', (column) =>
        column.notNull().unique().references('region.id').onDelete('cascade'),
      )
      .execute()
  },
}
