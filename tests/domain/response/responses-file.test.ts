import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemLine } from '../../../app/domain/problem.ts'
import { MAX_RESPONSES_BYTES, parseResponsesFile } from '../../../app/domain/response/responses-file.ts'
import { writeResponsesFile } from '../../../app/domain/response/write-responses-file.ts'
import {
  aCriterion,
  aFramework,
  aMultipleItem,
  aNorm,
  aResponse,
  aTheme,
  anItem,
} from '../../make/framework.ts'

const framework = aFramework({
  themes: [
    aTheme({
      id: 't',
      norms: [
        aNorm({
          id: 'n',
          criteria: [
            aCriterion({
              id: 'c',
              items: [
                anItem({ id: 'P1' }),
                anItem({ id: 'P2', routes: ['U'] }),
                anItem({ id: 'P3', variant: 'full' }),
                aMultipleItem({ id: 'M' }),
                anItem({ id: 'B1', role: 'board', parties: ['HO', 'ZV'], evidence: true }),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
  items: [anItem({ id: 'O', kind: 'open', maxLength: 20 })],
})

const read = (text: string | Uint8Array) =>
  parseResponsesFile(framework, {
    name: 'antwoorden.csv',
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
  })

/** The problems of a file as the command line prints them; no lines when it is right. */
const problems = (text: string | Uint8Array) => {
  const result = read(text)
  return result.ok ? [] : result.problems.map(problemLine)
}

test('a row is a response; empty cells are not answered', () => {
  const text =
    'role;party;organisation;profession;routes;P1;P2;M;O;P1.remark;B1;B1.evidence\n' +
    'professional;;;huisarts;V|U;a4;;m2|m1;"zegt ""ja""; en nee";te kort;;\n' +
    'board;HO;De Esch;;;;;;;;a5;plan 2026\n'
  expect(read(text)).toEqual({
    ok: true,
    value: {
      variant: 'core',
      responses: [
        aResponse({
          profession: 'huisarts',
          answers: { P1: 'a4', M: ['m1', 'm2'] },
          texts: { O: 'zegt "ja"; en nee' },
          remarks: { P1: 'te kort' },
        }),
        aResponse({
          role: 'board',
          party: 'HO',
          organisation: 'De Esch',
          routes: [],
          answers: { B1: 'a5' },
          evidence: { B1: 'plan 2026' },
        }),
      ],
    },
  })
})

test.each([
  ['a byte order mark', '\uFEFFrole;routes;P1\nprofessional;V;a1\n'],
  ['commas', 'role,routes,P1\nprofessional,V,a1\n'],
  ['Windows line ends', 'role;routes;P1\r\nprofessional;V;a1\r\n'],
  ['old Mac line ends', 'role;routes;P1\rprofessional;V;a1\r'],
  ['no line end after the last row', 'role;routes;P1\nprofessional;V;a1'],
  ['quotes around everything', '"role";"routes";"P1"\n"professional";"V";"a1"\n'],
  ['an empty line', 'role;routes;P1\n\nprofessional;V;a1\n\n'],
  ['columns in another order', 'P1;role;routes\na1;professional;V\n'],
  ['spaces around codes', 'role; routes ;P1\nprofessional; V ; a1 \n'],
])('a file with %s is read', (_, text) => {
  expect(read(text)).toEqual({
    ok: true,
    value: { responses: [aResponse({ routes: ['V'], answers: { P1: 'a1' } })], variant: 'core' },
  })
})

test('a column of an item that only the long questionnaire asks makes the variant full', () => {
  expect(read('role;routes;P1;P3\nprofessional;V;a1;\n')).toMatchObject({
    ok: true,
    value: { variant: 'full' },
  })
})

test.each([
  ['nothing at all', '', ['antwoorden.csv:1:1: the file is empty']],
  ['only a header', 'role;routes;P1\n', ['antwoorden.csv:2:1: there are no rows below the header']],
  [
    'a row that is too short',
    'role;routes;P1\nprofessional;V\n',
    ['antwoorden.csv:2:3: this row has 2 fields, the header has 3'],
  ],
  [
    'a row that is too long',
    'role;routes;P1\nprofessional;V;a1;a2\n',
    ['antwoorden.csv:2:4: this row has 4 fields'],
  ],
  [
    'a column twice',
    'role;routes;P1;P1\nprofessional;V;a1;a1\n',
    ['antwoorden.csv:1:4: column "P1" stands twice'],
  ],
  ['an unknown column', 'role;routes;P9\nprofessional;V;a1\n', ['antwoorden.csv:1:3: unknown column "P9"']],
  [
    'a column without a name',
    'role;routes;\nprofessional;V;\n',
    ['antwoorden.csv:1:3: this column has no name'],
  ],
  ['no column role', 'routes;P1\nV;a1\n', ['antwoorden.csv:1:1: there is no column "role"']],
  [
    'tabs',
    'role\troutes\tP1\nprofessional\tV\ta1\n',
    [
      'antwoorden.csv:1:1: unknown column "role\\troutes\\tP1"',
      'antwoorden.csv:1:1: there is no column "role"',
    ],
  ],
  ['an unknown role', 'role;routes;P1\ndokter;V;a1\n', ['antwoorden.csv:2:1: unknown role "dokter"']],
  ['no role', 'role;routes;P1\n;V;a1\n', ['antwoorden.csv:2:1: the role is missing']],
  ['an unknown code', 'role;routes;P1\nprofessional;V;a9\n', ['antwoorden.csv:2:3: P1 has no answer "a9"']],
  [
    'two codes for one answer',
    'role;routes;P1\nprofessional;V;a1|a2\n',
    ['antwoorden.csv:2:3: P1 takes one answer'],
  ],
  [
    'the same tick twice',
    'role;routes;M\nprofessional;V;m1|m1\n',
    ['antwoorden.csv:2:3: M has the same answer twice'],
  ],
  [
    'an exclusive tick among others',
    'role;routes;M\nprofessional;V;m1|nothing\n',
    ['antwoorden.csv:2:3: M has "nothing" together'],
  ],
  [
    'an answer to an item of another role',
    'role;routes;B1\nprofessional;V;a1\n',
    ['antwoorden.csv:2:3: B1 is an item for role board'],
  ],
  [
    'an answer to an item of another route',
    'role;routes;P2\nprofessional;V;a1\n',
    ['antwoorden.csv:2:3: P2 belongs to route U, not to V'],
  ],
  [
    'an answer to an item of another party',
    'role;party;B1\nboard;GEM;a1\n',
    ['antwoorden.csv:2:3: B1 is put to HO, ZV, not to GEM'],
  ],
  [
    'a remark at an item of another role',
    'role;routes;B1.remark\nprofessional;V;tja\n',
    ['antwoorden.csv:2:3: B1 is an item for role board'],
  ],
  [
    'evidence where none is asked',
    'role;routes;P1.evidence\nprofessional;V;plan\n',
    ['antwoorden.csv:2:3: P1 asks for no evidence'],
  ],
  [
    'a board without party',
    'role;party;B1\nboard;;a1\n',
    ['antwoorden.csv:2:2: the party is missing for role board'],
  ],
  ['an unknown party', 'role;party;B1\nboard;XX;a1\n', ['antwoorden.csv:2:2: unknown party "XX"']],
  [
    'a professional without routes',
    'role;routes;P1\nprofessional;;a1\n',
    ['antwoorden.csv:2:2: the routes are missing'],
  ],
  [
    'an unknown route',
    'role;routes;P1\nprofessional;V|Z;a1\n',
    ['antwoorden.csv:2:2: role professional has no route "Z"'],
  ],
  [
    'routes for a role without',
    'role;party;routes;B1\nboard;HO;V;a1\n',
    ['antwoorden.csv:2:3: role board has no route "V"'],
  ],
  [
    'a text that is too long',
    `role;routes;O\nprofessional;V;${'x'.repeat(21)}\n`,
    ['antwoorden.csv:2:3: this text is longer than 20 characters'],
  ],
  [
    'a quote that is never closed',
    'role;routes;O\nprofessional;V;"open\nprofessional;V;x\n',
    ['antwoorden.csv:2:3: a quote (") is opened and never closed'],
  ],
  [
    'a quote inside a text',
    'role;routes;O\nprofessional;V;een "woord"\n',
    ['antwoorden.csv:2:3: a quote (") stands inside a text'],
  ],
  [
    'text after a closing quote',
    'role;routes;O\nprofessional;V;"een" woord\n',
    ['antwoorden.csv:2:3: text follows a closing quote (")'],
  ],
])('%s is a problem with its row and field', (_, text, expected) => {
  const found = problems(text)
  expect(found).toHaveLength(expected.length)
  found.forEach((line, index) => {
    expect(line.startsWith(expected[index] ?? '?')).toBe(true)
    // What to do stands behind the semicolon.
    expect(line).toMatch(/; \S/)
  })
})

test('all problems are named at once, each with its own place', () => {
  const text = 'role;routes;P1;M\nprofessional;V;a9;m9\nprofessional;Z;a1;\n\ndokter;V;a1;\n'
  expect(problems(text).map((line) => line.split(': ')[0])).toEqual([
    'antwoorden.csv:2:3',
    'antwoorden.csv:2:4',
    'antwoorden.csv:3:2',
    'antwoorden.csv:5:1',
  ])
})

test('of very many problems the first two hundred are named and the rest is counted', () => {
  const found = problems(`role;routes;P1\n${'professional;V;a9\n'.repeat(1234)}`)
  expect(found).toHaveLength(201)
  expect(found.at(-1)).toContain('1034 more problems')
})

test('a field with a line break counts as one row', () => {
  expect(problems('role;routes;O;P1\nprofessional;V;"een\ntwee";a1\nprofessional;V;;a9\n')).toEqual([
    expect.stringContaining('antwoorden.csv:3:4: P1 has no answer "a9"'),
  ])
})

test('bytes of another encoding are found at their row and field', () => {
  const text = 'role;routes;O\nprofessional;V;goed\nprofessional;V;financi'
  const bytes = new Uint8Array([...new TextEncoder().encode(text), 0xeb, ...new TextEncoder().encode('n\n')])
  expect(problems(bytes)).toEqual([
    'antwoorden.csv:3:3: this file is not UTF-8: byte eb cannot stand here; save it again as "CSV UTF-8"',
  ])
  expect(problems(new Uint8Array([0xff, 0xfe, 0x72, 0]))).toEqual([expect.stringContaining('UTF-16')])
  expect(problems(new Uint8Array([0x72, 0, 0x6f, 0]))).toEqual([expect.stringContaining('UTF-16')])
})

test('a file that is far too large is refused without reading it', () => {
  expect(problems(new Uint8Array(MAX_RESPONSES_BYTES + 1))).toEqual([
    expect.stringContaining('antwoorden.csv:1:1: the file is 65 MB'),
  ])
})

test('whatever bytes come in, the answer is responses or problems and never a crash', () => {
  const piece = fc.constantFrom(
    'role',
    ';',
    ',',
    '\n',
    '\r\n',
    '"',
    'P1',
    'professional',
    'V',
    'a1',
    '|',
    'ë',
    '\u0000',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const result = read(pieces.join(''))
      if (!result.ok) {
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { row, column } of result.problems) expect(Math.min(row, column)).toBeGreaterThanOrEqual(1)
      }
    }),
    { seed: 5, numRuns: 500 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(read(bytes)).toHaveProperty('ok')
    }),
    { seed: 6, numRuns: 300 },
  )
})

test('what is written is read back the same, whatever people typed', () => {
  const text = fc
    .string({
      unit: fc.constantFrom('a', 'ë', '"', ';', ',', '\n', '|', '=', ' '),
      minLength: 1,
      maxLength: 20,
    })
    .map((typed) => typed.trim().normalize('NFC'))
    .filter((typed) => typed.length > 0)
  const response = fc
    .record({
      professional: fc.boolean(),
      code: fc.constantFrom('a1', 'a5', 'dont-know'),
      ticks: fc.subarray(['m1', 'm2', 'm3']),
      open: fc.option(text),
      remark: fc.option(text),
      name: fc.option(text),
    })
    .map(({ professional, code, ticks, open, remark, name }) =>
      professional
        ? aResponse({
            answers: { P1: code, ...(ticks.length > 0 && { M: ticks }) },
            texts: open === null ? {} : { O: open },
            remarks: remark === null ? {} : { P1: remark },
          })
        : aResponse({
            role: 'board',
            party: 'ZV',
            organisation: name,
            routes: [],
            answers: { B1: code },
            evidence: remark === null ? {} : { B1: remark },
          }),
    )
  fc.assert(
    fc.property(fc.array(response, { minLength: 1, maxLength: 8 }), (responses) => {
      expect(read(writeResponsesFile(framework, responses, 'core'))).toEqual({
        ok: true,
        value: { responses, variant: 'core' },
      })
    }),
    { seed: 7, numRuns: 300 },
  )
})
