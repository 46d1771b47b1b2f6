/**
 * The worked examples beside each framework: answers in, expected scores and findings out. They say in the words
 * of a framework's author what a framework does, and fail when scoring or the framework changes under them.
 */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { listedCriteria } from '../app/domain/findings/findings.ts'
import { scoreWithFindings } from '../app/domain/findings/score.ts'
import type { Framework } from '../app/domain/framework/framework.ts'
import { readYaml } from '../app/domain/framework/yaml-source.ts'
import type { QuestionnaireResponse } from '../app/domain/response/response.ts'
import { getCriterionScore } from '../app/domain/scoring/score-framework.ts'
import { tallyResponses } from '../app/domain/scoring/tally.ts'
import { FRAMEWORKS_DIR, loadFrameworks } from '../app/frameworks.server.ts'
import { aResponse } from './make/framework.ts'

const headcount = z.union([z.number(), z.strictObject({ about: z.number() })])

const exampleSchema = z.strictObject({
  title: z.string(),
  variant: z.enum(['core', 'full']).default('core'),
  invited: z.record(z.string(), z.union([headcount, z.record(z.string(), headcount)])).default({}),
  responses: z.array(
    z.strictObject({
      role: z.string(),
      party: z.string().nullable().default(null),
      organisation: z.string().nullable().default(null),
      routes: z.array(z.string()).default([]),
      /** One respondent's answers: item -> code, or several joined by |. */
      answers: z.record(z.string(), z.string()).optional(),
      /** Many respondents at once: item -> code -> how many. Who gives which two answers does not matter. */
      counts: z.record(z.string(), z.record(z.string(), z.number().int())).optional(),
    }),
  ),
  /** What is named must be so; findings are all of them, in order. */
  expect: z.strictObject({
    respondents: z.record(z.string(), z.number()).optional(),
    gaps: z.strictObject({ tested: z.number(), counted: z.number() }).optional(),
    criteria: z
      .record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()).nullable()))
      .default({}),
    findings: z.array(z.looseObject({ id: z.string() })),
    listed: z.record(z.string(), z.enum(['divided', 'mixed', 'insufficient'])).default({}),
    choices: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  }),
})
type Example = z.output<typeof exampleSchema>

function responsesOf(example: Example): QuestionnaireResponse[] {
  return example.responses.flatMap(({ answers, counts = {}, ...respondent }) => {
    if (answers) return [aResponse({ ...respondent, answers: split(answers) })]
    const columns = Object.entries(counts).map(([id, codes]): [string, string[]] => [
      id,
      Object.entries(codes).flatMap(([code, count]) => Array.from({ length: count }, () => code)),
    ])
    const people = Math.max(...columns.map(([, codes]) => codes.length))
    return Array.from({ length: people }, (_, index) => {
      const given = columns.flatMap(([id, codes]) => (codes[index] === undefined ? [] : [[id, codes[index]]]))
      return aResponse({ ...respondent, answers: split(Object.fromEntries(given) as Record<string, string>) })
    })
  })
}

const split = (answers: Record<string, string>) =>
  Object.fromEntries(Object.entries(answers).map(([id, codes]) => [id, codes.split('|')]))

/** Numbers to six digits, as an author writes them. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1e6) / 1e6
  if (Array.isArray(value)) return value.map(rounded)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]))
}

const examples: { framework: Framework; name: string; example: Example }[] = []
for (const framework of (await loadFrameworks()).list()) {
  const dir = join(FRAMEWORKS_DIR, framework.id, framework.version, 'examples')
  for (const name of (await readdir(dir).catch(() => [])).sort()) {
    const source = readYaml({ name: join(dir, name), text: await readFile(join(dir, name), 'utf8') })
    if (source.problems.length > 0) throw new Error(JSON.stringify(source.problems[0]))
    examples.push({ framework, name: `${framework.id}/${name}`, example: exampleSchema.parse(source.value) })
  }
}

test('every framework has a worked example', async () => {
  for (const { id, version } of (await loadFrameworks()).list()) {
    expect(
      examples.filter(({ framework }) => framework.id === id && framework.version === version),
    ).not.toEqual([])
  }
})

test.each(examples.map((one) => [`${one.name}: ${one.example.title}`, one] as const))(
  '%s',
  (_, { framework, example }) => {
    const responses = responsesOf(example)
    const score = scoreWithFindings(framework, tallyResponses(framework, responses), {
      variant: example.variant,
      invited: example.invited,
    })
    const expected = example.expect
    if (expected.respondents) expect(score.respondents).toMatchObject(expected.respondents)
    if (expected.gaps) expect(score.gaps).toEqual(expected.gaps)
    for (const [id, roles] of Object.entries(expected.criteria)) {
      const { gap, roles: actual } = getCriterionScore(score, id)
      for (const [role, figures] of Object.entries(roles)) {
        const found = rounded(role === 'gap' ? gap : actual[role])
        if (figures === null) expect({ [id]: found }).toEqual({ [id]: null })
        else expect({ [id]: found }).toMatchObject({ [id]: figures })
      }
    }
    expect(score.findings.map(({ id }) => id)).toEqual(expected.findings.map(({ id }) => id))
    expect(score.findings).toMatchObject(expected.findings)
    const listed = Object.fromEntries(
      listedCriteria(framework, score).map(({ criterion, as }) => [criterion, as]),
    )
    expect(listed).toMatchObject(expected.listed)
    for (const [id, choice] of Object.entries(expected.choices)) {
      expect(score.choices.find((one) => one.id === id)).toMatchObject(choice)
    }
  },
)
