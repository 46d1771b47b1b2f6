/**
 * What the extended edition has behind the report itself: how was asked and who answered, the results per norm, every
 * finding with its evidence, and all questions with their answers. Figures come from the score and nowhere else.
 */

import type { ExtendedSkeleton } from '../framework/extended-skeleton.ts'
import type { Criterion, Norm } from '../framework/framework.ts'
import type { Finding, Headcount } from '../scoring/score.ts'
import { findingsAnnex, type WithVoices } from './annex-findings.ts'
import { itemsAnnex } from './annex-items.ts'
import { annexTable, cell, filled, isAsked, share, titled } from './annex-parts.ts'
import { chartAlternative, chartTable, type ChartSpec, type ChartWords } from './chart.ts'
import { standingSentences } from './compose-conclusion.ts'
import type { ReportContext } from './context.ts'
import { headcountText, heardParties, numeral } from './context.ts'
import type { Block, Inline, Sentence } from './document.ts'
import { capitalised, textSlot, type Slots } from './fill.ts'
import { selfImageOf } from './self-image.ts'

/**
 * The annexes in their order.
 *
 * @param findings Those that the region kept, with the sentence that is printed.
 * @param withVoices Adds what was said about a finding that stands in no bullet.
 */
export function composeAnnexes(
  context: ReportContext,
  extended: ExtendedSkeleton,
  findings: Finding[],
  withVoices: WithVoices,
): Block[] {
  return [
    methodAnnex(context, extended),
    responseAnnex(context, extended),
    resultsAnnex(context, extended),
    ...selfImageAnnex(context, extended),
    findingsAnnex(context, extended, findings, withVoices),
    itemsAnnex(context, extended),
  ]
}

/** The body with a link behind every bullet of `findings` to where its evidence stands; one that people added has its source in a note. */
export function withEvidenceLinks(
  extended: ExtendedSkeleton,
  blocks: Block[],
  findings: ReadonlySet<string>,
): Block[] {
  return blocks.map((block): Block => {
    if (block.kind === 'section')
      return { ...block, blocks: withEvidenceLinks(extended, block.blocks, findings) }
    if (block.kind !== 'findings') return block
    return {
      ...block,
      items: block.items.map((bullet) => {
        if (!findings.has(bullet.finding)) return bullet
        const href = `#finding-${bullet.finding}`
        const link: Sentence = {
          content: [{ kind: 'link', href, content: [extended.evidenceLink] }],
          findings: [bullet.finding],
        }
        return { ...bullet, sentences: [...bullet.sentences, link] }
      }),
    }
  })
}

function methodAnnex(context: ReportContext, { method }: ExtendedSkeleton): Block {
  return {
    kind: 'section',
    id: 'annex-method',
    title: method.title,
    part: 'annex',
    blocks: method.paragraphs
      .map((lines) => standingSentences(context, lines))
      .filter((sentences) => sentences.length > 0)
      .map((sentences): Block => ({ kind: 'paragraph', sentences })),
  }
}

function responseAnnex(context: ReportContext, { response, notKnown }: ExtendedSkeleton): Block {
  const { columns } = response
  const sentences = standingSentences(context, response.lines)
  return {
    kind: 'section',
    id: 'annex-response',
    title: response.title,
    part: 'annex',
    blocks: [
      ...(sentences.length > 0 ? [{ kind: 'paragraph', sentences } as const] : []),
      annexTable('annex-response-table', filled(context, response.caption), [
        [columns.group, 4],
        [columns.invited, 1.4],
        [columns.answered, 1.4],
      ])(responseRows(context, response.total, notKnown)),
    ],
  }
}

