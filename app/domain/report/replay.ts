/**
 * Replays a data package: every label, interval, gap and mean once more from the counts in it, by the same rules that
 * made them. Whoever holds the file can so check a report without its answers.
 */

import { proposalOf, LABEL_OF } from '../findings/proposal.ts'
import { DONT_KNOW, NOT_APPLICABLE } from '../framework/framework.ts'
import { minimumOf, toldNumber } from '../privacy/small-groups.ts'
import { labelOf } from '../scoring/label.ts'
import type { LabelInput } from '../scoring/label.ts'
import { gapOf, meansPerRole } from '../scoring/score-framework.ts'
import { METHOD } from '../scoring/score.ts'
import { wilson } from '../scoring/statistics.ts'
import type { ReadPackage, ReadRoleScore } from './data-package-file.ts'

/** One thing that the package states and its own figures do not give. */
export type Difference = { place: string; what: string; stated: string; recomputed: string }

export type Replay = {
  /** Labels recomputed, one per criterion and role. */
  labels: number
  /**
   * Labels by "weet niet" that rest on hidden cells: the package names the rule and the items, and the counts are
   * nobody's to see. They agree as far as the package can show.
   */
  onHidden: { criterion: string; role: string; items: string[] }[]
  /** Empty when everything agrees. */
  differences: Difference[]
}

type Item = ReadPackage['texts']['items'][number]
type Criterion = ReadPackage['score']['themes'][number]['norms'][number]['criteria'][number]
type Add = (place: string, what: string, stated: unknown, recomputed: unknown) => void

const TOLERANCE = 1e-9

/** Replays all of a package. Of another method than this program's nothing is recomputed; that is the difference. */
export function replay(data: ReadPackage): Replay {
  const differences: Difference[] = []
  const result: Replay = { labels: 0, onHidden: [], differences }
  const add: Add = (place, what, stated, recomputed) => {
    if (same(stated, recomputed)) return
    differences.push({ place, what, stated: shown(stated), recomputed: shown(recomputed) })
  }
  add('package', 'method', data.method, METHOD)
  if (data.method !== METHOD) return result
  checkIdentity(data, add)
  const { roles } = data.texts
  const lenses = { roles, cutoffs: data.cutoffs }
  const comparable = new Map(data.texts.criteria.map((one) => [one.id, one.comparable]))
  let [tested, counted] = [0, 0]
  for (const theme of data.score.themes) {
    for (const norm of theme.norms) {
      for (const criterion of norm.criteria) {
        for (const [role, score] of Object.entries(criterion.roles)) {
          replayRole(data, criterion.id, role, score, result, add)
        }
        const gap = gapOf(lenses, { comparable: comparable.get(criterion.id) ?? false }, criterion.roles)
        add(criterion.id, 'gap', criterion.gap, gap)
        if (gap) tested += 1
        if (gap?.counts) counted += 1
      }
      const weights = norm.criteria.map(({ id }) => weightOf(data.texts.criteria, id))
      add(norm.id, 'means of the norm', norm.roles, meansPerRole(lenses, norm.criteria, weights))
    }
    const weights = theme.norms.map(({ id }) => weightOf(data.texts.norms, id))
    add(theme.id, 'means of the theme', theme.roles, meansPerRole(lenses, theme.norms, weights))
  }
  add('package', 'gaps tested and counted', data.score.gaps, { tested, counted })
  checkFindings(data, add)
  checkEvidence(data, add)
  return result
}

function weightOf(texts: readonly { id: string; weight: number | null }[], id: string): number | null {
  return texts.find((one) => one.id === id)?.weight ?? null
}

/** The package says in three places what it was made with. */
function checkIdentity({ framework, score, document, method }: ReadPackage, add: Add): void {
  for (const key of ['id', 'version', 'hash'] as const) {
    add('score', `framework ${key}`, score.framework[key], framework[key])
    add('document', `framework ${key}`, document.meta.framework[key], framework[key])
  }
  add('score', 'variant', score.framework.variant, framework.variant)
  add('score', 'method', score.method, method)
  add('document', 'method', document.meta.method, method)
}

