/** The cookies of staff: the session, and the journey to the identity provider and back. */

import type { WorkAccountJourney } from './work-accounts.server.ts'
import { seal, unseal } from './seal.server.ts'

type CookieOptions = {
  /** The public address is https: the cookie is then bound to this host and never sent in the clear. */
  secure: boolean
}

/** What the browser remembers while someone is at the identity provider. */
export type RememberedJourney = WorkAccountJourney & {
  /** Where to go afterwards. */
  next: string
  /** The account that a work account is to be tied to; null for signing in. */
  linkTo: string | null
  /** ISO 8601, UTC. */
  until: string
}

/** Minutes that someone may stay at the identity provider. */
export const JOURNEY_MINUTES = 15

const PURPOSE = 'journey to a work account'

function nameOf(name: string, { secure }: CookieOptions): string {
  return `${secure ? '__Host-' : ''}regiospiegel-${name}`
}

/** The Set-Cookie header of a session. It ends with the browser; on the server it ends sooner. */
export function sessionCookie(token: string, options: CookieOptions): string {
  return cookie(nameOf('staff', options), token, null, options)
}

export function forgetSessionCookie(options: CookieOptions): string {
  return cookie(nameOf('staff', options), '', 0, options)
}

/** The token in a Cookie header; null without one. */
export function readSessionToken(header: string | undefined | null, options: CookieOptions): string | null {
  const value = read(header, nameOf('staff', options))
  return value !== null && /^[\w-]{20,100}$/.test(value) ? value : null
}

export function journeyCookie(
  journey: RememberedJourney,
  options: CookieOptions & { secret: string },
): string {
  const sealed = seal(options.secret, PURPOSE, JSON.stringify(journey))
  return cookie(nameOf('journey', options), sealed, JOURNEY_MINUTES * 60, options)
}

export function forgetJourneyCookie(options: CookieOptions): string {
  return cookie(nameOf('journey', options), '', 0, options)
}

/** The journey in a Cookie header; null without one, and when it took too long. */
export function readJourney(
  header: string | undefined | null,
  now: Date,
  options: CookieOptions & { secret: string },
): RememberedJourney | null {
  const text = unseal(options.secret, PURPOSE, read(header, nameOf('journey', options)) ?? '')
  if (text === null) return null
  const journey = JSON.parse(text) as RememberedJourney
  return now.toISOString() < journey.until ? journey : null
}

function read(header: string | undefined | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const pair = part.trim()
    if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1)
  }
  return null
}

/** Lax, not Strict: someone who follows a link in a mail, or comes back from the provider, is still signed in. */
function cookie(name: string, value: string, maxAge: number | null, { secure }: CookieOptions): string {
  const attributes = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (maxAge !== null) attributes.push(`Max-Age=${maxAge}`)
  if (secure) attributes.push('Secure')
  return attributes.join('; ')
}
