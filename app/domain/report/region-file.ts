/** The region file (contract: "Region file"): YAML to a Region, or every problem with its line and column. */
import { z } from 'zod'
import type { Framework } from '../framework/framework.ts'
import { shapeProblems } from '../framework/shape-problems.ts'
import { readYaml } from '../framework/yaml-source.ts'
import type { SourceFile, YamlSource } from '../framework/yaml-source.ts'
import type { Parsed, Problem } from '../problem.ts'
import type { Headcount, Invited } from '../scoring/score.ts'
import type { Region } from './region.ts'

/** No file format of the report can hold control characters; line ends and tabs are only white space. */
const text = z
  .string()
  .trim()
  .min(1)
  .refine((value) => !/(?![\t\n\r])\p{Cc}/u.test(value), 'it holds a control character, which nobody sees')
const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as 2026-05-04')
  .refine((date) => z.iso.date().safeParse(date).success, 'no such day exists')
const year = z.number().int().min(1900).max(2200)
const headcount = z.number().int().min(0)

const figure = z.strictObject({
  indicator: text,
  region: text,
  value: z.number().nullable().default(null),
  national: z.number().nullable().default(null),
  unit: text.default('%'),
  year: year.nullable().default(null),
  source: text,
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  note: text.nullable().default(null),
  table: text.nullable().optional(),
})

const regionSchema = z.strictObject({
  title: text,
  municipalities: z.array(z.strictObject({ code: text, name: text })).default([]),
  date: isoDate.nullable().default(null),
  year: year.nullable().default(null),
  // Numbers, estimates and numbers per party look alike to a union; `invitedProblems` says more clearly what is wrong.
  invited: z.record(z.string(), z.unknown()).default({}),
  figures: z.array(figure).default([]),
  invented: z.boolean().default(false),
})

/**
 * Reads a region file. Only `title` must be there; what is missing is unknown, never 0. With a framework the
 * roles and parties under `invited` must be its own.
 */
export function parseRegionFile(file: SourceFile, framework?: Framework): Parsed<Region> {
  const source = readYaml(file)
  if (source.problems.length > 0) return { ok: false, problems: source.problems }
  const parsed = regionSchema.safeParse(source.value)
  const problems = parsed.success ? [] : shapeProblems(source, parsed.error)
  if (!parsed.success) return { ok: false, problems: inRegionWords(problems) }
  const { invited, ...region } = parsed.data
  problems.push(
    ...invitedProblems(source, invited, framework),
    ...municipalityProblems(source, region.municipalities),
  )
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: { ...region, invited: withoutMissing(invited) } }
}

/** The shared messages speak of the framework's documentation; a region file has its own keys. */
function inRegionWords(problems: Problem[]): Problem[] {
  return problems.map((problem) =>
    problem.what.startsWith('unknown key')
      ? { ...problem, todo: 'check its spelling, or remove it; docs/command-line.md shows all keys' }
      : problem,
  )
}

/** A number, an estimate, or those per party; a number that is left empty is simply not known. */
function invitedProblems(
  source: YamlSource,
  invited: Record<string, unknown>,
  framework: Framework | undefined,
): Problem[] {
  const problems: Problem[] = []
  const add = (path: string[], what: string, todo: string) =>
    void problems.push(source.problemAt(['invited', ...path], what, todo))
  const roles = framework?.roles.map(({ id }) => id)
  const parties = framework?.parties.map(({ id }) => id)
  for (const [role, value] of Object.entries(invited)) {
    if (roles && !roles.includes(role)) {
      add([role], `unknown role "${role}"`, `use one of ${roles.join(', ')}`)
      continue
    }
    if (value === null || isHeadcount(value)) continue
    if (!isRecord(value) || 'about' in value) {
      add([role], `how many were asked as ${role} is not a number`, NUMBER)
      continue
    }
    for (const [party, number] of Object.entries(value)) {
      if (parties && !parties.includes(party)) {
        add([role, party], `unknown party "${party}"`, `use one of ${parties.join(', ')}`)
      } else if (number !== null && !isHeadcount(number)) {
        add([role, party], `how many were asked of ${party} is not a number`, NUMBER)
      }
    }
  }
  return problems
}

const NUMBER = 'write a whole number from 0, or an estimate as {about: 300}'

function isHeadcount(value: unknown): value is Headcount {
  if (headcount.safeParse(value).success) return true
  return isRecord(value) && Object.keys(value).join() === 'about' && headcount.safeParse(value.about).success
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is left after the check: every number there is. */
function withoutMissing(invited: Record<string, unknown>): Invited {
  const known: Invited = {}
  for (const [role, value] of Object.entries(invited)) {
    if (isHeadcount(value)) known[role] = value
    else if (isRecord(value)) {
      const perParty: Record<string, Headcount> = {}
      for (const [party, number] of Object.entries(value)) if (isHeadcount(number)) perParty[party] = number
      known[role] = perParty
    }
  }
  return known
}

function municipalityProblems(source: YamlSource, municipalities: Region['municipalities']): Problem[] {
  return municipalities.flatMap(({ code, name }, index) => {
    const first = municipalities.findIndex((one) => one.code === code || one.name === name)
    if (first === index) return []
    return [
      source.problemAt(
        ['municipalities', index],
        `municipality ${code} ${name} stands twice`,
        `keep this one or number ${first + 1}`,
      ),
    ]
  })
}
