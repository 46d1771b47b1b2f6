import { findRound } from '../../db/queries/rounds.ts'
import { findRegion } from '../../db/queries/regions.ts'
import type { Subject } from '../domain/access/access.ts'
import { subjectOf } from '../domain/round/subject.ts'
import type { AppContext } from '../context.server.ts'

/** What a page is about, by its region or its round: what `may` has to know of it. Undefined when it is not there. */
export async function findSubject(
  context: AppContext,
  input: { regionId: string } | { roundId: string },
): Promise<Subject | undefined> {
  const db = context.db.kysely
  if ('roundId' in input) {
    const round = await findRound(db, input.roundId)
    return round && subjectOf(round)
  }
  const region = await findRegion(db, input.regionId)
  return region && { regionId: region.id, invented: region.invented, shared: false }
}
