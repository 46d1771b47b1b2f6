import { expect, test } from 'vitest'
import { DONT_KNOW, NOT_APPLICABLE } from '../../../app/domain/framework/framework.ts'
import type { Criterion, Framework } from '../../../app/domain/framework/framework.ts'
import type { QuestionnaireResponse } from '../../../app/domain/response/response.ts'
import { getCriterionScore, scoreFramework } from '../../../app/domain/scoring/score-framework.ts'
import type { ScoreOptions } from '../../../app/domain/scoring/score-framework.ts'
import { tallyResponses } from '../../../app/domain/scoring/tally.ts'
import {
  SCALES,
  aBoardResponse,
  aCriterion,
  aFramework,
  aFrameworkWith,
  aMultipleItem,
  aNorm,
  aResponse,
  aRole,
  aTheme,
  anItem,
  professionals,
} from '../../make/framework.ts'

function scored(
  framework: Framework,
  responses: QuestionnaireResponse[],
  options: Partial<ScoreOptions> = {},
) {
  return scoreFramework(framework, tallyResponses(framework, responses, options), {
    variant: 'core',
    ...options,
  })
}

/** The score of a framework's only criterion in one role. */
function roleScore(
  criterion: Criterion,
  responses: QuestionnaireResponse[],
  role = 'professional',
  options = {},
) {
  const score = getCriterionScore(scored(aFrameworkWith(criterion), responses, options), criterion.id).roles[
    role
  ]
  if (!score) throw new Error(`no score for ${role}`)
  return score
}

const oneItem = (options = SCALES.agree) => aCriterion({ id: 'c', items: [anItem({ id: 'P', options })] })
const boardItem = (options = SCALES.phase, parties: string[] = []) =>
  aCriterion({ id: 'c', items: [anItem({ id: 'B', role: 'board', options, parties })] })
const boards = (answers: [party: string, organisation: string | null, code: string][]) =>
  answers.map(([party, organisation, code]) => aBoardResponse(party, organisation, { B: code }))

test('a positive share counts only answers that score; "weet ik niet" and "niet van toepassing" are reported beside it', () => {
  const score = roleScore(
    oneItem(),
    professionals('P', { a4: 6, a2: 2, [DONT_KNOW]: 1, [NOT_APPLICABLE]: 1 }),
  )
  expect(score).toMatchObject({
    n: 8,
    neff: 8,
    p: 0.75,
    mean: (6 * 75 + 2 * 25) / 8,
    unknown: 0.1,
    notApplicable: 0.1,
  })
  expect(score.items).toEqual([
    {
      id: 'P',
      n: 8,
      neff: 8,
      p: 0.75,
      mean: 62.5,
      unknown: 0.1,
      notApplicable: 0.1,
      distribution: { a1: 0, a2: 2, a3: 0, a4: 6, a5: 0, [DONT_KNOW]: 1, [NOT_APPLICABLE]: 1 },
    },
  ])
})

test('ten of ten half-way answers is a positive share of one half, so it can be better', () => {
  const score = roleScore(oneItem(SCALES.phase), professionals('P', { f3: 10 }))
  expect(score).toMatchObject({ p: 0.5, label: 'improvement' })
})

test.each([
  ['three quarters is a strength', { a4: 30, a2: 10 }, 'strength'],
  ['just under three quarters is mixed', { a4: 29, a2: 11 }, 'mixed'],
  ['just over one half is mixed', { a4: 21, a2: 19 }, 'mixed'],
  ['one half is an improvement', { a4: 20, a3: 20 }, 'improvement'],
])('%s', (_, counts, label) => {
  expect(roleScore(oneItem(), professionals('P', counts)).label).toBe(label)
})

test('a mean that is three quarters on paper is a strength, whatever the computer makes of the last digit', () => {
  const criterion = aCriterion({ id: 'c', items: ['P1', 'P2', 'P3'].map((id) => anItem({ id })) })
  // 0.7 + 0.75 + 0.8 = 2.25 on paper; in binary a little less.
  const positive: Record<string, number> = { P1: 14, P2: 15, P3: 16 }
  const responses = Array.from({ length: 20 }, (_, index) =>
    aResponse({
      answers: Object.fromEntries(
        Object.entries(positive).map(([id, count]) => [id, index < count ? 'a4' : 'a3']),
      ),
    }),
  )
  expect(roleScore(criterion, responses)).toMatchObject({ label: 'strength' })
})

