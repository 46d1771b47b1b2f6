import { expect, test } from 'vitest'
import { hyphenationPoints } from '../../app/render/pdf/hyphenate.ts'

const divided = (word: string) => {
  const points = hyphenationPoints(word)
  return [0, ...points].map((point, index) => word.slice(point, points[index])).join('-')
}

test('long Dutch words are divided where Dutch divides them', () => {
  expect(divided('leefstijlbegeleiding')).toBe('leef-stijl-be-ge-lei-ding')
  expect(divided('gezondheidsvaardigheden, ')).toBe('gezond-heids-vaar-dig-he-den, ')
})

test('a word is never divided before a letter with a trema, because the trema would have to go', () => {
  for (const word of ['geïndiceerde', 'cliëntenorganisatie', 'coördinatoren', 'gefinancierdeëisen']) {
    for (const point of hyphenationPoints(word)) expect('ëïöüáéíóú').not.toContain(word[point])
  }
})

test('short words, numbers, addresses and mail addresses stay whole', () => {
  for (const text of [
    'gezond',
    'zorg ',
    '50150NED',
    'www.loketgezondleven.nl',
    'informatie@voorbeeld.nl',
    'https://statline.rivm.nl/',
  ]) {
    expect(hyphenationPoints(text)).toEqual([])
  }
})

test('at least three letters stay on either side', () => {
  for (const word of ['leefstijlbegeleiding', 'ondersteuningsstructuur', 'eenzaamheid', 'overgewicht']) {
    for (const point of hyphenationPoints(word)) {
      expect(point).toBeGreaterThanOrEqual(3)
      expect(word.length - point).toBeGreaterThanOrEqual(3)
    }
  }
})
