/**
 * The figures of a data package as one table, with what every code means beside it. For Dutch Excel: UTF-8 with BOM,
 * semicolons, decimal commas. It holds what the score holds: a hidden cell is an empty cell here.
 */

import type { DataPackage } from '../domain/report/data-package.ts'

const COLUMNS = [
  'theme',
  'theme_title',
  'norm',
  'norm_title',
  'criterion',
  'criterion_title',
  'role',
  'label',
  'reason',
  'firm',
  'n',
  'share_positive',
  'interval_low',
  'interval_high',
  'share_unknown',
  'share_not_applicable',
  'item',
  'item_text',
  'item_n',
  'option',
  'option_label',
  'option_value',
  'count',
] as const

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | boolean | null>>

/** One row per criterion, role, item and option; a criterion whose item is hidden has one row without counts. */
export function renderCsv({ score, texts }: DataPackage): string {
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
            if (item.n === null) rows.push(named)
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
  const lines = [
    COLUMNS.join(';'),
    ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(';')),
  ]
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function cell(value: Row[keyof Row]): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  // A text that a spreadsheet would take for a formula is made a text.
  const text = /^[=+\-@\t\r]/u.test(String(value)) ? `'${String(value)}` : String(value)
  return /[;"\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
