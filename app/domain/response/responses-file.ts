/**
 * The responses file (contract: "Responses file"): one row per respondent, one column per item. Reading it gives
 * responses, or every problem with its row and field, both counted from 1; the header is row 1.
 */
import { parse } from 'csv-parse/sync'
import { allItems } from '../framework/framework.ts'
import type { Framework, Item, Role, Variant } from '../framework/framework.ts'
import { RESPONSE_COLUMNS } from '../framework/references.ts'
import type { Parsed, Problem } from '../problem.ts'
import { isAsked } from '../questionnaire/questionnaire.ts'
import { answerProblems, tidyText } from './answer.ts'
import type { AnswerProblem } from './answer.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import type { QuestionnaireResponse } from './response.ts'

/** Larger files are refused before they are read: 50,000 respondents with open answers stay well below it. */
export const MAX_RESPONSES_BYTES = 64 * 1024 * 1024

/** So many problems are named; of the others only the number. */
const MAX_PROBLEMS = 200

/** The file by its name, which is only used in messages, and its raw bytes. */
export type ResponsesFile = { name: string; bytes: Uint8Array }

/** `variant` is full when the file has a column of an item that only the full variant asks. */
export type ResponsesRead = { responses: QuestionnaireResponse[]; variant: Variant }

type BaseColumn = (typeof RESPONSE_COLUMNS)[number]
type ItemColumn = { item: Item; field: 'answer' | 'remark' | 'evidence' }
type Header = { names: string[]; base: Map<BaseColumn, number>; items: Map<number, ItemColumn> }

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
  const problems = new Problems(file.name)
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

/** Collects problems up to the maximum and keeps count of the rest. */
class Problems {
  count = 0
  private readonly listed: Problem[] = []
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  add(row: number, column: number, what: string, todo: string): void {
    this.count += 1
    if (this.listed.length < MAX_PROBLEMS) this.listed.push({ file: this.file, row, column, what, todo })
  }

