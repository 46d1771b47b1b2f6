/** The report of one round, from what is kept of it: the one way from counts and decisions to a document. */

import { scoreWithFindings } from '../findings/score.ts'
import type { Framework } from '../framework/framework.ts'
import { lastDay, scoreOptions, TIME_ZONE } from '../round/round.ts'
import type { Round } from '../round/round.ts'
import { unadoptedBoards } from './unadopted.ts'
import type { EndedBoard } from './unadopted.ts'
import { permits } from '../round/visibility.ts'
import type { RoleTally, Score } from '../scoring/score.ts'
import { composeReport } from './compose.ts'
import type { ReportOptions } from './context.ts'
import type { ReportDocument } from './document.ts'
import { editorialFrom } from './editorial-entries.ts'
import type { EditorialEntry } from './editorial-entries.ts'
import type { Editorial, EditorialWords } from './editorial.ts'
import type { Region } from './region.ts'

export type RoundMaterial = {
  round: Round
  region: Pick<Region, 'title' | 'municipalities' | 'figures' | 'invented'> & { year: number | null }
  tallies: RoleTally[]
  entries: EditorialEntry[]
  organisations: { id: string; name: string; party: string }[]
  /** Every questionnaire of a board that has its answers adopted. */
  boards: EndedBoard[]
}

/** The score of everything admitted in a round. */
export function scoreOfRound(
  framework: Framework,
  { round, tallies }: Pick<RoundMaterial, 'round' | 'tallies'>,
): Score {
  return scoreWithFindings(framework, tallies, scoreOptions(round))
}

/** What people decided about the round's report so far. */
export function editorialOfRound(
  framework: Framework,
  { round, entries, organisations }: Pick<RoundMaterial, 'round' | 'entries' | 'organisations'>,
  words: EditorialWords,
): Editorial {
  const byName = permits(round.visibility, { kind: 'board-names' })
  return editorialFrom(entries, {
    words,
    quotes: permits(round.visibility, { kind: 'texts' }),
    nameOf: (organisationId) => {
      const organisation = organisations.find(({ id }) => id === organisationId)
      const party = framework.parties.find(({ id }) => id === organisation?.party)
      return (byName ? organisation?.name : undefined) ?? party?.report.one ?? ''
    },
  })
}

/** The region as a report speaks of it, with who was invited in this round. */
export function reportRegion({ round, region, boards }: RoundMaterial, date: string): Region {
  const closed = lastDay(round.closesAt, TIME_ZONE)
  return {
    ...region,
    date,
    year: region.year ?? Number(closed.slice(0, 4)),
    invited: scoreOptions(round).invited ?? {},
    unadopted: unadoptedBoards(round, boards),
  }
}

/** The whole report. `date` is the ISO date printed on it, by default the day the round closed. */
export function reportOfRound(
  framework: Framework,
  material: RoundMaterial,
  options: { date?: string; edition: ReportOptions['edition'] },
  words: EditorialWords,
): { document: ReportDocument; score: Score; editorial: Editorial } {
  const { round } = material
  const closed = lastDay(round.closesAt, TIME_ZONE)
  const date = options.date ?? closed
  const editorial = editorialOfRound(framework, material, words)
  const composed = composeReport(
    framework,
    scoreOfRound(framework, material),
    reportRegion(material, date),
    { date, edition: options.edition },
    editorial,
  )
  return { ...composed, editorial }
}

/** The same report as a concept: every page and every form says so. */
export function asConcept(document: ReportDocument, { concept }: EditorialWords): ReportDocument {
  const { meta, marks } = document
  return {
    ...document,
    meta: { ...meta, subject: `${concept}. ${meta.subject}` },
    marks: { ...marks, running: `${concept} – ${marks.running}` },
  }
}
