import { findAccount } from '../../db/queries/accounts.ts'
import { deleteSession, findSession as findStored, markSeen } from '../../db/queries/sessions.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { isSeenLongAgo, sessionStands } from '../domain/access/session.ts'
import type { StaffSession } from '../domain/access/session.ts'
import type { AppContext } from '../context.server.ts'

/**
 * The session of a cookie's token, with what the account may do at this very moment: a right that was taken away, or
 * an account that was switched off, works from the next click. Null when there is none, or when it ended; also when
 * the database cannot be asked, for then nobody is known.
 */
export async function findSession(
  context: AppContext,
  input: { token: string },
): Promise<StaffSession | null> {
  const found = await unlessStorageFails(async () => {
    const db = context.db.kysely
    const session = await findStored(db, input.token)
    if (!session) return null
    const now = context.now()
    const account = await findAccount(db, { id: session.accountId })
    if (!account?.active || !sessionStands(session, now)) {
      await deleteSession(db, { id: session.id })
      return null
    }
    if (isSeenLongAgo(session.seenAt, now)) await markSeen(db, session.id, now.toISOString())
    const { id: accountId, name, administrator, regions } = account
    return {
      id: session.id,
      token: input.token,
      accountId,
      stage: session.stage,
      actor:
        session.stage === 'complete'
          ? { kind: 'account' as const, accountId, name, administrator, regions }
          : null,
    }
  })
  return found !== null && 'kind' in found ? null : found
}
