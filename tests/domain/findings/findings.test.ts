import { expect, test } from 'vitest'
import { listedCriteria } from '../../../app/domain/findings/findings.ts'
import { proposalOf } from '../../../app/domain/findings/proposal.ts'
import { scoreWithFindings } from '../../../app/domain/findings/score.ts'
import { DONT_KNOW } from '../../../app/domain/framework/framework.ts'
import type { Criterion, Framework } from '../../../app/domain/framework/framework.ts'
import type { QuestionnaireResponse } from '../../../app/domain/response/response.ts'
import type { Label } from '../../../app/domain/scoring/score.ts'
import { tallyResponses } from '../../../app/domain/scoring/tally.ts'
import {
  aBoardResponse,
  aCriterion,
  aFramework,
  aFrameworkWith,
  aNorm,
  aResponse,
  aTheme,
  anItem,
} from '../../make/framework.ts'

// Scoring method §6, the table as it is printed.
test.each<[Label | null, Label | null, string | null, string | null]>([
  ['strength', 'strength', 'good', 'both'],
  ['strength', null, 'good', 'one-lens'],
  ['strength', 'insufficient', 'good', 'one-lens'],
  ['strength', 'mixed', 'good', 'attributed'],
  ['improvement', 'improvement', 'better', 'both'],
  ['improvement', null, 'better', 'one-lens'],
  ['improvement', 'insufficient', 'better', 'one-lens'],
  ['improvement', 'mixed', 'better', 'attributed'],
  ['improvement', 'divided', 'better', 'attributed'],
  ['strength', 'improvement', 'better', 'contrast'],
  ['strength', 'divided', null, null],
  ['divided', 'divided', null, null],
  ['divided', 'mixed', null, null],
  ['divided', null, null, null],
  ['divided', 'insufficient', null, null],
  ['mixed', 'mixed', null, null],
  ['mixed', null, null, null],
  ['insufficient', 'insufficient', null, null],
  [null, null, null, null],
])('%s and %s, in either order, make %s, %s', (one, other, side, form) => {
  expect(proposalOf(one, other, false)).toEqual({ side, form })
  expect(proposalOf(other, one, false)).toEqual({ side, form })
})

test('a gap that counts makes any finding a contrast and gives no column by itself', () => {
  expect(proposalOf('strength', 'mixed', true)).toEqual({ side: 'good', form: 'contrast' })
  expect(proposalOf('improvement', 'improvement', true)).toEqual({ side: 'better', form: 'contrast' })
  expect(proposalOf('mixed', 'mixed', true)).toEqual({ side: null, form: null })
})

/** Professionals of 40 with the given positive share per item; items left out are not answered. */
function professionalsWith(positive: Record<string, number>): QuestionnaireResponse[] {
  return Array.from({ length: 40 }, (_, index) =>
    aResponse({
      answers: Object.fromEntries(
        Object.entries(positive).map(([id, share]) => [id, index < Math.round(share * 40) ? 'a4' : 'a3']),
      ),
    }),
  )
}

function boardsWith(positive: Record<string, number>): QuestionnaireResponse[] {
  return Array.from({ length: 6 }, (_, index) =>
    aBoardResponse(
      ['HO', 'GEM', 'ZV'][index % 3] ?? '',
      `o${index}`,
      Object.fromEntries(
        Object.entries(positive).map(([id, share]) => [id, index < Math.round(share * 6) ? 'a4' : 'a3']),
      ),
    ),
  )
}

const scoreOf = (framework: Framework, responses: QuestionnaireResponse[]) =>
  scoreWithFindings(framework, tallyResponses(framework, responses), { variant: 'core' })

const criterion = (id: string, overrides: Partial<Criterion> = {}) =>
  aCriterion({ id, items: [anItem({ id: `${id}P` })], ...overrides })
const twoLenses = (id: string, overrides: Partial<Criterion> = {}) =>
  aCriterion({ id, items: [anItem({ id: `${id}P` }), anItem({ id: `${id}B`, role: 'board' })], ...overrides })

test('criteria that share a bullet become one finding per column, so one key can give a good and a better bullet', () => {
  const framework = aFrameworkWith(
    criterion('a', { bullet: 'samen' }),
    criterion('b', { bullet: 'samen' }),
    criterion('c', { bullet: 'samen' }),
  )
  const { findings } = scoreOf(framework, professionalsWith({ aP: 0.9, bP: 0.2, cP: 0.95 }))
  expect(findings).toEqual([
    {
      id: 'samen.good',
      theme: 't1',
      bullet: 'samen',
      side: 'good',
      form: 'one-lens',
      criteria: ['a', 'c'],
      items: ['aP', 'cP'],
      roles: ['professional'],
      rule: 'strength·–, strength·–',
      firm: true,
      edition: 'short',
      text: '',
    },
    expect.objectContaining({ id: 'samen.better', criteria: ['b'] }),
  ])
})

