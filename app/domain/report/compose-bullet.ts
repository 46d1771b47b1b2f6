/**
 * A finding becomes a bullet: per criterion one observation that says whose view it is, then as far as there is
 * room an example, an affected group or an effect that answers support, and for improvements what would help.
 */

import type { Role } from '../framework/framework.ts'
import type { CriterionTexts, ReportSkeleton } from '../framework/report-skeleton.ts'
import type { Line } from '../framework/skeleton-line.ts'
import type { Finding, Side } from '../scoring/score.ts'
import type { ReportContext } from './context.ts'
import { say } from './context.ts'
import type { Discourse, Speaking } from './criterion-slots.ts'
import { criterionSlots, nextSentence, speakingOf } from './criterion-slots.ts'
import type { Bullet, Inline, Sentence } from './document.ts'
import { plainText } from './document.ts'
import type { Voice } from './voice.ts'
import { beforeFullStop, capitalised, fill, wordCount } from './fill.ts'

/** Gives the wordings of a list in turn, so that bullets under each other do not end alike. */
export type Turns = { next(kind: string, wordings: string[]): string }

export function turns(): Turns {
  const used = new Map<string, number>()
  return {
    next(kind, wordings) {
      const count = used.get(kind) ?? 0
      used.set(kind, count + 1)
      const wording = wordings[count % wordings.length]
      if (wording === undefined) throw new Error(`No wordings for ${kind}`)
      return wording
    },
  }
}

/** Places for the sentences about one criterion: its observation at the first, additions after it, wishes at the end. */
const PLACES = 100
const WISH = 100 * PLACES - 1

/** One sentence that a bullet may hold; `order` is where it stands when it is taken. */
type Part = { order: number; speaking: Speaking; line: Line; tail: Tail | null }
/** What a sentence adds about the other lens; `key` is equal where two sentences would add the same. */
type Tail = { kind: keyof ReportSkeleton['tails']; key: string; pattern: string }

/**
 * How much bullets may say: most words of one, per side, and how many examples all of them together. Observations,
 * wishes and explanations of what seems to contradict praise do not count as examples.
 */
export type Room = Record<Side, number> & { examples: number }

/** The bullet of a finding. Takes the examples it uses from `room`; observations are said whatever the room. */
export function composeBullet(context: ReportContext, finding: Finding, turn: Turns, room: Room): Bullet {
  const parts = speakingOf(context, finding)
  const limit = room[finding.side]
  const marked = !finding.firm && context.provisional === 'some'
  const assemble = (chosen: Part[]) => sentencesOf(context, finding, chosen, marked)
  const count = (chosen: Part[]) =>
    assemble(chosen).reduce((sum, sentence) => sum + lengthOf(context, sentence), 0)

  let chosen: Part[] = parts.map((speaking, index) => ({
    order: index * PLACES,
    speaking,
    line: mainLine(context, speaking),
    tail: tailOf(context, speaking, turn),
  }))
  // Two criteria that the other lens sees alike: said once, at the end, when there is no room to say it twice.
  if (count(chosen) > limit)
    chosen = chosen.map((part, index) =>
      chosen.slice(index + 1).some((later) => later.tail?.key === part.tail?.key)
        ? { ...part, tail: null }
        : part,
    )
  const withoutMixed = chosen.map((part) => (part.tail?.kind === 'mixed' ? { ...part, tail: null } : part))
  if (count(chosen) > limit) chosen = withoutMixed

  const wishes = wishesOf(parts).filter((part) => speaks(context, part))
  // That the other lens is undecided gives way to who could act; who says it stays clear without.
  if (wishes.length > 0 && !wishes.some((wish) => count([...chosen, wish]) <= limit)) chosen = withoutMixed

  let wished = false
  for (const part of extras(context, parts, wishes)) {
    const next = [...chosen, part].sort((a, b) => a.order - b.order)
    const isWish = wishes.includes(part)
    const isExample = !isWish && !explains(part)
    if ((isWish && wished) || (isExample && room.examples < 1) || count(next) > limit) continue
    chosen = next
    wished ||= isWish
    if (isExample) room.examples -= 1
  }
  const sentences = assemble(chosen)
  return { id: finding.id, finding: finding.id, firm: finding.firm, sentences }
}

function speaks(context: ReportContext, part: Part): boolean {
  return sentence(context, part, { last: null, now: null }) !== null
}

