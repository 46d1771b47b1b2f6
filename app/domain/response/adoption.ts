/**
 * Adoption: a board's answers count only once somebody who may speak for the organisation stands by them. What was
 * filled in and not adopted when the round closes stays out of every figure, and the report says so.
 */

import { fieldProblem, problemsOf, requiredLine } from '../field.ts'
import type { Fields } from '../field.ts'
import { tidyText } from './answer.ts'

/**
 * filling: being filled in. presented: lies with the director, and nothing changes meanwhile. returned: back with a
 * remark. refused: the director does not stand by them (until the round closes this may still change). adopted: they
 * count. lapsed: filled in, not adopted when the round closed.
 */
export type AdoptionState = 'filling' | 'presented' | 'returned' | 'refused' | 'adopted' | 'lapsed'

/** How one board's answers stand. */
export type Adoption = {
  state: AdoptionState
  /** How many times they were laid before the director; tells one version that was laid down from the next. */
  presentation: number
  /** The name of who was invited, as they typed it; empty when they did not. */
  contact: string
  remark: string
  director: string
  position: string
  /** ISO 8601, UTC: of the last decision. */
  decidedAt: string | null
}

export const NO_ADOPTION: Adoption = {
  state: 'filling',
  presentation: 0,
  contact: '',
  remark: '',
  director: '',
  position: '',
  decidedAt: null,
}

/** What the coordinator sees of one board. */
export type BoardStage =
  'not-begun' | 'begun' | 'filled' | 'presented' | 'returned' | 'refused' | 'adopted' | 'lapsed'

/** The stages in the order in which a board walks through them; of several questionnaires of one board the last counts. */
export const BOARD_STAGES: readonly BoardStage[] = [
  'not-begun',
  'begun',
  'filled',
  'returned',
  'presented',
  'lapsed',
  'refused',
  'adopted',
]

/** How far a board is. `answered` and `asked` count questions with options. */
export function boardStage(board: {
  sent: boolean
  state: AdoptionState
  begun: boolean
  answered: number
  asked: number
}): BoardStage {
  if (board.sent) return 'adopted'
  if (board.state !== 'filling') return board.state
  if (!board.begun) return 'not-begun'
  return board.asked > 0 && board.answered >= board.asked ? 'filled' : 'begun'
}

/** What closing makes of answers that were not adopted: refused stays refused, the rest lapses if anything was filled in. */
export function stateAtClose(state: AdoptionState, answered: number): AdoptionState {
  if (state === 'adopted' || state === 'refused') return state
  return answered > 0 ? 'lapsed' : 'filling'
}

/** Who adopts: both are asked, since an organisation must be able to say who spoke for it. */
export type Signature = { director: string; position: string }

/** Longest name, function and remark, in characters. */
export const NAME_LENGTH = 100
export const DECISION_REMARK_LENGTH = 1000

/** The signature in a posted form; both lines are needed. */
export function signatureFrom(form: { name: string | null; position: string | null }): Fields<Signature> {
  const director = requiredLine('name', form.name, NAME_LENGTH)
  const position = requiredLine('position', form.position, NAME_LENGTH)
  if (director.ok && position.ok) {
    return { ok: true, value: { director: director.value, position: position.value } }
  }
  return { ok: false, problems: problemsOf([director, position]) }
}

/** A remark of the director. Returning needs one: who filled in must know what to mend. */
export function remarkFrom(text: string | null, needed: boolean): Fields<string> {
  const value = tidyText(text ?? '').trim()
  if (value === '' && needed) return { ok: false, problems: [fieldProblem('remark', 'missing')] }
  return value.length > DECISION_REMARK_LENGTH
    ? { ok: false, problems: [fieldProblem('remark', 'too-long', { limit: DECISION_REMARK_LENGTH })] }
    : { ok: true, value }
}
