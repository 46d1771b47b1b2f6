/**
 * How small a group may be before nothing is told about it (scoring §7). Every way out of the product passes here:
 * scores, and with them results, reports, data packages and exports; how the response stands; free text. Nobody else
 * compares a number of people with a minimum (held by a test).
 */

import type { Role } from '../framework/framework.ts'

/** k of a role: it counts organisations for a named role and persons for any other. */
export type Minimum = { count: number; of: 'persons' | 'organisations' }

/** The minimum of a role in a round: a round may ask for more than its framework, never for less. */
export function minimumOf(role: Pick<Role, 'anonymity' | 'minimumGroup'>, wished = 0): Minimum {
  return {
    count: Math.max(role.minimumGroup, wished),
    of: role.anonymity === 'named' ? 'organisations' : 'persons',
  }
}

/** Whether a figure about so many may be shown. Nobody at all is never enough, whatever the minimum. */
export function isEnough(minimum: Minimum, heard: { persons: number; organisations: number }): boolean {
  return heard.persons > 0 && heard[minimum.of] >= minimum.count
}

/** Answers that a question needs before anybody reads what was written with it (scoring §7). */
export const TEXT_ANSWERS = 10

/** Whether what people wrote at a question may be read: enough answered it, and not fewer than any figure needs. */
export function mayReadTexts(minimum: Minimum, heard: { persons: number; organisations: number }): boolean {
  return heard.persons >= TEXT_ANSWERS && isEnough(minimum, heard)
}

/** A number of people as it may be told: null when they are fewer than the minimum, and so also for none. */
export function toldNumber(count: number, minimumGroup: number): number | null {
  return count >= minimumGroup ? count : null
}

/** Counts of the groups that may be shown; the others are together in `rest` (null: no rest, or not to be shown). */
export type ShownCounts = { shown: Record<string, number>; rest: number | null }

/**
 * Secondary suppression for counts whose total is known. Groups below k are merged. When even the merged rest is below
 * k the smallest shown group joins it, since the rest could be subtracted from the total.
 */
export function shownCounts(counts: Readonly<Record<string, number>>, minimumGroup: number): ShownCounts {
  const groups = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
  const shown = groups.filter(([, count]) => count >= minimumGroup)
  let rest = groups.slice(shown.length).reduce((sum, [, count]) => sum + count, 0)
  while (rest > 0 && rest < minimumGroup && shown.length > 0) rest += shown.pop()?.[1] ?? 0
  return { shown: Object.fromEntries(shown), rest: rest >= minimumGroup ? rest : null }
}

/**
 * The same for groups that lie in groups, such as organisations in their parties: what is hidden may not come out by
 * subtracting the inner ones from the outer one either. Nothing inside a hidden outer group is shown, and what is
 * hidden inside a shown one is nothing or at least k together.
 */
export function shownNestedCounts(
  inner: readonly { id: string; outer: string; count: number }[],
  minimumGroup: number,
): { outer: ShownCounts; inner: ShownCounts } {
  const totals: Record<string, number> = {}
  for (const { outer, count } of inner) totals[outer] = (totals[outer] ?? 0) + count
  const outer = shownCounts(totals, minimumGroup)
  const shown: Record<string, number> = {}
  for (const name of Object.keys(outer.shown)) {
    const own = Object.fromEntries(inner.flatMap((one) => (one.outer === name ? [[one.id, one.count]] : [])))
    Object.assign(shown, shownCounts(own, minimumGroup).shown)
  }
  const told = Object.values(shown).reduce((sum, count) => sum + count, 0)
  const all = Object.values(totals).reduce((sum, count) => sum + count, 0)
  return { outer, inner: { shown, rest: toldNumber(Math.max(all - told, 0), Math.max(minimumGroup, 1)) } }
}
