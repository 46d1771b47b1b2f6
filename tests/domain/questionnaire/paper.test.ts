import { expect, test } from 'vitest'
import { codesFromNumbers, paperParts, routesFromLetters } from '../../../app/domain/questionnaire/paper.ts'
import { allItems } from '../../../app/domain/framework/framework.ts'
import { loadFrameworks } from '../../../app/frameworks.server.ts'
import { aFrameworkToAnswer } from '../../make/round.ts'

test('on paper every item of the role stands once, numbered in a row, with the letters of whom it is for', () => {
  const framework = aFrameworkToAnswer()
  const items = paperParts(framework, 'professional', 'core').flatMap((part) =>
    part.sections.flatMap((section) => section.items),
  )
  expect(items.map(({ number, item }) => [number, item.id])).toEqual([
    [1, 'P1'],
    [2, 'P2'],
    [3, 'PM'],
    [4, 'PO'],
  ])
  expect(items[1]?.only).toEqual({ letters: ['A'], parties: [] })
  expect(items[0]?.only).toEqual({ letters: [], parties: [] })
})

test('no item of a shipped framework is lost on paper, of any role, in both variants', async () => {
  for (const framework of (await loadFrameworks()).list()) {
    for (const role of framework.roles) {
      for (const variant of ['core', 'full'] as const) {
        const printed = paperParts(framework, role.id, variant).flatMap((part) =>
          part.sections.flatMap((section) => section.items.map(({ item }) => item)),
        )
        const asked = allItems(framework).filter(
          (item) => item.role === role.id && (variant === 'full' || item.variant === 'core'),
        )
        expect(new Set(printed)).toEqual(new Set(asked))
        expect(printed).toHaveLength(asked.length)
      }
    }
  }
})

test('a number on paper is the option it stands before, and a number that is not there is refused', () => {
  const item = { options: ['a', 'b', 'c'].map((code) => ({ code })) } as never
  expect(codesFromNumbers(item, ' 2 ')).toEqual({ ok: true, codes: ['b'] })
  expect(codesFromNumbers(item, '3, 1')).toEqual({ ok: true, codes: ['c', 'a'] })
  expect(codesFromNumbers(item, '')).toEqual({ ok: true, codes: [] })
  for (const typed of ['0', '4', 'x', '13', '1.5x']) {
    expect(codesFromNumbers(item, typed)).toEqual({ ok: false })
  }
})

test('letters of routes are read in capitals or not, with or without spaces', () => {
  const routes = [{ id: 'V' }, { id: 'U' }, { id: 'S' }]
  expect(routesFromLetters(routes, 'a C')).toEqual({ ok: true, routes: ['V', 'S'] })
  expect(routesFromLetters(routes, 'AB')).toEqual({ ok: true, routes: ['V', 'U'] })
  expect(routesFromLetters(routes, 'D')).toEqual({ ok: false })
})
