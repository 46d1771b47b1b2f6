/** How the response of an anonymous role may be shown per group: never fewer than k, also not by subtraction. */

/** Counts of the groups that may be shown; the others are together in `rest` (null: no rest, or not to be shown). */
export type ShownCounts = { shown: Record<string, number>; rest: number | null }

/**
 * Groups below k are merged. When even the merged rest is below k the smallest shown group joins it, since the
 * total is known and the rest could be subtracted from it.
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
