import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { renderCodebook, renderCsv } from '../../app/render/csv.ts'
import { dataSheets } from '../../app/render/data-sheets.ts'
import { renderXlsx } from '../../app/render/xlsx.server.ts'
import { readZip } from '../../app/render/zip.ts'
import { workbookWords } from '../../app/text/data-package.ts'
import { demoPackage } from '../make/data-package.ts'

const data = await demoPackage()

const itemScores = data.score.themes.flatMap(({ norms }) =>
  norms.flatMap(({ criteria }) =>
    criteria.flatMap(({ roles }) => Object.values(roles).flatMap(({ items }) => items)),
  ),
)
const hiddenItems = itemScores.filter(({ n }) => n === null).map(({ id }) => id)

test('the workbook has a sheet per part, and another program reads the numbers as numbers', async () => {
  const { sheets } = await readXlsx(await renderXlsx(data, workbookWords))
  expect(sheets.map(({ name }) => name)).toEqual([
    'Leesmij',
    'Samenvatting',
    'Criteria',
    'Vragen',
    'Bevindingen',
    'Codeboek',
  ])
  const [header = [], ...rows] = sheets[2]?.rows ?? []
  const column = (title: string) => header.indexOf(title)
  const shown = rows.filter((row) => typeof row[column('Aantal')] === 'number')
  expect(shown.length).toBeGreaterThan(20)
  for (const row of shown) expect(row[column('Aandeel gunstig')]).toBeTypeOf('number')
})

test('shares are shown as percentages', async () => {
  const parts = readZip(await renderXlsx(data, workbookWords))
  expect(parts.get('xl/styles.xml')?.toString('utf8')).toMatch(/numFmtId="9"|formatCode="0%"/u)
})

test('a cell that the score hides says so with the reason, and shows no count, in workbook and table', () => {
  expect(hiddenItems.length).toBeGreaterThan(0)
  const questions = dataSheets(data, workbookWords)[3]
  if (!questions) throw new Error('There is no sheet of questions')
  const at = (title: string) => questions.columns.findIndex((column) => column.title === title)
  for (const id of hiddenItems) {
    const rows = questions.rows.filter((row) => row[at('Vraag')] === id)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.[at('Aantal')]).toBe('verborgen')
    expect(rows[0]?.[at('Verborgen')]).toMatch(/minder dan \d+ (mensen|organisaties)/u)
    expect(rows[0]?.filter((cell) => typeof cell === 'number')).toEqual([])
  }
  const [header = '', ...lines] = renderCsv(data, workbookWords).trim().split('\r\n')
  const columns = header.replace('\uFEFF', '').split(';')
  for (const line of lines
    .map((text) => text.split(';'))
    .filter((cells) => hiddenItems.includes(cells[16] ?? ''))) {
    expect(line[columns.indexOf('item_n')]).toBe('')
    expect(line.at(-1)).toMatch(/^Verborgen: minder dan/u)
  }
})

test('the codebook explains every column of the table and every code in it', () => {
  const table = renderCsv(data, workbookWords).slice(1).trim().split('\r\n')
  const names = renderCodebook(data, workbookWords)
    .split('\r\n')
    .map((line) => line.split(';')[1])
  for (const column of table[0]?.split(';') ?? []) expect(names).toContain(column)
  for (const item of data.texts.items)
    for (const { code } of item.options) expect(names).toContain(`${item.id}.${code}`)
})

test('a text that looks like a formula stays a text', async () => {
  const evil = structuredClone(data)
  const [item] = evil.texts.items
  if (!item) throw new Error('There are no items')
  item.text = '=HYPERLINK("http://x.example","klik")'
  const csv = renderCodebook(evil, workbookWords)
  expect(csv).toContain(`"'=HYPERLINK(""http`)
  const parts = readZip(await renderXlsx(evil, workbookWords))
  for (const [name, part] of parts)
    if (name.includes('worksheets')) expect(part.toString('utf8')).not.toContain('<f>')
})

test('the same package gives the same workbook', async () => {
  const [one, two] = [
    await renderXlsx(data, workbookWords),
    await renderXlsx(structuredClone(data), workbookWords),
  ]
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
})
