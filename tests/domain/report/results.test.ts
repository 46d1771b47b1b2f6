import { describe, expect, test } from 'vitest'
import { criteriaIn, resultsOf } from '../../../app/domain/report/results.ts'
import { workedExample } from '../../../app/domain/report/worked-example.ts'
import { aRegion, scoreOf, shippedFramework, type Answers } from '../../make/region-answers.ts'

const framework = shippedFramework('igj-leefstijlbegeleiding')
const [floor, board] = framework.roles.map(({ id }) => id) as [string, string]
const boardItems = Array.from({ length: 60 }, (_, index) => `B${index + 1}`)
const on = (items: string[], share: number) => Object.fromEntries(items.map((id) => [id, share]))

function results(answers: Answers, withheld: string[] = []) {
  const score = scoreOf(framework, answers)
  const made = resultsOf(framework, score, aRegion(), { date: '2026-03-02', withheld })
  const criterion = (id: string) => criteriaIn(made).find((one) => one.criterion.id === id)!.criterion
  return { score, made, criterion }
}

describe('results in sentences', () => {
  const { criterion, made } = results({ rest: 0.2, shares: on(boardItems, 0.95) })

  test('where boards see it arranged and professionals do not, one sentence says both', () => {
    expect(criterion('werkafspraken')).toMatchObject({
      differs: true,
      rule: 'improvement·strength',
      sentences: [
        'Bestuurders zeggen dat op papier staat wie wat doet, maar professionals kennen vaak geen duidelijke afspraken.',
      ],
    })
  })

  test('outside comparable criteria there is no figure for a difference', () => {
    expect(criterion('werkafspraken').gap).toBeNull()
    expect(criterion('elkaar-vinden').gap).toMatchObject({ counts: true })
  })

  test('the lead is that of the report', () => {
    expect(made.lead).toHaveLength(2)
    expect(made.lead[0]).toMatch(/^In Almelo en Twenterand /)
  })

  test('a gap that counts without contradicting labels is said in the framework’s words', () => {
    const { criterion: one } = results({ rest: 0.1, shares: on(boardItems, 0.45), persons: 200 })
    expect(one('elkaar-vinden').sentences.join(' ')).toContain(
      'Professionals zijn minder positief over het contact tussen zorg en sociaal domein dan bestuurders.',
    )
  })
})

describe('what is not shown', () => {
  test('a withheld role has no figure, no question and no option that was ticked', () => {
    const { criterion } = results({ persons: 0, rest: 0.9 }, [floor])
    const { lenses, choices } = criterion('drempels')
    for (const lens of lenses.filter(({ role }) => role === floor))
      expect(lens).toEqual({ role: floor, state: 'withheld', score: null, questions: [] })
    expect(choices.filter(({ role }) => role === floor)).toEqual([])
  })

  test('with four professionals every question stands there without counts', () => {
    const { criterion } = results({ persons: 4, rest: 0.9 })
    const lens = criterion('gesprek-voeren').lenses.find(({ role }) => role === floor)!
    expect(lens.score).toMatchObject({ label: 'insufficient', n: null })
    expect(lens.questions.length).toBeGreaterThan(0)
    for (const { n, options } of lens.questions)
      expect([n, ...options.map(({ count }) => count)].every((one) => one === null)).toBe(true)
  })

  test('a criterion of the full questionnaire is not asked in a short round', () => {
    const { criterion } = results({ rest: 0.9 })
    expect(criterion('blijven-bewegen').lenses.map(({ state }) => state)).toContain('not-asked')
  })

  test('a round without answers gives every criterion and no sentence', () => {
    const { made } = results({ persons: 0, organisations: {} })
    expect(criteriaIn(made).every(({ criterion }) => criterion.sentences.length === 0)).toBe(true)
  })
})

describe('the example on the method page', () => {
  test('adds up to the share that the score gives, question by question', () => {
    const { score } = results({ rest: 0.62 })
    const example = workedExample(framework, score, { [floor]: 'person', [board]: 'party' })!
    expect(example.role).toBe(floor)
    for (const item of example.items) expect(item.sum / item.n).toBeCloseTo(item.p, 12)
    const mean = example.items.reduce((sum, { p }) => sum + p, 0) / example.items.length
    expect(mean).toBeCloseTo(example.score.p, 12)
  })

  test('is not there when no figure is shown', () => {
    const { score } = results({ persons: 3, rest: 0.9 })
    expect(workedExample(framework, score, { [board]: 'party' })).toBeNull()
  })
})
