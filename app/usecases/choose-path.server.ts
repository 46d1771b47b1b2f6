import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type PathChosen = { kind: 'path-chosen'; routes: string[]; party: string | null }

/**
 * Keeps what decides which items apply: profession and routes, or the party. For a role that is not routed, or
 * whose party comes with the invitation, it only confirms. Without routes those of the profession count. May be
 * called again: answers to items that no longer apply stay in the draft and are not sent.
 */
export async function choosePath(
  context: AppContext,
  input: { respondentId: string; profession?: string | null; routes?: string[]; party?: string | null },
): Promise<
  | PathChosen
  | Refused<
      | 'unknown-respondent'
      | 'unknown-profession'
      | 'unknown-route'
      | 'no-route'
      | 'unknown-party'
      | 'no-party'
      | 'already-sent'
      | 'round-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >
> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
