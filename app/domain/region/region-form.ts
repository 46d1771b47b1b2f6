/** A region as a coordinator types it in: its name, year and municipalities, and its organisations. */

import { fieldProblem, oneLine, problemsOf, requiredLine, wholeNumber } from '../field.ts'
import type { FieldProblem, Fields } from '../field.ts'
import type { Headcount } from '../round/round.ts'

export type Municipality = { code: string; name: string }
export type RegionFields = { title: string; municipalities: Municipality[] }
export type OrganisationFields = { party: string; name: string; people: Headcount | null }

const TITLE_LENGTH = 120
const NAME_LENGTH = 160
const MOST_PEOPLE = 100_000
const MOST_LINES = 500

/** Reads name and municipalities; a municipality is a line with its CBS code and its name, in either order. */
export function regionFrom(posted: {
  title: string | null
  municipalities: string | null
}): Fields<RegionFields> {
  const title = requiredLine('title', posted.title, TITLE_LENGTH)
  const municipalities = municipalitiesFrom(posted.municipalities ?? '')
  if (title.ok && municipalities.ok) {
    return { ok: true, value: { title: title.value, municipalities: municipalities.value } }
  }
  return { ok: false, problems: problemsOf([title, municipalities]) }
}

/** "GM0141 Almelo", "0141;Almelo" or "Almelo (GM0141)": the code with or without its letters. */
export function municipalitiesFrom(text: string): Fields<Municipality[]> {
  const found: Municipality[] = []
  const problems: FieldProblem[] = []
  linesOf(text).forEach(({ text: row, line }) => {
    const match = /(?:^|[\s;,(])(?:GM)?(\d{4})(?=$|[\s;,)])/iu.exec(row)
    const name = match ? oneLine(row.replace(match[0], ' ').replace(/[;,()]/g, ' ')) : ''
    if (!match?.[1] || name === '' || name.length > NAME_LENGTH) {
      problems.push(fieldProblem('municipalities', 'no-code', { line }))
      return
    }
    const code = `GM${match[1]}`
    if (found.some((one) => one.code === code)) {
      problems.push(fieldProblem('municipalities', 'twice', { line }))
    } else found.push({ code, name })
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found }
}

/** One organisation. `about` says that the number of people is an estimate; an empty number is unknown. */
export function organisationFrom(
  posted: { party: string | null; name: string | null; people: string | null; about: boolean },
  parties: readonly string[],
): Fields<OrganisationFields> {
  const party = partyFrom(posted.party, parties)
  const name = requiredLine('name', posted.name, NAME_LENGTH)
  const people = peopleFrom(posted.people ?? '', posted.about)
  if (party.ok && name.ok && people.ok) {
    return { ok: true, value: { party: party.value, name: name.value, people: people.value } }
  }
  return { ok: false, problems: problemsOf([party, name, people]) }
}

/**
 * Several organisations of one kind, one per line: its name, and after a semicolon or tab the number of people.
 * `present` are the names that are there already; a name that comes twice is refused with its line.
 */
export function organisationsFrom(
  posted: { party: string | null; list: string | null; about: boolean },
  parties: readonly string[],
  present: readonly { party: string; name: string }[],
): Fields<OrganisationFields[]> {
  const party = partyFrom(posted.party, parties)
  const rows = linesOf(posted.list ?? '')
  const problems = problemsOf([party])
  if (rows.length === 0) problems.push(fieldProblem('list', 'missing'))
  if (rows.length > MOST_LINES) problems.push(fieldProblem('list', 'too-large', { limit: MOST_LINES }))
  const found: OrganisationFields[] = []
  const taken = new Set(present.filter((one) => one.party === posted.party).map(({ name }) => folded(name)))
  for (const { text, line } of rows) {
    const [first = '', number = ''] = text.split(/[;\t]/)
    const name = requiredLine('list', first, NAME_LENGTH)
    const people = peopleFrom(number, posted.about)
    if (!name.ok || !people.ok) {
      for (const { reason, limit } of problemsOf([name, people])) {
        problems.push(fieldProblem('list', reason, { limit, line }))
      }
    } else if (taken.has(folded(name.value))) {
      problems.push(fieldProblem('list', 'twice', { line }))
    } else {
      taken.add(folded(name.value))
      found.push({ party: posted.party ?? '', name: name.value, people: people.value })
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found }
}

function partyFrom(party: string | null, parties: readonly string[]): Fields<string> {
  if (party === null || party === '') return { ok: false, problems: [fieldProblem('party', 'missing')] }
  if (!parties.includes(party)) return { ok: false, problems: [fieldProblem('party', 'unknown')] }
  return { ok: true, value: party }
}

function peopleFrom(text: string, about: boolean): Fields<Headcount | null> {
  if (text.trim() === '') return { ok: true, value: null }
  const people = wholeNumber('people', text.trim(), 0, MOST_PEOPLE)
  if (!people.ok) return people
  return { ok: true, value: about ? { about: people.value } : people.value }
}

function linesOf(text: string): { text: string; line: number }[] {
  return text
    .split(/\r\n?|\n/)
    .map((row, index) => ({ text: row.trim(), line: index + 1 }))
    .filter((row) => row.text !== '')
}

/** For comparing names: nobody means two organisations by a capital more or less. */
export function folded(name: string): string {
  return oneLine(name).toLocaleLowerCase('nl')
}
