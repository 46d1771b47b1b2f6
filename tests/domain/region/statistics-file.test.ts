/** The files below have the shape in which CBS and RIVM give theirs; every value in them is invented. */

import { expect, test } from 'vitest'
import {
  figureFrom,
  figureKey,
  withFigures,
  withoutFigure,
  yearOf,
} from '../../../app/domain/region/figure-form.ts'
import { figuresOf, readStatistics, statisticsFromForm } from '../../../app/domain/region/statistics-file.ts'
import type { Statistics } from '../../../app/domain/region/statistics-file.ts'
import type { RegionalFigure } from '../../../app/domain/report/region.ts'

const ALMELO = { code: 'GM0141', name: 'Almelo' }
const TWENTERAND = { code: 'GM1700', name: 'Twenterand' }
const codes = [ALMELO.code, TWENTERAND.code]

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (name: string, text: string) => ({ name, bytes: bytes(text) })

const WIDE_CSV = [
  '\uFEFF"ID";"Leeftijd";"Marges";"WijkenEnBuurten";"Perioden";"Gemeentenaam_1";"SoortRegio_2";"Codering_3";"Overgewicht_9";"ErnstigOvergewicht_10";"Roker_11"',
  '"0";"20300";"MW00000";"NL01      ";"2022JJ00";"Nederland";"Land";"NL01      ";"    50.0";"    15.0";"    14.0"',
  '"1";"20300";"MOG0095";"NL01      ";"2022JJ00";"Nederland";"Land";"NL01      ";"    47.9";"    12.9";"    11.9"',
  '"2";"20300";"MW00000";"GM0141    ";"2022JJ00";"Almelo";"Gemeente";"GM0141    ";"    57.1";"    15.7";"    22.4"',
  '"3";"20300";"MBG0095";"GM0141    ";"2022JJ00";"Almelo";"Gemeente";"GM0141    ";"    59.0";"    17.8";"    24.0"',
  '"4";"80200";"MW00000";"GM0141    ";"2022JJ00";"Almelo";"Gemeente";"GM0141    ";"    61.0";"    18.0";"     9.0"',
  '"5";"20300";"MW00000";"GM1700    ";"2022JJ00";"Twenterand";"Gemeente";"GM1700    ";"    55.2";"    16.4";"       ."',
  '"6";"20300";"MW00000";"GM0141    ";"2020JJ00";"Almelo";"Gemeente";"GM0141    ";"    56.0";"    15.0";"    23.0"',
].join('\r\n')

const WIDE_JSON = JSON.stringify({
  'odata.metadata':
    'https://dataderden.cbs.nl/ODataApi/OData/50120NED/$metadata#Cbs.OData.WebAPI.TypedDataSet',
  value: [
    {
      ID: 0,
      Leeftijd: '20300',
      Marges: 'MW00000',
      WijkenEnBuurten: 'NL01      ',
      Perioden: '2022JJ00',
      Gemeentenaam_1: 'Nederland',
      Overgewicht_9: 50,
      Roker_11: 14,
    },
    {
      ID: 1,
      Leeftijd: '20300',
      Marges: 'MW00000',
      WijkenEnBuurten: 'GM0141    ',
      Perioden: '2022JJ00',
      Gemeentenaam_1: 'Almelo',
      Overgewicht_9: 57.1,
      Roker_11: null,
    },
  ],
})

const MEASURES = [
  '"Identifier";"Index";"Title";"Description";"Unit"',
  '"M1";1;"Overgewicht";"BMI 25 of hoger";"%"',
  '"M2";2;"Roker";"";"%"',
  '"M3";3;"Inwoners";"";"aantal"',
].join('\n')
const LONG_CSV = [
  '"Id";"Measure";"ValueAttribute";"Value";"Leeftijd";"Marges";"RegioS";"Perioden"',
  '0;"M1";"None";49,8;"20300";"MW00000";"NL01  ";"2020JJ00"',
  '1;"M1";"None";57,1;"20300";"MW00000";"GM0141";"2020JJ00"',
  '2;"M2";"Impossible";;"20300";"MW00000";"GM0141";"2020JJ00"',
  '3;"M2";"None";14,0;"20300";"MW00000";"NL01  ";"2020JJ00"',
  '4;"M3";"None";55;"20300";"MW00000";"GM0141";"2020JJ00"',
].join('\n')

