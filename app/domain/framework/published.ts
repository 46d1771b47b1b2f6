/**
 * Published versions do not change any more: a round that runs on one must be able to trust every word. The
 * list of published versions holds a checksum per file and the hash of what the files say.
 */

import { z } from 'zod'
import type { Parsed, Problem } from '../problem.ts'
import { sha256 } from './hash.ts'
import { shapeProblems } from './shape-problems.ts'
import { readYaml, type SourceFile } from './yaml-source.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
const publishedSchema = z.record(
  z.string(),
  z.strictObject({
    /** Hash of the normalised framework, as reports and responses name it. */
    hash: digest,
    /** SHA-256 per file, with line ends as LF. */
    files: z.record(z.string(), digest),
  }),
)

/** Per `id@version` what it was when it was published. */
export type Published = z.output<typeof publishedSchema>
export type Publication = Published[string]

/** Reads `published.yaml`; a file with only comments publishes nothing. */
export function parsePublished(file: SourceFile): Parsed<Published> {
  const source = readYaml(file)
  if (source.problems.length > 0) return { ok: false, problems: source.problems }
  const result = publishedSchema.safeParse(source.value ?? {})
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, problems: shapeProblems(source, result.error) }
}

/** What a version is now. Line ends do not count: a checkout on another system may write them otherwise. */
export function publicationOf(hash: string, files: Record<string, string>): Publication {
  const digests = Object.entries(files).map(([name, text]) => [name, sha256(text.replaceAll('\r\n', '\n'))])
  return { hash, files: Object.fromEntries(digests) as Record<string, string> }
}

/** The lines that `published.yaml` gets for one more version. */
export function publicationLines(ref: string, { hash, files }: Publication): string {
  const lines = Object.entries(files).map(([name, digest]) => `    ${name}: ${digest}`)
  return [`${ref}:`, `  hash: ${hash}`, '  files:', ...lines, ''].join('\n')
}

/**
 * How a version differs from what was published under its name; nothing when it was never published.
 * `folder` is only used to name files in messages.
 */
export function frozenProblems(
  published: Published,
  ref: string,
  now: Publication,
  folder: string,
): Problem[] {
  const then = published[ref]
  if (!then) return []
  const changed = Object.keys({ ...then.files, ...now.files }).filter(
    (name) => then.files[name] !== now.files[name],
  )
  if (changed.length > 0) {
    return changed.map((name) => ({
      file: `${folder}/${name}`,
      row: 1,
      column: 1,
      what: `${ref} is published, but this file is not what it was then`,
      todo: 'undo the change, or put it in a folder with a new version number',
    }))
  }
  if (then.hash !== now.hash) {
    return [
      {
        file: `${folder}/framework.yaml`,
        row: 1,
        column: 1,
        what: `${ref} is published and its files are unchanged, but the program now reads them differently`,
        todo: 'undo the change to app/domain/framework that altered the normalised framework of old versions',
      },
    ]
  }
  return []
}
