/** What the commands share that take `--framework ID`: load, find, and say what is wrong. */

import { resolve } from 'node:path'
import type { Framework } from '../domain/framework/framework.ts'
import { problemLine, type Problem } from '../domain/problem.ts'
import { FRAMEWORKS_DIR, readFrameworks, type FrameworkSet } from '../frameworks.server.ts'
import type { Io } from './io.ts'

/** All frameworks of the project; undefined after the problems were printed. */
export async function openFrameworks(io: Io): Promise<FrameworkSet | undefined> {
  const read = await readFrameworks(frameworksDir(io))
  if (read.ok) return read.value
  printProblems(io, read.problems)
  return undefined
}

/** The folder of all frameworks. */
export function frameworksDir(io: Io): string {
  return resolve(io.root ?? io.cwd, FRAMEWORKS_DIR)
}

/** The framework `id` (newest version) or `id@version`; undefined after was printed what there is instead. */
export async function chooseFramework(ref: string, io: Io): Promise<Framework | undefined> {
  const frameworks = await openFrameworks(io)
  const framework = frameworks?.find(ref)
  if (frameworks && !framework) {
    const refs = frameworks.list().map(({ id, version }) => `${id}@${version}`)
    io.stderr(`There is no framework "${ref}"; choose one of ${refs.join(', ') || '(none found)'}.\n`)
  }
  return framework
}

/** One problem per line, as the contract writes them, on standard error. */
export function printProblems(io: Io, problems: readonly Problem[]) {
  for (const problem of problems) io.stderr(`${problemLine(problem)}\n`)
}
