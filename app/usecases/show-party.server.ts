import { listAnswersOf } from '../../db/queries/responses.ts'
import { getMaterial } from '../../db/queries/round-material.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import type { AppContext } from '../context.server.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { composeParty } from '../domain/report/compose-party.ts'
import type { PartyWords } from '../domain/report/compose-party.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { editorialOfRound, reportRegion, scoreOfRound } from '../domain/report/round-report.ts'
import { frameworkOf, isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'

export type PartySheet = {
  kind: 'party'
  round: { id: string; title: string }
  organisation: { id: string; name: string }
  /** Every organisation of the region, to go on to its sheet. */
  organisations: { id: string; name: string }[]
  document: ReportDocument
}

/**
 * The sheet of one organisation about a closed round, with its own answers. For the coordinator: nobody else may read
 * what a single organisation answered. Without an organisation it is that of the first one.
 */
export async function showParty(
  context: AppContext,
  input: { roundId: string; organisationId: string | null; words: PartyWords },
): Promise<
  | PartySheet
  | Refused<
      | 'unknown-round'
      | 'unknown-organisation'
      | 'round-not-closed'
      | 'framework-missing'
      | 'storage-unavailable'
    >
> {
  return unlessStorageFails<
    PartySheet | Refused<'unknown-round' | 'unknown-organisation' | 'round-not-closed' | 'framework-missing'>
  >(async () => {
    const db = context.db.kysely
    const round = await findRound(db, input.roundId)
    if (!round) return refused('unknown-round')
    if (!isOver(round)) return refused('round-not-closed')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const material = await getMaterial(db, round, framework)
    const organisation = material.organisations.find(
      ({ id }) => input.organisationId === null || id === input.organisationId,
    )
    if (!organisation) return refused('unknown-organisation')
    const date = lastDay(round.closesAt, TIME_ZONE)
    const named = framework.roles.filter(({ anonymity }) => anonymity === 'named').map(({ id }) => id)
    return {
      kind: 'party',
      round: { id: round.id, title: round.title },
      organisation: { id: organisation.id, name: organisation.name },
      organisations: material.organisations.map(({ id, name }) => ({ id, name })),
      document: composeParty(
        framework,
        scoreOfRound(framework, material),
        reportRegion(material, date),
        {
          date,
          editorial: editorialOfRound(framework, material, context.reportWords),
          organisation,
          answers: await listAnswersOf(db, round.id, organisation.id, named),
        },
        input.words,
      ),
    }
  })
}
