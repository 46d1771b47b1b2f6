/**
 * The conclusion: one clause per criterion with a finding, joined per strand into prose that connects what goes
 * well with what could be better. The strands run across the themes, so it never repeats the bullets' order.
 */

import type { Sayable } from '../framework/report-skeleton.ts'
import { clauseParts } from '../framework/pattern.ts'
import type { Finding, Side } from '../scoring/score.ts'
import type { ReportContext } from './context.ts'
import { say } from './context.ts'
import type { Discourse, Speaking } from './criterion-slots.ts'
import { criterionSlots, nextSentence, speakingOf } from './criterion-slots.ts'
import type { Block, Inline, Sentence } from './document.ts'
import { capitalised, fill, listed, tidy, wordCount } from './fill.ts'
import type { Turns } from './compose-bullet.ts'
import { weightOf } from './voice.ts'

/** Sentences longer than this are not made by joining two clauses. */
const JOINED_WORDS = 22

export type Clause = {
  speaking: Speaking
  finding: Finding
  side: Side
  subject: Inline[]
  /** Who the subject is when it is exactly the speakers, so that it can be said once or become a pronoun. */
  who: string | null
  /** The same, also when words such as "de meeste" stand before the speakers. */
  speakers: string | null
  verb: string
  rest: Inline[]
  weight: number
}

/** The conclusion clause of one criterion, or null when the framework has none that can be said. */
export function clauseOf(context: ReportContext, speaking: Speaking): Clause | null {
  const { texts, score } = context.criterion(speaking.criterion)
  const { voice } = speaking
  const side = texts.conclusion[voice.side]
  const ordinary = side?.[voice.lens] ?? side?.both ?? side?.first ?? side?.second
  const patterns = voice.contrast?.contradicts
    ? [context.skeleton.conclusion.connect.gap]
    : [...(voice.unknown ? texts.conclusion.unknown : []), ...(ordinary ? [ordinary] : [])]
  for (const pattern of patterns) {
    const parts = clauseParts(pattern)
    if (!parts) throw new Error(`"${pattern}" is not a clause`)
    const discourse: Discourse = { last: null, now: null }
    const slots = criterionSlots(context, speaking, discourse)
    const subject = fill(parts.subject, slots)
    const speakers = discourse.now
    const verb = fill(parts.verb, slots)
    const rest = fill(parts.rest, slots)
    if (!subject || !verb || !rest) continue
    return {
      speaking,
      finding: speaking.finding,
      side: voice.side,
      subject,
      who: parts.subject === '{who}' ? speakers : null,
      speakers,
      verb: verb.join(''),
      rest,
      weight: weightOf(context.framework, score, voice),
    }
  }
  return null
}

/** The clause as a sentence of its own. */
export function clauseSentence(clause: Clause): Inline[] {
  return capitalised(plain(clause))
}

/**
 * The conclusion's paragraphs. When there is more to say than the framework's maximum, the lightest clauses of
 * findings that also have a bullet are left out; those without a bullet speak nowhere else and always stay.
 */
export function composeConclusion(context: ReportContext, turn: Turns): Block[] {
  const { conclusion } = context.skeleton
  const clauses = context.findings
    .flatMap((finding) => speakingOf(context, finding))
    .flatMap((speaking) => clauseOf(context, speaking) ?? [])
  const compose = (kept: Clause[]) => paragraphs(context, kept, restartable(turn))

  const droppable = clauses
    .filter((clause) => clause.finding.bullet !== null)
    .sort((a, b) => rank(a) - rank(b) || a.weight - b.weight)
  let kept = clauses
  while (wordsOf(compose(kept)) > conclusion.words.max && droppable.length > 0) {
    const lightest = droppable.shift()
    kept = kept.filter((clause) => clause !== lightest)
  }
  const result = paragraphs(context, kept, turn)
  if (wordsOf(result) >= conclusion.words.min) return result.map(paragraph)
  return [...result, unclear(context)].filter((sentences) => sentences.length > 0).map(paragraph)
}

