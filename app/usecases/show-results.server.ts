import { listEndedBoards } from '../../db/queries/boards.ts'
import { listEntries } from '../../db/queries/editorial.ts'
import { getRegion } from '../../db/queries/regions.ts'
import { getTallies } from '../../db/queries/responses.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { scoreWithFindings } from '../domain/findings/score.ts'
import { refused } from '../domain/refusal.ts'
import { releasedRemarks } from '../domain/report/editorial-entries.ts'
import type { ReleasedQuote } from '../domain/report/editorial.ts'
import { permits } from '../domain/round/visibility.ts'
import { resultsOf } from '../domain/report/results.ts'
import type { Results } from '../domain/report/results.ts'
import {
  frameworkOf,
  isOver,
  lastDay,
  scoreOptions,
  TIME_ZONE,
  withheldRoles,
} from '../domain/round/round.ts'
import { unadoptedBoards } from '../domain/report/unadopted.ts'
import type { AppContext } from '../context.server.ts'
import { adoptingRoles } from '../domain/framework/framework.ts'
import type { Framework } from '../domain/framework/framework.ts'
import type { UnadoptedBoards } from '../domain/report/region.ts'
import type { Refused } from '../domain/refusal.ts'
import type { RoundStatus } from '../domain/round/round.ts'
import type { Score } from '../domain/scoring/score.ts'

export type ResultsView = {
  kind: 'results'
  round: { id: string; title: string; region: string; invented: boolean; status: RoundStatus }
  /** For the texts of themes, criteria, items and options. */
  framework: Framework
  score: Score
  results: Results
  /** Anonymous roles left out because the round is still open. */
  withheld: string[]
  /** What people wrote and a moderator let through, where showing it was promised; none until the round is over. */
  remarks: ReleasedQuote[]
  /** Boards whose answers stay out because nobody adopted them; empty until the round is over. */
  unadopted: Record<string, UnadoptedBoards>
}

/** The score of a round from its running tallies; anonymous roles only after the round has closed (scoring §7). */
export async function showResults(
  context: AppContext,
  input: { roundId: string },
): Promise<ResultsView | Refused<'unknown-round' | 'framework-missing' | 'storage-unavailable'>> {
  return unlessStorageFails<ResultsView | Refused<'unknown-round' | 'framework-missing'>>(async () => {
    const db = context.db.kysely
    const round = await findRound(db, input.roundId)
    if (!round) return refused('unknown-round')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const tallies = await getTallies(db, round.id, framework)
    const withheld = withheldRoles(framework, round)
    const options = scoreOptions(round)
    const score = scoreWithFindings(
      framework,
      tallies.filter((tally) => !withheld.includes(tally.role)),
      options,
    )
    const { title, municipalities, figures, invented, year } = await getRegion(db, round.regionId)
    const date = lastDay(round.closesAt, TIME_ZONE)
    const region = { title, municipalities, figures, invented, year, date, invited: options.invited }
    return {
      kind: 'results',
      round: {
        id: round.id,
        title: round.title,
        region: round.region.title,
        invented: round.region.invented,
        status: round.status,
      },
      framework,
      score,
      results: resultsOf(framework, score, region, { date, withheld }),
      withheld,
      remarks:
        isOver(round) && permits(round.visibility, { kind: 'texts' })
          ? releasedRemarks(await listEntries(db, round.id))
          : [],
      unadopted: isOver(round)
        ? unadoptedBoards(round, await listEndedBoards(db, round.id, adoptingRoles(framework)))
        : {},
    }
  })
}
