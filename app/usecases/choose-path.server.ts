import { saveDraftPath } from '../../db/queries/drafts.ts'
import { findRespondent } from '../../db/queries/respondents.ts'
import { saveTeamSize } from '../../db/queries/teams.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { pathFor } from '../domain/questionnaire/path.ts'
import { refused } from '../domain/refusal.ts'
import { respondentStatus } from '../domain/round/respondent-status.ts'
import { frameworkOf } from '../domain/round/round.ts'
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
  input: {
    respondentId: string
    profession?: string | null
    routes?: string[]
    party?: string | null
    people?: number | null
  },
): Promise<
  | PathChosen
  | Refused<
      | 'unknown-respondent'
      | 'unknown-profession'
      | 'unknown-route'
      | 'no-route'
      | 'unknown-party'
      | 'no-party'
      | 'no-people'
      | 'already-sent'
      | 'with-director'
      | 'round-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >
> {
  const { respondentId } = input
  return unlessStorageFails(async () => {
    const respondent = await findRespondent(context.db.kysely, respondentId)
    if (!respondent) return refused('unknown-respondent')
    const framework = frameworkOf(respondent.round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const status = respondentStatus(respondent, context.now())
    if (status === 'submitted') return refused('already-sent')
    if (status === 'held') return refused('with-director')
    if (status === 'closed') return refused('round-closed')

    // A team says with how many it is before it begins.
    if (respondent.team && !input.people) return refused('no-people')
    const path = pathFor(framework, respondent, input)
    if (path.kind === 'refused') return path
    const { profession, routes, party } = path
    const now = context.now().toISOString()
    const saved = await saveDraftPath(context.db.kysely, respondent.id, { profession, routes, party }, now)
    // Sent or closed between the two statements; which of the two shows when the page is asked for again.
    if (!saved) return refused('round-closed')
    if (respondent.team && input.people) {
      await saveTeamSize(context.db.kysely, respondentId, input.people)
    }
    return { kind: 'path-chosen' as const, routes, party }
  })
}
