import { listEvidence } from '../../db/queries/responses.ts'
import { getMaterial } from '../../db/queries/round-material.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import type { AppContext } from '../context.server.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { composeBriefing } from '../domain/report/compose-briefing.ts'
import type { BriefingWords } from '../domain/report/compose-briefing.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { reportOfRound, reportRegion } from '../domain/report/round-report.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'

export type Briefing = { kind: 'briefing'; round: { id: string; title: string }; document: ReportDocument }

/** The briefing before a visit to the region of a closed round. */
export async function showBriefing(
  context: AppContext,
  input: { roundId: string; words: BriefingWords },
): Promise<
  Briefing | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing' | 'storage-unavailable'>
> {
  return unlessStorageFails<Briefing | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing'>>(
    async () => {
      const db = context.db.kysely
      const round = await findRound(db, input.roundId)
      if (!round) return refused('unknown-round')
      if (!isOver(round)) return refused('round-not-closed')
      const framework = frameworkOf(round, context.frameworks)
      if (!framework) return refused('framework-missing')
      const material = await getMaterial(db, round, framework)
      const { document, score, editorial } = reportOfRound(
        framework,
        material,
        { edition: 'short' },
        context.reportWords,
      )
      const named = framework.roles.filter(({ anonymity }) => anonymity === 'named').map(({ id }) => id)
      const { date } = document.meta
      return {
        kind: 'briefing',
        round: { id: round.id, title: round.title },
        document: composeBriefing(
          framework,
          score,
          reportRegion(material, date),
          { date, editorial, evidence: await listEvidence(db, round.id, named) },
          input.words,
        ),
      }
    },
  )
}
