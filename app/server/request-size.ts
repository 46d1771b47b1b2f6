import type { IncomingMessage } from 'node:http'

/** A page of questions with every remark full stays far below this. */
export const MAX_BODY_BYTES = 256 * 1024

/** Up to here a too large body is read to its end, so that the sender hears the answer instead of a broken line. */
const MAX_SWALLOWED_BYTES = 64 * 1024 * 1024

/**
 * Whether the body of a request is small enough to be read: `too-large`, or `no-length` for a body that does not
 * tell its size (browsers always do).
 */
export function checkBodySize(request: IncomingMessage): 'ok' | 'too-large' | 'no-length' {
  if (request.headers['transfer-encoding'] !== undefined) return 'no-length'
  const length = Number(request.headers['content-length'] ?? 0)
  return length <= MAX_BODY_BYTES ? 'ok' : 'too-large'
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
