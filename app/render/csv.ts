/**
 * The figures of a data package as one table, with what every code means beside it. For Dutch Excel: UTF-8 with BOM,
 * semicolons, decimal commas. It holds what the score holds: a hidden cell is an empty cell here, with the reason in
 * the last column.
 */

import type { DataPackage } from '../domain/report/data-package.ts'
import { csvFile } from './csv-file.ts'
import { codebook, DATA_COLUMNS, hiddenReason } from './data-sheets.ts'
import type { DataColumn, WorkbookWords } from './data-sheets.ts'

type Row = Partial<Record<DataColumn, string | number | boolean | null>>
type Hidden = Pick<WorkbookWords, 'hiddenPersons' | 'hiddenOrganisations'>

/** One row per criterion, role, item and option; a criterion whose item is hidden has one row without counts. */
export function renderCsv(data: DataPackage, words: Hidden): string {
  const { score, texts } = data
  const items = new Map(texts.items.map((item) => [item.id, item]))
  const rows: Row[] = []
  for (const theme of score.themes) {
    for (const norm of theme.norms) {
      for (const criterion of norm.criteria) {
        for (const [role, figures] of Object.entries(criterion.roles)) {
          const [low = null, high = null] = figures.interval ?? []
          const base: Row = {
            theme: theme.id,
            theme_title: theme.title,
            norm: norm.id,
            norm_title: norm.title,
            criterion: criterion.id,
            criterion_title: criterion.title,
            role,
            label: figures.label,
            reason: figures.reason,
            firm: figures.firm,
            n: figures.n,
            share_positive: figures.p,
            interval_low: low,
            interval_high: high,
            share_unknown: figures.unknown,
            share_not_applicable: figures.notApplicable,
          }
          for (const item of figures.items) {
            const known = items.get(item.id)
            const named: Row = { ...base, item: item.id, item_text: known?.text, item_n: item.n }
            if (item.n === null) rows.push({ ...named, hidden: hiddenReason(data, role, words) })
            else {
              for (const [option, count] of Object.entries(item.distribution)) {
                const meaning = known?.options.find(({ code }) => code === option)
                rows.push({
                  ...named,
                  option,
                  option_label: meaning?.label,
                  option_value: meaning?.value,
                  count,
                })
              }
            }
          }
        }
      }
    }
  }
  return csvFile([DATA_COLUMNS, ...rows.map((row) => DATA_COLUMNS.map((column) => cell(row[column])))])
}

/** What every column and code of `rapport.csv` means, as a CSV beside it. */
export function renderCodebook(data: DataPackage, words: WorkbookWords): string {
  const { columns, rows } = codebook(data, words)
  return csvFile([columns.map(({ title }) => title), ...rows.map((row) => row.map(cell))])
}

function cell(value: Row[keyof Row]): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value)
}
