/** The questionnaire to print: A4, in two columns, tagged and checked like every PDF of the product. */

import type { PaperBlock, PaperForm, PaperQuestion } from '../domain/questionnaire/paper-form.ts'
import { colours, columnGap, defaultStyle, fonts, margins, page, styles } from './house-style.ts'
import { assertPdf } from './pdf/check.ts'
import { foldText } from './pdf/expected.ts'
import type { ContentBlock } from './pdf/expected.ts'
import { printTagged } from './pdf/print.ts'
import { drawable } from './pdf/signs.ts'

const SIZE = 11
const LINE_HEIGHT = 1.1
/** Room for handwriting on a ruled line. */
const RULE_STEP = 23
const WIDTH = page.width - margins.left - margins.right
const COLUMN = (WIDTH - columnGap) / 2
const BOX_SIZE = 22
const BOX_GAP = 22
/** The font draws boxes as high as capitals of their own size; this puts their middle on that of the words. */
const BOX_DROP = 3.4

type Node = Record<string, unknown>

/**
 * The bytes of the form; equal forms give equal bytes. Read back and compared with the form before it is handed out.
 * Takes some tenths of a second of processor time: servers call it through `pdf-pool.server.ts`.
 */
export function paperFormPdf(form: PaperForm): Uint8Array {
  const { meta, marks } = form
  const headings = numbering()
  const bytes = printTagged({
    metadata: {
      title: meta.title,
      author: meta.author,
      subject: marks.invented ? `${meta.subject} (${marks.invented})` : meta.subject,
      keywords: [],
      language: meta.language,
      identifier: meta.id,
      date: new Date(`${meta.date}T00:00:00Z`),
    },
    fonts: fonts(),
    pageSize: page,
    pageMargins: margins,
    styles,
    defaultStyle: { ...defaultStyle, fontSize: SIZE, lineHeight: LINE_HEIGHT },
    header: (number) => (number === 1 ? null : furniture(30, '', marks.invented ?? '')),
    footer: (number, pages) =>
      furniture(
        18,
        marks.foot,
        marks.page.replace('{page}', String(number)).replace('{pages}', String(pages)),
      ),
    content: [
      {
        columns: [
          {
            stack: [
              ...(marks.invented ? [text(marks.invented, { bold: true, margin: [0, 0, 0, 8] })] : []),
              {
                ...text(meta.title, { style: 'title', margin: [0, 0, 0, 6] }),
                tag: 'H1',
                id: 'title',
                outline: true,
                outlineText: meta.title,
                outlineExpanded: true,
              },
              text(form.lead, { style: 'lead', margin: [0, 0, 0, 10] }),
              ...form.opening.map((block) => blockNode(block, headings, WIDTH)),
            ],
          },
        ],
        snakingColumns: true,
      },
      {
        columns: [{ stack: grouped(form.questions, headings) }, { text: '' }],
        columnGap,
        ruleColor: colours.rule,
        snakingColumns: true,
        margin: [0, 6, 0, 0],
      },
    ],
  })
  assertPdf(bytes, {
    title: meta.title,
    language: meta.language,
    invented: marks.invented,
    page: marks.page,
    everyPage: marks.foot,
    content: expected(form),
    abbreviations: [],
  })
  return bytes
}

/** Ids of headings, in their order. */
function numbering(): () => string {
  let last = 0
  return () => `part-${(last += 1)}`
}

/** Headings stay with what comes after them, since a question is kept whole and may move to the next column. */
function grouped(blocks: readonly PaperBlock[], headings: () => string): Node[] {
  const nodes: Node[] = []
  let waiting: Node[] = []
  for (const block of blocks) {
    const node = blockNode(block, headings, COLUMN)
    const leads = block.kind === 'heading' || (block.kind === 'paragraph' && block.strong === true)
    if (leads) waiting.push(node)
    else {
      nodes.push(waiting.length > 0 ? { stack: [...waiting, node], keep: true } : node)
      waiting = []
    }
  }
  return [...nodes, ...waiting]
}

