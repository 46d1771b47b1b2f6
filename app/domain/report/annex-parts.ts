/** Small pieces that every annex is made of: cells, tables, shares and filled captions. */

import type { Item } from '../framework/framework.ts'
import type { ReportContext } from './context.ts'
import { quantity } from './context.ts'
import type { Block, Inline } from './document.ts'
import { plainText } from './document.ts'
import { fill, type Slots } from './fill.ts'

/** One cell of plain text. */
export function cell(text: string): Inline[] {
  return [text]
}

/** The text with its first letter as a capital: titles in a framework are written as they stand in a sentence. */
export function titled(context: ReportContext, text: string): string {
  return `${text.charAt(0).toLocaleUpperCase(context.framework.language)}${text.slice(1)}`
}

/** Whether this round put the question at all: the short questionnaire leaves some out. */
export function isAsked({ score }: ReportContext, item: Item): boolean {
  return item.kind === 'choice' && (score.framework.variant === 'full' || item.variant === 'core')
}

/** A share in whole percents ("81%"), or null where it is hidden. */
export function share(context: ReportContext, value: number | null): string | null {
  return value === null ? null : quantity(context, Math.round(value * 100), '%')
}

/** A pattern as text. `slots` come before those that may be used anywhere; throws when one has nothing to say. */
export function filled(context: ReportContext, pattern: string, slots?: Slots): string {
  const content = fill(pattern, (name, argument) => {
    const own = slots?.(name, argument) ?? null
    return own ?? (slots ? null : context.slots(name, argument))
  })
  if (!content) throw new Error(`"${pattern}" has an empty slot`)
  return plainText(content)
}

type TableBlock = Extract<Block, { kind: 'table' }>

/**
 * A table that waits for its rows. Columns are a title, a weight and a side: by default the first, and columns of
 * words, stand left and figures right. The first column names the row.
 */
export function annexTable(
  id: string,
  caption: string,
  columns: [title: string, weight: number, align?: 'left' | 'right'][],
): (rows: Inline[][][]) => TableBlock {
  return (rows) => ({
    kind: 'table',
    id,
    caption,
    columns: columns.map(([title, weight, align], index) => ({
      id: `column-${index + 1}`,
      title,
      align: align ?? (index === 0 || isWords(rows, index) ? 'left' : 'right'),
      header: index === 0,
      weight,
    })),
    rows,
  })
}

function isWords(rows: Inline[][][], column: number): boolean {
  return !rows.some((row) => /\d/u.test(plainText(row[column] ?? [])))
}
