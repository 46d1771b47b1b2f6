/**
 * The conclusion: one clause per criterion with a finding, joined per strand into prose that connects what goes
 * well with what could be better. The strands run across the themes, so it never repeats the bullets' order.
 */

import type { Sayable } from '../framework/skeleton-line.ts'
import { clauseParts, slotsOf } from '../framework/pattern.ts'
import type { Finding, Side } from '../scoring/score.ts'
import type { ReportContext } from './context.ts'
import { say } from './context.ts'
import type { Discourse, Speaking } from './criterion-slots.ts'
import { criterionSlots, nextSentence, speakingOf } from './criterion-slots.ts'
import type { Block, Inline, Sentence } from './document.ts'
import { plainText } from './document.ts'
import { capitalised, fill, listed, textSlot, tidy, wordCount, type Slots } from './fill.ts'
import type { Turns } from './compose-bullet.ts'
import { weightOf } from './voice.ts'

/** Sentences longer than this are not made by joining clauses, and no sentence joins more than three. */
const JOINED_WORDS = 24
const JOINED_CLAUSES = 3
/** Two subjects of a contrast share a sentence while together they stay this short. */
const JOINED_TOPIC_WORDS = 18
/** What the opening of a provisional sentence and the pronouns after it may take. */
const OPENING_WORDS = 8

export type Clause = {
  speaking: Speaking
  finding: Finding
  /** Findings that a sentence of this clause rests on: its own, and those of clauses joined into it. */
  rests: string[]
  side: Side
  subject: Inline[]
  /** Who the subject is when it is exactly the speakers, so that it can be said once or become a pronoun. */
  who: string | null
  /** The same, also when words such as "de meeste" stand before the speakers. */
  speakers: string | null
  verb: string
  rest: Inline[]
  /** The rest without hedges that the sentence has already used, where the framework lets them be left out. */
  restWithout(used: Set<string>): Inline[]
  /** Hedges in the rest that may be left out once they have been said. */
  hedges: string[]
  weight: number
}

/** The conclusion clause of one criterion, or null when the framework has none that can be said. */
export function clauseOf(context: ReportContext, speaking: Speaking): Clause | null {
  const { texts, voice } = speaking
  const side = texts.conclusion[voice.side]
  const ordinary = side?.[voice.lens] ?? side?.both ?? side?.first ?? side?.second
  const patterns = voice.contrast?.contradicts
    ? [ownContrast(context, speaking) ?? context.skeleton.conclusion.connect.gap[0]!]
    : [...(voice.unknown ? texts.conclusion.unknown : []), ...(ordinary ? [ordinary] : [])]
  for (const pattern of patterns) {
    const clause = fillClause(context, speaking, pattern, speaking.texts.topic.text)
    if (clause) return clause
  }
  return null
}

/** The clause for two lenses that contradict each other while they were asked about different things. */
export function ownContrast(context: ReportContext, { texts, voice }: Speaking): string | undefined {
  const lower = voice.contrast?.contradicts ? voice.contrast.lower : undefined
  if (!lower) return undefined
  return texts.conclusion.contrast?.[lower === context.framework.roles[0] ? 'first' : 'second']
}

function fillClause(
  context: ReportContext,
  speaking: Speaking,
  pattern: string,
  topic: string,
): Clause | null {
  const { finding, voice, score } = speaking
  const parts = clauseParts(pattern)
  if (!parts) throw new Error(`"${pattern}" is not a clause`)
  const discourse: Discourse = { last: null, now: null }
  const ofCriterion = criterionSlots(context, speaking, discourse)
  const slots: Slots = (name, argument) => (name === 'topic' ? textSlot(topic) : ofCriterion(name, argument))
  const subject = fill(parts.subject, slots)
  const speakers = discourse.now
  const verb = fill(parts.verb, slots)
  const rest = fill(parts.rest, slots)
  if (!subject || !verb || !rest) return null
  const hedges = slotsOf(parts.rest)
    .map((slot) => slot.name)
    .filter((name) => name in context.skeleton.hedges)
  return {
    speaking,
    finding,
    rests: [finding.id],
    side: voice.side,
    subject,
    who: parts.subject === '{who}' ? speakers : null,
    speakers,
    verb: plainText(verb),
    rest,
    restWithout: (used) =>
      fill(parts.rest, (name, argument) => (used.has(name) ? null : slots(name, argument))) ?? rest,
    hedges,
    weight: weightOf(context.framework, score, voice),
  }
}

