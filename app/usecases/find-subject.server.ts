import { findRound } from '../../db/queries/rounds.ts'
import { findRegionOf } from '../../db/queries/regions.ts'
import type { Subject } from '../domain/access/access.ts'
import { isOver } from '../domain/round/round.ts'
import { permits } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'

/** What a page is about, by its region or its round: what `may` has to know of it. Undefined when it is not there. */
export async function findSubject(
  context: AppContext,
  input: { regionId: string } | { roundId: string },
): Promise<Subject | undefined> {
  const db = context.db.kysely
  if ('regionId' in input) {
    const region = await findRegionOf(db, input)
    return region && { regionId: region.id, invented: region.invented, shared: false }
  }
  const round = await findRound(db, input.roundId)
  return (
    round && {
      regionId: round.regionId,
      invented: round.region.invented,
      // What a region promised to share exists once the round is over.
      shared: isOver(round) && permits(round.visibility, { kind: 'report', to: 'inspection' }),
    }
  )
}
