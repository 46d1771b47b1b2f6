/** What boards guessed beside what professionals said: the sentences, and what may not be said. */

import { expect, test } from 'vitest'
import { composeReport } from '../../../app/domain/report/compose.ts'
import { selfImageOf } from '../../../app/domain/report/self-image.ts'
import type { Prediction, Score } from '../../../app/domain/scoring/score.ts'
import { aRegion, scoreOf, shippedFramework } from '../../make/region-answers.ts'

const framework = shippedFramework('igj-leefstijlbegeleiding')

/** A score in which the first guess and its answer are as given; the others are hidden. */
function scoreWith(predicted: number | null, given: number | null): Score {
  const score = scoreOf(framework, { rest: 0.6, variant: 'full' })
  const guess = (one: Prediction, index: number): Prediction => {
    const [left, right] = index === 0 ? [predicted, given] : [null, null]
    return {
      ...one,
      n: left === null ? null : 7,
      predicted: left,
      given: right,
      difference: left === null || right === null ? null : left - right,
    }
  }
  return { ...score, predictions: score.predictions.map(guess) }
}

const first = (predicted: number | null, given: number | null) =>
  selfImageOf(framework, scoreWith(predicted, given))?.sentences[0]

test('a guess stands in one sentence beside what professionals say, as numbers of ten', () => {
  expect(first(0.62, 0.21)).toBe(
    'Bestuurders schatten dat 6 van de 10 professionals genoeg tijd hebben voor een gesprek over leefstijl; 2 van de 10 zeggen dat zelf.',
  )
  expect(first(0.1, 0.14)).toBe(
    'Bestuurders schatten dat 1 van de 10 professionals genoeg tijd heeft voor een gesprek over leefstijl; 1 van de 10 zegt dat zelf.',
  )
})

test('a guess or an answer that too few gave is not shown, and that is said', () => {
  expect(first(0.6, null)).toMatch(/schatten dat 6 van de 10 .*; hoeveel dat zelf zeggen, staat hier niet/)
  expect(first(null, 0.2)).toMatch(/^2 van de 10 professionals zeggen dat zij genoeg tijd hebben .*te weinig/)
  expect(first(null, null)).toMatch(/^Of professionals genoeg tijd hebben .*, staat hier niet/)
  const image = selfImageOf(framework, scoreWith(null, null))
  expect(image?.chart).toBeNull()
  expect(image?.furthest).toBeNull()
})

test('the chart counts how often boards guess too high, and hides what the score hides', () => {
  const chart = selfImageOf(framework, scoreWith(0.6, 0.2))?.chart
  expect(chart?.title).toBe(
    'Bestuurders zijn bij 1 van de 1 vragen positiever dan wat professionals zelf zeggen.',
  )
  const { rows } = chart?.spec as { rows: { values: { share: number | null }[] }[] }
  expect(rows[0]?.values.map(({ share }) => share)).toEqual([0.6, 0.2])
  expect(rows.slice(1).flatMap(({ values }) => values.map(({ share }) => share))).toEqual(Array(8).fill(null))
})

test('the extended edition has it, the short edition never', () => {
  const titles = (edition: 'short' | 'extended', score = scoreWith(0.6, 0.2)) =>
    composeReport(framework, score, aRegion(), { date: '2026-06-08', edition })
      .document.body.flatMap((block) => (block.kind === 'section' ? [block.title] : []))
      .join('\n')
  const title = 'Hoe goed kent het bestuur de werkvloer?'
  expect(titles('extended')).toContain(title)
  expect(titles('short')).not.toContain(title)
})

test('a framework that asks for no guesses says nothing of them', () => {
  const pools = shippedFramework('zwembadhygiene')
  expect(selfImageOf(pools, scoreOf(pools, { rest: 0.6 }))).toBeNull()
  const old = shippedFramework('igj-leefstijlbegeleiding', '1.0')
  expect(selfImageOf(old, scoreOf(old, { rest: 0.6 }))).toBeNull()
})
