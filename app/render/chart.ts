/**
 * Draws a chart as SVG text: the same string on screen, in HTML files and in PDF. Presentation attributes only, since a
 * strict content security policy refuses styles. Labels stand above their bars and wrap, so that long words fit on a
 * phone and in a column. Marker shape, line and order say what colour says; equal specs give equal bytes.
 */

import { scaleLinear } from 'd3-scale'
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape'
import {
  percentage,
  sharesOf,
  type ChartSpec,
  type ChartValue,
  type Mark,
  type Series,
  type Tone,
} from '../domain/report/chart.ts'

export type ChartLooks = {
  /** What is said instead of the drawing (`chartAlternative`); without it the drawing is decoration. */
  alternative?: string
  /** In user units: points in PDF, on screen scaled to the room there is. */
  width?: number
  /** Size of the text in the same units. */
  size?: number
}

/** Measured in tests: text at least 4.5 : 1, markers and bars at least 3 : 1 on white. */
export const chartColours = {
  text: '#1c2326',
  quiet: '#51605f',
  grid: '#d7dfdd',
  paper: '#ffffff',
  series: ['#0f4a4f', '#a65a00', '#5b3a8c', '#51605f'],
  /** From the worst answer to the best. */
  scale: ['#7a3f00', '#a35f0a', '#5f6f70', '#23786f', '#0f4a4f'],
} as const

/** The name under which the PDF knows its font; on screen the fonts after it. */
const FONT = 'SourceSans3, system-ui, sans-serif'

const shapes = [symbolCircle, symbolDiamond, symbolSquare, symbolTriangle]
const dashes = ['6 3', '1.5 3', '9 3 1.5 3']

/** The drawing as one `<svg>` element. Throws nothing: a spec without rows gives its legend alone. */
export function drawChart(spec: ChartSpec, looks: ChartLooks = {}): string {
  const sheet = new Sheet(looks.width ?? 340, looks.size ?? 13)
  if (spec.kind === 'distribution') drawDistribution(sheet, spec)
  else drawShares(sheet, spec)
  return sheet.svg(looks.alternative)
}

/** Collects elements from top to bottom. */
class Sheet {
  private readonly elements: string[] = []
  /** How far down the sheet is filled. */
  top = 0

  constructor(
    readonly width: number,
    readonly size: number,
  ) {}

  get line(): number {
    return this.size * 1.3
  }

  add(element: string): void {
    this.elements.push(element)
  }

  /** Lines of text from `left`, the first one under the top; moves the top. */
  paragraph(text: string, left: number, looks: { bold?: boolean; fill?: string } = {}): void {
    // Bold letters are about an eighth wider.
    for (const line of wrapped(text, this.width - left, this.size * (looks.bold ? 1.13 : 1))) {
      this.text(line, left, this.top + this.size, { ...looks })
      this.top += this.line
    }
  }

  text(
    text: string,
    x: number,
    y: number,
    looks: { fill?: string; bold?: boolean; anchor?: 'middle' | 'end'; size?: number } = {},
  ): void {
    const anchor = looks.anchor ? ` text-anchor="${looks.anchor}"` : ''
    const weight = looks.bold ? ' font-weight="bold"' : ''
    this.add(
      `<text x="${round(x)}" y="${round(y)}" font-size="${round(looks.size ?? this.size)}"${weight}${anchor} fill="${looks.fill ?? chartColours.text}">${escaped(text)}</text>`,
    )
  }

  rectangle(x: number, y: number, width: number, height: number, looks: string): void {
    this.add(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${looks}/>`,
    )
  }

  stroke(x1: number, y1: number, x2: number, y2: number, looks: string): void {
    this.add(`<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" ${looks}/>`)
  }

  svg(alternative: string | undefined): string {
    const height = Math.ceil(this.top)
    const role =
      alternative === undefined ? 'aria-hidden="true"' : `role="img" aria-label="${escaped(alternative)}"`
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" ${role} width="${this.width}" height="${height}" ` +
      `viewBox="0 0 ${this.width} ${height}" font-family="${FONT}">${this.elements.join('')}</svg>`
    )
  }
}

