import { describe, expect, test } from 'vitest'
import type { ChartSpec } from '../../app/domain/report/chart.ts'
import { chartColours, drawChart, wrapped } from '../../app/render/chart.ts'

const series = [
  { id: 'floor', label: 'Verpleegkundigen' },
  { id: 'board', label: 'Bestuurders' },
]
const value = (share: number) => ({ share, interval: null, n: 12 })
const marks = [{ share: 0.75, label: 'Vanaf 75%' }]
const gap = (rows: { label: string; values: ReturnType<typeof value>[] }[]): ChartSpec => ({
  kind: 'gap',
  series,
  marks,
  rows,
})
const oneRow = gap([{ label: 'Tijd', values: [value(0.2), value(0.9)] }])
const spread: ChartSpec = {
  kind: 'distribution',
  options: [
    { label: 'nooit', tone: 0 },
    { label: 'altijd', tone: 1 },
    { label: 'weet ik niet', tone: 'unknown' },
    { label: 'niet van toepassing', tone: 'not-applicable' },
  ],
  rows: [{ label: 'Verpleegkundigen', counts: [5, 9, 4, 4] }],
}

const texts = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/gu)].map(([, text]) => text)

function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = parseInt(colour.slice(at, at + 2), 16) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe('a chart', () => {
  test('is drawn the same, byte for byte, each time', () => {
    expect(drawChart(oneRow)).toBe(drawChart(structuredClone(oneRow)))
  })

  test('stands under a policy that refuses styles and scripts', () => {
    for (const spec of [oneRow, spread]) expect(drawChart(spec)).not.toMatch(/style|<script|on\w+=|href/u)
  })

  test('is one picture with its text alternative, and none of its words can break out of it', () => {
    const svg = drawChart(gap([{ label: 'a <b> & "c"\u0007', values: [value(0.5), value(0.5)] }]), {
      alternative: 'Tijd: 20% < 90% "nu"',
    })
    expect(svg).toContain('role="img" aria-label="Tijd: 20% &lt; 90% &quot;nu&quot;"')
    expect(texts(svg)).toContain('a &lt;b&gt; &amp; &quot;c&quot;')
  })

  test('puts a figure at every marker, a hidden one in words', () => {
    expect(texts(drawChart(oneRow))).toEqual(expect.arrayContaining(['Tijd', '20%', '90%']))
    const hidden: ChartSpec = {
      kind: 'bars',
      series,
      marks,
      rows: [{ label: 'Tijd', values: [value(0.4), { share: null, reason: 'te weinig antwoorden' }] }],
    }
    expect(texts(drawChart(hidden))).toEqual(
      expect.arrayContaining(['40%', 'Bestuurders: te weinig antwoorden']),
    )
  })

  test('moves a marker to the right as its share grows, in proportion', () => {
    const at = (share: number) =>
      Number(
        /translate\(([\d.]+) /u.exec(
          drawChart(gap([{ label: 'Tijd', values: [value(share)] }])).split('Tijd')[1]!,
        )![1],
      )
    expect(at(0.5) - at(0)).toBeCloseTo(at(1) - at(0.5), 1)
    expect(at(1)).toBeGreaterThan(at(0))
  })

  test('tells two groups apart without colour: another shape, one filled and one open', () => {
    const paths = [...drawChart(oneRow).matchAll(/<path d="([^"]+)"[^>]*fill="([^"]+)"/gu)]
    const [first, second] = paths
    expect(first![1]).not.toBe(second![1])
    expect(second![2]).toBe(chartColours.paper)
  })

  test('shows two equal figures as two markers, not one on top of the other', () => {
    const svg = drawChart(gap([{ label: 'Tijd', values: [value(0.5), value(0.5)] }]))
    const places = [...svg.split('Tijd')[1]!.matchAll(/translate\(([\d. ]+)\)/gu)].map(([, place]) => place)
    expect(new Set(places).size).toBe(2)
  })

  test('gives "weet ik niet" and "niet van toepassing" an outline of their own, never the colour of an answer', () => {
    const boxes = [
      ...drawChart(spread)
        .split('Verpleegkundigen')[1]!
        .matchAll(/<rect [^>]*>/gu),
    ].map(([box]) => box)
    expect(boxes).toHaveLength(4)
    expect(boxes[2]).toMatch(/fill="#ffffff" stroke="[^"]+" stroke-width="1.2"\/>/u)
    expect(boxes[3]).toContain('stroke-dasharray')
  })

  test('explains its signs on one line while they fit, and on more where they do not', () => {
    const lines = (svg: string) =>
      new Set([...svg.split('Tijd')[0]!.matchAll(/<text [^>]*y="([\d.]+)"[^>]*>[^<]/gu)].map(([, y]) => y))
        .size
    expect(lines(drawChart(oneRow, { width: 600 }))).toBe(1)
    expect(lines(drawChart(oneRow, { width: 120 }))).toBeGreaterThan(2)
  })

  test('wraps labels, and cuts a word that is wider than the chart', () => {
    const long = 'Arbeidsongeschiktheidsverzekeringsmaatschappijvertegenwoordigersoverleg'
    const lines = wrapped(`het ${long} komt`, 200, 13)
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join(' ').replace(/- /gu, '')).toBe(`het ${long} komt`)
    expect(lines.every((line) => line.length < 40)).toBe(true)
  })

  test('without any row is a legend, not an error', () => {
    expect(texts(drawChart(gap([])))).toEqual(expect.arrayContaining(['Verpleegkundigen', 'Vanaf 75%']))
  })

  test('has text at 4.5 : 1 and bars, markers and lines at 3 : 1', () => {
    const { paper, text, quiet, series: marked, scale } = chartColours
    for (const colour of [text, quiet, ...scale]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5)
    for (const colour of marked) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3)
  })
})
