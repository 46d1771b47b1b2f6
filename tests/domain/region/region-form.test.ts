import { expect, test } from 'vitest'
import { municipalitiesFrom, organisationsFrom, regionFrom } from '../../../app/domain/region/region-form.ts'

test('municipalities are read with their code before or behind, and never without one', () => {
  expect(
    municipalitiesFrom('GM0141 Almelo\r\n0147;Borne\n\nTwenterand (gm1700)\n’t Hof van Twente; 1735'),
  ).toEqual({
    ok: true,
    value: [
      { code: 'GM0141', name: 'Almelo' },
      { code: 'GM0147', name: 'Borne' },
      { code: 'GM1700', name: 'Twenterand' },
      { code: 'GM1735', name: '’t Hof van Twente' },
    ],
  })
  const wrong = municipalitiesFrom('Almelo\nGM0147 Borne\nGM0147 Borne weer\nGM0150')
  expect(wrong.ok ? [] : wrong.problems.map(({ reason, line }) => [reason, line])).toEqual([
    ['no-code', 1],
    ['twice', 3],
    ['no-code', 4],
  ])
})

test('a region needs a name', () => {
  expect(regionFrom({ title: ' ', municipalities: null })).toMatchObject({
    ok: false,
    problems: [{ field: 'title' }],
  })
  expect(regionFrom({ title: 'Midden', municipalities: '' })).toEqual({
    ok: true,
    value: { title: 'Midden', municipalities: [] },
  })
})

test('a pasted list of organisations is taken whole, with numbers that are exact or not, or refused with its lines', () => {
  const posted = { party: 'HO', list: 'Praktijk A; 12\nPraktijk B\t3\nPraktijk C', about: true }
  expect(organisationsFrom(posted, ['HO'], [])).toEqual({
    ok: true,
    value: [
      { party: 'HO', name: 'Praktijk A', people: { about: 12 } },
      { party: 'HO', name: 'Praktijk B', people: { about: 3 } },
      { party: 'HO', name: 'Praktijk C', people: null },
    ],
  })
  const wrong = organisationsFrom(
    { party: 'XX', list: 'praktijk  a\nB; veel\nC\nC', about: false },
    ['HO', 'XX'],
    [{ party: 'XX', name: 'Praktijk A' }],
  )
  expect(wrong.ok ? [] : wrong.problems.map(({ reason, line }) => [reason, line])).toEqual([
    ['twice', 1],
    ['not-a-number', 2],
    ['twice', 4],
  ])
  expect(organisationsFrom({ ...posted, party: 'nope' }, ['HO'], []).ok).toBe(false)
})
