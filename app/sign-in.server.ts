/** What the pages for signing in share: where each stage leads, and the answers that take someone there. */

import { redirect } from '@remix-run/node'
import type { AppLoadContext, HeadersFunction } from '@remix-run/node'
import { ownPath } from './domain/access/own-path.ts'
import type { SessionStage, SignedIn } from './domain/access/session.ts'
import { paths } from './paths.ts'
import { sessionCookie } from './staff-cookie.server.ts'

/** Answers with the cookie of a new session and the way to what comes next. */
export function enter(
  context: AppLoadContext,
  signedIn: SignedIn,
  next: string | null,
): ReturnType<typeof redirect> {
  return redirect(nextPage(signedIn.stage, next), {
    status: 303,
    headers: { 'Set-Cookie': sessionCookie(signedIn.token, context) },
  })
}

/** The page for a session of this stage; `next` is where someone wanted to go, checked to be one of our own. */
export function nextPage(stage: SessionStage, next: string | null): string {
  const wanted = ownPath(next)
  const behind = wanted === '/' ? '' : `?verder=${encodeURIComponent(wanted)}`
  if (stage === 'second-step') return `${paths.secondStep()}${behind}`
  if (stage === 'set-up-second-step') return `${paths.setUpSecondStep()}${behind}`
  return wanted
}

/** A field of a posted form as text; empty when it is missing or a file. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The page to go to afterwards, out of the address. */
export function askedNext(request: Request): string | null {
  return new URL(request.url).searchParams.get('verder')
}

/** Seconds in the header of an answer that says: too many tries. */
export const RETRY_AFTER = { 'Retry-After': '900' }

/** For the `headers` of a route: Remix takes over no header of a refusal by itself. */
export const passRetryAfter: HeadersFunction = ({ actionHeaders, loaderHeaders, errorHeaders }) => {
  const wait = [errorHeaders, actionHeaders, loaderHeaders].find((one) => one?.has('Retry-After'))
  return wait ? RETRY_AFTER : {}
}
