/**
 * Starting other programs and stopping with them. Plain Node: this also runs before anything is installed.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const children = new Set()
let stopping = false
let watching = false

/**
 * Runs a program to its end. With `quiet` its output is kept and handed back, else it is shown as it comes.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, stdout?: 'inherit' | 'stderr' }} [options]
 * @returns {Promise<{ code: number, output: string }>} a program that cannot start or dies by a signal has code 1 or more
 */
export function run(
  command,
  args,
  { cwd = root, env = process.env, quiet = false, stdout = 'inherit' } = {},
) {
  return new Promise((resolve) => {
    const out = quiet ? 'pipe' : stdout === 'stderr' ? 2 : 'inherit'
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', out, quiet ? 'pipe' : 'inherit'] })
    children.add(child)
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => (output += `${error.message}\n`))
    child.on('close', (code) => {
      children.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Runs a file with the Node that runs this one. */
export function runNode(args, options) {
  return run(process.execPath, args, options)
}

/**
 * How to call npm: the very npm that started us, so that no second one is needed on the path.
 * @returns {[string, string[]]} command and first arguments
 */
export function npmCommand() {
  const path = process.env.npm_execpath
  if (path && /npm-cli\.c?js$/.test(path)) return [process.execPath, [path]]
  return process.platform === 'win32' ? ['cmd.exe', ['/c', 'npm']] : ['npm', []]
}

/**
 * Ends every program started here when this process is told to stop, and then this process.
 * @returns {() => void} takes that back, for a script that goes on as something that stops in its own way
 */
export function stopChildrenOnSignal() {
  const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
  const handlers = Object.entries(exitCodes).map(([signal, code]) => {
    const handler = () => {
      if (stopping) return
      stopping = true
      for (const child of children) child.kill('SIGTERM')
      const wait = setInterval(() => children.size === 0 && process.exit(code), 20)
      setTimeout(() => {
        clearInterval(wait)
        for (const child of children) child.kill('SIGKILL')
        process.exit(code)
      }, 5_000)
    }
    process.on(signal, handler)
    return [signal, handler]
  })
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler)
  }
}

/**
 * Calls `stop` once the npm that started this script is gone.
 *
 * npm starts a script through a shell. Stopping npm stops that shell, but the shell need not pass it on, and a
 * server would stay behind and hold its port. So the npm among our ancestors is watched; without one, nothing is.
 * @param {() => void} stop
 */
export function stopWithNpm(stop) {
  if (watching || !process.env.npm_lifecycle_event) return
  watching = true
  const watched = npmAncestors()
  if (watched.length === 0) return
  const timer = setInterval(() => {
    if (watched.every(isRunning)) return
    clearInterval(timer)
    stop()
  }, 200)
  timer.unref()
}

/** The shell we run in and the npm above it; only the direct parent where a system does not tell more. */
function npmAncestors() {
  const parent = process.ppid
  if (process.platform !== 'linux') return parent > 1 ? [parent] : []
  const found = []
  for (let pid = parent, depth = 0; pid > 1 && depth < 4; depth += 1) {
    found.push(pid)
    if (/^npm\b|npm-cli/.test(read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))) return found
    if (/\/npm(-cli\.js)? /.test(read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))) return found
    // The command name may hold spaces and brackets; the parent's id is the second field after it.
    const fields = read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')
    pid = Number(fields[1] ?? 0)
  }
  return []
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  // A stopped process stays in the table until its parent has looked at it.
  return !/\) Z /.test(read(`/proc/${pid}/stat`))
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
