/** What must hold for every report, whatever the labels: random scores with a fixed seed. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allCriteria, type Framework } from '../../../app/domain/framework/framework.ts'
import { composeReport } from '../../../app/domain/report/compose.ts'
import type { Block, Inline, ReportDocument, Sentence } from '../../../app/domain/report/document.ts'
import { plainText } from '../../../app/domain/report/document.ts'
import { wordCount } from '../../../app/domain/report/fill.ts'
import { lensesOf, scoreWithLabels, type Wished, type WishedCriterion } from '../../make/labelled-score.ts'
import { aRegion, shippedFramework } from '../../make/region-answers.ts'

const SEED = 20260608
const RUNS = 300

const wished: fc.Arbitrary<Wished | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc.record({
      label: fc.constant('strength' as const),
      p: fc.double({ min: 0.75, max: 1, noNaN: true }),
      firm: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      label: fc.constant('improvement' as const),
      p: fc.double({ min: 0, max: 0.5, noNaN: true }),
      firm: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ label: fc.constantFrom('mixed' as const, 'divided' as const) }) },
)

function anyScore(framework: Framework) {
  const criteria = allCriteria(framework)
  const entry = (index: number): fc.Arbitrary<WishedCriterion> =>
    fc
      .record({ first: wished, second: wished, gap: fc.boolean(), unknown: fc.boolean() })
      .map(({ first, second, gap, unknown }) => {
        const criterion = criteria[index]
        const signals = criterion?.items.some((item) => item.unknownIsSignal) ?? false
        const lenses = criterion ? lensesOf(framework, criterion) : []
        const said: Wished | null = unknown && signals ? { label: 'unknown', firm: true } : first
        return {
          lenses: [said, second],
          gap:
            gap &&
            lenses.length === 2 &&
            (criterion?.comparable ?? false) &&
            first !== null &&
            second !== null,
        }
      })
  return fc
    .tuple(...criteria.map((_, index) => entry(index)))
    .map((entries) =>
      scoreWithLabels(
        framework,
        Object.fromEntries(criteria.map(({ id }, index) => [id, entries[index] ?? { lenses: [] }])),
      ),
    )
}

function sentencesIn(block: Block): Sentence[] {
  switch (block.kind) {
    case 'section':
      return block.blocks.flatMap(sentencesIn)
    case 'paragraph':
      return block.sentences
    case 'findings':
      return block.items.flatMap((bullet) => bullet.sentences)
    default:
      return []
  }
}

function spoken(document: ReportDocument): string[] {
  return [...document.lead, ...document.body.flatMap(sentencesIn)].flatMap(({ content }) =>
    plainText(content).split(/(?<=[.?!]) (?=\p{Lu})/u),
  )
}

function refs(content: readonly Inline[]): string[] {
  return content.flatMap((part) =>
    typeof part === 'string'
      ? []
      : part.kind === 'note'
        ? [part.ref]
        : 'content' in part
          ? refs(part.content)
          : [],
  )
}

for (const id of ['igj-leefstijlbegeleiding', 'zwembadhygiene']) {
  const framework = shippedFramework(id)
  const reports = fc.sample(anyScore(framework), { seed: SEED, numRuns: RUNS }).map((score) => ({
    short: score.findings.filter((finding) => finding.edition === 'short'),
    document: composeReport(framework, score, aRegion(), { date: '2026-06-08', edition: 'short' }).document,
  }))

  test(`${id}: whatever the answers, no sentence stands twice and none shows a gap or a code`, () => {
    for (const { document } of reports) {
      const sentences = spoken(document)
      expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([])
      for (const sentence of sentences)
        expect(sentence).toMatch(/^[\p{Lu}\d‘](?!.*([{}[\]|]|undefined| {2}| [.,;]|\.\.)).*[.?!]$/u)
    }
  })

  test(`${id}: whatever the answers, each bullet of the edition is said once, in its own theme and column`, () => {
    for (const { document, short } of reports) {
      const printed = document.body.flatMap((block) =>
        block.kind === 'section'
          ? block.blocks.flatMap((inner) =>
              inner.kind === 'findings'
                ? inner.items.map((bullet) => ({ theme: block.id, side: inner.side, id: bullet.finding }))
                : [],
            )
          : [],
      )
      const expected = framework.themes.flatMap((theme) =>
        (['good', 'better'] as const).flatMap((side) =>
          short
            .filter((one) => one.theme === theme.id && one.side === side && one.bullet !== null)
            .map((one) => ({ theme: theme.id, side, id: one.id })),
        ),
      )
      expect(printed).toEqual(expected)
      expect(document.evidence.map((evidence) => evidence.finding).sort()).toEqual(
        short.map((one) => one.id).sort(),
      )
    }
  })

  test(`${id}: whatever the answers, what has no bullet speaks in the conclusion, which keeps to its words`, () => {
    for (const { document, short } of reports) {
      const section = document.body.find((block) => block.kind === 'section' && block.id === 'conclusion')
      const prose = section?.kind === 'section' ? section.blocks.slice(0, -1).flatMap(sentencesIn) : []
      const concluded = prose.flatMap((sentence) => sentence.findings)
      for (const finding of short.filter((one) => one.bullet === null))
        expect(concluded).toContain(finding.id)
      expect(prose.reduce((sum, { content }) => sum + wordCount(content), 0)).toBeLessThanOrEqual(280)
    }
  })

  test(`${id}: whatever the answers, the lead praises first and then says what can be better`, () => {
    for (const { document, short } of reports) {
      const sides = document.lead.map(({ findings }) =>
        [...new Set(findings.map((one) => one.split('.')[1]))].join(),
      )
      const has = (side: string) => short.some((one) => one.side === side && one.bullet !== null)
      if (has('good')) expect(sides[0]).toBe('good')
      if (has('better')) expect(sides.at(-1)).toBe('better')
    }
  })

  test(`${id}: whatever the answers, notes are used, defined and numbered in reading order`, () => {
    for (const { document } of reports) {
      const sentences = [...document.lead, ...document.body.flatMap(sentencesIn)]
      const used = [...new Set(sentences.flatMap(({ content }) => refs(content)))]
      expect(document.notes.map((note) => note.id)).toEqual(used)
    }
  })
}
