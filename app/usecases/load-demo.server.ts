import type { AppContext } from '../context.server.ts'

/** A link to try the demo with. `token` goes behind `/v/`. */
export type DemoLink = { token: string; role: string; organisation: string | null }

/**
 * Loads the demo into an empty database: an invented region with one closed round (for results and report) and one
 * open round (for trying the questionnaires). Gives `present` when it was loaded before, `not-empty` when the
 * database holds other regions.
 */
export async function loadDemo(context: AppContext): Promise<'loaded' | 'present' | 'not-empty'> {
  throw new Error(`Not built yet ${String(context)}`)
}

/** The demo's links for trying the questionnaires; empty without a demo. */
export async function demoLinks(context: AppContext): Promise<DemoLink[]> {
  throw new Error(`Not built yet ${String(context)}`)
}
