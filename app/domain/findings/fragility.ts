/**
 * How much labels hang on choices and on single voices: the same answers, scored with other cut-offs, other weights, or
 * without one organisation or one kind of organisation. Only labels come out, and never whose absence changes one:
 * figures with and without somebody would give that somebody's answers away.
 */

import type { Cutoffs, Framework, Weighting } from '../framework/framework.ts'
import { getCriterionScore, scoreFramework } from '../scoring/score-framework.ts'
import type { Scored, ScoreOptions } from '../scoring/score-framework.ts'
import type { Label, RoleTally } from '../scoring/score.ts'

/** What was done otherwise. */
export type Cause = 'cutoffs' | 'weighting' | 'organisation' | 'party'

export const CAUSES: readonly Cause[] = ['cutoffs', 'weighting', 'organisation', 'party']

/** How far each cut-off is moved, up and down. */
export const CUTOFF_STEP = 0.05

export type Fragility = {
  /** Labels that were tried: every one that is not hidden. */
  tried: number
  /** Per role what could not be tried, since the answers do not say whose they are or there is only one of them. */
  notPossible: Record<string, Cause[]>
  /** Labels that change, with what they become; in the framework's order. */
  changes: { criterion: string; role: string; label: Label; becomes: { cause: Cause; labels: Label[] }[] }[]
}

/** Which labels change. A label that a variant hides, because too few are left, does not count as changed. */
export function fragilityOf(
  framework: Framework,
  tallies: readonly RoleTally[],
  options: ScoreOptions,
): Fragility {
  const base = scoreFramework(framework, tallies, options)
  const variants = [
    ...cutoffVariants(framework.cutoffs).map((cutoffs) => ({
      cause: 'cutoffs' as const,
      role: null,
      scored: scoreFramework({ ...framework, cutoffs }, tallies, options),
    })),
    ...tallies.flatMap((tally) => roleVariants(framework, tallies, tally, options)),
  ]
  const changes: Fragility['changes'] = []
  let tried = 0
  for (const { id, label, role } of shownLabels(framework, base)) {
    tried += 1
    const becomes = CAUSES.flatMap((cause) => {
      const own = variants.filter(
        (variant) => variant.cause === cause && (variant.role === null || variant.role === role),
      )
      const labels = new Set(
        own.flatMap(({ scored }) => getCriterionScore(scored, id).roles[role]?.label ?? []),
      )
      labels.delete('insufficient')
      labels.delete(label)
      return labels.size > 0 ? [{ cause, labels: [...labels].sort() }] : []
    })
    if (becomes.length > 0) changes.push({ criterion: id, role, label, becomes })
  }
  const notPossible = Object.fromEntries(
    framework.roles.map(({ id }) => {
      const done = new Set(variants.filter(({ role }) => role === id).map(({ cause }) => cause))
      return [id, CAUSES.filter((cause) => cause !== 'cutoffs' && !done.has(cause))]
    }),
  )
  return { tried, notPossible, changes }
}

function cutoffVariants(cutoffs: Cutoffs): Cutoffs[] {
  return [-CUTOFF_STEP, CUTOFF_STEP].flatMap((step) => [
    { ...cutoffs, strength: Math.min(1, cutoffs.strength + step) },
    { ...cutoffs, improvement: Math.max(0, cutoffs.improvement + step) },
  ])
}

type Variant = { cause: Cause; role: string; scored: Scored }

/** An anonymous role whose answers lie in one heap can be neither weighted otherwise nor taken apart. */
function roleVariants(
  framework: Framework,
  tallies: readonly RoleTally[],
  tally: RoleTally,
  options: ScoreOptions,
): Variant[] {
  const { role, groups } = tally
  if (groups.length < 2) return []
  const named = framework.roles.find(({ id }) => id === role)?.anonymity === 'named'
  const used = options.weighting?.[role] ?? framework.roles.find(({ id }) => id === role)?.weighting
  const without = (kept: typeof groups) =>
    scoreFramework(
      framework,
      tallies.map((one) => (one === tally ? { ...tally, groups: kept } : one)),
      options,
    )
  const weightings = (['person', 'organisation', 'party'] satisfies Weighting[])
    .filter((weighting) => weighting !== used)
    .map((weighting): Variant => ({
      cause: 'weighting',
      role,
      scored: scoreFramework(framework, tallies, {
        ...options,
        weighting: { ...options.weighting, [role]: weighting },
      }),
    }))
  // Whose answers may not be told is not left out either: two looks would differ by those answers.
  if (!named) return weightings
  const parties = [...new Set(groups.map(({ party }) => party))]
  return [
    ...weightings,
    ...groups.map((left): Variant => ({
      cause: 'organisation',
      role,
      scored: without(groups.filter((group) => group !== left)),
    })),
    ...(parties.length < 2 ? [] : parties).map((left): Variant => ({
      cause: 'party',
      role,
      scored: without(groups.filter(({ party }) => party !== left)),
    })),
  ]
}

function shownLabels(framework: Framework, base: Scored): { id: string; role: string; label: Label }[] {
  return framework.themes.flatMap(({ norms }) =>
    norms.flatMap(({ criteria }) =>
      criteria.flatMap(({ id }) =>
        Object.entries(getCriterionScore(base, id).roles).flatMap(([role, { label }]) =>
          label === 'insufficient' ? [] : [{ id, role, label }],
        ),
      ),
    ),
  )
}
