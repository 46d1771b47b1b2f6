/**
 * The responses file (contract: "Responses file"): one row per respondent, one column per item. Reading it gives
 * responses, or every problem with its row and field, both counted from 1; the header is row 1.
 */
import { parse } from 'csv-parse/sync'
import { allItems } from '../framework/framework.ts'
import type { Framework, Item, Variant } from '../framework/framework.ts'
import { RESPONSE_COLUMNS } from '../framework/references.ts'
import type { Parsed, Problem } from '../problem.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { ProblemList } from './problem-list.ts'
import type { QuestionnaireResponse } from './response.ts'
import { readRow, show } from './responses-row.ts'
import type { Header, ItemColumn } from './responses-row.ts'

/** Larger files are refused before they are read: 50,000 respondents with open answers stay well below it. */
export const MAX_RESPONSES_BYTES = 64 * 1024 * 1024

/** The file by its name, which is only used in messages, and its raw bytes. */
export type ResponsesFile = { name: string; bytes: Uint8Array }

/** `variant` is full when the file has a column of an item that only the full variant asks. */
export type ResponsesRead = { responses: QuestionnaireResponse[]; variant: Variant }

/** Why a file is refused by its size alone; null when it may be read. */
export function sizeProblem(name: string, bytes: number): Problem | null {
  if (bytes <= MAX_RESPONSES_BYTES) return null
  const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`
  return {
    file: name,
    row: 1,
    column: 1,
    what: `the file is ${megabytes(bytes)}, more than the ${megabytes(MAX_RESPONSES_BYTES)} that is read`,
    todo: 'check that this is the right file, or split it',
  }
}

/**
 * Reads a responses file. Accepts `;` or `,` as separator (seen in the header), a byte order mark, quotes after
 * RFC 4180 and every line ending; empty lines are skipped. White space around codes is ignored.
 *
 * Nothing is dropped in silence: a row that is too short or long, an unknown or double column, a code that
 * is not on the item's scale and an answer to an item that is not put to this respondent are all problems.
 */
export function parseResponsesFile(framework: Framework, file: ResponsesFile): Parsed<ResponsesRead> {
  const tooLarge = sizeProblem(file.name, file.bytes.length)
  if (tooLarge) return { ok: false, problems: [tooLarge] }
  const text = decodeUtf8(file.bytes)
  const problems = new ProblemList(file.name)
  if (!text.ok) {
    problems.add(text.row, text.column, text.what, 'save it again as "CSV UTF-8"')
    return problems.result()
  }

  const responses: QuestionnaireResponse[] = []
  let header: Header | null = null
  let row = 0
  const read = (cells: string[]) => {
    row += 1
    if (cells.length === 1 && cells[0] === '') return null
    if (!header) header = readHeader(framework, cells, row, problems)
    else if (header.base.has('role')) readRow(framework, header, cells, row, problems, responses)
    return null
  }
  try {
    parse(text.value, {
      delimiter: separatorOf(text.value),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: read,
    })
  } catch (error) {
    const problem = quoteProblem(error)
    if (!problem) throw error
    problems.add(row + 1, problem.column, problem.what, problem.todo)
  }
  if (problems.count > 0) return problems.result()
  if (!header) problems.add(1, 1, 'the file is empty', 'put the column names on the first row')
  else if (responses.length === 0) {
    problems.add(Math.max(row, 1) + 1, 1, 'there are no rows below the header', 'add one row per respondent')
  }
  if (!header || problems.count > 0) return problems.result()
  return { ok: true, value: { responses, variant: variantOf(header) } }
}

/** The separator of the header line: `;` when it has one, else `,`. Column names hold neither. */
function separatorOf(text: string): ';' | ',' {
  const header = /[^\r\n]+/.exec(text)?.[0] ?? ''
  return header.includes(';') ? ';' : ','
}

function quoteProblem(error: unknown): { column: number; what: string; todo: string } | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const column = 'column' in error && typeof error.column === 'number' ? error.column + 1 : 1
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return {
        column,
        what: 'a quote (") is opened and never closed',
        todo: 'close it, or double it ("") inside a text',
      }
    case 'CSV_INVALID_CLOSING_QUOTE':
      return { column, what: 'text follows a closing quote (")', todo: 'double quotes inside a text ("")' }
    case 'INVALID_OPENING_QUOTE':
      return {
        column,
        what: 'a quote (") stands inside a text without quotes around it',
        todo: 'put the whole text between quotes and double those inside ("")',
      }
    default:
      return null
  }
}

function readHeader(framework: Framework, cells: string[], row: number, problems: ProblemList): Header {
  const items = new Map(allItems(framework).map((item) => [item.id, item]))
  const header: Header = { names: [], base: new Map(), items: new Map() }
  cells.forEach((cell, index) => {
    const name = cell.trim()
    const place = index + 1
    const first = header.names.indexOf(name)
    header.names.push(name)
    if (name === '') {
      problems.add(row, place, 'this column has no name', 'name it, or remove the separator before it')
      return
    }
    if (first >= 0) {
      problems.add(row, place, `column ${show(name)} stands twice`, `keep this one or field ${first + 1}`)
      return
    }
    const base = RESPONSE_COLUMNS.find((column) => column === name)
    if (base) {
      header.base.set(base, index)
      return
    }
    const column = itemColumn(items, name)
    if (column) header.items.set(index, column)
    else {
      problems.add(
        row,
        place,
        `unknown column ${show(name)}`,
        `use ${RESPONSE_COLUMNS.join(', ')} or the id of an item of ${framework.id}`,
      )
    }
  })
  if (!header.base.has('role')) {
    problems.add(row, 1, 'there is no column "role"', 'add it, and separate columns by ; or ,')
  }
  return header
}

function itemColumn(items: ReadonlyMap<string, Item>, name: string): ItemColumn | null {
  const item = items.get(name)
  if (item) return { item, field: 'answer' }
  for (const field of ['remark', 'evidence'] as const) {
    const owner = name.endsWith(`.${field}`) ? items.get(name.slice(0, -field.length - 1)) : undefined
    if (owner) return { item: owner, field }
  }
  return null
}

function variantOf(header: Header): Variant {
  const full = [...header.items.values()].some(
    ({ item, field }) => field === 'answer' && item.variant === 'full',
  )
  return full ? 'full' : 'core'
}