function replayRole(
  data: ReadPackage,
  criterion: string,
  roleId: string,
  stated: ReadRoleScore,
  result: Replay,
  add: Add,
): void {
  const place = `${criterion}/${roleId}`
  const role = data.texts.roles.find(({ id }) => id === roleId)
  const known = data.texts.items.filter(
    (item) => item.criterion === criterion && item.role === roleId && item.kind === 'choice',
  )
  const ids = stated.items.map(({ id }) => id)
  add(place, 'items', [...ids].sort(), known.map(({ id }) => id).sort())
  const minimumGroup = data.score.minimumGroup[roleId]
  if (!role || minimumGroup === undefined) {
    add(place, 'role', roleId, 'no such role')
    return
  }
  if (stated.census) add(place, 'census', role.anonymity, 'named')
  const items = stated.items.flatMap((item) => {
    const meaning = known.find(({ id }) => id === item.id)
    return meaning ? [{ item, meaning }] : []
  })
  const results = items.map(({ item, meaning }): LabelInput => {
    if (item.n !== null) checkItem(meaning, item, minimumGroup, add)
    const chosen = item.n === null ? 0 : (item.distribution[DONT_KNOW] ?? 0)
    return {
      item: meaning,
      score: item,
      // A cell that is shown has enough organisations; how many more, the package does not tell.
      unknown: { chosen, of: (item.n ?? 0) + chosen, organisations: item.n === null ? 0 : Infinity },
    }
  })
  const counting = stated.items.filter((item) => item.n !== null)
  const figures =
    counting.length === 0
      ? null
      : {
          n: Math.min(...counting.map(({ n }) => n)),
          neff: Math.min(...counting.map(({ neff }) => neff)),
          p: mean(counting.map(({ p }) => p)),
        }
  const minimum = minimumOf({ anonymity: role.anonymity, minimumGroup })
  const recomputed = labelOf(data.cutoffs, figures, results, stated.census, minimum)
  result.labels += 1
  const hidden = restsOnHidden(data, criterion, roleId, stated, items)
  if (hidden && recomputed.reason !== 'unknown') {
    result.onHidden.push({ criterion, role: roleId, items: hidden })
  } else {
    add(place, 'label', inWords(stated), inWords(recomputed))
    // A hidden cell that speaks beside a shown one may be what makes it firm.
    if (!(hidden && stated.firm)) add(place, 'firm', stated.firm, recomputed.firm)
  }
  add(place, 'n', stated.n, figures?.n ?? null)
  add(place, 'n_eff', stated.neff, figures?.neff ?? null)
  add(place, 'p', stated.p, figures?.p ?? null)
  add(place, 'mean', stated.mean, figures && mean(counting.map((item) => item.mean)))
  add(place, '"weet niet"', stated.unknown, figures && mean(counting.map((item) => item.unknown)))
  add(
    place,
    'not applicable',
    stated.notApplicable,
    figures && mean(counting.map((item) => item.notApplicable)),
  )
  const interval = figures && !stated.census ? wilson(figures.p, figures.neff, data.cutoffs.z) : null
  add(place, 'interval', stated.interval, interval)
}

/**
 * The hidden items on which the package says "weet niet" decided; null when it says no such thing, or what it says
 * cannot be: only a hidden cell of an item where not knowing is a signal can decide unseen.
 */
function restsOnHidden(
  data: ReadPackage,
  criterion: string,
  role: string,
  { label, reason }: ReadRoleScore,
  items: readonly { item: ReadRoleScore['items'][number]; meaning: Item }[],
): string[] | null {
  if (label !== 'improvement' || reason !== 'unknown') return null
  const used = data.rules.find((one) => one.criterion === criterion && one.role === role)
  if (used?.rule !== 'unknown' || used.hidden.length === 0) return null
  const possible = items
    .filter(({ item, meaning }) => item.n === null && meaning.unknownIsSignal)
    .map(({ item }) => item.id)
  return used.hidden.every((id) => possible.includes(id)) ? used.hidden : null
}

