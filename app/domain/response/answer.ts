/**
 * Answers: what a respondent may fill in at an item. The same rules run in the browser and on the server, so
 * this module imports nothing: a schema library alone would weigh as much as the rest of a page's own script.
 */

import type { Item } from '../framework/framework.ts'
import type { QuestionnaireResponse } from './response.ts'

/** What stands filled in at one item. Empty codes or text mean: not answered. */
export type DraftAnswer = {
  /** Option codes: at most one for a choice item. */
  codes: string[]
  /** The answer to an open item. */
  text: string
  /** Free remark beside the answer. */
  remark: string
  /** "Waar staat dat?": the name of the document behind the answer, for items that ask for it. */
  evidence: string
  /** The date of that document, an ISO date; and where it can be read, an http or https address. */
  evidenceDate: string
  evidenceLink: string
  /** Rises by one with every save; 0 = never saved. A tab that saves an older version is told so. */
  version: number
}

/** A change to one answer: a field that is left out stays as it is, an empty one clears. */
export type AnswerChange = {
  codes?: string[]
  text?: string
  remark?: string
  evidence?: string
  evidenceDate?: string
  evidenceLink?: string
}

/** The fields of an answer that hold text, in the order in which they are asked. */
export const TEXT_FIELDS = ['text', 'evidence', 'evidenceDate', 'evidenceLink', 'remark'] as const

/** Longest remark, document name and link, in characters. The longest open answer stands in the framework. */
export const REMARK_LENGTH = 500
export const EVIDENCE_LENGTH = 300
export const LINK_LENGTH = 1000

/** Why an answer can not be kept, and at which field. */
export type AnswerProblem = {
  itemId: string
  field: 'codes' | (typeof TEXT_FIELDS)[number]
  reason:
    | 'unknown-option'
    | 'one-option-only'
    | 'option-twice'
    | 'exclusive-option'
    | 'no-options-here'
    | 'no-text-here'
    | 'no-evidence-here'
    | 'too-long'
    | 'no-date'
    | 'no-link'
  /** The longest length allowed, with `too-long`. */
  limit: number | null
}

/** What looks like data of a person in open text: a warning to the respondent, never a refusal. */
export type PersonalData = 'citizen-number' | 'email' | 'phone'

/**
 * Text as it is kept: composed characters (NFC), line ends as one line feed, no control characters (a database
 * refuses some of them), no half characters, no white space at the end.
 */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .trimEnd()
}

/** The change with every text tidied; codes in the order of the item's options. */
export function tidyChange(item: Item, change: AnswerChange): AnswerChange {
  const position = (code: string) => item.options.findIndex((option) => option.code === code)
  return {
    ...(change.codes !== undefined && {
      codes: [...change.codes].sort((a, b) => position(a) - position(b)),
    }),
    ...(change.text !== undefined && { text: tidyText(change.text) }),
    ...(change.remark !== undefined && { remark: tidyText(change.remark) }),
    ...(change.evidence !== undefined && { evidence: tidyText(change.evidence) }),
    ...(change.evidenceDate !== undefined && { evidenceDate: tidyText(change.evidenceDate).trim() }),
    ...(change.evidenceLink !== undefined && { evidenceLink: tidyText(change.evidenceLink).trim() }),
  }
}

