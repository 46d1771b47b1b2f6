/** An account of staff: who someone is here, and what is valid in it. */

import type { RegionRight } from './access.ts'

export type Account = {
  id: string
  /** Lower case, as `foldEmail` gives it. */
  email: string
  name: string
  administrator: boolean
  active: boolean
  hasPassword: boolean
  hasSecondStep: boolean
  /** Signs in with a work account (OIDC). */
  hasWorkAccount: boolean
  regions: Record<string, RegionRight>
}

/** What is wrong with the details of an account. */
export type AccountProblem = 'no-name' | 'name-too-long' | 'no-email' | 'email-taken'

export const MAX_NAME = 100

/** The e-mail as it is kept and compared; null when it is none. */
export function foldEmail(text: string): string | null {
  const folded = text.trim().toLowerCase()
  return folded.length <= 254 && /^[^\s@<>(),;:"[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(folded) ? folded : null
}

export function nameProblem(name: string): AccountProblem | null {
  const length = [...name.trim()].length
  if (length === 0) return 'no-name'
  return length > MAX_NAME ? 'name-too-long' : null
}
