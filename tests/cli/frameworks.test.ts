import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../app/cli/main.ts'
import { frameworkHash } from '../../app/domain/framework/hash.ts'
import { frameworkJsonSchema, reportJsonSchema } from '../../app/domain/framework/json-schema.ts'
import { edited, rowOf } from '../make/framework-files.ts'

const SMALL = 'frameworks/zwembadhygiene/1.0'
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A working directory of its own with the frameworks of the repo in it. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'))
  folders.push(folder)
  cpSync('frameworks', join(folder, 'frameworks'), { recursive: true })
  return folder
}

async function run(cwd: string, ...args: string[]) {
  let [stdout, stderr] = ['', '']
  const status = await main(args, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    cwd,
  })
  return { status, stdout, stderr }
}

function change(cwd: string, file: string, from: string, to: string) {
  const path = join(cwd, file)
  writeFileSync(path, edited(readFileSync(path, 'utf8'), from, to))
}

test('the list as JSON names id, version, title, roles, norms and items, and nothing else is printed', async () => {
  const { status, stdout, stderr } = await run(process.cwd(), 'frameworks', 'list', '--json')
  expect(status).toBe(0)
  expect(stderr).toBe('')
  const rows = JSON.parse(stdout) as Record<string, unknown>[]
  expect(rows).toContainEqual({
    id: 'igj-leefstijlbegeleiding',
    version: '1.0',
    title: 'Persoonsgerichte leefstijlbegeleiding in de regio',
    roles: ['professional', 'board'],
    norms: 12,
    items: 80,
  })
})

test('a framework as JSON has everything that the contract promises', async () => {
  const { status, stdout } = await run(
    process.cwd(),
    'frameworks',
    'show',
    'igj-leefstijlbegeleiding@1.0',
    '--json',
  )
  expect(status).toBe(0)
  type Shown = {
    hash: string
    roles: object[]
    themes: {
      norms: { criteria: { id: string; comparable: boolean; bullet: string | null; items: object[] }[] }[]
    }[]
    items: object[]
    cutoffs: object
  }
  const shown = JSON.parse(stdout) as Shown
  expect(frameworkHash(shown)).toBe(shown.hash)
  expect(shown.roles).toMatchObject([
    { id: 'professional', anonymity: 'anonymous', minimumGroup: 5, weighting: 'person' },
    { id: 'board', anonymity: 'named', minimumGroup: 3, weighting: 'party' },
  ])
  expect(shown.cutoffs).toMatchObject({
    strength: 0.75,
    improvement: 0.5,
    z: 1.96,
    unknownSignal: 0.4,
    gap: 0.15,
  })
  const criteria = shown.themes.flatMap(({ norms }) => norms.flatMap((norm) => norm.criteria))
  expect(criteria).toHaveLength(29)
  expect(criteria.filter(({ comparable }) => comparable).map(({ id }) => id)).toEqual([
    'genoeg-keuze',
    'aanbod-voor-wie-het-moeilijk-heeft',
    'elkaar-vinden',
  ])
  expect(shown.items).toHaveLength(4)
  expect(criteria.flatMap(({ items }) => items)).toContainEqual(
    expect.objectContaining({
      id: 'P24',
      role: 'professional',
      kind: 'choice',
      variant: 'core',
      routes: ['V', 'S'],
      parties: [],
      unknownIsSignal: true,
      options: [
        expect.objectContaining({ value: 0, positive: 0, scoring: true, exclusive: false }),
        expect.objectContaining({ value: 25, positive: 0, scoring: true }),
        expect.objectContaining({ value: 50, positive: 0, scoring: true }),
        expect.objectContaining({ value: 75, positive: 1, scoring: true }),
        expect.objectContaining({ value: 100, positive: 1, scoring: true }),
        expect.objectContaining({ code: 'dont-know', value: null, positive: null, scoring: false }),
        expect.objectContaining({ code: 'not-applicable', value: null, positive: null, scoring: false }),
      ],
    }),
  )
})

test('the core questionnaires are 33 and 25 questions with two open ones each, and boards also guess five times', async () => {
  for (const [role, count] of [
    ['professional', 33],
    ['board', 25 + 5],
  ] as const) {
    const { stdout } = await run(
      process.cwd(),
      'template',
      '--framework',
      'igj-leefstijlbegeleiding',
      '--role',
      role,
      '--variant',
      'core',
    )
    expect(stdout.trim().split(';').slice(5)).toHaveLength(count + 2)
  }
})