/** Everything that is wrong with a change to the answer to this item; an empty list when it may be kept. */
export function answerProblems(item: Item, change: AnswerChange): AnswerProblem[] {
  const problems: AnswerProblem[] = []
  const add = (field: AnswerProblem['field'], reason: AnswerProblem['reason'], limit: number | null = null) =>
    problems.push({ itemId: item.id, field, reason, limit })

  const codes = change.codes ?? []
  if (codes.length > 0 && item.kind === 'open') add('codes', 'no-options-here')
  else if (codes.some((code) => !item.options.some((option) => option.code === code))) {
    add('codes', 'unknown-option')
  } else if (new Set(codes).size < codes.length) add('codes', 'option-twice')
  else if (item.kind === 'choice' && codes.length > 1) add('codes', 'one-option-only')
  else if (
    codes.length > 1 &&
    item.options.some((option) => option.exclusive && codes.includes(option.code))
  ) {
    add('codes', 'exclusive-option')
  }

  if (change.text && item.kind !== 'open') add('text', 'no-text-here')
  else if (change.text && item.maxLength !== null && change.text.length > item.maxLength) {
    add('text', 'too-long', item.maxLength)
  }
  if (change.remark && change.remark.length > REMARK_LENGTH) add('remark', 'too-long', REMARK_LENGTH)
  const { evidence, evidenceDate, evidenceLink } = change
  if ((evidence || evidenceDate || evidenceLink) && !item.evidence) add('evidence', 'no-evidence-here')
  else {
    if (evidence && evidence.length > EVIDENCE_LENGTH) add('evidence', 'too-long', EVIDENCE_LENGTH)
    if (evidenceDate && !isDate(evidenceDate)) add('evidenceDate', 'no-date')
    if (evidenceLink && evidenceLink.length > LINK_LENGTH) add('evidenceLink', 'too-long', LINK_LENGTH)
    else if (evidenceLink && !isWebLink(evidenceLink)) add('evidenceLink', 'no-link')
  }
  return problems
}

/** Whether the text is an ISO date of a day that exists. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

/** Whether the text is the address of a page: http or https, without a name and password in it. */
function isWebLink(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && hostname !== '' && username === '' && password === ''
}

/** Names of the form fields of one item, on every page and in every request. */
export function fieldName(itemId: string, field: AnswerProblem['field']): string {
  return `${itemId}.${field}`
}

/**
 * The changes in a posted form (FormData or its entries), for the items of one page. Every item of the page gets
 * its codes, so that a box that was unticked is cleared; a text field that was not in the form stays as it is.
 */
export function answersFromForm(
  items: readonly Item[],
  entries: Iterable<[string, unknown]>,
): Record<string, AnswerChange> {
  const values = new Map<string, string[]>()
  for (const [name, value] of entries) {
    if (typeof value === 'string') values.set(name, [...(values.get(name) ?? []), value])
  }
  return Object.fromEntries(
    items.map((item) => {
      const change: AnswerChange = {}
      if (item.kind !== 'open') {
        change.codes = (values.get(fieldName(item.id, 'codes')) ?? []).filter((code) => code !== '')
      }
      for (const field of TEXT_FIELDS) {
        const value = values.get(fieldName(item.id, field))?.[0]
        if (value !== undefined) change[field] = value
      }
      return [item.id, change]
    }),
  )
}

/** An answer that was never given. */
export const EMPTY_ANSWER: DraftAnswer = {
  codes: [],
  text: '',
  remark: '',
  evidence: '',
  evidenceDate: '',
  evidenceLink: '',
  version: 0,
}

/** Whether two answers say the same, whatever their versions. */
export function sameAnswer(one: DraftAnswer, other: DraftAnswer): boolean {
  return (
    TEXT_FIELDS.every((field) => one[field] === other[field]) && one.codes.join('|') === other.codes.join('|')
  )
}

/**
 * What someone saw of an answer when the page was made: its version, and a mark of its content by which can be told
 * later whether they changed it. Goes along in the form as one text.
 */
export type Seen = { version: number; mark: string }

export function seenOf(answer: DraftAnswer): Seen {
  return { version: answer.version, mark: contentMark(answer) }
}

/** The text of a form field as what was seen; of a broken one nothing was. */
export function seenFrom(text: string | undefined): Seen {
  const match = /^(\d{1,9}):([0-9a-z]+)$/.exec(text ?? '')
  return { version: Number(match?.[1] ?? 0), mark: match?.[2] ?? '' }
}

export function seenText({ version, mark }: Seen): string {
  return `${version}:${mark}`
}

/** A short mark of what an answer says (FNV-1a): to tell "left alone" from "changed", not to guard anything. */
function contentMark(answer: DraftAnswer): string {
  const content = JSON.stringify([answer.codes, ...TEXT_FIELDS.map((field) => answer[field])])
  let hash = 0x811c9dc5
  for (let at = 0; at < content.length; at++) {
    hash = Math.imul(hash ^ content.charCodeAt(at), 0x01000193) >>> 0
  }
  return hash.toString(36)
}

