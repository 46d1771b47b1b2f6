import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { addEntry } from '../../db/queries/editorial.ts'
import { getMaterial } from '../../db/queries/round-material.ts'
import { findRound } from '../../db/queries/rounds.ts'
import type { RoundInRegion } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AccountActor } from '../domain/access/access.ts'
import { fieldProblem, oneLine } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { hasExtendedEdition } from '../domain/report/compose.ts'
import { ADDED, findingHash, inChosenOrder, staleDecisions } from '../domain/report/editorial.ts'
import { latest } from '../domain/report/editorial-entries.ts'
import type { EditorialEntry, NewEntry } from '../domain/report/editorial-entries.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { reportOfRound } from '../domain/report/round-report.ts'
import type { RoundMaterial } from '../domain/report/round-report.ts'
import { FINDING_LENGTH } from '../domain/report/finding-length.ts'
import { isDay } from '../domain/round/planning.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import type { Finding, Score, Side } from '../domain/scoring/score.ts'
import type { AppContext } from '../context.server.ts'

/** Most characters of a reason and of a source. */
const REASON_LENGTH = 300
const OWNER_LENGTH = 120

export type Missing = Refused<'unknown-round' | 'round-not-closed' | 'framework-missing'>

/** Nothing was written: fields to mend, or somebody else was there first. */
export type NotWritten =
  { kind: 'invalid'; problems: FieldProblem[] } | { kind: 'overtaken' } | Refused<'unknown-finding'> | Missing

export type FindingsView = {
  kind: 'findings'
  round: RoundInRegion
  framework: Framework
  /** With the machine's sentences. */
  score: Score
  /** The answer to "waar blijkt dat uit?" for every proposal. */
  evidence: ReportDocument['evidence']
  entries: EditorialEntry[]
  organisations: RoundMaterial['organisations']
  /** Hash of the numbers behind each proposal now. */
  hashes: Record<string, string>
  stale: ReturnType<typeof staleDecisions>
  order: string[]
}

/** Proposals and what was decided about them, of a round that is over. */
export async function showFindings(
  context: AppContext,
  input: { roundId: string },
): Promise<FindingsView | Missing> {
  const found = await materialOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const { framework, material } = found
  const { score, editorial } = reportOfRound(framework, material, { edition: 'short' }, context.reportWords)
  // Of every proposal, also those that somebody dropped.
  const { document } = reportOfRound(
    framework,
    { ...material, entries: [] },
    { edition: hasExtendedEdition(framework) ? 'extended' : 'short' },
    context.reportWords,
  )
  return {
    kind: 'findings',
    round: material.round,
    framework,
    score,
    evidence: document.evidence,
    entries: material.entries,
    organisations: material.organisations,
    hashes: Object.fromEntries(score.findings.map((finding) => [finding.id, findingHash(score, finding)])),
    stale: staleDecisions(score, editorial.decisions),
    order: editorial.order,
  }
}

/**
 * Accepts, rewrites or drops a proposal. `hash` is of the numbers that were on the screen: when others stand there
 * now, nothing is written, because nobody decides on what they did not see.
 */
