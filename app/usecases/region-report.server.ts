import { listBoards } from '../../db/queries/boards.ts'
import { getRegion } from '../../db/queries/regions.ts'
import { getTallies } from '../../db/queries/responses.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { scoreWithFindings } from '../domain/findings/score.ts'
import { refused } from '../domain/refusal.ts'
import { adoptingRoles } from '../domain/framework/framework.ts'
import { composeReport } from '../domain/report/compose.ts'
import { unadoptedBoards } from '../domain/round/unadopted.ts'
import { frameworkOf, isOver, lastDay, scoreOptions, TIME_ZONE } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import type { Score } from '../domain/scoring/score.ts'

export type RegionReport = {
  kind: 'report'
  document: ReportDocument
  /** With the texts of its findings filled in. */
  score: Score
}

/** The report of a closed round. `date` is the ISO date printed on it, by default the day the round closed. */
export async function regionReport(
  context: AppContext,
  input: { roundId: string; date?: string; edition?: 'short' | 'extended' },
): Promise<
  RegionReport | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing' | 'storage-unavailable'>
> {
  return unlessStorageFails<
    RegionReport | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing'>
  >(async () => {
    const db = context.db.kysely
    const round = await findRound(db, input.roundId)
    if (!round) return refused('unknown-round')
    if (!isOver(round)) return refused('round-not-closed')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const region = await getRegion(db, round.regionId)
    const options = scoreOptions(round)
    const score = scoreWithFindings(framework, await getTallies(db, round.id, framework), options)
    const { title, municipalities, figures, invented } = region
    const date = input.date ?? lastDay(round.closesAt, TIME_ZONE)
    const { document, score: withTexts } = composeReport(
      framework,
      score,
      {
        title,
        municipalities,
        figures,
        invented,
        date,
        year: region.year ?? Number(lastDay(round.closesAt, TIME_ZONE).slice(0, 4)),
        invited: options.invited,
        unadopted: unadoptedBoards(round, await listBoards(db, round.id, adoptingRoles(framework))),
      },
      { date, edition: input.edition ?? 'short' },
    )
    return { kind: 'report', document, score: withTexts }
  })
}
