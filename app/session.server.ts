import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Who is asking: a respondent, remembered in a signed cookie. `/v/<token>` exchanges the token of the personal link
 * for it, so that the token stands in no address, history or log afterwards.
 */
export type SessionOptions = {
  secret: string
  /** The public address is https: the cookie is then bound to this host and never sent in the clear. */
  secure: boolean
}

/** Thirty days: longer than someone leaves a questionnaire lying; the link makes a new one at any time. */
const MAX_AGE_SECONDS = 30 * 24 * 60 * 60

function cookieName({ secure }: SessionOptions): string {
  return secure ? '__Host-regiospiegel' : 'regiospiegel'
}

/** The Set-Cookie header that remembers a respondent. */
export function respondentCookie(respondentId: string, options: SessionOptions): string {
  const value = `${encodeURIComponent(respondentId)}.${signature(respondentId, options.secret)}`
  return cookie(options, value, MAX_AGE_SECONDS)
}

/** The respondent in a Cookie header; null when there is none or when it was not signed by us. */
export function readRespondentId(header: string | undefined, options: SessionOptions): string | null {
  const prefix = `${cookieName(options)}=`
  for (const part of (header ?? '').split(';')) {
    const pair = part.trim()
    if (!pair.startsWith(prefix)) continue
    const value = pair.slice(prefix.length)
    const dot = value.lastIndexOf('.')
    if (dot < 1) return null
    const respondentId = decodeOrNull(value.slice(0, dot))
    if (respondentId === null) return null
    const given = Buffer.from(value.slice(dot + 1))
    const expected = Buffer.from(signature(respondentId, options.secret))
    return given.length === expected.length && timingSafeEqual(given, expected) ? respondentId : null
  }
  return null
}

/**
 * Tells pages of two respondents apart without naming either. A page sends it with every save, so that a second
 * link opened in the same browser does not receive the answers of the first.
 */
export function ownerMark(respondentId: string): string {
  return createHash('sha256').update(`owner\n${respondentId}`).digest('base64url').slice(0, 12)
}

function cookie(options: SessionOptions, value: string, maxAge: number): string {
  const attributes = [
    `${cookieName(options)}=${value}`,
    'Path=/',
    `Max-Age=${maxAge}`,
    'HttpOnly',
    'SameSite=Lax',
  ]
  if (options.secure) attributes.push('Secure')
  return attributes.join('; ')
}

function signature(respondentId: string, secret: string): string {
  return createHmac('sha256', secret).update(`respondent\n${respondentId}`).digest('base64url')
}

function decodeOrNull(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
