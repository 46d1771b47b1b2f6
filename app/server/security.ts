import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'

const STAY_SECURE = 'max-age=31536000; includeSubDomains'

/**
 * The policy of every page. Scripts and the one style block run by nonce; style attributes, evaluated code and
 * foreign hosts do not run at all. `secure` (public address is https) also lifts stray http: addresses.
 */
export function contentSecurityPolicy(nonce: string, secure: boolean, liveReload = false): string {
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    // Vite tells of changes over a socket on a port of its own.
    `connect-src 'self'${liveReload ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  if (secure) directives.push('upgrade-insecure-requests')
  return directives.join('; ')
}

/** Headers of every answer, errors and redirects included, and the nonce of this one in `res.locals.nonce`. */
export function securityHeaders(options: { secure: boolean; liveReload?: boolean }): RequestHandler {
  return (_request, response, next) => {
    const nonce = randomBytes(16).toString('base64url')
    response.locals.nonce = nonce
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(nonce, options.secure, options.liveReload),
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
    })
    if (options.secure) response.set('Strict-Transport-Security', STAY_SECURE)
    next()
  }
}

/** Headers of an answer that is data for one of our own scripts: nothing in it may run, be kept or be guessed at. */
export function dataHeaders(secure: boolean): Record<string, string> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(secure && { 'Strict-Transport-Security': STAY_SECURE }),
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that changes something comes from a page of our own. Sec-Fetch-Site decides where the browser
 * sends it; else Origin must be ours. Our pages send no referrer, so a plain form then says `Origin: null`: without
 * Sec-Fetch-Site beside it that proves nothing and is refused, as is a request that says neither.
 */
export function isFromOwnPage(request: {
  method: string
  headers: Record<string, string | string[] | undefined>
  origin: string
}): boolean {
  if (SAFE_METHODS.has(request.method)) return true
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return request.headers.origin === request.origin
}
