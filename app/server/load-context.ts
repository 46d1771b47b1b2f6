import type { AppContext } from '../context.server.ts'

/** What the Express server hands to every Remix route. */
declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    /** The open world; a route hands it to a use case and does not look inside. */
    app: AppContext
    /** Of this answer's content security policy. */
    nonce: string
    /** The style sheet, for a visitor who comes in from outside; null for one who has it already. */
    styles: string | null
    /** Stands on error pages and in the log, so that the two can be matched. */
    reference: string
    /** Who is filling in, from the signed cookie; null for everyone else. */
    respondentId: string | null
    /** Whether staff pages open for this request. */
    staff: boolean
    /** Set by an action that sends a form back: the page's title then says so. */
    formFailed: boolean
    logError(error: unknown): void
  }
  interface Future {
    v3_singleFetch: true
  }
}
