/** The briefing of a round, for its page and its file. */

import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Actor } from './domain/access/access.ts'
import { requireStaff } from './staff.server.ts'
import { briefingWords } from './text/briefing.ts'
import { showBriefing } from './usecases/show-briefing.server.ts'
import type { Briefing } from './usecases/show-briefing.server.ts'

/** Throws what `requireStaff` throws, 409 while the round is open, and 404 or 503 for the round. */
export async function requireBriefing(args: LoaderFunctionArgs): Promise<Briefing & { actor: Actor }> {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'read-report', { roundId })
  const view = await showBriefing(args.context.app, { roundId, words: briefingWords })
  if (view.kind === 'briefing') return { ...view, actor }
  if (view.reason === 'round-not-closed') throw data({ reason: view.reason }, { status: 409 })
  throw data(null, { status: view.reason === 'unknown-round' ? 404 : 503 })
}