function blockNode(block: PaperBlock, headings: () => string, width: number): Node {
  switch (block.kind) {
    case 'heading':
      return {
        ...text(block.text, {
          style: block.level === 2 ? 'heading1' : 'heading2',
          color: colours.heading,
          margin: [0, block.level === 2 ? 10 : 4, 0, 4],
        }),
        tag: `H${block.level}`,
        id: headings(),
        outline: true,
        outlineParentId: 'title',
        outlineText: block.text,
        keepWithNext: true,
      }
    case 'paragraph':
      return text(block.text, { margin: [0, 0, 0, 6], ...(block.strong && { bold: true }) })
    case 'list':
      return {
        ul: block.items.map((item) => text(item, { margin: [0, 0, 0, 3] })),
        gap: 13,
        margin: [0, 0, 0, 4],
      }
    case 'lines':
      return { stack: writing(block.label, block.lines, width), keep: true, margin: [0, 2, 0, 8] }
    case 'question':
      return { stack: question(block, width), keep: true, margin: [0, 2, 0, 9] }
  }
}

function question(block: PaperQuestion, width: number): Node[] {
  const { only, hint, options } = block
  return [
    ...(only ? [text(only, { italics: true, margin: [0, 0, 0, 1] })] : []),
    text(asked(block), { bold: true, hyphenate: false, margin: [0, 0, 0, 2] }),
    ...(hint ? [text(hint, { fontSize: 10, color: colours.quiet, margin: [0, 0, 0, 2] })] : []),
    ...(options.length > 0
      ? [
          {
            ul: options.map((option) => ({
              ...text(`${option.number}  ${option.label}`, { margin: [0, 0, 0, 3.5] }),
              marker: markerOf(block),
              markerSize: BOX_SIZE,
              markerDrop: BOX_DROP,
            })),
            gap: BOX_GAP,
          },
        ]
      : []),
    ...block.write.flatMap(({ label, lines }) => writing(label, lines, width)),
  ]
}

function markerOf({ choose }: PaperQuestion): string {
  return choose === 'one' ? '○' : '□'
}

function asked({ number, text: words }: PaperQuestion): string {
  return number === '' ? words : `${number} ${words}`
}

/** A few words and ruled lines; the rules are decoration, the words say what they are for. */
function writing(label: string, lines: number, width: number): Node[] {
  return [
    text(label, { fontSize: 10, color: colours.quiet, margin: [0, 3, 0, 0] }),
    ...Array.from({ length: lines }, () => ({
      canvas: [
        {
          type: 'line',
          x1: 0,
          y1: RULE_STEP,
          x2: width,
          y2: RULE_STEP,
          lineWidth: 0.6,
          lineColor: colours.quiet,
        },
      ],
    })),
  ]
}

function text(content: string, style: object): Node {
  return { text: drawable(content, fonts().SourceSans3!.normal), ...style }
}

function furniture(top: number, left: string, right: string): Node {
  return {
    margin: [margins.left, top, margins.right, 0],
    columns: [
      { width: '*', ...text(left, { style: 'furniture' }) },
      { width: 'auto', ...text(right, { style: 'furniture', alignment: 'right' }) },
    ],
    columnGap: 16,
  }
}

/** What the file must say, in the order of reading. */
function expected(form: PaperForm): ContentBlock[] {
  const p = (words: string) => ({ tag: 'P', text: words })
  const items = (marker: string, list: readonly string[]) =>
    list.flatMap((words) => [
      { tag: 'Lbl', text: marker },
      { tag: 'LBody', text: words },
    ])
  const blocks = (block: PaperBlock): ContentBlock[] => {
    switch (block.kind) {
      case 'heading':
        return [{ tag: `H${block.level}`, text: block.text }]
      case 'paragraph':
        return [p(block.text)]
      case 'list':
        return items('•', block.items)
      case 'lines':
        return [p(block.label)]
      case 'question':
        return [
          ...(block.only ? [p(block.only)] : []),
          p(asked(block)),
          ...(block.hint ? [p(block.hint)] : []),
          ...items(
            markerOf(block),
            block.options.map(({ number, label }) => `${number} ${label}`),
          ),
          ...block.write.map(({ label }) => p(label)),
        ]
    }
  }
  return [
    ...(form.marks.invented ? [p(form.marks.invented)] : []),
    { tag: 'H1', text: form.meta.title },
    p(form.lead),
    ...[...form.opening, ...form.questions].flatMap(blocks),
  ].map((block) => ({ ...block, text: foldText(block.text) }))
}