/** A second criterion of a bullet goes before a first, and what is provisional before what is firm. */
function rank({ speaking, finding }: Clause): number {
  return (finding.criteria[0] === speaking.criterion ? 2 : 0) + (finding.firm ? 1 : 0)
}

/** Trials must not use up wordings: they take them from a copy that starts afresh. */
function restartable(turn: Turns): Turns {
  const used = new Map<string, number>()
  return {
    next(kind, wordings) {
      const count = used.get(kind) ?? 0
      used.set(kind, count + 1)
      return wordings[count % wordings.length] ?? turn.next(kind, wordings)
    },
  }
}

function paragraphs(context: ReportContext, kept: Clause[], turn: Turns): Sentence[][] {
  const { conclusion } = context.skeleton
  const speakingIn = new Set(kept.map((clause) => clause.speaking.criterion))
  const standing = (lines: Parameters<typeof say>[1]) => standingSentences(context, lines)
  const strands = conclusion.strands.map((strand) => {
    const here = strand.criteria.flatMap((id) => kept.filter((clause) => clause.speaking.criterion === id))
    if (!strand.criteria.some((id) => speakingIn.has(id))) return []
    return [...standing(strand.opening), ...strandSentences(context, here, turn), ...standing(strand.closing)]
  })
  return [standing(conclusion.opening), ...strands, standing(conclusion.closing)].filter(
    (sentences) => sentences.length > 0,
  )
}

/** Fixed sentences; one that speaks because of certain findings rests on those findings. */
export function standingSentences(
  context: ReportContext,
  lines: Parameters<typeof say>[1],
  place?: Parameters<typeof say>[3],
): Sentence[] {
  return lines.flatMap((line) => {
    const spoken = line.either.find(
      (sayable) => say(context, [{ either: [sayable] }], undefined, place).length > 0,
    )
    const [content] = spoken ? say(context, [{ either: [spoken] }], undefined, place) : []
    return spoken && content
      ? [{ content: capitalised(content), findings: findingsBehind(context, spoken) }]
      : []
  })
}

function findingsBehind(context: ReportContext, { when }: Sayable): string[] {
  const named = (ids: string[] | undefined, side: Side) =>
    context.findings
      .filter(
        (finding) =>
          finding.side === side &&
          (ids ?? []).some((id) => finding.bullet === id || finding.criteria.includes(id)),
      )
      .map((finding) => finding.id)
  return [...named(when?.good, 'good'), ...named(when?.better, 'better')]
}

/** First what goes well, then what could be better; firm before provisional within each. */
function strandSentences(context: ReportContext, clauses: Clause[], turn: Turns): Sentence[] {
  const groups = (side: Side) => {
    const here = clauses.filter((clause) => clause.side === side)
    return joinPairs([
      ...here.filter((clause) => !isProvisional(context, clause)),
      ...here.filter((clause) => isProvisional(context, clause)),
    ])
  }
  const good = groups('good')
  const better = groups('better')
  const sentences: Sentence[] = []
  const discourse: Discourse = { last: null, now: null }
  const lastGood = good.at(-1)
  const firstBetter = better[0]

  const joined = lastGood && firstBetter ? butJoin(context, lastGood, firstBetter) : null
  for (const group of joined ? good.slice(0, -1) : good)
    sentences.push(groupSentence(context, group, discourse, turn, false))
  if (joined) {
    sentences.push(joined)
    discourse.last = firstBetter?.[0]?.speakers ?? null
  }
  const remaining = joined ? better.slice(1) : better
  remaining.forEach((group, index) => {
    const turnsAround = index === 0 && !joined && good.length > 0
    sentences.push(groupSentence(context, group, discourse, turn, turnsAround))
  })
  return sentences
}

function isProvisional(context: ReportContext, { finding }: Clause): boolean {
  return context.provisional === 'some' && !finding.firm
}

/** Clauses that follow each other with the same speakers as subject are said in one sentence, two at most. */
function joinPairs(clauses: Clause[]): Clause[][] {
  const groups: Clause[][] = []
  for (const clause of clauses) {
    const last = groups.at(-1)
    const [before] = last ?? []
    const joins =
      last?.length === 1 &&
      before !== undefined &&
      clause.who !== null &&
      before.speakers === clause.who &&
      before.finding.firm === clause.finding.firm &&
      wordCount(plain(before)) + wordCount(plain(clause)) <= JOINED_WORDS
    if (joins) last?.push(clause)
    else groups.push([clause])
  }
  return groups
}

