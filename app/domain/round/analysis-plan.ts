/**
 * The analysis plan: every rule by which a round will be counted, frozen when the round opens. Its hash tells later
 * whether anybody chose a rule after seeing the answers. Uses hashes, so browser code does not import this module.
 */

import type { Cutoffs, Framework, Variant, Weighting } from '../framework/framework.ts'
import { canonicalJson, sha256 } from '../framework/hash.ts'
import type { Round, RoundRole } from './round.ts'

export type AnalysisPlan = {
  /** The form of this plan; rises when a field changes meaning. */
  plan: 1
  /** The version of the scoring method. */
  method: string
  framework: { id: string; version: string; hash: string }
  variant: Variant
  cutoffs: Cutoffs
  /** In the framework's order. */
  roles: {
    role: string
    minimumGroup: number
    weighting: Weighting
    invited: RoundRole['invited']
  }[]
}

/** The plan of a round as it is set now. Throws when the framework is another than the round's. */
export function analysisPlanOf(
  round: Pick<Round, 'framework' | 'variant' | 'roles'>,
  framework: Framework,
  method: string,
): AnalysisPlan {
  if (framework.hash !== round.framework.hash) {
    throw new Error(`Round is on ${round.framework.hash}, not on ${framework.hash}`)
  }
  return {
    plan: 1,
    method,
    framework: round.framework,
    variant: round.variant,
    cutoffs: framework.cutoffs,
    roles: framework.roles.flatMap(({ id }) => {
      const fixed = round.roles.find(({ role }) => role === id)
      if (!fixed) return []
      const { role, minimumGroup, weighting, invited } = fixed
      return [{ role, minimumGroup, weighting, invited }]
    }),
  }
}

/** SHA-256 (hex) of the plan's canonical JSON: the same for the same rules, whatever the order of keys. */
export function planHash(plan: AnalysisPlan): string {
  return sha256(canonicalJson(plan))
}