export async function decideFinding(
  context: AppContext,
  input: {
    actor: AccountActor
    roundId: string
    finding: string
    decision: string | null
    text: string | null
    reason: string | null
    hash: string | null
    seen: number
  },
): Promise<{ kind: 'written' } | NotWritten> {
  const found = await materialOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const { framework, material } = found
  const { score } = reportOfRound(framework, material, { edition: 'short' }, context.reportWords)
  const finding = score.findings.find(({ id }) => id === input.finding)
  const before = latest(material.entries, 'finding').find(({ subject }) => subject === input.finding)
  if (!finding && !before) return refused('unknown-finding')
  const decision = (['accept', 'rewrite', 'drop'] as const).find((one) => one === input.decision)
  const reason = oneLine(input.reason ?? '')
  const text = oneLine(input.text ?? '')
  const problems: FieldProblem[] = []
  if (!decision) problems.push(fieldProblem('decision', 'missing'))
  if (decision === 'rewrite' && text === '') problems.push(fieldProblem('text', 'missing'))
  if (text.length > FINDING_LENGTH) {
    problems.push(fieldProblem('text', 'too-long', { limit: FINDING_LENGTH }))
  }
  if (decision !== 'accept' && reason === '') problems.push(fieldProblem('reason', 'missing'))
  if (reason.length > REASON_LENGTH) {
    problems.push(fieldProblem('reason', 'too-long', { limit: REASON_LENGTH }))
  }
  if (!decision || problems.length > 0) return { kind: 'invalid', problems }
  const machineText = finding?.text ?? before?.value.machineText ?? ''
  const scoreHash = finding ? findingHash(score, finding) : ''
  if (input.hash !== scoreHash) return { kind: 'overtaken' }
  return write(context, input.actor, material.round, {
    kind: 'finding',
    subject: input.finding,
    seen: input.seen,
    value: {
      // What is proposed no longer can only be put aside.
      decision: finding ? decision : 'drop',
      machineText,
      finalText: decision === 'rewrite' ? text : machineText,
      scoreHash,
      reason,
    },
  })
}

/** Adds a finding that does not follow from the answers, or changes or removes one that was added. */
export async function addFinding(
  context: AppContext,
  input: {
    actor: AccountActor
    roundId: string
    /** Null for a new one. */
    finding: string | null
    theme: string | null
    side: string | null
    text: string | null
    source: string | null
    removed: boolean
    seen: number
  },
): Promise<{ kind: 'written' } | NotWritten> {
  const found = await materialOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const { framework, material } = found
  const before = latest(material.entries, 'added').find(({ subject }) => subject === input.finding)
  if (input.finding !== null && !before) return refused('unknown-finding')
  if (before && input.removed) {
    return write(context, input.actor, material.round, {
      kind: 'added',
      subject: before.subject,
      seen: input.seen,
      value: { ...before.value, removed: true },
    })
  }
  const theme = framework.themes.find(({ id }) => id === input.theme)?.id ?? before?.value.theme
  const side = (['good', 'better'] as const).find((one) => one === input.side) ?? before?.value.side
  const text = oneLine(input.text ?? '')
  const source = oneLine(input.source ?? '')
  const problems: FieldProblem[] = []
  if (theme === undefined) problems.push(fieldProblem('theme', 'missing'))
  if (side === undefined) problems.push(fieldProblem('side', 'missing'))
  for (const [field, value, limit] of [
    ['text', text, FINDING_LENGTH],
    ['source', source, REASON_LENGTH],
  ] as const) {
    if (value === '') problems.push(fieldProblem(field, 'missing'))
    if (value.length > limit) problems.push(fieldProblem(field, 'too-long', { limit }))
  }
  if (theme === undefined || side === undefined || problems.length > 0) return { kind: 'invalid', problems }
  return write(context, input.actor, material.round, {
    kind: 'added',
    subject: before?.subject ?? `${ADDED}${context.randomId()}`,
    seen: input.seen,
    value: { theme, side, text, source, reason: '', removed: false },
  })
}

/** Moves a finding one place up or down in its column. */
export async function moveFinding(
  context: AppContext,
  input: { actor: AccountActor; roundId: string; finding: string; to: 'up' | 'down'; seen: number },
): Promise<{ kind: 'written' } | NotWritten> {
  const found = await materialOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const { framework, material } = found
  const { score, editorial } = reportOfRound(framework, material, { edition: 'short' }, context.reportWords)
  const all: Pick<Finding, 'id' | 'theme' | 'side'>[] = inChosenOrder(
    [...score.findings, ...editorial.added],
    editorial.order,
    ({ id }) => id,
  )
  const moved = all.find(({ id }) => id === input.finding)
  if (!moved) return refused('unknown-finding')
  const column = all.filter(({ theme, side }) => theme === moved.theme && side === moved.side)
  const at = column.indexOf(moved)
  const other = column[input.to === 'up' ? at - 1 : at + 1]
  if (!other) return { kind: 'written' }
  const ids = all.map(({ id }) => (id === moved.id ? other.id : id === other.id ? moved.id : id))
  return write(context, input.actor, material.round, {
    kind: 'order',
    subject: '',
    seen: input.seen,
    value: { ids },
  })
}

