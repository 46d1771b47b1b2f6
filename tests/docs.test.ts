/** The documentation is complete: what a user can set, call or write is named somewhere a user looks. */

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const markdown = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return markdown(`${folder}/${entry.name}`)
    return entry.name.endsWith('.md') ? [`${folder}/${entry.name}`] : []
  })
const read = (path: string) => readFileSync(path, 'utf8')
const manual = ['README.md', ...markdown('docs')].map(read).join('\n')
const missing = (names: Iterable<string>, text: string, quote = '`') =>
  [...new Set(names)].filter((name) => !text.includes(`${quote}${name}`))

type Manifest = {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const manifest = JSON.parse(read('package.json')) as Manifest

test('every setting stands in .env.example and in the manual for administrators', () => {
  const settings = [...read('app/env.server.ts').matchAll(/^ {4}([A-Z][A-Z_]+): /gm)].map(
    (match) => match[1] ?? '',
  )
  expect(settings.length).toBeGreaterThan(5)
  const example = read('.env.example')
  expect(settings.filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([])
  expect(missing(settings, read('docs/beheer.md'))).toEqual([])
})

test('every command of the command line is described', () => {
  const commands = [...read('app/cli/main.ts').matchAll(/^ {2}'?([a-z-]+)'?: \{ summary:/gm)].map(
    (match) => match[1] ?? '',
  )
  expect(commands.length).toBeGreaterThan(3)
  expect(missing(commands, read('docs/command-line.md'))).toEqual([])
})

test('every script of package.json is described', () => {
  const undescribed = Object.keys(manifest.scripts).filter(
    (name) => !new RegExp(`\`npm (run )?(-s )?${name}\\b`).test(manual),
  )
  expect(undescribed).toEqual([])
})

test('every address is described', () => {
  const pages = [...read('app/routes.ts').matchAll(/route\('([^']+)'/g)].map((match) => `/${match[1] ?? ''}`)
  const served = [...read('app/server/app.ts').matchAll(/app\.(?:get|post)\('([^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
  const named = [...read('app/paths.ts').matchAll(/=> '([^']+)'/g)].map((match) => match[1] ?? '')
  const addresses = [...pages, ...served, ...named].filter((address) => !address.includes('*'))
  expect(addresses.length).toBeGreaterThan(10)
  expect(addresses.filter((address) => !read('docs/http.md').includes(address))).toEqual([])
})

test('every key of a framework file is explained to its authors', () => {
  const explained = [...markdown('frameworks'), 'docs/report-yaml.md'].map(read).join('\n')
  const schemas = readdirSync('frameworks').filter((name) => name.endsWith('.schema.json'))
  expect(schemas).not.toEqual([])
  const keys = schemas.flatMap((name) => keysOf(JSON.parse(read(`frameworks/${name}`))))
  expect(missing(keys, explained)).toEqual([])
})

test('every dependency has its reason, and no reason is left of one that went', () => {
  const record = read('docs/decisions/dependencies.md')
  const bench = JSON.parse(read('bench/package.json')) as Manifest
  const used = [manifest.dependencies, manifest.devDependencies, bench.dependencies].flatMap(Object.keys)
  const rows = [...record.matchAll(/^\| (@?[a-z][^ |]*) \| ./gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'package')
  const covers = (row: string, name: string) =>
    row === name ||
    (row.includes('*') && name.startsWith(row.split('*')[0] ?? '') && name.endsWith(row.split('*')[1] ?? ''))
  expect(used.filter((name) => !rows.some((row) => covers(row, name)))).toEqual([])
  expect(rows.filter((row) => !used.some((name) => covers(row, name)))).toEqual([])
})

test('versions of dependencies are exact', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('every entry at the top has its reason', () => {
  const asked =
    'app db frameworks public tests remix.config.js package.json package-lock.json tsconfig.json'.split(' ')
  const record = read('docs/decisions/0011-what-stands-at-the-top.md')
  const top = trackedFiles().map((path) => path.split('/')[0] ?? '')
  expect(
    [...new Set(top)].filter(
      (name) => !asked.includes(name) && !/^\.(git|prettier)/.test(name) && !record.includes(`\`${name}`),
    ),
  ).toEqual([])
})

test('every link between documents leads somewhere', () => {
  const broken = [
    'README.md',
    'LICENSES.md',
    'CHANGELOG.md',
    'SECURITY.md',
    ...markdown('docs'),
    ...markdown('frameworks'),
  ].flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map((match) => new URL(match[1] ?? '', `file:///${path}`).pathname.slice(1))
      .filter((target) => !existsSync(decodeURI(target)))
      .map((target) => `${path} -> ${target}`),
  )
  expect(broken).toEqual([])
})

test('no file names a machine or a registry', () => {
  // Put together here, so that this file does not find itself.
  const machine = new RegExp(
    [
      '/wo' + 'rk/',
      '/ro' + 'ot/',
      '/ho' + 'me/[a-z]',
      '/Us' + 'ers/[a-z]',
      'regis' + 'try\\.(npmjs|yarnpkg)',
      '"reso' + 'lved":',
    ].join('|'),
  )
  const found = trackedFiles()
    .filter(
      (path) =>
        /\.([cm]?[jt]sx?|d\.mts|json|ya?ml|md|css|html|txt|csv|example)$|^\.ci\//.test(path) &&
        existsSync(path),
    )
    .flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) => (machine.test(line) ? [`${path}:${index + 1}`] : [])),
    )
  expect(found).toEqual([])
})

/** Names of properties anywhere in a JSON Schema; maps with free keys have none. */
function keysOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf)
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([name, value]) => [
    ...(name === 'properties' ? Object.keys(value as object) : []),
    ...keysOf(value),
  ])
}

/** Files that are, or are about to be, under version control; in a copy without git, all but what is made. */
function trackedFiles(): string[] {
  try {
    return execFileSync('git', ['ls-files', '--cached'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\n')
      .filter((path) => path !== '')
  } catch {
    const made = new Set(['node_modules', 'build', 'data', '.cache', '.git'])
    const walk = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
        if (entry.isDirectory()) return made.has(entry.name) ? [] : walk(path)
        return [path]
      })
    return walk('.')
  }
}
