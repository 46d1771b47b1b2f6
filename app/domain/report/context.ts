/**
 * What every sentence of one report may ask: which findings there are, how items were answered, who was heard.
 * Holds no words of its own; everything said comes from the framework's skeleton.
 */

import type { Criterion, Framework, Item, Option } from '../framework/framework.ts'
import { allCriteria, allItems, getRole } from '../framework/framework.ts'
import type { CriterionTexts, ReportSkeleton } from '../framework/report-skeleton.ts'
import type { Condition, Line } from '../framework/skeleton-line.ts'
import type { ChoiceCount, CriterionScore, Finding, Headcount, ItemScore, Score } from '../scoring/score.ts'
import type { Inline } from './document.ts'
import { fill, listed, textSlot, type Slots, type SlotValue } from './fill.ts'
import type { Region } from './region.ts'

export type ReportOptions = {
  /** ISO date printed on the report. */
  date: string
  edition: 'short' | 'extended'
}

/** Facts a condition needs from where its sentence stands; absent outside such a place. */
export type Place = {
  theme?: string
  compare?: 'higher' | 'lower' | 'equal' | 'alone'
  again?: boolean
  decidedByUnknown?: boolean
  contrast?: boolean
}

export type ReportContext = {
  framework: Framework
  skeleton: ReportSkeleton
  score: Score
  region: Region
  options: ReportOptions
  /** The findings that the report itself prints, in the score's order; annexes may have more. */
  findings: Finding[]
  /** All, some or none of those rest on few answers. */
  provisional: 'all' | 'some' | 'none'
  criterion(id: string): { criterion: Criterion; score: CriterionScore; texts: CriterionTexts; theme: string }
  item(id: string): ItemScore | null
  holds(condition: Condition | null, place?: Place): boolean
  /** The slots that may be used anywhere. */
  slots: Slots
}

