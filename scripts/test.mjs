/**
 * `npm test`: everything that can be checked, from a fresh clone, with nothing but Node. Each static check counts
 * as one test; what this machine lacks is named and counted as skipped. The last line is the count.
 *
 * `npm run check` (`--no-browser`) leaves the browser out: the fast loop.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { npmCommand, root, run, runNode, stopChildrenOnSignal, stopWithNpm } from './run.mjs'
import { buildProduct, installPackages } from './setup.mjs'

stopChildrenOnSignal()
stopWithNpm(() => process.kill(process.pid, 'SIGTERM'))

const withBrowser = !process.argv.includes('--no-browser')
const count = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const skips = []

try {
  await installPackages()
  await staticChecks()
  await vitest('unit')
  if (withBrowser) await browserTests()
} catch (error) {
  fail('setup', error.message)
}
finish()

/** Format, lint, types, boundaries, unused code and the lockfile; two at a time, as each mostly uses one core. */
async function staticChecks() {
  const [npm, npmArgs] = npmCommand()
  const checks = [
    ['lint', () => runNode([bin('eslint', 'bin/eslint.js'), '.', '--max-warnings=0'], { quiet: true })],
    ['types', () => runNode([bin('typescript', 'bin/tsc')], { quiet: true })],
    [
      'format',
      () =>
        runNode([bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.'], { quiet: true }),
    ],
    [
      'boundaries',
      () => runNode([bin('dependency-cruiser', 'bin/dependency-cruise.mjs'), ...sources()], { quiet: true }),
    ],
    ['unused code', () => runNode([bin('knip', 'bin/knip.js'), '--no-progress'], { quiet: true })],
    ['lockfile', () => lockfileCheck(npm, npmArgs)],
  ]
  const queue = [...checks]
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [name, check] = next
      const started = Date.now()
      const { code, output } = await check()
      const seconds = ((Date.now() - started) / 1000).toFixed(1)
      if (code === 0) {
        count.passed += 1
        console.log(`✓ ${name} (${seconds} s)`)
      } else {
        console.log(`✗ ${name} (${seconds} s)\n${output.trimEnd()}`)
        fail(name)
      }
    }
  }
  await Promise.all([worker(), worker()])
}

/**
 * The lockfile must install on any machine: with every platform's optional packages in it, and without
 * addresses, which would tie it to one registry.
 */
async function lockfileCheck(npm, npmArgs) {
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (lockfile.includes('"resolved"'))
    return { code: 1, output: 'package-lock.json holds addresses ("resolved"): remove those lines.' }
  const { packages } = JSON.parse(lockfile)
  const absent = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => `${path || 'package.json'} needs ${name}`),
  )
  if (absent.length > 0)
    return { code: 1, output: `package-lock.json lacks packages of other platforms:\n${absent.join('\n')}` }
  return run(npm, [...npmArgs, 'ci', '--dry-run', '--ignore-scripts', '--no-audit'], { quiet: true })
}

/** Node looks for a package in the node_modules of its own folder and of every folder above. */
function isLocked(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (!at) return false
  }
}

async function browserTests() {
  const { findBrowser } = await import('./browser.mjs')
  const browser = await findBrowser()
  if (!browser) {
    skip('end-to-end', 'no browser: install Chrome or Chromium, or name one in CHROME')
    return
  }
  await buildProduct()
  await vitest('e2e', { REGIOSPIEGEL_BROWSER: browser.executablePath })
}

/** Runs one vitest project and adds its counts. A file that breaks before its first test counts as one failure. */
async function vitest(project, env = {}) {
  const folder = join(root, 'node_modules', '.cache', 'regiospiegel')
  const report = join(folder, `${project}.json`)
  mkdirSync(folder, { recursive: true })
  rmSync(report, { force: true })
  const { code } = await runNode(
    [
      bin('vitest', 'vitest.mjs'),
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: { ...process.env, ...env, NODE_ENV: 'test' } },
  )
  if (!existsSync(report)) {
    if (code !== 0) fail(project, 'vitest ended without a report')
    return
  }
  let failed = 0
  for (const file of JSON.parse(readFileSync(report, 'utf8')).testResults) {
    const name = relative(root, file.name)
    for (const test of file.assertionResults) {
      if (test.status === 'passed') count.passed += 1
      else if (test.status === 'failed') {
        failed += 1
        fail(`${name}: ${test.fullName}`)
      } else skip(`${name}: ${test.fullName}`)
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      failed += 1
      fail(name, file.message)
    }
  }
  if (code !== 0 && failed === 0) fail(project, 'vitest failed outside its tests; see above')
}

function fail(name, why) {
  count.failed += 1
  failures.push(why ? `${name}: ${why}` : name)
}

function skip(name, why) {
  count.skipped += 1
  skips.push(why ? `${name}: ${why}` : name)
}

function finish() {
  if (skips.length > 0) console.log(`\nSkipped on this machine:\n${list(skips)}`)
  if (failures.length > 0) console.log(`\nFailed:\n${list(failures)}`)
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
  console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`)
  process.exitCode = count.failed > 0 ? 1 : 0
}

function list(names) {
  return names.map((name) => `  - ${name}`).join('\n')
}

function bin(name, file) {
  return join(root, 'node_modules', ...name.split('/'), file)
}

function sources() {
  return ['app', 'db', 'tests', 'scripts', 'bench'].filter((folder) => existsSync(join(root, folder)))
}
