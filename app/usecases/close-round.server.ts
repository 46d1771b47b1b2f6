import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type RoundClosed = { kind: 'closed' }

/**
 * Closes a round: per anonymous role the last sealed responses are admitted together, or none when fewer than k
 * were sent in all; what was begun and not sent is erased and counted. Closing twice is closing once.
 */
export async function closeRound(
  context: AppContext,
  input: { roundId: string },
): Promise<RoundClosed | Refused<'unknown-round' | 'round-not-open' | 'framework-missing'>> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}

/** Closes every round whose closing moment has passed; the server calls it at start and every minute. Gives how many. */
export async function closeDueRounds(context: AppContext): Promise<number> {
  throw new Error(`Not built yet ${String(context)}`)
}
