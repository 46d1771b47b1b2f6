/** Census: every organisation that was asked has answered, so there is nothing left to estimate. */
import type { Framework, Role } from '../framework/framework.ts'
import type { ItemResult } from './score-item.ts'
import type { Headcount, Invited } from './score.ts'

/**
 * Whether a criterion rests on all organisations that were asked (scoring method §4): for every counting item
 * and every party that gets it, an exact number asked is known and that many have a valid answer to it.
 *
 * Named roles only. An estimate or a missing number for one of those parties is no census; a party of which
 * none was asked needs the number 0. An answer without a party cannot be held against any number.
 */
export function isCensus(
  framework: Framework,
  role: Role,
  counting: readonly ItemResult[],
  invited: Invited | undefined,
): boolean {
  if (role.anonymity !== 'named' || counting.length === 0) return false
  const asked = invited?.[role.id]
  if (asked === undefined) return false
  return counting.every(({ item, organisations }) => {
    if (framework.parties.length === 0) return isExact(asked) && heardOf(organisations, '') >= asked
    if (typeof asked === 'number' || isEstimate(asked) || organisations.has('')) return false
    const parties = item.parties.length > 0 ? item.parties : framework.parties.map((party) => party.id)
    return parties.every((party) => {
      const number = asked[party]
      return number !== undefined && isExact(number) && heardOf(organisations, party) >= number
    })
  })
}

function heardOf(organisations: ReadonlyMap<string, number>, party: string): number {
  return organisations.get(party) ?? 0
}

function isExact(headcount: Headcount | Record<string, Headcount>): headcount is number {
  return typeof headcount === 'number'
}

/** `{ about: 300 }` against numbers per party: a party's number may itself be an object, an estimate's may not. */
export function isEstimate(
  headcount: Headcount | Record<string, Headcount>,
): headcount is { about: number } & Headcount {
  return (
    typeof headcount === 'object' &&
    typeof headcount.about === 'number' &&
    Object.keys(headcount).length === 1
  )
}
