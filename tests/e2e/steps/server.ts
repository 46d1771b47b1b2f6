/** The built product, running by itself with a data folder of its own, as `npm start` runs it. */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type RunningServer = {
  address: string
  /** Personal links of the demo's open round. */
  links: { professional: string[]; board: string[] }
  /** The link for the first administrator; null when there is one already. */
  firstLink: string | null
  /** The one-time link for the first administrator. */
  firstAdministrator: string
  /** Everything printed so far: what a log keeps. */
  printed(): string
  /** Takes the database files away, as a failing disk or a careless hand would. */
  loseDatabase(): Promise<void>
  stop(): Promise<void>
}

/** Starts the server on a free port with the demo loaded (`DEMO: '0'`: with nothing in it). Throws with what it printed when it does not come up. */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  if (!existsSync('build/server/index.js'))
    throw new Error('There is no build to test: run `npm run build` first.')
  const dataDir = await mkdtemp(join(tmpdir(), 'regiospiegel-e2e-'))
  const child = spawn(process.execPath, ['scripts/serve.mjs'], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    const heard = (chunk: Buffer) => {
      output += chunk.toString()
      // The last of what is printed: where to sign in the first time, or that the demo opens here only.
      const ready =
        /ready: (https?:\/\/\S+)\/\n[\s\S]*(?:First administrator|this machine only)[^\n]*\n/.exec(output)
      if (ready?.[1]) resolve(ready[1])
    }
    child.stdout.on('data', heard)
    child.stderr.on('data', heard)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)))
  })
  const linksOf = (role: string) =>
    [...output.matchAll(new RegExp(`try as ${role}[^:]*: (\\S+)`, 'g'))].map((match) => match[1] ?? '')
  return {
    address,
    links: { professional: linksOf('professional'), board: linksOf('board') },
    firstLink: /First administrator[^:]*: (\S+)/.exec(output)?.[1] ?? null,
    firstAdministrator: /First administrator[^:]*: (\S+)/.exec(output)?.[1] ?? '',
    printed: () => output,
    async loseDatabase() {
      for (const name of await readdir(dataDir)) {
        if (name.includes('sqlite')) await rm(join(dataDir, name), { recursive: true })
      }
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