export function reportContext(
  framework: Framework,
  score: Score,
  region: Region,
  options: ReportOptions,
): ReportContext {
  const skeleton = framework.report
  const findings = score.findings.filter((finding) => finding.edition === 'short')
  const firm = findings.filter((finding) => finding.firm).length
  const provisional = firm === findings.length ? 'none' : firm === 0 ? 'all' : 'some'

  const criteria = new Map(allCriteria(framework).map((criterion) => [criterion.id, criterion]))
  const themes = new Map(
    framework.themes.flatMap((theme) =>
      theme.norms.flatMap((norm) => norm.criteria.map((criterion) => [criterion.id, theme.id] as const)),
    ),
  )
  const scores = new Map(
    score.themes.flatMap((theme) =>
      theme.norms.flatMap((norm) => norm.criteria.map((criterion) => [criterion.id, criterion] as const)),
    ),
  )
  const itemScores = new Map(
    [...scores.values()].flatMap((criterion) =>
      Object.values(criterion.roles).flatMap((role) => role.items.map((item) => [item.id, item] as const)),
    ),
  )
  const choices = new Map(score.choices.map((choice) => [choice.id, choice]))
  const spoken = (side: Finding['side']) =>
    new Set(
      findings
        .filter((finding) => finding.side === side)
        .flatMap((finding) => (finding.bullet ? [...finding.criteria, finding.bullet] : finding.criteria)),
    )
  const sides = { good: spoken('good'), better: spoken('better') }

  const itemAt = (id: string) => itemScores.get(id) ?? null
  const isStrong = (id: string) => {
    const item = itemAt(id)
    return item !== null && item.n !== null && item.p >= framework.cutoffs.strength - 1e-9
  }
  const isWeak = (id: string) => {
    const item = itemAt(id)
    return item !== null && item.n !== null && item.p <= framework.cutoffs.improvement + 1e-9
  }
  const isUnknown = (id: string) => {
    const item = itemAt(id)
    return item !== null && item.n !== null && unknownShare(item) >= framework.cutoffs.unknownSignal - 1e-9
  }
  const isTicked = (reference: string) => {
    const [id = '', code = ''] = reference.split('.')
    return frequentOptions(choices.get(id)).includes(code)
  }
  const isHeard = (role: string) => (score.respondents[role] ?? 0) > 0

  const isShown = (role: string) =>
    [...scores.values()].some(
      (criterion) => (criterion.roles[role]?.label ?? 'insufficient') !== 'insufficient',
    )

  const holds = (condition: Condition | null, place: Place = {}): boolean => {
    if (!condition) return true
    const any = (ids: string[] | undefined, test: (id: string) => boolean) => !ids || ids.some(test)
    const none = (ids: string[] | undefined, test: (id: string) => boolean) => !ids || !ids.some(test)
    return (
      any(condition.good, (id) => sides.good.has(id)) &&
      any(condition.better, (id) => sides.better.has(id)) &&
      (condition.allGood ?? []).every((id) => sides.good.has(id)) &&
      (condition.allBetter ?? []).every((id) => sides.better.has(id)) &&
      none(condition.notGood, (id) => sides.good.has(id)) &&
      none(condition.notBetter, (id) => sides.better.has(id)) &&
      any(condition.strong, isStrong) &&
      any(condition.weak, isWeak) &&
      any(condition.unknown, isUnknown) &&
      any(condition.ticked, isTicked) &&
      (condition.heard ?? []).every(isHeard) &&
      !(condition.silent ?? []).some(isHeard) &&
      !(condition.hidden ?? []).some(isShown) &&
      any(condition.provisional, (state) => findings.length > 0 && state === provisional) &&
      any(condition.findings, (state) => state === sidesWithFindings(findings, place.theme)) &&
      (condition.compare === undefined || condition.compare === place.compare) &&
      (condition.decidedByUnknown === undefined ||
        condition.decidedByUnknown === (place.decidedByUnknown ?? false)) &&
      (condition.contrast === undefined || condition.contrast === (place.contrast ?? false)) &&
      (condition.again === undefined || condition.again === (place.again ?? false)) &&
      (condition.undated === undefined ||
        condition.undated === region.figures.some(({ value, year }) => value !== null && year === null)) &&
      (condition.invented === undefined || condition.invented === region.invented)
    )
  }

  const context: ReportContext = {
    framework,
    skeleton,
    score,
    region,
    options,
    findings,
    provisional,
    criterion(id) {
      const criterion = criteria.get(id)
      const criterionScore = scores.get(id)
      const texts = skeleton.criteria[id]
      if (!criterion || !criterionScore || !texts) throw new Error(`Criterion ${id} has no score or no texts`)
      return { criterion, score: criterionScore, texts, theme: themes.get(id) ?? '' }
    },
    item: itemAt,
    holds,
    slots: (name, argument) => generalSlot(context, choices, name, argument),
  }
  return context
}

/** The share of "weet ik niet" among those who gave a scoring answer or said so. */
export function unknownShare(item: Extract<ItemScore, { p: number }>): number {
  const valid = 1 - item.unknown - item.notApplicable
  return item.unknown === 0 ? 0 : item.unknown / (valid + item.unknown)
}

/** Lines that may speak, filled; each sentence ends up as its own content. */
export function say(context: ReportContext, lines: Line[], slots?: Slots, place?: Place): Inline[][] {
  return lines.flatMap((line) => {
    for (const sayable of line.either) {
      if (!context.holds(sayable.when, place)) continue
      const content = fill(sayable.text, slots ?? context.slots)
      if (content && content.length > 0) return [content]
    }
    return []
  })
}

/** A number as the report's language writes it, with as many decimals as it has, two at most. */
export function numeral(context: ReportContext, value: number): string {
  return new Intl.NumberFormat(context.framework.language, { maximumFractionDigits: 2 }).format(value)
}

/** "57%": a percentage is joined to its sign, any other unit stands apart. */
export function quantity(context: ReportContext, value: number, unit: string): string {
  return unit === '%' ? `${numeral(context, value)}%` : `${numeral(context, value)} ${unit}`.trim()
}

/** A headcount in words; an estimate says so. */
export function headcountText(context: ReportContext, count: Headcount): string {
  return typeof count === 'number'
    ? numeral(context, count)
    : `${context.skeleton.words.about} ${numeral(context, count.about)}`
}