test('below the minimum group nothing but the fact that it is hidden comes out', () => {
  const score = roleScore(oneItem(), professionals('P', { a5: 4, [DONT_KNOW]: 9 }))
  expect(score).toEqual({
    label: 'insufficient',
    reason: null,
    firm: false,
    census: false,
    n: null,
    neff: null,
    p: null,
    mean: null,
    interval: null,
    unknown: null,
    notApplicable: null,
    items: [{ id: 'P', n: null }],
  })
})

test('a round may raise the minimum group and never lower it', () => {
  const responses = professionals('P', { a5: 6 })
  expect(roleScore(oneItem(), responses, 'professional', { minimumGroup: { professional: 7 } }).n).toBeNull()
  expect(
    roleScore(oneItem(), professionals('P', { a5: 4 }), 'professional', { minimumGroup: { professional: 1 } })
      .n,
  ).toBeNull()
})

test('an item that too few answered does not count for its criterion; n is that of the thinnest item that counts', () => {
  const criterion = aCriterion({ id: 'c', items: ['P1', 'P2', 'P3'].map((id) => anItem({ id })) })
  const responses = Array.from({ length: 10 }, (_, index) =>
    aResponse({
      answers: {
        P1: 'a5',
        ...(index < 6 && { P2: index < 3 ? 'a5' : 'a1' }),
        ...(index < 4 && { P3: 'a1' }),
      },
    }),
  )
  const score = roleScore(criterion, responses)
  expect(score).toMatchObject({ p: 0.75, n: 6, neff: 6 })
  expect(score.items[2]).toEqual({ id: 'P3', n: null })
})

test('a role without choice items is absent, also when it has a multiple-choice item', () => {
  const criterion = aCriterion({
    id: 'c',
    items: [anItem({ id: 'P' }), aMultipleItem({ id: 'M', role: 'board' })],
  })
  const score = getCriterionScore(scored(aFrameworkWith(criterion), professionals('P', { a5: 5 })), 'c')
  expect(Object.keys(score.roles)).toEqual(['professional'])
})

test('for a named role the minimum group counts organisations, not the people who answered', () => {
  const twoOrganisations = boards([
    ['HO', 'A', 'f4'],
    ['HO', 'A', 'f4'],
    ['HO', 'A', 'f4'],
    ['GEM', 'B', 'f4'],
  ])
  expect(roleScore(boardItem(), twoOrganisations, 'board').label).toBe('insufficient')
  expect(
    roleScore(boardItem(), [...twoOrganisations, ...boards([['ZV', 'C', 'f4']])], 'board'),
  ).toMatchObject({
    n: 5,
    label: 'strength',
  })
})

test('the same name in two parties is two organisations, and a nameless board response is one of its own', () => {
  const responses = boards([
    ['HO', 'A', 'f4'],
    ['GEM', 'A', 'f4'],
    ['GEM', null, 'f4'],
  ])
  expect(roleScore(boardItem(), responses, 'board').n).toBe(3)
})

test('weighted by party every party weighs the same, and every organisation the same within it', () => {
  const responses = boards([
    ['HO', 'A', 'f4'],
    ['GEM', 'B', 'f1'],
    ['GEM', 'C', 'f4'],
    ['GEM', 'C', 'f4'],
  ])
  const score = roleScore(boardItem(), responses, 'board')
  expect(score.p).toBeCloseTo(1 / 2 + 1 / 4, 12)
  expect(score.n).toBe(4)
  // Weights 1/2, 1/4, 1/8, 1/8: 1 / (16 + 4 + 1 + 1) of 64.
  expect(score.neff).toBeCloseTo(64 / 22, 12)
})

test('weighted by organisation a large organisation does not outvote a small one', () => {
  const responses = [
    ...boards([
      ['HO', 'A', 'f4'],
      ['GEM', 'B', 'f1'],
    ]),
    ...Array.from({ length: 6 }, () => aBoardResponse('ZV', 'C', { B: 'f1' })),
  ]
  const score = roleScore(boardItem(), responses, 'board', { weighting: { board: 'organisation' } })
  expect(score.p).toBeCloseTo(1 / 3, 12)
  expect(score.neff).toBeCloseTo(9 / (1 + 1 + 1 / 6), 12)
})

