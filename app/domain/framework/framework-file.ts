/**
 * The shape of `framework.yaml`, as a person writes it. `parse.ts` turns it into a Framework; the JSON Schema
 * that editors use is generated from it, with these descriptions as help texts.
 */

import { z } from 'zod'
import { DONT_KNOW, NOT_APPLICABLE } from './framework.ts'
import { VERSION_PATTERN } from './version.ts'

const id = (meaning: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'letters, digits, - and _ only, at most 64')
    .describe(meaning)
const text = (meaning: string) => z.string().trim().min(1, 'may not be empty').describe(meaning)
const share = (meaning: string) => z.number().min(0).max(1).describe(`${meaning} A fraction from 0 to 1.`)
const isoDate = z.iso.date()
const weight = z
  .number()
  .positive()
  .nullable()
  .default(null)
  .describe('Weight in the mean one level up; leave out for equal weights.')

const scaleOption = z
  .strictObject({
    code: id('Code of the option in answers and exports. Never changes meaning.'),
    label: text('What the respondent reads.'),
    value: z.number().min(0).max(100).describe('Value from 0 (worst) to 100 (best).'),
    positive: share('How much this answer counts as positive:'),
  })
  .describe('An answer that scores. Write the worst first.')

const scale = z.strictObject({
  title: text('Name of the scale for people who write frameworks.'),
  options: z.array(scaleOption).min(2),
})

const tickOption = z.strictObject({
  code: id('Code of the option in answers and exports. Never changes meaning.'),
  label: text('What the respondent reads.'),
  exclusive: z.boolean().default(false).describe('true: cannot be ticked together with another option.'),
  phrase: text('How a sentence of the report names this option.')
    .nullable()
    .default(null)
    .describe('How a sentence of the report names this option; null when it cannot be named.'),
})

const nonScoring = z
  .array(z.enum([DONT_KNOW, NOT_APPLICABLE]))
  .default([])
  .describe('Answers that never score, offered below the others.')

const itemFields = {
  id: id(
    'Identity of the question. Never changes meaning: a question that asks something else gets a new id.',
  ),
  role: id('Who is asked: the id of a role.'),
  variant: z
    .enum(['core', 'full'])
    .default('core')
    .describe('core: in both questionnaires; full: in the long one only.'),
  text: text('The question or statement, one subject, in plain language.'),
  hint: text('One line of help under the question.').nullable().default(null),
  routes: z.array(z.string()).default([]).describe('Routes of the role that get this question; empty = all.'),
  parties: z
    .array(z.string())
    .default([])
    .describe('Kinds of organisations that get this question; empty = all.'),
  speaksFor: z
    .enum(['organisation', 'region'])
    .nullable()
    .default(null)
    .describe('For whom the answer speaks; leave out where a person speaks for himself or herself.'),
  evidence: z
    .boolean()
    .default(false)
    .describe('true: the question offers one line for the document, date or link behind the answer.'),
  sources: z.array(z.string()).default([]).describe('Ids of the sources this question rests on.'),
}

const item = z.discriminatedUnion('kind', [
  z.strictObject({
    ...itemFields,
    kind: z
      .literal('choice')
      .optional()
      .transform(() => 'choice' as const)
      .describe('One answer on a scale; may be left out.'),
    scale: id('The scale of the answers.'),
    nonScoring,
    unknownIsSignal: z
      .boolean()
      .default(false)
      .describe('true: many answers "dont-know" are themselves something that can be better.'),
    predicts: id(
      'Only under items: the question of the other role whose positive answers are guessed here, on a scale of shares.',
    ).optional(),
  }),
  z.strictObject({
    ...itemFields,
    kind: z.literal('multiple').describe('Tick what applies. Never scores.'),
    options: z.array(tickOption).min(2),
    nonScoring,
    slot: id('Name of the place in the sentences of the report that the ticked options may fill.')
      .nullable()
      .default(null),
  }),
  z.strictObject({
    ...itemFields,
    kind: z.literal('open').describe('Free text. Never scores.'),
    maxLength: z.number().int().min(1).max(5000).default(500).describe('Longest answer, in characters.'),
  }),
])

const criterion = z.strictObject({
  id: id('Identity of the criterion.'),
  title: text('The subject in a few words.'),
  comparable: z
    .boolean()
    .default(false)
    .describe(
      'true: both lenses are asked the same on the same scale, so a difference in points means something.',
    ),
  bullet: id('Criteria with the same key become one bullet of the report.')
    .nullable()
    .describe(
      'Criteria with the same key become one bullet of the report; null: speaks in the conclusion only.',
    ),
  weight,
  items: z.array(item).min(1),
})

const norm = z.strictObject({
  id: id('Identity of the norm.'),
  title: text('The norm in a few words.'),
  text: text('What must hold, in one or two sentences of your own.'),
  officialText: text('The official wording, for whoever holds it and may print it.').nullable().default(null),
  sources: z.array(z.string()).default([]).describe('Ids of the sources this norm rests on.'),
  weight,
  criteria: z.array(criterion).min(1),
})

const theme = z.strictObject({
  id: id('Identity of the theme.'),
  title: text('Heading of the theme, also in the report.'),
  weight,
  norms: z.array(norm).min(1),
})

