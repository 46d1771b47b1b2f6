import { expect, test } from 'vitest'
import { scoreFramework } from '../../../app/domain/scoring/score-framework.ts'
import { tallyResponses } from '../../../app/domain/scoring/tally.ts'
import {
  aBoardResponse,
  aCriterion,
  aFramework,
  aNorm,
  aTheme,
  anItem,
  professionals,
} from '../../make/framework.ts'

const TEN = Array.from({ length: 11 }, (_, tens) => ({
  code: String(tens),
  label: `${tens} van de 10`,
  value: tens * 10,
  positive: tens / 10,
  scoring: true,
  exclusive: false,
  phrase: null,
}))

const framework = aFramework({
  themes: [
    aTheme({
      id: 't',
      norms: [aNorm({ id: 'n', criteria: [aCriterion({ id: 'c', items: [anItem({ id: 'P' })] })] })],
    }),
  ],
  items: [anItem({ id: 'G', role: 'board', options: TEN, predicts: 'P' })],
})

const boards = (...guesses: string[]) =>
  guesses.map((guess, index) => aBoardResponse('HO', `organisation ${index}`, { G: guess }))

function predictions(guesses: string[], answers: Record<string, number>) {
  const responses = [...professionals('P', answers), ...boards(...guesses)]
  return scoreFramework(framework, tallyResponses(framework, responses), { variant: 'core' })
}

test('a guess of 8, 7 and 6 in 10 stands beside the 3 in 10 who said so', () => {
  const scored = predictions(['8', '7', '6'], { a4: 3, a2: 7 })
  const [guess] = scored.predictions
  expect(guess).toMatchObject({ item: 'G', predicts: 'P', n: 3 })
  expect(guess?.predicted).toBeCloseTo(0.7, 12)
  expect(guess?.given).toBeCloseTo(0.3, 12)
  expect(guess?.difference).toBeCloseTo(0.4, 12)
})

test('guesses of too few boards, and answers of too few professionals, are hidden and give no difference', () => {
  expect(predictions(['8', '7'], { a4: 3, a2: 7 }).predictions).toEqual([
    { item: 'G', predicts: 'P', n: null, predicted: null, given: 0.3, difference: null },
  ])
  const [few] = predictions(['8', '7', '6'], { a4: 3, a2: 1 }).predictions
  expect(few).toMatchObject({ n: 3, given: null, difference: null })
})

test('a guess changes no label, no share and no number of anything else', () => {
  const without = predictions([], { a4: 3, a2: 7 })
  const withGuesses = predictions(['0', '0', '0'], { a4: 3, a2: 7 })
  expect(withGuesses.themes).toEqual(without.themes)
  expect(withGuesses.gaps).toEqual(without.gaps)
})
