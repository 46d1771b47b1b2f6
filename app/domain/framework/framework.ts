/**
 * A framework is what a region is inspected against: one published version of themes, norms, criteria
 * and the items (questions) each role is asked, with everything that is said about them in a report.
 * It is the first stage of the pipeline; every later stage reads it and none changes it.
 *
 * These types describe the *normalised* framework: every default filled in, scales written out per item.
 * `parse.ts` makes it from YAML; `frameworks show --json` prints it; its hash is taken over it.
 */

import type { ReportSkeleton } from './report-skeleton.ts'

/** One published version of a framework, normalised. */
export type Framework = {
  id: string
  /** Dotted numbers, compared number by number: "1.10" is newer than "1.9". */
  version: string
  /** SHA-256 (hex) of the canonical JSON of everything else in this object. */
  hash: string
  title: string
  /** What this framework is not: printed wherever its name is ("gebaseerd op …; geen oordeel van …"). */
  label: string
  /** BCP 47 tag of every text in the framework. */
  language: string
  licence: string
  /** Whom the questions are about, in one paragraph for the first screen, and in a few words. */
  scope: { text: string; short: string }
  glossary: { term: string; explanation: string }[]
  sources: Source[]
  /** The first two are the two lenses that are set beside each other, professional-like first. */
  roles: Role[]
  parties: Party[]
  themes: Theme[]
  /** Items that belong to no criterion (open questions on the whole subject). */
  items: Item[]
  cutoffs: Cutoffs
  variants: Record<Variant, { title: string; minutes: Record<string, number> }>
  report: ReportSkeleton
}

/** Which questions are put: the short core (default) or everything. */
export type Variant = 'core' | 'full'

/** A law, guideline or report a norm rests on. `checked` is the ISO date on which someone last looked. */
export type Source = { id: string; title: string; url: string | null; date: string | null; checked: string }

/** In which capacity someone answers. */
export type Role = {
  id: string
  /** "bestuurder" and "bestuurders". */
  title: string
  plural: string
  /** Named roles answer for an organisation and are not anonymous; k then counts organisations. */
  anonymity: 'anonymous' | 'named'
  /** k: below this many valid persons (named: organisations) a figure is shown to nobody. */
  minimumGroup: number
  weighting: Weighting
  /**
   * Answers count only once the director of the organisation has adopted them; named roles only. Absent where they
   * need not be, so that versions from before this key keep their hash.
   */
  adoption?: boolean
  /** One plain sentence on what happens with the answers, shown before the first question. */
  promise: string[]
  /** Which items apply is chosen by route (several allowed) or by party (one), or everyone gets all. */
  routing: 'routes' | 'parties' | 'none'
  routes: { id: string; sentence: string }[]
  professions: { id: string; title: string; routes: string[] }[]
}

export type Weighting = 'person' | 'organisation' | 'party'

/** A kind of organisation. `report` is how the method paragraph names it ("de gemeenten"). */
export type Party = { id: string; title: string; report: { one: string; more: string } }

export type Theme = { id: string; title: string; norms: Norm[]; weight: number | null }

export type Norm = {
  id: string
  title: string
  text: string
  /** The official wording, for whoever holds it; null as shipped. */
  officialText: string | null
  sources: string[]
  weight: number | null
  criteria: Criterion[]
}

/** One subject ("tijd in het consult"); holds the items of every role that can tell about it. */
export type Criterion = {
  id: string
  title: string
  /** True when both lenses use the same scale on the same subject, so that a gap in points has meaning. */
  comparable: boolean
  /** Findings that share a bullet key become one bullet; null speaks in the conclusion only. */
  bullet: string | null
  weight: number | null
  items: Item[]
}

/** One question for one role. Its id never changes meaning. */
export type Item = {
  id: string
  role: string
  kind: 'choice' | 'multiple' | 'open'
  variant: Variant
  text: string
  hint: string | null
  /** Empty = everyone in the role. */
  routes: string[]
  parties: string[]
  /** For whom the answer speaks: the own organisation or the whole region; null for personal items. */
  speaksFor: 'organisation' | 'region' | null
  /** May carry one line "waar staat dat?" (document, date, link). */
  evidence: boolean
  /** Worst first, non-scoring options last. Empty for open items. */
  options: Option[]
  /** A high share of "weet ik niet" is itself a finding (see scoring §4). */
  unknownIsSignal: boolean
  /** Longest open text, in characters; null for other kinds. */
  maxLength: number | null
  /** Which slot of the report's sentences the ticked options of a multiple-choice item may fill. */
  slot: string | null
  sources: string[]
  /**
   * The item of the other lens whose positive share this one asks to guess ("hoeveel van de 10 … zeggen dat …?"). Absent
   * in any other item, so that hashes of versions without predictions stay what they were.
   */
  predicts?: string
}

export type Option = {
  code: string
  label: string
  /** 0–100, null when the option does not score. */
  value: number | null
  /** 0–1, null when the option does not score. */
  positive: number | null
  scoring: boolean
  /** In a multiple-choice item: cannot be ticked together with another option. */
  exclusive: boolean
  /** How a sentence names it ("mensen met een laag inkomen"); null when it cannot fill a slot. */
  phrase: string | null
}

/** Codes of the two non-scoring options, the same in every framework (contract: responses file). */
export const DONT_KNOW = 'dont-know'
export const NOT_APPLICABLE = 'not-applicable'

/** The conventions that turn shares into labels. All fractions 0–1. */
export type Cutoffs = {
  /** p at or above which a criterion is a strength. */
  strength: number
  /** p at or below which it is an improvement. */
  improvement: number
  /** Normal quantile of every interval. */
  z: number
  /** Share of "weet ik niet" at or above which an unknownIsSignal criterion is an improvement. */
  unknownSignal: number
  /** Lower bound of that share above which it is firm. */
  unknownFirm: number
  /** Smallest |difference| that counts as a gap. */
  gap: number
  /** Fewest persons for a firm label, and for "divided". */
  firmMinimum: number
  /** Share of those who ticked something from which a multiple-choice option may fill a slot. */
  slotShare: number
  /** Bullets per theme in the short edition. */
  bullets: { good: number; better: number }
}

/** Every item of the framework, in order: by theme, norm, criterion, then the loose ones. */
export function allItems(framework: Framework): Item[] {
  return [...allCriteria(framework).flatMap((criterion) => criterion.items), ...framework.items]
}

export function allCriteria(framework: Framework): Criterion[] {
  return framework.themes.flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
}

/** Throws when the role is not in the framework: role ids are checked where they enter. */
export function getRole(framework: Framework, roleId: string): Role {
  const role = framework.roles.find((candidate) => candidate.id === roleId)
  if (!role) throw new Error(`Framework ${framework.id} has no role ${roleId}`)
  return role
}

/** The roles whose answers count only once they are adopted. */
export function adoptingRoles(framework: Framework): string[] {
  return framework.roles.flatMap(({ id, adoption }) => (adoption ? [id] : []))
}

/** The options of an item that score, worst first. */
export function scoringOptions(item: Item): (Option & { value: number; positive: number })[] {
  return item.options.filter(
    (option): option is Option & { value: number; positive: number } =>
      option.scoring && option.value !== null && option.positive !== null,
  )
}

/** The kinds of organisation that any of these frameworks knows, each once, in their order. */
export function knownParties(frameworks: readonly Framework[]): Pick<Party, 'id' | 'title'>[] {
  const known = new Map(
    frameworks.flatMap(({ parties }) => parties.map(({ id, title }) => [id, { id, title }])),
  )
  return [...known.values()]
}
