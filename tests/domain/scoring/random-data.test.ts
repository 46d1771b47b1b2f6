/** Random frameworks and answers: what must hold for all of them, and a comparison with the naive reference. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreWithFindings } from '../../../app/domain/findings/score.ts'
import type { Criterion, Framework, Item } from '../../../app/domain/framework/framework.ts'
import type { QuestionnaireResponse } from '../../../app/domain/response/response.ts'
import { getCriterionScore } from '../../../app/domain/scoring/score-framework.ts'
import type { Invited } from '../../../app/domain/scoring/score.ts'
import {
  addToTally,
  emptyGroup,
  groupKeyOf,
  removeFromTally,
  tallyResponses,
} from '../../../app/domain/scoring/tally.ts'
import {
  SCALES,
  aCriterion,
  aFramework,
  aNorm,
  aResponse,
  aRole,
  aTheme,
  anItem,
} from '../../make/framework.ts'
import { naiveFindings, naiveScore } from '../../make/naive-score.ts'

const SEED = 20260504
const PARTIES = ['HO', 'GEM', 'ZV']

const weighting = fc.constantFrom('person' as const, 'organisation' as const, 'party' as const)

const item = (id: string, role: string) =>
  fc
    .record({
      options: fc.constantFrom(SCALES.agree, SCALES.phase, SCALES.use, SCALES.yesNo),
      parties: fc
        .constantFrom<string[][]>([], [], ['HO', 'GEM'], ['ZV'])
        .map((list) => (role === 'board' ? list : [])),
      unknownIsSignal: fc.constantFrom(false, false, true),
    })
    .map((fields): Item => anItem({ id, role, ...fields }))

const criterion = (id: string, signals: boolean): fc.Arbitrary<Criterion> =>
  fc
    .tuple(
      fc.array(fc.constantFrom('professional', 'board'), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.constantFrom<(string | null)[]>('x', 'y', 'z', null, id, id),
    )
    .chain(([roles, comparable, bullet]) =>
      fc.tuple(...roles.map((role, index) => item(`${id}i${index}`, role))).map((items) =>
        aCriterion({
          id,
          comparable,
          bullet,
          items: signals ? items : items.map((one) => ({ ...one, unknownIsSignal: false })),
        }),
      ),
    )

const framework = (signals: boolean): fc.Arbitrary<Framework> =>
  fc
    .tuple(
      weighting,
      weighting,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
      fc.tuple(...['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'].map((id) => criterion(id, signals))),
    )
    .map(([ofPersons, ofBoards, persons, boards, criteria]) =>
      aFramework({
        roles: [
          aRole({ id: 'professional', minimumGroup: persons, weighting: ofPersons }),
          aRole({ id: 'board', anonymity: 'named', minimumGroup: boards, weighting: ofBoards }),
        ],
        themes: [aTheme({ id: 't', norms: [aNorm({ id: 'n', criteria })] })],
        cutoffs: { ...aFramework().cutoffs, bullets: { good: 1, better: 2 } },
      }),
    )

/** Answers that lean one way per item, so that every label occurs; some skip, do not know or have no name. */
const responses = (inside: Framework): fc.Arbitrary<QuestionnaireResponse[]> => {
  const items = inside.themes.flatMap(({ norms }) =>
    norms.flatMap(({ criteria }) => criteria.flatMap((c) => c.items)),
  )
  const one = fc
    .record({
      role: fc.constantFrom('professional', 'professional', 'board'),
      party: fc.constantFrom(...PARTIES),
      organisation: fc.constantFrom('A', 'B', null),
      draws: fc.array(fc.nat({ max: 999 }), { minLength: items.length, maxLength: items.length }),
    })
    .map(({ role, party, organisation, draws }) => ({ role, party, organisation, draws }))
  const leans = fc.array(fc.constantFrom(0, 0, 1, 2, 2, 3), {
    minLength: items.length,
    maxLength: items.length,
  })
  return fc.tuple(fc.array(one, { maxLength: 40 }), leans).map(([people, lean]) =>
    people.map(({ role, party, organisation, draws }) => {
      const answers: Record<string, string> = {}
      items.forEach((asked, index) => {
        if (asked.role !== role || (asked.parties.length > 0 && !asked.parties.includes(party))) return
        const draw = draws[index] ?? 0
        const scoring = asked.options.filter((option) => option.scoring)
        const way = lean[index] ?? 0
        if (draw < 60) return
        if (draw < (way === 3 ? 500 : 160)) answers[asked.id] = 'dont-know'
        else if (draw < 200) answers[asked.id] = 'not-applicable'
        else {
          const place =
            draw % 10 < 7 && way !== 1 ? (way === 0 ? scoring.length - 1 : 0) : draw % scoring.length
          answers[asked.id] = scoring[place]?.code ?? ''
        }
      })
      return aResponse({ role, party, organisation, routes: [], answers })
    }),
  )
}

