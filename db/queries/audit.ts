/** The log of what staff did and looked at: written at its end, read, never changed. */

import type { AuditAction, AuditEntry } from '../../app/domain/access/audit.ts'
import { nextEntry } from '../../app/domain/access/audit.ts'
import type { Queries } from '../client.ts'
import { lockTable } from '../dialect.ts'
import type { AuditEntryTable } from '../schema.ts'

/** Adds an entry. Call it inside the transaction of what it tells about: both are kept, or neither. */
export async function appendAudit(
  trx: Queries,
  entry: Omit<AuditEntry, 'position' | 'previous' | 'hash'>,
): Promise<void> {
  await lockTable(trx, 'audit_entry')
  const last = await trx
    .selectFrom('audit_entry')
    .select(['position', 'hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { regionId, subject, ...rest } = nextEntry(last, entry)
  await trx
    .insertInto('audit_entry')
    .values({ ...rest, region_id: regionId, subject: JSON.stringify(subject) })
    .execute()
}

/** Entries from new to old, those before `before` when it is given; of one region when it is named. */
export async function listAudit(
  db: Queries,
  options: { limit: number; before?: number; regionId?: string; actor?: string },
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit_entry').selectAll().orderBy('position', 'desc').limit(options.limit)
  if (options.before !== undefined) query = query.where('position', '<', options.before)
  if (options.regionId !== undefined) query = query.where('region_id', '=', options.regionId)
  if (options.actor !== undefined) query = query.where('actor', '=', options.actor)
  return (await query.execute()).map(entryFrom)
}

/** Entries from old to new, after a position: for walking the chain. */
export async function readChain(db: Queries, after: number, limit: number): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .selectAll()
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map(entryFrom)
}

function entryFrom(row: AuditEntryTable): AuditEntry {
  const { region_id: regionId, subject, action, ...rest } = row
  return {
    ...rest,
    regionId,
    action: action as AuditAction,
    subject: JSON.parse(subject) as Record<string, string>,
  }
}
