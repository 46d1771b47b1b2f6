/** Starting what is compared: each peer a process of its own on a free port of the loopback address. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const running = new Set()

/** Port numbers are handed out by the system; it does not give the same one twice in a row. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/**
 * Starts a Node program and waits until its address answers.
 * @param {string[]} args the file and its arguments
 * @param {{ port: number, path?: string, env?: Record<string, string> }} options
 * @returns {Promise<{ origin: string, pid: number, stop: () => Promise<void> }>}
 */
export async function startPeer(args, { port, path = '/', env = {} }) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...withoutNpm(process.env),
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  const listen = (chunk) => (said = (said + chunk).slice(-4000))
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const ended = new Promise((resolve) => child.on('exit', resolve))
  void ended.then(() => running.delete(child))
  const origin = `http://127.0.0.1:${port}`
  const deadline = Date.now() + 60_000
  while (true) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`${args.join(' ')} did not start:\n${said}`)
    try {
      await fetch(origin + path, { redirect: 'manual' })
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return {
    origin,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(timer)
    },
  }
}

/** The product, as `npm start` serves it, on a data folder. */
export async function startProduct(dataDir, env = {}) {
  const port = await freePort()
  return startPeer(['scripts/serve.mjs'], {
    port,
    path: '/healthz',
    env: { DATA_DIR: dataDir, DATABASE_URL: '', ORIGIN: `http://127.0.0.1:${port}`, ...env },
  })
}

/** A temporary folder, removed when the benchmarks end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'regiospiegel-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Without npm's variables a peer does not watch an npm that it was not started by. */
function withoutNpm(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('npm_')))
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.on(signal, () => {
    for (const child of running) child.kill('SIGKILL')
    process.exit(code)
  })