test('a finding without a bullet is named after its criterion, stands in the short edition and takes no place there', () => {
  const framework = aFrameworkWith(
    ...['a', 'b', 'c', 'd', 'e'].map((id) => criterion(id)),
    criterion('los', { bullet: null }),
  )
  const shares = { aP: 0.1, bP: 0.1, cP: 0.1, dP: 0.1, eP: 0.4, losP: 0.45 }
  const editions = scoreOf(framework, professionalsWith(shares)).findings.map(({ id, edition }) => [
    id,
    edition,
  ])
  expect(Object.fromEntries(editions)).toEqual({
    'a.better': 'short',
    'b.better': 'short',
    'c.better': 'short',
    'd.better': 'short',
    'e.better': 'extended',
    'los.better': 'short',
  })
})

test('the short edition prints per theme three good bullets: the furthest beyond the cut-off, in the framework order when equal', () => {
  const framework = aFrameworkWith(...['a', 'b', 'c', 'd'].map((id) => criterion(id)))
  const short = (shares: Record<string, number>) =>
    scoreOf(framework, professionalsWith(shares))
      .findings.filter(({ edition }) => edition === 'short')
      .map(({ id }) => id)
  expect(short({ aP: 0.9, bP: 0.95, cP: 1, dP: 0.975 })).toEqual(['b.good', 'c.good', 'd.good'])
  expect(short({ aP: 0.9, bP: 0.9, cP: 0.9, dP: 0.9 })).toEqual(['a.good', 'b.good', 'c.good'])
})

test('bullets that are equally strong on paper keep the framework order, whatever the last digit says', () => {
  const three = aCriterion({ id: 'a', items: ['a1', 'a2', 'a3'].map((id) => anItem({ id })) })
  const framework: Framework = {
    ...aFrameworkWith(three, criterion('b')),
    cutoffs: { ...aFramework().cutoffs, bullets: { good: 1, better: 1 } },
  }
  const { findings } = scoreOf(framework, professionalsWith({ a1: 0.775, a2: 1, a3: 1, bP: 0.925 }))
  expect(findings.map(({ id, edition }) => [id, edition])).toEqual([
    ['a.good', 'short'],
    ['b.good', 'extended'],
  ])
})

test('a firm bullet goes before a provisional one, however strong that looks', () => {
  const framework = aFrameworkWith(
    ...['a', 'b', 'c'].map((id) => criterion(id)),
    aCriterion({ id: 'd', items: [anItem({ id: 'dB', role: 'board' })] }),
    criterion('e'),
  )
  const responses = [
    ...professionalsWith({ aP: 0.85, bP: 0.85, cP: 0.85 }),
    ...['HO', 'GEM', 'ZV'].map((party) => aBoardResponse(party, party, { dB: 'a5' })),
  ]
  const findings = scoreOf(framework, responses).findings
  expect(findings.find(({ id }) => id === 'd.good')).toMatchObject({ firm: false, edition: 'extended' })
})

test('each theme has its own places', () => {
  const framework = aFramework({
    themes: ['x', 'y'].map((id) =>
      aTheme({
        id,
        norms: [
          aNorm({ id: `n${id}`, criteria: ['1', '2', '3'].map((number) => criterion(`${id}${number}`)) }),
        ],
      }),
    ),
  })
  const shares = Object.fromEntries(['x1', 'x2', 'x3', 'y1', 'y2', 'y3'].map((id) => [`${id}P`, 0.9]))
  const { findings } = scoreOf(framework, professionalsWith(shares))
  expect(findings.every(({ edition }) => edition === 'short')).toBe(true)
  expect(findings.map(({ theme }) => theme)).toEqual(['x', 'x', 'x', 'y', 'y', 'y'])
})

test('a share of "weet ik niet" ranks by how far it lies over 40 percent, also when the cell itself is hidden', () => {
  const signal = (id: string) => criterion(id, { items: [anItem({ id: `${id}P`, unknownIsSignal: true })] })
  const framework: Framework = {
    ...aFrameworkWith(signal('a'), criterion('b')),
    cutoffs: { ...aFramework().cutoffs, bullets: { good: 1, better: 1 } },
  }
  const responses = (unknown: number) =>
    Array.from({ length: 40 }, (_, index) =>
      aResponse({ answers: { aP: index < unknown ? DONT_KNOW : 'a4', bP: index < 12 ? 'a4' : 'a3' } }),
    )
  const short = (unknown: number) =>
    scoreOf(framework, responses(unknown))
      .findings.filter(({ edition }) => edition === 'short')
      .map(({ id }) => id)
  // b lies 0.2 under its cut-off; a 0.5 or 0.15 over its own.
  expect(short(36)).toEqual(['a.better'])
  expect(short(22)).toEqual(['b.better'])
  const hidden = scoreOf(framework, responses(36)).findings[0]
  expect(hidden).toMatchObject({ criteria: ['a'], items: ['aP'], roles: ['professional'] })
})

