import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFrameworkFiles } from '../../../app/domain/framework/parse.ts'
import { skeletonProblems } from '../../../app/domain/framework/skeleton-problems.ts'
import { problemLine } from '../../../app/domain/problem.ts'
import { edited, rowOf } from '../../make/framework-files.ts'

const FOLDER = 'frameworks/igj-leefstijlbegeleiding/1.1'
const framework = readFileSync(`${FOLDER}/framework.yaml`, 'utf8')
const report = readFileSync(`${FOLDER}/report.yaml`, 'utf8')

function problemsAfter(from: string, to: string) {
  const text = edited(report, from, to)
  const parsed = parseFrameworkFiles({
    framework: { name: 'framework.yaml', text: framework },
    report: { name: 'report.yaml', text },
  })
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'))
  return { text, problems: skeletonProblems(parsed.value.framework, parsed.value.reportSource) }
}

type Case = [mistake: string, from: string, to: string, row: string, says: string]
const cases: Case[] = [
  [
    'a criterion without texts',
    '\n  werkafspraken:\n',
    '\n  werkafsprakn:\n',
    '',
    'criterion "werkafspraken" can have a finding, but has no texts',
  ],
  [
    'texts for a criterion that does not exist',
    '\n  werkafspraken:\n',
    '\n  werkafsprakn:\n',
    '  werkafsprakn:',
    'there is no criterion "werkafsprakn"',
  ],
  [
    'a theme without texts',
    '\n  integrale-zorg:\n',
    '\n  integrale-zorgen:\n',
    '  integrale-zorgen:',
    'there is no theme "integrale-zorgen"',
  ],
  [
    'a slot that does not exist',
    '{meeste} {who} merken dat',
    '{meeste} {whoo} merken dat',
    '{whoo}',
    'there is no slot {whoo} here',
  ],
  [
    'a question that guesses without words for what it guesses',
    '\n      BV3: ',
    '\n      BV9: ',
    '    claims:',
    'question "BV3" guesses, but has no claim',
  ],
  [
    'a note that does not exist',
    'ziektelast in Nederland{note:ziektelast}',
    'ziektelast in Nederland{note:ziekte}',
    '{note:ziekte}',
    '{note:ziekte}: there is no note "ziekte"',
  ],
  [
    'a link that does not exist',
    '{link:kader}',
    '{link:kaders}',
    '{link:kaders}',
    'there is no link "kaders"',
  ],
  [
    'a role that does not exist',
    '{count:professional} professionals',
    '{count:professionals} professionals',
    '{count:professionals} professionals',
    'there is no role "professionals"',
  ],
  [
    'a condition on a criterion that does not exist',
    'good: gesprek, better: aanbod',
    'good: gesprekje, better: aanbod',
    'gesprekje',
    'there is no criterion or bullet "gesprekje"',
  ],
  [
    'a condition on a question that does not exist',
    'when: { weak: P06 }',
    'when: { weak: P66 }',
    'P66',
    'there is no question "P66"',
  ],
  [
    'a condition on an answer that does not exist',
    'ticked: P14.lang-wachten',
    'ticked: P14.kort-wachten',
    'kort-wachten',
    'there is no answer "P14.kort-wachten"',
  ],
  [
    'a name for a question of another criterion',
    '      P05: tijd om',
    '      P01: tijd om',
    '      P01: tijd om',
    '"P01" is not a question of criterion "tijd"',
  ],
  [
    'a criterion in two strands',
    'criteria: [regie-en-overleg, doelen-en-volgen',
    'criteria: [regie-en-overleg, tijd, doelen-en-volgen',
    '',
    'criterion "tijd" stands in two strands',
  ],
  [
    'a criterion in no strand',
    '[regie-en-overleg, doelen-en-volgen, ',
    '[regie-en-overleg, ',
    'strands:',
    'criterion "doelen-en-volgen" stands in no strand',
  ],
  [
    'a slot for one criterion where no criterion speaks',
    'subject: "Regionale',
    'subject: "{who} Regionale',
    'subject:',
    'there is no slot {who} here',
  ],
]

test.each(cases)('%s is named with its line', (_, from, to, row, says) => {
  const { text, problems } = problemsAfter(from, to)
  const found = problems.find((problem) => problemLine(problem).includes(says))
  expect(found, problems.map(problemLine).join('\n') || 'nothing was found').toBeDefined()
  if (row) expect(found?.row).toBe(rowOf(text, row))
})

test('what a lens can say must have a text for that lens', () => {
  const { problems } = problemsAfter(
    '      second: "Volgens {who} is de tijd voor het gesprek over leefstijl {goed} geregeld."\n',
    '',
  )
  expect(problems.map(problemLine)).toEqual([
    expect.stringMatching(
      /^report\.yaml:\d+:\d+: criterion "tijd" has no good for second; add good: with second$/,
    ),
  ])
})

test('lenses that can contradict each other need a text for each direction', () => {
  const line = report
    .split('\n')
    .find((text) => text.includes('{higher} ervaren genoeg tijd voor het gesprek'))
  const { problems } = problemsAfter(`${line}\n`, '')
  expect(problems.map(({ what }) => what)).toEqual([
    expect.stringContaining('criterion "tijd" has no contrast for second'),
  ])
})

test('the report of the main framework misses nothing', () => {
  expect(problemsAfter('title:', 'title:').problems).toEqual([])
})