type SharesSpec = Exclude<ChartSpec, { kind: 'distribution' }>

function drawShares(sheet: Sheet, spec: SharesSpec): void {
  const { size } = sheet
  const inset = size * 0.7
  const x = scaleLinear()
    .domain([0, 1])
    .range([inset, sheet.width - inset])
  legend(sheet, [
    ...spec.series.map(({ label }, index): LegendEntry => ({
      label,
      sign: (left, middle) => marker(sheet, spec.kind, index, left + size * 0.6, middle),
    })),
    ...spec.marks.map(({ label }, index): LegendEntry => ({
      label,
      sign: (left, middle) => sheet.stroke(left, middle, left + size * 1.4, middle, markLine(index)),
    })),
  ])
  for (const { label, values } of spec.rows) {
    sheet.paragraph(label, 0, { bold: true })
    sheet.top += size * 0.25
    if (spec.kind === 'bars') drawBars(sheet, x, values, spec)
    else drawGap(sheet, x, values, spec)
    sheet.top += size * 0.5
  }
  axis(sheet, x)
}

type Scale = (share: number) => number

function drawBars(
  sheet: Sheet,
  x: Scale,
  values: readonly ChartValue[],
  { marks, series }: SharesSpec,
): void {
  const { size } = sheet
  const height = size * 1.25
  values.forEach((value, index) => {
    const { top } = sheet
    if (value.share === null) {
      missing(sheet, named(series, index, value.reason), 0)
    } else {
      const bottom = top + height + size * 0.25
      sheet.stroke(x(0), top, x(0), bottom, `stroke="${chartColours.quiet}" stroke-width="1"`)
      drawMarks(sheet, x, marks, top, bottom)
      sheet.rectangle(x(0), top, Math.max(1, x(value.share) - x(0)), height, barLooks(index))
      figure(sheet, percentage(value.share), x(value.share), top + height / 2, sheet.width)
      sheet.top = top + height
    }
    sheet.top += size * 0.25
  })
}

/** Two groups told apart without colour: the second one has an edge and a lighter body. */
function barLooks(index: number): string {
  const colour = seriesColour(index)
  return index % 2 === 0
    ? `fill="${colour}"`
    : `fill="${chartColours.paper}" stroke="${colour}" stroke-width="2" stroke-dasharray="4 2"`
}

function drawGap(sheet: Sheet, x: Scale, values: readonly ChartValue[], { marks, series }: SharesSpec): void {
  const { size } = sheet
  const height = size * 2.85
  const middle = sheet.top + size * 0.75
  const shown = values.flatMap((value, index) => (value.share === null ? [] : [{ ...value, index }]))
  if (shown.length > 0) {
    sheet.stroke(x(0), middle, x(1), middle, `stroke="${chartColours.grid}" stroke-width="1"`)
    drawMarks(sheet, x, marks, sheet.top, sheet.top + size * 1.5)
    const at = shown.map(({ share }) => x(share))
    const [left, right] = [Math.min(...at), Math.max(...at)]
    if (right > left)
      sheet.stroke(left, middle, right, middle, `stroke="${chartColours.quiet}" stroke-width="3"`)
    // Markers that would hide each other stand one above the other.
    const shift = right - left < size * 0.9 && shown.length > 1 ? size * 0.36 : 0
    shown.forEach(({ index, share }, place) => {
      marker(sheet, 'gap', index, x(share), middle + (place === 0 ? -shift : shift))
    })
    figuresUnder(
      sheet,
      shown.map(({ share }) => ({ at: x(share), text: percentage(share) })),
      sheet.top + height - size * 0.15,
    )
    sheet.top += height
  }
  values.forEach((value, index) => {
    if (value.share === null) missing(sheet, named(series, index, value.reason), 0)
  })
}

