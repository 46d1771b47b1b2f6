/** Every sentence that a shipped framework can put in a bullet: each criterion, case, share and firmness once. */

import { expect, test } from 'vitest'
import type { Criterion, Framework } from '../../../app/domain/framework/framework.ts'
import { allCriteria } from '../../../app/domain/framework/framework.ts'
import { composeReport } from '../../../app/domain/report/compose.ts'
import { wordCount } from '../../../app/domain/report/fill.ts'
import { lensesOf, scoreWithLabels, type Wished, type WishedCriterion } from '../../make/labelled-score.ts'
import { aRegion, shippedFramework } from '../../make/region-answers.ts'

type Case = { name: string; side: 'good' | 'better'; wished: WishedCriterion }

/** All cases in which this criterion has a finding, by who says what. */
function casesOf(
  framework: Framework,
  criterion: Criterion,
  share: { good: number; better: number },
  firm: boolean,
): Case[] {
  const lenses = lensesOf(framework, criterion)
  const good: Wished = { label: 'strength', p: share.good, firm }
  const better: Wished = { label: 'improvement', p: share.better, firm }
  const place = (lens: number, said: Wished, other: Wished | null) =>
    lens === 0 ? [said, other] : [other, said]
  const cases: Case[] = lenses.flatMap((lens): Case[] => [
    { name: `lens ${lens} praises`, side: 'good', wished: { lenses: place(lens, good, null) } },
    { name: `lens ${lens} is not satisfied`, side: 'better', wished: { lenses: place(lens, better, null) } },
  ])
  if (criterion.items.some((item) => item.unknownIsSignal))
    cases.push({
      name: 'many do not know',
      side: 'better',
      wished: { lenses: [{ label: 'unknown', firm }, null] },
    })
  if (lenses.length < 2) return cases
  const gaps = (all: Case[]) => (criterion.comparable ? all : all.filter(({ wished }) => !wished.gap))
  const mixed: Wished = { label: 'mixed' }
  const divided: Wished = { label: 'divided' }
  cases.push(
    ...gaps([
      { name: 'both praise', side: 'good', wished: { lenses: [good, good] } },
      { name: 'both praise, with a gap', side: 'good', wished: { lenses: [good, good], gap: true } },
      { name: 'both are not satisfied', side: 'better', wished: { lenses: [better, better] } },
      {
        name: 'both are not satisfied, with a gap',
        side: 'better',
        wished: { lenses: [better, better], gap: true },
      },
      ...[0, 1].flatMap((lens): Case[] => [
        {
          name: `lens ${lens} praises, the other is mixed`,
          side: 'good',
          wished: { lenses: place(lens, good, mixed) },
        },
        {
          name: `lens ${lens} praises, with a gap`,
          side: 'good',
          wished: { lenses: place(lens, good, mixed), gap: true },
        },
        {
          name: `lens ${lens} is not satisfied, the other is mixed`,
          side: 'better',
          wished: { lenses: place(lens, better, mixed) },
        },
        {
          name: `lens ${lens} is not satisfied, with a gap`,
          side: 'better',
          wished: { lenses: place(lens, better, mixed), gap: true },
        },
        {
          name: `lens ${lens} is not satisfied, the other is divided`,
          side: 'better',
          wished: { lenses: place(lens, better, divided) },
        },
        {
          name: `lens ${lens} is not satisfied, the other praises`,
          side: 'better',
          wished: { lenses: place(lens, better, good) },
        },
      ]),
    ]),
  )
  if (criterion.items.some((item) => item.unknownIsSignal))
    cases.push({
      name: 'many do not know and boards agree',
      side: 'better',
      wished: { lenses: [{ label: 'unknown', firm }, better] },
    })
  return cases
}

