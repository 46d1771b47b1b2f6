/**
 * How reports look: one place for colours, sizes and spaces, shared by PDF and HTML. Sizes in points.
 *
 * Own and calm: deep teal with ochre, far from any state house style. Every meaning of a colour is also said in a word,
 * a sign and a line, so that the report reads the same in black and white. Contrast on its own ground is at least
 * 4.5 : 1 for text (measured in tests).
 */

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FontFamilies } from './pdf/document.ts'
import type { FrameStyle } from './pdf/layout.ts'

export const colours = {
  text: '#1c2326',
  quiet: '#51605f',
  heading: '#0f4a4f',
  link: '#0f4a4f',
  rule: '#b9c6c4',
  paper: '#ffffff',
  tint: '#ebf2f1',
  good: { ink: '#1d5437', fill: '#eff6f1', border: '#3f7d5b' },
  better: { ink: '#7a3f00', fill: '#fdf5ea', border: '#b3701f' },
}

/** A4 in points. */
export const page = { width: 595.28, height: 841.89 }
export const margins = { left: 52, top: 58, right: 52, bottom: 56 }
export const columnGap = 24

/** Space in points between blocks. */
export const spacing = {
  paragraph: 6.5,
  bullet: 4.5,
  beforeHeading: 8,
  afterHeading: 5,
  afterBox: 9,
  betweenBoxes: 7,
}

const BOX_PADDING: [number, number, number, number] = [13, 9, 13, 4]

/** The signs beside the headings of the boxes: a tick in a full disc, an arrow up in an open one. */
export const frames: Record<'good' | 'better' | 'notice' | 'title' | 'colophon', FrameStyle> = {
  good: {
    fill: colours.good.fill,
    border: colours.good.border,
    borderWidth: 0.9,
    padding: BOX_PADDING,
    symbol: {
      left: 13,
      top: 10.2,
      vectors: [
        { type: 'ellipse', x: 7, y: 7, r1: 7, r2: 7, color: colours.good.ink },
        {
          type: 'polyline',
          points: [
            { x: 3.7, y: 7.3 },
            { x: 6.1, y: 9.7 },
            { x: 10.5, y: 4.6 },
          ],
          lineColor: '#ffffff',
          lineWidth: 1.5,
          lineCap: 'round',
        },
      ],
    },
  },
  better: {
    fill: colours.better.fill,
    border: colours.better.border,
    borderWidth: 0.9,
    dash: { length: 3, space: 2.2 },
    padding: BOX_PADDING,
    symbol: {
      left: 13,
      top: 10.2,
      vectors: [
        { type: 'ellipse', x: 7, y: 7, r1: 6.4, r2: 6.4, lineColor: colours.better.ink, lineWidth: 1.2 },
        {
          type: 'line',
          x1: 7,
          y1: 10.6,
          x2: 7,
          y2: 4,
          lineColor: colours.better.ink,
          lineWidth: 1.4,
          lineCap: 'round',
        },
        {
          type: 'polyline',
          points: [
            { x: 4.4, y: 6.4 },
            { x: 7, y: 3.8 },
            { x: 9.6, y: 6.4 },
          ],
          lineColor: colours.better.ink,
          lineWidth: 1.4,
          lineCap: 'round',
        },
      ],
    },
  },
  notice: { fill: '#ffffff', border: colours.text, borderWidth: 1.2, padding: [10, 4.5, 10, 4] },
  /** The title stands on a ground that fills the top of the page from edge to edge. */
  title: { fill: colours.tint, padding: [0, 0, 0, 16], bleed: [52, 58, 52] },
  colophon: { fill: colours.tint, padding: [12, 9, 12, 7] },
}

/** Full static TTFs: web fonts are cut per script and miss signs that names and notes need. */
export function fonts(): FontFamilies {
  // Asked for by name, so that it works from source, from a bundle and with another node_modules above.
  const root = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'),
  )
  const file = (style: string) => join(root, style, `SourceSans3_${style}.ttf`)
  return {
    SourceSans3: {
      normal: file('400Regular'),
      bold: file('600SemiBold'),
      italics: file('400Regular_Italic'),
      bolditalics: file('600SemiBold_Italic'),
    },
  }
}

/**
 * Lines stand less than 1.5 times their size apart: programs that read a PDF without its tags take lines further apart
 * for separate paragraphs, and then mix up the columns.
 */
export const defaultStyle = { font: 'SourceSans3', fontSize: 10.2, lineHeight: 1.02, color: colours.text }

export const styles = {
  title: { fontSize: 27, bold: true, color: colours.heading, lineHeight: 0.92 },
  lead: { fontSize: 13.5, color: colours.text, lineHeight: 1.02, bold: true },
  heading1: { fontSize: 15.5, bold: true, color: colours.heading, lineHeight: 1 },
  heading2: { fontSize: 11.5, bold: true, lineHeight: 1 },
  heading3: { fontSize: 10.6, bold: true, color: colours.heading, lineHeight: 1 },
  small: { fontSize: 8.4, lineHeight: 1.02 },
  furniture: { fontSize: 8, color: colours.quiet, lineHeight: 1 },
}

/** A page that is shown in a room: A4 lying on its side, so that it also prints; nothing to be read from afar under 18 points. */
export const slide = {
  page: { width: page.height, height: page.width },
  margins: { left: 56, top: 56, right: 56, bottom: 48 },
  defaultStyle: { ...defaultStyle, fontSize: 20 },
  styles: {
    ...styles,
    title: { ...styles.title, fontSize: 40 },
    lead: { ...styles.lead, fontSize: 22, bold: false },
    heading1: { ...styles.heading1, fontSize: 30 },
    heading2: { ...styles.heading2, fontSize: 22 },
    heading3: { ...styles.heading3, fontSize: 20 },
    small: { ...styles.small, fontSize: 11 },
    furniture: { ...styles.furniture, fontSize: 10 },
  },
  titleFrame: {
    fill: colours.tint,
    padding: [0, 0, 0, 40],
    bleed: [56, 56, 56],
  } satisfies FrameStyle as FrameStyle,
}

/** Space between the cells of a row. */
export const cellGap = 8

/** pdfmake table layout: hairlines between rows, a stronger one under the header. */
export const tableLayout = {
  hLineWidth: (line: number, node: { table: { body: unknown[] } }) =>
    line === 0 ? 0 : line === 1 || line === node.table.body.length ? 0.9 : 0.4,
  vLineWidth: () => 0,
  hLineColor: (line: number) => (line === 1 ? colours.heading : colours.rule),
  paddingLeft: (column: number) => (column === 0 ? 0 : cellGap),
  paddingRight: () => 0,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}
