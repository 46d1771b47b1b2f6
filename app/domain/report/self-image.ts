/**
 * How one lens pictures the other: what it guessed beside what was answered, as sentences and one chart. Every figure is
 * one that the score shows; what is hidden there is said to be hidden here. Pure; the words come from the framework.
 */

import type { ExtendedSkeleton } from '../framework/extended-skeleton.ts'
import type { Framework, Item, Role } from '../framework/framework.ts'
import { allItems, getRole } from '../framework/framework.ts'
import type { Prediction, Score } from '../scoring/score.ts'
import type { ChartSpec, ChartValue } from './chart.ts'
import { plainText } from './document.ts'
import { capitalised, fill, textSlot, type Slots } from './fill.ts'

export type SelfImage = {
  title: string
  /** One per guess that was asked for, in the framework's order. */
  sentences: string[]
  /** Null when there is no guess and no answer to show. */
  chart: { title: string; caption: string; spec: ChartSpec } | null
  /** The sentence of the guess that is furthest from what was answered; null when none has both. */
  furthest: string | null
}

type Words = NonNullable<ExtendedSkeleton['selfImage']>

/** Guesses are made per ten people, and said so. */
const OF_TEN = 10

/** Null where the framework asks for no guesses, has no words for them, or this round did not ask. */
export function selfImageOf(framework: Framework, score: Score): SelfImage | null {
  const words = framework.report.extended?.selfImage
  if (!words) return null
  const items = new Map(allItems(framework).map((item) => [item.id, item]))
  const guesses = score.predictions.flatMap((prediction) => {
    const item = items.get(prediction.item)
    const about = items.get(prediction.predicts)
    if (!item || !about) return []
    const asked = (one: Item) => score.framework.variant === 'full' || one.variant === 'core'
    if (!asked(item) || !asked(about)) return []
    const [guessers, others] = [getRole(framework, item.role), getRole(framework, about.role)]
    const given = givenBy(score, prediction)
    return [{ prediction, guessers, others, given, text: sentenceOf(words, prediction, guessers, others) }]
  })
  const [first] = guesses
  if (!first) return null
  const both = guesses.filter(({ prediction: { difference } }) => difference !== null)
  const [furthest] = both.toSorted(
    (one, other) => Math.abs(other.prediction.difference ?? 0) - Math.abs(one.prediction.difference ?? 0),
  )
  const isShown = guesses.some(({ prediction: { predicted, given } }) => predicted !== null || given !== null)
  const named = (pattern: string) =>
    said(pattern, {
      guessers: textSlot(first.guessers.plural, true),
      asked: textSlot(first.others.plural, true),
      higher: textSlot(String(both.filter(({ prediction }) => isHigher(prediction)).length)),
      all: textSlot(String(both.length)),
    })
  return {
    title: named(words.title),
    sentences: guesses.map(({ text }) => text),
    furthest: furthest?.text ?? null,
    chart: isShown
      ? {
          title: both.length > 0 ? named(words.chart.title) : named(words.chart.none),
          caption: named(words.chart.caption),
          spec: {
            kind: 'gap',
            series: [
              { id: 'guess', label: named(words.chart.guess) },
              { id: 'given', label: named(words.chart.given) },
            ],
            rows: guesses.map(({ prediction, given }) => ({
              label: said(words.claims[prediction.item] ?? '', { n: textSlot('', true) }),
              values: [
                valueOf(prediction.predicted, prediction.n, words),
                valueOf(prediction.given, given, words),
              ],
            })),
            marks: [],
          },
        }
      : null,
  }
}

function valueOf(share: number | null, n: number | null, words: Words): ChartValue {
  return share === null ? { share, reason: words.chart.hidden } : { share, interval: null, n }
}

/** How many answered the question that was guessed about; null where that is hidden. */
function givenBy(score: Score, { predicts }: Prediction): number | null {
  const criteria = score.themes.flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
  const items = criteria.flatMap(({ roles }) => Object.values(roles).flatMap((role) => role.items))
  return items.find(({ id }) => id === predicts)?.n ?? null
}

function isHigher({ predicted, given }: Prediction): boolean {
  return predicted !== null && given !== null && ofTen(predicted) > ofTen(given)
}

function ofTen(share: number): number {
  return Math.round(share * OF_TEN)
}

function sentenceOf(words: Words, prediction: Prediction, guessers: Role, others: Role): string {
  const { predicted, given } = prediction
  const count = (share: number | null) =>
    share === null ? textSlot('', true) : textSlot(String(ofTen(share)), ofTen(share) !== 1)
  const which =
    predicted === null
      ? given === null
        ? words.neither
        : words.onlyGiven
      : given === null
        ? words.onlyGuess
        : words.both
  const claim = said(words.claims[prediction.item] ?? '', { n: count(predicted) }, false)
  return said(which, {
    guessers: textSlot(guessers.plural, true),
    asked: textSlot(others.plural, true),
    guess: count(predicted),
    given: count(given),
    claim: textSlot(claim),
  })
}

function said(pattern: string, slots: Record<string, ReturnType<Slots>>, capital = true): string {
  const content = fill(pattern, (name) => {
    const value = slots[name]
    if (value === undefined) throw new Error(`No slot {${name}}`)
    return value
  })
  return plainText(capital ? capitalised(content ?? []) : (content ?? []))
}
