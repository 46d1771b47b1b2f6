import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { listEntries } from '../../db/queries/editorial.ts'
import { findHearing } from '../../db/queries/hearings.ts'
import {
  createPublication,
  findPublication,
  listPublicationsOf,
  markWithdrawn,
  takeSlug,
} from '../../db/queries/publications.ts'
import type { PublicationInRegion } from '../../db/queries/publications.ts'
import { lockRegion } from '../../db/queries/regions.ts'
import { getMaterial } from '../../db/queries/round-material.ts'
import { findRound } from '../../db/queries/rounds.ts'
import type { RoundInRegion } from '../../db/queries/rounds.ts'
import type { AccountActor } from '../domain/access/access.ts'
import { auditActorText } from '../domain/access/audit.ts'
import { fieldProblem, problemsOf, requiredLine } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { canonicalJson, sha256 } from '../domain/framework/hash.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { hasExtendedEdition } from '../domain/report/compose.ts'
import { dataPackage } from '../domain/report/data-package.ts'
import type { DataPackage } from '../domain/report/data-package.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { staleDecisions } from '../domain/report/editorial.ts'
import { slugsOf } from '../domain/report/publication.ts'
import type { PublicationStop } from '../domain/report/publication.ts'
import { reportOfRound } from '../domain/report/round-report.ts'
import { isDay } from '../domain/round/planning.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'

const ADOPTED_BY_LENGTH = 200
const WHY_LENGTH = 300

/** Draws the files of a publication; the web layer hands it in, because that is where the workers are. */
export type MakeFiles = (made: {
  short: ReportDocument
  /** Null where the framework has no extended edition. */
  extended: ReportDocument | null
  data: DataPackage
}) => Promise<
  | { ok: true; files: { name: string; mediaType: string; bytes: Uint8Array }[] }
  | { ok: false; reason: 'busy' | 'timeout' }
  | { ok: false; reason: 'check-failed'; what: string }
>

type Missing = Refused<'unknown-round' | 'round-not-closed' | 'framework-missing'>

export type PublishingView = {
  kind: 'publishing'
  round: RoundInRegion
  stops: PublicationStop[]
  publications: PublicationInRegion[]
}

/** What stands in the way of publishing, and what was published before. */
export async function showPublishing(
  context: AppContext,
  input: { roundId: string },
): Promise<PublishingView | Missing> {
  const prepared = await prepare(context, input.roundId)
  if (prepared.kind === 'refused') return prepared
  return {
    kind: 'publishing',
    round: prepared.material.round,
    stops: prepared.stops,
    publications: await listPublicationsOf(context.db.kysely, input.roundId),
  }
}

/**
 * Publishes the report as it stands now. All files are made first and kept byte for byte; when anything was decided
 * meanwhile nothing is published. Publishing the very same once more gives the publication that is there.
 */
export async function publishReport(
  context: AppContext,
  input: {
    actor: AccountActor
    roundId: string
    day: string | null
    adoptedBy: string | null
    makeFiles: MakeFiles
  },
): Promise<
  | { kind: 'published'; id: string }
  | { kind: 'stopped'; stops: PublicationStop[] }
  | { kind: 'invalid'; problems: FieldProblem[] }
  | { kind: 'overtaken' }
  | { kind: 'busy' }
  | Missing