const role = z.strictObject({
  id: id('Identity of the role.'),
  title: text('One of them.'),
  plural: text('More of them.'),
  anonymity: z
    .enum(['anonymous', 'named'])
    .describe('named: answers for an organisation; the minimum group then counts organisations.'),
  minimumGroup: z.number().int().min(1).max(100).describe('Below this number no figure is shown to anyone.'),
  weighting: z
    .enum(['person', 'organisation', 'party'])
    .default('person')
    .describe('What counts equally: every person, every organisation or every kind of organisation.'),
  adoption: z
    .boolean()
    .optional()
    .describe(
      'true: answers count only once the director of the organisation has adopted them; named roles only.',
    ),
  promise: z
    .array(text('A sentence.'))
    .min(1)
    .describe('What happens with the answers, in true sentences, shown before the first question.'),
  routing: z
    .enum(['routes', 'parties', 'none'])
    .default('none')
    .describe(
      'How is decided which questions apply: by chosen routes, by kind of organisation, or not at all.',
    ),
  routes: z
    .array(
      z.strictObject({
        id: id('Identity of the route.'),
        sentence: text('The sentence that a respondent ticks.'),
      }),
    )
    .default([]),
  professions: z
    .array(
      z.strictObject({
        id: id('Identity of the profession.'),
        title: text('Name of the profession.'),
        routes: z.array(z.string()).default([]).describe('Routes that are ticked beforehand.'),
      }),
    )
    .default([]),
})

const party = z.strictObject({
  id: id('Identity of the kind of organisation.'),
  title: text('Name in lists.'),
  report: z
    .strictObject({ one: text('For one, with article.'), more: text('For more than one, with article.') })
    .describe('How a sentence of the report names it.'),
})

const source = z.strictObject({
  id: id('Identity of the source.'),
  title: text('Title of the law, guideline or report.'),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a year, month or day as "2023", "2023-02" or "2023-02-13"')
    .nullable()
    .default(null)
    .describe('Date of the version that is meant; null when unknown.'),
  checked: isoDate.describe('Day on which someone last looked.'),
})

const minutes = z
  .record(z.string(), z.number().positive())
  .describe('Minutes per role, for the first screen of the questionnaire.')

export const frameworkFileSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and - only')
      .max(64)
      .describe('Identity of the framework; equal to the name of its folder.'),
    version: z
      .string()
      .regex(VERSION_PATTERN, 'dotted numbers between quotes, as "1.0"')
      .describe('Version, between quotes; equal to the name of its folder.'),
    title: text('Title.'),
    label: text('What this framework is not; printed wherever its title is.'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'a language tag as "nl"')
      .default('nl'),
    licence: text('Licence of the texts, as "CC-BY-4.0".'),
    scope: z
      .strictObject({
        text: text('Whom the questions are about, in one paragraph.'),
        short: text('The same in a few words.'),
      })
      .describe('Whom the questions are about; shown on the first screen.'),
    glossary: z
      .array(
        z.strictObject({ term: text('The word.'), explanation: text('What it means, in plain language.') }),
      )
      .default([]),
    sources: z.array(source).default([]),
    roles: z.array(role).min(1).describe('The first two are set beside each other: professionals first.'),
    parties: z.array(party).default([]),
    cutoffs: z
      .strictObject({
        strength: share('From this positive share on something goes well.').default(0.75),
        improvement: share('Up to this positive share something can be better.').default(0.5),
        z: z
          .number()
          .positive()
          .max(5)
          .default(1.96)
          .describe('Normal quantile of the intervals; 1.96 is 95 %.'),
        unknownSignal: share('From this share of "dont-know" on, not knowing is a finding.').default(0.4),
        unknownFirm: share('The lower bound of that share must be above this to be firm.').default(0.25),
        gap: share('Smallest difference between the lenses that counts.').default(0.15),
        firmMinimum: z.number().int().min(1).default(5).describe('Fewest persons for a firm label.'),
        slotShare: share('From this share on, a ticked option may stand in a sentence.').default(0.2),
        bullets: z
          .strictObject({
            good: z.number().int().min(0).default(3),
            better: z.number().int().min(0).default(4),
          })
          .prefault({})
          .describe('Most bullets per theme in the short edition.'),
      })
      .prefault({})
      .describe('Conventions that turn shares into words; leave out what you do not want to change.'),
    variants: z.strictObject({
      core: z.strictObject({ title: text('Name of the short questionnaire.'), minutes }),
      full: z.strictObject({ title: text('Name of the long questionnaire.'), minutes }),
    }),
    nonScoring: z
      .strictObject({
        [DONT_KNOW]: text('What "dont-know" reads.'),
        [NOT_APPLICABLE]: text('What "not-applicable" reads.'),
      })
      .describe('Wording of the answers that never score.'),
    scales: z.record(z.string(), scale).default({}),
    themes: z.array(theme).min(1),
    items: z.array(item).default([]).describe('Questions on the whole subject, outside the criteria.'),
  })
  .meta({ title: 'Regiospiegel framework' })

/** A framework file after its shape was checked and defaults were filled in. */
export type FrameworkFile = z.output<typeof frameworkFileSchema>
export type ItemInFile = z.output<typeof item>