/** "Professionals … , maar …" when praise and improvement have one subject and are both firm. */
function butJoin(context: ReportContext, good: Clause[], better: Clause[]): Sentence | null {
  const [praise] = good
  const [improvement] = better
  if (!praise || !improvement || good.length > 1 || better.length > 1) return null
  if (improvement.who === null || improvement.who !== praise.speakers) return null
  if (isProvisional(context, praise) || isProvisional(context, improvement)) return null
  if (wordCount(plain(praise)) + wordCount(plain(improvement)) > JOINED_WORDS) return null
  const { but } = context.skeleton.conclusion.connect
  return {
    content: closed([...praiseWithoutStop(praise), `, ${but} ${improvement.verb} `, ...improvement.rest]),
    findings: [praise.finding.id, improvement.finding.id],
  }
}

function praiseWithoutStop(clause: Clause): Inline[] {
  return [...clause.subject, ` ${clause.verb} `, ...clause.rest]
}

function groupSentence(
  context: ReportContext,
  group: Clause[],
  discourse: Discourse,
  turn: Turns,
  turnsAround: boolean,
): Sentence {
  const { connect } = context.skeleton.conclusion
  const { words } = context.skeleton
  const [head, ...others] = group
  if (!head) throw new Error('A sentence needs a clause')
  const saidBefore = head.who !== null && discourse.last === head.who
  const subject: Inline[] = saidBefore ? [words.they] : head.subject
  const provisional = isProvisional(context, head) ? turn.next('provisional', connect.provisional) : null
  const contrast = turnsAround && !provisional ? turn.next('contrast', connect.contrast) : null
  const opening = provisional && turnsAround ? [`${connect.but} ${provisional}`] : [provisional ?? contrast]
  const [opens] = opening
  const start: Inline[] = opens
    ? [`${opens} ${head.verb} `, ...subject, ' ', ...head.rest]
    : [...subject, ` ${head.verb} `, ...head.rest]
  discourse.now = head.speakers
  nextSentence(discourse)
  return {
    content: closed([
      ...start,
      ...others.flatMap((clause): Inline[] => [` ${words.and} ${clause.verb} `, ...clause.rest]),
    ]),
    findings: [...new Set(group.map((clause) => clause.finding.id))],
  }
}

function plain(clause: Clause): Inline[] {
  return tidy([...clause.subject, ` ${clause.verb} `, ...clause.rest, '.'])
}

function closed(content: Inline[]): Inline[] {
  return capitalised(tidy([...content, '.']))
}

/** Subjects with answers but without a clear picture, so that a short conclusion does not hide what was asked. */
function unclear(context: ReportContext): Sentence[] {
  const spoken = new Set(context.score.findings.flatMap((finding) => finding.criteria))
  const topics = context.score.themes
    .flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
    .filter(
      (criterion) =>
        !spoken.has(criterion.id) &&
        Object.values(criterion.roles).some((role) => role.label === 'mixed' || role.label === 'divided'),
    )
    .map((criterion) => context.criterion(criterion.id).texts.topic)
    .slice(0, context.skeleton.slotSize + 1)
  if (topics.length === 0) return []
  const slot = {
    content: listed(
      topics.map((topic) => [topic.text]),
      context.skeleton.words.and,
    ),
    plural: topics.length > 1 || topics[0]?.plural === true,
  }
  return say(context, context.skeleton.conclusion.unclear, (name, argument) =>
    name === 'topics' ? slot : context.slots(name, argument),
  ).map((content) => ({ content: capitalised(content), findings: [] }))
}

function wordsOf(sentences: Sentence[][]): number {
  return sentences.flat().reduce((sum, sentence) => sum + wordCount(sentence.content), 0)
}

function paragraph(sentences: Sentence[]): Block {
  return { kind: 'paragraph', sentences }
}
