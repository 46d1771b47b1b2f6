/** The data package as a workbook for Excel: numbers are numbers, shares are shown as percentages. */

import { writeXlsx } from 'hucre/xlsx'
import type { DataPackage } from '../domain/report/data-package.ts'
import { dataSheets } from './data-sheets.ts'
import type { CellFormat, DataSheet, WorkbookWords } from './data-sheets.ts'
import { readZip, writeZip } from './zip.ts'

const FONT = 'Calibri'
const FORMATS: Record<CellFormat, string | undefined> = {
  text: undefined,
  number: '0',
  decimal: '0.0',
  percent: '0%',
  points: '0',
}

/** Columns that are wider than this break their lines. */
const WIDE = 40
/** Points a line is high. */
const LINE = 15

/** The bytes of the workbook; equal packages give equal bytes. A text is never read as a formula. */
export async function renderXlsx(data: DataPackage, words: WorkbookWords): Promise<Uint8Array> {
  const { meta } = data.document
  const day = new Date(`${meta.date}T00:00:00Z`)
  const made = await writeXlsx({
    sheets: dataSheets(data, words).map(sheetOf),
    properties: {
      title: meta.title,
      creator: meta.author,
      subject: meta.subject,
      created: day,
      modified: day,
    },
    defaultFont: { name: FONT, size: 11 },
  })
  // Packed again without the moment of making.
  return writeZip(readZip(made))
}

const TEXT = { horizontal: 'left' as const, indent: 1 }

function sheetOf({ name, columns, rows }: DataSheet) {
  const header = {
    font: { name: FONT, size: 11, bold: true },
    alignment: { wrapText: true, vertical: 'top' as const },
  }
  const cells = new Map(
    columns.map(({ title }, column) => [`0,${column}`, { value: clean(title), style: header }]),
  )
  return {
    name,
    columns: columns.map(({ width, format }) => ({
      width,
      numFmt: FORMATS[format],
      style: {
        font: { name: FONT, size: 11 },
        // A text beside a number needs some air.
        alignment: { vertical: 'top' as const, wrapText: width > WIDE, ...(format === 'text' && TEXT) },
      },
    })),
    rows: [
      columns.map(({ title }) => clean(title)),
      ...rows.map((row) => row.map((value) => (typeof value === 'string' ? clean(value) : value))),
    ],
    cells,
    // Not every program makes a row as high as its text when it opens a file.
    rowDefs: new Map([
      [0, { height: 3 * LINE }],
      ...rows.map((row, index): [number, { height: number }] => [
        index + 1,
        { height: LINE * linesOf(row, columns) },
      ]),
    ]),
    freezePane: { rows: 1 },
    pageSetup: { orientation: 'landscape' as const, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

/** How many lines the longest text of a row takes, in the columns that break. */
function linesOf(row: DataSheet['rows'][number], columns: DataSheet['columns']): number {
  const lines = row.map((value, column) => {
    const width = columns[column]?.width ?? 0
    return typeof value === 'string' && width > WIDE ? Math.ceil(value.length / width) : 1
  })
  return Math.min(Math.max(1, ...lines), 25)
}

/** Control characters cannot stand in XML, and Excel holds no longer text than this. */
function clean(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '').slice(0, 32_000)
}
