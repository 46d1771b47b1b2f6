/**
 * Reads figures out of files as CBS and RIVM give them (StatLine open data): a wide table as JSON or CSV (OData v3),
 * or a long one with its list of measures (OData v4). Regions are padded with spaces, numbers are text with a dot or a
 * comma, and what is missing is null, empty or a dot: never 0.
 */

import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/** The figures of a file that concern a region: those of its municipalities and of the whole country. */
export type Statistics = {
  /** Number of the table ("50120NED"); null when neither file nor name tells. */
  table: string | null
  /** Codes of age groups; one empty text where the table has none. */
  ages: string[]
  /** Codes such as 2022JJ00, newest first. */
  periods: string[]
  indicators: { name: string; unit: string }[]
  /** `values` in the order of the indicators. `place` is a code without padding. */
  rows: { place: string; age: string; period: string; values: (number | null)[] }[]
}

export type StatisticsProblem =
  | 'empty'
  | 'too-large'
  | 'not-utf8'
  | 'zip'
  | 'workbook'
  | 'unreadable'
  /** Readable, but not in one of the forms above. */
  | 'no-statistics'
  /** A table without percentages: of another subject, or a list of areas. */
  | 'no-figures'
  | 'no-municipalities'
  /** A long table without its list of measures. */
  | 'no-measures'
  /** Only the list of measures. */
  | 'no-observations'
  /** More than one choice is left in a dimension that is not known here. */
  | 'more-choices'

export type StatisticsRead =
  | { ok: true; value: Statistics }
  /** `table` and `dimension` where they are known. */
  | { ok: false; problem: StatisticsProblem; table: string | null; dimension?: string }

export type StatisticsFile = { name: string; bytes: Uint8Array }

/** All files of one upload together. */
const MOST_STATISTICS_BYTES = 8 * 1024 * 1024
const MOST_ROWS = 200_000
const MOST_INDICATORS = 100
const COUNTRY = /^NL\d\d$/
const REGION_COLUMNS = ['WijkenEnBuurten', 'RegioS']
const AGE_COLUMNS = ['Leeftijd', 'Leeftijden']
/** The value itself, beside the bounds of its interval. */
const VALUE_MARGIN = 'MW00000'

type Row = Record<string, unknown>
type Table = { name: string; table: string | null; columns: string[]; rows: Row[] }

/** Reads one file, or a long table together with its list of measures. `municipalities` are codes such as GM0141. */
export function readStatistics(
  files: readonly StatisticsFile[],
  municipalities: readonly string[],
): StatisticsRead {
  const refuse = (
    problem: StatisticsProblem,
    table: string | null = null,
    dimension?: string,
  ): StatisticsRead => ({ ok: false, problem, table, ...(dimension === undefined ? {} : { dimension }) })
  const filled = files.filter(({ bytes }) => bytes.length > 0)
  if (filled.length === 0) return refuse('empty')
  if (filled.reduce((sum, { bytes }) => sum + bytes.length, 0) > MOST_STATISTICS_BYTES)
    return refuse('too-large')
  const tables: Table[] = []
  for (const file of filled) {
    const read = tableOf(file)
    if (typeof read === 'string') return refuse(read, numberIn(file.name))
    if (read.rows.length > MOST_ROWS) return refuse('too-large', read.table)
    tables.push(read)
  }
  const number = tables.map(({ table }) => table).find((table) => table !== null) ?? null
  const measures = tables.find(({ columns }) => columns.includes('Identifier') && columns.includes('Title'))
  const long = tables.find(({ columns }) => columns.includes('Measure') && columns.includes('Value'))
  const wide = tables.find(
    ({ columns }) => regionColumn(columns) !== undefined && columns.some((column) => /_\d+$/.test(column)),
  )
  const observations = long
    ? fromLong(long, measures)
    : wide
      ? fromWide(wide, municipalities)
      : measures
        ? 'no-observations'
        : 'no-statistics'
  if (typeof observations === 'string') return refuse(observations, number)
  return narrowed(observations, municipalities, number, refuse)
}

/** One row per place and choice, with its values; dimensions other than the place by name. */
type Observations = {
  indicators: Statistics['indicators']
  dimensions: string[]
  rows: { place: string; choices: Record<string, string>; values: (number | null)[] }[]
}

