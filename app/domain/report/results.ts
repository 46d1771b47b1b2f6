/**
 * The results of a round as people read them on screen: per theme, norm and criterion what each lens says, in the
 * framework's own sentences, with the figures behind it. Made from one score, as the report is, so that the two cannot
 * differ. What the score hides is not in here either.
 */

import { listedCriteria } from '../findings/findings.ts'
import type { Criterion, Framework, Item, Role } from '../framework/framework.ts'
import { clauseParts } from '../framework/pattern.ts'
import { getCriterionScore } from '../scoring/score-framework.ts'
import type { ChoiceCount, CriterionScore, Finding, Gap, RoleScore, Score } from '../scoring/score.ts'
import { composeBullet, turns } from './compose-bullet.ts'
import { clauseOf, clauseSentence } from './compose-conclusion.ts'
import { composeLead } from './compose-lead.ts'
import { reportContext, type ReportContext } from './context.ts'
import { speakingOf } from './criterion-slots.ts'
import { plainText, sentencesText } from './document.ts'
import type { Inline } from './document.ts'
import { capitalised, fill, textSlot } from './fill.ts'
import type { Region } from './region.ts'

export type Results = {
  /** The round in two sentences, as the report begins. */
  lead: string[]
  themes: ThemeResult[]
}

export type ThemeResult = { id: string; title: string; norms: NormResult[] }
export type NormResult = { id: string; title: string; text: string; criteria: CriterionResult[] }

export type CriterionResult = {
  id: string
  title: string
  comparable: boolean
  /** What the answers say about this criterion, one sentence each; none where they do not point one way. */
  sentences: string[]
  /** Where it is not said in a sentence: why not. */
  listed: 'divided' | 'mixed' | 'insufficient' | null
  /** The labels contradict each other, or a gap counts: the lenses see it differently. */
  differs: boolean
  gap: Gap | null
  /** The row of the findings table that fired; null where none did. */
  rule: string | null
  /** One per lens that the framework has items for, in its order. */
  lenses: LensResult[]
  choices: ChoiceResult[]
}

export type LensResult = {
  role: string
  /** `withheld`: not before the round closes; `not-asked`: this round put no question about it to this role. */
  state: 'scored' | 'withheld' | 'not-asked'
  score: RoleScore | null
  questions: QuestionResult[]
}

/** One question: whom it was put to, and how often each answer was given (null: hidden). */
export type QuestionResult = {
  id: string
  text: string
  /** Kinds of organisation it was put to; empty for everyone in the role. */
  parties: string[]
  n: number | null
  options: { code: string; label: string; count: number | null }[]
}

export type ChoiceResult = {
  id: string
  role: string
  text: string
  /** Most ticked first; null when too few answered. `answered` is everybody who ticked anything. */
  shown: { answered: number; options: { label: string; count: number; often: boolean }[] } | null
}

/** `withheld` are roles of which nothing may be told yet; the score must have been made without their answers. */
export function resultsOf(
  framework: Framework,
  score: Score,
  region: Region,
  options: { date: string; withheld: readonly string[] },
): Results {
  const context = reportContext(framework, score, region, { date: options.date, edition: 'short' })
  const listed = new Map(listedCriteria(framework, score).map(({ criterion, as }) => [criterion, as]))
  const isAsked = (item: Item) => score.framework.variant === 'full' || item.variant === 'core'
  const lens = (criterion: Criterion, role: Role): LensResult[] => {
    const items = criterion.items.filter((item) => item.role === role.id && item.kind === 'choice')
    if (items.length === 0) return []
    const state = options.withheld.includes(role.id)
      ? 'withheld'
      : items.some(isAsked)
        ? 'scored'
        : 'not-asked'
    const found = state === 'scored' ? getCriterionScore(score, criterion.id).roles[role.id] : undefined
    return [
      {
        role: role.id,
        state,
        score: found ?? null,
        questions: state === 'scored' ? items.filter(isAsked).map((item) => question(item, found)) : [],
      },
    ]
  }
  const result = (criterion: Criterion): CriterionResult => {
    const scored = getCriterionScore(score, criterion.id)
    const finding = score.findings.find(({ criteria }) => criteria.includes(criterion.id))
    return {
      id: criterion.id,
      title: criterion.title,
      comparable: criterion.comparable,
      sentences: criterionSentences(context, scored, finding),
      listed: finding ? null : (listed.get(criterion.id) ?? null),
      differs: isContradicted(scored, framework.roles) || scored.gap?.counts === true,
      gap: scored.gap,
      rule: finding ? (finding.rule.split(', ')[finding.criteria.indexOf(criterion.id)] ?? null) : null,
      lenses: framework.roles.slice(0, 2).flatMap((role) => lens(criterion, role)),
      choices: criterion.items
        .filter((item) => item.kind === 'multiple' && isAsked(item) && !options.withheld.includes(item.role))
        .map((item) => choice(item, score.choices)),
    }
  }
  return {
    lead: composeLead(context).map(({ content }) => plainText(content)),
    themes: framework.themes.map((theme) => ({
      id: theme.id,
      title: theme.title,
      norms: theme.norms.map(({ id, title, text, criteria }) => ({
        id,
        title,
        text,
        criteria: criteria.map(result),
      })),
    })),
  }
}

