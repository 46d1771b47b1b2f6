/** A list of people to invite, as a coordinator has it: a table with a heading, in any order of columns. */

import { foldEmail, MAX_NAME } from '../access/account.ts'
import { oneLine } from '../field.ts'

export type InviteeField = 'name' | 'email' | 'organisation'

/** Which column (from 0) holds what; null: the table has none. */
export type ColumnMapping = Record<InviteeField, number | null>

/** More people than this are imported in parts. */
export const MOST_INVITEES = 1_000
export const MOST_COLUMNS = 20

export type RowProblem =
  | 'no-email'
  | 'wrong-email'
  | 'twice-in-list'
  | 'invited-already'
  | 'no-organisation'
  | 'unknown-organisation'
  | 'organisation-has-one'
  | 'name-too-long'

export type InviteeRow = {
  /** Line in the table, the heading is 1. */
  line: number
  name: string
  email: string
  organisation: { id: string; name: string; party: string } | null
  /** As it was written, to show beside the problem. */
  organisationText: string
  problem: RowProblem | null
}

const HEADINGS: Record<InviteeField, RegExp> = {
  email: /e-?mail|mailadres/i,
  organisation: /organisatie|praktijk|werkgever|instelling|bedrijf/i,
  name: /naam|contact|medewerker/i,
}

/** What the columns seem to be, by their headings. A column is used once. */
export function guessColumns(heading: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = { name: null, email: null, organisation: null }
  const used = new Set<number>()
  for (const field of ['email', 'organisation', 'name'] as const) {
    const column = heading.findIndex((text, index) => !used.has(index) && HEADINGS[field].test(text))
    if (column === -1) continue
    mapping[field] = column
    used.add(column)
  }
  return mapping
}

/** What was known before the list came. */
export type KnownPeople = {
  /** Organisations that take part in the role. */
  organisations: readonly { id: string; name: string; party: string }[]
  /** Addresses that were invited in the role already. */
  emails: readonly string[]
  /** In a named role an organisation answers once: these were invited already. Null in an anonymous role. */
  taken: readonly string[] | null
}

/** Every row of the table with what it says and the first thing wrong with it; empty rows are skipped. */
export function readInvitees(
  table: readonly (readonly string[])[],
  mapping: ColumnMapping,
  known: KnownPeople,
): InviteeRow[] {
  const emails = new Set(known.emails)
  const inList = new Set<string>()
  const taken = known.taken && new Set(known.taken)
  const byName = new Map(known.organisations.map((one) => [folded(one.name), one]))
  const only = known.organisations.length === 1 ? (known.organisations[0] ?? null) : null
  return table.slice(1).flatMap((cells, index): InviteeRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const cell = (field: InviteeField) => {
      const column = mapping[field]
      return column === null ? '' : oneLine(cells[column] ?? '')
    }
    const name = cell('name')
    const written = cell('email')
    const email = foldEmail(written)
    const organisationText = cell('organisation')
    const organisation = organisationText === '' ? only : (byName.get(folded(organisationText)) ?? null)
    const row = (problem: RowProblem | null): InviteeRow[] => [
      { line: index + 2, name, email: email ?? written, organisation, organisationText, problem },
    ]
    if (written === '') return row('no-email')
    if (email === null) return row('wrong-email')
    if ([...name].length > MAX_NAME) return row('name-too-long')
    if (organisation === null) {
      return row(organisationText === '' ? 'no-organisation' : 'unknown-organisation')
    }
    if (emails.has(email)) return row('invited-already')
    if (inList.has(email)) return row('twice-in-list')
    if (taken?.has(organisation.id)) return row('organisation-has-one')
    inList.add(email)
    taken?.add(organisation.id)
    return row(null)
  })
}

function folded(name: string): string {
  return oneLine(name).toLocaleLowerCase('nl')
}
