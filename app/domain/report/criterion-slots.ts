/** The slots of sentences about one criterion: who says it, how firmly, and which items show it. */

import type { Role } from '../framework/framework.ts'
import { allItems } from '../framework/framework.ts'
import type { CriterionTexts, HedgeRow } from '../framework/report-skeleton.ts'
import type { CriterionScore, Finding, FindingForm, ItemScore } from '../scoring/score.ts'
import type { ReportContext } from './context.ts'
import { unknownShare } from './context.ts'
import { fill, listed, textSlot, type Slots, type SlotValue } from './fill.ts'
import type { Voice } from './voice.ts'
import { voiceOf } from './voice.ts'

/** One criterion of a finding, as a sentence about it needs it. */
export type Speaking = {
  criterion: string
  finding: Finding
  score: CriterionScore
  texts: CriterionTexts
  voice: Voice
  /** Whether this criterion by itself is firm; a bullet is firm only when all its criteria are. */
  firm: boolean
  form: FindingForm
}

/** Remembers who spoke last, so that a next sentence can say "zij". */
export type Discourse = { last: string | null; now: string | null }

export function speakingOf(context: ReportContext, finding: Finding): Speaking[] {
  return finding.criteria.map((criterion) => {
    const { score, texts } = context.criterion(criterion)
    const voice = voiceOf(context.framework, score, finding.side)
    return {
      criterion,
      finding,
      score,
      texts,
      voice,
      firm: voice.speakers.every((role) => score.roles[role.id]?.firm ?? false),
      form: voice.contrast
        ? 'contrast'
        : voice.lens === 'both'
          ? 'both'
          : voice.other
            ? 'attributed'
            : 'one-lens',
    }
  })
}

export function nextSentence(discourse: Discourse): void {
  discourse.last = discourse.now
  discourse.now = null
}

export function criterionSlots(context: ReportContext, speaking: Speaking, discourse: Discourse): Slots {
  const { skeleton } = context
  const { voice } = speaking
  const speakers = voice.unknown ? [voice.unknown] : voice.speakers
  const key = speakers.map((role) => role.id).join('+')
  const who = (): SlotValue => ({
    content: listed(
      speakers.map((role) => [role.plural]),
      skeleton.words.and,
    ),
    plural: true,
  })
  return (name, argument) => {
    switch (name) {
      case 'who':
        discourse.now = key
        return who()
      case 'they': {
        const said = discourse.last === key || discourse.now === key
        discourse.now = key
        return said ? textSlot(skeleton.words.they, true) : who()
      }
      case 'other': {
        const other = voice.other?.role ?? voice.speakers.find((role) => !speakers.includes(role))
        return other ? textSlot(other.plural, true) : null
      }
      case 'lower':
      case 'higher':
        return voice.contrast ? textSlot(voice.contrast[name].plural, true) : null
      case 'topic': {
        const { topic } = speaking.texts
        return textSlot(topic.text, topic.plural)
      }
      case 'strong':
      case 'weak':
      case 'unknown':
        return itemsSlot(context, speaking, name, argument)
      default: {
        const rows = skeleton.hedges[name]
        return rows ? textSlot(hedge(context, rows, speaking, argument)) : context.slots(name, argument)
      }
    }
  }
}

/** The phrases of the criterion's items that stand out, furthest first; an argument may ask for "or" or for items. */
function itemsSlot(
  context: ReportContext,
  speaking: Speaking,
  which: 'strong' | 'weak' | 'unknown',
  argument: string | null,
): SlotValue | null {
  const { framework, skeleton } = context
  const { texts } = speaking
  const wanted = (argument ?? '').split(':').filter((word) => word !== '' && word !== 'or')
  const roles =
    wanted.length > 0 ? framework.roles.map((role) => role.id) : rolesShown(speaking).map((role) => role.id)
  const { strength, improvement, unknownSignal } = framework.cutoffs
  const order = new Map(allItems(framework).map((item, index) => [item.id, index]))
  const found = roles
    .flatMap((role) => speaking.score.roles[role]?.items ?? [])
    .filter((item): item is Extract<ItemScore, { p: number }> => item.n !== null)
    .filter((item) => texts.items[item.id] !== undefined && (wanted.length === 0 || wanted.includes(item.id)))
    .map((item) => ({ id: item.id, by: which === 'unknown' ? unknownShare(item) : item.p }))
    .filter(({ by }) =>
      which === 'strong'
        ? by >= strength - 1e-9
        : which === 'weak'
          ? by <= improvement + 1e-9
          : by >= unknownSignal - 1e-9,
    )
    .sort((a, b) => (which === 'weak' ? a.by - b.by : b.by - a.by))
  const phrases = new Map<string, string>()
  for (const { id } of found) phrases.set(texts.items[id] ?? '', phrases.get(texts.items[id] ?? '') ?? id)
  const chosen = [...phrases]
    .slice(0, skeleton.slotSize)
    // Said in the framework's order, whatever their rank: readers know the subject in that order.
    .sort(([, a], [, b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    .map(([phrase]) => fill(phrase, context.slots) ?? [])
  if (chosen.length === 0) return null
  const conjunction = (argument ?? '').split(':').includes('or') ? skeleton.words.or : skeleton.words.and
  return { content: listed(chosen, conjunction), plural: chosen.length > 1 }
}

function rolesShown({ voice }: Speaking): Role[] {
  if (voice.contrast?.contradicts) return [voice.contrast.lower]
  return voice.unknown ? [voice.unknown] : voice.speakers
}

/**
 * The words for a share: the first row that holds. With two speakers the more careful share counts: the one
 * nearest the cut-off. An argument names one lens; then its own share counts.
 */
function hedge(
  context: ReportContext,
  rows: HedgeRow[],
  speaking: Speaking,
  argument: string | null,
): string {
  const { voice } = speaking
  const praises = rows.some((row) => row.from !== undefined)
  const [first, second] = context.framework.roles
  const asked = argument === 'first' ? first : argument === 'second' ? second : undefined
  const roles = asked
    ? [asked]
    : voice.contrast?.contradicts
      ? [praises ? voice.contrast.higher : voice.contrast.lower]
      : voice.speakers
  const shares = roles.flatMap((role) => speaking.score.roles[role.id]?.p ?? [])
  const share = shares.length === 0 ? null : praises ? Math.min(...shares) : Math.max(...shares)
  const firm = roles.every((role) => speaking.score.roles[role.id]?.firm ?? false)
  const row = rows.find(
    (candidate) =>
      (candidate.side === undefined || candidate.side === voice.side) &&
      (candidate.firm === undefined || candidate.firm === firm) &&
      (candidate.form === undefined || candidate.form === speaking.form) &&
      (candidate.from === undefined || (share !== null && share >= candidate.from - 1e-9)) &&
      (candidate.to === undefined || (share !== null && share <= candidate.to + 1e-9)),
  )
  if (!row) throw new Error('A hedge has no row that always holds')
  return row.words
}
