import { listRounds as listStoredRounds } from '../../db/queries/rounds.ts'
import { frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { RoundStatus } from '../domain/round/round.ts'

export type RoundSummary = {
  id: string
  title: string
  region: string
  invented: boolean
  framework: { id: string; version: string; title: string }
  status: RoundStatus
  closesAt: string
  /** Responses sent per role. */
  sent: { role: string; title: string; sent: number }[]
}

/** All rounds, newest closing date first. */
export async function listRounds(context: AppContext): Promise<RoundSummary[]> {
  const rounds = await listStoredRounds(context.db.kysely)
  return rounds.map((round) => {
    const framework = frameworkOf(round, context.frameworks)
    return {
      id: round.id,
      title: round.title,
      region: round.region.title,
      invented: round.region.invented,
      framework: {
        id: round.framework.id,
        version: round.framework.version,
        title: framework?.title ?? round.framework.id,
      },
      status: round.status,
      closesAt: round.closesAt,
      sent: round.roles.map(({ role, sent }) => ({
        role,
        title: framework?.roles.find((one) => one.id === role)?.title ?? role,
        sent,
      })),
    }
  })
}
