import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'
import { isPostgres, strict } from '../dialect.ts'

/** Accounts of staff with their rights and sessions, limits on trying, and the log of what staff did. */
export const createAccounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await strict(db, db.schema.createTable('account'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('administrator', 'integer', (column) => column.notNull().check(sql`administrator in (0, 1)`))
      .addColumn('active', 'integer', (column) => column.notNull().check(sql`active in (0, 1)`))
      .addColumn('password_hash', 'text')
      .addColumn('totp_secret', 'text')
      .addColumn('totp_step', 'integer')
      .addColumn('oidc_issuer', 'text')
      .addColumn('oidc_subject', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addUniqueConstraint('account_of_subject', ['oidc_issuer', 'oidc_subject'])
      .execute()

    await strict(db, db.schema.createTable('account_region'))
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('account.id').onDelete('cascade'),
      )
      .addColumn('region_id', 'text', (column) =>
        column.notNull().references('region.id').onDelete('cascade'),
      )
      .addColumn('access', 'text', (column) =>
        column.notNull().check(sql`access in ('coordinator', 'reader', 'inspector')`),
      )
      .addPrimaryKeyConstraint('account_region_key', ['account_id', 'region_id'])
      .execute()

    await strict(db, db.schema.createTable('recovery_code'))
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('account.id').onDelete('cascade'),
      )
      .addColumn('code_hash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('recovery_code_key', ['account_id', 'code_hash'])
      .execute()

    await strict(db, db.schema.createTable('session'))
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('account.id').onDelete('cascade'),
      )
      .addColumn('stage', 'text', (column) =>
        column.notNull().check(sql`stage in ('second-step', 'set-up-second-step', 'complete')`),
      )
      .addColumn('device', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('seen_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('session_of_account').on('session').column('account_id').execute()

    await strict(db, db.schema.createTable('one_time_link'))
      .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
      .addColumn('account_id', 'text', (column) => column.references('account.id').onDelete('cascade'))
      .addColumn('purpose', 'text', (column) =>
        column.notNull().check(sql`purpose in ('first-administrator', 'invitation', 'reset')`),
      )
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('one_time_link_of_account').on('one_time_link').column('account_id').execute()

    await strict(db, db.schema.createTable('rate_limit'))
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('window_ends', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .execute()

    await strict(db, db.schema.createTable('audit_entry'))
      .addColumn('position', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('region_id', 'text')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('previous', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('audit_entry_of_region').on('audit_entry').column('region_id').execute()
    await forbidChange(db)
  },
}

/** The database itself refuses to change or remove an entry of the log. */
async function forbidChange(db: Kysely<unknown>): Promise<void> {
  if (!isPostgres(db)) {
    for (const change of ['update', 'delete']) {
      await sql`create trigger ${sql.ref(`audit_entry_no_${change}`)} before ${sql.raw(change)} on audit_entry
        begin select raise(abort, 'the log only grows'); end`.execute(db)
    }
    return
  }
  await sql`create function audit_entry_only_grows() returns trigger language plpgsql as
    $$ begin raise exception 'the log only grows'; end $$`.execute(db)
  await sql`create trigger audit_entry_no_change before update or delete or truncate on audit_entry
    for each statement execute function audit_entry_only_grows()`.execute(db)
}
