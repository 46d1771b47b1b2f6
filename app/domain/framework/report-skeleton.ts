/**
 * Everything a report of one framework says, as data: headings, patterns, clauses per criterion, hedges, notes.
 * The report stage chooses and fills; it knows none of these words. `pattern.ts` says how a pattern is written,
 * `skeleton-problems.ts` what a skeleton must have for its framework.
 */

import { z } from 'zod'
import { extendedSkeletonSchema } from './extended-skeleton.ts'
import { clauseParts } from './pattern.ts'
import { lines, pattern } from './skeleton-line.ts'

/**
 * A clause that can be joined to others: "subject | verb | rest", subject first, without capital or full stop.
 * From it come the plain order, the inverted order ("Toch hebben professionals …") and joins that name the
 * subject once ("professionals … en …").
 */
const clause = pattern.refine((text) => clauseParts(text) !== null && !/[.!?]$/.test(text), {
  message: 'a clause is written "subject | verb | rest", without a full stop',
})

/** The observation, per who says it: the first lens, the second lens, or both. */
const voices = {
  first: pattern.optional(),
  second: pattern.optional(),
  both: pattern.optional(),
}

const goodBullet = z.strictObject({ ...voices, more: lines.default([]) })

const betterBullet = z.strictObject({
  ...voices,
  /** Used instead when "weet niet" decided; `{unknown}` names what people do not know. */
  unknown: lines.optional(),
  /** The lenses contradict each other: the first (or the second) is the one that is not satisfied. */
  contrast: z.strictObject({ first: pattern.optional(), second: pattern.optional() }).default({}),
  /** Examples, affected groups, effects and explanations, the most telling first; used as far as there is room. */
  more: lines.default([]),
  /** What would help and who could do it. */
  wish: lines.default([]),
})

const clauses = z
  .union([
    clause.transform((value) => ({ first: value, second: value, both: value })),
    z.strictObject({ first: clause.optional(), second: clause.optional(), both: clause.optional() }),
  ])
  .optional()

const conclusionClauses = z.strictObject({
  good: clauses,
  better: clauses,
  /** Used instead of `better` when "weet niet" decided: the first of which all slots have something to say. */
  unknown: z.array(clause).default([]),
  /**
   * The lenses contradict each other but were asked about different things, so "less positive about" would not be
   * true: the first (or the second) is not satisfied. Without it `connect.gap` speaks.
   */
  contrast: z.strictObject({ first: clause.optional(), second: clause.optional() }).optional(),
})

const criterionTexts = z.strictObject({
  /** How a sentence names the subject, with article; `second` where the second lens was asked about something near it. */
  topic: z
    .union([
      z.string(),
      z.strictObject({ text: z.string(), plural: z.boolean().default(false), second: z.string().optional() }),
    ])
    .transform((value): { text: string; plural: boolean; second?: string | undefined } =>
      typeof value === 'string' ? { text: value, plural: false } : value,
    ),
  /** How `{strong}`, `{weak}` and `{unknown}` name an item: "wanneer een cliënt kan starten". */
  items: z.record(z.string(), pattern).default({}),
  good: goodBullet.optional(),
  better: betterBullet.optional(),
  conclusion: conclusionClauses,
})
export type CriterionTexts = z.output<typeof criterionTexts>

/**
 * Words that follow the share and the firmness: the first row that holds. `from` and `to` bound the positive
 * share (0–1, inclusive); a row without bounds always holds, and the last one must.
 */
const hedgeRow = z.strictObject({
  side: z.enum(['good', 'better']).optional(),
  firm: z.boolean().optional(),
  form: z.enum(['both', 'one-lens', 'attributed', 'contrast']).optional(),
  from: z.number().min(0).max(1).optional(),
  to: z.number().min(0).max(1).optional(),
  words: z.string(),
})
export type HedgeRow = z.output<typeof hedgeRow>

const strand = z.strictObject({
  id: z.string(),
  /** Criteria whose clauses this paragraph joins, in reading order. */
  criteria: z.array(z.string()),
  opening: lines.default([]),
  closing: lines.default([]),
})

const several = z.array(z.string().min(1)).min(1)

