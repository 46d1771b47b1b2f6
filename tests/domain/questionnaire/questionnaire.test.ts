import { expect, test } from 'vitest'
import { pathFor } from '../../../app/domain/questionnaire/path.ts'
import {
  isAsked,
  pageItems,
  questionnaireFor,
  REMAINING,
} from '../../../app/domain/questionnaire/questionnaire.ts'
import { loadFrameworks } from '../../../app/frameworks.server.ts'
import { aCriterion, aFramework, aNorm, anItem, aRole, aTheme } from '../../make/framework.ts'

const V = { routes: ['V'], party: null }

function normWith(id: string, count: number) {
  const items = Array.from({ length: count }, (_, index) => anItem({ id: `${id}-${index + 1}` }))
  return aNorm({ id, criteria: [aCriterion({ id: `${id}c`, items })] })
}

test('a short theme is one page, a long one a page per norm, and loose items come last', () => {
  const framework = aFramework({
    themes: [
      aTheme({ id: 'short', norms: [normWith('n1', 3), normWith('n2', 5)] }),
      aTheme({ id: 'long', norms: [normWith('n3', 4), normWith('n4', 5)] }),
    ],
    items: [anItem({ id: 'open', kind: 'open' })],
  })
  const { pages } = questionnaireFor(framework, 'professional', 'core', V)
  expect(pages.map((page) => [page.id, page.sections.length, pageItems(page).length])).toEqual([
    ['short', 2, 8],
    ['n3', 1, 4],
    ['n4', 1, 5],
    [REMAINING, 1, 1],
  ])
  expect(pages[1]).toMatchObject({ title: 'Norm n3', theme: { id: 'long' } })
  expect(pages[3]).toMatchObject({ title: null, theme: null, sections: [{ norm: null }] })
})

test('a norm or theme without a question for this respondent gives no page', () => {
  const framework = aFramework({
    themes: [
      aTheme({
        id: 't1',
        norms: [
          normWith('n1', 9),
          aNorm({
            id: 'n2',
            criteria: [aCriterion({ id: 'c2', items: [anItem({ id: 'x', routes: ['U'] })] })],
          }),
        ],
      }),
      aTheme({ id: 't2', norms: [aNorm({ id: 'n3', criteria: [aCriterion({ id: 'c3', items: [] })] })] }),
    ],
  })
  const ids = (routes: string[]) =>
    questionnaireFor(framework, 'professional', 'core', { routes, party: null }).pages.map((page) => page.id)
  expect(ids(['V'])).toEqual(['n1'])
  expect(ids(['V', 'U'])).toEqual(['n1', 'n2'])
})

test('a question is put to those whose role, route, party and variant it names, or to all when it names none', () => {
  const asked = (item: Parameters<typeof anItem>[0], path = V, variant: 'core' | 'full' = 'core') =>
    isAsked(anItem(item), 'professional', variant, path)
  expect(asked({ id: 'a' })).toBe(true)
  expect(asked({ id: 'a', role: 'board' })).toBe(false)
  expect(asked({ id: 'a', routes: ['U', 'V'] })).toBe(true)
  expect(asked({ id: 'a', routes: ['U'] })).toBe(false)
  expect(asked({ id: 'a', parties: ['HO'] })).toBe(false)
  expect(
    isAsked(anItem({ id: 'a', parties: ['HO'] }), 'professional', 'core', { routes: [], party: 'HO' }),
  ).toBe(true)
  expect(asked({ id: 'a', variant: 'full' })).toBe(false)
  expect(asked({ id: 'a', variant: 'full' }, V, 'full')).toBe(true)
})

test('every respondent of the frameworks that ship gets pages of a size to answer', async () => {
  for (const framework of (await loadFrameworks()).list()) {
    for (const role of framework.roles) {
      const paths =
        role.routing === 'parties'
          ? framework.parties.map((party) => ({ routes: [], party: party.id }))
          : [{ routes: role.routes.map((route) => route.id), party: null }]
      for (const path of paths) {
        for (const variant of ['core', 'full'] as const) {
          const { pages } = questionnaireFor(framework, role.id, variant, path)
          expect(pages.length, `${framework.id} ${role.id} ${variant}`).toBeGreaterThan(0)
          expect(new Set(pages.map((page) => page.id)).size).toBe(pages.length)
          for (const page of pages) expect(pageItems(page).length).toBeLessThanOrEqual(12)
        }
      }
    }
  }
})

test('who chooses no route gets those of the profession; chosen routes win', () => {
  const framework = aFramework()
  const professional = { role: 'professional', party: null }
  expect(pathFor(framework, professional, { profession: 'huisarts' })).toMatchObject({ routes: ['V'] })
  expect(pathFor(framework, professional, { profession: 'huisarts', routes: ['U', 'V'] })).toMatchObject({
    routes: ['V', 'U'],
  })
  expect(pathFor(framework, professional, {})).toMatchObject({ reason: 'no-route' })
})

test('the party of an invitation can not be changed by who opens it', () => {
  const framework = aFramework()
  const invited = pathFor(framework, { role: 'board', party: 'HO' }, { party: 'ZV' })
  expect(invited).toMatchObject({ kind: 'path', party: null })
  expect(pathFor(framework, { role: 'board', party: null }, { party: 'ZV' })).toMatchObject({ party: 'ZV' })
  expect(pathFor(framework, { role: 'board', party: null }, {})).toMatchObject({ reason: 'no-party' })
})

test('a role that is not routed needs no choice at all', () => {
  const framework = aFramework({ roles: [aRole({ id: 'guest' })] })
  expect(pathFor(framework, { role: 'guest', party: null }, {})).toEqual({
    kind: 'path',
    profession: null,
    routes: [],
    party: null,
  })
})