test('nameless professionals of one party count together as one organisation when a round weights by it', () => {
  const answers = [
    aResponse({ party: 'HO', organisation: 'A', answers: { P: 'a5' } }),
    ...Array.from({ length: 4 }, () => aResponse({ party: 'HO', answers: { P: 'a1' } })),
    ...Array.from({ length: 2 }, () => aResponse({ answers: { P: 'a1' } })),
  ]
  const score = roleScore(oneItem(), answers, 'professional', { weighting: { professional: 'organisation' } })
  expect(score).toMatchObject({ n: 7, p: 1 / 3 })
})

test('answers that point both ways are divided, even when the share is low', () => {
  const counts = { a1: 12, a5: 8 }
  expect(roleScore(oneItem(), professionals('P', counts))).toMatchObject({
    p: 0.4,
    label: 'divided',
    firm: false,
  })
})

test('options of equal value are one step, and a scale of two steps says nothing about spread', () => {
  // Without merging u1 and u2 these 5 + 5 + 5 + 5 answers are evenly spread; merged they lean one way.
  expect(roleScore(oneItem(SCALES.use), professionals('P', { u1: 5, u2: 5, u3: 5, u4: 5 })).label).toBe(
    'improvement',
  )
  expect(roleScore(oneItem(SCALES.yesNo), professionals('P', { no: 8, yes: 12 })).label).toBe('mixed')
})

test('too few persons are never divided', () => {
  const criterion = boardItem(SCALES.agree)
  const four = boards([
    ['HO', 'A', 'a1'],
    ['GEM', 'B', 'a1'],
    ['ZV', 'C', 'a5'],
    ['ZV', 'D', 'a5'],
  ])
  expect(roleScore(criterion, four, 'board').label).toBe('improvement')
})

const signal = (...ids: string[]) =>
  aCriterion({ id: 'c', items: ids.map((id) => anItem({ id, unknownIsSignal: true })) })

test('where not knowing is a signal, 40 percent "weet ik niet" makes it an improvement whatever the others say', () => {
  const score = roleScore(signal('P'), professionals('P', { a5: 12, [DONT_KNOW]: 8 }))
  expect(score).toMatchObject({ label: 'improvement', reason: 'unknown', p: 1, n: 12, unknown: 0.4 })
  expect(roleScore(signal('P'), professionals('P', { a5: 13, [DONT_KNOW]: 8 })).label).toBe('strength')
  expect(roleScore(oneItem(), professionals('P', { a5: 12, [DONT_KNOW]: 8 })).label).toBe('strength')
})

test('"weet ik niet" is heard even where too few gave another answer, and then nothing else is shown', () => {
  const score = roleScore(signal('P'), professionals('P', { a5: 4, [DONT_KNOW]: 6 }))
  expect(score).toMatchObject({
    label: 'improvement',
    reason: 'unknown',
    firm: true,
    n: null,
    p: null,
    unknown: null,
  })
  expect(score.items).toEqual([{ id: 'P', n: null }])
})

test('"weet ik niet" is firm when the lower bound of its own share passes one quarter', () => {
  // 10 of 23: lower bound 25.6 %; 6 of 15: 19.8 %.
  expect(roleScore(signal('P'), professionals('P', { a5: 13, [DONT_KNOW]: 10 }))).toMatchObject({
    reason: 'unknown',
    firm: true,
  })
  expect(roleScore(signal('P'), professionals('P', { a5: 9, [DONT_KNOW]: 6 }))).toMatchObject({
    reason: 'unknown',
    firm: false,
  })
})

test('one item on which people do not know is enough for its criterion', () => {
  const responses = Array.from({ length: 10 }, (_, index) =>
    aResponse({ answers: { P1: 'a5', P2: index < 5 ? 'a5' : DONT_KNOW } }),
  )
  expect(roleScore(signal('P1', 'P2'), responses)).toMatchObject({
    reason: 'unknown',
    firm: false,
    n: 5,
    p: 1,
  })
})

test('for a named role "weet ik niet" needs the minimum number of organisations that chose it or a scoring option', () => {
  const criterion = aCriterion({
    id: 'c',
    items: [anItem({ id: 'B', role: 'board', unknownIsSignal: true })],
  })
  const two = boards([
    ['HO', 'A', DONT_KNOW],
    ['HO', 'A', DONT_KNOW],
    ['HO', 'A', DONT_KNOW],
    ['GEM', 'B', 'a5'],
  ])
  expect(roleScore(criterion, two, 'board').label).toBe('insufficient')
  expect(roleScore(criterion, [...two, ...boards([['ZV', 'C', DONT_KNOW]])], 'board')).toMatchObject({
    label: 'improvement',
    reason: 'unknown',
  })
})

