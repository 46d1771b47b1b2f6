/**
 * The three statistics of the scoring method (docs/method.md): Wilson's interval for one share, Newcombe's
 * for the difference of two, and van der Eijk's agreement for the spread of one distribution.
 * All take and give fractions; none rounds.
 */

/** [lower, upper]. */
export type Interval = [number, number]

/**
 * Wilson's score interval of a share `p` on `n` observations (Wilson 1927; Brown, Cai & DasGupta 2001).
 *
 * `n` may be an effective number and so need not be whole, and `p` may be a weighted share. The bounds stay
 * within 0–1 and never collapse for a share of 0 or 1, which is why it is used for the small numbers here.
 *
 * @example wilson(4 / 5, 5, 1.96) // [0.376, 0.964]
 */
export function wilson(p: number, n: number, z: number): Interval {
  const square = (z * z) / n
  const middle = p + square / 2
  const reach = z * Math.sqrt((p * (1 - p)) / n + square / (4 * n))
  return [Math.max(0, (middle - reach) / (1 + square)), Math.min(1, (middle + reach) / (1 + square))]
}

/** A share with its interval; a share that is known for certain has itself as both bounds. */
export type ShareWithInterval = { p: number; interval: Interval }

/**
 * Newcombe's hybrid score interval of the difference `a − b` of two independent shares (Newcombe 1998,
 * method 10): each bound squares the distances from the shares to the Wilson bounds that pull it outward.
 *
 * @example newcombe(56 of 70, 48 of 80) // [0.0524, 0.3339]
 */
export function newcombe(a: ShareWithInterval, b: ShareWithInterval): Interval {
  const difference = a.p - b.p
  return [
    difference - Math.hypot(a.p - a.interval[0], b.interval[1] - b.p),
    difference + Math.hypot(a.interval[1] - a.p, b.p - b.interval[0]),
  ]
}

/**
 * Van der Eijk's agreement A of counts in ordered categories (van der Eijk 2001; R package agrmt): 1 when
 * all are in one category, 0 when evenly spread, −1 when split over the two ends. Null without any count.
 *
 * The distribution is peeled into layers in which every category is either in or out. A layer's agreement
 * follows from the triples of categories in it (110 and 011 speak for one peak, 101 against), and weighs by
 * the share of the counts it holds.
 *
 * @example agreement([30, 40, 210, 130, 530, 50, 10]) // 0.6113
 */
export function agreement(counts: readonly number[]): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total <= 0) return null
  let rest = [...counts]
  let result = 0
  while (rest.some((count) => count > 0)) {
    const lowest = Math.min(...rest.filter((count) => count > 0))
    const layer = rest.map((count) => count > 0)
    const filled = layer.filter(Boolean).length
    result += ((lowest * filled) / total) * layerAgreement(layer, filled)
    rest = rest.map((count) => (count > 0 ? count - lowest : 0))
  }
  return result
}

function layerAgreement(layer: readonly boolean[], filled: number): number {
  const size = layer.length
  if (filled <= 1) return 1
  if (filled === size) return 0
  let peaked = 0
  let split = 0
  for (let low = 0; low < size - 2; low += 1) {
    for (let middle = low + 1; middle < size - 1; middle += 1) {
      for (let high = middle + 1; high < size; high += 1) {
        if (layer[low] && layer[high] && !layer[middle]) split += 1
        if (layer[middle] && layer[low] !== layer[high]) peaked += 1
      }
    }
  }
  const unimodality = ((size - 2) * peaked - (size - 1) * split) / ((size - 2) * (peaked + split))
  return unimodality * (1 - (filled - 1) / (size - 1))
}
