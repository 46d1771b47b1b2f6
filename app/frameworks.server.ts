/** Reads frameworks from disk. What is in a framework is decided in app/domain/framework. */

import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Framework } from './domain/framework/framework.ts'
import { parseFrameworkFiles, type FrameworkFiles, type ParsedFramework } from './domain/framework/parse.ts'
import {
  frozenProblems,
  parsePublished,
  publicationLines,
  publicationOf,
  type Publication,
  type Published,
} from './domain/framework/published.ts'
import { compareVersions, VERSION_PATTERN } from './domain/framework/version.ts'
import type { SourceFile } from './domain/framework/yaml-source.ts'
import { problemLine, type Parsed, type Problem } from './domain/problem.ts'

/** Where frameworks live, seen from the working directory. */
export const FRAMEWORKS_DIR = 'frameworks'
/** Bytes. A framework is some tens of kilobytes; far more is another file, or a mistake. */
const LARGEST_FILE = 5_000_000
const PUBLISHED_FILE = 'published.yaml'

/** All frameworks that were found on disk. */
export type FrameworkSet = {
  /** Every version of every framework, by id and then oldest first. */
  list(): Framework[]
  /** `id` for the newest version, or `id@version`. */
  find(ref: string): Framework | undefined
}

/**
 * Loads all frameworks. Throws with every problem on a line when one on disk is broken: the product's own
 * files are a promise, not input.
 */
export async function loadFrameworks(dir = FRAMEWORKS_DIR): Promise<FrameworkSet> {
  const read = await readFrameworks(dir)
  if (read.ok) return read.value
  throw new Error(`The frameworks in ${dir} cannot be used:\n${read.problems.map(problemLine).join('\n')}`)
}

/**
 * Reads `<dir>/<id>/<version>/{framework,report}.yaml`, and holds every published version to its checksum in
 * `<dir>/published.yaml`.
 */
export async function readFrameworks(dir = FRAMEWORKS_DIR): Promise<Parsed<FrameworkSet>> {
  const versions = await listVersions(dir)
  const published = await readPublished(dir)
  if (!versions.ok || !published.ok) return { ok: false, problems: problemsIn(versions, published) }
  const frameworks: Framework[] = []
  const problems: Problem[] = []
  for (const { id, version, path } of versions.value) {
    const read = await readVersion(join(path, 'framework.yaml'), published.value)
    if (!read.ok) problems.push(...read.problems)
    else if (read.value.framework.id !== id || read.value.framework.version !== version)
      problems.push(misplaced(read.value, `${id}/${version}`))
    else frameworks.push(read.value.framework)
  }
  const refs = new Set(frameworks.map((one) => `${one.id}@${one.version}`))
  for (const ref of Object.keys(published.value)) {
    if (problems.length === 0 && !refs.has(ref))
      problems.push({
        file: join(dir, PUBLISHED_FILE),
        row: 1,
        column: 1,
        what: `${ref} is published but its folder is gone`,
        todo: 'bring the folder back: rounds and reports refer to it',
      })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: frameworkSet(frameworks) }
}

/** Reads one version by the path of its framework file; published versions must still be what they were. */
export async function readVersion(path: string, published: Published): Promise<Parsed<ParsedFramework>> {
  const files = await readFrameworkFiles(path)
  if (!files.ok) return files
  const parsed = parseFrameworkFiles(files.value)
  if (!parsed.ok) return parsed
  const problems = frozenProblems(
    published,
    refOf(parsed.value.framework),
    publicationNow(parsed.value, files.value),
    dirname(path),
  )
  return problems.length > 0 ? { ok: false, problems } : parsed
}

/** Reads `<dir>/published.yaml`; without that file nothing is published. */
export async function readPublished(dir = FRAMEWORKS_DIR): Promise<Parsed<Published>> {
  const file = await readText(join(dir, PUBLISHED_FILE))
  if (file.ok) return parsePublished(file.value)
  return file.problems[0]?.what === MISSING ? { ok: true, value: {} } : file
}

/**
 * Adds a version to the published ones. From then on its files may not change. The caller has checked it;
 * publishing what is published already changes nothing.
 */
export async function publishFramework(
  framework: Framework,
  dir = FRAMEWORKS_DIR,
): Promise<Parsed<Published>> {
  const ref = refOf(framework)
  const path = join(dir, framework.id, framework.version, 'framework.yaml')
  const published = await readPublished(dir)
  if (!published.ok || published.value[ref]) return published
  const files = await readFrameworkFiles(path)
  const parsed = files.ok ? parseFrameworkFiles(files.value) : files
  if (!files.ok || !parsed.ok) return { ok: false, problems: problemsIn(files, parsed) }
  const publication = publicationNow(parsed.value, files.value)
  const list = join(dir, PUBLISHED_FILE)
  const before = await readText(list)
  const text = before.ok ? before.value.text.replace(/\n*$/, '\n') : ''
  await writeFile(`${list}.new`, `${text}\n${publicationLines(ref, publication)}`)
  await rename(`${list}.new`, list)
  return { ok: true, value: { ...published.value, [ref]: publication } }
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

type Version = { id: string; version: string; path: string }

/** The versions that have a folder of their own. */
async function listVersions(dir: string): Promise<Parsed<Version[]>> {
  const versions: Version[] = []
  try {
    for (const id of await foldersIn(dir)) {
      for (const version of await foldersIn(join(dir, id))) {
        if (VERSION_PATTERN.test(version)) versions.push({ id, version, path: join(dir, id, version) })
      }
    }
  } catch (error) {
    const todo = 'start from the folder that holds the folder "frameworks"'
    return { ok: false, problems: [unreadable(dir, error, todo)] }
  }
  return { ok: true, value: versions }
}

/** Reads a framework file and the report.yaml beside it. */
export async function readFrameworkFiles(frameworkPath: string): Promise<Parsed<FrameworkFiles>> {
  const framework = await readText(frameworkPath)
  const report = await readText(join(dirname(frameworkPath), 'report.yaml'))
  if (!framework.ok || !report.ok) {
    return { ok: false, problems: problemsIn(framework, report) }
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
    const { size } = await stat(path)
    if (size > LARGEST_FILE) {
      const megabytes = Math.round(size / 1e6)
      return wrong(1, 1, `this file is ${megabytes} MB`, 'choose a framework file: those are under 5 MB')
    }
    bytes = await readFile(path)
  } catch (error) {
    return { ok: false, problems: [unreadable(path, error, 'check its name, or write it')] }
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

const MISSING = 'this does not exist'

function unreadable(file: string, error: unknown, todo: string): Problem {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return { file, row: 1, column: 1, what: MISSING, todo }
  return {
    file,
    row: 1,
    column: 1,
    what: `this cannot be read (${code ?? String(error)})`,
    todo: 'check that it is a file you may read',
  }
}

function misplaced({ framework, source }: ParsedFramework, folder: string): Problem {
  return source.problemAt(
    ['id'],
    `the file says ${framework.id} ${framework.version} but stands in ${folder}`,
    'make id and version equal to the names of the folders',
  )
}

function publicationNow({ framework }: ParsedFramework, files: FrameworkFiles): Publication {
  const texts = { 'framework.yaml': files.framework.text, 'report.yaml': files.report.text }
  return publicationOf(framework.hash, texts)
}

function refOf(framework: Framework): string {
  return `${framework.id}@${framework.version}`
}

function problemsIn(...parsed: Parsed<unknown>[]): Problem[] {
  return parsed.flatMap((one) => (one.ok ? [] : one.problems))
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
