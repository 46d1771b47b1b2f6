/** The sheet of one organisation, for its page and its file. */

import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { logLook, requireStaff } from './staff.server.ts'
import { partyWords } from './text/party.ts'
import { showParty } from './usecases/show-party.server.ts'
import type { PartySheet } from './usecases/show-party.server.ts'

/** Of the first organisation where the address names none. Throws what `requireStaff` throws, 409 while the round is open, and 404 or 503 for round and organisation. */
export async function requireParty(args: LoaderFunctionArgs): Promise<PartySheet> {
  const { roundId = '', organisationId = null } = args.params
  const actor = await requireStaff(args, 'change-round', { roundId })
  const view = await showParty(args.context.app, { roundId, organisationId, words: partyWords })
  if (view.kind === 'party') {
    await logLook(args.context, actor, 'report-read', roundId)
    return view
  }
  if (view.reason === 'round-not-closed') throw data({ reason: view.reason }, { status: 409 })
  const unknown = view.reason === 'unknown-round' || view.reason === 'unknown-organisation'
  throw data(null, { status: unknown ? 404 : 503 })
}
