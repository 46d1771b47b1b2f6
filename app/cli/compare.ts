/** `compare FILE FILE… [--json]`: sets data packages of regions or rounds side by side. */

import { parseArgs } from 'node:util'
import { comparePackages, unequalPackages } from '../domain/report/compare.ts'
import type { ComparedCell, Comparison, NamedPackage } from '../domain/report/compare.ts'
import { replay } from '../domain/report/replay.ts'
import { printProblems } from './choose-framework.ts'
import type { Io } from './io.ts'
import { readDataPackage } from './read-inputs.ts'

const USAGE = `Usage: regiospiegel compare FILE FILE... [--json]

Sets data packages (rapport.json) of regions or rounds side by side, by name and date. Refuses packages of another
framework, variant or method than the first. It is no ranking: who took part differs.
`

const WORDS = { framework: 'framework', variant: 'questionnaire (variant)', method: 'method' }

/** Runs `compare …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  const wrongUse = (what: string) => {
    io.stderr(`compare: ${what}\n\n${USAGE}`)
    return 2
  }
  let parsed
  try {
    const options = { json: { type: 'boolean', default: false } } as const
    parsed = parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error))
  }
  if (parsed.positionals.length < 2) return wrongUse('give at least two files')
  const packages: NamedPackage[] = []
  let wrong = false
  for (const name of parsed.positionals) {
    const read = await readDataPackage(io.cwd, name)
    if (read.ok) packages.push({ name, data: read.value })
    else {
      printProblems(io, read.problems)
      wrong = true
    }
  }
  if (wrong) return 1
  const unequal = unequalPackages(packages)
  for (const { name, what, first, other } of unequal) {
    const against = `${packages[0]?.name ?? ''} has ${first}`
    io.stderr(
      `${name}:1:1: the ${WORDS[what]} is ${other}, ${against}; compare only what was asked and counted alike\n`,
    )
  }
  if (unequal.length > 0) return 1
  for (const { name, data } of packages) {
    const { length } = replay(data).differences
    if (length > 0) io.stderr(`${name}: ${length} figures do not follow from its counts; see replay\n`)
  }
  const comparison = comparePackages(packages, 'nl')
  io.stdout(parsed.values.json ? `${JSON.stringify(comparison, null, 2)}\n` : inWords(comparison))
  return 0
}

function inWords({ framework, method, packages, roles, themes }: Comparison): string {
  const lines = [
    `${framework.title} ${framework.version} (${framework.variant}), method ${method}`,
    'By name and date; no ranking.',
    '',
    ...packages.map(({ name, title, date, invented, respondents }, index) => {
      const answered = roles.map(({ id }) => `${id} ${respondents[id] ?? 0}`).join(', ')
      return `[${index + 1}] ${title}, ${date}${invented ? ' (invented answers)' : ''}: ${answered} (${name})`
    }),
  ]
  for (const theme of themes) {
    lines.push('', theme.title)
    for (const criterion of theme.criteria) {
      lines.push(`  ${criterion.title}`)
      for (const { role, cells } of criterion.roles) {
        lines.push(
          `    ${role.padEnd(14)}${cells.map((cell, index) => `[${index + 1}] ${cellText(cell)}`).join('  ')}`,
        )
      }
    }
  }
  return `${lines.join('\n')}\n`
}

function cellText(cell: ComparedCell): string {
  if (cell === null) return '–'
  const { label, reason, p, n, firm } = cell
  const words = reason === 'unknown' ? `${label} (unknown)` : label
  if (p === null || n === null) return words
  return `${words} ${(p * 100).toFixed(0)}%, n ${n}${firm ? ', firm' : ''}`
}
