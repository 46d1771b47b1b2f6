/** What the commands share that take `--responses FILE` and `--region FILE`. */

import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Framework } from '../domain/framework/framework.ts'
import type { Parsed } from '../domain/problem.ts'
import { MOST_PACKAGE_BYTES, parseDataPackage } from '../domain/report/data-package-file.ts'
import type { ReadPackage } from '../domain/report/data-package-file.ts'
import { parseRegionFile } from '../domain/report/region-file.ts'
import type { Region } from '../domain/report/region.ts'
import { decodeUtf8 } from '../domain/response/decode-utf8.ts'
import { parseResponsesFile, sizeProblem } from '../domain/response/responses-file.ts'
import type { ResponsesRead } from '../domain/response/responses-file.ts'

/** Larger region files are a mistake: a real one is a page of text. */
const MAX_REGION_BYTES = 1024 * 1024

/** Reads and checks a responses file; `path` as it was given, which is also how problems name it. */
export async function readResponses(
  cwd: string,
  path: string,
  framework: Framework,
): Promise<Parsed<ResponsesRead>> {
  const file = await readBytes(cwd, path, (size) => sizeProblem(path, size) !== null)
  if (!file.ok) return file
  if (file.value === 'too large') {
    const problem = sizeProblem(path, file.size)
    return { ok: false, problems: problem ? [problem] : [] }
  }
  return parseResponsesFile(framework, { name: path, bytes: file.value })
}

/** Reads and checks a data package (`rapport.json`). */
export async function readDataPackage(cwd: string, path: string): Promise<Parsed<ReadPackage>> {
  const file = await readBytes(cwd, path, (size) => size > MOST_PACKAGE_BYTES)
  if (!file.ok) return file
  if (file.value === 'too large') {
    return wrong(
      path,
      1,
      1,
      'the file is larger than 4 MB',
      'check that this is the rapport.json of a report',
    )
  }
  const text = decodeUtf8(file.value)
  if (!text.ok) return wrong(path, text.row, 1, text.what, 'use the file as it was made')
  return parseDataPackage({ name: path, text: text.value })
}

/** Reads and checks a region file. */
export async function readRegion(cwd: string, path: string, framework: Framework): Promise<Parsed<Region>> {
  const file = await readBytes(cwd, path, (size) => size > MAX_REGION_BYTES)
  if (!file.ok) return file
  if (file.value === 'too large') {
    return wrong(path, 1, 1, 'the file is larger than 1 MB', 'check that this is a region file')
  }
  const text = decodeUtf8(file.value)
  if (!text.ok) return wrong(path, text.row, 1, text.what, 'save the file with encoding UTF-8')
  return parseRegionFile({ name: path, text: text.value }, framework)
}

type Bytes = { ok: true; value: Uint8Array | 'too large'; size: number }

/** Looks at the size first, so that a file of hundreds of megabytes costs nothing. */
async function readBytes(
  cwd: string,
  path: string,
  tooLarge: (size: number) => boolean,
): Promise<Bytes | { ok: false; problems: ReturnType<typeof wrong>['problems'] }> {
  const full = resolve(cwd, path)
  try {
    const { size } = await stat(full)
    if (tooLarge(size)) return { ok: true, value: 'too large', size }
    return { ok: true, value: await readFile(full), size }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    switch (code) {
      case 'ENOENT':
        return wrong(path, 1, 1, 'there is no such file', 'check the path')
      case 'EISDIR':
        return wrong(path, 1, 1, 'this is a folder', 'name a file in it')
      default:
        return wrong(path, 1, 1, `the file cannot be read (${code})`, 'check its permissions')
    }
  }
}

function wrong(file: string, row: number, column: number, what: string, todo: string) {
  return { ok: false as const, problems: [{ file, row, column, what, todo }] }
}
