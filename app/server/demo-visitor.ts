import type { IncomingMessage } from 'node:http'

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
 * Whether this is someone at the machine itself, who may look at the demo without an account: the line comes from a
 * loopback address, no proxy stands between, and the browser addressed the machine by a loopback name (a foreign name
 * that resolves to 127.0.0.1 is not that).
 */
export function isDemoVisitor(request: IncomingMessage, demo: boolean): boolean {
  if (!demo) return false
  if (!LOOPBACK_ADDRESSES.has(request.socket.remoteAddress ?? '')) return false
  if (PROXY_HEADERS.some((header) => request.headers[header] !== undefined)) return false
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  return LOOPBACK_HOSTS.has(host)
}
