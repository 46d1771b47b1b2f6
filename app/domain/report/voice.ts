/**
 * Who says what about a criterion: the labels of the two lenses, read the way a sentence needs them.
 * The column itself was decided in findings; this only asks who carries it and what the other lens says.
 */

import type { Framework, Role } from '../framework/framework.ts'
import type { CriterionScore, Label, RoleScore, Side } from '../scoring/score.ts'

export type Voice = {
  side: Side
  /** The lenses whose label gives the column, in the framework's order: one or two. */
  speakers: Role[]
  /** Which of the framework's two lenses speaks: what the skeleton calls `first`, `second` or `both`. */
  lens: 'first' | 'second' | 'both'
  /** What the lens that does not give the column says, when it says something. */
  other: { role: Role; says: 'mixed' | 'divided' } | null
  /** The lenses differ: their labels contradict each other, or the gap between them counts. */
  contrast: { lower: Role; higher: Role; contradicts: boolean } | null
  /** The speaker for whom "weet niet" decided. */
  unknown: Role | null
}

/** Reads a criterion's two labels for one side. Throws when no lens carries that side: then there is no finding. */
export function voiceOf(framework: Framework, criterion: CriterionScore, side: Side): Voice {
  const lenses = framework.roles.slice(0, 2)
  const scores = lenses.map((role) => criterion.roles[role.id])
  const wanted: Label = side === 'good' ? 'strength' : 'improvement'
  const speakers = lenses.filter((role) => criterion.roles[role.id]?.label === wanted)
  const [firstSpeaker] = speakers
  if (!firstSpeaker) throw new Error(`No lens gives ${criterion.id} the side ${side}`)
  const silentLens = lenses.find((role) => !speakers.includes(role))
  const otherLabel = silentLens ? criterion.roles[silentLens.id]?.label : undefined
  return {
    side,
    speakers,
    lens: speakers.length === 2 ? 'both' : firstSpeaker === lenses[0] ? 'first' : 'second',
    other:
      silentLens && (otherLabel === 'mixed' || otherLabel === 'divided')
        ? { role: silentLens, says: otherLabel }
        : null,
    contrast: contrastOf(lenses, scores, criterion),
    unknown: speakers.find((role) => criterion.roles[role.id]?.reason === 'unknown') ?? null,
  }
}

function contrastOf(
  lenses: Role[],
  scores: (RoleScore | undefined)[],
  criterion: CriterionScore,
): Voice['contrast'] {
  const [first, second] = lenses
  const [a, b] = scores
  if (!first || !second || !a || !b) return null
  const labels = [a.label, b.label]
  if (labels.includes('strength') && labels.includes('improvement')) {
    return a.label === 'improvement'
      ? { lower: first, higher: second, contradicts: true }
      : { lower: second, higher: first, contradicts: true }
  }
  if (!criterion.gap?.counts) return null
  return criterion.gap.difference > 0
    ? { lower: first, higher: second, contradicts: false }
    : { lower: second, higher: first, contradicts: false }
}

/**
 * How far each speaker's label lies past its cut-off: what is furthest is said first. For a label that "weet
 * niet" decided the share of "weet niet" counts.
 */
export function distancesOf(framework: Framework, criterion: CriterionScore, voice: Voice): number[] {
  const { cutoffs } = framework
  return voice.speakers.map((role) => {
    const score = criterion.roles[role.id]
    if (!score) return 0
    if (score.reason === 'unknown') return (score.unknown ?? cutoffs.unknownSignal) - cutoffs.unknownSignal
    if (score.p === null) return 0
    return Math.abs(score.p - (voice.side === 'good' ? cutoffs.strength : cutoffs.improvement))
  })
}

/** The furthest of those distances. */
export function weightOf(framework: Framework, criterion: CriterionScore, voice: Voice): number {
  return Math.max(0, ...distancesOf(framework, criterion, voice))
}