/** Writes down who takes up a point for improvement, and until when; empty fields mean: still to be agreed. */
export async function agreeFollowUp(
  context: AppContext,
  input: {
    actor: AccountActor
    roundId: string
    finding: string
    owner: string | null
    day: string | null
    seen: number
  },
): Promise<{ kind: 'written' } | NotWritten> {
  const found = await materialOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const { framework, material } = found
  const { score, editorial } = reportOfRound(framework, material, { edition: 'short' }, context.reportWords)
  const known: { id: string; side: Side }[] = [...score.findings, ...editorial.added]
  if (!known.some(({ id, side }) => id === input.finding && side === 'better')) {
    return refused('unknown-finding')
  }
  const owner = oneLine(input.owner ?? '')
  const day = (input.day ?? '').trim()
  const problems: FieldProblem[] = []
  if (owner.length > OWNER_LENGTH) problems.push(fieldProblem('owner', 'too-long', { limit: OWNER_LENGTH }))
  if (day !== '' && !isDay(day)) problems.push(fieldProblem('day', 'not-a-day'))
  if (problems.length > 0) return { kind: 'invalid', problems }
  return write(context, input.actor, material.round, {
    kind: 'follow-up',
    subject: input.finding,
    seen: input.seen,
    value: { owner: owner === '' ? null : owner, day: day === '' ? null : day },
  })
}

/** The coordinator's answer to what a party said; an empty one takes the answer back. */
export async function answerReaction(
  context: AppContext,
  input: { actor: AccountActor; roundId: string; subject: string; text: string | null; seen: number },
): Promise<{ kind: 'written' } | NotWritten> {
  const found = await materialOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const { material } = found
  const reaction = latest(material.entries, 'reaction').find(({ subject }) => subject === input.subject)
  if (!reaction) return refused('unknown-finding')
  const text = oneLine(input.text ?? '')
  if (text.length > FINDING_LENGTH) {
    return { kind: 'invalid', problems: [fieldProblem('text', 'too-long', { limit: FINDING_LENGTH })] }
  }
  return write(context, input.actor, material.round, {
    kind: 'answer',
    subject: input.subject,
    seen: input.seen,
    value: { text },
  })
}

async function materialOf(
  context: AppContext,
  roundId: string,
): Promise<
  { kind: 'material'; framework: Framework; material: RoundMaterial & { round: RoundInRegion } } | Missing
> {
  const db = context.db.kysely
  const round = await findRound(db, roundId)
  if (!round) return refused('unknown-round')
  if (!isOver(round)) return refused('round-not-closed')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  return { kind: 'material', framework, material: await getMaterial(db, round, framework) }
}

async function write(
  context: AppContext,
  actor: AccountActor,
  round: RoundInRegion,
  entry: Pick<NewEntry, 'kind' | 'subject' | 'seen' | 'value'>,
): Promise<{ kind: 'written' } | { kind: 'overtaken' }> {
  const at = context.now().toISOString()
  return inTransaction(context.db, async (trx) => {
    const added = await addEntry(trx, round.id, {
      ...entry,
      at,
      author: auditActorText(actor),
      authorName: actor.name,
    })
    if (!added) return { kind: 'overtaken' as const }
    await appendAudit(trx, {
      at,
      actor: auditActorText(actor),
      action: 'findings-edited',
      regionId: round.regionId,
      subject: { roundId: round.id },
    })
    return { kind: 'written' as const }
  })
}
