/**
 * Scoring: tallies in, scores out. The one place where figures are made; every screen, report, export and API
 * reads what comes out of here. Levels go item → criterion → norm → theme, per role; roles are never blended
 * and meet only in a criterion's gap. The rules are those of docs/method.md ("scoring method"), version 1.
 */
import { allItems } from '../framework/framework.ts'
import type { Criterion, Framework, Item, Role, Variant, Weighting } from '../framework/framework.ts'
import { isCensus } from './census.ts'
import { choiceCount } from './choice-count.ts'
import { labelOf, reaches } from './label.ts'
import type { UnknownSignal } from './label.ts'
import { minimumOf } from '../privacy/small-groups.ts'
import type { Minimum } from '../privacy/small-groups.ts'
import { scoreItem } from './score-item.ts'
import { METHOD } from './score.ts'
import type {
  CriterionScore,
  Gap,
  Invited,
  Prediction,
  RoleScore,
  RoleTally,
  Score,
  TallyGroup,
  ThemeScore,
} from './score.ts'
import { newcombe, wilson } from './statistics.ts'

export type ScoreOptions = {
  variant: Variant
  /** Organisations asked, for the census; without it no role is a census. */
  invited?: Invited
  /** k per role where a round sets it higher than the framework; a lower number is ignored. */
  minimumGroup?: Record<string, number>
  /** Weighting per role where a round chose otherwise; the tallies must be made with the same choice. */
  weighting?: Record<string, Weighting>
}

/** What gaps and means need of a framework: a data package holds that much. */
export type Lenses = { roles: readonly { id: string }[]; cutoffs: Pick<Framework['cutoffs'], 'gap'> }
type LensScore = Pick<RoleScore, 'label' | 'reason' | 'p' | 'interval'>

/** A score without the findings that are drawn from it. */
export type Scored = Omit<Score, 'findings'>

/**
 * Per criterion and role the "weet ik niet" that decided its label (reason "unknown"). It ranks findings and stays
 * out of the score itself, because its share may come from a cell that is hidden.
 */
export type UnknownSignals = Record<string, Record<string, UnknownSignal>>

/** One role with what the round made of it. */
type RoleInput = { role: Role; groups: readonly TallyGroup[]; weighting: Weighting; minimum: Minimum }

/**
 * Scores a whole framework from the tallies of its roles.
 *
 * The cost depends on the number of items and organisations, not on the number of respondents. A role
 * without a tally counts as one nobody answered in.
 */
export function scoreFramework(
  framework: Framework,
  tallies: readonly RoleTally[],
  options: ScoreOptions,
): Scored {
  return scoreWithSignals(framework, tallies, options).scored
}

/** As `scoreFramework`, with what findings need beside the score. */
export function scoreWithSignals(
  framework: Framework,
  tallies: readonly RoleTally[],
  options: ScoreOptions,
): { scored: Scored; signals: UnknownSignals } {
  const signals: UnknownSignals = {}
  const inputs = framework.roles.map((role): RoleInput => ({
    role,
    groups: tallies.find((tally) => tally.role === role.id)?.groups ?? [],
    weighting: options.weighting?.[role.id] ?? role.weighting,
    minimum: minimumOf(role, options.minimumGroup?.[role.id]),
  }))
  const themes = framework.themes.map((theme) => {
    const norms = theme.norms.map((norm) => {
      const criteria = norm.criteria.map((criterion) =>
        scoreCriterion(framework, criterion, inputs, options.invited, signals),
      )
      const weights = norm.criteria.map((criterion) => criterion.weight)
      return { id: norm.id, title: norm.title, roles: meansPerRole(framework, criteria, weights), criteria }
    })
    const weights = theme.norms.map((norm) => norm.weight)
    return { id: theme.id, title: theme.title, roles: meansPerRole(framework, norms, weights), norms }
  })
  const gaps = themes.flatMap((theme) =>
    theme.norms.flatMap((norm) => norm.criteria.flatMap(({ gap }) => (gap ? [gap] : []))),
  )
  const scored: Scored = {
    contract: 1,
    method: METHOD,
    framework: {
      id: framework.id,
      version: framework.version,
      hash: framework.hash,
      variant: options.variant,
    },
    respondents: Object.fromEntries(
      framework.roles.map((role) => [
        role.id,
        tallies.find((tally) => tally.role === role.id)?.respondents ?? 0,
      ]),
    ),
    parties: partiesHeard(inputs),
    themes,
    choices: allItems(framework)
      .filter((item) => item.kind === 'multiple')
      .map((item) => {
        const input = inputs.find(({ role }) => role.id === item.role)
        if (!input) throw new Error(`Item ${item.id} has an unknown role ${item.role}`)
        return choiceCount(framework.cutoffs, item, input.groups, input.minimum)
      }),
    predictions: framework.items.flatMap((item) =>
      item.predicts === undefined ? [] : [predictionOf(item, item.predicts, inputs, themes)],
    ),
    gaps: { tested: gaps.length, counted: gaps.filter((gap) => gap.counts).length },
    minimumGroup: Object.fromEntries(inputs.map(({ role, minimum }) => [role.id, minimum.count])),
  }
  return { scored, signals }
}

/** Finds a criterion's score; throws when the framework has none of that id. */
export function getCriterionScore(scored: Scored, id: string): CriterionScore {
  for (const theme of scored.themes) {
    for (const norm of theme.norms) {
      const found = norm.criteria.find((criterion) => criterion.id === id)
      if (found) return found
    }
  }
  throw new Error(`No criterion ${id} in this score`)
}