  result(): { ok: false; problems: Problem[] } {
    const last = this.listed.at(-1)
    const more = this.count - this.listed.length
    if (!last || more === 0) return { ok: false, problems: this.listed }
    const what = `${more} more problems after this one`
    return { ok: false, problems: [...this.listed, { ...last, what, todo: 'correct the ones above first' }] }
  }
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

function readHeader(framework: Framework, cells: string[], row: number, problems: Problems): Header {
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

function readRow(
  framework: Framework,
  header: Header,
  cells: string[],
  row: number,
  problems: Problems,
  responses: QuestionnaireResponse[],
): void {
  if (cells.length !== header.names.length) {
    problems.add(
      row,
      Math.min(cells.length, header.names.length) + 1,
      `this row has ${cells.length} fields, the header has ${header.names.length}`,
      'give every row as many fields as the header; a text that holds the separator needs quotes',
    )
    return
  }
  const respondent = readRespondent(framework, header, cells, row, problems)
  const response: QuestionnaireResponse = {
    role: '',
    party: null,
    organisation: null,
    profession: null,
    routes: [],
    ...respondent,
    answers: {},
    texts: {},
    remarks: {},
    evidence: {},
  }
  for (const [index, column] of header.items) {
    const cell = cells[index]?.trim() ?? ''
    if (cell === '') continue
    const add = (what: string, todo: string) => problems.add(row, index + 1, what, todo)
    if (respondent && !isAsked(column.item, respondent.role, 'full', respondent)) {
      add(...notAsked(column.item, respondent))
    } else {
      readCell(column, cell, response, add)
    }
  }
  if (respondent) responses.push(response)
}

type Respondent = Pick<QuestionnaireResponse, 'role' | 'party' | 'organisation' | 'profession' | 'routes'>

/** Who answers; null when that is not clear, for then nothing can be said about which items apply. */
function readRespondent(
  framework: Framework,
  header: Header,
  cells: string[],
  row: number,
  problems: Problems,
): Respondent | null {
  const before = problems.count
  const cell = (column: BaseColumn) => {
    const index = header.base.get(column)
    return index === undefined ? '' : (cells[index]?.trim() ?? '')
  }
  const add = (column: BaseColumn, what: string, todo: string) =>
    problems.add(row, (header.base.get(column) ?? header.base.get('role') ?? 0) + 1, what, todo)

  const role = framework.roles.find(({ id }) => id === cell('role'))
  if (!role) {
    const ids = framework.roles.map(({ id }) => id).join(', ')
    add(
      'role',
      cell('role') ? `unknown role ${show(cell('role'))}` : 'the role is missing',
      `use one of ${ids}`,
    )
    return null
  }
  const party = cell('party') || null
  const parties = framework.parties.map(({ id }) => id)
  if (party !== null && !parties.includes(party)) {
    add('party', `unknown party ${show(party)}`, `use one of ${parties.join(', ')}`)
  } else if (party === null && needsParty(framework, role)) {
    add('party', `the party is missing for role ${role.id}`, `use one of ${parties.join(', ')}`)
  }
  const routes =
    cell('routes') === ''
      ? []
      : cell('routes')
          .split('|')
          .map((route) => route.trim())
  const known = role.routes.map(({ id }) => id)
  for (const route of new Set(routes.filter((one) => !known.includes(one)))) {
    add(
      'routes',
      `role ${role.id} has no route ${show(route)}`,
      known.length > 0 ? `use one or more of ${known.join(', ')}, joined by |` : 'leave this field empty',
    )
  }
  if (routes.length === 0 && needsRoutes(framework, role)) {
    add(
      'routes',
      `the routes are missing for role ${role.id}`,
      `use one or more of ${known.join(', ')}, joined by |`,
    )
  }
  if (problems.count > before) return null
  return {
    role: role.id,
    party,
    organisation: tidyText(cell('organisation')) || null,
    profession: tidyText(cell('profession')) || null,
    routes: known.filter((route) => routes.includes(route)),
  }
}

function needsParty(framework: Framework, role: Role): boolean {
  return framework.parties.length > 0 && (role.anonymity === 'named' || role.routing === 'parties')
}

function needsRoutes(framework: Framework, role: Role): boolean {
  return (
    role.routing === 'routes' &&
    allItems(framework).some((item) => item.role === role.id && item.routes.length > 0)
  )
}

function notAsked(item: Item, { role, party, routes }: Respondent): [what: string, todo: string] {
  const todo = 'leave this field empty, or correct the row'
  if (item.role !== role) return [`${item.id} is an item for role ${item.role}, not for ${role}`, todo]
  if (item.parties.length > 0 && (party === null || !item.parties.includes(party))) {
    return [`${item.id} is put to ${item.parties.join(', ')}, not to ${party ?? 'a row without party'}`, todo]
  }
  return [
    `${item.id} belongs to route ${item.routes.join(', ')}, not to ${routes.join('|') || 'no route'}`,
    todo,
  ]
}

function readCell(
  { item, field }: ItemColumn,
  cell: string,
  response: QuestionnaireResponse,
  add: (what: string, todo: string) => void,
): void {
  if (field === 'answer' && item.kind !== 'open') {
    const codes = cell.split('|').map((code) => code.trim())
    const wrong = answerProblems(item, { codes })
    if (wrong.length === 0) response.answers[item.id] = inOrder(item, codes)
    for (const problem of wrong) add(...inWords(item, problem, codes))
    return
  }
  const text = tidyText(cell)
  const kind = field === 'answer' ? 'text' : field
  const wrong = answerProblems(item, { [kind]: text })
  for (const problem of wrong) add(...inWords(item, problem, []))
  if (wrong.length > 0 || text === '') return
  const texts = { text: response.texts, remark: response.remarks, evidence: response.evidence }
  texts[kind][item.id] = text
}

function inOrder(item: Item, codes: string[]): string[] {
  if (codes.length < 2) return codes
  return item.options.map(({ code }) => code).filter((code) => codes.includes(code))
}

function inWords(item: Item, problem: AnswerProblem, codes: string[]): [what: string, todo: string] {
  const known = item.options.map(({ code }) => code)
  switch (problem.reason) {
    case 'unknown-option': {
      const unknown = codes.find((code) => !known.includes(code)) ?? ''
      return [`${item.id} has no answer ${show(unknown)}`, `use ${known.join(', ')}, or leave it empty`]
    }
    case 'one-option-only':
      return [`${item.id} takes one answer, here are ${codes.length}`, 'keep one of them']
    case 'option-twice':
      return [`${item.id} has the same answer twice`, 'keep it once']
    case 'exclusive-option': {
      const exclusive = item.options.find((option) => option.exclusive && codes.includes(option.code))
      return [
        `${item.id} has ${show(exclusive?.code ?? '')} together with another answer`,
        'keep that one, or only the others',
      ]
    }
    case 'no-evidence-here':
      return [`${item.id} asks for no evidence`, 'leave this field empty']
    case 'no-options-here':
    case 'no-text-here':
      return [`${item.id} takes another kind of answer`, 'correct this field']
    case 'too-long':
      return [`this text is longer than ${problem.limit ?? 0} characters`, 'shorten it']
  }
}

/** A value as it may stand in a message: quoted, and cut when it is long. */
function show(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
}
