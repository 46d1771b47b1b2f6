import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../../app/cli/main.ts'
import { demoPackage } from '../make/data-package.ts'

let folder: string
const demo = await demoPackage()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-cli-'))
  const wrong = structuredClone(demo)
  const score = wrong.score.themes[0]?.norms[0]?.criteria[0]?.roles.professional
  if (score) score.label = 'divided'
  const other = structuredClone(demo)
  other.framework.variant = other.score.framework.variant = 'full'
  for (const [name, data] of Object.entries({
    'good.json': demo,
    'wrong.json': wrong,
    'other.json': other,
  })) {
    await writeFile(join(folder, name), JSON.stringify(data))
  }
  await writeFile(join(folder, 'text.json'), 'geen json')
  await writeFile(join(folder, 'huge.json'), ' '.repeat(5 * 1024 * 1024))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(...args: string[]) {
  let [stdout, stderr] = ['', '']
  const io = {
    stdout: (text: string) => void (stdout += text),
    stderr: (text: string) => void (stderr += text),
    cwd: folder,
    root: process.cwd(),
  }
  return { status: await main(args, io), stdout, stderr }
}

test('replay says that all labels agree and ends with 0', async () => {
  expect(await run('replay', 'good.json')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^All \d+ labels agree/u),
  })
  const { stdout } = await run('replay', 'good.json', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ agree: true, differences: [] })
})

test('replay names each difference in a changed package and ends with 1', async () => {
  const { status, stderr } = await run('replay', 'wrong.json')
  expect(status).toBe(1)
  expect(stderr).toMatch(/^wrong\.json:1:1: \S+\/professional: label is divided, recomputed strength; /mu)
  const json = await run('replay', 'wrong.json', '--json')
  expect(json.status).toBe(1)
  expect(JSON.parse(json.stdout)).toMatchObject({ agree: false })
})

test.each([
  ['text.json', 'not JSON'],
  ['huge.json', 'larger than 4 MB'],
  ['nowhere.json', 'nowhere.json:1:1:'],
])('%s is refused with 1 and what is wrong', async (file, message) => {
  const { status, stderr } = await run('replay', file)
  expect(status).toBe(1)
  expect(stderr).toContain(message)
})

test('replay and compare without files are wrong use', async () => {
  for (const args of [
    ['replay'],
    ['replay', 'good.json', 'good.json'],
    ['compare'],
    ['compare', 'good.json'],
  ]) {
    expect((await run(...args)).status).toBe(2)
  }
})

test('compare sets packages side by side, as text and as JSON', async () => {
  const { status, stdout } = await run('compare', 'good.json', 'good.json')
  expect(status).toBe(0)
  expect(stdout).toContain('no ranking')
  const json = JSON.parse((await run('compare', 'good.json', 'good.json', '--json')).stdout)
  expect(json.packages).toHaveLength(2)
})

test('compare refuses another questionnaire with 1 and says which file and why', async () => {
  const { status, stdout, stderr } = await run('compare', 'good.json', 'other.json')
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^other\.json:1:1: the questionnaire \(variant\) is full, good\.json has core; /u)
})

test('compare warns of a package whose figures do not follow from its counts', async () => {
  const { status, stderr } = await run('compare', 'good.json', 'wrong.json')
  expect(status).toBe(0)
  expect(stderr).toMatch(/^wrong\.json: \d+ figures do not follow/u)
})
