/** The last part of a link, short enough to be typed from a poster or a note. */

/** No letters or digits that look alike on paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUP = 4

/**
 * A code of so many groups of four ("h7kd-p2mx-…") out of a source of random numbers below a limit. A group is worth
 * 19.8 bits: three for a link that many people know anyway, four for a code that
 * corrects one response, five for a link that opens a person's answers.
 */
export function makeLinkCode(randomBelow: (limit: number) => number, groups: 3 | 4 | 5): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length: GROUP }, () => SIGNS[randomBelow(SIGNS.length)]).join(''),
  ).join('-')
}

/** A typed code as it was printed: without capitals and spaces. Tokens of another make come back unchanged. */
export function foldLinkCode(typed: string): string {
  const folded = typed.toLowerCase().replace(/\s/g, '')
  return /^[a-z2-9]{4}(-[a-z2-9]{4})+$/.test(folded) ? folded : typed
}

/** Whether this is, folded, a code of four groups as it could have been made here. */
export function isCorrectionCode(folded: string): boolean {
  return /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/.test(folded)
}
