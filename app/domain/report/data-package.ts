/**
 * The data package of a report (contract: `rapport.json`): everything that is needed to check it without this program.
 * The score with its cut-offs recomputes to the same labels, the document is what was printed, and the texts say what
 * the ids mean.
 */

import type { Cutoffs, Framework, Item, Option, Role } from '../framework/framework.ts'
import { allItems } from '../framework/framework.ts'
import type { Score } from '../scoring/score.ts'
import type { ReportDocument } from './document.ts'

export type DataPackage = {
  contract: 1
  method: Score['method']
  framework: Score['framework'] & Pick<Framework, 'title' | 'label' | 'licence' | 'language'>
  cutoffs: Cutoffs
  score: Score
  document: ReportDocument
  texts: {
    roles: Pick<Role, 'id' | 'title' | 'plural' | 'anonymity' | 'minimumGroup' | 'weighting'>[]
    themes: { id: string; title: string }[]
    norms: { id: string; theme: string; title: string; text: string }[]
    criteria: { id: string; norm: string; title: string; comparable: boolean; bullet: string | null }[]
    items: (Pick<Item, 'id' | 'role' | 'kind' | 'variant' | 'text' | 'unknownIsSignal'> & {
      /** Null for items that count for no criterion. */
      criterion: string | null
      options: Pick<Option, 'code' | 'label' | 'value' | 'positive' | 'scoring' | 'exclusive'>[]
    })[]
  }
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
      norms: norms.map(({ theme, norm: { id, title, text } }) => ({ id, theme, title, text })),
      criteria: criteria.map(({ norm, criterion: { id, title, comparable, bullet } }) => ({
        id,
        norm,
        title,
        comparable,
        bullet,
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
