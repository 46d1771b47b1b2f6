import { listRegions as listStoredRegions } from '../../db/queries/regions.ts'
import { listRounds } from '../../db/queries/rounds.ts'
import { may } from '../domain/access/access.ts'
import type { Actor } from '../domain/access/access.ts'
import type { AppContext } from '../context.server.ts'

export type RegionSummary = { id: string; title: string; invented: boolean; rounds: number }

/** The regions that this actor may read, by name. */
export async function listRegions(context: AppContext, input: { actor: Actor }): Promise<RegionSummary[]> {
  const db = context.db.kysely
  const regions = await listStoredRegions(db)
  const rounds = await listRounds(db)
  return regions
    .filter(({ id, invented }) => may(input.actor, 'read-region', { regionId: id, invented, shared: false }))
    .map((region) => ({
      ...region,
      rounds: rounds.filter((round) => round.regionId === region.id).length,
    }))
}
