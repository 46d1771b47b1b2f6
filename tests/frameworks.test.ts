/** Every framework on disk: it parses, is in order, is still what was published, and its schemas are current. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFramework } from '../app/domain/framework/check.ts'
import { frameworkJsonSchema, reportJsonSchema } from '../app/domain/framework/json-schema.ts'
import { SLOT_NAMES } from '../app/domain/framework/skeleton-problems.ts'
import { problemLine } from '../app/domain/problem.ts'
import { FRAMEWORKS_DIR, readFrameworks, readPublished, readVersion } from '../app/frameworks.server.ts'

const read = await readFrameworks()
const published = await readPublished()
if (!read.ok || !published.ok) throw new Error(JSON.stringify([read, published]))
const versions = read.value.list()

test('there are frameworks from more than one world', () => {
  expect(new Set(versions.map(({ id }) => id)).size).toBeGreaterThan(1)
})

test.each(versions.map((framework) => [`${framework.id}@${framework.version}`, framework] as const))(
  '%s has nothing to remark, and is what was published if it was',
  async (_, { id, version }) => {
    const path = join(FRAMEWORKS_DIR, id, version, 'framework.yaml')
    const parsed = await readVersion(path, published.value)
    expect(parsed.ok ? checkFramework(parsed.value).map(problemLine) : parsed.problems).toEqual([])
  },
)

test('every published version still has its folder', () => {
  const refs = versions.map(({ id, version }) => `${id}@${version}`)
  expect(Object.keys(published.value).filter((ref) => !refs.includes(ref))).toEqual([])
})

test('the JSON Schemas that editors use are those of the program (npm run frameworks:schema)', () => {
  expect(readFileSync(join(FRAMEWORKS_DIR, 'framework.schema.json'), 'utf8')).toBe(frameworkJsonSchema())
  expect(readFileSync(join(FRAMEWORKS_DIR, 'report.schema.json'), 'utf8')).toBe(reportJsonSchema())
})

test('every key of framework.yaml is explained in the guide for authors', () => {
  const guide = readFileSync(join(FRAMEWORKS_DIR, 'README.md'), 'utf8')
  const keys = new Set<string>()
  collectKeys(JSON.parse(frameworkJsonSchema()), keys)
  expect(keys.size).toBeGreaterThan(50)
  expect([...keys].filter((key) => !guide.includes(`\`${key}\``))).toEqual([])
})

function collectKeys(schema: unknown, keys: Set<string>) {
  if (schema === null || typeof schema !== 'object') return
  const { properties } = schema as { properties?: object }
  if (properties && typeof properties === 'object') for (const key of Object.keys(properties)) keys.add(key)
  for (const inner of Object.values(schema)) collectKeys(inner, keys)
}

test('every slot that a report may use is explained in the guide for authors', () => {
  const guide = readFileSync(join(FRAMEWORKS_DIR, 'README.md'), 'utf8')
  expect(SLOT_NAMES.length).toBeGreaterThan(30)
  expect(SLOT_NAMES.filter((name) => !new RegExp(`\\{${name}[:}]`).test(guide))).toEqual([])
})
