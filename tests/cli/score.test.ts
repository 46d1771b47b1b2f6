import { mkdtemp, readFile, readdir, rm, truncate, writeFile, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run as demo } from '../../app/cli/demo.ts'
import type { Io } from '../../app/cli/io.ts'
import { run as score } from '../../app/cli/score.ts'
import type { Score } from '../../app/domain/scoring/score.ts'

const dir = await mkdtemp(join(tmpdir(), 'regiospiegel-'))
afterAll(() => rm(dir, { recursive: true }))

async function output(command: (args: string[], io: Io) => Promise<number>, ...args: string[]) {
  let stdout = ''
  let stderr = ''
  const status = await command(args, {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    cwd: process.cwd(),
  })
  return { status, stdout, stderr }
}

const FRAMEWORK = ['--framework', 'igj-leefstijlbegeleiding']
const responses = join(dir, 'demo', 'responses.csv')
const region = join(dir, 'demo', 'region.yaml')
await output(demo, '--files', join(dir, 'demo'))

test('the demo is written as two whole files', async () => {
  expect((await readdir(join(dir, 'demo'))).sort()).toEqual(['region.yaml', 'responses.csv'])
  expect(await readFile(region, 'utf8')).toContain('invented: true')
})

test('with --json standard output is the score of the contract and nothing else', async () => {
  const { status, stdout, stderr } = await output(
    score,
    ...FRAMEWORK,
    '--responses',
    responses,
    '--region',
    region,
    '--json',
  )
  expect([status, stderr]).toEqual([0, ''])
  const parsed = JSON.parse(stdout) as Score
  expect(parsed).toMatchObject({
    contract: 1,
    method: '1',
    framework: { id: 'igj-leefstijlbegeleiding', version: '1.1', variant: 'core' },
    respondents: { professional: 120, board: 10 },
  })
  expect(parsed.findings.filter(({ text }) => text === '')).toEqual([])
  const tijd = parsed.themes[0]?.norms[0]?.criteria.find(({ id }) => id === 'tijd')
  expect(tijd?.roles.board).toMatchObject({ census: true, interval: null })
})

test('without a region file there is no census', async () => {
  const { stdout } = await output(score, ...FRAMEWORK, '--responses', responses, '--json')
  expect(stdout).not.toContain('"census": true')
})

test('every finding has its sentence, with or without a region file, and none with a gap where a name is missing', async () => {
  for (const more of [[], ['--region', region]]) {
    const { stdout } = await output(score, ...FRAMEWORK, '--responses', responses, ...more, '--json')
    const { findings } = JSON.parse(stdout) as { findings: { id: string; text: string }[] }
    expect(findings.length).toBeGreaterThan(0)
    for (const { text } of findings) expect(text).toMatch(/^\p{Lu}(?!.*(?: {2}| [.,])).*\.$/u)
  }
})

test('for people the score is a list of criteria and findings', async () => {
  const { status, stdout } = await output(score, ...FRAMEWORK, '--responses', responses, '--region', region)
  expect(status).toBe(0)
  expect(stdout).toMatch(/professional +strength +\d+% \(\d+%–\d+%\), n \d+, firm/)
  expect(stdout).toMatch(/gesprek\.good +one-lens +firm +short/)
})

test.each([
  ['no framework', ['--responses', 'x.csv']],
  ['no responses', FRAMEWORK],
  ['an unknown option', [...FRAMEWORK, '--responses', 'x.csv', '--weight', '2']],
])('%s is wrong use', async (_, args) => {
  expect(await output(score, ...args)).toMatchObject({ status: 2, stdout: '' })
})

test('wrong answers are listed with file, row and field, those of the region file too, and nothing is scored', async () => {
  const wrong = join(dir, 'wrong.csv')
  const wrongRegion = join(dir, 'wrong.yaml')
  await writeFile(wrong, 'role;routes;P01\nprofessional;V;misschien\n')
  await writeFile(wrongRegion, 'title: Oost\ninvited: { dokter: 3 }\n')
  const { status, stdout, stderr } = await output(
    score,
    ...FRAMEWORK,
    '--responses',
    wrong,
    '--region',
    wrongRegion,
    '--json',
  )
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr.split('\n').map((line) => line.slice(0, line.indexOf(': ')))).toEqual([
    `${wrong}:2:3`,
    `${wrongRegion}:2:12`,
    '',
  ])
})

test('a file that is not there, a folder and an endless file are named as such', async () => {
  const problem = async (path: string) => (await output(score, ...FRAMEWORK, '--responses', path)).stderr
  expect(await problem(join(dir, 'geen.csv'))).toContain(
    'geen.csv:1:1: there is no such file; check the path',
  )
  expect(await problem(dir)).toContain('this is a folder')
  const large = join(dir, 'large.csv')
  await writeFile(large, 'role;P01\n')
  await truncate(large, 200 * 1024 * 1024)
  expect(await problem(large)).toContain(
    'large.csv:1:1: the file is 200 MB, more than the 64 MB that is read',
  )
})

test.skipIf(process.getuid?.() === 0)('a folder that may not be written to gets no half demo', async () => {
  const closed = await mkdtemp(join(dir, 'closed-'))
  await chmod(closed, 0o500)
  const { status, stderr } = await output(demo, '--files', closed)
  expect(status).toBe(1)
  expect(stderr).toContain('could not be written')
  expect(await readdir(closed)).toEqual([])
})

test('when one of the files cannot be put in place, neither appears', async () => {
  const occupied = await mkdtemp(join(dir, 'occupied-'))
  await writeFile(join(occupied, 'file'), '')
  const { status, stderr } = await output(demo, '--files', join(occupied, 'file', 'demo'))
  expect(status).toBe(1)
  expect(stderr).toContain('nothing was left behind')
})
