import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { addEntry, listEntries } from '../../db/queries/editorial.ts'
import { findHearing, findHearingParty, lockHearing } from '../../db/queries/hearings.ts'
import { hashOfToken } from '../../db/queries/respondents.ts'
import { listResponsesOf } from '../../db/queries/responses.ts'
import { getMaterial } from '../../db/queries/round-material.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { auditActorText } from '../domain/access/audit.ts'
import { fieldProblem, oneLine } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { allCriteria, allItems } from '../domain/framework/framework.ts'
import type { Framework, Item } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import type { ReactionKind } from '../domain/report/editorial.ts'
import { latest, reactionSubject } from '../domain/report/editorial-entries.ts'
import { FINDING_LENGTH } from '../domain/report/finding-length.ts'
import { asConcept, reportOfRound } from '../domain/report/round-report.ts'
import type { QuestionnaireResponse } from '../domain/response/response.ts'
import { foldLinkCode } from '../domain/round/link-code.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import { permits } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'

const KINDS: readonly ReactionKind[] = ['agree', 'remark', 'error']

/** An answer that this party gave itself. */
export type OwnAnswer = { item: Item; codes: string[]; text: string; remark: string }

export type OwnReaction = {
  kind: ReactionKind | 'none'
  text: string
  /** The version of it; 0 before the first. */
  version: number
  /** What the coordinator answered; null without an answer. */
  answer: string | null
}

export type ConceptView = {
  kind: 'concept'
  organisation: string
  /** How the report names this party, as "wie ziet wat" promised. */
  printedAs: string
  /** ISO 8601, UTC; `open` while reactions can be given and changed. */
  until: string
  open: boolean
  round: { askedBy: string; region: string; invented: boolean; visibility: Visible }
  /** The concept as it stands, without what any party said of it. */
  document: ReportDocument
  findings: { id: string; text: string; own: OwnAnswer[]; reaction: OwnReaction }[]
  /** On the report as a whole. */
  general: OwnReaction
  /** The own answers are there: false once they were erased. */
  answersKept: boolean
}

type Visible = Parameters<typeof permits>[0]

type Unreadable = Refused<'unknown-link' | 'framework-missing' | 'storage-unavailable'>

/**
 * What a party reads by its link: the concept, its own answers, its own reactions, and nothing of any other party.
 * Reads only: mail scanners open links too.
 */
export async function showConcept(
  context: AppContext,
  input: { token: string },
): Promise<ConceptView | Unreadable> {
  return unlessStorageFails<ConceptView | Refused<'unknown-link' | 'framework-missing'>>(async () => {
    const db = context.db.kysely
    const link = await findHearingParty(db, hashOfToken(foldLinkCode(input.token)))
    const hearing = link && (await findHearing(db, link.roundId))
    const round = link && (await findRound(db, link.roundId))
    if (!hearing || !round || !isOver(round)) return refused('unknown-link')
    if (!permits(round.visibility, { kind: 'report', to: 'boards' })) return refused('unknown-link')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const { organisationId } = link
    const material = await getMaterial(db, round, framework)
    const organisation = material.organisations.find(({ id }) => id === organisationId)
    if (!organisation) return refused('unknown-link')
    const { entries } = material
    const report = reportOfRound(
      framework,
      // What other parties said is theirs until it is published.
      { ...material, entries: entries.filter(({ kind }) => kind !== 'reaction' && kind !== 'answer') },
      { edition: 'short' },
      context.reportWords,
    )
    const named = framework.roles.filter(({ anonymity }) => anonymity === 'named').map(({ id }) => id)
    const responses = await listResponsesOf(db, round.id, organisationId, named)
    const reactions = new Map(latest(entries, 'reaction').map((entry) => [entry.subject, entry]))
    const answers = new Map(latest(entries, 'answer').map((entry) => [entry.subject, entry.value.text]))
    const ownReaction = (finding: string | null): OwnReaction => {
      const subject = reactionSubject(organisationId, finding)
      const entry = reactions.get(subject)
      return {
        kind: entry?.value.kind ?? 'none',
        text: entry?.value.text ?? '',
        version: entry?.version ?? 0,
        answer: (answers.get(subject) ?? '') || null,
      }
    }
    const byName = permits(round.visibility, { kind: 'board-names' })
    const party = framework.parties.find(({ id }) => id === organisation.party)?.report.one
    return {
      kind: 'concept',
      organisation: organisation.name,
      printedAs: byName ? organisation.name : (party ?? ''),
      until: hearing.until,
      open: context.now().toISOString() < hearing.until,
      round: {
        askedBy: round.askedBy,
        region: round.region.title,
        invented: round.region.invented,
        visibility: round.visibility,
      },
      document: asConcept(report.document, context.reportWords),
      findings: report.document.evidence.map(({ finding, text, criteria }) => ({
        id: finding,
        text,
        own: ownAnswers(
          framework,
          criteria.map(({ id }) => id),
          responses,
        ),
        reaction: ownReaction(finding),
      })),
      general: ownReaction(null),
      answersKept: responses.length > 0,
    }
  })
}