const invited: fc.Arbitrary<Invited> = fc
  .record({
    HO: fc.constantFrom<(number | { about: number } | null)[]>(0, 1, 2, { about: 2 }, null),
    GEM: fc.constantFrom(1, 2),
    ZV: fc.constantFrom(0, 1, 2),
  })
  .map(({ HO, GEM, ZV }): Invited => ({ board: { GEM, ZV, ...(HO !== null && { HO }) } }))

const round = (signals: boolean) =>
  framework(signals).chain((inside) => fc.tuple(fc.constant(inside), responses(inside), invited))

const score = (inside: Framework, given: readonly QuestionnaireResponse[], asked: Invited) =>
  scoreWithFindings(inside, tallyResponses(inside, given), { variant: 'core', invited: asked })

test('on 300 random rounds the scores are those of the naive reference', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(round(true), ([inside, given, asked]) => {
      const scored = score(inside, given, asked)
      for (const expected of naiveScore(inside, given, asked)) {
        const { roles, gap } = getCriterionScore(scored, expected.id)
        expect(Object.keys(roles)).toEqual(Object.keys(expected.roles))
        for (const [role, naive] of Object.entries(expected.roles)) {
          const actual = roles[role]
          seen.add(
            `${naive.label}${naive.reason ?? ''}${naive.firm ? ' firm' : ''}${naive.census ? ' census' : ''}`,
          )
          expect(actual).toMatchObject({
            label: naive.label,
            reason: naive.reason,
            firm: naive.firm,
            census: naive.census,
            n: naive.n,
          })
          expect([actual?.p, actual?.neff, ...(actual?.interval ?? [null])].map(round9)).toEqual(
            [naive.p, naive.neff, ...(naive.interval ?? [null])].map(round9),
          )
        }
        if (expected.gap?.counts) seen.add('gap')
        expect(gap === null).toBe(expected.gap === null)
        if (gap && expected.gap) {
          expect(gap.counts).toBe(expected.gap.counts)
          expect([gap.difference, ...gap.interval].map(round9)).toEqual(
            [expected.gap.difference, ...expected.gap.interval].map(round9),
          )
        }
      }
    }),
    { seed: SEED, numRuns: 300 },
  )
  // The random rounds must reach every label, or the comparison says little.
  expect([...seen].sort()).toEqual(
    expect.arrayContaining([
      'divided',
      'gap',
      'improvement',
      'improvement firm',
      'improvement firm census',
      'improvementunknown',
      'improvementunknown firm',
      'insufficient',
      'mixed',
      'mixed census',
      'strength',
      'strength firm',
      'strength firm census',
    ]),
  )
})

test('on 300 random rounds the findings are those of the naive reference', () => {
  fc.assert(
    fc.property(round(false), ([inside, given, asked]) => {
      const expected = naiveFindings(inside, naiveScore(inside, given, asked))
      const actual = score(inside, given, asked).findings.map(({ id, form, firm, edition, criteria }) => ({
        id,
        form,
        firm,
        criteria,
        edition,
      }))
      expect(actual).toEqual(expected)
    }),
    { seed: SEED, numRuns: 300 },
  )
})

