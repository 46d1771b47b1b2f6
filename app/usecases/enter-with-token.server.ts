import { findBoardLink } from '../../db/queries/boards.ts'
import { findHearingParty } from '../../db/queries/hearings.ts'
import { findOpenLink } from '../../db/queries/open-links.ts'
import { findInvitation, hashOfToken } from '../../db/queries/respondents.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { refused } from '../domain/refusal.ts'
import { respondentIdOf } from '../domain/response/hand.ts'
import { foldLinkCode } from '../domain/round/link-code.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/**
 * `open-link`: the link of a whole organisation, through which a person has yet to begin. `adoption`: the link of the
 * director who decides on a board's answers. `hearing`: of a party that reacts to the concept.
 */
export type Entered =
  | { kind: 'entered'; respondentId: string }
  | { kind: 'open-link'; token: string }
  | { kind: 'adoption'; token: string }
  | { kind: 'hearing'; token: string }

/**
 * Opens a link, a person's own or that of a whole organisation. Spends nothing and keeps nothing: mail scanners open links too. The link of a sent
 * response and of a closed round still enters; `showQuestionnaire` then says which.
 */
export async function enterWithToken(
  context: AppContext,
  input: { token: string },
): Promise<Entered | Refused<'unknown-link' | 'round-not-open' | 'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const db = context.db.kysely
    const token = foldLinkCode(input.token)
    const found = await findInvitation(db, hashOfToken(token))
    if (!found) {
      const board = await findBoardLink(db, hashOfToken(token))
      if (board?.purpose === 'adopt') return { kind: 'adoption' as const, token }
      if (board) {
        const { invitationId, id: linkId } = board
        return { kind: 'entered' as const, respondentId: respondentIdOf({ invitationId, linkId }) }
      }
      const shared = await findOpenLink(db, hashOfToken(token))
      if (!shared) {
        const party = await findHearingParty(db, hashOfToken(token))
        return party ? { kind: 'hearing' as const, token } : refused('unknown-link')
      }
      if (shared.round.status === 'draft') return refused('round-not-open')
      return { kind: 'open-link' as const, token }
    }
    if (found.roundStatus === 'draft') return refused('round-not-open')
    return { kind: 'entered' as const, respondentId: found.respondentId }
  })
}
