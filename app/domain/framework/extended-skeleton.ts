/**
 * What the extended edition says around its tables: the headings, captions and sentences of the annexes that stand
 * behind the short report. A framework without it has no extended edition.
 */

import { z } from 'zod'
import { lines, pattern } from './skeleton-line.ts'

const form = z.strictObject({ both: pattern, 'one-lens': pattern, attributed: pattern, contrast: pattern })

export const extendedSkeletonSchema = z.strictObject({
  /** The link behind a bullet to the place where its evidence stands. */
  evidenceLink: z.string(),
  /** In cells: a figure that too few answers hide, and a number that nobody gave. */
  hidden: z.string(),
  notKnown: z.string(),
  method: z.strictObject({ title: z.string(), paragraphs: z.array(lines).min(1) }),
  response: z.strictObject({
    title: z.string(),
    lines,
    caption: pattern,
    columns: z.strictObject({ group: z.string(), invited: z.string(), answered: z.string() }),
    /** A row of a role that answers per kind of organisation: all kinds together. */
    total: pattern,
  }),
  results: z.strictObject({
    title: z.string(),
    lines,
    /** Above the table of one norm, `{norm}`. */
    caption: pattern,
    columns: z.strictObject({
      subject: z.string(),
      who: z.string(),
      label: z.string(),
      share: z.string(),
      answers: z.string(),
      unknown: z.string(),
    }),
    /** In a chart, where a role was not asked about a subject. */
    notAsked: z.string(),
    /** The sentence above the chart of one norm, `{norm}`; and what the chart says to who does not see it. */
    chart: z.strictObject({
      title: pattern,
      kind: z.string(),
      /** `{label}` and `{values}` of one row; `{series}` and `{value}` of one value in it. */
      row: z.string(),
      value: z.string(),
      /** Of more values than can be read out: `{series}`, `{lowest}`, `{lowestRow}`, `{highest}`, `{highestRow}`. */
      range: z.string(),
      seeTable: z.string(),
    }),
    /** A gap between the lenses that counts: `{topic}`, `{lower}`, `{higher}` and `{difference}`. */
    gap: pattern,
  }),
  /** How one lens pictures the other, for frameworks with questions that guess (`predicts`); absent: nothing is said of it. */
  selfImage: z
    .strictObject({
      /** `{guessers}` and `{asked}` name the two groups, here and below. */
      title: pattern,
      lines,
      /** `{guess}` and `{given}` are numbers of ten, `{claim}` what was guessed about. */
      both: pattern,
      /** Where too few answered: only the guess can be shown, only what was answered, or neither. */
      onlyGuess: pattern,
      onlyGiven: pattern,
      neither: pattern,
      /** Per question that guesses, what it is about, as the end of a clause; `{n:heeft|hebben}` follows the number. */
      claims: z.record(z.string(), pattern),
      chart: z.strictObject({
        /** `{higher}` of `{all}` guesses are above what was answered. */
        title: pattern,
        /** Instead of it, when no guess has an answer beside it. */
        none: pattern,
        caption: pattern,
        guess: pattern,
        given: pattern,
        hidden: z.string(),
      }),
    })
    .optional(),
  findings: z.strictObject({
    title: z.string(),
    lines,
    /** Above a theme without findings. */
    none: pattern,
    /** `{topics}` are the subjects that the finding joins. */
    heading: z.strictObject({ good: pattern, better: pattern }),
    /** What one lens said of one subject: `{who}`, `{label}`, `{share}`, `{low}`, `{high}`, `{answers}`, `{unknown}`. */
    said: pattern,
    /** The same when its figures are hidden: `{who}` and `{label}`. */
    saidHidden: pattern,
    /** Which rule made it a finding, by its form; `{rule}` is how the method writes it. */
    rule: form,
    /** In that rule, for a lens that was not asked or gave too few answers. */
    noLabel: z.string(),
    caption: pattern,
    columns: z.strictObject({
      question: z.string(),
      who: z.string(),
      answers: z.string(),
      share: z.string(),
      unknown: z.string(),
    }),
    /** Who was asked, when that is not the whole role: `{who}`, and `{asked}` where it goes by kind of organisation. */
    part: pattern,
    /** The same where only one or two kinds of organisation were not asked: `{who}` and `{others}`. */
    allBut: pattern.optional(),
    /** Kinds of organisation that were asked about this and said nothing: `{silent}`. */
    silent: pattern,
  }),
  items: z.strictObject({
    title: z.string(),
    lines,
    /** Above a table of questions with one scale: `{who}` and `{questions}`. */
    caption: pattern,
    /** In the cell of an answer that a question does not offer. */
    notOffered: z.string(),
    columns: z.strictObject({ question: z.string(), answers: z.string() }),
    multiple: z.strictObject({
      title: z.string(),
      /** Above the table of one question: `{who}`, `{id}` and `{question}`. */
      caption: pattern,
      columns: z.strictObject({ option: z.string(), count: z.string(), share: z.string() }),
      /** Of a question with too few answers: `{who}`, `{id}` and `{question}`. */
      hidden: pattern,
    }),
  }),
})

/** The words of the extended edition, normalised. */
export type ExtendedSkeleton = z.output<typeof extendedSkeletonSchema>
