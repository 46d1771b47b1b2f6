/**
 * The scoring method once more, as slowly and plainly as its text: person by person from raw responses, without
 * tallies and without a line of the product's scoring. Only for comparing in tests.
 */
import type { Criterion, Framework, Item } from '../../app/domain/framework/framework.ts'
import type { QuestionnaireResponse } from '../../app/domain/response/response.ts'
import type { Invited } from '../../app/domain/scoring/score.ts'

type Person = { code: string; party: string; organisation: string }

export type NaiveRole = {
  label: string
  reason: string | null
  firm: boolean
  census: boolean
  n: number | null
  neff: number | null
  p: number | null
  interval: [number, number] | null
}

export type NaiveCriterion = {
  id: string
  roles: Record<string, NaiveRole>
  gap: { difference: number; interval: [number, number]; counts: boolean } | null
}

export type NaiveFinding = { id: string; form: string; firm: boolean; edition: string; criteria: string[] }

const E = 1e-9

function wilson(p: number, n: number, z: number): [number, number] {
  const denominator = 1 + z ** 2 / n
  const centre = (p + z ** 2 / (2 * n)) / denominator
  const half = (z / denominator) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}

/** Van der Eijk by removing one layer at a time, with the triples counted by their patterns. */
function agreementOf(counts: number[]): number {
  const total = counts.reduce((a, b) => a + b)
  const k = counts.length
  let left = counts.slice()
  let sum = 0
  for (;;) {
    const filled = left.filter((count) => count > 0)
    if (filled.length === 0) return sum
    const height = Math.min(...filled)
    const pattern = left.map((count) => (count > 0 ? '1' : '0'))
    const triples: string[] = []
    for (let a = 0; a < k; a++)
      for (let b = a + 1; b < k; b++)
        for (let c = b + 1; c < k; c++) triples.push(`${pattern[a]}${pattern[b]}${pattern[c]}`)
    const tu = triples.filter((triple) => triple === '110' || triple === '011').length
    const tdu = triples.filter((triple) => triple === '101').length
    let a = 0
    if (filled.length === 1) a = 1
    else if (filled.length < k) {
      a = (((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu))) * (1 - (filled.length - 1) / (k - 1))
    }
    sum += (a * height * filled.length) / total
    left = left.map((count) => Math.max(0, count - height))
  }
}

function peopleOf(framework: Framework, responses: QuestionnaireResponse[], item: Item): Person[] {
  const role = framework.roles.find(({ id }) => id === item.role)
  return responses.flatMap((response, index) => {
    const code = response.answers[item.id]?.[0]
    if (response.role !== item.role || code === undefined) return []
    const nameless = role?.anonymity === 'named' ? `nameless ${index}` : 'nameless'
    const party = response.party ?? 'onbekend'
    return [{ code, party, organisation: `${party}/${response.organisation ?? nameless}` }]
  })
}

const unique = (values: string[]) => [...new Set(values)]
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

