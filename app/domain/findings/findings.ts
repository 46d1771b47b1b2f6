/**
 * Findings: scores in, statements out. Criteria propose, criteria that share a bullet key speak together, and
 * each theme's strongest bullets go to the short edition. The report puts them into words.
 */
import type { Criterion, Cutoffs, Framework, Theme } from '../framework/framework.ts'
import { getCriterionScore } from '../scoring/score-framework.ts'
import type { Scored, UnknownSignals } from '../scoring/score-framework.ts'
import type { CriterionScore, Finding, FindingForm, RoleScore, Side } from '../scoring/score.ts'
import { LABEL_OF, proposalOf } from './proposal.ts'

/** One criterion that stands in a column. */
type Speaking = {
  criterion: Criterion
  score: CriterionScore
  side: Side
  form: FindingForm
  rule: string
  /** Roles whose labels give the column. */
  roles: string[]
  /** Items on which "weet ik niet" decided. */
  unknown: string[]
  firm: boolean
  /** How far the criterion lies beyond the cut-off at most, over those roles. */
  distance: number
}

/**
 * All findings, in the framework's order of themes and per theme first what goes well, each in the order of
 * the first criterion that joins it (scoring method §6). `text` is empty: the report stage writes it.
 */
export function findingsOf(framework: Framework, scored: Scored, signals: UnknownSignals): Finding[] {
  const scores = scoresByCriterion(scored)
  return framework.themes.flatMap((theme) => {
    const speaking = criteriaOf(theme).flatMap((criterion) => {
      const score = scores.get(criterion.id)
      const one = score ? speak(framework, criterion, score, signals) : null
      return one ? [one] : []
    })
    return (['good', 'better'] as const).flatMap((side) => {
      const bullets = joined(speaking.filter((one) => one.side === side))
      const short = shortEdition(bullets, framework.cutoffs.bullets[side])
      return bullets.map((bullet) => findingOf(framework, theme, side, bullet, short.has(bullet)))
    })
  })
}

/** Why a criterion stands in no column: the extended edition and the agenda list it as such. */
export type Listed = {
  theme: string
  criterion: string
  as: 'divided' | 'mixed' | 'insufficient'
  /** A gap that counts without a column; the criterion is then listed as divided. */
  gap: boolean
}

/**
 * The criteria without a finding (scoring method §6): a divided picture, a mixed picture or too few answers.
 * Criteria that this variant asks nobody about are not listed, for there is nothing to say about them.
 */
export function listedCriteria(framework: Framework, scored: Scored): Listed[] {
  const [first, second] = framework.roles
  return framework.themes.flatMap((theme) =>
    criteriaOf(theme).flatMap((criterion): Listed[] => {
      const asked = criterion.items.some(
        (item) => item.kind === 'choice' && (scored.framework.variant === 'full' || item.variant === 'core'),
      )
      const { roles, gap } = getCriterionScore(scored, criterion.id)
      const labels = [first, second].map((role) => (role && roles[role.id]?.label) ?? null)
      const gapCounts = gap?.counts ?? false
      if (!asked || proposalOf(labels[0] ?? null, labels[1] ?? null, gapCounts).side !== null) return []
      const as =
        labels.includes('divided') || gapCounts
          ? 'divided'
          : labels.includes('mixed')
            ? 'mixed'
            : 'insufficient'
      return [{ theme: theme.id, criterion: criterion.id, as, gap: gapCounts }]
    }),
  )
}

function scoresByCriterion(scored: Scored): Map<string, CriterionScore> {
  const scores = scored.themes.flatMap(({ norms }) => norms.flatMap(({ criteria }) => criteria))
  return new Map(scores.map((score) => [score.id, score]))
}

function criteriaOf(theme: Theme): Criterion[] {
  return theme.norms.flatMap((norm) => norm.criteria)
}

