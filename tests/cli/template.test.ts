import { expect, test } from 'vitest'
import { main } from '../../app/cli/main.ts'

async function template(...args: string[]) {
  let [stdout, stderr] = ['', '']
  const io = {
    stdout: (text: string) => void (stdout += text),
    stderr: (text: string) => void (stderr += text),
    cwd: process.cwd(),
  }
  return { status: await main(['template', ...args], io), stdout, stderr }
}

test('the header has the columns about the respondent and then every question of the role, in order', async () => {
  const { status, stdout, stderr } = await template('--framework', 'zwembadhygiene', '--role', 'badmeester')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toBe('role;party;organisation;profession;routes;Z01;Z02;Z03;Z04;Z05;Z06;Z07;Z08;Z09;ZO1\n')
})

test('the core header leaves out the questions of the full questionnaire', async () => {
  const { stdout } = await template(
    '--framework',
    'zwembadhygiene@1.0',
    '--role',
    'directie',
    '--variant',
    'core',
  )
  expect(stdout).toBe('role;party;organisation;profession;routes;D01;D02;D04;D05;D06;D07;DO1\n')
})

test('an unknown framework or role is wrong input, with what there is', async () => {
  const unknownRole = await template('--framework', 'zwembadhygiene', '--role', 'board')
  expect([unknownRole.status, unknownRole.stdout]).toEqual([1, ''])
  expect(unknownRole.stderr).toContain('has no role "board"; choose one of badmeester, directie')
  const unknownFramework = await template('--framework', 'zwembad', '--role', 'directie')
  expect([unknownFramework.status, unknownFramework.stdout]).toEqual([1, ''])
})

test('wrong use is explained', async () => {
  const role = ['--framework', 'zwembadhygiene', '--role', 'directie']
  for (const args of [
    [],
    role.slice(0, 2),
    role.slice(2),
    [...role, '--variant', 'short'],
    [...role, 'x'],
    ['--role'],
  ]) {
    const { status, stdout, stderr } = await template(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: regiospiegel template')
  }
})
