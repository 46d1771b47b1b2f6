import { findRegion, listOrganisations } from '../../db/queries/regions.ts'
import type { Organisation, StoredRegion } from '../../db/queries/regions.ts'
import { listRoundsOf } from '../../db/queries/rounds.ts'
import { knownParties } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { RoundStatus } from '../domain/round/round.ts'

export type RegionView = {
  kind: 'region'
  region: StoredRegion
  organisations: Organisation[]
  /** Kinds of organisation that any framework knows, in its order. */
  parties: { id: string; title: string }[]
  rounds: { id: string; title: string; status: RoundStatus; closesAt: string; sent: number }[]
}

/** A region with who works in it and what was measured in it. */
export async function showRegion(
  context: AppContext,
  input: { regionId: string },
): Promise<RegionView | Refused<'unknown-region'>> {
  const db = context.db.kysely
  const region = await findRegion(db, input.regionId)
  if (!region) return refused('unknown-region')
  const rounds = await listRoundsOf(db, region.id)
  return {
    kind: 'region',
    region,
    organisations: await listOrganisations(db, region.id),
    parties: knownParties(context.frameworks.list()),
    rounds: rounds.map(({ id, title, status, closesAt, roles }) => ({
      id,
      title,
      status,
      closesAt,
      sent: roles.reduce((sum, role) => sum + role.sent, 0),
    })),
  }
}
