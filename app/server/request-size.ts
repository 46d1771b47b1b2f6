import type { IncomingMessage, ServerResponse } from 'node:http'

/** A page of questions with every remark full stays far below this. */
export const MAX_BODY_BYTES = 256 * 1024

/** Up to here a too large body is read to its end, so that the sender hears the answer instead of a broken line. */
const MAX_SWALLOWED_BYTES = 64 * 1024 * 1024

/** Pages to which files are sent, and what they may weigh together with their form. */
const LARGE_BODIES: readonly { path: RegExp; bytes: number }[] = [
  { path: /^\/vergelijken(\.data)?$/u, bytes: 8.25 * 1024 * 1024 },
  { path: /^\/regios\/[^/]+\/cijfers\/inlezen(\.data)?$/u, bytes: 8.25 * 1024 * 1024 },
]

/** How many such bodies may be in memory at once. */
const MOST_LARGE = 4

/**
 * Whether the body of a request is small enough to be read: `too-large`, or `no-length` for a body that does not
 * tell its size (browsers always do).
 */
export function checkBodySize(request: IncomingMessage): 'ok' | 'too-large' | 'no-length' {
  if (request.headers['transfer-encoding'] !== undefined) return 'no-length'
  const length = Number(request.headers['content-length'] ?? 0)
  const [path = ''] = (request.url ?? '').split('?')
  const most = LARGE_BODIES.find((one) => one.path.test(path))?.bytes ?? MAX_BODY_BYTES
  return length <= most ? 'ok' : 'too-large'
}

/**
 * Lets only a few large bodies in at once. False: there are too many now. A body that is let in makes room again when
 * its answer is done.
 */
export function largeBodyGate(): (request: IncomingMessage, response: ServerResponse) => boolean {
  let inMemory = 0
  return (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) <= MAX_BODY_BYTES) return true
    if (inMemory >= MOST_LARGE) return false
    inMemory += 1
    response.once('close', () => void (inMemory -= 1))
    return true
  }
}

/** Reads and forgets a refused body; gives up on one that is absurdly large. */
export async function swallowBody(request: IncomingMessage): Promise<void> {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > MAX_SWALLOWED_BYTES) return
  await new Promise<void>((resolve) => {
    let seen = 0
    request.on('data', (chunk: Buffer) => {
      seen += chunk.length
      if (seen > MAX_SWALLOWED_BYTES) resolve()
    })
    request.on('end', resolve)
    request.on('close', resolve)
    request.on('error', () => resolve())
  })
}
