/** Fields of forms: what is wrong with one, and text as it is kept. */

/** Something wrong in a posted field. `limit` is the bound that was passed, where there is one. */
export type FieldProblem = {
  field: string
  reason:
    | 'missing'
    | 'too-long'
    | 'not-a-day'
    | 'in-the-past'
    | 'before-closing'
    | 'not-later'
    | 'unknown'
    | 'not-a-number'
    | 'too-small'
    | 'too-large'
    | 'twice'
    | 'no-code'
    | 'not-a-decimal'
    | 'not-a-link'
    | 'too-many'
    | 'wider'
  limit: number | null
  /** Which line of a list, from 1; null for a field of one line. */
  line: number | null
}

/** A read form, or everything that is wrong in it (at least one problem). */
export type Fields<T> = { ok: true; value: T } | { ok: false; problems: FieldProblem[] }

export function fieldProblem(
  field: string,
  reason: FieldProblem['reason'],
  { limit = null, line = null }: { limit?: number | null; line?: number | null } = {},
): FieldProblem {
  return { field, reason, limit, line }
}

/** Text of one line as it is kept: composed characters, no control characters, single spaces, none at the ends. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Surrogate}\s]+/gu, ' ')
    .trim()
}

/** A required line of at most `limit` characters. */
export function requiredLine(field: string, text: string | null, limit: number): Fields<string> {
  const value = oneLine(text ?? '')
  if (value === '') return { ok: false, problems: [fieldProblem(field, 'missing')] }
  if (value.length > limit) return { ok: false, problems: [fieldProblem(field, 'too-long', { limit })] }
  return { ok: true, value }
}

/** A whole number between the bounds; dots and spaces may part the thousands ("1.200"). */
export function wholeNumber(field: string, text: string, low: number, high: number): Fields<number> {
  const digits = text.replace(/[\s.]/g, '')
  if (!/^\d{1,7}$/.test(digits)) return { ok: false, problems: [fieldProblem(field, 'not-a-number')] }
  const value = Number(digits)
  if (value < low) return { ok: false, problems: [fieldProblem(field, 'too-small', { limit: low })] }
  if (value > high) return { ok: false, problems: [fieldProblem(field, 'too-large', { limit: high })] }
  return { ok: true, value }
}

/** Every problem of several read fields, in their order. */
export function problemsOf(fields: readonly Fields<unknown>[]): FieldProblem[] {
  return fields.flatMap((field) => (field.ok ? [] : field.problems))
}
