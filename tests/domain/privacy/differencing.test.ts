/**
 * Every output beside every other: what one of them hides may not be in another, nor come out by comparing two. Outputs
 * are taken whole, as the JSON that leaves the product.
 */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreWithFindings } from '../../../app/domain/findings/score.ts'
import { composeReport } from '../../../app/domain/report/compose.ts'
import { dataPackage } from '../../../app/domain/report/data-package.ts'
import { allItems } from '../../../app/domain/framework/framework.ts'
import type { QuestionnaireResponse } from '../../../app/domain/response/response.ts'
import { tallyResponses } from '../../../app/domain/scoring/tally.ts'
import { aRegion, shippedFramework } from '../../make/region-answers.ts'

const SEED = 20261121
const framework = shippedFramework('zwembadhygiene', '1.0')
const [floor, board] = framework.roles.map(({ id }) => id) as [string, string]
const choices = (role: string) =>
  allItems(framework).filter((item) => item.role === role && item.kind === 'choice')
const parties = framework.parties.map(({ id }) => id)

/** Somebody of a role who gives each item the option at that place; null leaves it open. */
function aResponse(
  role: string,
  picks: (number | null)[],
  organisation: string | null,
): QuestionnaireResponse {
  const answers: Record<string, string[]> = {}
  choices(role).forEach((item, index) => {
    const pick = picks[index % picks.length] ?? null
    const option = pick === null ? undefined : item.options[pick % item.options.length]
    if (option) answers[item.id] = [option.code]
  })
  const routes = framework.roles.find(({ id }) => id === role)?.routes.map(({ id }) => id) ?? []
  return {
    role,
    party:
      role === board ? (parties[(organisation?.length ?? 0) % Math.max(parties.length, 1)] ?? null) : null,
    organisation,
    profession: null,
    routes,
    answers,
    texts: {},
    remarks: {},
    evidence: {},
  }
}

/** Everything that goes out about these answers. */
function outputs(
  responses: QuestionnaireResponse[],
  options: { minimumGroup?: Record<string, number> } = {},
) {
  const score = scoreWithFindings(framework, tallyResponses(framework, responses), {
    variant: 'full',
    ...options,
  })
  const report = (edition: 'short' | 'extended') =>
    composeReport(framework, score, aRegion(), { date: '2026-03-02', edition })
  const short = report('short')
  const extended = report('extended')
  return {
    score,
    short: short.document,
    extended: extended.document,
    shortData: dataPackage(framework, short.score, short.document),
    extendedData: dataPackage(framework, extended.score, extended.document),
  }
}

/** Whether each item is told, by every cell with figures anywhere in the output; false where any place hides it. */
function cellsIn(output: unknown): { item: string; n: number | null }[] {
  if (Array.isArray(output)) return output.flatMap(cellsIn)
  if (output === null || typeof output !== 'object') return []
  const record = output as Record<string, unknown>
  const own =
    typeof record.id === 'string' && 'n' in record && (record.n === null || typeof record.n === 'number')
      ? [{ item: record.id, n: record.n }]
      : []
  return [...own, ...Object.values(record).flatMap(cellsIn)]
}

const people = fc.array(fc.array(fc.option(fc.nat(6), { freq: 4 }), { minLength: 3, maxLength: 9 }), {
  minLength: 1,
  maxLength: 12,
})

describe('over all outputs', () => {
  test('a cell is told in all of them or in none, and never about fewer than k', () => {
    fc.assert(
      fc.property(people, (picks) => {
        const all = outputs(picks.map((one) => aResponse(floor, one, null)))
        const told = new Map<string, number | null>()
        for (const { item, n } of cellsIn(all.score.themes)) told.set(item, n)
        for (const n of told.values()) if (n !== null) expect(n).toBeGreaterThanOrEqual(5)
        for (const output of Object.values(all))
          for (const { item, n } of cellsIn(output)) if (told.has(item)) expect(n).toBe(told.get(item))
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  test('when the fifth person takes an answer back, the cell is gone from every output', () => {
    const five = Array.from({ length: 5 }, () => aResponse(floor, [0, 1, 2], null))
    const item = choices(floor)[0]!.id
    const before = outputs(five)
    const [one, ...others] = five
    const { [item]: _, ...rest } = one!.answers
    const after = outputs([{ ...one!, answers: rest }, ...others])
    expect(cellsIn(before.score).filter((cell) => cell.item === item)).toEqual([{ item, n: 5 }])
    for (const output of Object.values(after))
      for (const cell of cellsIn(output)) if (cell.item === item) expect(cell.n).toBeNull()
  })

  test('a copy of the round with a higher minimum tells less of the same, never anything else', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 6, max: 12 }), (picks, k) => {
        const responses = picks.map((one) => aResponse(floor, one, null))
        const wide = new Map(cellsIn(outputs(responses).score).map(({ item, n }) => [item, n]))
        for (const { item, n } of cellsIn(outputs(responses, { minimumGroup: { [floor]: k } }).score))
          if (n !== null) expect([n, n >= k]).toEqual([wide.get(item), true])
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  test('a copy with a lower minimum tells no more', () => {
    const four = Array.from({ length: 4 }, () => aResponse(floor, [0, 1, 2], null))
    for (const { n } of cellsIn(outputs(four, { minimumGroup: { [floor]: 1 } }).score)) expect(n).toBeNull()
  })

  test('two boards are too few in every output, however many people answered for them', () => {
    const two = ['Bad een', 'Bad twee'].flatMap((name) =>
      Array.from({ length: 6 }, () => aResponse(board, [0, 1], name)),
    )
    for (const output of Object.values(outputs(two)))
      for (const { n } of cellsIn(output)) expect(n).toBeNull()
  })
})