function read(files: { name: string; bytes: Uint8Array }[]): Statistics {
  const result = readStatistics(files, codes)
  if (!result.ok) throw new Error(result.problem)
  return result.value
}

const found = (statistics: Statistics, period: string, age = '20300') =>
  figuresOf(statistics, { age, period }, [ALMELO, TWENTERAND])

test('a wide CSV gives the figures of the municipalities and the country, with padded codes and text numbers', () => {
  const statistics = read([file('50120NED_UntypedDataSet_22112026_101010.csv', WIDE_CSV)])
  expect(statistics).toMatchObject({
    table: '50120NED',
    ages: ['20300', '80200'],
    periods: ['2022JJ00', '2020JJ00'],
  })
  expect(statistics.indicators.map(({ name }) => name)).toEqual([
    'Overgewicht',
    'Ernstig overgewicht',
    'Roker',
  ])
  expect(found(statistics, '2022JJ00')[0]?.figures).toEqual([
    { indicator: 'Overgewicht', region: 'Almelo', value: 57.1, national: 50, unit: '%' },
    { indicator: 'Overgewicht', region: 'Twenterand', value: 55.2, national: 50, unit: '%' },
  ])
})

test('another age or year gives other figures, and none of the bounds of an interval', () => {
  const statistics = read([file('50120NED.csv', WIDE_CSV)])
  expect(found(statistics, '2022JJ00', '80200')[0]?.figures[0]?.value).toBe(61)
  expect(found(statistics, '2020JJ00')[0]?.figures[0]?.value).toBe(56)
  expect(JSON.stringify(statistics)).not.toContain('47.9')
})

test('what is missing is unknown, never 0', () => {
  const csv = found(read([file('50120NED.csv', WIDE_CSV)]), '2022JJ00')
  expect(csv[2]?.figures[1]).toMatchObject({ indicator: 'Roker', region: 'Twenterand', value: null })
  const json = found(read([file('x.json', WIDE_JSON)]), '2022JJ00')
  expect(json[1]?.figures[0]).toMatchObject({
    indicator: 'Roker',
    region: 'Almelo',
    value: null,
    national: 14,
  })
  const long = found(read([file('o.csv', LONG_CSV), file('m.csv', MEASURES)]), '2020JJ00')
  expect(long[1]?.figures[0]).toMatchObject({ indicator: 'Roker', value: null, national: 14 })
})

test('JSON tells the number of its table; a long table takes names and units from its list of measures', () => {
  expect(read([file('download.json', WIDE_JSON)]).table).toBe('50120NED')
  const long = read([file('85012NED-Observations.csv', LONG_CSV), file('MeasureCodes.csv', MEASURES)])
  expect(long.table).toBe('85012NED')
  // A number of inhabitants is no percentage, however small.
  expect(long.indicators).toEqual([
    { name: 'Overgewicht', unit: '%' },
    { name: 'Roker', unit: '%' },
  ])
  expect(found(long, '2020JJ00')[0]?.figures[0]).toMatchObject({ value: 57.1, national: 49.8 })
})

const AREAS = 'RegioS;Naam_2;GGD_code\nGM0141;Almelo;GG1106\nGM1700;Twenterand;GG1106\n'
const HOMES = 'ID;RegioS;Perioden;Woningen_1\n0;GM0141;2022JJ00;33000\n1;NL01  ;2022JJ00;8000000\n'
const SPLIT = 'ID;Geslacht;RegioS;Perioden;Roker_1\n0;1100;GM0141;2022JJ00;20\n1;1200;GM0141;2022JJ00;18\n'