test('the order of respondents, organisations and answers changes nothing, not even a last digit', () => {
  fc.assert(
    fc.property(round(true), fc.infiniteStream(fc.nat()), ([inside, given, asked], numbers) => {
      const shuffled = given
        .map((response) => ({
          at: numbers.next().value ?? 0,
          response: { ...response, answers: Object.fromEntries(Object.entries(response.answers).reverse()) },
        }))
        .sort((a, b) => a.at - b.at)
        .map(({ response }) => response)
      expect(score(inside, shuffled, asked)).toStrictEqual(score(inside, given, asked))
    }),
    { seed: SEED, numRuns: 100 },
  )
})

test('running tallies equal a recount, also after responses are taken out again', () => {
  fc.assert(
    fc.property(round(true), fc.nat({ max: 5 }), ([inside, given], every) => {
      const leaving = given.filter((_, index) => index % (every + 2) === 0)
      const staying = given.filter((response) => !leaving.includes(response))
      const groups = new Map<string, ReturnType<typeof emptyGroup>>()
      const keyOf = (response: QuestionnaireResponse) => {
        const key = groupKeyOf(inside, response)
        return JSON.stringify([response.role, key, key.kind === 'own' ? given.indexOf(response) : null])
      }
      for (const response of given) {
        const group = groups.get(keyOf(response)) ?? emptyGroup(response.party, response.organisation)
        groups.set(keyOf(response), addToTally(inside, group, response))
      }
      for (const response of leaving) {
        groups.set(
          keyOf(response),
          removeFromTally(inside, groups.get(keyOf(response)) ?? emptyGroup(), response),
        )
      }
      const running = [...groups.values()]
        .map(({ items }) => items)
        .filter((items) => Object.keys(items).length > 0)
      const recount = tallyResponses(inside, staying)
        .flatMap((tally) => tally.groups.map(({ items }) => items))
        .filter((items) => Object.keys(items).length > 0)
      const sorted = (list: object[]) => list.map((one) => canonical(one)).sort()
      expect(sorted(running)).toEqual(sorted(recount))
    }),
    { seed: SEED, numRuns: 100 },
  )
})

test('an answer that does not score leaves every positive share as it was', () => {
  fc.assert(
    fc.property(
      round(false),
      fc.constantFrom('dont-know', 'not-applicable'),
      ([inside, given, asked], code) => {
        const items = inside.themes.flatMap(({ norms }) =>
          norms.flatMap(({ criteria }) => criteria.flatMap((one) => one.items)),
        )
        const extra = (role: string) =>
          aResponse({
            role,
            party: 'GEM',
            organisation: 'nieuw',
            routes: [],
            answers: Object.fromEntries(
              items
                .filter(
                  (one) => one.role === role && (one.parties.length === 0 || one.parties.includes('GEM')),
                )
                .map(({ id }) => [id, code]),
            ),
          })
        const before = score(inside, given, asked)
        const after = score(inside, [...given, extra('professional'), extra('board')], asked)
        for (const one of inside.themes[0]?.norms[0]?.criteria ?? []) {
          const roles = getCriterionScore(after, one.id).roles
          for (const [role, { p, label, neff }] of Object.entries(getCriterionScore(before, one.id).roles)) {
            expect(roles[role]).toMatchObject({ p, label, neff })
          }
        }
      },
    ),
    { seed: SEED, numRuns: 100 },
  )
})

test('no figure is ever not a number, and what is hidden carries no other figure', () => {
  fc.assert(
    fc.property(round(true), ([inside, given, asked]) => {
      const scored = score(inside, given, asked)
      expect(JSON.parse(JSON.stringify(scored))).toEqual(scored)
      for (const one of inside.themes[0]?.norms[0]?.criteria ?? []) {
        for (const role of Object.values(getCriterionScore(scored, one.id).roles)) {
          for (const cell of role.items) if (cell.n === null) expect(Object.keys(cell)).toEqual(['id', 'n'])
          if (role.items.every(({ n }) => n === null)) {
            const { n, neff, p, mean, interval, unknown, notApplicable } = role
            expect([n, neff, p, mean, interval, unknown, notApplicable].every((one) => one === null)).toBe(
              true,
            )
          }
        }
      }
    }),
    { seed: SEED, numRuns: 100 },
  )
})

function round9(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 1e9) / 1e9
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
