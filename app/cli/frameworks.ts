/** `frameworks list | show | check | publish | schema`: for people who write frameworks, and for scripts. */

import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkFramework, type Remark } from '../domain/framework/check.ts'
import { allItems, type Framework, type Item } from '../domain/framework/framework.ts'
import { frameworkJsonSchema, reportJsonSchema } from '../domain/framework/json-schema.ts'
import { problemLine, type Parsed } from '../domain/problem.ts'
import { publishFramework, readPublished, readVersion } from '../frameworks.server.ts'
import { chooseFramework, frameworksDir, openFrameworks, printProblems } from './choose-framework.ts'
import type { Io } from './io.ts'

const USAGE = `Usage: regiospiegel frameworks <what>

  list [--json]        all frameworks and versions
  show ID [--json]     one framework; ID is a name (newest version) or name@version
  check FILE...        parse and check framework files (framework.yaml, or the folder it stands in)
  publish ID           freeze a version: its files may not change after this
  schema [--out DIR]   write framework.schema.json and report.schema.json for editors
`

/** Runs `frameworks …` and gives its exit status. */
export async function run(args: string[], io: Io): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, out: { type: 'string' } },
    })
  } catch (error) {
    return wrongUse(io, error instanceof Error ? error.message : String(error))
  }
  const [what, ...rest] = parsed.positionals
  const { json, out } = parsed.values
  switch (what) {
    case 'list':
      return rest.length > 0 ? wrongUse(io, 'list takes no names') : list(io, json)
    case 'show':
      return rest.length === 1 && rest[0] !== undefined
        ? show(io, rest[0], json)
        : wrongUse(io, 'show takes one ID')
    case 'check':
      return rest.length > 0 ? check(io, rest) : wrongUse(io, 'check takes at least one file')
    case 'publish':
      return rest.length === 1 && rest[0] !== undefined
        ? publish(io, rest[0])
        : wrongUse(io, 'publish takes one ID')
    case 'schema':
      return rest.length > 0 ? wrongUse(io, 'schema takes no names') : schema(io, out ?? frameworksDir(io))
    default:
      return wrongUse(io, what === undefined ? 'say what to do' : `unknown: "${what}"`)
  }
}

async function list(io: Io, json: boolean): Promise<number> {
  const frameworks = await openFrameworks(io)
  if (!frameworks) return 1
  const rows = frameworks.list().map((framework) => ({
    id: framework.id,
    version: framework.version,
    title: framework.title,
    roles: framework.roles.map(({ id }) => id),
    norms: framework.themes.reduce((sum, { norms }) => sum + norms.length, 0),
    items: allItems(framework).length,
  }))
  if (json) {
    io.stdout(`${JSON.stringify(rows, null, 2)}\n`)
    return 0
  }
  for (const row of rows)
    io.stdout(
      `${row.id}@${row.version}  ${row.title}\n    roles: ${row.roles.join(', ')}; ${row.norms} norms, ${row.items} items\n`,
    )
  return 0
}

async function show(io: Io, ref: string, json: boolean): Promise<number> {
  const framework = await chooseFramework(ref, io)
  if (!framework) return 1
  io.stdout(json ? `${JSON.stringify(framework, null, 2)}\n` : outlineOf(framework))
  return 0
}

function outlineOf(framework: Framework): string {
  const lines = [
    `${framework.title} (${framework.id}@${framework.version})`,
    framework.label,
    `hash ${framework.hash}, licence ${framework.licence}`,
    ...framework.roles.map(
      (role) =>
        `role ${role.id}: ${role.plural}, ${role.anonymity}, shown from ${role.minimumGroup}, each ${role.weighting} equal`,
    ),
  ]
  for (const theme of framework.themes) {
    lines.push('', theme.title)
    for (const norm of theme.norms) {
      lines.push(`  ${norm.id} ${norm.title}`)
      for (const criterion of norm.criteria) {
        const bullet = criterion.bullet ?? 'conclusion only'
        lines.push(
          `    ${criterion.id} (bullet: ${bullet}${criterion.comparable ? '; comparable' : ''})`,
          ...criterion.items.map((item) => `      ${itemLine(item)}`),
        )
      }
    }
  }
  if (framework.items.length > 0)
    lines.push('', 'On the whole subject', ...framework.items.map((item) => `      ${itemLine(item)}`))
  return `${lines.join('\n')}\n`
}

function itemLine(item: Item): string {
  const only = [...item.routes, ...item.parties].join(' ')
  const notes = [item.role, item.kind, item.variant, ...(only ? [only] : [])]
  return `${item.id} ${item.text} [${notes.join(', ')}]`
}

async function check(io: Io, files: string[]): Promise<number> {
  const published = await readPublished(frameworksDir(io))
  if (!published.ok) {
    printProblems(io, published.problems)
    return 1
  }
  let wrong = false
  for (const file of files) {
    const path = await frameworkPath(resolve(io.cwd, file))
    const read = await readVersion(path, published.value)
    const remarks = named(io, read.ok ? checkFramework(read.value) : asErrors(read))
    for (const remark of remarks)
      io.stderr(
        `${problemLine({ ...remark, what: `${remark.severity === 'warning' ? 'warning: ' : ''}${remark.what}` })}\n`,
      )
    const errors = remarks.filter(({ severity }) => severity === 'error').length
    wrong ||= errors > 0
    if (errors === 0 && read.ok) {
      const { id, version } = read.value.framework
      const warnings = remarks.length === 0 ? '' : `, ${remarks.length} to look at`
      io.stdout(`${file}: ${id}@${version} is in order${warnings}\n`)
    }
  }
  return wrong ? 1 : 0
}

/** A folder stands for the framework in it, and a report.yaml for the framework beside it. */
async function frameworkPath(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) return join(path, 'framework.yaml')
  return basename(path) === 'report.yaml' ? join(dirname(path), 'framework.yaml') : path
}

function asErrors(parsed: Parsed<unknown>): Remark[] {
  return parsed.ok ? [] : parsed.problems.map((problem) => ({ ...problem, severity: 'error' as const }))
}

/** Files as the person who typed the command sees them. */
function named(io: Io, remarks: Remark[]): Remark[] {
  return remarks.map((remark) => {
    const near = remark.file === null ? '' : relative(io.cwd, remark.file)
    return near === '' || near.startsWith('..') ? remark : { ...remark, file: near }
  })
}

async function publish(io: Io, ref: string): Promise<number> {
  const framework = await chooseFramework(ref, io)
  if (!framework) return 1
  const dir = frameworksDir(io)
  const status = await check(io, [join(frameworksDir(io), framework.id, framework.version)])
  if (status !== 0) return status
  const published = await publishFramework(framework, dir)
  if (!published.ok) {
    printProblems(io, published.problems)
    return 1
  }
  io.stdout(`${framework.id}@${framework.version} is published: its files may not change any more\n`)
  return 0
}

async function schema(io: Io, out: string): Promise<number> {
  const dir = resolve(io.cwd, out)
  await mkdir(dir, { recursive: true })
  for (const [name, content] of [
    ['framework.schema.json', frameworkJsonSchema()],
    ['report.schema.json', reportJsonSchema()],
  ] as const) {
    await writeFile(join(dir, `${name}.new`), content)
    await rename(join(dir, `${name}.new`), join(dir, name))
    io.stdout(`${join(out, name)} written\n`)
  }
  return 0
}

function wrongUse(io: Io, what: string): number {
  io.stderr(`frameworks: ${what}\n\n${USAGE}`)
  return 2
}