export const reportSkeletonSchema = z.strictObject({
  title: lines,
  /** What the file is about, for its properties. */
  subject: pattern,
  author: pattern,
  keywords: z.array(z.string()).default([]),
  /** Up to this many municipalities are named one by one; a larger region goes by its title. */
  namedPlaces: z.number().int().min(1).default(4),
  /** What `{place}` says where nobody named a region: answers scored without a region file. */
  namelessPlace: z.string(),
  headings: z.strictObject({ good: z.string(), better: z.string() }),
  lead: z.strictObject({
    /** `{clause}` is the conclusion clause of the strongest finding, `{inverted}` the same with its verb first. */
    good: lines,
    /** `{topics}` are the subjects of the weightiest improvements. */
    better: lines,
  }),
  /** Paragraphs of lines; one of them may be the regional figures, `figures` before them or `none` in their place. */
  introduction: z.array(z.union([lines, z.strictObject({ figures: lines, none: lines.default([]) })])),
  figures: z.strictObject({
    /** The first entry with whose `match` the indicator's name begins (any case); an empty `match` fits every indicator. */
    indicators: z.array(z.strictObject({ match: z.string(), lines })).min(1),
    note: lines,
  }),
  conclusion: z.strictObject({
    title: z.string(),
    opening: lines.default([]),
    strands: z.array(strand).min(1),
    /** Said when the conclusion stays short: `{topics}` are subjects without a clear picture. */
    unclear: lines.default([]),
    closing: lines.default([]),
    words: z.strictObject({ min: z.number().int(), max: z.number().int() }),
    connect: z.strictObject({
      /** Open an improvement after something that goes well; the verb follows at once ("Toch"). */
      contrast: several,
      /** Join an improvement to praise with the same subject (", maar "). */
      but: z.string(),
      /** Open a provisional clause; the verb follows at once ("Waarschijnlijk"). */
      provisional: several,
      /** Opens the second of three or more improvements in one paragraph; the verb follows at once ("Daarbij"). */
      further: several.optional(),
      /** "{lower} | zijn | minder positief over {topic} dan {higher}"; several wordings are used in turn. */
      gap: z.union([clause.transform((pattern) => [pattern]), z.array(clause).min(1)]),
    }),
  }),
  method: lines,
  themes: z.record(
    z.string(),
    z.strictObject({
      none: z.strictObject({ good: pattern, better: pattern }),
      /** What this measurement cannot say about the theme. */
      limits: lines,
    }),
  ),
  criteria: z.record(z.string(), criterionTexts),
  followUp: z.strictObject({ title: z.string(), lines }),
  /**
   * Endings of an observation, before its full stop, on what the other lens says; used in turn. `higher` and
   * `lower` name the lens that is more, or less, positive where a gap counts.
   */
  tails: z.strictObject({
    mixed: several,
    divided: several,
    higher: several,
    lower: several,
    agrees: several,
  }),
  hedges: z.record(z.string(), z.array(hedgeRow).min(1)),
  words: z.strictObject({
    and: z.string(),
    or: z.string(),
    they: z.string(),
    about: z.string(),
    /** Before a kind of organisation of which others were asked too: "een deel van" (de gemeenten). */
    someOf: z.string().optional(),
  }),
  /** Most words of a bullet, and of the whole short report with headings and notes: longer, and bullets give up extras. */
  lengths: z
    .strictObject({ good: z.number().int(), better: z.number().int(), total: z.number().int() })
    .default({ good: 27, better: 59, total: 1250 }),
  /** Most options or items named in one slot. */
  slotSize: z.number().int().min(1).default(3),
  notes: z.record(z.string(), pattern),
  links: z.record(z.string(), z.strictObject({ text: pattern, href: z.url() })).default({}),
  abbreviations: z.record(z.string(), z.string()).default({}),
  /** Words for the labels in the evidence, and for a label that "weet niet" decided. */
  labels: z.strictObject({
    strength: z.string(),
    improvement: z.string(),
    mixed: z.string(),
    divided: z.string(),
    insufficient: z.string(),
    unknown: z.string(),
  }),
  marks: z.strictObject({
    running: pattern,
    disclaimer: z.string(),
    invented: z.string(),
    /** Page furniture; `{page}` and `{pages}` are left for whoever draws the page. */
    page: z.string(),
    notes: z.string(),
    colophon: z.string(),
    contents: z.string(),
    backToText: z.string(),
    provisional: z.string(),
  }),
  colophon: z.array(z.strictObject({ term: z.string(), lines })),
  /** Absent: this framework has no extended edition. */
  extended: extendedSkeletonSchema.optional(),
})

/** The report of a framework, normalised: every line a list of alternatives, every default filled in. */
export type ReportSkeleton = z.output<typeof reportSkeletonSchema>
