/**
 * A chart as data: what is compared, not how it looks. The drawing, the text alternative and the data table are all
 * made from this one object, so they cannot say different things. Every word comes from outside. Shares are 0–1.
 */

/** Who or what the points or bars of a row belong to; told apart by marker shape and line as well as colour. */
export type Series = { id: string; label: string }

/** One figure of a row, or why there is none ("te weinig antwoorden"). `n` is null where no number belongs to it. */
export type ChartValue =
  { share: number; interval: [number, number] | null; n: number | null } | { share: null; reason: string }

/** Where on the scale of a question an option stands: 0 worst, 1 best; or outside the scale. */
export type Tone = number | 'unknown' | 'not-applicable'

/** A dashed line across the chart, such as a cut-off. */
export type Mark = { share: number; label: string }

export type ChartSpec =
  /** One bar per value. */
  | { kind: 'bars'; series: Series[]; rows: { label: string; values: ChartValue[] }[]; marks: Mark[] }
  /** One marker per value on a line, so that the distance between two groups is what one sees. */
  | { kind: 'gap'; series: Series[]; rows: { label: string; values: ChartValue[] }[]; marks: Mark[] }
  /** One bar per row, cut by how often each option was chosen. */
  | {
      kind: 'distribution'
      options: { label: string; tone: Tone }[]
      rows: ({ label: string; counts: number[] } | { label: string; counts: null; reason: string })[]
    }

/** The words that a text alternative and a table need. In patterns `{row}`, `{series}` and so on are filled in. */
export type ChartWords = {
  /** Names each kind, as "Staafdiagram". */
  kinds: Record<ChartSpec['kind'], string>
  /** "{label}: {values}" for one row. */
  row: string
  /** "{series} {value}" for one value. */
  value: string
  /** For a chart too large to be read out: "{series}: van {lowest} ({lowestRow}) tot {highest} ({highestRow})". */
  range: string
  /** Where the figures are when they are not all in the alternative. */
  seeTable: string
  /** "{share} ({n})" in the cell of a table, where a number belongs to the share. */
  cell: string
  /** Heading of the column that names the rows. */
  rows: string
  /** Heading of the column with the number of answers. */
  number: string
}

/** The figures of a chart as a table of a report has them (`TableContent`), with one text per cell. */
export type ChartTable = {
  caption: string
  columns: ChartColumn[]
  rows: string[][][]
}
type ChartColumn = { id: string; title: string; align: 'left' | 'right'; header: boolean; weight: number }

/** Up to this many values a text alternative names each; more would be a recital, and the table is there. */
const READ_OUT = 8

/** A whole percentage. The one way in which charts, their alternatives and their tables round. */
export function percentage(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** The figures of a distribution's row as shares of all who answered; all 0 when nobody did. */
export function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => (total === 0 ? 0 : count / total))
}

/** What the chart shows, in sentences for who does not see it. */
export function chartAlternative(spec: ChartSpec, words: ChartWords): string {
  const rows = namedValues(spec)
  const values = rows.reduce((sum, row) => sum + row.values.length, 0)
  const kind = words.kinds[spec.kind]
  if (values > READ_OUT) return `${kind}. ${[...rangesOf(rows, words), words.seeTable].join('. ')}`
  const sentences = rows.map((row) =>
    filled(words.row, {
      label: row.label,
      values: row.values
        .map(({ series, share, text }) =>
          filled(words.value, { series, value: share === null ? text : percentage(share) }),
        )
        .join(', '),
    }),
  )
  return `${kind}. ${sentences.join('. ')}.`
}

/** The chart's figures as a table: one row per row of the chart, one column per group or option. */
export function chartTable(spec: ChartSpec, caption: string, words: ChartWords): ChartTable {
  const naming: ChartColumn = { id: 'row', title: words.rows, align: 'left', header: true, weight: 2 }
  const figure = (id: string, title: string): ChartColumn => ({
    id,
    title,
    align: 'right',
    header: false,
    weight: 1,
  })
  if (spec.kind === 'distribution') {
    return {
      caption,
      columns: [
        naming,
        ...spec.options.map(({ label }, index) => figure(`option-${index}`, label)),
        figure('n', words.number),
      ],
      rows: spec.rows.map((row) => {
        const { counts } = row
        if (counts === null) return [[row.label], ...spec.options.map(() => ['–']), [row.reason]]
        const shares = sharesOf(counts)
        return [
          [row.label],
          ...counts.map((count, index) => [
            filled(words.cell, { share: percentage(shares[index] ?? 0), n: String(count) }),
          ]),
          [String(counts.reduce((sum, count) => sum + count, 0))],
        ]
      }),
    }
  }
  return {
    caption,
    columns: [naming, ...spec.series.map(({ id, label }) => figure(`series-${id}`, label))],
    rows: spec.rows.map((row) => [
      [row.label],
      ...row.values.map((value) => [
        value.share === null
          ? value.reason
          : value.n === null
            ? percentage(value.share)
            : filled(words.cell, { share: percentage(value.share), n: String(value.n) }),
      ]),
    ]),
  }
}

type NamedRow = { label: string; values: { series: string; share: number | null; text: string }[] }

function namedValues(spec: ChartSpec): NamedRow[] {
  if (spec.kind === 'distribution') {
    return spec.rows.map((row) => {
      if (row.counts === null)
        return { label: row.label, values: [{ series: '', share: null, text: row.reason }] }
      const shares = sharesOf(row.counts)
      return {
        label: row.label,
        values: spec.options.map(({ label }, index) => ({
          series: label,
          share: shares[index] ?? 0,
          text: '',
        })),
      }
    })
  }
  return spec.rows.map((row) => ({
    label: row.label,
    values: row.values.map((value, index) => ({
      series: spec.series[index]?.label ?? '',
      share: value.share,
      text: value.share === null ? value.reason : '',
    })),
  }))
}

function rangesOf(rows: readonly NamedRow[], words: ChartWords): string[] {
  const series = [...new Set(rows.flatMap((row) => row.values.map((value) => value.series)))]
  return series.flatMap((name) => {
    const shown = rows.flatMap((row) =>
      row.values.flatMap(({ series: own, share }) =>
        own === name && share !== null ? [{ row: row.label, share }] : [],
      ),
    )
    const [first, ...others] = shown
    if (!first) return []
    const lowest = others.reduce((least, one) => (one.share < least.share ? one : least), first)
    const highest = others.reduce((most, one) => (one.share > most.share ? one : most), first)
    return [
      filled(words.range, {
        series: name,
        lowest: percentage(lowest.share),
        lowestRow: lowest.row,
        highest: percentage(highest.share),
        highestRow: highest.row,
      }),
    ]
  })
}

/** The pattern with its slots filled; a slot that has no value stays empty. */
function filled(pattern: string, slots: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/gu, (_, name: string) => slots[name] ?? '').trim()
}