/**
 * Criteria that one lens sees less favourably than the other: two that follow the same direction are said in one
 * sentence while that stays short, and the wordings take turns, so that a conclusion full of contrasts reads on.
 */
function withContrastsJoined(context: ReportContext, clauses: Clause[], turn: Turns): Clause[] {
  const { connect } = context.skeleton.conclusion
  const { and } = context.skeleton.words
  const groups: Clause[][] = []
  for (const clause of clauses) {
    const fits = groups.find(
      ([head, ...others]) =>
        head !== undefined &&
        others.length === 0 &&
        canShare(context, head, clause) &&
        shortEnough([head, clause]),
    )
    if (fits) fits.push(clause)
    else groups.push([clause])
  }
  return groups.map((group) => {
    const [head] = group
    if (!head) throw new Error('A sentence needs a clause')
    if (!head.speaking.voice.contrast?.contradicts || ownContrast(context, head.speaking)) return head
    const joined = fillClause(context, head.speaking, turn.next('gap', connect.gap), topicsOf(group, and))
    return joined ? { ...joined, rests: group.flatMap((clause) => clause.rests) } : head
  })

  function shortEnough(group: Clause[]): boolean {
    return wordCount(topicsOf(group, and)) <= JOINED_TOPIC_WORDS
  }
}

function canShare(context: ReportContext, head: Clause, clause: Clause): boolean {
  const one = head.speaking.voice.contrast
  const two = clause.speaking.voice.contrast
  return (
    one?.contradicts === true &&
    two?.contradicts === true &&
    !ownContrast(context, head.speaking) &&
    !ownContrast(context, clause.speaking) &&
    one.lower.id === two.lower.id &&
    isProvisional(context, head) === isProvisional(context, clause)
  )
}

function topicsOf(group: Clause[], and: string): string {
  return group.map((clause) => clause.speaking.texts.topic.text).join(` ${and} `)
}

/** The clause as a sentence of its own. */
export function clauseSentence(clause: Clause): Inline[] {
  return capitalised(plain(clause))
}

/**
 * The conclusion's paragraphs. When there is more to say than the framework's maximum, the lightest clauses of
 * findings that also have a bullet are left out; those without a bullet speak nowhere else and always stay. `most`
 * lowers that maximum, never below the minimum.
 */
export function composeConclusion(context: ReportContext, turn: Turns, most = Infinity): Block[] {
  const { conclusion } = context.skeleton
  const clauses = context.findings
    .flatMap((finding) => speakingOf(context, finding))
    .flatMap((speaking) => clauseOf(context, speaking) ?? [])
  const compose = (kept: Clause[]) => paragraphs(context, kept, restartable(turn))

  const { min, max } = conclusion.words
  const limit = Math.max(min, Math.min(max, most))
  let kept = clauses
  while (wordsOf(compose(kept)) > limit) {
    const lightest = leastMissed(kept)
    if (!lightest) break
    kept = kept.filter((clause) => clause !== lightest)
  }
  const result = paragraphs(context, kept, turn)
  if (wordsOf(result) >= min || kept.length < clauses.length) return result.map(paragraph)
  return [...result, unclear(context)].filter((sentences) => sentences.length > 0).map(paragraph)
}

/** What can be left out first: a subject whose bullet still speaks through another; then provisional, then light. */
function leastMissed(clauses: Clause[]): Clause | undefined {
  const spared = (clause: Clause) =>
    clauses.some((other) => other !== clause && other.finding.id === clause.finding.id)
  return clauses
    .filter((clause) => clause.finding.bullet !== null)
    .sort(
      (a, b) =>
        Number(spared(b)) - Number(spared(a)) ||
        Number(a.speaking.firm) - Number(b.speaking.firm) ||
        gravity(a) - gravity(b),
    )[0]
}

/** The first subject of a bullet names what it is about, so it counts a little heavier than a companion. */
function gravity({ speaking, finding, weight }: Clause): number {
  return weight + (finding.criteria[0] === speaking.criterion ? 0.05 : 0)
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
  return [
    ...new Set([
      ...named(when?.good, 'good'),
      ...named(when?.allGood, 'good'),
      ...named(when?.better, 'better'),
      ...named(when?.allBetter, 'better'),
    ]),
  ]
}

