/** What labels the response so far can carry: worked out before anybody sees a result. */

import type { Cutoffs } from '../framework/framework.ts'
import { wilson } from './statistics.ts'
import type { Interval } from './statistics.ts'

export type ExpectedStrength = {
  /** none: no label at all. tentative: labels, none of them firm. firm: a clear strength or improvement stands. */
  level: 'none' | 'tentative' | 'firm'
  /** Between which shares a share right at the strength cut-off would lie; null without a label. */
  interval: Interval | null
  /** How many answers bring the next level; null at the highest. */
  nextAt: number | null
}

/** Far above any round; a guard for a framework whose cut-offs lie so close that nothing is ever firm. */
const MOST = 10_000

/**
 * The strength that labels get with `n` answers to every item, in a role with minimum group `minimumGroup`: the rule
 * of the scoring method §4 for a share that lies exactly on the cut-off of a strength, everybody weighing equally.
 */
export function expectedStrength(cutoffs: Cutoffs, n: number, minimumGroup: number): ExpectedStrength {
  if (n < minimumGroup) return { level: 'none', interval: null, nextAt: minimumGroup }
  const interval = wilson(cutoffs.strength, n, cutoffs.z)
  const firmAt = firmFrom(cutoffs, minimumGroup)
  if (firmAt !== null && n >= firmAt) return { level: 'firm', interval, nextAt: null }
  return { level: 'tentative', interval, nextAt: firmAt }
}

/** The fewest answers with which a share on the cut-off of a strength is firm; null when none is enough. */
function firmFrom(cutoffs: Cutoffs, minimumGroup: number): number | null {
  for (let n = Math.max(cutoffs.firmMinimum, minimumGroup); n <= MOST; n += 1) {
    if (wilson(cutoffs.strength, n, cutoffs.z)[0] > cutoffs.improvement) return n
  }
  return null
}
