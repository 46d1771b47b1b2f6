/**
 * Cookies that hold a link for a while, so that its token stands in no address afterwards: which link of a whole
 * organisation somebody came through, the code of the own link (which the server cannot show again because it keeps
 * only a hash), the link of a director who decides on answers, and that of a
 * party that is heard on the concept.
 */

import type { SessionOptions } from './session.server.ts'

/** Time to read and begin. */
const LINK_SECONDS = 24 * 60 * 60
/** Time to note the own link. */
const CODE_SECONDS = 60 * 60

type Kept = 'meedoen' | 'eigen-link' | 'verbetercode' | 'proef' | 'vaststellen' | 'wederhoor'

/** The Set-Cookie header that remembers an open link. */
export function openLinkCookie(token: string, options: Pick<SessionOptions, 'secure'>): string {
  return cookie('meedoen', token, LINK_SECONDS, options)
}

/** The Set-Cookie header that remembers the code of the own link for as long as it takes to note it. */
export function ownLinkCookie(code: string, options: Pick<SessionOptions, 'secure'>): string {
  return cookie('eigen-link', code, CODE_SECONDS, options)
}

/** The Set-Cookie header that remembers the link of a director. */
export function adoptionCookie(token: string, options: Pick<SessionOptions, 'secure'>): string {
  return cookie('vaststellen', token, LINK_SECONDS, options)
}

/** The Set-Cookie header that remembers the link by which a party reads the concept and reacts. */
export function hearingCookie(token: string, options: Pick<SessionOptions, 'secure'>): string {
  return cookie('wederhoor', token, LINK_SECONDS, options)
}

/** The Set-Cookie header that remembers the code of one's answers for as long as it takes to note it. */
export function correctionCookie(
  owner: string,
  code: string,
  options: Pick<SessionOptions, 'secure'>,
): string {
  return cookie('verbetercode', `${owner}${code}`, CODE_SECONDS, options)
}

/** The Set-Cookie header that remembers when someone began a trial (ISO 8601): the server keeps no such moment. */
export function trialCookie(owner: string, began: string, options: Pick<SessionOptions, 'secure'>): string {
  return cookie('proef', `${owner}${Date.parse(began)}`, LINK_SECONDS, options)
}

/** What one of the cookies holds of this owner; null when it is of another, or not there. */
export function readKeptOf(
  owner: string,
  header: string | null,
  kept: 'verbetercode' | 'proef',
  options: Pick<SessionOptions, 'secure'>,
): string | null {
  const value = readKept(header, kept, options)
  return value?.startsWith(owner) ? value.slice(owner.length) : null
}

/** What one of the cookies holds; null when it is not there. */
export function readKept(
  header: string | null,
  kept: Kept,
  options: Pick<SessionOptions, 'secure'>,
): string | null {
  const prefix = `${nameOf(kept, options)}=`
  const pair = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix))
  const value = pair?.slice(prefix.length) ?? ''
  return /^[\w-]{1,100}$/.test(value) ? value : null
}

function nameOf(kept: Kept, { secure }: Pick<SessionOptions, 'secure'>): string {
  return `${secure ? '__Host-' : ''}regiospiegel-${kept}`
}

function cookie(kept: Kept, value: string, seconds: number, options: Pick<SessionOptions, 'secure'>): string {
  const attributes = [
    `${nameOf(kept, options)}=${value}`,
    'Path=/',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
  ]
  if (options.secure) attributes.push('Secure')
  return attributes.join('; ')
}
