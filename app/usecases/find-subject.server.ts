import { findRegionOf } from '../../db/queries/regions.ts'
import type { Subject } from '../domain/access/access.ts'
import type { AppContext } from '../context.server.ts'

/** What a page is about, by its region or its round: what `may` has to know of it. Undefined when it is not there. */
export async function findSubject(
  context: AppContext,
  input: { regionId: string } | { roundId: string },
): Promise<Subject | undefined> {
  const region = await findRegionOf(context.db.kysely, input)
  return region && { regionId: region.id, invented: region.invented, shared: false }
}
