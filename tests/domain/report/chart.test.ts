import { describe, expect, test } from 'vitest'
import {
  chartAlternative,
  chartTable,
  type ChartSpec,
  type ChartWords,
} from '../../../app/domain/report/chart.ts'
import { plainText } from '../../../app/domain/report/document.ts'

const words: ChartWords = {
  kinds: { bars: 'Bars', gap: 'Points', distribution: 'Spread' },
  row: '{label}: {values}',
  value: '{series} {value}',
  range: '{series}: from {lowest} ({lowestRow}) to {highest} ({highestRow})',
  seeTable: 'All figures are in the table.',
  cell: '{share} ({n})',
  rows: 'Subject',
  number: 'Answers',
}

const gap: ChartSpec = {
  kind: 'gap',
  series: [
    { id: 'floor', label: 'Nurses' },
    { id: 'board', label: 'Boards' },
  ],
  marks: [],
  rows: [
    {
      label: 'Time',
      values: [
        { share: 0.2, interval: [0.1, 0.4], n: 15 },
        { share: 0.875, interval: null, n: 8 },
      ],
    },
    {
      label: 'Skill',
      values: [
        { share: 0.5, interval: null, n: 14 },
        { share: null, reason: 'too few answers' },
      ],
    },
  ],
}

const spread: ChartSpec = {
  kind: 'distribution',
  options: [
    { label: 'No', tone: 0 },
    { label: 'Yes', tone: 1 },
    { label: 'Unsure', tone: 'unknown' },
  ],
  rows: [
    { label: 'Nurses', counts: [1, 6, 1] },
    { label: 'Boards', counts: null, reason: 'too few answers' },
  ],
}

describe('a chart says the same in words and in a table', () => {
  test('the text alternative names every figure, and says why one is missing', () => {
    expect(chartAlternative(gap, words)).toBe(
      'Points. Time: Nurses 20%, Boards 88%. Skill: Nurses 50%, Boards too few answers.',
    )
  })

  test('with many figures it gives the lowest and the highest of each group and points at the table', () => {
    const many: ChartSpec = {
      ...gap,
      rows: Array.from({ length: 6 }, (_, index) => ({
        label: `Row ${index}`,
        values: [
          { share: 0.1 * index, interval: null, n: 9 },
          { share: 1 - 0.1 * index, interval: null, n: 9 },
        ],
      })),
    }
    expect(chartAlternative(many, words)).toBe(
      'Points. Nurses: from 0% (Row 0) to 50% (Row 5). Boards: from 50% (Row 5) to 100% (Row 0). All figures are in the table.',
    )
  })

  test('the table has one cell per figure, with how many answered', () => {
    const { columns, rows } = chartTable(gap, 'Time and skill', words)
    expect(columns.map(({ title, header }) => [title, header])).toEqual([
      ['Subject', true],
      ['Nurses', false],
      ['Boards', false],
    ])
    expect(rows.map((row) => row.map(plainText))).toEqual([
      ['Time', '20% (15)', '88% (8)'],
      ['Skill', '50% (14)', 'too few answers'],
    ])
  })

  test('a spread of answers gives counts and their share of all who answered; a hidden row says why', () => {
    const { columns, rows } = chartTable(spread, 'Answers', words)
    expect(columns.map(({ title }) => title)).toEqual(['Subject', 'No', 'Yes', 'Unsure', 'Answers'])
    expect(rows.map((row) => row.map(plainText))).toEqual([
      ['Nurses', '13% (1)', '75% (6)', '13% (1)', '8'],
      ['Boards', '–', '–', '–', 'too few answers'],
    ])
    expect(chartAlternative(spread, words)).toBe(
      'Spread. Nurses: No 13%, Yes 75%, Unsure 13%. Boards: too few answers.',
    )
  })
})