/** Every criterion of the results with its theme. */
export function criteriaIn(results: Results): { theme: ThemeResult; criterion: CriterionResult }[] {
  return results.themes.flatMap((theme) =>
    theme.norms.flatMap(({ criteria }) => criteria.map((criterion) => ({ theme, criterion }))),
  )
}

function choice(item: Item, choices: readonly ChoiceCount[]): ChoiceResult {
  const count = choices.find(({ id }) => id === item.id)
  return {
    id: item.id,
    role: item.role,
    text: item.text,
    shown:
      count === undefined || count.ticked === null
        ? null
        : {
            answered: count.answered,
            options: item.options
              .map(({ code, label }) => ({
                label,
                count: count.options[code] ?? 0,
                often: count.slots.includes(code),
              }))
              .sort((a, b) => b.count - a.count),
          },
  }
}

function question(item: Item, score: RoleScore | undefined): QuestionResult {
  const cell = score?.items.find(({ id }) => id === item.id)
  const shown = cell === undefined || cell.n === null ? null : cell
  return {
    id: item.id,
    text: item.text,
    parties: item.parties,
    n: shown?.n ?? null,
    options: item.options.map(({ code, label }) => ({
      code,
      label,
      count: shown ? (shown.distribution[code] ?? 0) : null,
    })),
  }
}

function isContradicted({ roles }: CriterionScore, [first, second]: readonly Role[]): boolean {
  const labels = [first, second].map((role) => (role ? roles[role.id]?.label : undefined))
  return labels.includes('strength') && labels.includes('improvement')
}

/** The sentence of the criterion's finding about this criterion alone; then the gap, where no sentence says it yet. */
function criterionSentences(
  context: ReportContext,
  scored: CriterionScore,
  finding: Finding | undefined,
): string[] {
  const own = finding ? findingSentence(context, { ...finding, criteria: [scored.id] }) : []
  const said = finding !== undefined && isContradicted(scored, context.framework.roles)
  return scored.gap?.counts && !said ? [...own, gapSentence(context, scored, scored.gap)] : own
}

/** Without examples, tails and wishes: those stand in the report. */
function findingSentence(context: ReportContext, finding: Finding): string[] {
  const { texts } = context.criterion(finding.criteria[0] ?? '')
  const speaking = speakingOf(context, finding)
  if (texts[finding.side] !== undefined) {
    // A bullet is as firm as its weakest criterion; here each stands by itself.
    const own = { ...finding, firm: speaking.every(({ firm }) => firm) }
    const { sentences } = composeBullet(context, own, turns(), { good: 0, better: 0, examples: 0 })
    return [sentencesText(sentences)]
  }
  return speaking
    .flatMap((one) => clauseOf(context, one) ?? [])
    .map((clause) => plainText(clauseSentence(clause)))
}

function gapSentence(context: ReportContext, scored: CriterionScore, { difference }: Gap): string {
  const { framework, skeleton } = context
  const [first, second] = framework.roles
  const [lower, higher] = difference > 0 ? [first, second] : [second, first]
  const parts = clauseParts(skeleton.conclusion.connect.gap[0] ?? '')
  const { topic } = context.criterion(scored.id).texts
  if (!parts || !lower || !higher) return ''
  const slots: Parameters<typeof fill>[1] = (name, argument) => {
    if (name === 'lower') return textSlot(lower.plural, true)
    if (name === 'higher') return textSlot(higher.plural, true)
    if (name === 'topic') return textSlot(topic.text, topic.plural)
    return context.slots(name, argument)
  }
  const content: Inline[] | null = fill(`${parts.subject} ${parts.verb} ${parts.rest}.`, slots)
  return content ? plainText(capitalised(content)) : ''
}
