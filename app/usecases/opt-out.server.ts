import { inTransaction } from '../../db/client.ts'
import { optOut } from '../../db/queries/mail-texts.ts'
import { forgetReminders } from '../../db/queries/outbox.ts'
import { findInvitation, hashOfToken } from '../../db/queries/respondents.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/**
 * No more reminders in this round to who has this link; answering stays possible. Doing it again changes nothing. A
 * link that belongs to nobody by name gets no mail, and is refused as one that does not exist.
 */
export async function stopReminders(
  context: AppContext,
  input: { token: string },
): Promise<{ kind: 'stopped' } | Refused<'unknown-link'>> {
  return inTransaction(context.db, async (trx) => {
    const invitation = await findInvitation(trx, hashOfToken(input.token))
    if (!invitation || !(await optOut(trx, invitation.respondentId))) return refused('unknown-link')
    await forgetReminders(trx, invitation.respondentId)
    return { kind: 'stopped' as const }
  })
}