function textsOf(framework: Framework) {
  const shares = [
    { good: 0.76, better: 0.49 },
    { good: 0.85, better: 0.3 },
    { good: 0.97, better: 0.1 },
  ]
  return allCriteria(framework).flatMap((criterion) =>
    shares.flatMap((share) =>
      [true, false].flatMap((firm) =>
        casesOf(framework, criterion, share, firm).map(({ name, side, wished }) => {
          // A second finding that is firm, so that a provisional one must say so itself.
          const other = allCriteria(framework).find(
            (one) => one.bullet !== null && one.bullet !== criterion.bullet,
          )
          const others = other
            ? { [other.id]: { lenses: [{ label: 'strength' as const }, { label: 'strength' as const }] } }
            : {}
          const score = scoreWithLabels(framework, { ...others, [criterion.id]: wished })
          const composed = composeReport(framework, score, aRegion(), {
            date: '2026-06-08',
            edition: 'short',
          })
          const finding = composed.score.findings.find((one) => one.criteria.includes(criterion.id))
          return {
            criterion,
            name: `${criterion.id}, ${name}`,
            side,
            firm,
            found: finding?.side,
            text: finding?.text ?? '',
          }
        }),
      ),
    ),
  )
}

for (const id of ['igj-leefstijlbegeleiding', 'zwembadhygiene']) {
  const texts = textsOf(shippedFramework(id))

  test(`${id}: every case gives a finding in its own column`, () => {
    expect(texts.filter((one) => one.found !== one.side).map((one) => one.name)).toEqual([])
  })

  test(`${id}: no sentence shows a gap, a code or a slip of the pen`, () => {
    const wrong = texts.filter(
      ({ text }) =>
        !/^[A-ZÀ-Ý]/.test(text) ||
        !text.endsWith('.') ||
        /[{}[\]|]|undefined|null|NaN| {2}| [.,;]|\.\.|\b(\p{L}+) \1\b/u.test(text) ||
        /\b[PB]\d\d\b/.test(text),
    )
    expect(wrong.map(({ name, text }) => `${name}: ${text}`)).toEqual([])
  })

  test(`${id}: a bullet of praise has 10 to 27 words, one of improvement 20 to 59`, () => {
    const wrong = texts
      .filter(({ criterion }) => criterion.bullet !== null)
      .map((one) => ({ ...one, words: wordCount(one.text) }))
      .filter(({ side, words }) => (side === 'good' ? words < 10 || words > 27 : words < 20 || words > 59))
    expect(wrong.map(({ name, words, text }) => `${name}: ${words}: ${text}`)).toEqual([])
  })

  test(`${id}: most sentences have at most 20 words, and none more than 28`, () => {
    const lengths = texts.flatMap(({ text }) =>
      text.split(/(?<=[.?!]) (?=\p{Lu})/u).map((sentence) => ({ sentence, words: wordCount(sentence) })),
    )
    expect(lengths.filter(({ words }) => words > 28).map(({ sentence }) => sentence)).toEqual([])
    expect(lengths.filter(({ words }) => words <= 20).length / lengths.length).toBeGreaterThan(0.85)
  })

  test(`${id}: a bullet on few answers says that it is provisional, a firm one does not`, () => {
    const mark = shippedFramework(id).report.marks.provisional
    const wrong = texts.filter(
      ({ criterion, firm, text }) => criterion.bullet !== null && text.includes(mark) === firm,
    )
    expect(wrong.map(({ name, text }) => `${name}: ${text}`)).toEqual([])
  })

  test(`${id}: one lens, a mixed other lens, a divided other lens and a contrast are worded differently`, () => {
    const byCriterion = new Map<string, Map<string, string>>()
    for (const { criterion, name, side, firm, text } of texts) {
      if (!firm || criterion.bullet === null) continue
      const key = `${criterion.id} ${side}`
      const known = byCriterion.get(key) ?? new Map<string, string>()
      known.set(name, text)
      byCriterion.set(key, known)
    }
    for (const [key, known] of byCriterion) {
      expect([...new Set(known.values())].length, key).toBe(known.size)
    }
  })
}
