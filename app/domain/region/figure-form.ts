/** Regional figures as somebody types them in, and what adding or taking away does to the list. */

import { fieldProblem, oneLine, problemsOf, requiredLine, wholeNumber } from '../field.ts'
import type { Fields } from '../field.ts'
import type { Framework } from '../framework/framework.ts'
import type { RegionalFigure } from '../report/region.ts'

/** More than fits in any report. */
export const MOST_FIGURES = 300

const FIRST_YEAR = 1990
const LAST_YEAR = 2100

export type PostedFigure = Record<
  'indicator' | 'region' | 'value' | 'national' | 'unit' | 'year' | 'source' | 'table' | 'url' | 'note',
  string | null
>

/** Reads one figure. The national figure, the table, the address and the note may be left out; nothing becomes 0. */
export function figureFrom(posted: PostedFigure): Fields<RegionalFigure> {
  const unit = optionalLine('unit', posted.unit, 20)
  const percent = unit.ok && (unit.value === null || unit.value === '%')
  const indicator = requiredLine('indicator', posted.indicator, 80)
  const region = requiredLine('region', posted.region, 80)
  const value = decimal('value', posted.value, percent)
  const national =
    oneLine(posted.national ?? '') === '' ? NOTHING : decimal('national', posted.national, percent)
  const year = wholeNumber('year', oneLine(posted.year ?? ''), FIRST_YEAR, LAST_YEAR)
  const source = requiredLine('source', posted.source, 160)
  const table = optionalLine('table', posted.table, 20)
  const url = address(posted.url)
  const note = optionalLine('note', posted.note, 300)
  if (
    indicator.ok &&
    region.ok &&
    value.ok &&
    national.ok &&
    unit.ok &&
    year.ok &&
    source.ok &&
    table.ok &&
    url.ok &&
    note.ok
  ) {
    return {
      ok: true,
      value: {
        indicator: indicator.value,
        region: region.value,
        value: value.value,
        national: national.value,
        unit: unit.value ?? '%',
        year: year.value,
        source: source.value,
        url: url.value,
        note: note.value,
        ...(table.value !== null && { table: table.value }),
      },
    }
  }
  const fields = [indicator, region, value, national, unit, year, source, table, url, note]
  return { ok: false, problems: problemsOf(fields) }
}

const NOTHING: Fields<null> = { ok: true, value: null }

function optionalLine(field: string, text: string | null, limit: number): Fields<string | null> {
  return oneLine(text ?? '') === '' ? NOTHING : requiredLine(field, text, limit)
}

/** "57", "57,3" or "57.3"; a percentage lies between 0 and 100. */
function decimal(field: string, text: string | null, percent: boolean): Fields<number> {
  const digits = oneLine(text ?? '').replace(/\s*%$/u, '')
  if (digits === '') return { ok: false, problems: [fieldProblem(field, 'missing')] }
  if (!/^-?\d{1,9}([.,]\d{1,4})?$/u.test(digits))
    return { ok: false, problems: [fieldProblem(field, 'not-a-decimal')] }
  const value = Number(digits.replace(',', '.'))
  if (percent && value < 0) return { ok: false, problems: [fieldProblem(field, 'too-small', { limit: 0 })] }
  if (percent && value > 100)
    return { ok: false, problems: [fieldProblem(field, 'too-large', { limit: 100 })] }
  return { ok: true, value }
}

function address(text: string | null): Fields<string | null> {
  const line = optionalLine('url', text, 400)
  if (!line.ok || line.value === null) return line
  const fits = /^https?:\/\//iu.test(line.value) && URL.canParse(line.value)
  return fits ? line : { ok: false, problems: [fieldProblem('url', 'not-a-link')] }
}

/** Names one figure: of one subject, place and year there is one. */
export function figureKey({
  indicator,
  region,
  year,
}: Pick<RegionalFigure, 'indicator' | 'region' | 'year'>): string {
  return JSON.stringify([indicator.toLowerCase(), region.toLowerCase(), year])
}

/** The list with figures added; one of the same subject, place and year makes way, in its place. */
export function withFigures(
  present: readonly RegionalFigure[],
  added: readonly RegionalFigure[],
): RegionalFigure[] {
  const list = new Map(present.map((figure) => [figureKey(figure), figure]))
  for (const figure of added) list.set(figureKey(figure), figure)
  return [...list.values()]
}

/** The list without one figure. */
export function withoutFigure(present: readonly RegionalFigure[], key: string): RegionalFigure[] {
  return present.filter((figure) => figureKey(figure) !== key)
}

/** The subjects for which reports have sentences of their own; any other figure is printed as a plain line. */
export function spokenOf(frameworks: readonly Pick<Framework, 'report'>[]): string[] {
  const matches = frameworks.flatMap(({ report }) => report.figures.indicators.map(({ match }) => match))
  return [...new Set(matches.filter((match) => match !== ''))]
}

/** Whether a report has a sentence of its own for an indicator of this name. */
export function isSpokenOf(indicator: string, subjects: readonly string[]): boolean {
  return subjects.some((subject) => indicator.toLowerCase().startsWith(subject))
}

/** The year of a period such as 2022JJ00; null for one that is no year. */
export function yearOf(period: string): number | null {
  const year = /^((?:19|20)\d\d)JJ00$/u.exec(period)?.[1]
  return year === undefined ? null : Number(year)
}
