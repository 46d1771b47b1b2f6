import { expect, test } from 'vitest'
import { newPasswordProblem } from '../../../app/passwords.server.ts'

const person = { name: 'Anna de Vries', email: 'anna.devries@regio-voorbeeld.nl' }
const problem = (password: string) => newPasswordProblem(password, person)

test('a password of four loose words, or of any signs, may be used from fifteen characters on', async () => {
  expect(await problem('paars kanaal fiets boter')).toBeNull()
  expect(await problem('ÿ9§ñ çøΩ… ∂ƒ˚¬ x')).toBeNull()
  expect(await problem('kort en krachtig'.slice(0, 14))).toBe('too-short')
  expect(await problem('paars kanaal fiets boter '.repeat(9))).toBe('too-long')
})

test('what attackers try first is refused: leaked ones, repeated ones, with a year behind it, rows of keys', async () => {
  for (const password of [
    'passwordpassword',
    'Password123456789',
    'welkomwelkomwelkom',
    'qwertyuiopasdfgh',
    '123456789012345678',
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababab',
  ]) {
    expect([password, await problem(password)]).toEqual([password, 'too-common'])
  }
})

test('the own name, e-mail or the name of the product is no password', async () => {
  expect(await problem('regiospiegel2026!')).toBe('too-personal')
  expect(await problem('Vries-anna-devries-1')).toBe('too-personal')
  expect(await problem('regio-voorbeeld.nl')).toBe('too-personal')
})
