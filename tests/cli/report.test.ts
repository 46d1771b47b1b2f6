import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../../app/cli/main.ts'
import type { DataPackage } from '../../app/domain/report/data-package.ts'
import { checkPdf } from '../../app/render/pdf/check.ts'

const FRAMEWORK = 'igj-leefstijlbegeleiding'
let folder: string
let inputs: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-cli-'))
  await run('demo', '--files', folder)
  const file = (name: string) => join(folder, name)
  inputs = ['--framework', FRAMEWORK, '--responses', file('responses.csv'), '--region', file('region.yaml')]
})

afterAll(() => rm(folder, { recursive: true }))

async function run(...args: string[]) {
  let [stdout, stderr] = ['', '']
  const io = {
    stdout: (text: string) => void (stdout += text),
    stderr: (text: string) => void (stderr += text),
    cwd: process.cwd(),
  }
  return { status: await main(args, io), stdout, stderr }
}

let count = 0
const target = () => join(folder, `out-${++count}`)

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

test('without a format it writes the PDF, the page and the data package, and nothing else', async () => {
  const out = target()
  const { status, stdout } = await run('report', ...inputs, '--out', out)
  expect([status, stdout]).toEqual([0, ''])
  expect((await readdir(out)).sort()).toEqual(['rapport.html', 'rapport.json', 'rapport.pdf'])
})

test('both editions are written beside each other, the extended one as PDF and page', async () => {
  const out = target()
  const { status, stderr } = await run('report', ...inputs, '--out', out, '--edition', 'short,extended')
  expect(status, stderr).toBe(0)
  const names = [
    'rapport-uitgebreid.html',
    'rapport-uitgebreid.pdf',
    'rapport.html',
    'rapport.json',
    'rapport.pdf',
  ]
  expect((await readdir(out)).sort()).toEqual(names)
})

test('a version without an extended edition says so, and which version has one', async () => {
  const out = target()
  const older = inputs.map((part) => (part === FRAMEWORK ? `${FRAMEWORK}@1.0` : part))
  const { status, stderr } = await run('report', ...older, '--out', out, '--edition', 'extended')
  expect(status).toBe(1)
  expect(stderr).toContain(`${FRAMEWORK}@1.0 has no extended edition; use --framework ${FRAMEWORK}@1.1`)
  await expect(readdir(out)).rejects.toThrow()
})

test('the same input and date give the same bytes, another date other ones', async () => {
  const [one, two, later] = [target(), target(), target()]
  const formats = ['--format', 'pdf,html,docx,json,xlsx,csv', '--edition', 'short,extended']
  for (const out of [one, two])
    await run('report', ...inputs, ...formats, '--date', '2026-11-20', '--out', out)
  await run('report', ...inputs, ...formats, '--date', '2026-11-21', '--out', later)
  for (const name of await readdir(one))
    expect(await sha256(join(one, name)), name).toBe(await sha256(join(two, name)))
  expect(await sha256(join(one, 'rapport.pdf'))).not.toBe(await sha256(join(later, 'rapport.pdf')))
})

test('the data package holds what was printed, and the PDF prints what it holds', async () => {
  const out = target()
  await run('report', ...inputs, '--date', '2026-11-20', '--out', out)
  const data = JSON.parse(await readFile(join(out, 'rapport.json'), 'utf8')) as DataPackage
  expect(Object.keys(data)).toEqual([
    'contract',
    'method',
    'framework',
    'cutoffs',
    'score',
    'document',
    'rules',
    'texts',
  ])
  expect(data.document.meta.date).toBe('2026-11-20')
  expect(data.framework).toMatchObject({ id: FRAMEWORK, hash: data.document.meta.framework.hash })
  expect(checkPdf(await readFile(join(out, 'rapport.pdf')), data.document)).toEqual([])
  expect(data.score.findings.every(({ text }) => text.length > 0)).toBe(true)
  const known = new Set(data.texts.items.map(({ id }) => id))
  for (const { items } of data.score.findings) for (const id of items) expect(known).toContain(id)
})

test('the table opens in Dutch Excel and shows no figure that the score hides', async () => {
  const out = target()
  await run('report', ...inputs, '--format', 'csv,json', '--out', out)
  const csv = await readFile(join(out, 'rapport.csv'), 'utf8')
  expect(csv.startsWith('\uFEFFtheme;')).toBe(true)
  const data = JSON.parse(await readFile(join(out, 'rapport.json'), 'utf8')) as DataPackage
  const [header = '', ...lines] = csv.slice(1).trim().split('\r\n')
  const column = (name: string) => header.split(';').indexOf(name)
  const hidden = data.score.themes
    .flatMap(({ norms }) => norms.flatMap(({ criteria }) => criteria))
    .flatMap(({ roles }) => Object.values(roles).flatMap(({ items }) => items))
    .filter((item) => item.n === null)
    .map(({ id }) => id)
  for (const id of hidden) {
    const rows = lines.map((line) => line.split(';')).filter((cells) => cells[column('item')] === id)
    for (const cells of rows) {
      expect(cells[column('count')]).toBe('')
      expect(cells[column('hidden')]).toMatch(/^Verborgen/u)
    }
  }
  expect(lines.some((line) => /;0,\d+;/u.test(line))).toBe(true)
})

