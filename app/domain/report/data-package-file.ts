/**
 * Reads a data package that somebody brings: a file that may come from anywhere and be changed by anyone. What comes
 * out has the shape that replaying and comparing need; whether its figures agree is for `replay.ts` to say.
 */

import { z } from 'zod'
import type { Parsed, Problem } from '../problem.ts'

/**
 * No framework comes near these numbers. They keep the work within bounds for who sends a small file that says little a
 * million times: what is looked up for each criterion may not grow with the file.
 */
const MOST = { criteria: 500, items: 2_000, options: 200, roles: 20, labels: 1_000, findings: 500 }

const share = z.number()
/** A key that every object has by itself would be found where nothing was written. */
const id = z
  .string()
  .max(200)
  .refine((one) => !(one in Object.prototype), 'a name that is taken')
const record = <T extends z.ZodType>(value: T) =>
  z.record(id, value).refine((one) => Object.keys(one).length <= MOST.options, 'too many keys')
const interval = z.tuple([z.number(), z.number()])
const text = z.string().max(20_000)

const shownItem = z.object({
  id,
  n: z.number().int().min(1),
  neff: z.number().positive(),
  p: share,
  mean: z.number(),
  unknown: share,
  notApplicable: share,
  distribution: record(z.number().int().min(0)),
})
const hiddenItem = z.object({ id, n: z.null() })

const label = z.enum(['insufficient', 'divided', 'strength', 'improvement', 'mixed'])
const roleScore = z.object({
  label,
  reason: z.literal('unknown').nullable(),
  firm: z.boolean(),
  census: z.boolean(),
  n: z.number().int().nullable(),
  neff: z.number().nullable(),
  p: share.nullable(),
  mean: z.number().nullable(),
  interval: interval.nullable(),
  unknown: share.nullable(),
  notApplicable: share.nullable(),
  items: z.array(z.union([hiddenItem, shownItem])).max(MOST.options),
})

const means = record(z.object({ p: share }))
const scoreSchema = z.object({
  contract: z.literal(1),
  method: z.string(),
  framework: z.object({ id, version: id, hash: id, variant: z.enum(['core', 'full']) }),
  respondents: record(z.number().int().min(0)),
  themes: z
    .array(
      z.object({
        id,
        title: text,
        roles: means,
        norms: z
          .array(
            z.object({
              id,
              title: text,
              roles: means,
              criteria: z
                .array(
                  z.object({
                    id,
                    title: text,
                    roles: record(roleScore),
                    gap: z.object({ difference: z.number(), interval, counts: z.boolean() }).nullable(),
                  }),
                )
                .max(200),
            }),
          )
          .max(100),
      }),
    )
    .max(50),
  findings: z
    .array(
      z.object({
        id,
        theme: id,
        side: z.enum(['good', 'better']),
        criteria: z.array(id).max(MOST.criteria),
        items: z.array(id).max(MOST.items),
        roles: z.array(id).max(MOST.roles),
        firm: z.boolean(),
        text,
      }),
    )
    .max(MOST.findings),
  gaps: z.object({ tested: z.number().int(), counted: z.number().int() }),
  minimumGroup: record(z.number().int().min(1)),
})

const option = z.object({
  code: id,
  label: text,
  value: z.number().nullable(),
  positive: z.number().nullable(),
  scoring: z.boolean(),
})

