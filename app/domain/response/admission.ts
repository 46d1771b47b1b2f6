/**
 * Admission: when sent anonymous responses start to count, and what is left of them then (scoring §7). They wait
 * sealed and are admitted in random groups of at least k, so that no two looks at the results, and no two
 * backups, differ by one person.
 */

import type { Role, Weighting } from '../framework/framework.ts'
import type { QuestionnaireResponse } from './response.ts'

/** How many of the sealed responses of one role are admitted now. */
export function admittedNow(sealed: number, minimumGroup: number): number {
  return sealed >= 2 * minimumGroup ? minimumGroup : 0
}

/**
 * How many are admitted when the round closes: all that wait, or none when they are fewer than k. After a batch at
 * least k are still waiting, so fewer than k can only be left when fewer than k were sent in all.
 */
export function admittedAtClose(sealed: number, minimumGroup: number): number {
  return sealed >= minimumGroup ? sealed : 0
}

/** `count` of them, drawn at random and in random order. `randomBelow(n)` gives 0 … n − 1, evenly. */
export function draw<T>(from: readonly T[], count: number, randomBelow: (limit: number) => number): T[] {
  const left = [...from]
  for (let at = 0; at < Math.min(count, left.length); at += 1) {
    const chosen = at + randomBelow(left.length - at)
    const swap = left[at] as T
    left[at] = left[chosen] as T
    left[chosen] = swap
  }
  return left.slice(0, count)
}

/**
 * Whether an admitted response still names its organisation: always in a named role; in an anonymous role only
 * where the round weights by organisations and at least 2k people were invited there.
 */
export function keepsOrganisation(
  role: Pick<Role, 'anonymity'>,
  weighting: Weighting,
  invitedThere: number,
  minimumGroup: number,
): boolean {
  if (role.anonymity === 'named') return true
  return weighting !== 'person' && invitedThere >= 2 * minimumGroup
}

/**
 * A response as it is admitted. An anonymous one loses its profession (counted apart) and, unless `withOrganisation`,
 * its organisation; its party stays only where the round weights by it or the party decided what was asked.
 * Routes stay: which items were answered tells them anyway, and a recount needs them.
 */
export function admittedForm(
  response: QuestionnaireResponse,
  role: Pick<Role, 'anonymity' | 'routing'>,
  weighting: Weighting,
  withOrganisation: boolean,
): QuestionnaireResponse {
  if (role.anonymity === 'named') return { ...response, profession: null }
  const withParty = weighting !== 'person' || role.routing === 'parties'
  return {
    ...response,
    profession: null,
    party: withParty ? response.party : null,
    organisation: withOrganisation ? response.organisation : null,
  }
}