/** A row per role; a role that answers per kind of organisation has a row for each kind, and one for all together. */
function responseRows(context: ReportContext, total: string, notKnown: string): Inline[][][] {
  const { framework, score, region } = context
  const asked = (count: Headcount | undefined) =>
    cell(count === undefined ? notKnown : headcountText(context, count))
  return framework.roles.flatMap((role): Inline[][][] => {
    const invited = region.invited[role.id]
    const perParty =
      invited === undefined || typeof invited === 'number' || isEstimate(invited) ? null : invited
    const heard = heardParties(context, role.id)
    if (score.parties[role.id] === undefined && perParty === null) {
      const count =
        invited === undefined || typeof invited === 'number' || isEstimate(invited) ? invited : undefined
      return [
        [capitalised([role.plural]), asked(count), cell(numeral(context, score.respondents[role.id] ?? 0))],
      ]
    }
    const parties = framework.parties.filter(({ id }) => perParty?.[id] !== undefined || (heard[id] ?? 0) > 0)
    const rows = parties.map((party) => [
      cell(party.title),
      asked(perParty?.[party.id]),
      cell(numeral(context, heard[party.id] ?? 0)),
    ])
    const organisations = Object.values(heard).reduce((sum, count) => sum + count, 0)
    const all = filled(context, total, (name) => (name === 'who' ? textSlot(role.plural, true) : null))
    const known = context.slots('invited', role.id)
    return [
      ...rows,
      [capitalised([all]), known?.content ?? cell(notKnown), cell(numeral(context, organisations))],
    ]
  })
}

function isEstimate(
  count: NonNullable<ReportContext['region']['invited'][string]>,
): count is { about: number } {
  return typeof count === 'object' && 'about' in count && typeof count.about === 'number'
}

function resultsAnnex(context: ReportContext, extended: ExtendedSkeleton): Block {
  const { results, hidden } = extended
  const sentences = standingSentences(context, results.lines)
  return {
    kind: 'section',
    id: 'annex-results',
    title: results.title,
    part: 'annex',
    blocks: [
      ...(sentences.length > 0 ? [{ kind: 'paragraph', sentences } as const] : []),
      ...context.framework.themes.map((theme): Block => ({
        kind: 'section',
        id: `annex-results-${theme.id}`,
        title: theme.title,
        blocks: theme.norms.flatMap((norm): Block[] => {
          const rows = normRows(context, norm.criteria, hidden)
          if (rows.length === 0) return []
          const gaps = norm.criteria.flatMap(({ id }) => gapSentence(context, results.gap, id))
          return [
            {
              kind: 'section',
              id: `annex-results-${norm.id}`,
              title: norm.title,
              blocks: [
                { kind: 'paragraph', sentences: [{ content: [norm.text], findings: [] }] },
                normChart(context, extended, norm, rows),
                ...(gaps.length > 0
                  ? [
                      {
                        kind: 'paragraph',
                        sentences: gaps.map((content) => ({ content, findings: [] })),
                      } as const,
                    ]
                  : []),
              ],
            },
          ]
        }),
      })),
    ],
  }
}

/** The shares of both lenses under each other, with the cut-offs; the table under it holds them with what else there is. */
function normChart(
  context: ReportContext,
  { results }: ExtendedSkeleton,
  norm: Norm,
  rows: Inline[][][],
): Block {
  const { columns, chart } = results
  const { labels } = context.skeleton
  const { strength, improvement } = context.framework.cutoffs
  const lenses = context.framework.roles
    .slice(0, 2)
    .filter((role) => norm.criteria.some((criterion) => isAskedOf(context, criterion, role.id)))
  const ofNorm: Slots = (name) => (name === 'norm' ? textSlot(norm.title) : null)
  const spec: ChartSpec = {
    kind: lenses.length > 1 ? 'gap' : 'bars',
    series: lenses.map(({ id, plural }) => ({ id, label: plural })),
    rows: norm.criteria
      .filter((criterion) => lenses.some((role) => isAskedOf(context, criterion, role.id)))
      .map((criterion) => ({
        label: titled(context, criterion.title),
        values: lenses.map((role) => {
          const result = context.criterion(criterion.id).score.roles[role.id]
          return result && result.p !== null
            ? { share: result.p, interval: null, n: result.n }
            : {
                share: null,
                reason: isAskedOf(context, criterion, role.id) ? labels.insufficient : results.notAsked,
              }
        }),
      })),
    marks: [
      { share: improvement, label: labels.improvement },
      { share: strength, label: labels.strength },
    ],
  }
  const table = annexTable(`annex-results-${norm.id}-table`, filled(context, results.caption, ofNorm), [
    [columns.subject, 4],
    [columns.who, 2.2],
    [columns.label, 3, 'left'],
    [columns.share, 1.3],
    [columns.answers, 1.7],
    [columns.unknown, 1.2],
  ])(rows)
  return {
    kind: 'chart',
    id: `annex-results-${norm.id}-chart`,
    title: filled(context, chart.title, ofNorm),
    spec,
    alt: chartAlternative(spec, chartWordsOf({ columns, chart })),
    table,
  }
}