function speak(
  framework: Framework,
  criterion: Criterion,
  score: CriterionScore,
  signals: UnknownSignals,
): Speaking | null {
  const lenses = framework.roles.slice(0, 2).map((role) => ({ role: role.id, score: score.roles[role.id] }))
  const labels = lenses.map((lens) => lens.score?.label ?? null)
  const gapCounts = score.gap?.counts ?? false
  const { side, form } = proposalOf(labels[0] ?? null, labels[1] ?? null, gapCounts)
  if (side === null) return null
  const giving = lenses.flatMap((lens) =>
    lens.score?.label === LABEL_OF[side] ? [{ role: lens.role, score: lens.score }] : [],
  )
  return {
    criterion,
    score,
    side,
    form,
    rule: `${labels.map(sign).join('·')}${gapCounts ? '+gap' : ''}`,
    roles: giving.map(({ role }) => role),
    unknown: giving.flatMap((lens) => signals[criterion.id]?.[lens.role]?.items ?? []),
    firm: giving.every((lens) => lens.score.firm),
    distance: Math.max(
      ...giving.map((lens) =>
        distanceOf(framework.cutoffs, side, lens.score, signals[criterion.id]?.[lens.role]?.share),
      ),
    ),
  }
}

function sign(label: RoleScore['label'] | null): string {
  return label === null || label === 'insufficient' ? '–' : label
}

function distanceOf(
  cutoffs: Cutoffs,
  side: Side,
  { reason, p }: RoleScore,
  unknownShare: number | undefined,
): number {
  if (reason === 'unknown') return (unknownShare ?? cutoffs.unknownSignal) - cutoffs.unknownSignal
  return Math.abs((p ?? 0) - (side === 'good' ? cutoffs.strength : cutoffs.improvement))
}

/** Criteria of one column that share a bullet key speak together; one without a bullet speaks alone. */
function joined(speaking: readonly Speaking[]): Speaking[][] {
  const bullets = new Map<string, Speaking[]>()
  for (const one of speaking) {
    const key =
      one.criterion.bullet === null ? `criterion ${one.criterion.id}` : `bullet ${one.criterion.bullet}`
    bullets.set(key, [...(bullets.get(key) ?? []), one])
  }
  return [...bullets.values()]
}

/**
 * Which bullets of one column of one theme the short edition prints: firm before provisional, then the one
 * furthest beyond its cut-off, then the framework's order. Criteria without a bullet take no place.
 */
function shortEdition(bullets: readonly Speaking[][], places: number): Set<Speaking[]> {
  const ranked = bullets
    .filter((bullet) => bullet[0]?.criterion.bullet !== null)
    .map((bullet) => ({
      bullet,
      firm: bullet.every((one) => one.firm),
      // Rounded to the tolerance of the cut-offs: equal on paper is equal here, and order then decides.
      distance: Math.round(Math.max(...bullet.map((one) => one.distance)) * 1e9),
    }))
    .sort((a, b) => Number(b.firm) - Number(a.firm) || b.distance - a.distance)
  return new Set(ranked.slice(0, places).map(({ bullet }) => bullet))
}

function findingOf(
  framework: Framework,
  theme: Theme,
  side: Side,
  speaking: readonly Speaking[],
  inShort: boolean,
): Finding {
  const [first] = speaking
  if (!first) throw new Error('A finding needs a criterion')
  const { bullet } = first.criterion
  return {
    id: `${bullet ?? first.criterion.id}.${side}`,
    theme: theme.id,
    bullet,
    side,
    form: formOf(speaking),
    criteria: speaking.map(({ criterion }) => criterion.id),
    items: speaking.flatMap(itemsBehind),
    roles: framework.roles
      .map((role) => role.id)
      .filter((role) => speaking.some(({ roles }) => roles.includes(role))),
    rule: speaking.map(({ rule }) => rule).join(', '),
    firm: speaking.every(({ firm }) => firm),
    edition: bullet === null || inShort ? 'short' : 'extended',
    text: '',
  }
}

/**
 * The items a criterion's column rests on: those that count, and those where "weet ik niet" decided, which may have
 * too few valid answers to count.
 */
function itemsBehind({ criterion, score, roles, unknown }: Speaking): string[] {
  const behind = new Set(unknown)
  for (const role of roles) {
    for (const { id, n } of score.roles[role]?.items ?? []) if (n !== null) behind.add(id)
  }
  return criterion.items.map(({ id }) => id).filter((id) => behind.has(id))
}

/**
 * Contrast if any criterion's form is, both if all are, else one lens; attributed when the other lens of one
 * of its criteria says something else, because the sentence must then say whose view it is.
 */
function formOf(speaking: readonly Speaking[]): FindingForm {
  const forms = speaking.map(({ form }) => form)
  if (forms.includes('contrast')) return 'contrast'
  if (forms.every((form) => form === 'both')) return 'both'
  return forms.includes('attributed') ? 'attributed' : 'one-lens'
}
