import { expect, test } from 'vitest'
import { allItems, type Framework, type Item } from '../../../app/domain/framework/framework.ts'
import { parseFramework } from '../../../app/domain/framework/parse.ts'
import { problemLine } from '../../../app/domain/problem.ts'
import { rowOf, smallFramework } from '../../make/framework-files.ts'

test('an item carries the options of its scale, worst first, and then its own answers that never score', () => {
  const item = itemOf(
    parsed(['nonScoring: [dont-know, not-applicable]', 'nonScoring: [not-applicable, dont-know]']),
    'Z06',
  )
  expect(item.options.map(({ code, value, positive, scoring }) => [code, value, positive, scoring])).toEqual([
    ['nooit', 0, 0, true],
    ['soms', 33, 0, true],
    ['vaak', 67, 1, true],
    ['altijd', 100, 1, true],
    ['dont-know', null, null, false],
    ['not-applicable', null, null, false],
  ])
})

test('an item offers only the answers without score that it names itself', () => {
  expect(itemOf(parsed(), 'Z01').options.map(({ code }) => code)).not.toContain('not-applicable')
})

test('in a list to tick, "weet ik niet" excludes the other answers and nothing scores', () => {
  const { options } = itemOf(parsed(), 'Z03')
  expect(options.map(({ code, exclusive, scoring }) => [code, exclusive, scoring])).toEqual([
    ['koud', false, false],
    ['vies', false, false],
    ['weten-niet', false, false],
    ['iedereen-doucht', true, false],
    ['dont-know', true, false],
  ])
})

test('what is left out gets its default', () => {
  const framework = parsed()
  expect(itemOf(framework, 'Z01')).toMatchObject({
    kind: 'choice',
    variant: 'core',
    hint: null,
    routes: [],
    parties: [],
    speaksFor: null,
    evidence: false,
    unknownIsSignal: false,
    maxLength: null,
    slot: null,
    sources: [],
  })
  expect(itemOf(framework, 'ZO1')).toMatchObject({ options: [], maxLength: 500 })
  expect(framework.cutoffs).toMatchObject({
    strength: 0.75,
    improvement: 0.5,
    z: 1.96,
    bullets: { good: 2, better: 3 },
  })
  expect(framework.roles[0]).toMatchObject({ routing: 'none', routes: [], professions: [] })
})

test('letters are stored in one form, so that ë typed as e with two dots is the same heading', () => {
  const framework = parsed(['title: Schoon water', 'title: Schone zee\u0308n'])
  expect(framework.themes[0]?.title).toBe('Schone zeën'.normalize('NFC'))
})

test('a byte order mark and Windows line ends change nothing', () => {
  const files = smallFramework()
  const windows = { ...files.framework, text: `\uFEFF${files.framework.text.replaceAll('\n', '\r\n')}` }
  const result = parseFramework({ ...files, framework: windows })
  expect(result.ok && result.value.hash).toBe(parsed().hash)
})

type Case = [mistake: string, from: string, to: string, row: string, says: RegExp]
const cases: Case[] = [
  ['broken YAML', 'themes:\n', 'themes: [\n', 'id: zwemwater', /not YAML|indentation/],
  [
    'a tab as indentation',
    '  short: openbare',
    '\tshort: openbare',
    '\tshort',
    /a tab is used for indentation; use spaces/,
  ],
  ['a key that stands twice', 'language: nl', 'language: nl\nlanguage: nl', '', /stands twice/],
  [
    'an unknown key',
    'weighting: person',
    'weighing: person',
    'weighing',
    /unknown key "weighing"; check its spelling/,
  ],
  [
    'a missing key',
    '    text: Het zwemwater is schoon',
    '    teks: Het zwemwater is schoon',
    'id: W1',
    /"text" is missing/,
  ],
  [
    'a version without quotes',
    "version: '1.0'",
    'version: 1.0',
    'version:',
    /"version" is a number, not a text; put it between quotes/,
  ],
  ['an empty title', 'title: Schoon water', "title: ''", "title: ''", /"title" is empty; fill it in/],
  ['an id with a space', 'id: Z01', 'id: Z 01', 'id: Z 01', /"Z 01"; write letters, digits/],
  [
    'a word that is not allowed',
    'anonymity: named',
    'anonymity: half',
    'anonymity: half',
    /choose one of "anonymous", "named"/,
  ],
  ['a share above one', 'positive: 0.5', 'positive: 50', 'positive: 50', /use at most 1/],
  ['an unknown kind of question', 'kind: multiple', 'kind: slider', 'kind: slider', /"kind" is "slider"/],
  [
    'a date that does not exist',
    "checked: '2026-11-21'",
    "checked: '2026-13-45'",
    '2026-13-45',
    /write a date that exists/,
  ],
  [
    'an item id that stands twice',
    'id: Z02',
    'id: Z01',
    '',
    /item "Z01" stands twice; give one of them another id/,
  ],
  [
    'a criterion id that stands twice',
    'id: metingen',
    'id: helder-water',
    '',
    /criterion "helder-water" stands twice/,
  ],
  [
    'an unknown role',
    'role: badmeester',
    'role: badjuf',
    'role: badjuf',
    /there is no role "badjuf"; use one of badmeester, directie/,
  ],
  [
    'an unknown scale',
    'scale: VAAK',
    'scale: VAKER',
    'scale: VAKER',
    /there is no scale "VAKER"; use one of VAAK, ORDE/,
  ],
  ['an unknown party', 'parties: [GZ, SZ]', 'parties: [GZ, XX]', 'XX', /there is no party "XX"/],
  ['an unknown source', 'sources: [arbo]', 'sources: [arbow]', 'arbow', /there is no source "arbow"/],
  [
    'routes for a role that has none',
    'variant: full\n',
    'routes: [X]\n',
    'routes: [X]',
    /role "directie" has no routes/,
  ],
  [
    'parties for a role that is not asked by party',
    'id: Z02\n',
    'id: Z02\n                parties: [GZ]\n',
    'parties: [GZ]',
    /not asked by party/,
  ],
  [
    'a single answer that excludes others',
    'label: nooit, value: 0',
    'label: nooit, exclusive: true, value: 0',
    'exclusive: true',
    /unknown key "exclusive"/,
  ],
  ['minutes for an unknown role', 'badmeester: 5', 'badjuf: 5', 'badjuf: 5', /no role "badjuf"/],
  ['an id that is a column of the responses file', 'id: Z01', 'id: party', 'id: party', /column of its own/],
  [
    'an id that objects know already',
    'id: Z01',
    'id: constructor',
    'id: constructor',
    /cannot be used as an id/,
  ],
  [
    'a scale with the code of an answer that never scores',
    'code: nooit',
    'code: dont-know',
    'code: dont-know',
    /answer that never scores/,
  ],
]

