/** What the commands of the repo promise to whoever calls them from a script. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { npmCommand } from '../scripts/run.mjs'

type Ended = { code: number | null; stdout: string; stderr: string }

function call(command: string, args: string[], cwd = resolve('.')): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('error', failed)
    child.on('close', (code) => done({ code, stdout, stderr }))
  })
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('the command line prints its JSON and nothing else, also through npm', async () => {
  const [npm, args] = npmCommand()
  const { code, stdout } = await call(npm, [
    ...args,
    ...['run', '-s', 'regiospiegel', '--', 'frameworks', 'list', '--json'],
  ])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).not.toHaveLength(0)
})

test('wrong use of the command line is exit status 2, and says how on standard error', async () => {
  const { code, stdout, stderr } = await call(process.execPath, [
    '--import',
    'tsx',
    'app/cli/bin.ts',
    'nonsense',
  ])
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/Unknown command "nonsense"/)
})

test('a benchmark that does not exist is refused before anything is measured', async () => {
  const { code, stdout, stderr } = await call(process.execPath, ['--import', 'tsx', 'bench/run.mjs', 'Z9'])
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/Unknown: Z9/)
})

test.skipIf(process.platform !== 'linux')(
  'what npm started stops with it, even when npm is killed without a word',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'regiospiegel-stop-'))
    try {
      const run = pathToFileURL(resolve('scripts/run.mjs')).href
      writeFileSync(
        join(folder, 'server.mjs'),
        `import { stopWithNpm } from '${run}'
         stopWithNpm(() => process.exit(0))
         setInterval(() => {}, 1000)
         console.log('pid ' + process.pid)`,
      )
      writeFileSync(join(folder, 'package.json'), '{ "scripts": { "start": "node server.mjs" } }')
      const [npm, args] = npmCommand()
      const child = spawn(npm, [...args, 'start'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
      const pid = await new Promise<number>((found, failed) => {
        let said = ''
        child.on('close', () => failed(new Error(`npm ended: ${said}`)))
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          const match = /pid (\d+)/.exec(said)
          if (match) found(Number(match[1]))
        })
      })
      expect(isRunning(pid)).toBe(true)
      child.kill('SIGKILL')
      await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