test.each([
  [5, 5, true],
  [8, 7, true],
  [8, 6, false],
  [12, 10, true],
  [12, 9, false],
  [20, 15, true],
  [40, 30, true],
])('of %i people %i positive: strength, firm is %s', (n, positive, firm) => {
  const counts = { a4: positive, a3: n - positive }
  expect(roleScore(oneItem(), professionals('P', counts))).toMatchObject({ label: 'strength', firm })
})

test('an improvement is firm when its upper bound stays below the cut-off of a strength', () => {
  expect(roleScore(oneItem(), professionals('P', { a4: 2, a3: 3 }))).toMatchObject({
    label: 'improvement',
    firm: false,
  })
  expect(roleScore(oneItem(), professionals('P', { a4: 10, a3: 20 }))).toMatchObject({
    label: 'improvement',
    firm: true,
  })
})

test('planted strong and weak criteria of forty people come back, all firm', () => {
  for (let positive = 36; positive <= 40; positive += 1) {
    expect(roleScore(oneItem(), professionals('P', { a5: positive, a2: 40 - positive }))).toMatchObject({
      label: 'strength',
      firm: true,
    })
    expect(roleScore(oneItem(), professionals('P', { a5: 40 - positive, a2: positive }))).toMatchObject({
      label: 'improvement',
      firm: true,
    })
  }
})

const THREE: [string, string, string][] = [
  ['HO', 'A', 'f4'],
  ['GEM', 'B', 'f4'],
  ['ZV', 'C', 'f3'],
]

test('when every organisation that was asked has answered there is no interval, and three are firm', () => {
  const census = roleScore(boardItem(), boards(THREE), 'board', {
    invited: { board: { HO: 1, GEM: 1, ZV: 1 } },
  })
  expect(census).toMatchObject({ census: true, interval: null, label: 'strength', firm: true, n: 3 })
  const sample = roleScore(boardItem(), boards(THREE), 'board')
  expect(sample).toMatchObject({ census: false, label: 'strength', firm: false })
  expect(sample.interval).not.toBeNull()
})

test.each([
  ['one asked organisation is silent', { HO: 1, GEM: 2, ZV: 1 }],
  ['a number is an estimate', { HO: 1, GEM: { about: 1 }, ZV: 1 }],
  ['a number is missing', { HO: 1, GEM: 1 }],
  ['only one number for all parties is known', 3],
])('it is no census when %s', (_, board) => {
  expect(roleScore(boardItem(), boards(THREE), 'board', { invited: { board } }).census).toBe(false)
})

test('only the parties that get an item matter for its census', () => {
  const item = boardItem(SCALES.phase, ['HO', 'GEM'])
  const answers = boards([
    ['HO', 'A', 'f4'],
    ['GEM', 'B', 'f4'],
    ['GEM', 'C', 'f4'],
  ])
  expect(roleScore(item, answers, 'board', { invited: { board: { HO: 1, GEM: 2, ZV: 9 } } }).census).toBe(
    true,
  )
})

test('a party of which none was asked does not stand in the way of a census, and an answer of "weet ik niet" does', () => {
  const answers: [string, string, string][] = [
    ['HO', 'A', 'f4'],
    ['GEM', 'B', 'f4'],
    ['GEM', 'C', 'f1'],
  ]
  const invited = { board: { HO: 1, GEM: 2, ZV: 0 } }
  expect(roleScore(boardItem(), boards(answers), 'board', { invited })).toMatchObject({
    census: true,
    label: 'strength',
  })
  const unsure = boards([...answers, ['HO', 'D', DONT_KNOW]])
  expect(
    roleScore(boardItem(), unsure, 'board', { invited: { board: { HO: 2, GEM: 2, ZV: 0 } } }).census,
  ).toBe(false)
})

test('an organisation without a party cannot be held against the numbers asked, so it is no census', () => {
  const invited = { board: { HO: 1, GEM: 1, ZV: 1 } }
  const stray = aResponse({ role: 'board', organisation: 'D', routes: [], answers: { B: 'f4' } })
  expect(roleScore(boardItem(), [...boards(THREE), stray], 'board', { invited }).census).toBe(false)
})

test('professionals are never a census: they take part by choice', () => {
  const score = roleScore(oneItem(), professionals('P', { a5: 6 }), 'professional', {
    invited: { professional: 6 },
  })
  expect(score.census).toBe(false)
})