export type GivenReaction = {
  /** Null: on the report as a whole. */
  finding: string | null
  kind: string | null
  text: string | null
  /** The version of the own reaction that was on the screen. */
  seen: number
  /** The finding as it stood on the screen; empty for the whole. */
  shown: string
}

/**
 * Keeps what a party says of the concept, all of it or nothing. Fields of problems are `kind.<place>` and
 * `text.<place>`, by the place in the list that was given. A reaction to a sentence that has changed since, or that a
 * colleague changed meanwhile, is not kept.
 */
export async function saveReactions(
  context: AppContext,
  input: { token: string; reactions: readonly GivenReaction[] },
): Promise<
  | { kind: 'saved' }
  | { kind: 'invalid'; problems: FieldProblem[] }
  | { kind: 'overtaken' }
  | { kind: 'over' }
  | Unreadable
> {
  const view = await showConcept(context, input)
  if (view.kind === 'refused') return view
  const read = input.reactions.map((given) => {
    const finding = view.findings.find(({ id }) => id === given.finding)
    return {
      ...given,
      kind: KINDS.find((kind) => kind === given.kind) ?? ('none' as const),
      text: oneLine(given.text ?? ''),
      now: given.finding === null ? view.general : (finding?.reaction ?? null),
      stands: given.finding === null ? '' : (finding?.text ?? null),
    }
  })
  const problems = read.flatMap(({ kind, text }, place) => {
    if (text.length > FINDING_LENGTH) {
      return [fieldProblem(`text.${place}`, 'too-long', { limit: FINDING_LENGTH })]
    }
    if (kind === 'none' && text !== '') return [fieldProblem(`kind.${place}`, 'missing')]
    return kind !== 'none' && kind !== 'agree' && text === ''
      ? [fieldProblem(`text.${place}`, 'missing')]
      : []
  })
  if (!view.open) return { kind: 'over' }
  if (problems.length > 0) return { kind: 'invalid', problems }
  const changed = read.filter(({ kind, text, now }) => now === null || now.kind !== kind || now.text !== text)
  if (changed.some(({ stands, shown, now, seen }) => stands !== shown || now?.version !== seen)) {
    return { kind: 'overtaken' }
  }
  return unlessStorageFails(() =>
    inTransaction(context.db, async (trx) => {
      const link = await findHearingParty(trx, hashOfToken(foldLinkCode(input.token)))
      const hearing = link && (await lockHearing(trx, link.roundId))
      const round = link && (await findRound(trx, link.roundId))
      if (!hearing || !round) return refused('unknown-link')
      const at = context.now().toISOString()
      if (at >= hearing.until) return { kind: 'over' as const }
      const { organisationId } = link
      const versions = new Map(
        latest(await listEntries(trx, round.id), 'reaction').map(({ subject, version }) => [
          subject,
          version,
        ]),
      )
      // Behind the lock, before anything is written: so nothing is ever half-written.
      if (
        changed.some(
          ({ finding, seen }) => (versions.get(reactionSubject(organisationId, finding)) ?? 0) !== seen,
        )
      ) {
        return { kind: 'overtaken' as const }
      }
      for (const { finding, kind, text, seen, shown } of changed) {
        await addEntry(trx, round.id, {
          kind: 'reaction',
          subject: reactionSubject(organisationId, finding),
          seen,
          value: { kind, text, seen: shown },
          author: `organisation:${organisationId}`,
          authorName: view.organisation,
          at,
        })
      }
      if (changed.length > 0) {
        await appendAudit(trx, {
          at,
          actor: auditActorText('organisation'),
          action: 'reactions-saved',
          regionId: round.regionId,
          subject: { roundId: round.id, organisationId },
        })
      }
      return { kind: 'saved' as const }
    }),
  )
}

/** What this party itself answered to the questions behind a finding. */
function ownAnswers(
  framework: Framework,
  criteria: readonly string[],
  responses: readonly QuestionnaireResponse[],
): OwnAnswer[] {
  const items = new Set(
    allCriteria(framework)
      .filter(({ id }) => criteria.includes(id))
      .flatMap((criterion) => criterion.items.map(({ id }) => id)),
  )
  return responses.flatMap((response) =>
    allItems(framework)
      .filter(({ id, role }) => items.has(id) && role === response.role)
      .flatMap((item) => {
        const codes = response.answers[item.id] ?? []
        const text = response.texts[item.id] ?? ''
        if (codes.length === 0 && text === '') return []
        return [{ item, codes, text, remark: response.remarks[item.id] ?? '' }]
      }),
  )
}
