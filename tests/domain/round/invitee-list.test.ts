import { expect, test } from 'vitest'
import { guessColumns, readInvitees } from '../../../app/domain/round/invitee-list.ts'

const LINDE = { id: 'o1', name: 'Praktijk De Linde', party: 'HO' }
const BRUG = { id: 'o2', name: 'Praktijk De Brug', party: 'HO' }
const known = { organisations: [LINDE, BRUG], emails: ['al@example.nl'], taken: null }

test.each([
  [['Naam', 'E-mail', 'Organisatie'], { name: 0, email: 1, organisation: 2 }],
  [['Praktijknaam', 'Mailadres', 'Contactpersoon'], { name: 2, email: 1, organisation: 0 }],
  [['Achternaam', 'E-mailadres werk'], { name: 0, email: 1, organisation: null }],
  [['a', 'b'], { name: null, email: null, organisation: null }],
])('the columns of %j are known by their headings', (heading, mapping) => {
  expect(guessColumns(heading)).toEqual(mapping)
})

test('every row says what is wrong with it, and a good row has its organisation whatever capitals it has', () => {
  const rows = readInvitees(
    [
      ['Naam', 'E-mail', 'Organisatie'],
      ['Anna', ' Anna@Example.NL ', 'praktijk  de linde'],
      ['', '', ''],
      ['Bert', 'bert.example.nl', 'Praktijk De Brug'],
      ['Cor', '', 'Praktijk De Brug'],
      ['Dirk', 'anna@example.nl', 'Praktijk De Brug'],
      ['Els', 'al@example.nl', 'Praktijk De Brug'],
      ['Fien', 'fien@example.nl', 'Praktijk Onbekend'],
      ['Guus', 'guus@example.nl', ''],
      ['x'.repeat(101), 'lang@example.nl', 'Praktijk De Brug'],
      ['Iris', 'iris@example.nl'],
    ],
    { name: 0, email: 1, organisation: 2 },
    known,
  )
  expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
    [2, null],
    [4, 'wrong-email'],
    [5, 'no-email'],
    [6, 'twice-in-list'],
    [7, 'invited-already'],
    [8, 'unknown-organisation'],
    [9, 'no-organisation'],
    [10, 'name-too-long'],
    [11, 'no-organisation'],
  ])
  expect(rows[0]).toMatchObject({ name: 'Anna', email: 'anna@example.nl', organisation: LINDE })
})

test('a board is invited once, on this list or before', () => {
  const rows = readInvitees(
    [
      ['E-mail', 'Organisatie'],
      ['a@example.nl', 'Praktijk De Linde'],
      ['b@example.nl', 'Praktijk De Brug'],
      ['c@example.nl', 'Praktijk De Brug'],
    ],
    { name: null, email: 0, organisation: 1 },
    { ...known, taken: ['o1'] },
  )
  expect(rows.map(({ problem }) => problem)).toEqual(['organisation-has-one', null, 'organisation-has-one'])
})

test('where one organisation takes part the list need not name it', () => {
  const [row] = readInvitees(
    [['E-mail'], ['a@example.nl']],
    { name: null, email: 0, organisation: null },
    { ...known, organisations: [LINDE] },
  )
  expect(row).toMatchObject({ organisation: LINDE, problem: null })
})