const comparable = (overrides: Partial<Criterion> = {}) =>
  aCriterion({
    id: 'c',
    comparable: true,
    items: [anItem({ id: 'P' }), anItem({ id: 'B', role: 'board' })],
    ...overrides,
  })
const answersOf = (positive: number, of: number, boardsPositive: number) => [
  ...professionals('P', { a5: positive, a2: of - positive }),
  ...['HO', 'HO', 'GEM', 'GEM', 'ZV', 'ZV'].map((party, index) =>
    aBoardResponse(party, `o${index}`, { B: index < boardsPositive ? 'a5' : 'a2' }),
  ),
]
const gapOf = (criterion: Criterion, responses: QuestionnaireResponse[], options = {}) =>
  getCriterionScore(scored(aFrameworkWith(criterion), responses, options), 'c').gap

test('a gap is boards minus professionals, and counts when it is large and its interval leaves out zero', () => {
  const gap = gapOf(comparable(), answersOf(8, 40, 6))
  expect(gap?.difference).toBeCloseTo(0.8, 12)
  expect(gap?.counts).toBe(true)
  expect(gapOf(comparable(), answersOf(24, 40, 5))?.counts).toBe(false)
})

test('a difference under fifteen points does not count, however sure it is', () => {
  const invited = { board: { HO: 2, GEM: 2, ZV: 2 } }
  const gap = gapOf(comparable(), answersOf(4400, 5000, 6), { invited })
  expect(gap?.difference).toBeCloseTo(0.12, 12)
  expect(gap?.interval[0]).toBeGreaterThan(0)
  expect(gap?.counts).toBe(false)
})

test('a census has no width in the gap', () => {
  const invited = { board: { HO: 2, GEM: 2, ZV: 2 } }
  const gap = gapOf(comparable(), answersOf(20, 40, 6), { invited })
  const own = roleScore(oneItem(), professionals('P', { a5: 20, a2: 20 })).interval ?? [0, 0]
  expect(gap?.interval[0]).toBeCloseTo(1 - own[1], 12)
  expect(gap?.interval[1]).toBeCloseTo(1 - own[0], 12)
})

test('no gap is computed where lenses are not comparable, one has too few answers or "weet niet" decides', () => {
  expect(gapOf(comparable({ comparable: false }), answersOf(8, 40, 6))).toBeNull()
  expect(gapOf(comparable(), answersOf(2, 4, 6))).toBeNull()
  const unsure = comparable({
    items: [anItem({ id: 'P', unknownIsSignal: true }), anItem({ id: 'B', role: 'board' })],
  })
  const responses = [...answersOf(8, 8, 3), ...professionals('P', { [DONT_KNOW]: 8 })]
  expect(gapOf(unsure, responses)).toBeNull()
})

test('the score tells how many gaps were tested and how many count', () => {
  const twin = (id: string) =>
    aCriterion({
      id,
      comparable: true,
      items: [anItem({ id: `${id}P` }), anItem({ id: `${id}B`, role: 'board' })],
    })
  const framework = aFrameworkWith(twin('c1'), twin('c2'), aCriterion({ id: 'c3' }))
  const responses = answersOf(8, 40, 6).map((response) =>
    aResponse({
      ...response,
      answers: Object.fromEntries(
        Object.entries(response.answers).flatMap(([id, codes]) => [
          [`c1${id}`, codes],
          [`c2${id}`, 'a5'],
        ]),
      ),
    }),
  )
  expect(scored(framework, responses).gaps).toEqual({ tested: 2, counted: 1 })
})

test('a criterion weighs the same whether it asks one question or five; declared weights count, and what has no share is left out', () => {
  const many = aCriterion({
    id: 'c1',
    items: ['1', '2', '3', '4', '5'].map((id) => anItem({ id: `P${id}` })),
  })
  const one = aCriterion({ id: 'c2', items: [anItem({ id: 'P6' })] })
  const silent = aCriterion({ id: 'c3', items: [anItem({ id: 'P7' })] })
  const answers = { P1: 'a5', P2: 'a5', P3: 'a5', P4: 'a5', P5: 'a5', P6: 'a1' }
  const responses = Array.from({ length: 5 }, () => aResponse({ answers }))
  const norm = scored(aFrameworkWith(many, one, silent), responses).themes[0]?.norms[0]
  expect(norm?.roles).toEqual({ professional: { p: 0.5 } })

  const weighted = aFramework({
    themes: [
      aTheme({
        id: 't',
        norms: [
          aNorm({ id: 'n1', weight: 3, criteria: [{ ...many, weight: 2 }, one] }),
          aNorm({ id: 'n2', criteria: [{ ...silent, items: [anItem({ id: 'P8' })] }] }),
          aNorm({ id: 'n3', criteria: [aCriterion({ id: 'c4', items: [anItem({ id: 'P9' })] })] }),
        ],
      }),
    ],
  })
  const theme = scored(
    weighted,
    responses.map((response) => aResponse({ ...response, answers: { ...response.answers, P9: 'a1' } })),
  ).themes[0]
  expect(theme?.norms[0]?.roles.professional?.p).toBeCloseTo(2 / 3, 12)
  expect(theme?.norms[1]?.roles).toEqual({})
  expect(theme?.roles.professional?.p).toBeCloseTo((3 * (2 / 3) + 0) / 4, 12)
})

