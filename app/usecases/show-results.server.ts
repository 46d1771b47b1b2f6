import type { AppContext } from '../context.server.ts'
import type { Framework } from '../domain/framework/framework.ts'
import type { Refused } from '../domain/refusal.ts'
import type { RoundStatus } from '../domain/round/round.ts'
import type { Score } from '../domain/scoring/score.ts'

export type ResultsView = {
  kind: 'results'
  round: { id: string; title: string; region: string; invented: boolean; status: RoundStatus }
  /** For the texts of themes, criteria, items and options. */
  framework: Framework
  score: Score
  /** Anonymous roles left out because the round is still open. */
  withheld: string[]
}

/** The score of a round from its running tallies; anonymous roles only after the round has closed (scoring §7). */
export async function showResults(
  context: AppContext,
  input: { roundId: string },
): Promise<ResultsView | Refused<'unknown-round' | 'framework-missing'>> {
  throw new Error(`Not built yet ${String(context)}${String(input)}`)
}
