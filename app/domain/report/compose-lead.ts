/** The lead: the strongest thing that goes well, then what could be better most; the report in two sentences. */

import type { Line } from '../framework/skeleton-line.ts'
import type { ReportContext } from './context.ts'
import { say } from './context.ts'
import { speakingOf, type Speaking } from './criterion-slots.ts'
import { clauseOf, ownContrast, type Clause } from './compose-conclusion.ts'
import type { Inline, Sentence } from './document.ts'
import { distancesOf, type Voice } from './voice.ts'
import { capitalised, listed, textSlot, tidy, wordCount } from './fill.ts'
import type { Slots, SlotValue } from './fill.ts'

/** Two subjects are named only while they stay short: the lead is read in one breath. */
const TOPIC_WORDS = 12

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
  const [strongest] = ranked(context, clauses, 'good')
  const better = ranked(context, clauses, 'better')
  const topmost = better[0]
    ? [
        better[0],
        ...better
          .slice(1)
          .filter(otherSubject(context, better[0]))
          .slice(0, 1)
          .filter((clause) => topicWords(better[0]) + topicWords(clause) <= TOPIC_WORDS),
      ]
    : []
  const disputed = better[0] && contradiction(context, better[0])
  const topics = topmost.map(({ speaking }) => subjectOf(context, speaking))
  const slots: Slots = (name, argument) => {
    if (name === 'clause' || name === 'inverted') return strongest ? clauseSlot(strongest, name) : null
    if (name === 'lower' || name === 'higher') {
      const role = disputed?.[name]
      return role ? textSlot(role.plural, true) : null
    }
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
    say(context, lines, slots, { contrast: disputed !== undefined && behind === topmost }).map((content) => ({
      content: capitalised(content),
      findings: [...new Set(behind.map((one) => one.finding.id))],
    }))
  return [...sentences(lead.good, strongest ? [strongest] : []), ...sentences(lead.better, topmost)]
}

/**
 * Firm before provisional; then what nobody disputes; then what those who do the work say before what only the
 * second lens says; then what can be joined to others; then furthest past the cut-off, as the mean of its speakers.
 */
function ranked(context: ReportContext, clauses: Clause[], side: Clause['side']): Clause[] {
  const standing = ({ speaking: { voice } }: Clause) =>
    (voice.contrast === null && voice.other === null ? 2 : 0) + (voice.lens === 'second' ? 0 : 1)
  const distance = ({ speaking }: Clause) => {
    const distances = distancesOf(context.framework, speaking.score, speaking.voice)
    return distances.reduce((sum, one) => sum + one, 0) / distances.length
  }
  const joinable = ({ who }: Clause) => Number(side === 'good' && who !== null)
  return clauses
    .filter((clause) => clause.side === side)
    .sort(
      (a, b) =>
        Number(b.speaking.firm) - Number(a.speaking.firm) ||
        standing(b) - standing(a) ||
        joinable(b) - joinable(a) ||
        distance(b) - distance(a),
    )
}

function clauseSlot({ subject, verb, rest }: Clause, order: 'clause' | 'inverted'): SlotValue {
  const content: Inline[] =
    order === 'clause' ? [...subject, ` ${verb} `, ...rest] : [`${verb} `, ...subject, ' ', ...rest]
  return { content: tidy(content), plural: false }
}

/** Subjects share the sentence when both are as firm, and both are disputed in the same direction or neither is. */
function otherSubject(context: ReportContext, first: Clause): (clause: Clause) => boolean {
  return (clause) =>
    clause.finding.id !== first.finding.id &&
    clause.speaking.firm === first.speaking.firm &&
    contradiction(context, clause)?.lower.id === contradiction(context, first)?.lower.id
}

/** The two lenses when one praises what the other would see better: then the lead may not say it as if all agree. */
function contradiction(context: ReportContext, { speaking }: Clause): Voice['contrast'] | undefined {
  const { contrast } = speaking.voice
  return contrast?.contradicts && !ownContrast(context, speaking) ? contrast : undefined
}

/** The subject as whoever is not satisfied was asked about it. */
function subjectOf(context: ReportContext, { texts: { topic }, voice }: Speaking) {
  const second = context.framework.roles[1]
  const lower = voice.contrast?.contradicts ? voice.contrast.lower : voice.speakers[0]
  return topic.second !== undefined && lower === second ? { text: topic.second, plural: false } : topic
}

function topicWords(clause: Clause | undefined): number {
  return clause ? wordCount(clause.speaking.texts.topic.text) : 0
}
