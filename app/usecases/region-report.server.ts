import { getMaterial } from '../../db/queries/round-material.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { refused } from '../domain/refusal.ts'
import { hasExtendedEdition } from '../domain/report/compose.ts'
import { asConcept, reportOfRound } from '../domain/report/round-report.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import type { Score } from '../domain/scoring/score.ts'

export type RegionReport = {
  kind: 'report'
  document: ReportDocument
  /** With the texts of its findings filled in. */
  score: Score
  /** Whether the framework of this round has an extended edition too. */
  hasExtended: boolean
}

/** The concept of the report of a closed round, as it would be published now. `date` is the ISO date printed on it, by default the day the round closed. */
export async function regionReport(
  context: AppContext,
  input: { roundId: string; date?: string; edition?: 'short' | 'extended' },
): Promise<
  | RegionReport
  | Refused<
      'unknown-round' | 'round-not-closed' | 'framework-missing' | 'no-such-edition' | 'storage-unavailable'
    >
> {
  return unlessStorageFails<
    RegionReport | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing' | 'no-such-edition'>
  >(async () => {
    const db = context.db.kysely
    const round = await findRound(db, input.roundId)
    if (!round) return refused('unknown-round')
    if (!isOver(round)) return refused('round-not-closed')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const extended = hasExtendedEdition(framework)
    if (input.edition === 'extended' && !extended) return refused('no-such-edition')
    const material = await getMaterial(db, round, framework)
    const { document, score } = reportOfRound(
      framework,
      material,
      { ...(input.date !== undefined && { date: input.date }), edition: input.edition ?? 'short' },
      context.reportWords,
    )
    return {
      kind: 'report',
      document: asConcept(document, context.reportWords),
      hasExtended: extended,
      score,
    }
  })
}
