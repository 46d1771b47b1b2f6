import { listRounds } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import type { Installation } from '../domain/installation.ts'
import { missingFrom } from '../domain/installation.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type Accountability = {
  kind: 'accountability'
  installation: Installation
  missing: (keyof Installation)[]
  /** Months after closing, over all rounds that promised a retention; null when none did. */
  retention: { shortest: number; longest: number } | null
}

/** What the installation can truly say of itself: its settings, and what its rounds promised. */
export async function showAccountability(
  context: AppContext,
): Promise<Accountability | Refused<'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const months = (await listRounds(context.db.kysely)).flatMap(({ visibility }) =>
      visibility === null ? [] : [visibility.retentionMonths],
    )
    return {
      kind: 'accountability' as const,
      installation: context.installation,
      missing: missingFrom(context.installation),
      retention: months.length === 0 ? null : { shortest: Math.min(...months), longest: Math.max(...months) },
    }
  })
}
