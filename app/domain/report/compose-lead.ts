/** The lead: the strongest thing that goes well, then what could be better most; the report in two sentences. */

import type { ReportContext } from './context.ts'
import { say } from './context.ts'
import { speakingOf } from './criterion-slots.ts'
import { clauseOf, type Clause } from './compose-conclusion.ts'
import type { Sentence } from './document.ts'
import { capitalised, listed, tidy } from './fill.ts'
import type { Slots } from './fill.ts'

export function composeLead(context: ReportContext): Sentence[] {
  const { lead, words } = context.skeleton
  const clauses = context.findings
    .filter((finding) => finding.bullet !== null)
    .flatMap((finding) => speakingOf(context, finding))
    .flatMap((speaking) => clauseOf(context, speaking) ?? [])
  const [strongest] = ranked(clauses, 'good')
  const better = ranked(clauses, 'better')
  const topmost = better[0] ? [better[0], ...better.slice(1).filter(otherSubject(better[0])).slice(0, 1)] : []

  const good: Sentence[] = strongest
    ? say(context, lead.good, withClause(context, strongest)).map((content) => ({
        content: capitalised(content),
        findings: [strongest.finding.id],
      }))
    : []
  if (topmost.length === 0) return good
  const topics = topmost.map((clause) => context.criterion(clause.speaking.criterion).texts.topic)
  const slots: Slots = (name, argument) =>
    name === 'topics'
      ? {
          content: listed(
            topics.map((topic) => [topic.text]),
            words.and,
          ),
          plural: topics.length > 1 || topics[0]?.plural === true,
        }
      : context.slots(name, argument)
  return [
    ...good,
    ...say(context, lead.better, slots).map((content) => ({
      content: capitalised(content),
      findings: topmost.map((clause) => clause.finding.id),
    })),
  ]
}

/** Firm before provisional, agreed before said by one lens, then furthest past the cut-off. */
function ranked(clauses: Clause[], side: Clause['side']): Clause[] {
  const agreed = (clause: Clause) =>
    Number(clause.speaking.voice.lens === 'both' && !clause.speaking.voice.contrast)
  return clauses
    .filter((clause) => clause.side === side)
    .sort(
      (a, b) =>
        Number(b.finding.firm) - Number(a.finding.firm) || agreed(b) - agreed(a) || b.weight - a.weight,
    )
}

function otherSubject(first: Clause): (clause: Clause) => boolean {
  return (clause) => clause.finding.id !== first.finding.id && clause.finding.firm === first.finding.firm
}

function withClause(context: ReportContext, clause: Clause): Slots {
  const content = tidy([...clause.subject, ` ${clause.verb} `, ...clause.rest])
  return (name, argument) => (name === 'clause' ? { content, plural: false } : context.slots(name, argument))
}
