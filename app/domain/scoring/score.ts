/**
 * The shapes that scoring works with and gives back. `Score` is the contract's JSON (contract 1): every
 * screen, report, export and API reads this object and computes no figure of its own.
 * Shares are fractions 0–1, differences −1–1, means 0–100; nothing is rounded.
 */

import type { Variant } from '../framework/framework.ts'
import type { Headcount } from '../round/round.ts'

/** Version of the method in docs; a report names it. */
export const METHOD = '1'

/**
 * Counts of the admitted answers of one role: all that scoring needs. Kept running in the database and made
 * afresh from responses by `tally.ts`; the two are always equal.
 */
export type RoleTally = {
  role: string
  /** Admitted responses. */
  respondents: number
  /**
   * One group per organisation for named roles and for roles weighted by organisation or party; one group
   * with `party` and `organisation` null for an anonymous role weighted by person.
   */
  groups: TallyGroup[]
}

export type TallyGroup = {
  party: string | null
  organisation: string | null
  items: Record<string, ItemTally>
}

export type ItemTally = {
  /** Persons who gave each option (choice) or ticked it (multiple). */
  options: Record<string, number>
  /** Persons who gave any option at all. */
  answered: number
  /** Multiple choice: persons who ticked anything but an exclusive option; for choice items equal to `answered`. */
  ticked: number
}

export type { Headcount }

/** Per role either one headcount or one per party. */
export type Invited = Record<string, Headcount | Record<string, Headcount>>

export type Label = 'insufficient' | 'divided' | 'strength' | 'improvement' | 'mixed'

export type ItemScore =
  | {
      id: string
      n: number
      neff: number
      p: number
      mean: number
      /** Raw shares among all who answered. */
      unknown: number
      notApplicable: number
      distribution: Record<string, number>
    }
  /** A hidden cell: fewer than k. */
  | { id: string; n: null }

export type RoleScore = {
  label: Label
  /** "unknown" where "weet niet" decided the label. */
  reason: 'unknown' | null
  firm: boolean
  census: boolean
  n: number | null
  neff: number | null
  p: number | null
  mean: number | null
  interval: [number, number] | null
  unknown: number | null
  notApplicable: number | null
  items: ItemScore[]
}

export type Gap = { difference: number; interval: [number, number]; counts: boolean }

export type CriterionScore = { id: string; title: string; roles: Record<string, RoleScore>; gap: Gap | null }
export type NormScore = {
  id: string
  title: string
  roles: Record<string, { p: number }>
  criteria: CriterionScore[]
}
export type ThemeScore = {
  id: string
  title: string
  roles: Record<string, { p: number }>
  norms: NormScore[]
}

/**
 * Multiple-choice items: what was ticked, for the slots of sentences and for results. Hidden below k.
 * `slots` are the options that may fill a sentence's slot, most ticked first (scoring method §6).
 */
export type ChoiceCount =
  | { id: string; ticked: number; answered: number; options: Record<string, number>; slots: string[] }
  | { id: string; ticked: null }

/**
 * How the named lens pictured the other: the share of positive answers that it guessed beside the share that was
 * given. Null where the cell is hidden; `difference` (guessed − given) is null where either is.
 */
export type Prediction = {
  item: string
  predicts: string
  n: number | null
  predicted: number | null
  given: number | null
  difference: number | null
}

export type FindingForm = 'both' | 'one-lens' | 'attributed' | 'contrast'
export type Side = 'good' | 'better'

export type Finding = {
  /** Bullet key (or criterion id where the bullet is null) + "." + side. */
  id: string
  theme: string
  bullet: string | null
  side: Side
  form: FindingForm
  criteria: string[]
  /** Items that count for the criteria, of the roles below. */
  items: string[]
  /** Roles whose labels give the column. */
  roles: string[]
  /** The row of the findings table that fired, per criterion, as "strength·mixed" (first role · second role). */
  rule: string
  firm: boolean
  edition: 'short' | 'extended'
  /** The machine's sentence; empty until the report stage has written it. */
  text: string
}

export type Score = {
  contract: 1
  method: typeof METHOD
  framework: { id: string; version: string; hash: string; variant: Variant }
  respondents: Record<string, number>
  /**
   * Per named role and party: how many organisations sent at least one response (an addition to the contract).
   * The method paragraph names only parties that answered; anonymous roles are absent.
   */
  parties: Record<string, Record<string, number>>
  themes: ThemeScore[]
  findings: Finding[]
  /** Multiple-choice items per role; an addition to the contract. */
  choices: ChoiceCount[]
  /** Guesses of one lens about the other; an addition to the contract, empty where the framework asks for none. */
  predictions: Prediction[]
  /** How many gaps were tested and how many count; an addition to the contract. */
  gaps: { tested: number; counted: number }
  /** k per role as used; an addition to the contract. */
  minimumGroup: Record<string, number>
}
