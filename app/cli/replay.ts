/** `replay FILE [--json]`: recomputes every label of a data package and says whether they agree. */

import { parseArgs } from 'node:util'
import { replay } from '../domain/report/replay.ts'
import { printProblems } from './choose-framework.ts'
import type { Io } from './io.ts'
import { readDataPackage } from './read-inputs.ts'

const USAGE = `Usage: regiospiegel replay FILE [--json]

Recomputes every label of a data package (rapport.json) from the counts in it, with its intervals, gaps and findings,
and says whether they agree. Ends with 1 when they do not, and names each difference.
`

/** Runs `replay …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  const wrongUse = (what: string) => {
    io.stderr(`replay: ${what}\n\n${USAGE}`)
    return 2
  }
  let parsed
  try {
    const options = { json: { type: 'boolean', default: false } } as const
    parsed = parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error))
  }
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0) return wrongUse('give one file')
  const read = await readDataPackage(io.cwd, file)
  if (!read.ok) {
    printProblems(io, read.problems)
    return 1
  }
  const { labels, onHidden, differences } = replay(read.value)
  const agree = differences.length === 0
  if (parsed.values.json) {
    io.stdout(`${JSON.stringify({ agree, labels, onHidden, differences }, null, 2)}\n`)
    return agree ? 0 : 1
  }
  for (const { place, what, stated, recomputed } of differences) {
    io.stderr(
      `${file}:1:1: ${place}: ${what} is ${stated}, recomputed ${recomputed}; do not rely on this file\n`,
    )
  }
  for (const { criterion, role, items } of onHidden) {
    io.stdout(
      `${criterion}/${role}: "weet niet" decided on ${items.join(', ')}, which too few answered to be shown; taken as stated\n`,
    )
  }
  const hidden = onHidden.length === 0 ? '' : `, ${onHidden.length} of them by a rule on hidden cells`
  io.stdout(
    agree
      ? `All ${labels} labels agree${hidden}.\n`
      : `${labels} labels recomputed${hidden}: ${differences.length} differences.\n`,
  )
  return agree ? 0 : 1
}