/** Figures below their markers, moved apart where they would touch; equal ones are written once. */
function figuresUnder(sheet: Sheet, figures: readonly { at: number; text: string }[], y: number): void {
  const apart = sheet.size * 2.7
  const sorted = [...figures].sort((a, b) => a.at - b.at)
  const distinct = sorted.filter(({ text }, index) => sorted[index - 1]?.text !== text)
  const [first, second] = distinct
  const shift = first && second ? Math.max(0, apart - (second.at - first.at)) / 2 : 0
  const edge = sheet.size * 1.35
  distinct.forEach(({ at, text }, index) => {
    const moved = at + (index === 0 ? -shift : shift)
    const room = index === 0 && second ? sheet.width - edge - apart : sheet.width - edge
    const least = index > 0 ? edge + apart : edge
    sheet.text(text, Math.min(room, Math.max(least, moved)), y, { anchor: 'middle' })
  })
}

function drawDistribution(sheet: Sheet, spec: Extract<ChartSpec, { kind: 'distribution' }>): void {
  const { size } = sheet
  legend(
    sheet,
    spec.options.map(({ label, tone }): LegendEntry => ({
      label,
      sign: (left, middle) => segment(sheet, tone, left, middle - size * 0.45, size * 1.4, size * 0.9),
    })),
  )
  const x = scaleLinear().domain([0, 1]).range([0, sheet.width])
  for (const row of spec.rows) {
    sheet.paragraph(row.label, 0, { bold: true })
    sheet.top += size * 0.25
    if (row.counts === null) {
      missing(sheet, row.reason, 0)
    } else {
      const height = size * 1.8
      let before = 0
      sharesOf(row.counts).forEach((share, index) => {
        const option = spec.options[index]
        if (!option || share === 0) return
        // A white line between two answers, so that their edge does not hang on colour.
        const left = x(before) + 0.75
        const width = Math.max(0.5, x(before + share) - x(before) - 1.5)
        segment(sheet, option.tone, left, sheet.top, width, height)
        const text = percentage(share)
        if (width > textWidth(text, size * 0.9) + 3)
          sheet.text(text, left + width / 2, sheet.top + height / 2 + size * 0.32, {
            anchor: 'middle',
            size: size * 0.9,
            fill: typeof option.tone === 'number' ? chartColours.paper : chartColours.text,
          })
        before += share
      })
      sheet.top += height
    }
    sheet.top += size * 0.6
  }
}

/** Part of a bar: filled for an answer on the scale, an outline for "don't know", hatched for "not applicable". */
function segment(sheet: Sheet, tone: Tone, x: number, y: number, width: number, height: number): void {
  if (typeof tone === 'number') {
    const { scale } = chartColours
    const colour = scale[Math.round(Math.min(1, Math.max(0, tone)) * (scale.length - 1))] ?? scale[0]
    sheet.rectangle(x, y, width, height, `fill="${colour}"`)
    return
  }
  const dash = tone === 'unknown' ? '' : ' stroke-dasharray="2 2"'
  const inner = { width: Math.max(0.2, width - 1.2), height: height - 1.2 }
  sheet.rectangle(
    x + 0.6,
    y + 0.6,
    inner.width,
    inner.height,
    `fill="${chartColours.paper}" stroke="${chartColours.quiet}" stroke-width="1.2"${dash}`,
  )
}

/** Says in the drawing why there is no figure. */
function missing(sheet: Sheet, text: string, left: number): void {
  sheet.paragraph(text, left, { fill: chartColours.quiet })
}

function named(series: readonly Series[], index: number, reason: string): string {
  const label = series[index]?.label
  return series.length > 1 && label ? `${label}: ${reason}` : reason
}

/** The figure at the end of a bar: after it, or inside it when there is no room after it. */
function figure(sheet: Sheet, text: string, end: number, middle: number, edge: number): void {
  const { size } = sheet
  const y = middle + size * 0.34
  const room = textWidth(text, size) + size * 0.4
  if (end + room <= edge) {
    sheet.rectangle(end + 2, middle - size * 0.6, room, size * 1.2, `fill="${chartColours.paper}"`)
    sheet.text(text, end + size * 0.4, y)
    return
  }
  sheet.rectangle(end - room - 3, middle - size * 0.5, room, size, `fill="${chartColours.paper}"`)
  sheet.text(text, end - size * 0.2 - 3, y, { anchor: 'end' })
}

type LegendEntry = { label: string; sign: (left: number, middle: number) => void }

