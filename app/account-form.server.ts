/** The form about an account, as it is posted by the pages that make and change one. */

import { REGION_RIGHTS } from './domain/access/access.ts'
import type { RegionRight } from './domain/access/access.ts'
import type { FormError } from './components/error-summary.tsx'
import { field } from './sign-in.server.ts'
import { accountProblemText } from './text/nl.ts'
import type { DetailProblems } from './usecases/manage-accounts.server.ts'

export type AccountForm = {
  name: string
  email: string
  administrator: boolean
  regions: Record<string, RegionRight>
}

/** What was posted. A right that does not exist is no right. */
export function readAccountForm(form: FormData): AccountForm {
  const regions: Record<string, RegionRight> = {}
  for (const [name, value] of form) {
    const right = REGION_RIGHTS.find((one) => one === value)
    if (name.startsWith('region:') && right) regions[name.slice('region:'.length)] = right
  }
  return {
    name: field(form, 'name'),
    email: field(form, 'email'),
    administrator: form.has('administrator'),
    regions,
  }
}

export function accountErrors(problems: DetailProblems): FormError[] {
  const errors: FormError[] = []
  if (problems.name) errors.push({ fieldId: 'naam', text: accountProblemText(problems.name) })
  if (problems.email) errors.push({ fieldId: 'email', text: accountProblemText(problems.email) })
  return errors
}
