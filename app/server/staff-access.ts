import type { IncomingMessage } from 'node:http'
import { plainPath } from './plain-path.ts'

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])
const PROXY_HEADERS = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]

/**
 * Whether staff pages open for this request. There are no accounts yet, so only someone at the machine itself may
 * look, and only at the demo: the line comes from a loopback address, no proxy stands between, and the browser
 * addressed the machine by a loopback name (a foreign name that resolves to 127.0.0.1 is not that).
 */
export function mayOpenStaffPages(request: IncomingMessage, demo: boolean): boolean {
  if (!demo) return false
  if (!LOOPBACK_ADDRESSES.has(request.socket.remoteAddress ?? '')) return false
  if (PROXY_HEADERS.some((header) => request.headers[header] !== undefined)) return false
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  return LOOPBACK_HOSTS.has(host)
}

/**
 * Addresses of staff, their data requests included, however they are spelled. The routes check for themselves as
 * well (`requireStaff`); this gate keeps downloads closed too and has the page that explains.
 */
export function isStaffPath(path: string): boolean {
  return /^\/(rondes|rapport)(?=$|[/.])/.test(plainPath(path).toLowerCase())
}
