/** "Waar blijkt dat uit?" on paper: every finding with what each lens said, which rule made it, and its questions. */

import type { ExtendedSkeleton } from '../framework/extended-skeleton.ts'
import type { Criterion, Item } from '../framework/framework.ts'
import { getRole } from '../framework/framework.ts'
import type { Finding, RoleScore } from '../scoring/score.ts'
import { annexTable, cell, filled, isAsked, share, titled } from './annex-parts.ts'
import { standingSentences } from './compose-conclusion.ts'
import type { ReportContext } from './context.ts'
import { numeral, partiesSlot, silentParties, unknownShare } from './context.ts'
import type { Block, Bullet, Inline, Sentence } from './document.ts'
import { capitalised, listed, textSlot, type Slots } from './fill.ts'

/** Adds to a finding's sentence what parties and respondents said about it, where that stands nowhere else. */
export type WithVoices = (bullet: Bullet) => Bullet

/** Every finding per theme, also those that the report itself has no room for. */
export function findingsAnnex(
  context: ReportContext,
  extended: ExtendedSkeleton,
  findings: Finding[],
  withVoices: WithVoices,
): Block {
  const words = extended.findings
  return {
    kind: 'section',
    id: 'annex-findings',
    title: words.title,
    part: 'annex',
    blocks: [
      ...paragraph(standingSentences(context, words.lines)),
      ...context.framework.themes.map((theme): Block => {
        const here = findings.filter((finding) => finding.theme === theme.id)
        return {
          kind: 'section',
          id: `annex-findings-${theme.id}`,
          title: theme.title,
          blocks:
            here.length > 0
              ? here.map((finding) => findingSection(context, extended, finding, withVoices))
              : paragraph([{ content: [filled(context, words.none)], findings: [] }]),
        }
      }),
    ],
  }
}

function findingSection(
  context: ReportContext,
  extended: ExtendedSkeleton,
  finding: Finding,
  withVoices: WithVoices,
): Block {
  const words = extended.findings
  const subjects = finding.criteria.map((id) => context.criterion(id))
  const topics = listed(
    subjects.map(({ texts }) => [texts.topic.text]),
    context.skeleton.words.and,
  )
  const title = filled(context, words.heading[finding.side], (name) =>
    name === 'topics' ? { content: topics, plural: subjects.length > 1 } : null,
  )
  const rests = [finding.id]
  return {
    kind: 'section',
    id: `finding-${finding.id}`,
    title: titled(context, title),
    blocks: [
      ...paragraph(
        withVoices({
          id: finding.id,
          finding: finding.id,
          firm: finding.firm,
          sentences: [{ content: [finding.text], findings: rests }],
        }).sentences,
      ),
      ...subjects.map(({ criterion, score }): Block => ({
        kind: 'paragraph',
        sentences: [
          { content: [{ kind: 'strong', content: [`${titled(context, criterion.title)}.`] }], findings: [] },
          ...context.framework.roles.flatMap((role): Sentence[] => {
            const result = score.roles[role.id]
            const asked = criterion.items.some((item) => item.role === role.id && isAsked(context, item))
            return result && asked
              ? [{ content: said(context, extended, role.plural, result), findings: rests }]
              : []
          }),
        ],
      })),
      ...paragraph([
        {
          content: [
            filled(context, words.rule[finding.form], (name) =>
              name === 'rule' ? textSlot(ruleInWords(context, words.noLabel, finding.rule)) : null,
            ),
          ],
          findings: rests,
        },
        ...silentSentence(context, words.silent, finding),
      ]),
      questionsTable(
        context,
        extended,
        finding,
        subjects.map(({ criterion }) => criterion),
      ),
    ],
  }
}

function said(context: ReportContext, extended: ExtendedSkeleton, who: string, score: RoleScore): Inline[] {
  const { labels, marks } = context.skeleton
  const label = score.reason === 'unknown' ? labels.unknown : labels[score.label]
  const judged = score.label === 'strength' || score.label === 'improvement'
  const named = judged && !score.firm ? `${label} (${marks.provisional})` : label
  const pattern = score.n === null ? extended.findings.saidHidden : extended.findings.said
  const percent = (value: number | null | undefined) => {
    const text = share(context, value ?? null)
    return text === null ? null : textSlot(text)
  }
  const text = filled(context, pattern, (name) => {
    switch (name) {
      case 'who':
        return textSlot(who, true)
      case 'label':
        return textSlot(named)
      case 'share':
        return percent(score.p)
      case 'low':
        return percent(score.interval?.[0])
      case 'high':
        return percent(score.interval?.[1])
      case 'answers':
        return score.n === null ? null : textSlot(numeral(context, score.n), score.n !== 1)
      case 'unknown':
        return Math.round((score.unknown ?? 0) * 100) === 0 ? null : percent(score.unknown)
      default:
        return null
    }
  })
  return capitalised([text])
}

