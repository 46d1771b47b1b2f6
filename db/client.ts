import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** The open database; only db/ looks inside it. */
export type Database = {
  kysely: Kysely<Schema>
}
