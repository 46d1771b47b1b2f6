/** The path: what a respondent chooses before the questions, by which they are routed. */

import { getRole } from '../framework/framework.ts'
import type { Framework } from '../framework/framework.ts'
import { refused } from '../refusal.ts'
import type { Refused } from '../refusal.ts'

/** A path that may be kept. `party` is only filled when the respondent chose it; else it comes with the invitation. */
export type ChosenPath = { kind: 'path'; profession: string | null; routes: string[]; party: string | null }

/**
 * Checks a choice. Without chosen routes those of the profession count; routes come back in the framework's order.
 * A role that is routed by party needs one, from the invitation or chosen.
 */
export function pathFor(
  framework: Framework,
  respondent: { role: string; party: string | null },
  chosen: { profession?: string | null; routes?: string[]; party?: string | null },
): ChosenPath | Refused<'unknown-profession' | 'unknown-route' | 'no-route' | 'unknown-party' | 'no-party'> {
  const role = getRole(framework, respondent.role)
  const profession = role.professions.find((one) => one.id === chosen.profession)
  if (chosen.profession && !profession) return refused('unknown-profession')

  const wanted = chosen.routes && chosen.routes.length > 0 ? chosen.routes : (profession?.routes ?? [])
  if (wanted.some((id) => !role.routes.some((route) => route.id === id))) return refused('unknown-route')
  const routes = role.routes.map((route) => route.id).filter((id) => wanted.includes(id))
  if (role.routing === 'routes' && routes.length === 0) return refused('no-route')

  const party = respondent.party === null ? (chosen.party ?? null) : null
  if (party !== null && !framework.parties.some((one) => one.id === party)) return refused('unknown-party')
  if (role.routing === 'parties' && party === null && respondent.party === null) return refused('no-party')
  return {
    kind: 'path',
    profession: profession?.id ?? null,
    routes: role.routing === 'routes' ? routes : [],
    party,
  }
}