/** "improvement·mixed, improvement·–" as what each lens says of it; criteria with the same rule say it once. */
function ruleInWords(context: ReportContext, noLabel: string, rule: string): string {
  const labels: Record<string, string> = context.skeleton.labels
  const lenses = context.framework.roles.slice(0, 2)
  const perCriterion = rule.split(', ').map((part) =>
    part
      .replace('+gap', '')
      .split('·')
      .map((label, index) => `${lenses[index]?.plural ?? ''}: ${labels[label] ?? noLabel}`)
      .join(', '),
  )
  return [...new Set(perCriterion)].join('; ')
}

/** Kinds of organisation that were asked one of the finding's questions and said nothing at all. */
function silentSentence(context: ReportContext, pattern: string, finding: Finding): Sentence[] {
  const { roles } = context.framework
  const items = finding.criteria.flatMap((id) => context.criterion(id).criterion.items)
  const silent: Record<string, number> = {}
  for (const role of roles) {
    const asked = items.filter((item) => item.role === role.id && isAsked(context, item))
    for (const [party, count] of Object.entries(silentParties(context, role.id)))
      if (asked.some(({ parties }) => parties.length === 0 || parties.includes(party))) silent[party] = count
  }
  const slot = partiesSlot(context, silent)
  if (!slot) return []
  return [{ content: [filled(context, pattern, (name) => (name === 'silent' ? slot : null))], findings: [] }]
}

function questionsTable(
  context: ReportContext,
  { findings: words, hidden }: ExtendedSkeleton,
  finding: Finding,
  criteria: Criterion[],
): Block {
  const { columns } = words
  const rows = criteria
    .flatMap((criterion) => criterion.items)
    .flatMap((item): Inline[][][] => {
      if (!isAsked(context, item)) return []
      const score = context.item(item.id)
      const shown = score && score.n !== null ? score : null
      return [
        [
          cell(`${item.id}. ${item.text}`),
          cell(askedOf(context, words, item)),
          cell(shown ? numeral(context, shown.n) : hidden),
          cell(share(context, shown?.p ?? null) ?? hidden),
          cell(share(context, shown ? unknownShare(shown) : null) ?? hidden),
        ],
      ]
    })
  return annexTable(`finding-${finding.id}-questions`, filled(context, words.caption), [
    [columns.question, 5.6],
    [columns.who, 2.8, 'left'],
    [columns.answers, 1.6],
    [columns.share, 1.3],
    [columns.unknown, 1.2],
  ])(rows)
}

/** Up to so many kinds of organisation that were not asked are named instead of all that were. */
const FEW_PARTIES = 2

/** The role, and where only a part of it was asked, which: in the fewest words. */
function askedOf(context: ReportContext, { part, allBut }: ExtendedSkeleton['findings'], item: Item): string {
  const { plural } = getRole(context.framework, item.role)
  if (item.routes.length === 0 && item.parties.length === 0) return plural
  const named = (ids: string[]) => partiesSlot(context, Object.fromEntries(ids.map((id) => [id, 1])))
  const others = context.framework.parties
    .map(({ id }) => id)
    .filter((id) => item.parties.length > 0 && !item.parties.includes(id))
  const isShorter = others.length > 0 && others.length <= FEW_PARTIES && others.length < item.parties.length
  const pattern = allBut !== undefined && isShorter ? allBut : part
  const slots: Slots = (name) => {
    if (name === 'who') return textSlot(plural, true)
    if (name === 'asked') return named(item.parties)
    return name === 'others' ? named(others) : null
  }
  return filled(context, pattern, slots)
}

function paragraph(sentences: Sentence[]): Block[] {
  return sentences.length > 0 ? [{ kind: 'paragraph', sentences }] : []
}
