/** The history of what people decided and said about a report. Rows are only ever added. */

import type { EditorialEntry, EntryKind, NewEntry } from '../../app/domain/report/editorial-entries.ts'
import type { Queries } from '../client.ts'

/** Every entry of a round, in the order of kind, subject and version. */
export async function listEntries(db: Queries, roundId: string): Promise<EditorialEntry[]> {
  const rows = await db
    .selectFrom('editorial_entry')
    .selectAll()
    .where('round_id', '=', roundId)
    .orderBy('kind')
    .orderBy('subject')
    .orderBy('version')
    .execute()
  return rows.map(
    ({ kind, subject, version, value, author, author_name, at }) =>
      ({
        kind,
        subject,
        version,
        value: JSON.parse(value) as unknown,
        author,
        authorName: author_name,
        at,
      }) as EditorialEntry,
  )
}

/**
 * Adds an entry after the version that its author saw. False when somebody else was there first: nothing is then
 * written.
 */
export async function addEntry(db: Queries, roundId: string, entry: NewEntry): Promise<boolean> {
  if ((await versionOf(db, roundId, entry.kind, entry.subject)) !== entry.seen) return false
  // Two at the same moment read the same version; the key lets one of them through.
  const result = await db
    .insertInto('editorial_entry')
    .values({
      round_id: roundId,
      kind: entry.kind,
      subject: entry.subject,
      version: entry.seen + 1,
      value: JSON.stringify(entry.value),
      author: entry.author,
      author_name: entry.authorName,
      at: entry.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1
}

async function versionOf(db: Queries, roundId: string, kind: EntryKind, subject: string): Promise<number> {
  const row = await db
    .selectFrom('editorial_entry')
    .select((query) => query.fn.max('version').as('version'))
    .where('round_id', '=', roundId)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}
