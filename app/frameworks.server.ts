/** Reads frameworks from disk. What is in a framework is decided in app/domain/framework. */

import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Framework } from './domain/framework/framework.ts'
import { parseFramework, type FrameworkFiles } from './domain/framework/parse.ts'
import { compareVersions, VERSION_PATTERN } from './domain/framework/version.ts'
import type { SourceFile } from './domain/framework/yaml-source.ts'
import { problemLine, type Parsed, type Problem } from './domain/problem.ts'

/** Where frameworks live, seen from the working directory. */
export const FRAMEWORKS_DIR = 'frameworks'

/** All frameworks that were found on disk. */
export type FrameworkSet = {
  /** Every version of every framework, by id and then oldest first. */
  list(): Framework[]
  /** `id` for the newest version, or `id@version`. */
  find(ref: string): Framework | undefined
}

/**
 * Loads `<dir>/<id>/<version>/{framework,report}.yaml`. Throws with every problem on a line when a framework
 * on disk is broken: the product's own files are a promise, not input.
 */
export async function loadFrameworks(dir = FRAMEWORKS_DIR): Promise<FrameworkSet> {
  const frameworks: Framework[] = []
  const problems: Problem[] = []
  for (const { id, version, path } of await listVersions(dir)) {
    const files = await readFrameworkFiles(join(path, 'framework.yaml'))
    const parsed = files.ok ? parseFramework(files.value) : files
    if (!parsed.ok) problems.push(...parsed.problems)
    else if (parsed.value.id !== id || parsed.value.version !== version)
      problems.push({
        file: join(path, 'framework.yaml'),
        row: 1,
        column: 1,
        what: `the file says ${parsed.value.id}@${parsed.value.version} but stands in ${id}/${version}`,
        todo: 'make id and version equal to the names of the folders',
      })
    else frameworks.push(parsed.value)
  }
  if (problems.length > 0) {
    throw new Error(`The frameworks in ${dir} cannot be used:\n${problems.map(problemLine).join('\n')}`)
  }
  return frameworkSet(frameworks)
}

/** A set of frameworks that were read already. */
export function frameworkSet(frameworks: readonly Framework[]): FrameworkSet {
  const ordered = [...frameworks].sort(
    (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) || compareVersions(a.version, b.version),
  )
  return {
    list: () => [...ordered],
    find: (ref) => {
      const [id, version] = ref.split('@')
      return ordered.findLast((one) => one.id === id && (version === undefined || one.version === version))
    },
  }
}

/** The versions that have a folder of their own, with its path. */
export async function listVersions(dir: string): Promise<{ id: string; version: string; path: string }[]> {
  const versions: { id: string; version: string; path: string }[] = []
  for (const id of await foldersIn(dir)) {
    for (const version of await foldersIn(join(dir, id))) {
      if (VERSION_PATTERN.test(version)) versions.push({ id, version, path: join(dir, id, version) })
    }
  }
  return versions
}

/** Reads a framework file and the report.yaml beside it. */
export async function readFrameworkFiles(frameworkPath: string): Promise<Parsed<FrameworkFiles>> {
  const framework = await readText(frameworkPath)
  const report = await readText(join(dirname(frameworkPath), 'report.yaml'))
  if (framework.ok && !report.ok && report.problems[0]?.what === 'this file does not exist')
    return { ok: true, value: { framework: framework.value, report: { name: 'report.yaml', text: '' } } }
  if (!framework.ok || !report.ok) {
    return {
      ok: false,
      problems: [framework, report].flatMap((read) => (read.ok ? [] : read.problems)),
    }
  }
  return { ok: true, value: { framework: framework.value, report: report.value } }
}

async function readText(path: string): Promise<Parsed<SourceFile>> {
  const wrong = (row: number, column: number, what: string, todo: string): Parsed<SourceFile> => ({
    ok: false,
    problems: [{ file: path, row, column, what, todo }],
  })
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return wrong(1, 1, 'this file does not exist', 'check its name, or write it')
    return wrong(
      1,
      1,
      `this file cannot be read (${code ?? String(error)})`,
      'check that it is a readable file',
    )
  }
  try {
    return { ok: true, value: { name: path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) } }
  } catch {
    const good = validPrefix(bytes)
    const lines = good.split('\n')
    return wrong(
      lines.length,
      (lines.at(-1) ?? '').length + 1,
      'this is not UTF-8 text',
      'save the file with encoding UTF-8',
    )
  }
}

/** The text up to the first byte that is not UTF-8. */
function validPrefix(bytes: Buffer): string {
  let low = 0
  let high = bytes.length
  // An unfinished character at the end of a prefix is no error in stream mode, so validity only ends once.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      low = middle
    } catch {
      high = middle - 1
    }
  }
  return new TextDecoder('utf-8').decode(bytes.subarray(0, low), { stream: true })
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}
