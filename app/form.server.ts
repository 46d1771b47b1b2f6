/** Posted forms of staff: reading them, and sending one back with what is wrong in it. */

import { data } from '@remix-run/node'
import type { AppLoadContext } from '@remix-run/node'
import type { FieldProblem } from './domain/field.ts'
import { fieldProblemText } from './text/setup.ts'
import type { RefusalReason } from './text/nl.ts'

/** The text of a field; null when it was not in the form. */
export function textOf(form: FormData, name: string): string | null {
  const value = form.get(name)
  return typeof value === 'string' ? value : null
}

/** Every text field of a form; of a name that comes twice the last. */
export function textsOf(form: FormData): Map<string, string> {
  return new Map([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

/** The form once more, with its problems; what was typed goes back with it. */
export function formAgain(context: AppLoadContext, problems: readonly FieldProblem[], form: FormData) {
  context.formFailed = true
  const errors = problems.map((problem) => ({ fieldId: problem.field, text: fieldProblemText(problem) }))
  return data({ errors, posted: Object.fromEntries(textsOf(form)) }, { status: 422 })
}

const statuses: Partial<Record<string, number>> = {
  'unknown-region': 404,
  'unknown-organisation': 404,
  'unknown-round': 404,
  'framework-missing': 503,
}

/** A refusal to staff as something to throw: what is not there is 404, the rest says why (409). */
export function staffRefusal(
  reason: RefusalReason | 'unknown-region' | 'unknown-organisation' | 'unknown-round',
) {
  return data({ reason }, { status: statuses[reason] ?? 409 })
}
