import { storageTrouble } from '../../db/storage.ts'
import type { AppContext } from '../context.server.ts'

/** What `/healthz` answers; `database` is the reason when the status is unavailable (then 503). */
export type Health =
  { status: 'ok'; database: 'ok' } | { status: 'unavailable'; database: 'gone' | 'full' | 'unreachable' }

/** Whether answers can be kept right now. */
export async function checkHealth(context: AppContext): Promise<Health> {
  try {
    await context.db.check()
    return { status: 'ok', database: 'ok' }
  } catch (error) {
    return { status: 'unavailable', database: storageTrouble(error) ?? 'unreachable' }
  }
}
