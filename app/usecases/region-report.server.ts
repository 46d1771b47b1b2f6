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
): Promise<RegionReport | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing'>> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
