/** The label of one criterion in one role, and whether it stands firm (scoring method §4). */
import type { Cutoffs, Item, Option } from '../framework/framework.ts'
import { isEnough } from '../privacy/small-groups.ts'
import type { Minimum } from '../privacy/small-groups.ts'
import type { ItemResult } from './score-item.ts'
import type { Label } from './score.ts'
import { agreement, wilson } from './statistics.ts'
import type { Interval } from './statistics.ts'

/**
 * Cut-offs are inclusive with this tolerance, so that a share that is 75 % on paper is 75 % here too.
 * Bounds of intervals are compared strictly, without it.
 */
export const TOLERANCE = 1e-9

export function reaches(share: number, cutoff: number): boolean {
  return share >= cutoff - TOLERANCE
}

export function staysUnder(share: number, cutoff: number): boolean {
  return share <= cutoff + TOLERANCE
}

/** What the label rules need of an item's result: a data package holds that much. */
export type LabelInput = Pick<ItemResult, 'score'> & {
  item: Pick<Item, 'id' | 'unknownIsSignal'> & {
    options: readonly Pick<Option, 'code' | 'value' | 'scoring'>[]
  }
  unknown: ItemResult['unknown']
}

/** The figures of a criterion in one role over the items that count. */
export type CriterionFigures = { n: number; neff: number; p: number }

/** Where "weet ik niet" decided: on which items, and the largest of their shares. */
export type UnknownSignal = { share: number; items: string[] }

/** `unknown` is null unless "weet ik niet" decided the label. */
export type LabelResult = {
  label: Label
  reason: 'unknown' | null
  firm: boolean
  unknown: UnknownSignal | null
}

/**
 * The first row of the label table that holds: "weet niet" as a signal, too few answers, divided, strength,
 * improvement, mixed.
 *
 * Strength is firm when n reaches the firm minimum and the lower bound of its interval lies above the
 * improvement cut-off; improvement when its upper bound lies below the strength cut-off; both also by census.
 * "Weet niet" is firm when n + u reaches that minimum and the lower bound of its own share lies above the
 * framework's bound. Other labels are never firm.
 *
 * @param figures null when no item counts
 * @param results all choice items of the criterion in this role, counting or not
 */
export function labelOf(
  cutoffs: Cutoffs,
  figures: CriterionFigures | null,
  results: readonly LabelInput[],
  census: boolean,
  minimum: Minimum,
): LabelResult {
  const signals = results.filter((result) => isUnknownSignal(cutoffs, result, minimum))
  if (signals.length > 0) {
    return {
      label: 'improvement',
      reason: 'unknown',
      firm: signals.some(({ unknown }) => isFirmUnknown(cutoffs, unknown.chosen, unknown.of)),
      unknown: {
        share: Math.max(...signals.map(({ unknown }) => unknown.chosen / unknown.of)),
        items: signals.map(({ item }) => item.id),
      },
    }
  }
  const decided = (label: Label, firm = false): LabelResult => ({
    label,
    reason: null,
    firm,
    unknown: null,
  })
  if (!figures) return decided('insufficient')
  const { n, neff, p } = figures
  const enough = n >= cutoffs.firmMinimum
  if (enough && isDivided(results)) return decided('divided')
  const [lower, upper]: Interval = wilson(p, neff, cutoffs.z)
  if (reaches(p, cutoffs.strength))
    return decided('strength', census || (enough && lower > cutoffs.improvement))
  if (staysUnder(p, cutoffs.improvement)) {
    return decided('improvement', census || (enough && upper < cutoffs.strength))
  }
  return decided('mixed')
}

/**
 * Whether so many say "weet ik niet" that not knowing is itself the finding. It may fire on an item that has
 * too few valid answers to count: those who do not know are heard too.
 */
function isUnknownSignal(cutoffs: Cutoffs, { item, unknown }: LabelInput, minimum: Minimum): boolean {
  const heard = { persons: unknown.of, organisations: unknown.organisations }
  if (!item.unknownIsSignal || !isEnough(minimum, heard)) return false
  return reaches(unknown.chosen / unknown.of, cutoffs.unknownSignal)
}

function isFirmUnknown(cutoffs: Cutoffs, chosen: number, of: number): boolean {
  return of >= cutoffs.firmMinimum && wilson(chosen / of, of, cutoffs.z)[0] > cutoffs.unknownFirm
}

/**
 * Whether the answers point both ways: the mean of van der Eijk's A over the counting items is 0 or less. Raw
 * counts, each item on its own scoring options; options of equal value that stand side by side are one, and
 * an item with fewer than three options then says nothing about spread.
 */
function isDivided(results: readonly LabelInput[]): boolean {
  const agreements = results.flatMap(({ item, score }) => {
    if (score.n === null) return []
    const counts = mergedCounts(item, score.distribution)
    const a = counts.length < 3 ? null : agreement(counts)
    return a === null ? [] : [a]
  })
  if (agreements.length === 0) return false
  return staysUnder(agreements.reduce((sum, a) => sum + a, 0) / agreements.length, 0)
}

function mergedCounts(item: LabelInput['item'], distribution: Record<string, number>): number[] {
  const counts: number[] = []
  let previous: number | null = null
  for (const { code, value, scoring } of item.options) {
    if (!scoring) continue
    const persons = distribution[code] ?? 0
    if (previous === value) counts[counts.length - 1] = (counts.at(-1) ?? 0) + persons
    else counts.push(persons)
    previous = value
  }
  return counts
}
