import { describe, expect, test } from 'vitest'
import { fragilityOf } from '../../../app/domain/findings/fragility.ts'
import type { ItemTally, RoleTally } from '../../../app/domain/scoring/score.ts'
import { aCriterion, aFramework, aNorm, anItem, aTheme } from '../../make/framework.ts'

const framework = aFramework({
  themes: [
    aTheme({
      id: 't1',
      norms: [
        aNorm({
          id: 'n1',
          criteria: [
            aCriterion({
              id: 'c1',
              items: [anItem({ id: 'P1' }), anItem({ id: 'B1', role: 'board' })],
            }),
          ],
        }),
      ],
    }),
  ],
})

/** So many give the best answer and so many the worst. */
const answers = (best: number, worst: number): ItemTally => ({
  options: { ...(best > 0 && { a5: best }), ...(worst > 0 && { a1: worst }) },
  answered: best + worst,
  ticked: best + worst,
})
const floor = (best: number, worst: number): RoleTally => ({
  role: 'professional',
  respondents: best + worst,
  groups: [{ party: null, organisation: null, items: { P1: answers(best, worst) } }],
})
const boards = (
  ...groups: [party: string, organisation: string, best: number, worst: number][]
): RoleTally => ({
  role: 'board',
  respondents: groups.length,
  groups: groups.map(([party, organisation, best, worst]) => ({
    party,
    organisation,
    items: { B1: answers(best, worst) },
  })),
})
const fragile = (...tallies: RoleTally[]) => fragilityOf(framework, tallies, { variant: 'full' })
const causes = (result: ReturnType<typeof fragilityOf>, role: string) =>
  Object.fromEntries(
    result.changes
      .filter((change) => change.role === role)
      .flatMap(({ becomes }) => becomes.map(({ cause, labels }) => [cause, labels])),
  )

describe('how much a label hangs on a choice', () => {
  test('78% is a strength that a cut-off five points higher would call mixed; 95% stays one', () => {
    expect(causes(fragile(floor(78, 22)), 'professional')).toEqual({ cutoffs: ['mixed'] })
    expect(fragile(floor(95, 5))).toMatchObject({ tried: 1, changes: [] })
  })

  test('three positive boards of one kind and one negative of another: equal kinds and equal boards differ', () => {
    const result = fragile(
      boards(['HO', 'a', 1, 0], ['HO', 'b', 1, 0], ['HO', 'c', 1, 0], ['GEM', 'd', 0, 1]),
    )
    expect(causes(result, 'board')).toMatchObject({ weighting: ['strength'] })
  })

  test('a label that one organisation carries is said to hang on one, without saying which', () => {
    const result = fragile(
      boards(['HO', 'Anna', 1, 0], ['GEM', 'Bert', 1, 0], ['ZV', 'Cees', 1, 0], ['ZV', 'Dirk', 0, 1]),
    )
    expect(causes(result, 'board')).toHaveProperty('organisation')
    expect(JSON.stringify(result)).not.toMatch(/Anna|Bert|Cees|Dirk|HO|GEM|ZV/)
  })
})

describe('privacy', () => {
  test('without one of exactly three boards there is no label, and so nothing is said', () => {
    const three = boards(['HO', 'a', 1, 0], ['GEM', 'b', 1, 0], ['ZV', 'c', 0, 1])
    const { organisation, party } = causes(fragile(three), 'board') as Record<string, unknown>
    expect([organisation, party]).toEqual([undefined, undefined])
  })

  test('a label that is hidden is not tried', () => {
    expect(fragile(floor(2, 2))).toMatchObject({ tried: 0, changes: [] })
  })

  test('anonymous answers are never taken apart, also when the round keeps their organisations', () => {
    const byOrganisation: RoleTally = {
      role: 'professional',
      respondents: 20,
      groups: [
        { party: 'HO', organisation: 'x', items: { P1: answers(10, 0) } },
        { party: 'HO', organisation: 'y', items: { P1: answers(4, 6) } },
      ],
    }
    const result = fragile(byOrganisation)
    expect(result.notPossible.professional).toEqual(['organisation', 'party'])
    expect(fragile(floor(10, 10)).notPossible.professional).toEqual(['weighting', 'organisation', 'party'])
  })

  test('no figure comes out, only labels', () => {
    const result = fragile(floor(78, 22), boards(['HO', 'a', 1, 0], ['GEM', 'b', 1, 0], ['ZV', 'c', 0, 1]))
    expect(JSON.stringify(result.changes)).not.toMatch(/\d\.\d|"n"|"p"/)
  })
})