function scoreRole(
  framework: Framework,
  criterion: Criterion,
  roleId: string,
  responses: QuestionnaireResponse[],
  invited: Invited,
): NaiveRole | null {
  const role = framework.roles.find(({ id }) => id === roleId)
  const items = criterion.items.filter((item) => item.role === roleId && item.kind === 'choice')
  if (!role || items.length === 0) return null
  const { cutoffs } = framework
  const k = role.minimumGroup
  const named = role.anonymity === 'named'
  const size = (people: Person[]) =>
    named ? unique(people.map((one) => one.organisation)).length : people.length

  const scored = items.map((item) => {
    const all = peopleOf(framework, responses, item)
    const optionOf = (person: Person) => item.options.find(({ code }) => code === person.code)
    const valid = all.filter((person) => optionOf(person)?.scoring)
    const unsure = all.filter((person) => person.code === 'dont-know')
    const parties = unique(valid.map(({ party }) => party))
    const organisations = unique(valid.map(({ organisation }) => organisation))
    const weights = valid.map((person) => {
      const inOrganisation = valid.filter((one) => one.organisation === person.organisation).length
      const inParty = unique(
        valid.filter((one) => one.party === person.party).map((one) => one.organisation),
      ).length
      if (role.weighting === 'person') return 1
      if (role.weighting === 'organisation') return 1 / (organisations.length * inOrganisation)
      return 1 / (parties.length * inParty * inOrganisation)
    })
    const total = weights.reduce((a, b) => a + b, 0)
    const p =
      valid.reduce((sum, one, i) => sum + (weights[i] ?? 0) * (optionOf(one)?.positive ?? 0), 0) / total
    const neff = total ** 2 / weights.reduce((a, b) => a + b ** 2, 0)
    return { item, valid, unsure, p, neff, counts: size(valid) >= k }
  })
  const counting = scored.filter((one) => one.counts)
  const none = counting.length === 0
  const n = none ? null : Math.min(...counting.map(({ valid }) => valid.length))
  const neff = none ? null : Math.min(...counting.map((one) => one.neff))
  const p = none ? null : mean(counting.map((one) => one.p))

  const asked = invited[roleId]
  const census =
    named &&
    !none &&
    counting.every(({ item, valid }) =>
      (item.parties.length > 0 ? item.parties : framework.parties.map(({ id }) => id)).every((party) => {
        const number = typeof asked === 'object' && !('about' in asked) ? asked[party] : undefined
        const heard = unique(valid.filter((one) => one.party === party).map((one) => one.organisation)).length
        return typeof number === 'number' && heard >= number
      }),
    )
  const interval = p === null || neff === null || census ? null : wilson(p, neff, cutoffs.z)
  const figures = { census, n, neff, p, interval }

  const signals = scored.filter(
    ({ item, valid, unsure }) =>
      item.unknownIsSignal &&
      size([...valid, ...unsure]) >= k &&
      unsure.length / (valid.length + unsure.length) >= cutoffs.unknownSignal - E,
  )
  if (signals.length > 0) {
    const firm = signals.some(({ valid, unsure }) => {
      const all = valid.length + unsure.length
      return all >= 5 && wilson(unsure.length / all, all, cutoffs.z)[0] > cutoffs.unknownFirm
    })
    return { label: 'improvement', reason: 'unknown', firm, ...figures }
  }
  if (p === null || n === null || neff === null) {
    return { label: 'insufficient', reason: null, firm: false, ...figures }
  }
  const agreements = counting.flatMap(({ item, valid }) => {
    const steps: { value: number | null; count: number }[] = []
    for (const option of item.options.filter(({ scoring }) => scoring)) {
      const count = valid.filter(({ code }) => code === option.code).length
      const last = steps.at(-1)
      if (last && last.value === option.value) last.count += count
      else steps.push({ value: option.value, count })
    }
    return steps.length < 3 ? [] : [agreementOf(steps.map(({ count }) => count))]
  })
  if (n >= 5 && agreements.length > 0 && mean(agreements) <= E) {
    return { label: 'divided', reason: null, firm: false, ...figures }
  }
  const [lower, upper] = wilson(p, neff, cutoffs.z)
  if (p >= cutoffs.strength - E) {
    const firm = census || (n >= 5 && lower > cutoffs.improvement)
    return { label: 'strength', reason: null, firm, ...figures }
  }
  if (p <= cutoffs.improvement + E) {
    const firm = census || (n >= 5 && upper < cutoffs.strength)
    return { label: 'improvement', reason: null, firm, ...figures }
  }
  return { label: 'mixed', reason: null, firm: false, ...figures }
}

