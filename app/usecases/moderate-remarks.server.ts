import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { addEntry, listEntries } from '../../db/queries/editorial.ts'
import { listKeptResponses } from '../../db/queries/responses.ts'
import { findRound } from '../../db/queries/rounds.ts'
import type { RoundInRegion } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AccountActor } from '../domain/access/access.ts'
import { oneLine } from '../domain/field.ts'
import { allCriteria } from '../domain/framework/framework.ts'
import type { Framework, Item } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { historyOf, latest } from '../domain/report/editorial-entries.ts'
import type { EditorialEntry, EntryOf } from '../domain/report/editorial-entries.ts'
import { personalDataIn } from '../domain/response/answer.ts'
import type { PersonalData } from '../domain/response/answer.ts'
import { identifyingIn, isShortened, withoutIdentifying } from '../domain/response/identifying.ts'
import type { Identifying } from '../domain/response/identifying.ts'
import { remarksPerItem } from '../domain/response/remarks.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import { permits } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'

type Missing = Refused<'unknown-round' | 'round-not-closed' | 'framework-missing' | 'texts-not-promised'>

type Verdict = EntryOf<'remark'>['value']['verdict']

export type ModeratedRemark = {
  key: string
  /** As it was written; null once the answers are erased, when only what was let through is left. */
  text: string | null
  /** What may tell who somebody is, with the words it stands in. */
  found: { kind: Identifying; words: string }[]
  /** The text with those words taken out: where shortening begins. */
  suggested: string
  verdict: Verdict | null
  released: string | null
  inReport: boolean
  /** Version of the last decision; 0 when there is none. */
  seen: number
  history: { verdict: Verdict; text: string | null; authorName: string; at: string }[]
}

export type ItemRemarks = {
  item: Item
  /** Whether the report has a place for a quote at this question. */
  quotable: boolean
  /** Too few answered for anybody to read what was written. */
  tooFew: boolean
  remarks: ModeratedRemark[]
}

/** What people wrote, per question, for whoever decides what of it may be shown. Nothing before the round is over. */
export async function showRemarks(
  context: AppContext,
  input: { roundId: string },
): Promise<{ kind: 'remarks'; items: ItemRemarks[] } | Missing> {
  const found = await remarksOf(context, input.roundId)
  return found.kind === 'refused' ? found : { kind: 'remarks', items: found.items }
}

/**
 * Lets a remark through, as it is or with words taken out, or withholds it. A citizen number, mail address or
 * telephone number never gets through. What was withheld can be let through later, and the other way round.
 */
export async function moderateRemark(
  context: AppContext,
  input: {
    actor: AccountActor
    roundId: string
    key: string
    verdict: string | null
    /** With words taken out; of no use to other verdicts. */
    text: string | null
    inReport: boolean
    seen: number
  },
): Promise<
  | { kind: 'written' }
  | { kind: 'overtaken' }
  | { kind: 'invalid'; reason: 'no-verdict' | 'not-shortened' }
  | { kind: 'invalid'; reason: 'personal-data'; found: PersonalData[] }
  | Refused<'unknown-remark'>
  | Missing
> {
  const found = await remarksOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const { round, items } = found
  const at = items.find(({ remarks }) => remarks.some(({ key }) => key === input.key))
  const remark = at?.remarks.find(({ key }) => key === input.key)
  if (!at || !remark) return refused('unknown-remark')
  const verdict = (['release', 'redact', 'withhold'] as const).find((one) => one === input.verdict)
  // Of an erased answer nobody can tell any more what was taken out.
  if (!verdict || (remark.text === null && verdict !== 'withhold')) {
    return { kind: 'invalid', reason: 'no-verdict' }
  }
  const original = oneLine(remark.text ?? '')
  const text = { release: original, redact: oneLine(input.text ?? ''), withhold: null }[verdict]
  if (verdict === 'redact' && !isShortened(original, text ?? '')) {
    return { kind: 'invalid', reason: 'not-shortened' }
  }
  const personal = personalDataIn(text ?? '')
  if (personal.length > 0) return { kind: 'invalid', reason: 'personal-data', found: personal }
  const now = context.now().toISOString()
  return inTransaction(context.db, async (trx) => {
    const added = await addEntry(trx, round.id, {
      kind: 'remark',
      subject: remark.key,
      seen: input.seen,
      value: {
        verdict,
        item: at.item.id,
        role: at.item.role,
        text,
        inReport: text !== null && at.quotable && input.inReport,
      },
      at: now,
      author: auditActorText(input.actor),
      authorName: input.actor.name,
    })
    if (!added) return { kind: 'overtaken' as const }
    await appendAudit(trx, {
      at: now,
      actor: auditActorText(input.actor),
      action: 'remark-moderated',
      regionId: round.regionId,
      subject: { roundId: round.id },
    })
    return { kind: 'written' as const }
  })
}

async function remarksOf(
  context: AppContext,
  roundId: string,
): Promise<{ kind: 'found'; round: RoundInRegion; items: ItemRemarks[] } | Missing> {
  const db = context.db.kysely
  const round = await findRound(db, roundId)
  if (!round) return refused('unknown-round')
  if (!isOver(round)) return refused('round-not-closed')
  if (!permits(round.visibility, { kind: 'texts' })) return refused('texts-not-promised')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const entries = await listEntries(db, round.id)
  const kept = await listKeptResponses(db, round.id)
  const wished = Object.fromEntries(round.roles.map(({ role, minimumGroup }) => [role, minimumGroup]))
  const items = remarksPerItem(framework, kept, { variant: round.variant, wished })
  return { kind: 'found', round, items: withDecisions(framework, items, entries) }
}

function withDecisions(
  framework: Framework,
  items: ReturnType<typeof remarksPerItem>,
  entries: readonly EditorialEntry[],
): ItemRemarks[] {
  const decided = latest(entries, 'remark')
  const quotable = new Set(allCriteria(framework).flatMap(({ items }) => items.map(({ id }) => id)))
  const moderated = (key: string, text: string | null): ModeratedRemark => {
    const last = decided.find(({ subject }) => subject === key)
    return {
      key,
      text,
      found: identifyingIn(text ?? '').map(({ kind, from, to }) => ({
        kind,
        words: (text ?? '').slice(from, to),
      })),
      suggested: withoutIdentifying(text ?? ''),
      verdict: last?.value.verdict ?? null,
      released: last?.value.text ?? null,
      inReport: last?.value.inReport ?? false,
      seen: last?.version ?? 0,
      history: historyOf(entries, 'remark', key).map(({ value, authorName, at }) => ({
        verdict: value.verdict,
        text: value.text,
        authorName,
        at,
      })),
    }
  }
  return items.map(({ item, remarks }) => {
    const written = (remarks ?? []).map(({ key, text }) => moderated(key, text))
    const known = new Set(written.map(({ key }) => key))
    // What was let through outlives the answer; it can still be withheld.
    const left = decided
      .filter(({ subject, value }) => value.item === item.id && value.text !== null && !known.has(subject))
      .map(({ subject }) => moderated(subject, null))
    return {
      item,
      quotable: quotable.has(item.id),
      tooFew: remarks === null,
      remarks: [...written, ...left],
    }
  })
}