function sidesWithFindings(
  findings: Finding[],
  theme: string | undefined,
): 'none' | 'good' | 'better' | 'both' {
  const here = findings.filter(
    (finding) => finding.bullet !== null && (theme === undefined || finding.theme === theme),
  )
  const good = here.some((finding) => finding.side === 'good')
  const better = here.some((finding) => finding.side === 'better')
  return good && better ? 'both' : good ? 'good' : better ? 'better' : 'none'
}

function frequentOptions(choice: ChoiceCount | undefined): string[] {
  return choice && choice.ticked !== null ? choice.slots : []
}

function generalSlot(
  context: ReportContext,
  choices: Map<string, ChoiceCount>,
  name: string,
  argument: string | null,
): SlotValue | null {
  const { framework, skeleton, score, region } = context
  const names = region.municipalities.map((municipality) => municipality.name)
  const [first, second] = framework.roles
  const percent = (share: number) => textSlot(quantity(context, Math.round(share * 1000) / 10, '%'))
  switch (name) {
    case 'place':
      return names.length > 0 && names.length <= skeleton.namedPlaces
        ? listSlot(context, names)
        : textSlot(region.title || skeleton.namelessPlace)
    case 'municipalities':
      return names.length > 0 ? listSlot(context, names) : null
    case 'title':
      return textSlot(region.title || skeleton.namelessPlace)
    case 'year':
      return region.year === null ? null : textSlot(String(region.year))
    case 'date':
      return textSlot(longDate(framework.language, context.options.date))
    case 'first':
      return first ? textSlot(first.plural, true) : null
    case 'second':
      return second ? textSlot(second.plural, true) : null
    case 'count': {
      const count = score.respondents[argument ?? ''] ?? 0
      return count > 0 ? { content: [numeral(context, count)], plural: count !== 1 } : null
    }
    case 'organisations': {
      const count = Object.values(score.parties[argument ?? ''] ?? {}).reduce((sum, n) => sum + n, 0)
      return count > 0 ? { content: [numeral(context, count)], plural: count !== 1 } : null
    }
    case 'invited':
      return invitedSlot(context, argument ?? '')
    case 'heard':
      return partiesSlot(context, heardParties(context, argument ?? ''))
    case 'silent':
      return partiesSlot(context, silentParties(context, argument ?? ''))
    case 'lapsed':
    case 'refused':
      return unadoptedSlot(context, name, argument ?? '')
    case 'framework':
      return textSlot(framework.title)
    case 'label':
      return textSlot(framework.label)
    case 'version':
      return textSlot(framework.version)
    case 'variant':
      return textSlot(framework.variants[score.framework.variant].title.toLocaleLowerCase(framework.language))
    case 'method':
      return textSlot(score.method)
    case 'hash':
      return textSlot(score.framework.hash.slice(0, argument ? Number(argument) : undefined))
    case 'cutoff':
      return percent(argument === 'strength' ? framework.cutoffs.strength : framework.cutoffs.improvement)
    case 'minimum':
      return textSlot(
        numeral(
          context,
          score.minimumGroup[argument ?? ''] ?? getRole(framework, argument ?? '').minimumGroup,
        ),
      )
    case 'note':
      return { content: [{ kind: 'note', ref: argument ?? '' }], plural: false }
    case 'link': {
      const link = skeleton.links[argument ?? '']
      if (!link) throw new Error(`The skeleton has no link ${argument}`)
      return { content: [{ kind: 'link', href: link.href, content: [link.text] }], plural: false }
    }
    default: {
      const items = allItems(framework).filter((item) => item.slot === name)
      if (items.length === 0) throw new Error(`No slot {${name}}`)
      return optionsSlot(context, items, choices)
    }
  }
}

function listSlot(context: ReportContext, words: string[]): SlotValue {
  return {
    content: listed(
      words.map((word) => [word]),
      context.skeleton.words.and,
    ),
    plural: words.length > 1,
  }
}