test('multiple-choice options fill a slot from 20 percent of those who ticked something, and never below the minimum group', () => {
  const framework = aFrameworkWith(
    aCriterion({ id: 'c', items: [anItem({ id: 'P' }), aMultipleItem({ id: 'M' })] }),
  )
  const tick = (codes: string[], count: number) =>
    Array.from({ length: count }, () => aResponse({ answers: { M: codes } }))
  const responses = [
    ...tick(['m1', 'm2'], 5),
    ...tick(['m1'], 15),
    ...tick(['m3'], 5),
    ...tick(['nothing'], 40),
  ]
  expect(scored(framework, responses).choices).toEqual([
    {
      id: 'M',
      ticked: 25,
      answered: 65,
      options: { m1: 20, m2: 5, m3: 5, nothing: 40, [DONT_KNOW]: 0 },
      slots: ['m1', 'm2', 'm3'],
    },
  ])
  const fewer = scored(framework, [...tick(['m1'], 16), ...tick(['m2'], 4)]).choices[0]
  expect(fewer).toMatchObject({ ticked: 20, slots: ['m1'] })
  expect(scored(framework, [...tick(['m1'], 4), ...tick([DONT_KNOW], 9)]).choices).toEqual([
    { id: 'M', ticked: null },
  ])
})

test('respondents are counted per role, and the parties that were heard per named role', () => {
  const score = scored(aFramework(), [
    ...professionals('t1ncP', { a4: 2 }),
    ...boards([
      ['HO', 'A', 'f4'],
      ['HO', 'B', 'f4'],
      ['HO', 'B', 'f1'],
    ]).map((response) => ({ ...response, answers: {} })),
  ])
  expect(score.respondents).toEqual({ professional: 2, board: 3 })
  expect(score.parties).toEqual({ board: { HO: 2 } })
})

test('an answer to an item that does not belong to the chosen route or party is not counted', () => {
  const criterion = aCriterion({
    id: 'c',
    items: [anItem({ id: 'P', routes: ['V'] }), anItem({ id: 'B', role: 'board', parties: ['ZV'] })],
  })
  const guides = Array.from({ length: 6 }, () => aResponse({ routes: ['U'], answers: { P: 'a5' } }))
  expect(roleScore(criterion, guides).n).toBeNull()
  expect(
    roleScore(
      criterion,
      boards(THREE).map((one) => ({ ...one, party: 'HO' })),
      'board',
    ).n,
  ).toBeNull()
})

test('a framework with one role is scored without a second lens', () => {
  const framework = aFramework({ roles: [aRole({ id: 'professional' })], parties: [] })
  const score = scored(framework, professionals('t1ncP', { a5: 6 }))
  expect(getCriterionScore(score, 't1nc')).toMatchObject({
    gap: null,
    roles: { professional: { label: 'strength' } },
  })
})

test('named organisations without kinds are a census by one exact number', () => {
  const framework = aFramework({
    parties: [],
    roles: [
      aRole({ id: 'professional' }),
      aRole({ id: 'board', anonymity: 'named', minimumGroup: 3, weighting: 'organisation' }),
    ],
    themes: [aTheme({ id: 't', norms: [aNorm({ id: 'n', criteria: [boardItem()] })] })],
  })
  const responses = ['A', 'B', 'C'].map((name) =>
    aResponse({ role: 'board', organisation: name, answers: { B: 'f4' } }),
  )
  const census = (board: number) =>
    getCriterionScore(scored(framework, responses, { invited: { board } }), 'c').roles.board?.census
  expect(census(3)).toBe(true)
  expect(census(4)).toBe(false)
})
