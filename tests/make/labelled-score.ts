/** Scores from wished labels per criterion and lens, for sentences that need a certain case rather than answers. */

import { findingsOf } from '../../app/domain/findings/findings.ts'
import type { Criterion, Framework } from '../../app/domain/framework/framework.ts'
import { DONT_KNOW } from '../../app/domain/framework/framework.ts'
import type { CriterionScore, Label, RoleScore, Score } from '../../app/domain/scoring/score.ts'

/** What one lens says about one criterion. `unknown` stands for an improvement that "weet niet" decided. */
export type Wished = { label: Label | 'unknown'; p?: number; firm?: boolean }
/** Per criterion what the first and the second lens say, and whether a gap between them counts. */
export type WishedCriterion = { lenses: (Wished | null)[]; gap?: boolean }

const SHARES: Record<Label | 'unknown', number> = {
  strength: 0.85,
  improvement: 0.3,
  mixed: 0.62,
  divided: 0.5,
  insufficient: 0.62,
  unknown: 0.3,
}

/** A score in which only the named criteria say something; lenses without items stay absent. */
export function scoreWithLabels(framework: Framework, wished: Record<string, WishedCriterion>): Score {
  const scored: Omit<Score, 'findings'> = {
    contract: 1,
    method: '1',
    framework: {
      id: framework.id,
      version: framework.version,
      hash: framework.hash,
      variant: 'full',
    },
    respondents: Object.fromEntries(framework.roles.map((role) => [role.id, 40])),
    parties: {},
    themes: framework.themes.map((theme) => ({
      id: theme.id,
      title: theme.title,
      roles: {},
      norms: theme.norms.map((norm) => ({
        id: norm.id,
        title: norm.title,
        roles: {},
        criteria: norm.criteria.map((criterion) =>
          criterionScore(framework, criterion, wished[criterion.id]),
        ),
      })),
    })),
    choices: [],
    predictions: [],
    gaps: { tested: 0, counted: 0 },
    minimumGroup: Object.fromEntries(framework.roles.map((role) => [role.id, role.minimumGroup])),
  }
  return { ...scored, findings: findingsOf(framework, scored, {}) }
}

/** The lenses (0 and 1) that have a scoring question about the criterion. */
export function lensesOf(framework: Framework, criterion: Criterion): number[] {
  return framework.roles
    .slice(0, 2)
    .flatMap((role, index) =>
      criterion.items.some((item) => item.role === role.id && item.kind === 'choice') ? [index] : [],
    )
}

function criterionScore(
  framework: Framework,
  criterion: Criterion,
  wished: WishedCriterion | undefined,
): CriterionScore {
  const roles = lensesOf(framework, criterion).flatMap((lens): [string, RoleScore][] => {
    const role = framework.roles[lens]
    return role ? [[role.id, roleScore(criterion, role.id, wished?.lenses[lens] ?? null)]] : []
  })
  const [first, second] = framework.roles.map((role) => Object.fromEntries(roles)[role.id]?.p ?? null)
  const difference = typeof first === 'number' && typeof second === 'number' ? second - first : 0.2
  return {
    id: criterion.id,
    title: criterion.title,
    roles: Object.fromEntries(roles),
    gap: wished?.gap ? { difference, interval: [difference, difference], counts: true } : null,
  }
}

function roleScore(criterion: Criterion, role: string, wished: Wished | null): RoleScore {
  const asked = criterion.items.filter((item) => item.role === role && item.kind === 'choice')
  if (!wished || wished.label === 'insufficient')
    return {
      label: 'insufficient',
      reason: null,
      firm: false,
      census: false,
      n: null,
      neff: null,
      p: null,
      mean: null,
      interval: null,
      unknown: null,
      notApplicable: null,
      items: asked.map((item) => ({ id: item.id, n: null })),
    }
  const p = wished.p ?? SHARES[wished.label]
  const unknown = wished.label === 'unknown' ? 0.5 : 0
  const figures = { n: 40, neff: 40, p, mean: p * 100, unknown, notApplicable: 0 }
  return {
    ...figures,
    label: wished.label === 'unknown' ? 'improvement' : wished.label,
    reason: wished.label === 'unknown' ? 'unknown' : null,
    firm: wished.firm ?? true,
    census: false,
    interval: [p, p],
    items: asked.map((item) => ({ id: item.id, ...figures, distribution: { [DONT_KNOW]: 40 * unknown } })),
  }
}
