/** Turns what Zod found wrong with a YAML file into problems with a place and something to do. */

import type { z } from 'zod'
import type { Problem } from '../problem.ts'
import type { YamlSource } from './yaml-source.ts'

type Issue = z.core.$ZodIssue

/** One problem per wrong value; for unknown keys one per key. */
export function shapeProblems(source: YamlSource, error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => problemsOf(source, issue))
}

function problemsOf(source: YamlSource, issue: Issue): Problem[] {
  const name = issue.path.length > 0 ? String(issue.path.at(-1)) : 'the file'
  const value = valueAt(source.value, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        source.problemAt(
          [...issue.path, key],
          `unknown key "${key}"`,
          'check its spelling, or remove it; frameworks/README.md lists all keys',
        ),
      )
    case 'invalid_type':
      if (value === undefined)
        return [source.problemAt(issue.path, `"${name}" is missing`, `add ${name}: (${issue.expected})`)]
      if (issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
        return [
          source.problemAt(
            issue.path,
            `"${name}" is a ${typeof value}, not a text`,
            `put it between quotes: "${String(value)}"`,
          ),
        ]
      return [
        source.problemAt(issue.path, `"${name}" is ${kindOf(value)}`, `write ${aKind(issue.expected)} here`),
      ]
    case 'invalid_value': {
      const allowed = issue.values.map((option) => `"${String(option)}"`).join(', ')
      return [
        value === undefined
          ? source.problemAt(issue.path, `"${name}" is missing`, `add ${name}: with one of ${allowed}`)
          : source.problemAt(issue.path, `"${name}" is ${show(value)}`, `choose one of ${allowed}`),
      ]
    }
    case 'invalid_union': {
      if (issue.discriminator !== undefined)
        return [
          source.problemAt(
            issue.path,
            `"${name}" is ${show(value)}`,
            'choose one of the kinds that frameworks/README.md lists',
          ),
        ]
      // The alternative that got furthest into the value is most likely the one that was meant.
      const meant = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a))[0] ?? []
      return meant.flatMap((inner) => problemsOf(source, { ...inner, path: [...issue.path, ...inner.path] }))
    }
    case 'too_small':
      return [
        source.problemAt(
          issue.path,
          issue.origin === 'string' ? `"${name}" is empty` : `"${name}" is too small or too short`,
          issue.origin === 'array'
            ? `give at least ${issue.minimum} of them`
            : issue.origin === 'string'
              ? 'fill it in'
              : `use ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`,
        ),
      ]
    case 'too_big':
      return [
        source.problemAt(issue.path, `"${name}" is too large or too long`, `use at most ${issue.maximum}`),
      ]
    case 'invalid_format':
      return [
        source.problemAt(issue.path, `"${name}" is ${show(value)}`, todoFor(issue.format, issue.message)),
      ]
    case 'invalid_key':
      return [source.problemAt(issue.path, `"${name}" is not a valid key`, 'choose another name')]
    default:
      return [source.problemAt(issue.path, `"${name}" is not right: ${issue.message}`, 'correct it')]
  }
}

function depthOf(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length))
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      inner !== null && typeof inner === 'object' ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
}

function todoFor(format: string, message: string): string {
  if (format === 'regex') return `write ${message}`
  return format === 'date'
    ? 'write a date that exists, as "2024-05-01"'
    : 'write a full web address (https://…)'
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a block of keys' : `a ${typeof value}`
}

function aKind(expected: string): string {
  const kinds: Record<string, string> = {
    object: 'a block of keys',
    record: 'a block of keys',
    array: 'a list',
  }
  return kinds[expected] ?? `a ${expected === 'string' ? 'text' : expected}`
}

function show(value: unknown): string {
  if (value !== null && typeof value === 'object') return kindOf(value)
  const json = JSON.stringify(value) ?? 'missing'
  return json.length > 60 ? `${json.slice(0, 57)}…"` : json
}
