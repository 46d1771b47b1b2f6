import { data } from '@remix-run/node'
import type { AppLoadContext } from '@remix-run/node'

/**
 * Stands at the top of every loader of a staff page: however a request found its way there, nothing of a round is
 * read for someone who may not see it.
 */
export function requireStaff(context: AppLoadContext): void {
  if (!context.staff) throw data({ reason: 'not-public' }, { status: 403 })
}
