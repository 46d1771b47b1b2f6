import { listBoards } from '../../db/queries/boards.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { adoptingRoles } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { askedItems } from '../domain/questionnaire/questionnaire.ts'
import { BOARD_STAGES, boardStage } from '../domain/response/adoption.ts'
import type { BoardStage } from '../domain/response/adoption.ts'
import { frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type BoardStages = {
  role: string
  boards: { organisation: string; stage: BoardStage }[]
}

/** How far every board is that has its answers adopted; roles without adoption are absent. Never what was answered. */
export async function showBoards(
  context: AppContext,
  input: { roundId: string },
): Promise<{ kind: 'boards'; roles: BoardStages[] } | Refused<'unknown-round' | 'framework-missing'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const roles = adoptingRoles(framework)
  const progress = await listBoards(db, context.vault, round.id, roles)
  return {
    kind: 'boards',
    roles: roles.map((role) => {
      const stages = new Map<string, { organisation: string; stage: BoardStage }>()
      for (const board of progress) {
        if (board.role !== role) continue
        const path = { routes: board.draft?.routes ?? [], party: board.organisation.party }
        const asked = askedItems(framework, role, round.variant, path).filter(({ kind }) => kind !== 'open')
        const stage = boardStage({
          sent: board.sent,
          state: board.state,
          begun: board.draft !== null,
          answered: asked.filter(({ id }) => board.answered.includes(id)).length,
          asked: asked.length,
        })
        const { id, name } = board.organisation
        const before = stages.get(id)
        if (!before || BOARD_STAGES.indexOf(stage) > BOARD_STAGES.indexOf(before.stage)) {
          stages.set(id, { organisation: name, stage })
        }
      }
      return { role, boards: [...stages.values()] }
    }),
  }
}
