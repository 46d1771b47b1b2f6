/** A poster for the wall of a lunch room: one page A4 with a QR code, tagged like every PDF of the product. */

import { colours, defaultStyle, fonts, page, styles } from './house-style.ts'
import { printTagged } from './pdf/print.ts'
import { drawable } from './pdf/signs.ts'

export type Poster = {
  title: string
  /** For whom it is. */
  lead: string
  /** Where the code leads, and the same as an address to type. */
  qr: { size: number; path: string; alt: string }
  address: string
  /** What to do, in order. */
  steps: readonly string[]
  /** Good to know: how long, who sees what, until when. */
  facts: readonly { title: string; text: string }[]
  /** Who asks, at the foot. */
  foot: string
  /** Said above the title of what is made up; null for real. */
  invented: string | null
  /** ISO date; stands in the file only. */
  date: string
}

const MARGIN = 64
const QR_WIDTH = 230

/** The bytes of the poster; equal posters give equal bytes. */
export function posterPdf(poster: Poster): Uint8Array {
  const { qr } = poster
  const files = fonts()
  const width = page.width - 2 * MARGIN
  const text = (content: string, style: object) => ({
    text: drawable(content, files.SourceSans3!.normal),
    hyphenate: false,
    ...style,
  })
  return printTagged({
    metadata: {
      title: poster.title,
      author: poster.foot,
      subject: poster.lead,
      keywords: [],
      language: 'nl-NL',
      identifier: poster.address,
      date: new Date(`${poster.date}T00:00:00Z`),
    },
    fonts: files,
    pageSize: page,
    pageMargins: { left: MARGIN, top: 60, right: MARGIN, bottom: 56 },
    styles,
    defaultStyle,
    header: () => null,
    footer: () => text(poster.foot, { style: 'furniture', fontSize: 10, margin: [MARGIN, 14, MARGIN, 0] }),
    content: [
      ...(poster.invented ? [text(poster.invented, { bold: true, margin: [0, 0, 0, 10] })] : []),
      text(poster.title, {
        tag: 'H1',
        id: 'title',
        outline: true,
        outlineText: poster.title,
        fontSize: 34,
        bold: true,
        color: colours.heading,
        lineHeight: 1.05,
        margin: [0, 0, 0, 10],
      }),
      text(poster.lead, { fontSize: 18, lineHeight: 1.2, margin: [0, 0, 0, 20] }),
      {
        svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${qr.size} ${qr.size}"><path d="${qr.path}" fill="#000000"/></svg>`,
        width: QR_WIDTH,
        alt: qr.alt,
        margin: [(width - QR_WIDTH) / 2, 0, 0, 4],
      },
      text(poster.address, {
        fontSize: poster.address.length > 44 ? 12 : 16,
        bold: true,
        alignment: 'center',
        margin: [0, 0, 0, 22],
      }),
      {
        ol: poster.steps.map((step) => text(step, { fontSize: 15, margin: [0, 0, 0, 6] })),
        fontSize: 15,
        gap: 16,
        margin: [0, 0, 0, 12],
      },
      ...poster.facts.flatMap((fact) => [
        text(fact.title, {
          tag: 'H2',
          fontSize: 14,
          bold: true,
          color: colours.heading,
          margin: [0, 6, 0, 2],
        }),
        text(fact.text, { fontSize: 13, lineHeight: 1.2 }),
      ]),
    ],
  })
}
