import { unlessStorageFails } from '../../db/storage.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import { listRounds } from './list-rounds.server.ts'
import type { RoundSummary } from './list-rounds.server.ts'
import { demoLinks } from './load-demo.server.ts'
import type { DemoLink } from './load-demo.server.ts'

/** What staff see first: all rounds, and with a demo its links for trying. */
export async function showHome(
  context: AppContext,
): Promise<{ kind: 'home'; rounds: RoundSummary[]; links: DemoLink[] } | Refused<'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const [rounds, links] = await Promise.all([listRounds(context), demoLinks(context)])
    return { kind: 'home' as const, rounds, links }
  })
}
