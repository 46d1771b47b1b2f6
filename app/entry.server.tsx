import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { ServerPageProvider } from './components/server-page.ts'

/** Longest time one page may take before its rendering is given up, in milliseconds. */
const ABORT_AFTER = 10_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce, styles } = loadContext
  return new Promise((resolve, reject) => {
    let failed = false
    const { pipe, abort } = renderToPipeableStream(
      <ServerPageProvider value={{ nonce, styles }}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={ABORT_AFTER} />
      </ServerPageProvider>,
      {
        nonce,
        // No page streams parts of itself later, so the whole page goes out at once.
        onAllReady() {
          const body = new PassThrough()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }),
          )
          pipe(body)
        },
        onShellError: reject,
        onError(error) {
          failed = true
          loadContext.logError(error)
        },
      },
    )
    setTimeout(abort, ABORT_AFTER).unref()
  })
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  // A visitor who leaves early is no fault.
  if (!request.signal.aborted) context.logError(error)
}