test('without --json a person reads titles and questions', async () => {
  const { status, stdout } = await run(process.cwd(), 'frameworks', 'show', 'zwembadhygiene')
  expect(status).toBe(0)
  expect(stdout).toContain('Z01 Het zwemwater is helder, ook als het druk is. [badmeester, choice, core]')
})

test('an unknown framework is refused with the ones there are', async () => {
  for (const ref of ['nope', 'zwembadhygiene@9.9']) {
    const { status, stdout, stderr } = await run(process.cwd(), 'frameworks', 'show', ref, '--json')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/There is no framework "[^"]+"; choose one of .*zwembadhygiene@1\.0/)
  }
})

test('an id without version is the newest, and 1.10 is newer than 1.9', async () => {
  const cwd = copy()
  for (const version of ['1.9', '1.10']) {
    cpSync(join(cwd, SMALL), join(cwd, 'frameworks/zwembadhygiene', version), { recursive: true })
    change(
      cwd,
      `frameworks/zwembadhygiene/${version}/framework.yaml`,
      "version: '1.0'",
      `version: '${version}'`,
    )
  }
  const { stdout } = await run(cwd, 'frameworks', 'show', 'zwembadhygiene', '--json')
  expect((JSON.parse(stdout) as { version: string }).version).toBe('1.10')
})

test('wrong use is explained, and nothing is done', async () => {
  for (const args of [
    [],
    ['polish'],
    ['show'],
    ['show', 'a', 'b'],
    ['check'],
    ['list', '--jsn'],
    ['list', 'x'],
  ]) {
    const { status, stdout, stderr } = await run(process.cwd(), 'frameworks', ...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: regiospiegel frameworks')
  }
})

test('a framework in order is said to be so', async () => {
  const { status, stdout, stderr } = await run(
    process.cwd(),
    'frameworks',
    'check',
    SMALL,
    `${SMALL}/framework.yaml`,
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('zwembadhygiene@1.0 is in order')
})

test('a mistake in a framework file gives exit 1 and its file, row and column', async () => {
  const cwd = copy()
  change(cwd, `${SMALL}/framework.yaml`, 'scale: VAAK', 'scale: NOOIT')
  const row = rowOf(readFileSync(join(cwd, SMALL, 'framework.yaml'), 'utf8'), 'scale: NOOIT')
  const { status, stderr } = await run(cwd, 'frameworks', 'check', `${SMALL}/framework.yaml`)
  expect(status).toBe(1)
  expect(stderr).toBe(
    `${SMALL}/framework.yaml:${row}:17: there is no scale "NOOIT"; use one of VAAK, ORDE, or add it to the file\n`,
  )
})

test('one wrong file among several makes the whole check fail', async () => {
  const { status, stdout, stderr } = await run(process.cwd(), 'frameworks', 'check', 'nowhere.yaml', SMALL)
  expect(status).toBe(1)
  expect(stderr).toContain('nowhere.yaml:1:1: this does not exist; check its name')
  expect(stdout).toContain('is in order')
})

test('bytes that are not UTF-8 are named with the place of the first one', async () => {
  const cwd = copy()
  const path = join(cwd, SMALL, 'framework.yaml')
  const text = readFileSync(path, 'utf8')
  // As an old Windows editor saves it: ë is the single byte EB.
  writeFileSync(path, Buffer.from(text, 'latin1'))
  const { status, stderr } = await run(cwd, 'frameworks', 'check', SMALL)
  expect(status).toBe(1)
  const row = rowOf(text, 'ë')
  expect(stderr).toMatch(
    new RegExp(`framework\\.yaml:${row}:\\d+: this is not UTF-8 text; save the file with encoding UTF-8`),
  )
})

test('an empty file, a picture and a folder without framework are refused without a stack trace', async () => {
  const cwd = copy()
  mkdirSync(join(cwd, 'empty'))
  writeFileSync(join(cwd, 'empty.yaml'), '')
  writeFileSync(
    join(cwd, 'picture.yaml'),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
  )
  for (const file of ['empty', 'empty.yaml', 'picture.yaml']) {
    const { status, stderr } = await run(cwd, 'frameworks', 'check', file)
    expect(status).toBe(1)
    for (const line of stderr.trim().split('\n')) expect(line).toMatch(/^\S+:\d+:\d+: [^;]+; \S/)
  }
})

test('a file of 200 MB is refused without being read', async () => {
  const cwd = copy()
  const path = join(cwd, 'huge.yaml')
  writeFileSync(path, '')
  truncateSync(path, 200_000_000)
  const { status, stderr } = await run(cwd, 'frameworks', 'check', 'huge.yaml')
  expect(status).toBe(1)
  expect(stderr).toContain('huge.yaml:1:1: this file is 200 MB; choose a framework file')
})

test('a framework that does not stand in the folder of its name is not loaded', async () => {
  const cwd = copy()
  change(cwd, `${SMALL}/framework.yaml`, "version: '1.0'", "version: '1.1'")
  const { status, stderr } = await run(cwd, 'frameworks', 'list')
  expect(status).toBe(1)
  expect(stderr).toContain('the file says zwembadhygiene 1.1 but stands in zwembadhygiene/1.0')
})

test('a folder without frameworks is said to be so', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'empty-'))
  folders.push(cwd)
  const { status, stderr } = await run(cwd, 'frameworks', 'list')
  expect(status).toBe(1)
  expect(stderr).toContain('this does not exist; start from the folder that holds the folder "frameworks"')
})

