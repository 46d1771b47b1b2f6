import type { AppContext } from '../context.server.ts'
import type { Actor } from '../domain/access/access.ts'
import type { PdfPool } from '../render/pdf-pool.server.ts'
import type { StaffSession } from '../domain/access/session.ts'

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
    /** Who is asking, for pages of staff. */
    actor: Actor
    /** The session of staff behind this request, complete or half-way through signing in. */
    session: StaffSession | null
    /** Where the request came from, for limits on trying; kept nowhere. */
    place: string
    /** Browser and system in words, as the list of one's devices shows them. */
    device: string
    /** Whether the public address is https: cookies then are bound to it. */
    secure: boolean
    /** Public address without a slash at the end, for links to be sent. */
    origin: string
    /** Draws a questionnaire to print, away from the thread that answers requests. */
    drawPaper: PdfPool['renderPaper']
    /** Draws reports and workbooks, away from that thread too. */
    reports: Pick<PdfPool, 'render' | 'renderXlsx'>
    /** Draws a report-like document as PDF, away from the thread that answers requests. */
    drawReport: PdfPool['render']
    /** Set by an action that sends a form back: the page's title then says so. */
    formFailed: boolean
    logError(error: unknown): void
  }
  interface Future {
    v3_singleFetch: true
  }
}
