import { deleteExpiredLinks } from '../../db/queries/one-time-links.ts'
import { deletePastWindows } from '../../db/queries/rate-limits.ts'
import { deleteSessionsBefore } from '../../db/queries/sessions.ts'
import { oldestStanding } from '../domain/access/session.ts'
import type { AppContext } from '../context.server.ts'

/** Removes sessions, links and counts of tries that have run out. */
export async function tidyAccess(context: AppContext): Promise<void> {
  const db = context.db.kysely
  const now = context.now()
  await deleteSessionsBefore(db, oldestStanding(now))
  await deleteExpiredLinks(db, now.toISOString())
  await deletePastWindows(db, now.toISOString())
}
