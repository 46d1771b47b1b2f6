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
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
