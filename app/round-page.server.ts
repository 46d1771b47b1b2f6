/** What every page of one round begins with: the right to be there, and the round as it is set. */

import type { AppLoadContext } from '@remix-run/node'
import { may } from './domain/access/access.ts'
import type { Action, Actor } from './domain/access/access.ts'
import type { FramedRound } from './components/round-frame.tsx'
import { staffRefusal } from './form.server.ts'
import { requireStaff } from './staff.server.ts'
import { showSetup } from './usecases/show-setup.server.ts'
import type { RoundSetup } from './usecases/show-setup.server.ts'

type Args = { request: Request; context: AppLoadContext; params: { roundId?: string } }

/** The round of this page and who looks at it. Throws what `requireStaff` throws, and 404 or 503 for the round. */
export async function requireRound(
  args: Args,
  action: Action,
): Promise<RoundSetup & { actor: Actor; framed: FramedRound; mayChange: boolean }> {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, action, { roundId })
  const setup = await showSetup(args.context.app, { roundId })
  if (setup.kind === 'refused') throw staffRefusal(setup.reason)
  const { id, title, status, regionId, region } = setup.round
  return {
    ...setup,
    actor,
    framed: { id, title, status, region: { id: regionId, ...region } },
    mayChange: may(actor, 'change-round', { regionId, invented: region.invented, shared: false }),
  }
}