/** What may be added, the most useful first: what would help and who could act, then examples and explanations. */
function extras(context: ReportContext, parts: Speaking[], wishes: Part[]): Part[] {
  const more = parts.flatMap((speaking, index) =>
    (speaking.texts[speaking.voice.side]?.more ?? [])
      .map((line, place): Part => ({ order: index * PLACES + 1 + place, speaking, line, tail: null }))
      .filter((part) => speaks(context, part))
      .slice(0, parts.length > 1 ? 1 : 2),
  )
  return [...wishes, ...more]
}

/** A line that speaks because something else goes well says how the two go together. */
function explains(part: Part): boolean {
  return part.line.either.some(({ when }) => when?.good !== undefined || when?.allGood !== undefined)
}

function wishesOf(parts: Speaking[]): Part[] {
  return parts
    .filter((speaking) => speaking.voice.side === 'better')
    .flatMap((speaking) =>
      (speaking.texts.better?.wish ?? []).map((line): Part => ({ order: WISH, speaking, line, tail: null })),
    )
}

function mainLine(context: ReportContext, speaking: Speaking): Line {
  const { texts, voice } = speaking
  const better = voice.side === 'better' ? texts.better : undefined
  if (voice.contrast?.contradicts) {
    const first = context.framework.roles[0]
    const text = better?.contrast[voice.contrast.lower === first ? 'first' : 'second']
    if (text) return always(text)
  }
  if (voice.unknown && better?.unknown) return { either: better.unknown.flatMap((line) => line.either) }
  const text = observation(texts, speaking)
  if (!text)
    throw new Error(`Criterion ${speaking.criterion} has no ${voice.side} sentence for ${voice.lens}`)
  return always(text)
}

function observation(texts: CriterionTexts, { voice }: Speaking): string | undefined {
  const observations = texts[voice.side]
  return observations?.[voice.lens] ?? observations?.both ?? observations?.first ?? observations?.second
}

function always(text: string): Line {
  return { either: [{ when: null, text }] }
}

function tailOf(context: ReportContext, { voice }: Speaking, turn: Turns): Tail | null {
  const { tails } = context.skeleton
  const tail = (kind: Tail['kind'], about: string): Tail => ({
    kind,
    key: `${kind} ${about}`,
    pattern: turn.next(kind, tails[kind]),
  })
  if (voice.contrast) {
    const { higher, lower, contradicts } = voice.contrast
    if (contradicts) return null
    // The lens that has not spoken yet is named; when both speak, the one that the column fits less.
    const named = voice.speakers.length > 1 ? (voice.side === 'good' ? lower : higher) : otherOf(voice)
    return named === higher ? tail('higher', higher.id) : tail('lower', lower.id)
  }
  if (voice.unknown && voice.speakers.length > 1) return tail('agrees', voice.unknown.id)
  return voice.other ? tail(voice.other.says, voice.other.role.id) : null
}

function otherOf({ speakers, contrast }: Voice): Role | undefined {
  return [contrast?.higher, contrast?.lower].find((role) => role !== undefined && !speakers.includes(role))
}

function sentence(context: ReportContext, part: Part, discourse: Discourse): Inline[] | null {
  const slots = criterionSlots(context, part.speaking, discourse)
  const { unknown, contrast } = part.speaking.voice
  const place = { decidedByUnknown: unknown !== null, contrast: contrast?.contradicts ?? false }
  const [content] = say(context, [part.line], slots, place)
  if (!content) return null
  const tail = part.tail === null ? null : fill(part.tail.pattern, slots)
  return capitalised(tail ? beforeFullStop(content, tail) : content)
}

function sentencesOf(context: ReportContext, finding: Finding, parts: Part[], marked: boolean): Sentence[] {
  const discourse: Discourse = { last: null, now: null }
  // The mark stands at what was measured on few answers, not at what would help.
  const observations = parts.filter((part) => part.order % PLACES === 0)
  const markedPart = observations.findLast((part) => !part.speaking.firm) ?? observations.at(-1)
  return parts.flatMap((part): Sentence[] => {
    const content = sentence(context, part, discourse)
    nextSentence(discourse)
    if (!content) return []
    const mark = marked && part === markedPart ? [` (${context.skeleton.marks.provisional})`] : []
    return [{ content: mark.length > 0 ? beforeFullStop(content, mark) : content, findings: [finding.id] }]
  })
}

/** Words of a sentence when every abbreviation in it would be spelled out. */
function lengthOf(context: ReportContext, { content }: Sentence): number {
  const text = plainText(content)
  const expansions = Object.entries(context.skeleton.abbreviations)
    .filter(([abbreviation]) => new RegExp(`\\b${abbreviation}\\b`, 'u').test(text))
    .reduce((sum, [, full]) => sum + wordCount(full), 0)
  return wordCount(text) + expansions
}
