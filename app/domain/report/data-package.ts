/**
 * The data package of a report (contract: `rapport.json`): everything that is needed to check it without this program.
 * The score with its cut-offs recomputes to the same labels, the document is what was printed, and the texts say what
 * the ids mean.
 */

import type { Cutoffs, Framework, Item, Option, Role } from '../framework/framework.ts'
import { allItems } from '../framework/framework.ts'
import type { Label, Score } from '../scoring/score.ts'
import type { ReportDocument } from './document.ts'

export type DataPackage = {
  contract: 1
  method: Score['method']
  framework: Score['framework'] & Pick<Framework, 'title' | 'label' | 'licence' | 'language'>
  cutoffs: Cutoffs
  score: Score
  document: ReportDocument
  rules: RuleUsed[]
  texts: {
    roles: Pick<Role, 'id' | 'title' | 'plural' | 'anonymity' | 'minimumGroup' | 'weighting'>[]
    themes: { id: string; title: string }[]
    norms: { id: string; theme: string; title: string; text: string; weight: number | null }[]
    criteria: {
      id: string
      norm: string
      title: string
      comparable: boolean
      bullet: string | null
      weight: number | null
    }[]
    items: (Pick<Item, 'id' | 'role' | 'kind' | 'variant' | 'text' | 'unknownIsSignal'> & {
      /** Null for items that count for no criterion. */
      criterion: string | null
      options: Pick<Option, 'code' | 'label' | 'value' | 'positive' | 'scoring' | 'exclusive'>[]
    })[]
  }
}

/**
 * Which row of the label table decided, per criterion and role, and on which items. `hidden` are those of them whose
 * cells are hidden: there only the public outcome of the rule can be told, and whoever replays the package knows that
 * this label rests on counts that nobody may see. It says no more than the label and the items of its finding do.
 */
export type RuleUsed = {
  criterion: string
  role: string
  rule: 'unknown' | Label
  items: string[]
  hidden: string[]
}

function rulesUsed(framework: Framework, score: Score): RuleUsed[] {
  const behindFindings = new Set(score.findings.flatMap(({ items }) => items))
  const signals = new Set(
    allItems(framework)
      .filter(({ unknownIsSignal }) => unknownIsSignal)
      .map(({ id }) => id),
  )
  const criteria = score.themes.flatMap(({ norms }) => norms.flatMap((norm) => norm.criteria))
  return criteria.flatMap(({ id, roles }) =>
    Object.entries(roles).map(([role, { label, reason, items }]): RuleUsed => {
      const unknown = reason === 'unknown'
      const hidden = unknown
        ? items.filter((item) => item.n === null && signals.has(item.id) && behindFindings.has(item.id))
        : []
      const shown = items.filter((item) => item.n !== null && (!unknown || signals.has(item.id)))
      const on = new Set([...shown, ...hidden].map((item) => item.id))
      return {
        criterion: id,
        role,
        rule: unknown ? 'unknown' : label,
        items: items.filter((item) => on.has(item.id)).map((item) => item.id),
        hidden: hidden.map((item) => item.id),
      }
    }),
  )
}

/** Puts the package together; `score` and `document` as `composeReport` gave them. */
export function dataPackage(framework: Framework, score: Score, document: ReportDocument): DataPackage {
  const norms = framework.themes.flatMap((theme) => theme.norms.map((norm) => ({ theme: theme.id, norm })))
  const criteria = norms.flatMap(({ norm }) =>
    norm.criteria.map((criterion) => ({ norm: norm.id, criterion })),
  )
  const criterionOf = new Map(
    criteria.flatMap(({ criterion }) => criterion.items.map((item) => [item.id, criterion.id] as const)),
  )
  const { title, label, licence, language } = framework
  return {
    contract: 1,
    method: score.method,
    framework: { ...score.framework, title, label, licence, language },
    cutoffs: framework.cutoffs,
    score,
    document,
    rules: rulesUsed(framework, score),
    texts: {
      roles: framework.roles.map(({ id, title, plural, anonymity, minimumGroup, weighting }) => ({
        id,
        title,
        plural,
        anonymity,
        minimumGroup,
        weighting,
      })),
      themes: framework.themes.map(({ id, title }) => ({ id, title })),
      norms: norms.map(({ theme, norm: { id, title, text, weight } }) => ({
        id,
        theme,
        title,
        text,
        weight,
      })),
      criteria: criteria.map(({ norm, criterion: { id, title, comparable, bullet, weight } }) => ({
        id,
        norm,
        title,
        comparable,
        bullet,
        weight,
      })),
      items: allItems(framework).map(({ id, role, kind, variant, text, unknownIsSignal, options }) => ({
        id,
        role,
        kind,
        variant,
        text,
        unknownIsSignal,
        criterion: criterionOf.get(id) ?? null,
        options: options.map(({ code, label, value, positive, scoring, exclusive }) => ({
          code,
          label,
          value,
          positive,
          scoring,
          exclusive,
        })),
      })),
    },
  }
}
