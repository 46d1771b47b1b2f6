/** How long a questionnaire takes, estimated from its words and questions: what an author is held to. */

import type { Framework, Item, Variant } from './framework.ts'

/** The short questionnaire may not take longer than this: above it people stop halfway. */
export const CORE_MINUTES = 8

/**
 * Assumptions of the estimate, on the slow side: reading on a phone, and one choice after each question.
 * They are conventions; real times of a pilot should replace them.
 */
const WORDS_PER_MINUTE = 200
const SECONDS_PER_CHOICE = 4
const SECONDS_PER_TICKED_LIST = 8
const SECONDS_PER_OPEN_TEXT = 30
const SECONDS_AROUND = 60

export type MinutesEstimate = {
  minutes: number
  /** What the estimate counts, for the message to the author. */
  choices: number
  lists: number
  texts: number
  words: number
}

/**
 * Minutes for the respondent of a role who gets most questions: everyone with all routes ticked, or the party
 * with most. A scale's options are read once and then known, so only the options of ticked lists count as words.
 */
export function estimateMinutes(framework: Framework, items: readonly Item[]): MinutesEstimate {
  const parties = framework.parties.map(({ id }) => id)
  const groups = items.some((item) => item.parties.length > 0) ? parties : [null]
  const estimates = groups.map((party) =>
    estimate(items.filter((item) => party === null || !item.parties.length || item.parties.includes(party))),
  )
  return estimates.reduce((longest, one) => (one.minutes > longest.minutes ? one : longest))
}

/** The items of a role in a variant: core items are in both. */
export function itemsInVariant(items: readonly Item[], role: string, variant: Variant): Item[] {
  return items.filter((item) => item.role === role && (variant === 'full' || item.variant === 'core'))
}

function estimate(items: readonly Item[]): MinutesEstimate {
  const count = (kind: Item['kind']) => items.filter((item) => item.kind === kind).length
  const words = items
    .flatMap((item) => [
      item.text,
      item.hint ?? '',
      ...(item.kind === 'multiple' ? item.options.map(({ label }) => label) : []),
    ])
    .reduce((sum, text) => sum + (text.match(/\S+/gu)?.length ?? 0), 0)
  const [choices, lists, texts] = [count('choice'), count('multiple'), count('open')]
  const seconds =
    SECONDS_AROUND +
    choices * SECONDS_PER_CHOICE +
    lists * SECONDS_PER_TICKED_LIST +
    texts * SECONDS_PER_OPEN_TEXT
  return { minutes: words / WORDS_PER_MINUTE + seconds / 60, choices, lists, texts, words }
}
