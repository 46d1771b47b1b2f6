/** `demo [--files DIR]`: loads the demo region into the database, or writes its files. */

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readDemo } from '../demo.server.ts'
import { readEnv, WrongSettings } from '../env.server.ts'
import { frameworksDir, openFrameworks } from './choose-framework.ts'
import type { Io } from './io.ts'
import { cannotWrite, writeFilesWhole } from './write-files.ts'

const USAGE = `Usage: regiospiegel demo [--files DIR [--region NAME]]

Loads the demo region, with invented answers, into the database; with --files writes its responses.csv and
region.yaml into DIR instead. --region names another demo region than the first: a folder beside it in demo/.
`

/** Runs `demo …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  let files, region
  try {
    const options = { files: { type: 'string' }, region: { type: 'string' } } as const
    ;({ files, region } = parseArgs({ args, options }).values)
  } catch (error) {
    io.stderr(`demo: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  if (files === '') {
    io.stderr(`demo: --files names no folder\n\n${USAGE}`)
    return 2
  }
  if (region !== undefined && (files === undefined || !/^[a-z][a-z0-9-]*$/u.test(region))) {
    const what =
      files === undefined ? '--region goes with --files' : `"${region}" is not the name of a demo region`
    io.stderr(`demo: ${what}\n\n${USAGE}`)
    return 2
  }
  return files === undefined ? await load(io) : await writeFiles(files, region, io)
}

async function writeFiles(dir: string, region: string | undefined, io: Io): Promise<number> {
  const frameworks = await openFrameworks(io)
  if (!frameworks) return 1
  const demo = await readDemo(frameworks, frameworksDir(io), region)
  if (!demo) {
    io.stderr(
      region === undefined
        ? 'No framework here has a demo; add demo/demo.yaml beside its framework.yaml.\n'
        : `No framework here has a demo region ${region}; add demo/${region}/demo.yaml beside its framework.yaml.\n`,
    )
    return 1
  }
  try {
    await writeFilesWhole(resolve(io.cwd, dir), demo.files)
  } catch (error) {
    io.stderr(`${dir}:1:1: ${cannotWrite(error, '--files')}; nothing was left behind\n`)
    return 1
  }
  const { id, version } = demo.framework
  io.stderr(`Wrote responses.csv and region.yaml (invented answers for ${id}@${version}) into ${dir}\n`)
  return 0
}

async function load(io: Io): Promise<number> {
  let env
  try {
    env = readEnv()
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error
    io.stderr(`${error.message}\n`)
    return 1
  }
  // Only here: writing the demo's files needs no database driver.
  const { openContext } = await import('../context.server.ts')
  const { loadDemo } = await import('../usecases/load-demo.server.ts')
  const context = await openContext(env)
  try {
    const outcome = await loadDemo(context)
    switch (outcome) {
      case 'loaded':
        io.stderr('The demo region was loaded.\n')
        return 0
      case 'present':
        io.stderr('The demo region was there already; nothing was changed.\n')
        return 0
      case 'not-empty':
        io.stderr('The database holds other regions, so the demo was not loaded; use an empty database.\n')
        return 1
    }
  } finally {
    await context.close()
  }
}
