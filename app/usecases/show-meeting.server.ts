import { getMaterial } from '../../db/queries/round-material.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import type { AppContext } from '../context.server.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { composeMeeting } from '../domain/report/compose-meeting.ts'
import type { MeetingWords } from '../domain/report/compose-meeting.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { editorialOfRound, reportRegion, scoreOfRound } from '../domain/report/round-report.ts'
import { frameworkOf, isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'

type Meeting = { kind: 'meeting'; round: { id: string; title: string }; document: ReportDocument }

/** The slides for a meeting about a closed round, with what the region decided about its report so far. */
export async function showMeeting(
  context: AppContext,
  input: { roundId: string; words: MeetingWords },
): Promise<
  Meeting | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing' | 'storage-unavailable'>
> {
  return unlessStorageFails<Meeting | Refused<'unknown-round' | 'round-not-closed' | 'framework-missing'>>(
    async () => {
      const db = context.db.kysely
      const round = await findRound(db, input.roundId)
      if (!round) return refused('unknown-round')
      if (!isOver(round)) return refused('round-not-closed')
      const framework = frameworkOf(round, context.frameworks)
      if (!framework) return refused('framework-missing')
      const material = await getMaterial(db, round, framework)
      const date = lastDay(round.closesAt, TIME_ZONE)
      return {
        kind: 'meeting',
        round: { id: round.id, title: round.title },
        document: composeMeeting(
          framework,
          scoreOfRound(framework, material),
          reportRegion(material, date),
          { date, editorial: editorialOfRound(framework, material, context.reportWords) },
          input.words,
        ),
      }
    },
  )
}