test('a published version whose file changed is refused everywhere, with what to do', async () => {
  const cwd = copy()
  const { status, stdout } = await run(cwd, 'frameworks', 'publish', 'zwembadhygiene')
  expect([status, stdout]).toEqual([0, expect.stringContaining('is published: its files may not change')])
  expect((await run(cwd, 'frameworks', 'list')).status).toBe(0)

  // Windows line ends are no change; one letter in either file is.
  const path = join(cwd, SMALL, 'framework.yaml')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replaceAll('\n', '\r\n'))
  expect((await run(cwd, 'frameworks', 'check', SMALL)).status).toBe(0)

  for (const file of ['framework.yaml', 'report.yaml']) {
    const before = readFileSync(join(cwd, SMALL, file), 'utf8')
    writeFileSync(join(cwd, SMALL, file), `${before}# one more remark\n`)
    for (const args of [['list'], ['show', 'zwembadhygiene'], ['check', SMALL]]) {
      const refused = await run(cwd, 'frameworks', ...args)
      expect(refused.status).toBe(1)
      expect(refused.stderr).toContain(
        `${SMALL}/${file}:1:1: zwembadhygiene@1.0 is published, but this file is not what it was then; undo the change, or put it in a folder with a new version number`,
      )
    }
    writeFileSync(join(cwd, SMALL, file), before)
  }
})

test('publishing twice changes nothing, and what others published stays', async () => {
  const cwd = copy()
  await run(cwd, 'frameworks', 'publish', 'zwembadhygiene')
  const once = readFileSync(join(cwd, 'frameworks/published.yaml'), 'utf8')
  await run(cwd, 'frameworks', 'publish', 'zwembadhygiene@1.0')
  expect(readFileSync(join(cwd, 'frameworks/published.yaml'), 'utf8')).toBe(once)
  expect(once.startsWith(readFileSync('frameworks/published.yaml', 'utf8').trimEnd())).toBe(true)
})

test('a framework with an error is not published', async () => {
  const cwd = copy()
  const before = readFileSync(join(cwd, 'frameworks/published.yaml'), 'utf8')
  change(cwd, `${SMALL}/framework.yaml`, 'badmeester: 4', 'badmeester: 1')
  const { status, stderr } = await run(cwd, 'frameworks', 'publish', 'zwembadhygiene')
  expect(status).toBe(1)
  expect(stderr).toContain('1 minutes are promised')
  expect(readFileSync(join(cwd, 'frameworks/published.yaml'), 'utf8')).toBe(before)
})

test('a published version whose folder is gone is missed', async () => {
  const cwd = copy()
  await run(cwd, 'frameworks', 'publish', 'zwembadhygiene')
  rmSync(join(cwd, 'frameworks/zwembadhygiene'), { recursive: true })
  const { status, stderr } = await run(cwd, 'frameworks', 'list')
  expect(status).toBe(1)
  expect(stderr).toContain('zwembadhygiene@1.0 is published but its folder is gone')
})

test('the schemas for editors are written where is asked', async () => {
  const cwd = copy()
  const { status } = await run(cwd, 'frameworks', 'schema', '--out', 'elsewhere')
  expect(status).toBe(0)
  for (const [name, schema] of [
    ['framework.schema.json', frameworkJsonSchema()],
    ['report.schema.json', reportJsonSchema()],
  ] as const)
    expect(readFileSync(join(cwd, 'elsewhere', name), 'utf8')).toBe(schema)
})