test.each(cases)('%s is named with its line and what to do', (_, from, to, row, says) => {
  const files = smallFramework([from, to])
  const result = parseFramework(files)
  if (result.ok) throw new Error('the mistake was not seen')
  const lines = result.problems.map(problemLine)
  expect(lines.join('\n')).toMatch(says)
  expect(lines.join('\n')).toMatch(/^framework\.yaml:\d+:\d+: [^;]+; \S/m)
  if (row) expect(result.problems.map((problem) => problem.row)).toContain(rowOf(files.framework.text, row))
})

test('every mistake in the file is named, not only the first', () => {
  const result = parseFramework(smallFramework(['scale: VAAK', 'scale: X'], ['id: Z02', 'id: Z01']))
  expect(result.ok || result.problems.length).toBe(2)
})

test('one unclosed bracket is one problem, not hundreds', () => {
  const result = parseFramework(smallFramework(['themes:\n', 'themes: [\n']))
  expect(!result.ok && result.problems.length).toBe(1)
})

test('the column points at the key, so that an editor jumps to the right word', () => {
  const result = parseFramework(smallFramework(['anonymity: named', 'anonymity: half']))
  expect(!result.ok && result.problems[0]?.column).toBe(5)
})

test('a mistake in report.yaml is named with that file', () => {
  const files = smallFramework()
  const result = parseFramework({ ...files, report: { name: 'report.yaml', text: 'titel: x\n' } })
  if (result.ok) throw new Error('the mistake was not seen')
  expect(result.problems.map(problemLine)).toContainEqual(
    expect.stringMatching(/^report\.yaml:1:1: unknown key "titel"; /),
  )
})

test('a file nested a hundred thousand deep is refused with a place instead of ending the program', () => {
  for (const text of ['['.repeat(100_000), '- '.repeat(100_000), '['.repeat(20_000) + ']'.repeat(20_000)]) {
    const result = parseFramework({ ...smallFramework(), framework: { name: 'f', text } })
    expect(!result.ok && problemLine(result.problems[0]!)).toMatch(
      /^f:1:\d+: this is nested too deeply; use at most/,
    )
  }
})

test('a second document in the file is refused with its place', () => {
  const files = smallFramework(['themes:\n', '---\nthemes:\n'])
  const result = parseFramework(files)
  expect(!result.ok && result.problems).toMatchObject([
    { row: rowOf(files.framework.text, '---'), what: 'a second document starts here' },
  ])
})

test('a file that unfolds references endlessly is refused', () => {
  const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
    (level) =>
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
  )
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...levels].join('\n')
  const result = parseFramework({ ...smallFramework(), framework: { name: 'f', text: bomb } })
  expect(result.ok).toBe(false)
})

function parsed(...changes: [string, string][]): Framework {
  const result = parseFramework(smallFramework(...changes))
  if (!result.ok) throw new Error(result.problems.map(problemLine).join('\n'))
  return result.value
}

function itemOf(framework: Framework, id: string): Item {
  const item = allItems(framework).find((one) => one.id === id)
  if (!item) throw new Error(`no item ${id}`)
  return item
}
