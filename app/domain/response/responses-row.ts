/** One row of a responses file: who answers, and the answers in the item columns. */
import { allItems } from '../framework/framework.ts'
import type { Framework, Item, Role } from '../framework/framework.ts'
import type { RESPONSE_COLUMNS } from '../framework/references.ts'
import { isAsked } from '../questionnaire/questionnaire.ts'
import { answerProblems, evidenceFields, tidyText } from './answer.ts'
import type { AnswerProblem } from './answer.ts'
import type { ProblemList } from './problem-list.ts'
import type { QuestionnaireResponse } from './response.ts'

export type BaseColumn = (typeof RESPONSE_COLUMNS)[number]
export type ItemColumn = { item: Item; field: 'answer' | 'remark' | 'evidence' }
/** The columns of a file by their place. */
export type Header = { names: string[]; base: Map<BaseColumn, number>; items: Map<number, ItemColumn> }

/**
 * Reads one row below the header: a response, or problems. A row whose role, party or routes are wrong gives no response, and
 * of its answers only the codes are checked, for nobody can say which items apply.
 */
export function readRow(
  framework: Framework,
  header: Header,
  cells: string[],
  row: number,
  problems: ProblemList,
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
  problems: ProblemList,
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
  const wrong = answerProblems(item, kind === 'evidence' ? evidenceFields(text) : { [kind]: text })
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
    case 'no-date':
      return ['this date does not exist', 'write it as 2026-03-31, or leave it out']
    case 'no-link':
      return ['this link is no web address', 'write one that begins with https://, or leave it out']
    case 'too-long':
      return [`this text is longer than ${problem.limit ?? 0} characters`, 'shorten it']
  }
}

/** A value as it may stand in a message: quoted, and cut when it is long. */
export function show(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
}
