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

/** Who can be named as having changed an answer. */
export type BoardPeople = {
  /** Who was invited; empty when they never said. */
  contact: string
  /** Everybody who got a link to fill in, also those whose link was withdrawn. */
  colleagues: { linkId: string; name: string }[]
}

/** The name of who changed an answer, by their link (empty: who was invited); null when nobody told it. */
export function nameOfHand({ contact, colleagues }: BoardPeople, linkId: string): string | null {
  const name = linkId === '' ? contact : colleagues.find((one) => one.linkId === linkId)?.name
  return name || null
}
