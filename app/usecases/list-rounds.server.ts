import { listRounds as listStoredRounds } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { may, mayKnow } from '../domain/access/access.ts'
import type { Actor } from '../domain/access/access.ts'
import { subjectOf } from '../domain/round/subject.ts'
import { frameworkOf } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { RoundStatus } from '../domain/round/round.ts'

export type RoundSummary = {
  id: string
  title: string
  region: string
  invented: boolean
  framework: { id: string; version: string; title: string }
  status: RoundStatus
  closesAt: string
  /** False for who may only read the report: the round itself then is not theirs to see. */
  readable: boolean
  /** Responses sent per role; empty for who may only read the report. */
  sent: { role: string; title: string; sent: number }[]
}

/** The rounds of which this actor may read anything, newest closing date first. */
export async function listRounds(context: AppContext, input: { actor: Actor }): Promise<RoundSummary[]> {
  const { actor } = input
  const rounds = await listStoredRounds(context.db.kysely)
  const known = rounds.filter((round) => mayKnow(actor, subjectOf(round)))
  return known.map((round) => {
    const readable = may(actor, 'read-round', subjectOf(round))
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
      readable,
      sent: (readable ? round.roles : []).map(({ role, sent }) => ({
        role,
        title: framework?.roles.find((one) => one.id === role)?.title ?? role,
        sent,
      })),
    }
  })
}

/** As `listRounds`, for the first page: a refusal where the database cannot be read. */
export async function showHome(
  context: AppContext,
  input: { actor: Actor },
): Promise<{ kind: 'home'; rounds: RoundSummary[] } | Refused<'storage-unavailable'>> {
  return unlessStorageFails(async () => ({ kind: 'home' as const, rounds: await listRounds(context, input) }))
}
