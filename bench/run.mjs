/**
 * `npm run bench [-- ID …] [--reps 7]`: measures the product against peers in the same run and prints one JSON
 * object on standard output, keyed by the ids; progress goes to standard error.
 *
 * A benchmark is a module that exports `benchmark: { id, what, unit, target, run({ reps }) }`. `run` verifies that
 * the work was really done (rows, values, statuses) and throws when not: a wrong answer has no speed. It returns
 * { value, baseline, ratio, …details }; `target` says which ratio is wanted. Add one: write it, list it below.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { npmCommand, run } from '../scripts/run.mjs'
import { environment, say } from './measure.mjs'

const benchmarks = {
  A1: () => import('./a1-save.mjs'),
  A2: () => import('./a2-kill.mjs'),
  F1: () => import('./f1-respondent-page.mjs'),
  L1: () => import('./l1-arrivals.mjs'),
  R1: () => import('./r1-report.mjs'),
  S3: () => import('./s3-admit.mjs'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { reps: { type: 'string', default: '7' } },
})
const asked = positionals.length > 0 ? positionals : Object.keys(benchmarks)
const unknown = asked.filter((id) => !(id in benchmarks))
if (unknown.length > 0) {
  say(`Unknown: ${unknown.join(', ')}. There are ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(2)
}
const reps = Number(values.reps)
if (!Number.isInteger(reps) || reps < 1) {
  say(`--reps takes a whole number from 1, not "${values.reps}".`)
  process.exit(2)
}

await installPeers()
const setting = environment()
say(`${setting.cpu}, Node ${setting.node}, load ${setting.load.join(' ')}, commit ${setting.commit ?? '-'}`)

const results = {}
for (const id of asked) {
  const { benchmark } = await benchmarks[id]()
  say(`${id}: ${benchmark.what}`)
  try {
    const result = await benchmark.run({ reps })
    const pass = benchmark.target.met(result)
    results[id] = { ...rounded({ unit: benchmark.unit, ...result }), target: benchmark.target.text, pass }
    say(
      `  ${pass ? 'PASS' : 'FAIL'} ratio ${results[id].ratio} (${benchmark.target.text}); ${results[id].value} ${benchmark.unit}`,
    )
  } catch (error) {
    results[id] = { value: null, unit: benchmark.unit, baseline: null, ratio: null, error: error.message }
    say(`  WRONG ${error.stack}`)
    process.exitCode = 1
  }
}

const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
const file = join(folder, `${setting.date.replaceAll(':', '-').slice(0, 19)}.json`)
writeFileSync(file, `${JSON.stringify({ environment: setting, reps, results }, null, 2)}\n`)
say(`Written to ${file}`)
process.stdout.write(`${JSON.stringify(results)}\n`, () => process.exit())

/** Peers are no part of the product's install; they come with the first benchmark. */
async function installPeers() {
  const folder = import.meta.dirname
  const record = join(folder, 'node_modules', '.package-lock.json')
  const wanted = versions(join(folder, 'package-lock.json'))
  if (existsSync(record)) {
    const found = versions(record)
    if (Object.entries(wanted).every(([name, version]) => found[name] === version)) return
  }
  say('Installing the peers …')
  const [npm, args] = npmCommand()
  const { code, output } = await run(npm, [...args, 'ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    quiet: true,
  })
  if (code !== 0) throw new Error(`The peers could not be installed:\n${output}`)
}

function versions(lockfile) {
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'))
  return Object.fromEntries(
    Object.entries(packages)
      .filter(([path, entry]) => path !== '' && !entry.optional)
      .map(([path, { version }]) => [path, version]),
  )
}

/** Four significant digits tell all that such a number knows. */
function rounded(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(4)) : null
  if (Array.isArray(value)) return value.map(rounded)
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]))
  return value
}
