/** Boards that filled in without adopting, as the outcome of a round may speak of them. */

import type { UnadoptedBoard, UnadoptedBoards } from './region.ts'
import type { AdoptionState } from '../response/adoption.ts'
import type { Round } from '../round/round.ts'
import { permits } from '../round/visibility.ts'

/** One questionnaire of a board, as far as it matters here. */
export type EndedBoard = {
  role: string
  organisation: { id: string; name: string; party: string }
  sent: boolean
  state: AdoptionState
}

/**
 * Which boards stay out and why, per role. A board of which another questionnaire was adopted is in; one that refused
 * counts as refused, whatever else it left behind.
 */
export function unadoptedBoards(
  round: Pick<Round, 'visibility'>,
  boards: readonly EndedBoard[],
): Record<string, UnadoptedBoards> {
  const named = permits(round.visibility, { kind: 'board-names' })
  const roles = [...new Set(boards.map(({ role }) => role))]
  return Object.fromEntries(
    roles.map((role) => {
      const states = new Map<string, { state: AdoptionState; board: UnadoptedBoard }>()
      for (const { role: of, organisation, sent, state } of boards) {
        if (of !== role) continue
        const before = states.get(organisation.id)?.state
        const now = sent ? 'adopted' : state
        const ranked = before && RANK.indexOf(before) > RANK.indexOf(now) ? before : now
        const { party, name } = organisation
        states.set(organisation.id, { state: ranked, board: { party, name: named ? name : null } })
      }
      const withState = (wanted: AdoptionState) =>
        [...states.values()].flatMap(({ state, board }) => (state === wanted ? [board] : []))
      return [role, { lapsed: withState('lapsed'), refused: withState('refused') }]
    }),
  )
}

const RANK: readonly AdoptionState[] = ['filling', 'returned', 'presented', 'lapsed', 'refused', 'adopted']
