/**
 * Data packages of regions or rounds side by side. Only what was asked and counted in the same way may stand beside
 * each other, and nothing is ranked: regions stand by name, then by date.
 */

import type { ReadPackage, ReadRoleScore } from './data-package-file.ts'

export type NamedPackage = { name: string; data: ReadPackage }

/** Why packages do not belong beside the first one. */
export type Unequal = {
  name: string
  what: 'framework' | 'variant' | 'method'
  first: string
  other: string
}

export type ComparedCell = Pick<
  ReadRoleScore,
  'label' | 'reason' | 'firm' | 'census' | 'n' | 'p' | 'interval'
> | null

export type Comparison = {
  framework: ReadPackage['framework']
  method: string
  roles: { id: string; plural: string }[]
  /** In the order of the columns. */
  packages: {
    name: string
    title: string
    date: string
    invented: boolean
    respondents: Record<string, number>
  }[]
  themes: {
    id: string
    title: string
    criteria: {
      id: string
      title: string
      /** Per role one cell per package; null where the package has none. */
      roles: { role: string; cells: ComparedCell[] }[]
    }[]
  }[]
}

/** Packages that are unequal to the first in framework (its hash), variant or method; empty when all may be compared. */
export function unequalPackages(packages: readonly NamedPackage[]): Unequal[] {
  const [first, ...others] = packages
  if (!first) return []
  return others.flatMap(({ name, data }) =>
    (
      [
        ['framework', frameworkText(first.data), frameworkText(data)],
        ['variant', first.data.framework.variant, data.framework.variant],
        ['method', first.data.method, data.method],
      ] as const
    ).flatMap(([what, one, other]) => (one === other ? [] : [{ name, what, first: one, other }])),
  )
}

function frameworkText({ framework: { id, version, hash } }: ReadPackage): string {
  return `${id}@${version} (hash ${hash})`
}

/** Sets equal packages side by side; call `unequalPackages` first. `language` decides how names are sorted. */
export function comparePackages(packages: readonly NamedPackage[], language: string): Comparison {
  const sorted = [...packages].sort(
    ({ data: { document: a } }, { data: { document: b } }) =>
      a.meta.title.localeCompare(b.meta.title, language, { ignorePunctuation: true }) ||
      a.meta.date.localeCompare(b.meta.date),
  )
  const [first] = sorted
  if (!first) throw new Error('There is nothing to compare')
  const { framework, method, score, texts } = first.data
  const roles = texts.roles.map(({ id, plural }) => ({ id, plural }))
  const found = sorted.map(({ data }) => criteriaOf(data))
  return {
    framework,
    method,
    roles,
    packages: sorted.map(({ name, data: { document, score: own } }) => ({
      name,
      title: document.meta.title,
      date: document.meta.date,
      invented: document.meta.invented,
      respondents: own.respondents,
    })),
    themes: score.themes.map((theme) => ({
      id: theme.id,
      title: theme.title,
      criteria: theme.norms
        .flatMap(({ criteria }) => criteria)
        .map(({ id, title }) => ({
          id,
          title,
          roles: roles
            .map(({ id: role }) => ({ role, cells: found.map((criteria) => cellOf(criteria.get(id), role)) }))
            .filter(({ cells }) => cells.some((cell) => cell !== null)),
        })),
    })),
  }
}

type Criterion = ReadPackage['score']['themes'][number]['norms'][number]['criteria'][number]

function criteriaOf({ score }: ReadPackage): Map<string, Criterion> {
  const all = score.themes.flatMap(({ norms }) => norms.flatMap(({ criteria }) => criteria))
  return new Map(all.map((one) => [one.id, one]))
}

function cellOf(criterion: Criterion | undefined, role: string): ComparedCell {
  const found = criterion?.roles[role]
  if (!found) return null
  const { label, reason, firm, census, n, p, interval } = found
  return { label, reason, firm, census, n, p, interval }
}