function narrowed(
  { indicators, dimensions, rows }: Observations,
  municipalities: readonly string[],
  table: string | null,
  refuse: (problem: StatisticsProblem, table: string | null, dimension?: string) => StatisticsRead,
): StatisticsRead {
  const wanted = new Set(municipalities)
  const here = rows.filter(
    ({ place, choices }) =>
      (wanted.has(place) || COUNTRY.test(place)) && (choices.Marges ?? VALUE_MARGIN) === VALUE_MARGIN,
  )
  if (!here.some(({ place }) => wanted.has(place))) {
    return refuse(indicators.length === 0 ? 'no-figures' : 'no-municipalities', table)
  }
  const age = dimensions.find((name) => AGE_COLUMNS.includes(name))
  for (const dimension of dimensions) {
    if (dimension === age || dimension === 'Perioden' || dimension === 'Marges') continue
    if (new Set(here.map(({ choices }) => choices[dimension])).size > 1)
      return refuse('more-choices', table, dimension)
  }
  const kept = indicators
    .map((indicator, index) => ({ indicator, values: here.map(({ values }) => values[index] ?? null) }))
    .map(({ indicator, values }, index) => ({
      indicator,
      index,
      numbers: values.filter((one) => one !== null),
    }))
    // Percentages only: a column of numbers of people or euros would be printed as what it is not.
    .filter(
      ({ indicator, numbers }) => indicator.unit === '%' && numbers.length > 0 && numbers.every(isPercentage),
    )
    .slice(0, MOST_INDICATORS)
  if (kept.length === 0) return refuse('no-figures', table)
  const result = here.map(({ place, choices, values }) => ({
    place,
    age: (age === undefined ? undefined : choices[age]) ?? '',
    period: choices.Perioden ?? '',
    values: kept.map(({ index }) => values[index] ?? null),
  }))
  return {
    ok: true,
    value: {
      table,
      ages: [...new Set(result.map((row) => row.age))].sort(),
      periods: [...new Set(result.map((row) => row.period))].sort().reverse(),
      indicators: kept.map(({ indicator }) => indicator),
      rows: result,
    },
  }
}

const isPercentage = (value: number) => value >= 0 && value <= 100

function fromWide(
  { columns, rows }: Table,
  municipalities: readonly string[],
): Observations | StatisticsProblem {
  const region = regionColumn(columns) ?? ''
  const wanted = new Set(municipalities)
  const here = rows.filter((row) => {
    const place = textOf(row[region])
    return wanted.has(place) || COUNTRY.test(place)
  })
  const figures = columns.filter(
    (column) =>
      /_\d+$/.test(column) &&
      // Names and codes stand between the figures, with a number of their own.
      here.every((row) => numberOf(row[column]) !== undefined) &&
      here.some((row) => typeof numberOf(row[column]) === 'number'),
  )
  const dimensions = columns.filter((column) => column !== 'ID' && column !== region && !/_\d+$/.test(column))
  return {
    indicators: figures.map((column) => ({ name: nameOfColumn(column), unit: '%' })),
    dimensions,
    rows: here.map((row) => ({
      place: textOf(row[region]),
      choices: Object.fromEntries(dimensions.map((name) => [name, textOf(row[name])])),
      values: figures.map((column) => numberOf(row[column]) ?? null),
    })),
  }
}

function fromLong({ columns, rows }: Table, measures: Table | undefined): Observations | StatisticsProblem {
  const region = regionColumn(columns)
  if (region === undefined) return 'no-statistics'
  if (!measures) return 'no-measures'
  const known = measures.rows.map((row) => ({
    id: textOf(row.Identifier),
    name: textOf(row.Title).slice(0, 120),
    unit: textOf(row.Unit),
  }))
  const index = new Map(known.map(({ id }, at) => [id, at]))
  const own = ['Id', 'Measure', 'ValueAttribute', 'Value', 'StringValue', region]
  const dimensions = columns.filter((column) => !own.includes(column))
  const found = new Map<string, Observations['rows'][number]>()
  for (const row of rows) {
    const at = index.get(textOf(row.Measure))
    if (at === undefined) continue
    const place = textOf(row[region])
    const choices = Object.fromEntries(dimensions.map((name) => [name, textOf(row[name])]))
    const key = JSON.stringify([place, choices])
    const one = found.get(key) ?? { place, choices, values: known.map(() => null) }
    one.values[at] = numberOf(row.Value) ?? null
    found.set(key, one)
  }
  return {
    indicators: known.map(({ name, unit }) => ({ name, unit })),
    dimensions,
    rows: [...found.values()],
  }
}

