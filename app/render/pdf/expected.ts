/**
 * What a tagged PDF of a report document must say, block by block in reading order. Written from the document alone,
 * without a look at the definition that is drawn, so that the two can disagree.
 */

import {
  contentsOf,
  type Block,
  type Inline,
  type ReportDocument,
  type Sentence,
  type TableContent,
} from '../../domain/report/document.ts'

/** One heading, paragraph, label, list item, caption or cell with its text, folded. */
export type ContentBlock = { tag: string; text: string }

/** Folds what drawing may change without changing what is said: white space, soft hyphens, composed letters. */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\u00AD/gu, '')
      .replace(/[\u2010\u2011]/gu, '-')
      // Old signs for two letters are drawn, and read, as those letters.
      .replace(/[\uFB00-\uFB06]/gu, (sign) => sign.normalize('NFKC'))
      .replace(/\s+/gu, ' ')
      .trim()
  )
}

export function expectedContent(document: ReportDocument): ContentBlock[] {
  const numbers = new Map(document.notes.map(({ id, number }) => [id, String(number)]))
  const inline = (content: readonly Inline[]): string =>
    content
      .map((part) => {
        if (typeof part === 'string') return part
        if (part.kind === 'note') return numbers.get(part.ref) ?? ''
        return part.kind === 'abbreviation' ? part.text : inline(part.content)
      })
      .join('')
  const sentences = (list: readonly Sentence[]) => list.map(({ content }) => inline(content)).join(' ')
  const item = (label: string, text: string) => [
    { tag: 'Lbl', text: label },
    { tag: 'LBody', text },
  ]
  const table = ({ caption, columns, rows }: TableContent) => [
    { tag: 'Caption', text: caption },
    ...columns.map(({ title }) => ({ tag: 'TH', text: title })),
    ...rows.flatMap((row) =>
      row.map((cell, index) => ({ tag: columns[index]?.header ? 'TH' : 'TD', text: inline(cell) })),
    ),
  ]
  const blocks = (block: Block, depth: number): ContentBlock[] => {
    const heading = (title: string) => ({ tag: `H${Math.min(depth, 3) + 1}`, text: title })
    switch (block.kind) {
      case 'section':
        return [heading(block.title), ...block.blocks.flatMap((inner) => blocks(inner, depth + 1))]
      case 'paragraph':
        return [{ tag: 'P', text: sentences(block.sentences) }]
      case 'findings':
        return [
          heading(block.title),
          ...(block.items.length > 0
            ? block.items.flatMap((bullet) => item('•', sentences(bullet.sentences)))
            : [{ tag: 'P', text: block.none }]),
        ]
      case 'list':
        return block.items.flatMap((list, index) =>
          item(block.ordered ? `${index + 1}.` : '•', sentences(list)),
        )
      case 'table':
        return table(block)
      case 'chart':
        return [{ tag: 'P', text: block.title }, { tag: 'Figure', text: block.alt }, ...table(block.table)]
    }
  }
  const { meta, marks } = document
  const contents = contentsOf(document)
  const all = [
    ...(marks.invented === null ? [] : [{ tag: 'P', text: marks.invented }]),
    { tag: 'H1', text: meta.title },
    { tag: 'P', text: sentences(document.lead) },
    ...(contents.length > 0 ? [{ tag: 'H2', text: marks.contents }] : []),
    ...contents.map(({ title }) => ({ tag: 'TOCI', text: title })),
    ...document.body.flatMap((block) => blocks(block, 1)),
    ...(document.notes.length > 0 ? [{ tag: 'H2', text: marks.notes }] : []),
    ...document.notes.flatMap(({ number, content }) => [
      { tag: 'Lbl', text: String(number) },
      { tag: 'P', text: inline(content) },
    ]),
    ...(document.colophon.length > 0 ? [{ tag: 'H2', text: marks.colophon }] : []),
    ...document.colophon.map(({ term, content }) => ({ tag: 'LBody', text: `${term}: ${inline(content)}` })),
  ]
  return all.map(({ tag, text }) => ({ tag, text: foldText(text) }))
}
