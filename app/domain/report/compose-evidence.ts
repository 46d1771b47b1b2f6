/** "Waar blijkt dat uit?": for each finding the criteria, items, counts, labels and the rule that fired. */

import { allItems } from '../framework/framework.ts'
import type { Finding, ItemScore, RoleScore } from '../scoring/score.ts'
import type { ReportContext } from './context.ts'
import type { Evidence } from './document.ts'

export function composeEvidence(context: ReportContext, finding: Finding): Evidence {
  return {
    finding: finding.id,
    text: finding.text,
    rule: finding.rule,
    firm: finding.firm,
    criteria: finding.criteria.map((id) => {
      const { score } = context.criterion(id)
      return {
        id,
        title: score.title,
        roles: context.framework.roles.flatMap((role) => {
          const roleScore = score.roles[role.id]
          return roleScore ? [roleEvidence(context, role.id, role.title, roleScore)] : []
        }),
      }
    }),
  }
}

type RoleEvidence = Evidence['criteria'][number]['roles'][number]

function roleEvidence(context: ReportContext, role: string, title: string, score: RoleScore): RoleEvidence {
  const { labels } = context.skeleton
  return {
    role,
    title,
    label: score.reason === 'unknown' ? labels.unknown : labels[score.label],
    n: score.n,
    p: score.p,
    interval: score.interval,
    unknown: score.unknown,
    items: score.items.map((item) => itemEvidence(context, item)),
  }
}

/** A hidden cell stays hidden: no counts and no shares. */
function itemEvidence(context: ReportContext, score: ItemScore): RoleEvidence['items'][number] {
  const item = allItems(context.framework).find((candidate) => candidate.id === score.id)
  if (!item) throw new Error(`The score has item ${score.id}, the framework does not`)
  const distribution = score.n === null ? null : score.distribution
  const total = distribution ? Object.values(distribution).reduce((sum, count) => sum + count, 0) : 0
  return {
    id: item.id,
    text: item.text,
    n: score.n,
    options: item.options.map((option) => {
      const count = distribution ? (distribution[option.code] ?? 0) : null
      return { label: option.label, count, share: count === null || total === 0 ? null : count / total }
    }),
  }
}
