/**
 * Makes a clone ready: packages installed, product built. Each step is stamped with what it was made from, so
 * that it runs again exactly when that changed. Plain Node without any package, as nothing is installed yet.
 *
 * `node scripts/setup.mjs` does both, with `--packages` the first only; `npm start` and `npm test` call it.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { npmCommand, root, run, stopChildrenOnSignal } from './run.mjs'

const oldestNode = [20, 17]

/** Everything the build reads. Tests and documents do not change it. */
const buildSources = [
  'app',
  'db',
  'public',
  'remix.config.js',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/** Installs the packages of package-lock.json unless exactly those are there. Throws when npm fails. */
export async function installPackages() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]))
    throw new Error(
      `Node ${process.versions.node} is too old: install Node ${oldestNode.join('.')} or newer from nodejs.org.`,
    )

  const stampFile = join(root, 'node_modules', '.regiospiegel-stamp')
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const stamp = hashOf([lockfile, process.versions.modules, process.platform, process.arch])
  const found = readOrNull(stampFile)
  if (found === stamp) return
  // Someone ran `npm ci` or `npm install` by hand: the right packages without our stamp.
  if ((found === null || isOfThisMachine(found)) && installedMatches(JSON.parse(lockfile))) {
    writeFileSync(stampFile, stamp)
    return
  }

  console.error('Installing packages (once; this takes a minute or two) …')
  const [npm, args] = npmCommand()
  const env = { ...process.env }
  // In a production environment npm would leave out what the build needs.
  for (const name of Object.keys(env))
    if (/^(node_env|npm_config_(omit|include|production|only|dry_run|global|workspaces?))$/i.test(name))
      delete env[name]
  const { code } = await run(
    npm,
    [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      env,
      stdout: 'stderr',
    },
  )
  if (code !== 0)
    throw new Error('The packages could not be installed; the lines above from npm say why. Then try again.')
  writeFileSync(stampFile, stamp)
}

/** Builds the product unless the build at hand was made from these very sources. Throws when the build fails. */
export async function buildProduct() {
  const stampFile = join(root, 'build', '.stamp')
  const stamp = hashOf([process.versions.modules, ...sourceHashes()])
  if (readOrNull(stampFile) === stamp) return
  console.error('Building (a few seconds) …')
  rmSync(stampFile, { force: true })
  const [npm, args] = npmCommand()
  const { code, output } = await run(npm, [...args, 'run', '--silent', 'build'], {
    env: { ...process.env, NODE_ENV: 'production' },
    quiet: true,
  })
  if (code !== 0) throw new Error(`The build failed:\n${output}`)
  mkdirSync(join(root, 'build'), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** A stamp with our hash layout but another lockfile still tells that the machine is the same; see `hashOf`. */
function isOfThisMachine(stamp) {
  return stamp.endsWith(machine())
}

function machine() {
  return `${process.platform}-${process.arch}-${process.versions.modules}`
}

/** Whether npm's own record of node_modules holds each package of the lockfile in the same version. */
function installedMatches(lockfile) {
  const text = readOrNull(join(root, 'node_modules', '.package-lock.json'))
  if (text === null) return false
  const installed = JSON.parse(text).packages
  return Object.entries(lockfile.packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true
    const there = installed[path]
    if (!there) return Boolean(wanted.optional || wanted.devOptional || wanted.peer)
    return there.version === wanted.version && existsSync(join(root, path))
  })
}

function sourceHashes() {
  return buildSources.flatMap((source) => filesUnder(source)).map((file) => file + hashOfFile(file))
}

/** Paths below the project folder, sorted, so that the hash does not depend on the file system's order. */
function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}

function hashOfFile(path) {
  return createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex')
}

function hashOf(parts) {
  return `${createHash('sha256').update(parts.join('\n')).digest('hex')} ${machine()}`
}

function readOrNull(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  stopChildrenOnSignal()
  try {
    await installPackages()
    if (!process.argv.includes('--packages')) await buildProduct()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