/** The guess beside what was given; both as the score shows them, so nothing hidden comes out this way. */
function predictionOf(
  item: Item,
  predicts: string,
  inputs: readonly RoleInput[],
  themes: readonly ThemeScore[],
): Prediction {
  const input = inputs.find(({ role }) => role.id === item.role)
  if (!input) throw new Error(`Item ${item.id} has an unknown role ${item.role}`)
  const { score } = scoreItem(item, input.groups, input.weighting, input.minimum)
  const given = themes
    .flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
    .flatMap((criterion) => Object.values(criterion.roles).flatMap(({ items }) => items))
    .find(({ id }) => id === predicts)
  const predictedShare = score.n === null ? null : score.p
  const givenShare = given === undefined || given.n === null ? null : given.p
  return {
    item: item.id,
    predicts,
    n: score.n,
    predicted: predictedShare,
    given: givenShare,
    difference: predictedShare === null || givenShare === null ? null : predictedShare - givenShare,
  }
}

/** A criterion per role, and the gap between its two lenses where that has meaning (scoring method §3–§5). */
function scoreCriterion(
  framework: Framework,
  criterion: Criterion,
  inputs: readonly RoleInput[],
  invited: Invited | undefined,
  signals: UnknownSignals,
): CriterionScore {
  const roles: Record<string, RoleScore> = {}
  for (const input of inputs) {
    const result = scoreRole(framework, criterion, input, invited)
    if (!result) continue
    roles[input.role.id] = result.score
    if (result.unknown) {
      ;(signals[criterion.id] ??= {})[input.role.id] = result.unknown
    }
  }
  return { id: criterion.id, title: criterion.title, roles, gap: gapOf(framework, criterion, roles) }
}

/**
 * One criterion in one role: the plain mean of its items that count, however many they are; n and n_eff are
 * the smallest among them, so that a criterion is never surer than its thinnest item (scoring method §3).
 * Null when the criterion has no choice items for the role.
 */
function scoreRole(
  framework: Framework,
  criterion: Criterion,
  { role, groups, weighting, minimum }: RoleInput,
  invited: Invited | undefined,
): { score: RoleScore; unknown: UnknownSignal | null } | null {
  const results = criterion.items
    .filter((item) => item.role === role.id && item.kind === 'choice')
    .map((item) => scoreItem(item, groups, weighting, minimum))
  if (results.length === 0) return null
  const counting = results.filter((result) => result.counts)
  const shown = counting.map(({ score }) => score).filter((score) => score.n !== null)
  const census = isCensus(framework, role, counting, invited)
  const figures =
    shown.length === 0
      ? null
      : {
          n: Math.min(...shown.map(({ n }) => n)),
          neff: Math.min(...shown.map(({ neff }) => neff)),
          p: mean(shown.map(({ p }) => p)),
        }
  const { label, reason, firm, unknown } = labelOf(framework.cutoffs, figures, results, census, minimum)
  return {
    unknown,
    score: {
      label,
      reason,
      firm,
      census,
      n: figures?.n ?? null,
      neff: figures?.neff ?? null,
      p: figures?.p ?? null,
      mean: figures && mean(shown.map((item) => item.mean)),
      interval: figures && !census ? wilson(figures.p, figures.neff, framework.cutoffs.z) : null,
      unknown: figures && mean(shown.map((item) => item.unknown)),
      notApplicable: figures && mean(shown.map((item) => item.notApplicable)),
      items: results.map(({ score }) => score),
    },
  }
}

/**
 * How far the second lens lies above the first, in shares (scoring method §5). Only where the framework calls
 * the lenses comparable and both have a figure that is not decided by "weet niet". It counts when its interval
 * leaves out 0 and the difference is large enough to matter. A census has no width.
 */
export function gapOf(
  framework: Lenses,
  criterion: Pick<Criterion, 'comparable'>,
  roles: Readonly<Record<string, LensScore>>,
): Gap | null {
  if (!criterion.comparable) return null
  const [first, second] = framework.roles.slice(0, 2).map((role) => roles[role.id])
  const a = first && figureForGap(first)
  const b = second && figureForGap(second)
  if (!a || !b) return null
  const difference = b.p - a.p
  const interval = newcombe(b, a)
  const [lower, upper] = interval
  const counts = (lower > 0 || upper < 0) && reaches(Math.abs(difference), framework.cutoffs.gap)
  return { difference, interval, counts }
}

function figureForGap({ label, reason, p, interval }: LensScore) {
  if (label === 'insufficient' || reason === 'unknown' || p === null) return null
  return { p, interval: interval ?? ([p, p] as [number, number]) }
}

/** Per role the weighted mean of the parts that have a p; roles without any are left out (scoring method §3). */
export function meansPerRole(
  framework: Pick<Lenses, 'roles'>,
  parts: readonly { roles: Record<string, { p: number | null }> }[],
  weights: readonly (number | null)[],
): Record<string, { p: number }> {
  const means: Record<string, { p: number }> = {}
  for (const { id } of framework.roles) {
    let sum = 0
    let total = 0
    parts.forEach((part, index) => {
      const p = part.roles[id]?.p ?? null
      if (p === null) return
      const weight = weights[index] ?? 1
      sum += p * weight
      total += weight
    })
    if (total > 0) means[id] = { p: sum / total }
  }
  return means
}

/** Organisations that sent a response, per named role and party; those without a party are not counted here. */
function partiesHeard(inputs: readonly RoleInput[]): Score['parties'] {
  const heard: Score['parties'] = {}
  for (const { role, groups } of inputs) {
    if (role.anonymity !== 'named') continue
    const perParty: Record<string, number> = {}
    for (const { party } of groups) if (party !== null) perParty[party] = (perParty[party] ?? 0) + 1
    heard[role.id] = perParty
  }
  return heard
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
