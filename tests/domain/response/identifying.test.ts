import { expect, test } from 'vitest'
import {
  identifyingIn,
  isShortened,
  TAKEN_OUT,
  withoutIdentifying,
} from '../../../app/domain/response/identifying.ts'
import { personalDataIn } from '../../../app/domain/response/answer.ts'
import { randomOf } from '../../../app/domain/response/random.ts'

const found = (text: string) => identifyingIn(text).map(({ kind, from, to }) => [kind, text.slice(from, to)])

test('names are noticed after a title, after initials, and as two words with a capital', () => {
  expect(found('Vraag het mevrouw Jansen.')).toContainEqual(['name', 'mevrouw Jansen'])
  expect(found('zij is van dhr. de Vries')).toContainEqual(['name', 'dhr. de Vries'])
  expect(found('volgens dokter Van den Berg niet')).toContainEqual(['name', 'dokter Van den Berg'])
  expect(found('collega Özlem weet dit')).toContainEqual(['name', 'collega Özlem'])
  expect(found('dat zei J.P. van der Laan')).toContainEqual(['name', 'J.P. van der Laan'])
  expect(found('dat zei Fatima El Amrani gisteren')).toContainEqual(['name', 'Fatima El'])
  expect(found('dat zei Jan de Wit gisteren')).toContainEqual(['name', 'Jan de Wit'])
})

test('numbers, addresses, licence plates, links and full dates are noticed', () => {
  expect(found('BSN 111222333')).toEqual([['citizen-number', '111222333']])
  expect(found('mail jan@praktijk.nl')).toEqual([['email', 'jan@praktijk.nl']])
  expect(found('bel 06-12345678')).toEqual([['phone', '06-12345678']])
  for (const plate of ['AB-12-34', '12-ab-34', '12-ABC-3', 'A-123-BC', '1-AB-234', 'XY-999-Z']) {
    expect(found(`auto ${plate}.`)).toEqual([['licence-plate', plate]])
  }
  expect(found('zie https://praktijk.nl/team')).toContainEqual(['link', 'https://praktijk.nl/team'])
  expect(found('zie praktijkdelinde.nl')).toEqual([['link', 'praktijkdelinde.nl']])
  for (const date of ['12-03-1985', '1/4/72', '1985-03-12', '3 maart 1985', "5 dec. '61"]) {
    expect(found(`geboren ${date}`)).toEqual([['date', date]])
  }
})

test('ordinary sentences are left alone', () => {
  for (const text of [
    'Wij hebben te weinig tijd in het consult.',
    'In Twente gaat het goed. De GGD helpt.',
    'Van de 12 zeggen er 10-20 ja; zie 2025-2026.',
    'Dat kan beter in 2027.',
    'Zie artikel 7:448 BW.',
    'Wij werken met GLI-programma’s en e-health.',
    '',
  ]) {
    expect(found(text), text).toEqual([])
  }
})

test('where a moderator begins, nothing that was found is left, and only words were taken out', () => {
  const text = 'Mevrouw Jansen (jan@praktijk.nl, 06-12345678) regelt dit goed.'
  expect(withoutIdentifying(text)).toBe(`${TAKEN_OUT} (${TAKEN_OUT}, ${TAKEN_OUT}) regelt dit goed.`)
  const parts = ['Wij', 'bel 06-12345678', 'dokter De Boer', 'a.b@c.nl', 'weinig', 'tijd,', '111222333', '😀']
  const random = randomOf(7)
  for (let round = 0; round < 200; round++) {
    const made = Array.from({ length: 6 }, () => parts[Math.floor(random() * parts.length)]).join(' ')
    const shortened = withoutIdentifying(made)
    expect(personalDataIn(shortened), made).toEqual([])
    if (shortened !== made && /[a-z]/.test(shortened.replaceAll(TAKEN_OUT, ''))) {
      expect(isShortened(made, shortened), made).toBe(true)
    }
  }
})

test('taking words out is marked, and is not rewriting', () => {
  const text = 'Mevrouw Jansen doet niet alles goed.'
  expect(isShortened(text, '[…] doet niet alles goed.')).toBe(true)
  expect(isShortened(text, 'Mevrouw […] doet […] goed.')).toBe(true)
  expect(isShortened(text, 'Mevrouw Jansen doet  niet […].')).toBe(true)
  for (const other of [
    text,
    'doet niet alles goed.',
    '[…] doet alles goed.',
    '[…] doet zeer […] goed.',
    '[…] goed. […] niet',
    '[…]ansen doet niet alles goed.',
    'Mevrouw Jansen doet niet alle […]',
    '[…]',
    '',
  ]) {
    expect(isShortened(text, other), other).toBe(false)
  }
})