function regionColumn(columns: readonly string[]): string | undefined {
  return REGION_COLUMNS.find((name) => columns.includes(name))
}

function tableOf({ name, bytes }: StatisticsFile): Table | StatisticsProblem {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return /\.xls/i.test(name) ? 'workbook' : 'zip'
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return 'workbook'
  let text
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/u, '')
  } catch {
    return 'not-utf8'
  }
  // A file of Windows in two bytes a character is valid UTF-8 now and then, full of zeros.
  if (text.includes('\0')) return 'not-utf8'
  if (text.trim() === '') return 'empty'
  return /^\s*[[{]/u.test(text) ? jsonTable(name, text) : csvTable(name, text)
}

const jsonSchema = z.object({
  'odata.metadata': z.string().optional(),
  '@odata.context': z.string().optional(),
  value: z.array(z.record(z.string(), z.unknown())),
})

function jsonTable(name: string, text: string): Table | StatisticsProblem {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'unreadable'
  }
  const read = jsonSchema.safeParse(json)
  if (!read.success) return 'no-statistics'
  const { value: rows } = read.data
  const context = read.data['odata.metadata'] ?? read.data['@odata.context'] ?? ''
  return { name, table: numberIn(context) ?? numberIn(name), columns: Object.keys(rows[0] ?? {}), rows }
}

function csvTable(name: string, text: string): Table | StatisticsProblem {
  const heading = /[^\r\n]+/.exec(text)?.[0] ?? ''
  try {
    const rows: Row[] = parse(text, {
      delimiter: heading.includes(';') ? ';' : ',',
      columns: (columns: string[]) => columns.map((column) => column.trim()),
      skip_empty_lines: true,
      relax_column_count: true,
    })
    return { name, table: numberIn(name), columns: Object.keys(rows[0] ?? {}), rows }
  } catch {
    return 'unreadable'
  }
}

/** The number of a table in an address or a file's name. */
function numberIn(text: string): string | null {
  return /(?<!\d)(\d{5}[A-Z]{3})/iu.exec(text)?.[1]?.toUpperCase() ?? null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

/** Null is missing; undefined is no number at all. */
function numberOf(value: unknown): number | null | undefined {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const text = textOf(value)
  if (text === '' || text === '.') return null
  return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}

/** "ErnstigOvergewicht_10" is "Ernstig overgewicht". */
function nameOfColumn(column: string): string {
  const words = column.replace(/_\d+$/, '').replace(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ')
  return words.charAt(0) + words.slice(1).toLowerCase()
}

/** What the form carries from preview to saving. */
const statisticsSchema: z.ZodType<Statistics> = z.object({
  table: z.string().max(20).nullable(),
  ages: z.array(z.string().max(40)).min(1).max(50),
  periods: z.array(z.string().max(40)).min(1).max(50),
  indicators: z
    .array(z.object({ name: z.string().min(1).max(200), unit: z.string().max(20) }))
    .max(MOST_INDICATORS),
  rows: z
    .array(
      z.object({
        place: z.string().max(20),
        age: z.string().max(40),
        period: z.string().max(40),
        values: z.array(z.number().min(0).max(100).nullable()).max(MOST_INDICATORS),
      }),
    )
    .max(20_000),
})

/** The statistics as they came back with a form; null when somebody changed them into something else. */
export function statisticsFromForm(text: string): Statistics | null {
  try {
    return statisticsSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** A figure as it would be saved, before it has its source. `value` null: the file has none. */
export type FoundFigure = {
  indicator: string
  region: string
  value: number | null
  national: number | null
  unit: string
}

/** What a file says of one age group and one period, per indicator and municipality. */
export function figuresOf(
  { indicators, rows }: Statistics,
  choice: { age: string; period: string },
  municipalities: readonly { code: string; name: string }[],
): { indicator: string; figures: FoundFigure[] }[] {
  const chosen = rows.filter(({ age, period }) => age === choice.age && period === choice.period)
  const country = chosen.find(({ place }) => COUNTRY.test(place))
  return indicators.map(({ name, unit }, index) => ({
    indicator: name,
    figures: municipalities.map((municipality) => ({
      indicator: name,
      region: municipality.name,
      value: chosen.find(({ place }) => place === municipality.code)?.values[index] ?? null,
      national: country?.values[index] ?? null,
      unit,
    })),
  }))
}
