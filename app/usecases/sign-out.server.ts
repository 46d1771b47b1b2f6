import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { deleteSession, deleteSessionsOf } from '../../db/queries/sessions.ts'
import type { StaffSession } from '../domain/access/session.ts'
import type { AppContext } from '../context.server.ts'

/** Ends the session on the server: `here` this one, `elsewhere` all others of the account, `everywhere` all of them. */
export async function signOut(
  context: AppContext,
  input: { session: Pick<StaffSession, 'id' | 'accountId'>; where: 'here' | 'elsewhere' | 'everywhere' },
): Promise<void> {
  const { session, where } = input
  await inTransaction(context.db, async (trx) => {
    if (where === 'here') await deleteSession(trx, { id: session.id })
    else await deleteSessionsOf(trx, session.accountId, where === 'elsewhere' ? session.id : undefined)
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: `account:${session.accountId}`,
      action: where === 'here' ? 'signed-out' : 'signed-out-everywhere',
      regionId: null,
      subject: {},
    })
  })
}
