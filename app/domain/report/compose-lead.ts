/** The lead: the strongest thing that goes well, then what could be better most; the report in two sentences. */

import type { Line } from '../framework/report-skeleton.ts'
import type { ReportContext } from './context.ts'
import { say } from './context.ts'
import { speakingOf } from './criterion-slots.ts'
import { clauseOf, joinedClauses, joinPairs, type Clause } from './compose-conclusion.ts'
import type { Sentence } from './document.ts'
import { capitalised, listed, tidy } from './fill.ts'
import type { Slots } from './fill.ts'

/** The lead carries no notes: they stand where the body first speaks of the subject. */
export function composeLead(context: ReportContext): Sentence[] {
  return leadSentences(context).map((sentence) => ({
    ...sentence,
    content: tidy(sentence.content.filter((part) => typeof part === 'string' || part.kind !== 'note')),
  }))
}

function leadSentences(context: ReportContext): Sentence[] {
  const { lead, words } = context.skeleton
  const clauses = context.findings
    .filter((finding) => finding.bullet !== null)
    .flatMap((finding) => speakingOf(context, finding))
    .flatMap((speaking) => clauseOf(context, speaking) ?? [])
  const strongest = withCompanion(ranked(clauses, 'good'))
  const better = ranked(clauses, 'better')
  const topmost = better[0] ? [better[0], ...better.slice(1).filter(otherSubject(better[0])).slice(0, 1)] : []

  const topics = topmost.map((clause) => clause.speaking.texts.topic)
  const clause = joinedClauses(strongest, words.and)
  const slots: Slots = (name, argument) => {
    if (name === 'clause') return clause.length > 0 ? { content: clause, plural: false } : null
    if (name !== 'topics') return context.slots(name, argument)
    if (topics.length === 0) return null
    return {
      content: listed(
        topics.map((topic) => [topic.text]),
        words.and,
      ),
      plural: topics.length > 1 || topics[0]?.plural === true,
    }
  }
  const sentences = (lines: Line[], behind: Clause[]): Sentence[] =>
    say(context, lines, slots).map((content) => ({
      content: capitalised(content),
      findings: [...new Set(behind.map((one) => one.finding.id))],
    }))
  return [...sentences(lead.good, strongest), ...sentences(lead.better, topmost)]
}

/**
 * Firm before provisional; then what both lenses say, then what the first lens (who do the work) says; then
 * furthest past the cut-off. What the other lens does not share comes after what nobody disputes.
 */
function ranked(clauses: Clause[], side: Clause['side']): Clause[] {
  const standing = ({ speaking: { voice } }: Clause) => {
    const disputed = voice.contrast !== null || voice.other !== null
    return { both: 4, first: 2, second: 0 }[voice.lens] + (disputed ? 0 : 1)
  }
  return clauses
    .filter((clause) => clause.side === side)
    .sort(
      (a, b) =>
        Number(b.finding.firm) - Number(a.finding.firm) ||
        standing(b) - standing(a) ||
        Number(b.who !== null) - Number(a.who !== null) ||
        b.weight - a.weight,
    )
}

/** The strongest clause, with the next one that can be said in the same sentence: of its own finding first. */
function withCompanion(clauses: Clause[]): Clause[] {
  const [strongest, ...others] = clauses
  if (!strongest) return []
  const own = others.filter((clause) => clause.finding.id === strongest.finding.id)
  const candidates = [...own, ...others.filter((clause) => !own.includes(clause))]
  const companion = candidates.find((clause) => joinPairs([strongest, clause]).length === 1)
  return companion ? [strongest, companion] : [strongest]
}

function otherSubject(first: Clause): (clause: Clause) => boolean {
  return (clause) => clause.finding.id !== first.finding.id && clause.finding.firm === first.finding.firm
}
