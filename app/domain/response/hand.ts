/**
 * Whose hand fills in. Several people may work on the answers of one board: who was invited, and colleagues who came
 * through a link of their own. A respondent id is the id of the invitation, for a colleague with that link behind it.
 */

export type Hand = {
  invitationId: string
  /** The link of a colleague; null for who was invited. */
  linkId: string | null
}

const SEPARATOR = '~'

/** The respondent id of a hand, as it stands in the session cookie. */
export function respondentIdOf({ invitationId, linkId }: Hand): string {
  return linkId === null ? invitationId : `${invitationId}${SEPARATOR}${linkId}`
}

/** Whose hand a respondent id names. */
export function handOf(respondentId: string): Hand {
  const [invitationId = '', linkId] = respondentId.split(SEPARATOR, 2)
  return { invitationId, linkId: linkId ?? null }
}
