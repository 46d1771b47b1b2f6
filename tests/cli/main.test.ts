import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../app/cli/main.ts'

const folder = mkdtempSync(join(tmpdir(), 'cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

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

/** The command as npm starts it: in the project, with the user's own folder in INIT_CWD. */
function started(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, npm_lifecycle_event: 'regiospiegel', INIT_CWD: folder }
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'app/cli/bin.ts', ...args],
      { env },
      (_error, stdout, stderr) => resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

test('a command that does not exist is wrong use, also when every object has a property of that name', async () => {
  for (const name of ['bogus', 'constructor', '__proto__', '']) {
    const { status, stdout, stderr } = await run(name)
    expect([status, stdout], name).toEqual([2, ''])
    expect(stderr).toContain('Usage: regiospiegel')
  }
})

test('through npm, paths are seen from the folder where the user stands, and frameworks from the project', async () => {
  mkdirSync(join(folder, 'in'))
  writeFileSync(join(folder, 'in', 'answers.csv'), 'role;routes;P01\nprofessional;V;fout\n')
  const ask = ['score', '--framework', 'igj-leefstijlbegeleiding', '--responses', 'in/answers.csv', '--json']
  const { status, stdout, stderr } = await started(...ask)
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^in\/answers\.csv:2:3: P01 has no answer "fout"; use /)
})

test('a folder that takes no folder in it is refused at once, and nothing appears', async () => {
  for (const [dir, message] of [
    ['/proc/x/y', 'this folder cannot be made here; choose another with --files'],
    [join(folder, 'file', 'x'), 'this is a file, not a folder; choose a folder with --files'],
  ] as const) {
    writeFileSync(join(folder, 'file'), '')
    const { status, stderr } = await started('demo', '--files', dir)
    expect([status, stderr]).toEqual([1, `${dir}:1:1: ${message}; nothing was left behind\n`])
  }
})

test('an option without a value is wrong use, not the folder one stands in', async () => {
  const before = readdirSync(folder)
  const inputs = ['--framework', 'igj-leefstijlbegeleiding', '--responses', 'x', '--region', 'y']
  for (const args of [
    ['demo', '--files', ''],
    ['report', ...inputs, '--out', ''],
    ['report', ...inputs, '--out', 'z', '--edition', ''],
  ]) {
    expect((await run(...args)).status, args.join(' ')).toBe(2)
  }
  expect(readdirSync(folder)).toEqual(before)
})
