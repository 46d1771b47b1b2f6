/** One item of one role: from counts per organisation to a positive share, or to a hidden cell. */
import { DONT_KNOW, NOT_APPLICABLE } from '../framework/framework.ts'
import type { Item, Weighting } from '../framework/framework.ts'
import { isEnough } from '../privacy/small-groups.ts'
import type { Minimum } from '../privacy/small-groups.ts'
import type { ItemScore, TallyGroup } from './score.ts'

/** What an item says before it is decided whether it may be shown. */
export type ItemResult = {
  item: Item
  /** Whether it reaches k, so that it counts for its criterion and is shown. */
  counts: boolean
  /** The contract's cell: with figures when it counts, hidden otherwise. */
  score: ItemScore
  /** Persons who chose "weet ik niet", and who chose that or a scoring option. */
  unknown: { chosen: number; of: number; organisations: number }
  /** Organisations with a valid answer, per party (the key of a missing party is ''). */
  organisations: Map<string, number>
}

/**
 * Scores one choice item (scoring method §2). "Weet ik niet" and "niet van toepassing" are in no denominator
 * of `p`; their shares are taken among all who answered.
 *
 * @param minimum k: persons for an anonymous role, organisations (groups) for a named one
 */
export function scoreItem(
  item: Item,
  groups: readonly TallyGroup[],
  weighting: Weighting,
  minimum: Minimum,
): ItemResult {
  const answers: Organisation[] = []
  const distribution: Record<string, number> = {}
  for (const { code } of item.options) distribution[code] = 0
  const organisations = new Map<string, number>()
  let answered = 0
  let answeredOrUnsure = 0
  for (const group of groups) {
    const tally = group.items[item.id]
    if (!tally) continue
    answered += tally.answered
    const answer: Organisation = { party: group.party ?? '', n: 0, positive: 0, value: 0 }
    for (const { code, scoring, value, positive } of item.options) {
      const persons = tally.options[code]
      if (!persons) continue
      distribution[code] = (distribution[code] ?? 0) + persons
      if (!scoring || value === null || positive === null) continue
      answer.n += persons
      answer.positive += persons * positive
      answer.value += persons * value
    }
    if (answer.n > 0) {
      answers.push(answer)
      organisations.set(answer.party, (organisations.get(answer.party) ?? 0) + 1)
    }
    if (answer.n > 0 || tally.options[DONT_KNOW]) answeredOrUnsure += 1
  }
  const n = answers.reduce((sum, answer) => sum + answer.n, 0)
  const chosen = distribution[DONT_KNOW] ?? 0
  const counts = isEnough(minimum, { persons: n, organisations: answers.length })
  return {
    item,
    counts,
    unknown: { chosen, of: n + chosen, organisations: answeredOrUnsure },
    organisations,
    score: counts
      ? {
          id: item.id,
          n,
          ...weighted(answers, weighting),
          unknown: chosen / answered,
          notApplicable: (distribution[NOT_APPLICABLE] ?? 0) / answered,
          distribution,
        }
      : { id: item.id, n: null },
  }
}

/** The valid answers of one organisation to one item: sums over its persons. */
type Organisation = { party: string; n: number; positive: number; value: number }

/**
 * Weighted shares over organisations (scoring method §2).
 *
 * - person: every person weighs the same, so n_eff = n;
 * - organisation: a person weighs 1 / (M · n_org) with M organisations that have a valid answer;
 * - party: a person weighs 1 / (P · O_party · n_org).
 *
 * n_eff = (Σw)² / Σw². The weights of all persons sum to 1, and within one organisation Σw² = W² / n_org where
 * W is the weight of the organisation. Terms are added from small to large, so that the order in which
 * organisations stand changes not even the last bit.
 */
function weighted(
  organisations: readonly Organisation[],
  weighting: Weighting,
): { neff: number; p: number; mean: number } {
  if (weighting === 'person') {
    const n = organisations.reduce((sum, { n }) => sum + n, 0)
    return {
      neff: n,
      p: orderlySum(organisations.map(({ positive }) => positive)) / n,
      mean: orderlySum(organisations.map(({ value }) => value)) / n,
    }
  }
  const inParty = new Map<string, number>()
  for (const { party } of organisations) inParty.set(party, (inParty.get(party) ?? 0) + 1)
  // How many equal shares the whole is cut in for this organisation: M, or P · O_party.
  const shares = ({ party }: Organisation) =>
    weighting === 'organisation' ? organisations.length : inParty.size * (inParty.get(party) ?? 1)
  return {
    neff: 1 / orderlySum(organisations.map((one) => 1 / (shares(one) * shares(one) * one.n))),
    p: orderlySum(organisations.map((one) => one.positive / (shares(one) * one.n))),
    mean: orderlySum(organisations.map((one) => one.value / (shares(one) * one.n))),
  }
}

function orderlySum(terms: number[]): number {
  return terms.sort((a, b) => a - b).reduce((sum, term) => sum + term, 0)
}