/** Every criterion, in the framework's order. */
export function naiveScore(
  framework: Framework,
  responses: QuestionnaireResponse[],
  invited: Invited,
): NaiveCriterion[] {
  const criteria = framework.themes.flatMap(({ norms }) => norms.flatMap((norm) => norm.criteria))
  return criteria.map((criterion) => {
    const roles: Record<string, NaiveRole> = {}
    for (const { id } of framework.roles) {
      const role = scoreRole(framework, criterion, id, responses, invited)
      if (role) roles[id] = role
    }
    const [first, second] = framework.roles.map(({ id }) => roles[id])
    const usable = (role: NaiveRole | undefined) => role && role.p !== null && role.reason !== 'unknown'
    if (!criterion.comparable || !first || !second || !usable(first) || !usable(second)) {
      return { id: criterion.id, roles, gap: null }
    }
    const [a, b] = [second.p ?? 0, first.p ?? 0]
    const [la, ua] = second.interval ?? [a, a]
    const [lb, ub] = first.interval ?? [b, b]
    const difference = a - b
    const interval: [number, number] = [
      difference - Math.sqrt((a - la) ** 2 + (ub - b) ** 2),
      difference + Math.sqrt((ua - a) ** 2 + (b - lb) ** 2),
    ]
    const excludesZero = interval[0] > 0 || interval[1] < 0
    const counts = excludesZero && Math.abs(difference) >= framework.cutoffs.gap - E
    return { id: criterion.id, roles, gap: { difference, interval, counts } }
  })
}

/** The findings table as it is printed, looked up in both directions. */
const TABLE: Record<string, [side: string, form: string]> = {
  'strength strength': ['good', 'both'],
  'strength –': ['good', 'one-lens'],
  'strength mixed': ['good', 'attributed'],
  'improvement improvement': ['better', 'both'],
  'improvement –': ['better', 'one-lens'],
  'improvement mixed': ['better', 'attributed'],
  'improvement divided': ['better', 'attributed'],
  'strength improvement': ['better', 'contrast'],
}

/** Findings without "weet niet", whose rank needs hidden figures; the random data of the tests has none of those. */
export function naiveFindings(framework: Framework, scores: NaiveCriterion[]): NaiveFinding[] {
  return framework.themes.flatMap((theme) => {
    const standing = theme.norms
      .flatMap((norm) => norm.criteria)
      .flatMap((criterion) => {
        const score = scores.find(({ id }) => id === criterion.id)
        const [a = '–', b = '–'] = framework.roles.map(({ id }) => {
          const label = score?.roles[id]?.label ?? '–'
          return label === 'insufficient' ? '–' : label
        })
        const row = TABLE[`${a} ${b}`] ?? TABLE[`${b} ${a}`]
        if (!row || !score) return []
        const [side, form] = row
        const wanted = side === 'good' ? 'strength' : 'improvement'
        const cutoff = side === 'good' ? framework.cutoffs.strength : framework.cutoffs.improvement
        const giving = Object.values(score.roles).filter(({ label }) => label === wanted)
        return [
          {
            key: criterion.bullet ?? criterion.id,
            counted: criterion.bullet !== null,
            id: criterion.id,
            side,
            form: score.gap?.counts ? 'contrast' : form,
            firm: giving.every((role) => role.firm),
            distance: Math.max(...giving.map((role) => Math.abs((role.p ?? 0) - cutoff))),
          },
        ]
      })
    return ['good', 'better'].flatMap((side) => {
      const keys = unique(standing.filter((one) => one.side === side).map(({ key }) => key))
      const bullets = keys.map((key, order) => {
        const parts = standing.filter((one) => one.side === side && one.key === key)
        const forms = parts.map(({ form }) => form)
        const form = forms.includes('contrast')
          ? 'contrast'
          : forms.every((one) => one === 'both')
            ? 'both'
            : forms.includes('attributed')
              ? 'attributed'
              : 'one-lens'
        return {
          id: `${key}.${side}`,
          form,
          firm: parts.every(({ firm }) => firm),
          criteria: parts.map(({ id }) => id),
          counted: parts.some(({ counted }) => counted),
          distance: Math.max(...parts.map(({ distance }) => distance)),
          order,
        }
      })
      const places = side === 'good' ? framework.cutoffs.bullets.good : framework.cutoffs.bullets.better
      const ranked = bullets
        .filter(({ counted }) => counted)
        .sort((x, y) => {
          if (x.firm !== y.firm) return x.firm ? -1 : 1
          return Math.abs(x.distance - y.distance) > E ? y.distance - x.distance : x.order - y.order
        })
        .slice(0, places)
      return bullets.map((bullet) => ({
        id: bullet.id,
        form: bullet.form,
        firm: bullet.firm,
        criteria: bullet.criteria,
        edition: !bullet.counted || ranked.includes(bullet) ? 'short' : 'extended',
      }))
    })
  })
}
