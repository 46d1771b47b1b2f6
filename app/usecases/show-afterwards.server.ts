import { findRespondent } from '../../db/queries/respondents.ts'
import { listPublicationsOf, findPublicationFile } from '../../db/queries/publications.ts'
import type { PublicationFile, PublicationInRegion } from '../../db/queries/publications.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { getRole } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import { permits } from '../domain/round/visibility.ts'
import type { Queries } from '../../db/client.ts'
import type { AppContext } from '../context.server.ts'
import type { Respondent } from '../../db/queries/respondents.ts'
import type { Refused } from '../domain/refusal.ts'

/** What the link of someone who was asked shows once the round is over. It tells nothing of any answer. */
export type Afterwards = {
  kind: 'afterwards'
  /** Whether this link was used to send. */
  sent: boolean
  /** Whether the region stands by the outcome. */
  adopted: boolean
  /** Whether who holds this link was promised the report. */
  promised: boolean
  /** The newest report that was published of the round and not withdrawn, for who was promised it. */
  report: { title: string; date: string } | null
}

type Refusals = Refused<
  'unknown-respondent' | 'framework-missing' | 'round-not-closed' | 'storage-unavailable'
>

/** How it went on after the round of a respondent. */
export async function showAfterwards(
  context: AppContext,
  input: { respondentId: string },
): Promise<Afterwards | Refusals> {
  return unlessStorageFails(async () => {
    const found = await findOver(context, input.respondentId)
    if (found.kind === 'refused') return found
    const { respondent, promised } = found
    const report = await findReport(context.db.kysely, found)
    return {
      kind: 'afterwards' as const,
      sent: respondent.state !== 'open',
      adopted: respondent.round.status === 'adopted',
      promised,
      report: report ? { title: report.title, date: report.date } : null,
    }
  })
}

/** The report itself as PDF, for who was promised it; null when there is none for them. */
export async function readReportOf(
  context: AppContext,
  input: { respondentId: string },
): Promise<PublicationFile | null | Refusals> {
  return unlessStorageFails(async () => {
    const found = await findOver(context, input.respondentId)
    if (found.kind === 'refused') return found
    const report = await findReport(context.db.kysely, found)
    return report ? ((await findPublicationFile(context.db.kysely, report.id, 'pdf')) ?? null) : null
  })
}

type Over = { kind: 'over'; respondent: Respondent; promised: boolean }

async function findOver(context: AppContext, respondentId: string): Promise<Over | Refusals> {
  const respondent = await findRespondent(context.db.kysely, respondentId)
  if (!respondent) return refused('unknown-respondent')
  const { round } = respondent
  if (!isOver(round)) return refused('round-not-closed')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const named = getRole(framework, respondent.role).anonymity === 'named'
  const to = named ? 'boards' : 'respondents'
  return { kind: 'over', respondent, promised: permits(round.visibility, { kind: 'report', to }) }
}

async function findReport(
  db: Queries,
  { respondent, promised }: Over,
): Promise<PublicationInRegion | undefined> {
  if (!promised) return undefined
  const all = await listPublicationsOf(db, respondent.round.id)
  return all.find(({ withdrawn }) => withdrawn === null)
}