/** The options that enough people ticked, most ticked first, as the framework phrases them. */
function optionsSlot(
  context: ReportContext,
  items: Item[],
  choices: Map<string, ChoiceCount>,
): SlotValue | null {
  const phrases = items.flatMap((item) =>
    frequentOptions(choices.get(item.id))
      .map((code) => item.options.find((option: Option) => option.code === code)?.phrase ?? null)
      .filter((phrase) => phrase !== null),
  )
  const distinct = [...new Set(phrases)].slice(0, context.skeleton.slotSize)
  return distinct.length > 0 ? listSlot(context, distinct) : null
}

/** The kinds of organisation that answered in a role, with how many did. */
export function heardParties(context: ReportContext, role: string): Record<string, number> {
  const heard = context.score.parties[role] ?? {}
  return Object.fromEntries(Object.entries(heard).filter(([, count]) => count > 0))
}

/** The kinds of organisation that were invited in a role and from which nobody answered, with how many were. */
export function silentParties(context: ReportContext, role: string): Record<string, number> {
  const invited = context.region.invited[role]
  if (invited === undefined || typeof invited === 'number') return {}
  const heard = heardParties(context, role)
  const { lapsed = [], refused = [] } = context.region.unadopted?.[role] ?? {}
  const unadopted = [...lapsed, ...refused]
  return Object.fromEntries(
    Object.entries(invited).flatMap(([party, count]) => {
      const asked = typeof count === 'number' ? count : count.about
      // Who filled in and did not adopt was not silent.
      const left = asked - unadopted.filter((board) => board.party === party).length
      return left > 0 && !heard[party] ? [[party, left]] : []
    }),
  )
}

/**
 * Boards whose answers stay out: by name where they all may be named, else by their kind. Of a kind of which others
 * were asked too it says that it is a part, where the skeleton has a word for that.
 */
function unadoptedSlot(context: ReportContext, which: 'lapsed' | 'refused', role: string): SlotValue | null {
  const boards = context.region.unadopted?.[role]?.[which] ?? []
  if (boards.length === 0) return null
  const names = boards.flatMap(({ name }) => (name === null ? [] : [name]))
  if (names.length === boards.length) return listSlot(context, names)
  const invited = context.region.invited[role]
  const { someOf } = context.skeleton.words
  const words = context.framework.parties.flatMap(({ id, report }) => {
    const count = boards.filter(({ party }) => party === id).length
    if (count === 0) return []
    const asked = invited === undefined || typeof invited === 'number' ? undefined : partOf(invited, id)
    if (someOf && asked !== undefined && asked > count) return [`${someOf} ${report.more}`]
    return [count > 1 ? report.more : report.one]
  })
  return words.length > 0 ? listSlot(context, words) : null
}

function partOf(invited: Exclude<ReportContext['region']['invited'][string], number>, party: string) {
  const count = (invited as Record<string, Headcount | undefined>)[party]
  return typeof count === 'number' ? count : count?.about
}

/** Kinds of organisation by name, in the framework's order; null when there are none. */
export function partiesSlot(context: ReportContext, counts: Record<string, number>): SlotValue | null {
  const names = context.framework.parties.flatMap((party) => {
    const count = counts[party.id]
    return count === undefined ? [] : [count > 1 ? party.report.more : party.report.one]
  })
  return names.length > 0 ? listSlot(context, names) : null
}

/** How many were asked in a role; summed over parties. Null when nothing is known. */
function invitedSlot(context: ReportContext, role: string): SlotValue | null {
  const invited = context.region.invited[role]
  if (invited === undefined) return null
  if (typeof invited === 'number') return textSlot(numeral(context, invited), invited !== 1)
  if ('about' in invited && typeof invited.about === 'number')
    return textSlot(headcountText(context, { about: invited.about }), true)
  const counts = Object.values(invited)
  const total = counts.reduce<number>(
    (sum, count) => sum + (typeof count === 'number' ? count : count.about),
    0,
  )
  if (total === 0) return null
  const exact = counts.every((count) => typeof count === 'number')
  return textSlot(headcountText(context, exact ? total : { about: total }), total !== 1)
}

/** An ISO date as this language writes it in full. */
export function longDate(language: string, date: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}
