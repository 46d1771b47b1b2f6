/** One label of the round worked out step by step, with the figures of the score itself. */

import { allCriteria, scoringOptions } from '../framework/framework.ts'
import type { Framework, Weighting } from '../framework/framework.ts'
import { getCriterionScore } from '../scoring/score-framework.ts'
import type { RoleScore, Score } from '../scoring/score.ts'

export type WorkedExample = {
  criterion: string
  role: string
  /** The questions that count, each with its counts and what a chosen answer counts for. */
  items: {
    id: string
    text: string
    options: { label: string; count: number; positive: number }[]
    /** Sum of count × positive: divided by n it is p. */
    sum: number
    n: number
    p: number
  }[]
  score: RoleScore & { p: number; n: number }
}

/**
 * The example that shows most: of the roles in which every person weighs the same (others cannot be added up by hand)
 * the criterion with most questions, then with most answers. Null when no figure of such a role is shown.
 */
export function workedExample(
  framework: Framework,
  score: Score,
  weighting: Readonly<Record<string, Weighting>>,
): WorkedExample | null {
  const candidates = framework.roles
    .filter((role) => (weighting[role.id] ?? role.weighting) === 'person')
    .flatMap((role) =>
      allCriteria(framework).flatMap((criterion): WorkedExample[] => {
        const found = getCriterionScore(score, criterion.id).roles[role.id]
        if (!found || found.p === null || found.n === null || found.reason !== null) return []
        const items = found.items.flatMap((cell): WorkedExample['items'] => {
          const item = criterion.items.find(({ id }) => id === cell.id)
          if (!item || cell.n === null) return []
          const options = scoringOptions(item).map(({ code, label, positive }) => ({
            label,
            positive,
            count: cell.distribution[code] ?? 0,
          }))
          const sum = options.reduce((all, { count, positive }) => all + count * positive, 0)
          return [{ id: item.id, text: item.text, options, sum, n: cell.n, p: cell.p }]
        })
        return [
          { criterion: criterion.id, role: role.id, items, score: { ...found, p: found.p, n: found.n } },
        ]
      }),
    )
  const [first, ...others] = candidates
  if (!first) return null
  const rank = (one: WorkedExample) => Math.min(one.items.length, 3) * 1e6 + one.score.n
  return others.reduce((best, one) => (rank(one) > rank(best) ? one : best), first)
}