> {
  const prepared = await prepare(context, input.roundId)
  if (prepared.kind === 'refused') return prepared
  const { framework, material, stops } = prepared
  if (stops.length > 0) return { kind: 'stopped', stops }
  const adoptedBy = requiredLine('adoptedBy', input.adoptedBy, ADOPTED_BY_LENGTH)
  const date = (input.day ?? '').trim()
  const problems = problemsOf([adoptedBy])
  if (date === '') problems.unshift(fieldProblem('day', 'missing'))
  else if (!isDay(date)) problems.unshift(fieldProblem('day', 'not-a-day'))
  if (!adoptedBy.ok || problems.length > 0) return { kind: 'invalid', problems }

  const compose = (edition: 'short' | 'extended') =>
    reportOfRound(framework, material, { date, edition }, context.reportWords)
  const { document: short, score } = compose('short')
  const data = dataPackage(framework, score, short)
  const made = await input.makeFiles({
    short,
    extended: hasExtendedEdition(framework) ? compose('extended').document : null,
    data,
  })
  if (!made.ok) {
    return made.reason === 'check-failed'
      ? { kind: 'stopped', stops: [{ reason: 'check-failed', problems: [made.what] }] }
      : { kind: 'busy' }
  }
  const files = made.files.map((file) => ({ ...file, hash: sha256(file.bytes) }))
  const hash = files.find(({ name }) => name === 'json')?.hash
  if (hash === undefined) throw new Error('A publication needs its data package')

  const { round } = material
  const at = context.now().toISOString()
  return inTransaction(context.db, async (trx) => {
    await lockRegion(trx, round.regionId)
    const now = await listEntries(trx, round.id)
    if (canonicalJson(now) !== canonicalJson(material.entries)) return { kind: 'overtaken' as const }
    const same = (await listPublicationsOf(trx, round.id))[0]
    if (same && same.hash === hash && same.withdrawn === null) {
      return { kind: 'published' as const, id: same.id }
    }
    const id = context.randomId()
    await createPublication(
      trx,
      {
        id,
        regionId: round.regionId,
        roundId: round.id,
        title: short.meta.title,
        date,
        hash,
        adoptedBy: adoptedBy.value,
        publishedAt: at,
        publishedBy: input.actor.name,
      },
      files,
    )
    await takeSlug(trx, round.regionId, slugsOf(round.region.title))
    await appendAudit(trx, {
      at,
      actor: auditActorText(input.actor),
      action: 'report-published',
      regionId: round.regionId,
      subject: { roundId: round.id, publicationId: id },
    })
    return { kind: 'published' as const, id }
  })
}

/** Takes a publication back: its files are no longer handed out, its record stays with who, when and why. */
export async function withdrawPublication(
  context: AppContext,
  input: { actor: AccountActor; roundId: string; id: string; why: string | null },
): Promise<
  { kind: 'withdrawn' } | { kind: 'invalid'; problems: FieldProblem[] } | Refused<'unknown-publication'>
> {
  const publication = await findPublication(context.db.kysely, input.id)
  if (!publication || publication.roundId !== input.roundId) return refused('unknown-publication')
  const why = requiredLine('why', input.why, WHY_LENGTH)
  if (!why.ok) return { kind: 'invalid', problems: why.problems }
  const at = context.now().toISOString()
  return inTransaction(context.db, async (trx) => {
    const marked = await markWithdrawn(trx, publication.id, { at, by: input.actor.name, why: why.value })
    if (marked) {
      await appendAudit(trx, {
        at,
        actor: auditActorText(input.actor),
        action: 'publication-withdrawn',
        regionId: publication.regionId,
        subject: { roundId: publication.roundId, publicationId: publication.id },
      })
    }
    return { kind: 'withdrawn' as const }
  })
}

async function prepare(context: AppContext, roundId: string) {
  const db = context.db.kysely
  const round = await findRound(db, roundId)
  if (!round) return refused('unknown-round' as const)
  if (!isOver(round)) return refused('round-not-closed' as const)
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing' as const)
  const material = await getMaterial(db, round, framework)
  const { score, editorial } = reportOfRound(framework, material, { edition: 'short' }, context.reportWords)
  const stale = staleDecisions(score, editorial.decisions)
  const hearing = await findHearing(db, roundId)
  const stops: PublicationStop[] = [
    ...(round.status === 'adopted' ? [] : [{ reason: 'round-not-adopted' as const }]),
    ...(stale.length === 0
      ? []
      : [{ reason: 'changed-findings' as const, findings: stale.map(({ finding }) => finding) }]),
    ...(hearing && context.now().toISOString() < hearing.until
      ? [{ reason: 'hearing-open' as const, until: hearing.until }]
      : []),
  ]
  return { kind: 'prepared' as const, framework, material, stops }
}
