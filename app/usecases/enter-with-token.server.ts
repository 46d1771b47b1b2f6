import { findInvitation, hashOfToken } from '../../db/queries/respondents.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type Entered = { kind: 'entered'; respondentId: string }

/**
 * Opens a respondent's link. Spends nothing and keeps nothing: mail scanners open links too. The link of a sent
 * response and of a closed round still enters; `showQuestionnaire` then says which.
 */
export async function enterWithToken(
  context: AppContext,
  input: { token: string },
): Promise<Entered | Refused<'unknown-link' | 'round-not-open' | 'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const found = await findInvitation(context.db.kysely, hashOfToken(input.token))
    if (!found) return refused('unknown-link')
    if (found.roundStatus === 'draft') return refused('round-not-open')
    return { kind: 'entered' as const, respondentId: found.respondentId }
  })
}
