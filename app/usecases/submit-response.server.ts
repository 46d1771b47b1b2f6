import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type Submitted = { kind: 'submitted' }

/**
 * Sends the answers: from here they count and can no longer change. Sending twice is the same as sending once. An
 * anonymous response waits sealed until enough others wait with it (scoring §7); a named one counts at once.
 */
export async function submitResponse(
  context: AppContext,
  input: { respondentId: string },
): Promise<
  | Submitted
  | Refused<
      | 'unknown-respondent'
      | 'path-not-chosen'
      | 'nothing-answered'
      | 'round-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >
> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
