/**
 * How a sentence of a report is written in a skeleton: a pattern, a condition, or alternatives of which the first
 * that can speak does.
 */

import { z } from 'zod'
import { patternMistake } from './pattern.ts'

/** Text with `{slots}` and `[optional parts]`; see pattern.ts. */
export const pattern = z
  .string()
  .trim()
  .min(1)
  .superRefine((text, context) => {
    const mistake = patternMistake(text)
    if (mistake) context.addIssue({ code: 'custom', message: mistake })
  })

const oneOrMore = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value))

function oneOrMoreOf<const T extends string>(values: readonly [T, ...T[]]) {
  const one = z.enum(values)
  return z
    .union([one, z.array(one).min(1)])
    .transform((value): T[] => (Array.isArray(value) ? value : [value]) as T[])
}

/**
 * When a line may speak; every named condition must hold. A list means: one of these.
 *
 * - `good`, `better`: a criterion or bullet key has a finding on that side in this edition; with `all` every one
 *   named has, with `not` none.
 * - `strong`, `weak`, `unknown`: an item's share is at or past the framework's cut-off.
 * - `ticked`: "item.option" was chosen often enough to fill a slot.
 * - `heard`, `silent`: every role named gave answers, or gave none; `hidden`: none of them has a figure to show.
 * - `provisional`: all, some or none of the findings rest on few answers.
 * - `findings`: which sides have a bullet, in this theme or (outside a theme) in the whole report.
 * - `decidedByUnknown`: "weet niet" decided the label of the criterion that speaks.
 * - `contrast`: the labels of the two lenses on the criterion that speaks contradict each other.
 * - `compare`: a regional figure is higher than, lower than or equal to the national one, or stands alone.
 * - `again`: the figure before it was of the same indicator.
 * - `undated`: one of the regional figures has no year.
 */
const condition = z.strictObject({
  good: oneOrMore.optional(),
  better: oneOrMore.optional(),
  allGood: oneOrMore.optional(),
  allBetter: oneOrMore.optional(),
  notGood: oneOrMore.optional(),
  notBetter: oneOrMore.optional(),
  strong: oneOrMore.optional(),
  weak: oneOrMore.optional(),
  unknown: oneOrMore.optional(),
  ticked: oneOrMore.optional(),
  heard: oneOrMore.optional(),
  silent: oneOrMore.optional(),
  hidden: oneOrMore.optional(),
  provisional: oneOrMoreOf(['all', 'some', 'none']).optional(),
  findings: oneOrMoreOf(['none', 'good', 'better', 'both']).optional(),
  decidedByUnknown: z.boolean().optional(),
  contrast: z.boolean().optional(),
  compare: z.enum(['higher', 'lower', 'equal', 'alone']).optional(),
  again: z.boolean().optional(),
  invented: z.boolean().optional(),
  undated: z.boolean().optional(),
})
export type Condition = z.output<typeof condition>

/** One sentence. It speaks when its condition holds and each of its slots outside `[ ]` has something to say. */
export type Sayable = { when: Condition | null; text: string }
/** A sentence, or alternatives of which the first that can speak does. */
export type Line = { either: Sayable[] }

const sayable = z
  .union([pattern, z.strictObject({ when: condition.optional(), text: pattern })])
  .transform((value): Sayable =>
    typeof value === 'string' ? { when: null, text: value } : { when: value.when ?? null, text: value.text },
  )
const line = z
  .union([sayable, z.strictObject({ either: z.array(sayable).min(1) })])
  .transform((value): Line => ('either' in value ? value : { either: [value] }))
export const lines = z.union([line.transform((value) => [value]), z.array(line)])