const packageSchema = z.object({
  contract: z.literal(1),
  method: z.string(),
  framework: z.object({
    id,
    version: id,
    hash: id,
    variant: z.enum(['core', 'full']),
    title: text,
    label: text,
  }),
  cutoffs: z.object({
    strength: share,
    improvement: share,
    z: z.number().positive(),
    unknownSignal: share,
    unknownFirm: share,
    gap: share,
    firmMinimum: z.number().int(),
    slotShare: share,
    bullets: z.object({ good: z.number().int(), better: z.number().int() }),
  }),
  score: scoreSchema,
  document: z.object({
    meta: z.object({
      id,
      title: text,
      author: text,
      date: z.iso.date(),
      framework: z.object({ id, version: id, hash: id }),
      method: z.string(),
      invented: z.boolean(),
    }),
    evidence: z
      .array(
        z.object({
          finding: id,
          criteria: z.array(
            z.object({
              id,
              roles: z.array(
                z.object({
                  role: id,
                  n: z.number().nullable(),
                  p: z.number().nullable(),
                  interval: interval.nullable(),
                  unknown: z.number().nullable(),
                  items: z.array(
                    z.object({
                      id,
                      n: z.number().nullable(),
                      options: z.array(z.object({ count: z.number().nullable() })),
                    }),
                  ),
                }),
              ),
            }),
          ),
        }),
      )
      .max(1_000),
  }),
  /** Packages made before it was added have none. */
  rules: z
    .array(
      z.object({
        criterion: id,
        role: id,
        rule: id,
        items: z.array(id).max(MOST.items),
        hidden: z.array(id).max(MOST.items),
      }),
    )
    .max(MOST.criteria * MOST.roles)
    .default([]),
  texts: z.object({
    roles: z
      .array(z.object({ id, title: text, plural: text, anonymity: z.enum(['anonymous', 'named']) }))
      .min(1)
      .max(MOST.roles),
    norms: z.array(z.object({ id, weight: z.number().nullable().default(null) })).max(MOST.criteria),
    criteria: z
      .array(z.object({ id, comparable: z.boolean(), weight: z.number().nullable().default(null) }))
      .max(MOST.criteria),
    items: z
      .array(
        z.object({
          id,
          role: id,
          kind: z.enum(['choice', 'multiple', 'open']),
          text,
          unknownIsSignal: z.boolean(),
          criterion: id.nullable(),
          options: z.array(option).max(MOST.options),
        }),
      )
      .max(MOST.items),
  }),
})

/** As much of a data package as checking it needs; every `DataPackage` is one. */
export type ReadPackage = z.infer<typeof packageSchema>
export type ReadRoleScore = z.infer<typeof roleScore>

/** Larger is no data package: a real one is about a third of a megabyte. */
export const MOST_PACKAGE_BYTES = 4 * 1024 * 1024

/** How many problems are told; a wrong kind of file has one for every key. */
const MOST_PROBLEMS = 5

/** Reads the text of `rapport.json`. */
export function parseDataPackage(file: { name: string; text: string }): Parsed<ReadPackage> {
  const problem = (what: string, todo: string): Problem => ({
    file: file.name,
    row: 1,
    column: 1,
    what,
    todo,
  })
  let json: unknown
  try {
    json = JSON.parse(file.text.replace(/^\uFEFF/u, ''))
  } catch {
    return { ok: false, problems: [problem('this is not JSON', 'give the rapport.json of a report')] }
  }
  const parsed = packageSchema.safeParse(json)
  if (parsed.success) {
    const twice = repeated(parsed.data)
    if (twice === null) return { ok: true, value: parsed.data }
    return { ok: false, problems: [problem(twice, 'use the file as it was made')] }
  }
  const whole = typeof json === 'object' && json !== null && 'score' in json && 'texts' in json
  if (!whole) {
    return {
      ok: false,
      problems: [problem('this is not a data package', 'give the rapport.json of a report')],
    }
  }
  return {
    ok: false,
    problems: parsed.error.issues
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) =>
        problem(`${path.map(String).join('.') || 'the package'}: ${message}`, 'use the file as it was made'),
      ),
  }
}

/** What is in the package more often, or in greater number, than can be; null when nothing is. */
function repeated({ score, texts }: ReadPackage): string | null {
  const criteria = score.themes.flatMap(({ norms }) => norms.flatMap((norm) => norm.criteria))
  if (criteria.length > MOST.criteria) return `there are more than ${MOST.criteria} criteria`
  const labels = criteria.reduce((total, { roles }) => total + Object.keys(roles).length, 0)
  if (labels > MOST.labels) return `there are more than ${MOST.labels} labels`
  const lists = { criteria, roles: texts.roles, items: texts.items }
  const twice = Object.entries(lists).find(
    ([, list]) => new Set(list.map((one) => one.id)).size < list.length,
  )
  return twice ? `two of the ${twice[0]} have the same id` : null
}
