/** Everything that the report of a round is made of, read together. */

import { adoptingRoles } from '../../app/domain/framework/framework.ts'
import type { Framework } from '../../app/domain/framework/framework.ts'
import type { RoundMaterial } from '../../app/domain/report/round-report.ts'
import type { Queries } from '../client.ts'
import { listEndedBoards } from './boards.ts'
import { listEntries } from './editorial.ts'
import { getRegion, listOrganisations } from './regions.ts'
import { getTallies } from './responses.ts'
import type { RoundInRegion } from './rounds.ts'

/** The counts, decisions and region of a round that was found already. */
export async function getMaterial(
  db: Queries,
  round: RoundInRegion,
  framework: Framework,
): Promise<RoundMaterial & { round: RoundInRegion }> {
  const { title, municipalities, figures, invented, year } = await getRegion(db, round.regionId)
  return {
    round,
    region: { title, municipalities, figures, invented, year },
    tallies: await getTallies(db, round.id, framework),
    entries: await listEntries(db, round.id),
    organisations: await listOrganisations(db, round.regionId),
    boards: await listEndedBoards(db, round.id, adoptingRoles(framework)),
  }
}
