import type { RequestHandler } from 'express'
import type { AppContext } from '../context.server.ts'

/** Downloads of the report of a round: the same document as PDF, as a page and as data. */
export function reportFiles(context: AppContext): { handler: RequestHandler; close(): Promise<void> } {
  void context
  return { handler: (_request, _response, next) => next(), close: async () => {} }
}
