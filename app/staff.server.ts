/** Pages of staff: who may open them, and what everyone else gets instead. */

import { data, redirect } from '@remix-run/node'
import type { AppLoadContext } from '@remix-run/node'
import { isWithoutRegion, may, mayKnow } from './domain/access/access.ts'
import type { AccountActor, Action, Actor } from './domain/access/access.ts'
import { paths } from './paths.ts'
import { findSubject } from './usecases/find-subject.server.ts'
import { recordAudit } from './usecases/record-audit.server.ts'

type Args = { request: Request; context: AppLoadContext }

/**
 * The actor of this request, when they may do this; the first line of every loader and action of staff. Throws
 * otherwise: without an account the way to the sign-in page and back, 404 for what someone may not even know to
 * exist (another region looks like no region), 403 for what they may see but not do.
 */
export async function requireStaff(
  { request, context }: Args,
  action: Action,
  of?: { regionId: string } | { roundId: string },
): Promise<Actor> {
  const { actor } = context
  if (actor.kind === 'visitor') throw toSignIn(request)
  const subject = of && (await findSubject(context.app, of))
  if (!isWithoutRegion(action) && !(subject && mayKnow(actor, subject))) throw data(null, { status: 404 })
  if (may(actor, action, subject)) return actor
  if (actor.kind === 'demo') throw toSignIn(request)
  throw data({ reason: 'no-right' }, { status: 403 })
}

/** The same where only someone with an account can be. */
export async function requireAccount(
  args: Args,
  action: Action,
  of?: { regionId: string } | { roundId: string },
): Promise<AccountActor> {
  const actor = await requireStaff(args, action, of)
  if (actor.kind !== 'account') throw toSignIn(args.request)
  return actor
}

/** Writes in the log that someone with an account looked at a round; the demo visitor leaves no trace. */
export async function logLook(
  context: AppLoadContext,
  actor: Actor,
  action: 'results-read' | 'remarks-read' | 'report-read',
  roundId: string,
): Promise<void> {
  if (actor.kind !== 'account') return
  const subject = await findSubject(context.app, { roundId })
  if (!subject) return
  await recordAudit(context.app, { actor, action, subject: { regionId: subject.regionId, roundId } })
}

/** To the sign-in page, and back here afterwards. What was posted is not kept: the form has to be sent again. */
function toSignIn(request: Request): Response {
  const { pathname, search } = new URL(request.url)
  return redirect(paths.signIn(`${pathname.replace(/\.data$/, '')}${search}`), 303)
}
