/**
 * The demo file of a framework: who answers in an invented region and what comes out. Written by hand beside the
 * framework; `invent.ts` makes the answers.
 */
import { z } from 'zod'
import { allCriteria, allItems } from '../framework/framework.ts'
import type { Framework } from '../framework/framework.ts'
import { shapeProblems } from '../framework/shape-problems.ts'
import { readYaml } from '../framework/yaml-source.ts'
import type { SourceFile } from '../framework/yaml-source.ts'
import type { Parsed, Problem } from '../problem.ts'

const share = z.number().min(0).max(1)
const text = z.string().trim().min(1)

const noise = z.strictObject({
  /** Share of those asked who choose "weet ik niet", where the item offers it. */
  unknown: share.default(0),
  /** The same for "niet van toepassing". */
  notApplicable: share.default(0),
  /** Share of those asked who leave the item open. */
  skipped: share.default(0),
})

const respondents = z.strictObject({
  /** So many with the same profession, routes and organisation. */
  count: z.number().int().min(1).default(1),
  profession: text.nullable().default(null),
  routes: z.array(text).default([]),
  party: text.nullable().default(null),
  organisation: text.nullable().default(null),
})

const line = z.strictObject({
  item: text,
  text,
  /** Only by someone whose answer to the item is low (counts less than half as positive) or high. */
  by: z.enum(['low', 'high']).nullable().default(null),
  party: text.nullable().default(null),
})

export const demoSchema = z.strictObject({
  seed: z.number().int(),
  /** What the two rounds of the demo are called: the one with these answers, and the one to try. */
  rounds: z.strictObject({ closed: z.string().min(1), open: z.string().min(1) }),
  variant: z.enum(['core', 'full']).default('core'),
  respondents: z.record(z.string(), z.array(respondents)),
  noise: z.record(z.string(), noise).default({}),
  /** Names for positive shares. */
  levels: z.record(z.string(), share),
  /** The level of every criterion and role that `criteria` does not name. */
  otherwise: text,
  /** Per criterion and role a level. */
  criteria: z.record(z.string(), z.record(z.string(), text)).default({}),
  /** Items that differ from their criterion. */
  items: z.record(z.string(), noise.partial().extend({ share: share.optional() })).default({}),
  /**
   * Multiple choice: shares of everyone who answers for exclusive options, and for the others shares of those who
   * tick anything else.
   */
  ticks: z.record(z.string(), z.record(z.string(), share)).default({}),
  /** Open answers, each given by one respondent. */
  texts: z.record(z.string(), z.array(text)).default({}),
  remarks: z.array(line).default([]),
  evidence: z.array(line).default([]),
})

/** What a demo asks for. Shares are fractions 0–1. */
export type Demo = z.output<typeof demoSchema>

/** Reads a demo file and checks that everything it names is in the framework. */
export function parseDemoFile(framework: Framework, file: SourceFile): Parsed<Demo> {
  const source = readYaml(file)
  if (source.problems.length > 0) return { ok: false, problems: source.problems }
  const parsed = demoSchema.safeParse(source.value)
  if (!parsed.success) return { ok: false, problems: shapeProblems(source, parsed.error) }
  const demo = parsed.data
  const problems: Problem[] = []
  const known = (kind: string, ids: readonly string[], id: string, ...path: PropertyKey[]) => {
    if (ids.includes(id)) return
    problems.push(source.problemAt(path, `there is no ${kind} "${id}"`, `use one of ${ids.join(', ')}`))
  }
  const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const levels = Object.keys(demo.levels)
  known('level', levels, demo.otherwise, 'otherwise')
  for (const [role, groups] of Object.entries(demo.respondents)) {
    known('role', idsOf(framework.roles), role, 'respondents', role)
    const routes = idsOf(framework.roles.find(({ id }) => id === role)?.routes ?? [])
    groups.forEach((group, index) => {
      for (const route of group.routes) known('route', routes, route, 'respondents', role, index, 'routes')
      if (group.party)
        known('party', idsOf(framework.parties), group.party, 'respondents', role, index, 'party')
    })
  }
  for (const [criterion, roles] of Object.entries(demo.criteria)) {
    known('criterion', idsOf(allCriteria(framework)), criterion, 'criteria', criterion)
    for (const [role, level] of Object.entries(roles)) {
      known('role', idsOf(framework.roles), role, 'criteria', criterion, role)
      known('level', levels, level, 'criteria', criterion, role)
    }
  }
  const items = idsOf(allItems(framework))
  for (const key of ['items', 'ticks', 'texts'] as const) {
    for (const id of Object.keys(demo[key])) known('item', items, id, key, id)
  }
  for (const [id, options] of Object.entries(demo.ticks)) {
    const codes =
      allItems(framework)
        .find((item) => item.id === id)
        ?.options.map(({ code }) => code) ?? []
    for (const code of Object.keys(options)) known('option', codes, code, 'ticks', id, code)
  }
  for (const key of ['remarks', 'evidence'] as const) {
    demo[key].forEach(({ item }, index) => known('item', items, item, key, index, 'item'))
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: demo }
}