/**
 * A draft as a response: only what was asked by the path that was chosen last. What was answered before under
 * another path is left behind.
 */
export function responseFrom(
  items: readonly Item[],
  answers: Readonly<Record<string, DraftAnswer | undefined>>,
  about: Pick<QuestionnaireResponse, 'role' | 'party' | 'organisation' | 'profession' | 'routes'>,
): QuestionnaireResponse {
  const response: QuestionnaireResponse = { ...about, answers: {}, texts: {}, remarks: {}, evidence: {} }
  for (const item of items) {
    const answer = answers[item.id]
    if (!answer) continue
    if (item.kind === 'open') {
      if (answer.text !== '') response.texts[item.id] = answer.text
    } else if (answer.codes.length > 0) response.answers[item.id] = answer.codes
    if (answer.remark !== '') response.remarks[item.id] = answer.remark
    const evidence = item.evidence ? evidenceLine(answer) : ''
    if (evidence !== '') response.evidence[item.id] = evidence
  }
  return response
}

/** Document, date and link as the one line that a response and a responses file hold: "Regioplan (2025-03-01) https://…". */
export function evidenceLine(
  answer: Pick<DraftAnswer, 'evidence' | 'evidenceDate' | 'evidenceLink'>,
): string {
  const { evidence, evidenceDate, evidenceLink } = answer
  return [evidence.trim(), evidenceDate && `(${evidenceDate})`, evidenceLink].filter(Boolean).join(' ')
}

/** The same read back as the fields of an answer; a line that somebody wrote in one piece is all document. */
export function evidenceFields(
  line: string,
): Pick<DraftAnswer, 'evidence' | 'evidenceDate' | 'evidenceLink'> {
  const match = /^(.*?)(?:(?:^|\s)\((\d{4}-\d{2}-\d{2})\))?(?:(?:^|\s)(https?:\/\/\S+))?$/su.exec(line)
  const [, document = line, evidenceDate = '', evidenceLink = ''] = match ?? []
  return { evidence: document.trim(), evidenceDate, evidenceLink }
}

/** Whether the item itself is answered; a remark alone is no answer. */
export function isAnswered(
  item: Item,
  answer: Pick<DraftAnswer, 'codes' | 'text'> | null | undefined,
): boolean {
  if (!answer) return false
  return item.kind === 'open' ? answer.text.trim() !== '' : answer.codes.length > 0
}

/** What in this text looks like data of a person, each kind once. */
export function personalDataIn(text: string): PersonalData[] {
  const found = new Set(personalDataSpans(text).map(({ kind }) => kind))
  return (['citizen-number', 'email', 'phone'] as const).filter((kind) => found.has(kind))
}

/** The places of it: `from` up to but not including `to`. */
export function personalDataSpans(text: string): { kind: PersonalData; from: number; to: number }[] {
  const places = (kind: PersonalData, matches: Iterable<RegExpExecArray>) =>
    [...matches].map((match) => ({ kind, from: match.index, to: match.index + match[0].length }))
  // One telephone number in eleven would pass for a citizen number.
  const unphoned = text.replace(PHONE, (number) => ' '.repeat(number.length))
  const numbers = [...unphoned.matchAll(/(?<!\d)(?:\d[ .-]?){7,8}\d(?!\d)/g)]
  return [
    ...places(
      'citizen-number',
      numbers.filter(([number]) => isCitizenNumber(number)),
    ),
    ...places('email', text.matchAll(/[^\s@(<[,;:"“„‘]+@[^\s@]+\.[a-z]{2,}/gi)),
    ...places('phone', text.matchAll(PHONE)),
  ]
}

/** A Dutch telephone number, with or without the country and in any grouping. */
const PHONE = /(?<!\d)(?:\+31|0031|0)[ -]?(?:\(0\)[ -]?)?[1-9](?:[ -]?\d){8}(?!\d)/g

/** The eleven test of a Dutch citizen service number: nine digits (eight with a leading zero left out). */
function isCitizenNumber(written: string): boolean {
  const digits = written.replace(/\D/g, '').padStart(9, '0')
  if (digits.length !== 9 || /^0+$/.test(digits)) return false
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0)
  return sum % 11 === 0
}