test.each([
  ['nothing', [file('a.csv', '')], 'empty'],
  ['a list of areas', [file('86059NED.csv', AREAS)], 'no-figures'],
  ['a table about homes', [file('82900NED.csv', HOMES)], 'no-figures'],
  [
    'another region',
    [file('50120NED.csv', WIDE_CSV.replaceAll('GM0141', 'GM9999').replaceAll('GM1700', 'GM9998'))],
    'no-municipalities',
  ],
  ['a table by sex', [file('a.csv', SPLIT)], 'more-choices'],
  ['a long table alone', [file('Observations.csv', LONG_CSV)], 'no-measures'],
  ['only the list of measures', [file('MeasureCodes.csv', MEASURES)], 'no-observations'],
  ['a list of people', [file('mensen.csv', 'naam;e-mail\nAnna;anna@x.example\n')], 'no-statistics'],
  ['other JSON', [file('a.json', '{"a":1}')], 'no-statistics'],
  ['half a JSON file', [file('a.json', '{"value": [')], 'unreadable'],
  ['a ZIP', [{ name: 'a.zip', bytes: new Uint8Array([0x50, 0x4b, 3, 4]) }], 'zip'],
  ['a workbook', [{ name: 'a.xlsx', bytes: new Uint8Array([0x50, 0x4b, 3, 4]) }], 'workbook'],
  [
    'the code page of Windows',
    [{ name: 'a.csv', bytes: new Uint8Array([0x52, 0x65, 0x67, 0x69, 0xeb]) }],
    'not-utf8',
  ],
  ['two bytes a character', [{ name: 'a.csv', bytes: Buffer.from('"ID";"x"', 'utf16le') }], 'not-utf8'],
  ['more than 8 MB', [{ name: 'a.csv', bytes: new Uint8Array(8 * 1024 * 1024 + 1) }], 'too-large'],
])('%s is refused for what it is', (_, files, problem) => {
  expect(readStatistics(files, codes)).toMatchObject({ ok: false, problem })
})

test('figures that came back changed with a form are refused', () => {
  const statistics = read([file('50120NED.csv', WIDE_CSV)])
  expect(statisticsFromForm(JSON.stringify(statistics))).toEqual(statistics)
  expect(statisticsFromForm(JSON.stringify({ ...statistics, rows: [{ place: 'GM0141' }] }))).toBeNull()
  expect(statisticsFromForm('{')).toBeNull()
})

test('a period is a year only when it is a whole year', () => {
  expect([yearOf('2022JJ00'), yearOf('2022KW01'), yearOf('')]).toEqual([2022, null, null])
})

const POSTED = {
  indicator: ' overgewicht ',
  region: 'Almelo',
  value: '57,3 %',
  national: '',
  unit: '',
  year: '2022',
  source: 'RIVM',
  table: '50120NED',
  url: '',
  note: '',
}

test('a typed figure is read with a decimal comma, and what is left empty stays unknown', () => {
  expect(figureFrom(POSTED)).toEqual({
    ok: true,
    value: {
      indicator: 'overgewicht',
      region: 'Almelo',
      value: 57.3,
      national: null,
      unit: '%',
      year: 2022,
      source: 'RIVM',
      url: null,
      note: null,
      table: '50120NED',
    },
  })
})

test.each([
  ['value', '', 'missing'],
  ['value', 'veel', 'not-a-decimal'],
  ['value', '157', 'too-large'],
  ['national', '-3', 'too-small'],
  ['year', '22', 'too-small'],
  ['source', ' ', 'missing'],
  ['url', 'javascript:alert(1)', 'not-a-link'],
  ['note', 'x'.repeat(301), 'too-long'],
])('%s "%s" is refused: %s', (field, text, reason) => {
  const read = figureFrom({ ...POSTED, [field]: text })
  expect(read.ok ? [] : read.problems.map((one) => [one.field, one.reason])).toEqual([[field, reason]])
})

test('of one subject, place and year there is one figure; a new one takes the place of the old', () => {
  const one: RegionalFigure = {
    indicator: 'Roken',
    region: 'Almelo',
    value: 20,
    national: 18,
    unit: '%',
    year: 2022,
    source: 'a',
    url: null,
    note: null,
  }
  const other = { ...one, region: 'Twenterand' }
  const newer = { ...one, indicator: 'roken', value: 21 }
  expect(withFigures([one, other], [newer, { ...one, year: 2024 }])).toEqual([
    newer,
    other,
    { ...one, year: 2024 },
  ])
  expect(withoutFigure([one, other], figureKey(newer))).toEqual([other])
})
