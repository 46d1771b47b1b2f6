/**
 * The identity of what a framework says, independent of how its files are laid out: comments, key order and
 * quoting change nothing, one changed letter changes everything.
 *
 * This module takes `createHash` from node:crypto although the domain is pure: a digest is a function of its
 * input and nothing else. It stays a module of its own so that browser code never imports it.
 */

import { createHash } from 'node:crypto'

/** JSON without white space and with object keys in code-point order; absent and undefined keys are the same. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    const json = JSON.stringify(value)
    if (json === undefined) throw new Error(`A ${typeof value} has no JSON form`)
    return json
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`)
  return `{${entries.join(',')}}`
}

/** SHA-256 in lower-case hexadecimal of text (as UTF-8) or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The hash of a framework: over everything in it but the hash itself. */
export function frameworkHash(framework: object): string {
  return sha256(canonicalJson({ ...framework, hash: undefined }))
}