test('a bullet is firm only when all its criteria are; the label of the other lens does not matter for that', () => {
  const framework = aFrameworkWith(twoLenses('a', { bullet: 'samen' }), criterion('b', { bullet: 'samen' }))
  const weak = [...professionalsWith({ aP: 0.1, bP: 0.1 }), ...boardsWith({ aB: 4 / 6 })]
  expect(scoreOf(framework, weak).findings).toMatchObject([
    { firm: true, form: 'attributed', roles: ['professional'], rule: 'improvement·mixed, improvement·–' },
  ])
  const shaky = [
    ...professionalsWith({ aP: 0.1 }),
    ...professionalsWith({ bP: 0.4 }).filter((_, index) => index % 8 === 0),
    ...boardsWith({ aB: 4 / 6 }),
  ]
  expect(scoreOf(framework, shaky).findings).toMatchObject([{ firm: false }])
})

test('a bullet is a contrast when one of its criteria is, and both only when all are', () => {
  const framework = aFrameworkWith(twoLenses('a', { bullet: 'samen' }), twoLenses('b', { bullet: 'samen' }))
  const form = (professionals: Record<string, number>, boards: Record<string, number>) =>
    scoreOf(framework, [...professionalsWith(professionals), ...boardsWith(boards)]).findings.map(
      (one) => one.form,
    )
  expect(form({ aP: 0.1, bP: 0.1 }, { aB: 0, bB: 0 })).toEqual(['both'])
  expect(form({ aP: 0.1, bP: 0.1 }, { aB: 1, bB: 0 })).toEqual(['contrast'])
  expect(form({ aP: 0.1, bP: 0.1 }, { bB: 0 })).toEqual(['one-lens'])
  expect(form({ aP: 0.1, bP: 0.1 }, { aB: 4 / 6, bB: 0 })).toEqual(['attributed'])
})

test('the roles of a finding are those whose labels give its column, and its items are theirs', () => {
  const framework = aFrameworkWith(twoLenses('a'))
  const { findings } = scoreOf(framework, [...professionalsWith({ aP: 0.1 }), ...boardsWith({ aB: 1 })])
  expect(findings).toMatchObject([
    {
      side: 'better',
      form: 'contrast',
      roles: ['professional'],
      items: ['aP'],
      rule: 'improvement·strength',
    },
  ])
})

test('a gap that counts makes a contrast in the column of the labels, and without a column lists the criterion as divided', () => {
  const framework = aFrameworkWith(twoLenses('a', { comparable: true }), twoLenses('b', { comparable: true }))
  const responses = Array.from({ length: 1000 }, (_, index) =>
    aResponse({ answers: { aP: index < 960 ? 'a4' : 'a3', bP: index < 520 ? 'a4' : 'a3' } }),
  )
  const boards = Array.from({ length: 300 }, (_, index) =>
    aBoardResponse(['HO', 'GEM', 'ZV'][index % 3] ?? '', `o${index}`, {
      aB: index < 180 ? 'a4' : 'a3',
      bB: index < 216 ? 'a4' : 'a3',
    }),
  )
  const score = scoreOf(framework, [...responses, ...boards])
  expect(score.findings).toMatchObject([{ id: 'a.good', form: 'contrast', rule: 'strength·mixed+gap' }])
  expect(listedCriteria(framework, score)).toEqual([
    { theme: 't1', criterion: 'b', as: 'divided', gap: true },
  ])
})

test('criteria without a finding are listed as divided, mixed or too thin, and not at all when nobody was asked', () => {
  const framework = aFrameworkWith(
    criterion('a'),
    criterion('b'),
    criterion('c'),
    criterion('d', { items: [anItem({ id: 'dP', variant: 'full' })] }),
  )
  const responses = Array.from({ length: 40 }, (_, index) =>
    aResponse({ answers: { aP: index < 20 ? 'a1' : 'a5', bP: index < 25 ? 'a4' : 'a3' } }),
  )
  expect(
    listedCriteria(framework, scoreOf(framework, responses)).map(({ criterion, as }) => [criterion, as]),
  ).toEqual([
    ['a', 'divided'],
    ['b', 'mixed'],
    ['c', 'insufficient'],
  ])
})
