/** Brings a database to the newest tables. */

import { Migrator } from 'kysely'
import type { Migration } from 'kysely'
import type { Database } from './client.ts'
import { createRoundsAndResponses } from './migrations/2026-11-21_create-rounds-and-responses.ts'
import { createAccounts } from './migrations/2026-11-22_create-accounts.ts'
import { createOpenLinks } from './migrations/2026-11-23_create-open-links.ts'
import { createInvitees } from './migrations/2026-11-24_create-invitees.ts'
import { createOutbox } from './migrations/2026-11-25_create-outbox.ts'
import { createBoardAdoption } from './migrations/2026-11-28_create-board-adoption.ts'
import { createMailTexts } from './migrations/2026-11-26_create-mail-texts.ts'
import { createCorrections } from './migrations/2026-11-27_create-corrections.ts'
import { createPaperAndReceipts } from './migrations/2026-11-29_create-paper-and-receipts.ts'
import { createStudio } from './migrations/2026-11-30_create-studio.ts'
import { extendRegionalFigures } from './migrations/2026-12-01_extend-regional-figures.ts'
import { prepareRounds } from './migrations/2026-11-21_prepare-rounds.ts'

/** Every migration by name; names sort by time and never change. A list in code, since bundlers lose folders. */
const migrations: Record<string, Migration> = {
  '2026-11-21_create-rounds-and-responses': createRoundsAndResponses,
  '2026-11-22_create-accounts': createAccounts,
  '2026-11-21_prepare-rounds': prepareRounds,
  '2026-11-23_create-open-links': createOpenLinks,
  '2026-11-24_create-invitees': createInvitees,
  '2026-11-25_create-outbox': createOutbox,
  '2026-11-28_create-board-adoption': createBoardAdoption,
  '2026-11-26_create-mail-texts': createMailTexts,
  '2026-11-27_create-corrections': createCorrections,
  '2026-11-29_create-paper-and-receipts': createPaperAndReceipts,
  '2026-11-30_create-studio': createStudio,
  '2026-12-01_extend-regional-figures': extendRegionalFigures,
}

/**
 * Runs the migrations that this database has not had, all or none, and gives their names. Several processes may
 * call it at once: one does the work, the others wait (advisory lock on PostgreSQL, the write lock on SQLite).
 * Throws when a migration fails, or when the database was made by a newer version of the product.
 */
export async function migrate(
  db: Database,
  known: Record<string, Migration> = migrations,
): Promise<string[]> {
  const migrator = new Migrator({
    db: db.kysely,
    provider: { getMigrations: async () => known },
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new Error(`The database could not be migrated${failed ? ` (${failed})` : ''}`, { cause: error })
  }
  return (results ?? []).map((result) => result.migrationName)
}