/** An item's figures against its own counts. Weights are not in the package, so a weighted share has bounds only. */
function checkItem(
  meaning: Item,
  item: Extract<ReadRoleScore['items'][number], { n: number }>,
  minimumGroup: number,
  add: Add,
): void {
  const { distribution } = item
  const codes = new Set(meaning.options.map(({ code }) => code))
  add(
    item.id,
    'unknown answers',
    Object.keys(distribution).filter((code) => !codes.has(code)),
    [],
  )
  const given = meaning.options.flatMap(({ code, scoring, positive, value }) => {
    const count = distribution[code] ?? 0
    return scoring && positive !== null && value !== null && count > 0 ? [{ count, positive, value }] : []
  })
  const n = sum(given.map(({ count }) => count))
  const answered = sum(Object.values(distribution))
  add(item.id, 'n', item.n, n)
  if (toldNumber(item.n, minimumGroup) === null) add(item.id, 'cell', `shown with n ${item.n}`, 'hidden')
  if (n === 0 || item.n !== n) return
  add(item.id, '"weet niet"', item.unknown, (distribution[DONT_KNOW] ?? 0) / answered)
  add(item.id, 'not applicable', item.notApplicable, (distribution[NOT_APPLICABLE] ?? 0) / answered)
  if (item.neff > n + TOLERANCE) add(item.id, 'n_eff', item.neff, `at most ${n}`)
  // Everybody weighs the same exactly when n_eff is n.
  const even = Math.abs(item.neff - n) <= TOLERANCE * n
  for (const [what, stated, values] of [
    ['p', item.p, given.map(({ count, positive }) => [count, positive] as const)],
    ['mean', item.mean, given.map(({ count, value }) => [count, value] as const)],
  ] as const) {
    if (even) add(item.id, what, stated, sum(values.map(([count, value]) => count * value)) / n)
    else {
      const low = Math.min(...values.map(([, value]) => value))
      const high = Math.max(...values.map(([, value]) => value))
      if (stated < low - TOLERANCE || stated > high + TOLERANCE) {
        add(item.id, what, stated, `between ${low} and ${high}`)
      }
    }
  }
}

/** The criteria that speak, in which column and how firmly, against the labels of the package. */
function checkFindings({ score, texts }: ReadPackage, add: Add): void {
  const [first, second] = texts.roles
  for (const theme of score.themes) {
    for (const criterion of theme.norms.flatMap(({ criteria }) => criteria)) {
      const labels = [first, second].map((role) => (role && criterion.roles[role.id]?.label) ?? null)
      const { side } = proposalOf(labels[0] ?? null, labels[1] ?? null, criterion.gap?.counts ?? false)
      const speaking = score.findings.filter(({ criteria }) => criteria.includes(criterion.id))
      add(
        criterion.id,
        'column of its finding',
        speaking.map((one) => one.side),
        side === null ? [] : [side],
      )
    }
  }
  const criteria = new Map<string, Criterion>(
    score.themes.flatMap(({ norms }) =>
      norms.flatMap((norm) => norm.criteria.map((one) => [one.id, one] as const)),
    ),
  )
  for (const finding of score.findings) {
    const giving = finding.criteria.flatMap((id) =>
      [first, second].flatMap((role) => {
        const one = role && criteria.get(id)?.roles[role.id]
        return one?.label === LABEL_OF[finding.side] ? [one] : []
      }),
    )
    add(finding.id, 'firm', finding.firm, giving.length > 0 && giving.every(({ firm }) => firm))
  }
}

/** What is printed as evidence against the score. */
function checkEvidence({ score, document }: ReadPackage, add: Add): void {
  const criteria = new Map(
    score.themes.flatMap(({ norms }) =>
      norms.flatMap((norm) => norm.criteria.map((one) => [one.id, one] as const)),
    ),
  )
  for (const { finding, criteria: printed } of document.evidence) {
    for (const { id, roles } of printed) {
      for (const { role, items, ...figures } of roles) {
        const place = `evidence of ${finding}, ${id}/${role}`
        const stated = criteria.get(id)?.roles[role]
        if (!stated) {
          add(place, 'criterion', id, 'not in the score')
          continue
        }
        for (const key of ['n', 'p', 'interval', 'unknown'] as const)
          add(place, key, figures[key], stated[key])
        for (const item of items) {
          const cell = stated.items.find((one) => one.id === item.id)
          add(`${place}, ${item.id}`, 'n', item.n, cell?.n ?? null)
          const counts = item.options.map(({ count }) => count ?? 0)
          const answers = cell && cell.n !== null ? Object.values(cell.distribution) : []
          add(`${place}, ${item.id}`, 'answers', sum(counts), sum(answers))
        }
      }
    }
  }
}

function inWords({ label, reason }: Pick<ReadRoleScore, 'label' | 'reason'>): string {
  return reason === 'unknown' ? `${label} ("weet niet")` : label
}

/** Equal, numbers within the tolerance of the cut-offs. */
function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one))
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>]
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]))
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}