/** First what goes well, then what could be better; firm before provisional within each. */
function strandSentences(context: ReportContext, clauses: Clause[], turn: Turns): Sentence[] {
  const groups = (side: Side) => {
    const here = withContrastsJoined(
      context,
      clauses.filter((clause) => clause.side === side),
      turn,
    )
    const { and } = context.skeleton.words
    return [
      ...joinPairs(
        here.filter((clause) => !isProvisional(context, clause)),
        and,
        JOINED_WORDS,
      ),
      ...joinPairs(
        here.filter((clause) => isProvisional(context, clause)),
        and,
        JOINED_WORDS - OPENING_WORDS,
      ),
    ]
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
    const goesOn = index === 1 && remaining.length > 2
    sentences.push(groupSentence(context, group, discourse, turn, turnsAround, goesOn))
  })
  return sentences
}

function isProvisional(context: ReportContext, { speaking }: Clause): boolean {
  return context.provisional === 'some' && !speaking.firm
}

/** Clauses that follow each other with the same speakers as subject are said in one sentence. */
function joinPairs(clauses: Clause[], and: string, most: number): Clause[][] {
  const groups: Clause[][] = []
  for (const clause of clauses) {
    const last = groups.at(-1)
    const head = last?.[0]
    const joins =
      last !== undefined &&
      head !== undefined &&
      last.length < JOINED_CLAUSES &&
      clause.who !== null &&
      head.speakers === clause.who &&
      head.speaking.firm === clause.speaking.firm &&
      wordCount(joinedClauses([...last, clause], and)) <= most
    if (joins) last.push(clause)
    else groups.push([clause])
  }
  return groups
}

/** "Professionals voeren …, kiezen … en voelen …": the subject once, and a hedge once where it may be left out. */
function joinedClauses(group: Clause[], and: string): Inline[] {
  const [head, ...others] = group
  if (!head) return []
  return tidy([...head.subject, ` ${head.verb} `, ...head.rest, ...continuation(head, others, and, null)])
}

function continuation(head: Clause, others: Clause[], and: string, pronoun: string | null): Inline[] {
  const used = new Set(head.hedges)
  return others.flatMap((clause, index): Inline[] => {
    const rest = clause.restWithout(used)
    for (const hedge of clause.hedges) used.add(hedge)
    const link = index === others.length - 1 ? ` ${and} ` : ', '
    // After an inverted opening the subject stands behind its verb, so it cannot be left out further on.
    return [`${link}${clause.verb} `, ...(pronoun ? [`${pronoun} `] : []), ...rest]
  })
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
    findings: [...praise.rests, ...improvement.rests],
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
  goesOn = false,
): Sentence {
  const { connect } = context.skeleton.conclusion
  const { words } = context.skeleton
  const [head, ...others] = group
  if (!head) throw new Error('A sentence needs a clause')
  const saidBefore = head.who !== null && discourse.last === head.who
  const subject: Inline[] = saidBefore ? [words.they] : head.subject
  const provisional = isProvisional(context, head) ? turn.next('provisional', connect.provisional) : null
  const contrast = turnsAround && !provisional ? turn.next('contrast', connect.contrast) : null
  const further = goesOn && !provisional && connect.further ? turn.next('further', connect.further) : null
  const opening =
    provisional && turnsAround ? `${connect.but} ${provisional}` : (provisional ?? contrast ?? further)
  const start: Inline[] = opening
    ? [`${opening} ${head.verb} `, ...subject, ' ', ...head.rest]
    : [...subject, ` ${head.verb} `, ...head.rest]
  discourse.now = head.speakers
  nextSentence(discourse)
  return {
    content: closed([...start, ...continuation(head, others, words.and, opening ? words.they : null)]),
    findings: [...new Set(group.flatMap((clause) => clause.rests))],
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
  const perTheme = context.score.themes.map((theme) =>
    theme.norms
      .flatMap((norm) => norm.criteria)
      .filter(
        (criterion) =>
          !spoken.has(criterion.id) &&
          Object.values(criterion.roles).some((role) => role.label === 'mixed' || role.label === 'divided'),
      )
      .map((criterion) => context.criterion(criterion.id).texts.topic),
  )
  // One of each theme in turn, so that the few that are named speak for all themes.
  const longest = Math.max(0, ...perTheme.map((topics) => topics.length))
  const topics = Array.from({ length: longest })
    .flatMap((_, place) => perTheme.flatMap((theme) => theme[place] ?? []))
    .slice(0, context.skeleton.slotSize)
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
