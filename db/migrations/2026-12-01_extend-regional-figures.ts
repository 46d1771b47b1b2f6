import type { Kysely, Migration } from 'kysely'

/** From which table a figure was taken. */
export const extendRegionalFigures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('regional_figure').addColumn('table_number', 'text').execute()
  },
}