test.each([
  ['--framework', /--framework is missing/u],
  ['--responses', /--responses is missing/u],
  ['--region', /--region is missing/u],
])('without %s it says so, explains and ends with 2', async (option, message) => {
  const at = inputs.indexOf(option)
  const { status, stderr } = await run('report', ...inputs.toSpliced(at, 2), '--out', target())
  expect(status).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr).toContain('Usage:')
})

test.each([
  [['--date', '2026-02-30'], 'not a date'],
  [['--date', '20 november'], 'not a date'],
  [['--format', 'pdf,gif'], 'unknown format "gif"'],
  [['--format', ','], 'names nothing'],
  [['--edition', 'tiny'], 'unknown edition "tiny"'],
  [['--edition', 'extended', '--format', 'json'], 'has no such format'],
  [['--colour', 'red'], 'colour'],
])('%j is wrong use', async (args, message) => {
  const out = target()
  const { status, stderr } = await run('report', ...inputs, '--out', out, ...args)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  await expect(readdir(out)).rejects.toThrow()
})

test('every wrong line of both input files is named, and nothing is written', async () => {
  const [responses, region, out] = [join(folder, 'wrong.csv'), join(folder, 'wrong.yaml'), target()]
  await writeFile(responses, 'role;nonsense\nprofessional;x\n')
  await writeFile(region, 'title: [\n')
  const { status, stderr } = await run(
    'report',
    '--framework',
    FRAMEWORK,
    '--responses',
    responses,
    '--region',
    region,
    '--out',
    out,
  )
  expect(status).toBe(1)
  expect(stderr).toMatch(/wrong\.csv:1:2: /u)
  expect(stderr).toMatch(/wrong\.yaml:\d+:\d+: /u)
  await expect(readdir(out)).rejects.toThrow()
})

test('a file where the folder must come is named, and left alone', async () => {
  const out = join(folder, 'occupied')
  await writeFile(out, 'mine')
  const { status, stderr } = await run('report', ...inputs, '--out', out)
  expect([status, stderr]).toEqual([
    1,
    `${out}:1:1: this is a file, not a folder; choose a folder with --out; nothing was left behind\n`,
  ])
  expect(await readFile(out, 'utf8')).toBe('mine')
})

test('when one file cannot be placed the others are not either, and what was there stays', async () => {
  const out = target()
  await mkdir(join(out, 'rapport.pdf'), { recursive: true })
  await writeFile(join(out, 'rapport.html'), 'before')
  const { status, stderr } = await run('report', ...inputs, '--format', 'html,json,pdf', '--out', out)
  expect(status).toBe(1)
  expect(stderr).toContain('nothing was left behind')
  expect((await readdir(out)).sort()).toEqual(['rapport.html', 'rapport.pdf'])
  expect(await readFile(join(out, 'rapport.html'), 'utf8')).toBe('before')
})

test('on a full disk it says so in one line and leaves nothing behind', async () => {
  // A limit on the size of files has the same effect on writing as a full disk, and needs no rights.
  const out = target()
  const tsx = createRequire(import.meta.url).resolve('tsx/cli')
  const command = ['report', ...inputs, '--out', out].map((part) => `'${part}'`).join(' ')
  const child = promisify(execFile)('bash', [
    '-c',
    `trap '' XFSZ; ulimit -f 20; exec '${process.execPath}' '${tsx}' app/cli/bin.ts ${command}`,
  ])
  const failure = (await child.catch((error: unknown) => error)) as { code: number; stderr: string }
  expect(failure.code).toBe(1)
  expect(failure.stderr).toContain('the disk is full')
  await expect(readdir(out)).rejects.toThrow()
})

test('a second framework from another field goes through the same code', async () => {
  const [responses, region, out] = [join(folder, 'pool.csv'), join(folder, 'pool.yaml'), target()]
  const { stdout: header } = await run('template', '--framework', 'zwembadhygiene', '--role', 'badmeester')
  const columns = header.trim().split(';')
  const { stdout } = await run('frameworks', 'show', 'zwembadhygiene', '--json')
  const shown = JSON.parse(stdout) as {
    themes: {
      norms: { criteria: { items: { id: string; options: { code: string; scoring: boolean }[] }[] }[] }[]
    }[]
  }
  const items = new Map(
    shown.themes
      .flatMap(({ norms }) =>
        norms.flatMap(({ criteria }) => criteria.flatMap((criterion) => criterion.items)),
      )
      .map((item) => [item.id, item.options.filter(({ scoring }) => scoring).map(({ code }) => code)]),
  )
  const row = (best: boolean) =>
    columns
      .map((column) =>
        column === 'role'
          ? 'badmeester'
          : ((best ? items.get(column)?.at(-1) : items.get(column)?.[0]) ?? ''),
      )
      .join(';')
  await writeFile(
    responses,
    `${[header.trim(), ...Array.from({ length: 12 }, (_, index) => row(index < 10))].join('\n')}\n`,
  )
  await writeFile(
    region,
    'title: Zwembaden in de streek\nmunicipalities:\n  - { code: GM0141, name: Almelo }\ndate: 2026-10-01\ninvited: {}\nfigures: []\ninvented: true\n',
  )
  const { status, stderr } = await run(
    'report',
    '--framework',
    'zwembadhygiene',
    '--responses',
    responses,
    '--region',
    region,
    '--out',
    out,
  )
  expect([status, stderr]).toEqual([0, expect.stringContaining('Wrote rapport.pdf') as string])
})
