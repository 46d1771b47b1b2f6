/**
 * What people decided about the proposals of a round: which findings the region adopts and in whose words, what it
 * adds, which remarks may be quoted, what parties replied and who takes up what. The machine's proposals stay as they
 * are; this stands beside them, and `composeReport` puts the two together.
 */

import { canonicalJson, sha256 } from '../framework/hash.ts'
import type { Finding, Score, Side } from '../scoring/score.ts'

export type Editorial = {
  /** The last decision per finding. A finding without one is printed as the machine proposes it. */
  decisions: FindingDecision[]
  added: AddedFinding[]
  /** Ids of findings, added ones included, in the order of their column; those that are not here follow in the machine's. */
  order: string[]
  /** Remarks that a moderator let through, in no order that tells who wrote them. */
  quotes: ReleasedQuote[]
  reactions: FindingReaction[]
  /** Null: the report says nothing of them yet. With a list, every printed point that is not in it is still to be agreed. */
  followUps: FollowUp[] | null
  words: EditorialWords
}

/** Who decided, when and why. */
export type Edit = {
  /** Name of the account, for staff; it is never printed. */
  author: string
  /** ISO 8601, UTC. */
  at: string
  /** In the author's words; empty only where nothing was changed. It may be printed. */
  reason: string
}

export type FindingDecision = Edit & {
  finding: string
  kind: 'accept' | 'rewrite' | 'drop'
  /** What the machine proposed when this was decided. */
  machineText: string
  /** What is printed; equal to `machineText` unless rewritten. */
  finalText: string
  /** `findingHash` of the numbers that whoever decided had before them. */
  scoreHash: string
}

/** A statement that does not follow from the answers. Its source is printed with it. */
export type AddedFinding = Edit & {
  /** Begins with `added-`, so that it is never the id of a proposal. */
  id: string
  theme: string
  side: Side
  text: string
  /** Where it follows from, in words. */
  source: string
}

export type ReleasedQuote = {
  id: string
  item: string
  role: string
  /** As it may be printed. */
  text: string
  /** Something was taken out. */
  redacted: boolean
}

export type ReactionKind = 'agree' | 'remark' | 'error'

export type FindingReaction = {
  /** Null: about the report as a whole. */
  finding: string | null
  /** How the report may name the party, as "wie ziet wat" promised. */
  party: string
  kind: ReactionKind
  /** Empty where the party agrees without a word. */
  text: string
  /** The coordinator's answer. */
  answer: string | null
}

/** Who takes up a point for improvement. */
export type FollowUp = {
  finding: string
  /** Null: still to be agreed. */
  owner: string | null
  /** ISO date; null: still to be agreed. */
  day: string | null
}

/**
 * The words that stand around what people wrote, as patterns (`[…]` falls away when a slot in it is empty). They are
 * about how the report came about, so they are the same for every framework.
 */
export type EditorialWords = {
  /** What every page of a report says that is not published. */
  concept: string
  /** The note at an added finding; slot `source`. */
  source: string
  /** Slot `parties`. */
  agree: string
  /** Slots `party` and `text`. */
  remark: string
  error: string
  /** Slot `text`. */
  answer: string
  /** Slots `role` (one of them, in words) and `text`. */
  quote: string
  followUp: { caption: string; point: string; owner: string; day: string; open: string }
}

/** The beginning of the id of an added finding. */
export const ADDED = 'added-'

/**
 * A digest of every number that a finding rests on: the labels, shares, intervals and counts of its criteria in all
 * roles. Equal digests say that who decided saw what stands there now.
 */
export function findingHash(score: Score, finding: Finding): string {
  const criteria = score.themes
    .flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
    .filter((criterion) => finding.criteria.includes(criterion.id))
    .map(({ id, roles, gap }) => ({ id, roles, gap }))
  const { id, side, form, rule, firm } = finding
  return sha256(canonicalJson({ id, side, form, rule, firm, criteria }))
}

/**
 * Decisions whose numbers are not the ones that were decided on: changed since, or the finding is no longer proposed.
 * None of them may be published before somebody has looked again.
 */
export function staleDecisions(
  score: Score,
  decisions: readonly FindingDecision[],
): { finding: string; why: 'changed' | 'gone' }[] {
  const hashes = new Map(score.findings.map((finding) => [finding.id, findingHash(score, finding)]))
  return decisions.flatMap((decision): { finding: string; why: 'changed' | 'gone' }[] => {
    const now = hashes.get(decision.finding)
    if (now === decision.scoreHash) return []
    if (now !== undefined) return [{ finding: decision.finding, why: 'changed' }]
    return decision.kind === 'drop' ? [] : [{ finding: decision.finding, why: 'gone' }]
  })
}

/** The findings that stay: those that nobody dropped. */
export function keptFindings(score: Score, editorial: Editorial): Finding[] {
  const dropped = new Set(
    editorial.decisions.filter(({ kind }) => kind === 'drop').map(({ finding }) => finding),
  )
  return score.findings.filter(({ id }) => !dropped.has(id))
}

/** The text that somebody gave a finding; null where the machine's stands. */
export function rewrittenText(editorial: Editorial | null, finding: string): string | null {
  const decision = editorial?.decisions.find((one) => one.finding === finding)
  return decision?.kind === 'rewrite' ? decision.finalText : null
}

/** The same things in the order that was chosen; what is not in the order keeps its place behind. */
export function inChosenOrder<T>(
  things: readonly T[],
  order: readonly string[],
  idOf: (thing: T) => string,
): T[] {
  const places = new Map(order.map((id, place) => [id, place]))
  const placeOf = (thing: T) => places.get(idOf(thing)) ?? order.length
  return [...things].sort((one, other) => placeOf(one) - placeOf(other))
}
