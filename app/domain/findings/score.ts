/** Tallies to the contract's Score, findings included: the one function that every output starts from. */
import type { Framework } from '../framework/framework.ts'
import { scoreWithSignals } from '../scoring/score-framework.ts'
import type { ScoreOptions } from '../scoring/score-framework.ts'
import type { RoleTally, Score } from '../scoring/score.ts'
import { findingsOf } from './findings.ts'

export function scoreWithFindings(
  framework: Framework,
  tallies: readonly RoleTally[],
  options: ScoreOptions,
): Score {
  const { scored, signals } = scoreWithSignals(framework, tallies, options)
  const { contract, method, framework: version, respondents, parties, themes, ...rest } = scored
  return {
    contract,
    method,
    framework: version,
    respondents,
    parties,
    themes,
    findings: findingsOf(framework, scored, signals),
    ...rest,
  }
}
