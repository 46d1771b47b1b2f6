import { expect, test } from 'vitest'
import { problemLine } from '../../../app/domain/problem.ts'
import { parseRegionFile } from '../../../app/domain/report/region-file.ts'
import { aFramework } from '../../make/framework.ts'

const read = (text: string) => parseRegionFile({ name: 'regio.yaml', text }, aFramework())
const problems = (text: string) => {
  const result = read(text)
  return result.ok ? [] : result.problems.map(problemLine)
}

test('a region file with everything in it', () => {
  const text = `
title: Oost
municipalities: [{ code: GM0141, name: Almelo }]
date: 2026-06-08
year: 2026
invited: { professional: { about: 300 }, board: { HO: 1, GEM: { about: 2 }, ZV: } }
figures:
  - { indicator: roken, region: Almelo, value: 22.5, national: 18, unit: '%', year: 2022, source: RIVM, url: 'https://example.nl/', note: Schatting. }
invented: true
`
  expect(read(text)).toEqual({
    ok: true,
    value: {
      title: 'Oost',
      municipalities: [{ code: 'GM0141', name: 'Almelo' }],
      date: '2026-06-08',
      year: 2026,
      invited: { professional: { about: 300 }, board: { HO: 1, GEM: { about: 2 } } },
      figures: [
        {
          indicator: 'roken',
          region: 'Almelo',
          value: 22.5,
          national: 18,
          unit: '%',
          year: 2022,
          source: 'RIVM',
          url: 'https://example.nl/',
          note: 'Schatting.',
        },
      ],
      invented: true,
    },
  })
})

test('only a title is needed; what is missing is unknown and never zero', () => {
  expect(read('title: Oost\n')).toEqual({
    ok: true,
    value: {
      title: 'Oost',
      municipalities: [],
      date: null,
      year: null,
      invited: {},
      figures: [],
      invented: false,
    },
  })
})

test.each([
  ['no title', 'year: 2026\n', 'regio.yaml:1:1: "title" is missing'],
  ['nothing', '', 'regio.yaml:1:1:'],
  ['broken YAML', 'title: "Oost\nyear: 2026\n', 'regio.yaml:'],
  ['an unknown key', 'title: Oost\ngemeenten: []\n', 'regio.yaml:2:1: unknown key "gemeenten"'],
  ['a date in another order', 'title: Oost\ndate: 08-06-2026\n', 'regio.yaml:2:1: "date"'],
  [
    'a day that does not exist',
    'title: Oost\ndate: 2026-02-30\n',
    'regio.yaml:2:1: "date" is not right: no such day',
  ],
  [
    'a negative number',
    'title: Oost\ninvited:\n  board:\n    HO: -1\n',
    'regio.yaml:4:5: how many were asked of HO',
  ],
  [
    'half a person',
    'title: Oost\ninvited:\n  professional: 2.5\n',
    'regio.yaml:3:3: how many were asked as professional',
  ],
  [
    'a number in words',
    'title: Oost\ninvited:\n  professional: veel\n',
    'regio.yaml:3:3: how many were asked',
  ],
  [
    'an estimate that is no number',
    'title: Oost\ninvited:\n  professional: { about: veel }\n',
    'regio.yaml:3:3: how many',
  ],
  ['an unknown role', 'title: Oost\ninvited:\n  dokter: 3\n', 'regio.yaml:3:3: unknown role "dokter"'],
  ['an unknown party', 'title: Oost\ninvited:\n  board: { XX: 3 }\n', 'regio.yaml:3:12: unknown party "XX"'],
  ['the same key twice', 'title: Oost\ntitle: West\n', 'regio.yaml:2:1: this key stands twice'],
  [
    'a municipality twice',
    'title: Oost\nmunicipalities:\n  - { code: GM1, name: A }\n  - { code: GM1, name: B }\n',
    'regio.yaml:4:5: municipality GM1 B stands twice',
  ],
  [
    'a figure without source',
    'title: Oost\nfigures:\n  - { indicator: roken, region: A, value: 2 }\n',
    'regio.yaml:3:5: "source" is missing',
  ],
  [
    'an address that is none',
    'title: Oost\nfigures:\n  - { indicator: roken, region: A, source: X, url: www }\n',
    'regio.yaml:3:47: "url"',
  ],
])('%s is a problem with its line and column', (_, text, expected) => {
  const found = problems(text)
  expect(found[0]?.slice(0, expected.length)).toBe(expected)
  for (const line of found) expect(line).toMatch(/; \S/)
})

test('a control character is refused where it stands: no PDF can be made of it', () => {
  for (const title of ['"a\\u0000b"', '"a\\u0007"']) {
    expect(problems(`title: ${title}\n`)).toEqual([expect.stringContaining('control character')])
  }
  expect(read('title: "a\\tb 😀 שלום"\n').ok).toBe(true)
})
