import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { run } from '../../app/cli/user.ts'

let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'regiospiegel-user-'))
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('ORIGIN', 'https://spiegel.example')
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** One command line, and what it printed. */
async function user(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' }
  const code = await run(args, {
    stdout: (text) => (printed.stdout += text),
    stderr: (text) => (printed.stderr += text),
    cwd: process.cwd(),
  })
  return { code, ...printed }
}

test('an account made at the machine gets a link at the public address, and only the link stands in the output', async () => {
  const made = await user('add', 'anna@voorbeeld.nl', '--name', 'Anna Bakker', '--administrator')
  expect(made.code).toBe(0)
  expect(made.stdout).toMatch(/^https:\/\/spiegel\.example\/welkom\/[\w-]{43}\n$/)
  const listed = JSON.parse((await user('list', '--json')).stdout) as { accounts: object[] }
  expect(listed.accounts).toMatchObject([
    { email: 'anna@voorbeeld.nl', administrator: true, active: true, hasPassword: false },
  ])
  const again = await user('reset', 'Anna@voorbeeld.nl')
  expect(again.code).toBe(0)
  expect(again.stdout).not.toBe(made.stdout)
})

test('wrong use is 2, wrong input is 1, and both say what to do', async () => {
  expect(await user('add', 'bert@voorbeeld.nl')).toMatchObject({ code: 2, stdout: '' })
  expect((await user('add', 'bert@voorbeeld.nl', '--name', 'B', '--region', 'r1=chef')).code).toBe(2)
  const region = await user('add', 'bert@voorbeeld.nl', '--name', 'B', '--region', 'r1=reader')
  expect([region.code, region.stderr]).toEqual([1, expect.stringContaining('user list')])
  const taken = await user('add', 'anna@voorbeeld.nl', '--name', 'Nog een')
  expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('user reset')])
  expect((await user('reset', 'niemand@voorbeeld.nl')).code).toBe(1)
})
