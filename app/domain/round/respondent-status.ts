/** Where a respondent stands, from what is kept of invitation, round and draft. */

import { acceptsAnswers } from './round.ts'
import type { Round } from './round.ts'

/**
 * new: no path chosen yet. started: may fill in. held: lies with the director, nothing to change meanwhile. submitted:
 * sent, nothing to change. closed: too late.
 */
export type RespondentStatus = 'new' | 'started' | 'held' | 'submitted' | 'closed'

export function respondentStatus(
  respondent: {
    state: 'open' | 'sealed' | 'used'
    round: Pick<Round, 'status' | 'closesAt'>
    draft: { held: boolean } | null
  },
  now: Date,
): RespondentStatus {
  if (respondent.state !== 'open') return 'submitted'
  if (!acceptsAnswers(respondent.round, now)) return 'closed'
  if (respondent.draft === null) return 'new'
  return respondent.draft.held ? 'held' : 'started'
}