function chartWordsOf({
  columns,
  chart,
}: Pick<ExtendedSkeleton['results'], 'columns' | 'chart'>): ChartWords {
  const { kind, row, value, range, seeTable } = chart
  return {
    kinds: { bars: kind, gap: kind, distribution: kind },
    row,
    value,
    range,
    seeTable,
    cell: '{share} ({n})',
    rows: columns.subject,
    number: columns.answers,
  }
}

/** What one lens guessed of the other beside what was answered; nothing where no guess was asked for. */
function selfImageAnnex(context: ReportContext, { selfImage, results }: ExtendedSkeleton): Block[] {
  const image = selfImageOf(context.framework, context.score)
  if (!image || !selfImage) return []
  const { chart } = image
  const words = chartWordsOf(results)
  const sentences = standingSentences(context, selfImage.lines)
  return [
    {
      kind: 'section',
      id: 'annex-self-image',
      title: image.title,
      part: 'annex',
      blocks: [
        ...(sentences.length > 0 ? [{ kind: 'paragraph', sentences } as const] : []),
        {
          kind: 'list',
          ordered: false,
          items: image.sentences.map((text) => [{ content: [text], findings: [] }]),
        },
        ...(chart
          ? [
              {
                kind: 'chart',
                id: 'annex-self-image-chart',
                title: chart.title,
                spec: chart.spec,
                alt: chartAlternative(chart.spec, words),
                table: chartTable(chart.spec, chart.caption, words),
              } as const,
            ]
          : []),
      ],
    },
  ]
}

/** Whether a role was asked about a criterion in this round. */
function isAskedOf(context: ReportContext, criterion: Pick<Criterion, 'items'>, role: string): boolean {
  return criterion.items.some((item) => item.role === role && isAsked(context, item))
}

/** A row per criterion and role that was asked about it; hidden figures stay hidden. */
function normRows(context: ReportContext, criteria: { id: string }[], hidden: string): Inline[][][] {
  const { labels, marks } = context.skeleton
  return criteria.flatMap(({ id }) => {
    const { criterion, score } = context.criterion(id)
    return context.framework.roles.flatMap((role) => {
      const result = score.roles[role.id]
      if (!result || !criterion.items.some((item) => item.role === role.id && isAsked(context, item)))
        return []
      const label = result.reason === 'unknown' ? labels.unknown : labels[result.label]
      const judged = result.label === 'strength' || result.label === 'improvement'
      return [
        [
          cell(titled(context, criterion.title)),
          cell(role.plural),
          cell(judged && !result.firm ? `${label} (${marks.provisional})` : label),
          cell(share(context, result.p) ?? hidden),
          cell(result.n === null ? hidden : numeral(context, result.n)),
          cell(share(context, result.unknown) ?? hidden),
        ],
      ]
    })
  })
}

function gapSentence(context: ReportContext, pattern: string, id: string): Inline[][] {
  const { score, texts } = context.criterion(id)
  const [first, second] = context.framework.roles
  if (!score.gap?.counts || !first || !second) return []
  const { difference } = score.gap
  const [lower, higher] = difference > 0 ? [first, second] : [second, first]
  const content = filled(context, pattern, (name) => {
    switch (name) {
      case 'topic':
        return textSlot(texts.topic.text, texts.topic.plural)
      case 'lower':
        return textSlot(lower.plural, true)
      case 'higher':
        return textSlot(higher.plural, true)
      case 'difference':
        return textSlot(numeral(context, Math.round(Math.abs(difference) * 100)))
      default:
        return null
    }
  })
  return [capitalised([content])]
}
