import { expect, test } from 'vitest'
import { checkFramework, type Remark } from '../../../app/domain/framework/check.ts'
import { parseFrameworkFiles } from '../../../app/domain/framework/parse.ts'
import { problemLine } from '../../../app/domain/problem.ts'
import { rowOf, smallFramework } from '../../make/framework-files.ts'

test('the small framework has nothing to remark', () => {
  expect(remarksOn()).toEqual([])
})

type Case = [mistake: string, change: [string, string], row: string, says: RegExp]

const errors: Case[] = [
  [
    'a scale written from best to worst',
    ['value: 33, positive: 0 }', 'value: 80, positive: 0 }'],
    'code: vaak',
    /value goes down from 80 to 67; write the options from worst to best/,
  ],
  [
    'a scale that never counts as wholly positive',
    ['label: in orde, value: 100, positive: 1', 'label: in orde, value: 100, positive: 0.9'],
    '',
    /positive of scale "ORDE" runs from 0 to 0.9; let it run from 0/,
  ],
  [
    'a scale whose worst answer is worth something',
    ['label: niet in orde, value: 0', 'label: niet in orde, value: 10'],
    '',
    /value of scale "ORDE" runs from 10 to 100/,
  ],
  [
    'a question that forces an opinion',
    ['scale: VAAK\n                nonScoring: [dont-know]', 'scale: VAAK'],
    'id: Z01',
    /"Z01" forces an opinion on someone who has none/,
  ],
  [
    'a question where not knowing is a signal but cannot be said',
    [
      'nonScoring: [dont-know]\n                unknownIsSignal',
      'nonScoring: [not-applicable]\n                unknownIsSignal',
    ],
    'unknownIsSignal',
    /nobody can answer dont-know here/,
  ],
  [
    'a norm that the short questionnaire leaves out for a role',
    [
      'id: D02\n                role: directie',
      'id: D02\n                role: directie\n                variant: full',
    ],
    'id: W2',
    /norm "W2" has no question for role "directie" in the short questionnaire/,
  ],
  [
    'a comparison of two different scales',
    ['evidence: true\n                scale: VAAK', 'evidence: true\n                scale: ORDE'],
    'comparable: true',
    /criterion "helder-water" is comparable but its questions use different scales/,
  ],
  [
    'a comparison that only one role is asked about',
    ['id: douchen-vooraf\n', 'id: douchen-vooraf\n            comparable: true\n'],
    '',
    /is comparable but has no scored question for role "directie"/,
  ],
  [
    'a slot whose option has no phrase',
    ['                    phrase: vieze douches\n', ''],
    'code: vies',
    /option "vies" has no phrase, so it cannot fill slot "redenen"/,
  ],
  [
    'a bullet in two themes',
    ['bullet: schoonmaak', 'bullet: helder'],
    '',
    /bullet "helder" stands in theme "zwemwater" already/,
  ],
  [
    'a criterion without bullet that is named like a bullet',
    ['id: douchen-vooraf', 'id: schoonmaak'],
    'id: schoonmaak',
    /"schoonmaak" is also the key of a bullet/,
  ],
  [
    'a guess on a scale that names no shares',
    [
      'items:\n  - id: ZO1',
      'items:\n  - { id: DV1, role: directie, scale: VAAK, text: Hoeveel van de 10?, nonScoring: [dont-know], predicts: Z01 }\n  - id: ZO1',
    ],
    'id: DV1',
    /"positive" is not the share that the option names/,
  ],
  [
    'a guess about a question that has no score',
    [
      'items:\n  - id: ZO1',
      'items:\n  - { id: DV1, role: directie, scale: VAAK, text: Hoeveel van de 10?, nonScoring: [dont-know], predicts: ZO1 }\n  - id: ZO1',
    ],
    'id: DV1',
    /"DV1" guesses "ZO1", which is no scored question of another role/,
  ],
  [
    'two questions with the same words for one role',
    [
      'text: De kleedruimten en toiletten zijn schoon.',
      'text: Het zwemwater is helder, ook als het druk is.',
    ],
    '',
    /"Z05" asks the same as "Z01"/,
  ],
  [
    'more minutes promised than a short questionnaire may take',
    [
      'core:\n    title: Korte vragenlijst\n    minutes: { badmeester: 4',
      'core:\n    title: Korte vragenlijst\n    minutes: { badmeester: 9',
    ],
    'badmeester: 9',
    /takes role "badmeester" 9 minutes .* bring it to 8 or less/,
  ],
  [
    'fewer minutes promised than the questions need',
    ['badmeester: 4', 'badmeester: 1'],
    'badmeester: 1',
    /1 minutes are promised, but role "badmeester" needs about \d.* choices, .* words/,
  ],
  [
    'labels that leave no room for a mixed picture',
    ['cutoffs:\n', 'cutoffs:\n  improvement: 0.75\n'],
    'improvement: 0.75',
    /improvement \(0.75\) is not below strength \(0.75\)/,
  ],
]