/** What the signs mean: beside each other while they fit, since every chart repeats it. */
function legend(sheet: Sheet, entries: readonly LegendEntry[]): void {
  const { size, width } = sheet
  const before = size * 1.9
  let left = 0
  for (const { label, sign } of entries) {
    const room = before + textWidth(label, size)
    if (left > 0 && left + room > width) {
      sheet.top += sheet.line
      left = 0
    }
    sign(left, sheet.top + size * 0.65)
    if (room > width) {
      sheet.paragraph(label, before)
    } else {
      sheet.text(label, left + before, sheet.top + size)
      left += room + size * 1.2
    }
  }
  if (left > 0) sheet.top += sheet.line
  sheet.top += size * 0.3
}

function marker(sheet: Sheet, kind: SharesSpec['kind'], index: number, x: number, y: number): void {
  const { size } = sheet
  if (kind === 'bars') {
    sheet.rectangle(x - size * 0.6, y - size * 0.4, size * 1.3, size * 0.8, barLooks(index))
    return
  }
  const shape = shapes[index % shapes.length] ?? symbolCircle
  const path = symbol(shape, size * size * 0.62)() ?? ''
  const colour = seriesColour(index)
  // Every second group is open, so that shape and filling both tell them apart.
  const looks =
    index % 2 === 0
      ? `fill="${colour}" stroke="${chartColours.paper}" stroke-width="1"`
      : `fill="${chartColours.paper}" stroke="${colour}" stroke-width="2"`
  sheet.add(`<path d="${path}" transform="translate(${round(x)} ${round(y)})" ${looks}/>`)
}

function drawMarks(sheet: Sheet, x: Scale, marks: readonly Mark[], top: number, bottom: number): void {
  marks.forEach(({ share }, index) => {
    sheet.stroke(x(share), top, x(share), bottom, markLine(index))
  })
}

function axis(sheet: Sheet, x: Scale): void {
  const { size } = sheet
  sheet.stroke(x(0), sheet.top, x(1), sheet.top, `stroke="${chartColours.quiet}" stroke-width="1"`)
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    sheet.stroke(
      x(share),
      sheet.top,
      x(share),
      sheet.top + size * 0.3,
      `stroke="${chartColours.quiet}" stroke-width="1"`,
    )
    const text = percentage(share)
    const half = textWidth(text, size * 0.85) / 2
    const at = Math.min(sheet.width - half, Math.max(half, x(share)))
    sheet.text(text, at, sheet.top + size * 1.25, {
      anchor: 'middle',
      size: size * 0.85,
      fill: chartColours.quiet,
    })
  }
  sheet.top += size * 1.6
}

function markLine(index: number): string {
  return `stroke="${chartColours.quiet}" stroke-width="1.2" stroke-dasharray="${dashes[index % dashes.length]}"`
}

function seriesColour(index: number): string {
  return chartColours.series[index % chartColours.series.length] ?? chartColours.text
}

/** Lines no wider than `width`; a word that is wider by itself is cut with a hyphen. */
export function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).flatMap((one) => cut(one, width, size))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}

function cut(word: string, width: number, size: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const sign of word) {
    if (piece !== '' && textWidth(`${piece}${sign}-`, size) > width) {
      pieces.push(`${piece}-`)
      piece = sign
    } else piece += sign
  }
  return piece === '' ? pieces : [...pieces, piece]
}

/**
 * How wide text is at most, in the unit of `size`. Estimated on the wide side, since the same string is drawn in
 * fonts that are not known here.
 */
function textWidth(text: string, size: number): number {
  let width = 0
  for (const sign of text) {
    if (/[iljtfr.,:;'()|! -]/u.test(sign)) width += 0.37
    else if (/[mwMW@%—]/u.test(sign)) width += 0.9
    else if (/[A-Z0-9]/u.test(sign)) width += 0.66
    else width += 0.58
  }
  return width * size
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function escaped(text: string): string {
  // Control characters are no XML, whatever the words are.
  return Array.from(text, (sign) => (sign < ' ' ? '' : sign))
    .join('')
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/"/gu, '&quot;')
}
