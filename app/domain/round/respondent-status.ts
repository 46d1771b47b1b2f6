/** Where a respondent stands, from what is kept of invitation, round and draft. */

import { acceptsAnswers } from './round.ts'
import type { Round } from './round.ts'

/** new: no path chosen yet. started: may fill in. submitted: sent, nothing to change. closed: too late. */
export type RespondentStatus = 'new' | 'started' | 'submitted' | 'closed'

export function respondentStatus(
  respondent: {
    state: 'open' | 'sealed' | 'used'
    round: Pick<Round, 'status' | 'closesAt'>
    draft: unknown
  },
  now: Date,
): RespondentStatus {
  if (respondent.state !== 'open') return 'submitted'
  if (!acceptsAnswers(respondent.round, now)) return 'closed'
  return respondent.draft === null ? 'new' : 'started'
}
