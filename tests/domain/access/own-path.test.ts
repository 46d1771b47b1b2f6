import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownPath } from '../../../app/domain/access/own-path.ts'

test('a path of our own is kept, with its question', () => {
  expect(ownPath('/rondes/x/resultaten?soort=a#b')).toBe('/rondes/x/resultaten?soort=a')
  expect(ownPath(null)).toBe('/')
})

test('what a browser could read as another site leads to the overview', () => {
  for (const asked of [
    'https://kwaad.example/',
    '//kwaad.example',
    '/\\kwaad.example',
    '\\\\kwaad.example',
    '/\t/kwaad.example',
    '/.//kwaad.example',
    '/x/..//kwaad.example',
    'javascript:alert(1)',
    '/%2e%2e//kwaad.example',
    ' /x',
    'x',
  ]) {
    expect([asked, ownPath(asked)]).toEqual([asked, '/'])
  }
})

test('whatever is asked, a browser stays on our site', () => {
  const tricky = fc.string({
    unit: fc.constantFrom('/', '\\', '.', '@', ':', '%2f', '\t', '\n', 'a', '?', '#'),
  })
  fc.assert(
    fc.property(tricky, (asked) => {
      expect(new URL(ownPath(`/${asked}`), 'https://wij.example').origin).toBe('https://wij.example')
      expect(new URL(ownPath(asked), 'https://wij.example').origin).toBe('https://wij.example')
    }),
    { seed: 20261121, numRuns: 3000 },
  )
})