test.each(errors)('%s is an error', (_, change, row, says) => {
  const files = smallFramework(change)
  const found = remarksOn(change).filter(({ severity }) => severity === 'error')
  expect(found.map(problemLine).join('\n')).toMatch(says)
  if (row) expect(found.map((remark) => remark.row)).toContain(rowOf(files.framework.text, row))
})

const warnings: Case[] = [
  [
    'a group so small that an answer can be traced',
    ['minimumGroup: 5', 'minimumGroup: 2'],
    'minimumGroup: 2',
    /can be traced: 2; use at least 5/,
  ],
  [
    'a source that nothing rests on',
    [
      'sources:\n  - id: bal',
      'sources:\n  - id: vrij\n    title: Vrij\n    checked: "2026-11-21"\n  - id: bal',
    ],
    'id: vrij',
    /nothing rests on source "vrij"/,
  ],
  [
    'a norm without source',
    ['sources: [bal]\n        weight: 2', 'weight: 2'],
    'id: W1',
    /norm "W1" names no source/,
  ],
  [
    'a scale that nobody uses',
    [
      'scales:\n',
      'scales:\n  RUST:\n    title: Rust\n    options:\n      - { code: a, label: a, value: 0, positive: 0 }\n      - { code: b, label: b, value: 100, positive: 1 }\n',
    ],
    'RUST:',
    /no question uses scale "RUST"/,
  ],
  [
    'a link asked of someone anonymous',
    ['id: Z01\n', 'id: Z01\n                evidence: true\n'],
    'evidence: true',
    /can give away who answered/,
  ],
  [
    'a phrase that no sentence can use',
    ['label: iedereen doucht\n', 'label: iedereen doucht\n                    phrase: niets\n'],
    'phrase: niets',
    /this phrase is never used/,
  ],
  [
    'a very long question',
    ['text: Bezoekers douchen voordat zij gaan zwemmen.', `text: ${'Bezoekers douchen '.repeat(14)}.`],
    'text: Bezoekers',
    /this question has \d+ words/,
  ],
]

test.each(warnings)('%s is a warning, not an error', (_, change, row, says) => {
  const files = smallFramework(change)
  const found = remarksOn(change)
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(found.map(problemLine).join('\n')).toMatch(says)
  expect(found.map((remark) => remark.row)).toContain(rowOf(files.framework.text, row))
})

test('a party that gets no question in the short questionnaire is an error', () => {
  const files = smallFramework()
  const text = files.framework.text.replace(
    /role: directie\n(?! +text: Onze gemeente)/g,
    'role: directie\n                parties: [GZ, SZ]\n',
  )
  const parsed = parseFrameworkFiles({
    ...files,
    framework: {
      name: 'f',
      text: text.replace(/DO1\n +role: directie\n +parties.*/, 'DO1\n    role: directie'),
    },
  })
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'))
  expect(checkFramework(parsed.value).map(({ what, row }) => [what, row])).toEqual([
    ['party "CZ" gets no question for role "directie" in the short questionnaire', rowOf(text, 'id: CZ')],
  ])
})

test('remarks come in the order of the file', () => {
  const rows = remarksOn(
    ['minimumGroup: 5', 'minimumGroup: 2'],
    ['sources: [bal]\n        weight: 2', 'weight: 2'],
  ).map(({ row }) => row)
  expect(rows.length).toBeGreaterThan(1)
  expect(rows).toEqual([...rows].sort((a, b) => a - b))
})

function remarksOn(...changes: [string, string][]): Remark[] {
  const parsed = parseFrameworkFiles(smallFramework(...changes))
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'))
  return checkFramework(parsed.value)
}
