/**
 * What someone who visits the region wants to know beforehand, on one page: where answers part, who was silent, what is
 * said not to apply, and what to ask whom. It judges nothing and sets no region beside another. Pure; the words come
 * from outside, for they are the same for every framework.
 */

import type { Framework, Item } from '../framework/framework.ts'
import { allCriteria, allItems } from '../framework/framework.ts'
import type { CriterionScore, Finding, RoleScore, Score } from '../scoring/score.ts'
import { composeReport } from './compose.ts'
import { longDate, partiesSlot, reportContext, silentParties } from './context.ts'
import type { ReportContext } from './context.ts'
import type { Block, Inline, ReportDocument } from './document.ts'
import { plainText } from './document.ts'
import type { Editorial } from './editorial.ts'
import { keptFindings } from './editorial.ts'
import { fill, textSlot } from './fill.ts'
import type { Region } from './region.ts'

/** Patterns with their slots; each heading has a line for when there is nothing under it. */
export type BriefingWords = {
  /** Slot `title`. */
  title: string
  /** Slot `date`. */
  lead: string[]
  /** Above what is said of headings that have nothing under them. */
  further: string
  headings: Record<'divided' | 'contrasts' | 'silent' | 'absent' | 'evidence' | 'questions', string>
  none: Record<'divided' | 'contrasts' | 'silent' | 'absent' | 'evidence' | 'questions', string>
  /** Slots `criterion`, `role` (plural) and `n`. */
  divided: string
  /** A difference in points. Slots `criterion`, `first`, `firstShare`, `second`, `secondShare`, `points`. */
  gap: string
  /** A role of which too few answered. Slots `role`. */
  few: string
  /** Slot `parties`. */
  silent: string
  /** Slots `share`, `role` and `question`. */
  notApplicable: string
  unknown: string
  /** Slots `party` and `criteria`. */
  evidence: string
  /** Questions; slots `criterion` and `roles` (who says so). The last one is for a party that did not answer. */
  ask: Record<'onPaper' | 'notFelt' | 'better' | 'divided' | 'silent', string>
  /** What to ask at every subject. */
  always: string
  /** The table of whom to ask which question. */
  whom: { caption: string; party: string; questions: string }
}

/** By which items a party named a document, date or link; what they named is not in it. */
export type OfferedEvidence = { party: string; item: string }[]

const MOST_LINES = 4
const MOST_QUESTIONS = 6
/** From this share on an answer outside the scale is worth a question. */
const WORTH_ASKING = 0.25

/**
 * Composes the briefing. Everything in it can also be read in report and results; a share that is hidden there is
 * hidden here.
 */
export function composeBriefing(
  framework: Framework,
  score: Score,
  region: Region,
  options: { date: string; editorial: Editorial | null; evidence: OfferedEvidence },
  words: BriefingWords,
): ReportDocument {
  const { date, editorial } = options
  const report = composeReport(framework, score, region, { date, edition: 'short' }, editorial)
  const context = reportContext(framework, report.score, region, { date, edition: 'short' })
  const findings = editorial ? keptFindings(report.score, editorial) : report.score.findings
  const say = sayer(context)
  const sections: [id: keyof BriefingWords['headings'], blocks: Block[]][] = [
    ['contrasts', list(contrastLines(context, findings, words, say))],
    ['divided', list(dividedLines(context, words, say))],
    ['silent', list(silentLines(context, words, say))],
    ['absent', list(absentLines(context, words, say))],
    ['questions', questionBlocks(context, findings, words, say)],
    ['evidence', list(evidenceLines(context, options.evidence, words, say))],
  ]
  const empty = sections.filter(([, blocks]) => blocks.length === 0).map(([id]) => words.none[id])
  const title = plainText(say(words.title, { title: region.title }))
  return {
    ...report.document,
    meta: {
      ...report.document.meta,
      id: `${report.document.meta.id}-briefing`,
      title,
      subject: title,
    },
    lead: words.lead.map((line) => ({
      content: say(line, { date: longDate(framework.language, date) }),
      findings: [],
    })),
    body: [
      ...sections
        .filter(([, blocks]) => blocks.length > 0)
        .map(([id, blocks]): Block => ({
          kind: 'section',
          id: `briefing-${id}`,
          title: words.headings[id],
          blocks,
        })),
      ...(empty.length === 0
        ? []
        : [
            {
              kind: 'section' as const,
              id: 'briefing-further',
              title: words.further,
              blocks: [paragraph(empty)],
            },
          ]),
    ],
    notes: [],
    evidence: [],
  }
}

export type Say = (pattern: string, slots: Record<string, string>) => Inline[]

/** Fills a pattern and begins it with a capital. Throws on a slot that is not there. */
export function sayer(context: ReportContext): Say {
  return (pattern, slots) => {
    const content = fill(pattern, (name) => {
      const value = slots[name]
      if (value === undefined) throw new Error(`No slot {${name}}`)
      return value === '' ? null : textSlot(value)
    })
    const text = plainText(content ?? [])
    return [text.charAt(0).toLocaleUpperCase(context.framework.language) + text.slice(1)]
  }
}

function paragraph(lines: string[]): Block {
  return { kind: 'paragraph', sentences: lines.map((line) => ({ content: [line], findings: [] })) }
}

function list(items: { content: Inline[]; findings: string[] }[]): Block[] {
  if (items.length === 0) return []
  return [{ kind: 'list', ordered: false, items: items.map((item) => [item]) }]
}

function criterionScores(score: Score): CriterionScore[] {
  return score.themes.flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
}

function plural(context: ReportContext, role: string): string {
  return context.framework.roles.find(({ id }) => id === role)?.plural ?? role
}

function percent(context: ReportContext, share: number): string {
  return `${new Intl.NumberFormat(context.framework.language).format(Math.round(share * 100))}%`
}

/** Subjects on which one role answers at both ends. */
export function dividedLines(context: ReportContext, words: Pick<BriefingWords, 'divided'>, say: Say) {
  return criterionScores(context.score)
    .flatMap(({ title, roles }) =>
      Object.entries(roles).flatMap(([role, { label, n }]) =>
        label === 'divided' && n !== null
          ? [say(words.divided, { criterion: title, role: plural(context, role), n: String(n) })]
          : [],
      ),
    )
    .slice(0, MOST_LINES)
    .map((content) => ({ content, findings: [] }))
}

/** Contrasts in the report's own sentences, then differences in points that count and are in none of them. */
export function contrastLines(
  context: ReportContext,
  findings: readonly Finding[],
  words: Pick<BriefingWords, 'gap'>,
  say: Say,
) {
  const contrasts = findings.filter(({ form, text }) => form === 'contrast' && text !== '')
  const said = new Set(contrasts.flatMap(({ criteria }) => criteria))
  const [first, second] = context.framework.roles
  const gaps = criterionScores(context.score)
    .filter(({ id, gap }) => gap?.counts && !said.has(id))
    .sort((one, other) => Math.abs(other.gap?.difference ?? 0) - Math.abs(one.gap?.difference ?? 0))
    .flatMap(({ title, gap, roles }) => {
      const [left, right] = [roles[first?.id ?? '']?.p ?? null, roles[second?.id ?? '']?.p ?? null]
      if (!gap || !first || !second || left === null || right === null) return []
      return [
        say(words.gap, {
          criterion: title,
          first: first.plural,
          firstShare: percent(context, left),
          second: second.plural,
          secondShare: percent(context, right),
          points: String(Math.round(Math.abs(gap.difference) * 100)),
        }),
      ]
    })
  return [
    ...contrasts.map(({ id, text }) => ({ content: [text] as Inline[], findings: [id] })),
    ...gaps.map((content) => ({ content, findings: [] })),
  ].slice(0, MOST_LINES)
}

/** Roles of which nothing can be shown, and kinds of organisation that gave no answer. */
export function silentLines(context: ReportContext, words: Pick<BriefingWords, 'few' | 'silent'>, say: Say) {
  const lines: Inline[][] = []
  for (const { id, plural: title } of context.framework.roles) {
    const shown = criterionScores(context.score).some(({ roles }) =>
      roles[id]?.items.some(({ n }) => n !== null),
    )
    if (!shown) lines.push(say(words.few, { role: title }))
    const parties = partiesSlot(context, silentParties(context, id))
    if (parties) lines.push(say(words.silent, { parties: plainText(parties.content) }))
  }
  return lines.map((content) => ({ content, findings: [] }))
}

/** Questions that many say do not apply to them, or that many have no answer to; the largest share first. */
export function absentLines(
  context: ReportContext,
  words: Pick<BriefingWords, 'notApplicable' | 'unknown'>,
  say: Say,
) {
  const texts = new Map(allItems(context.framework).map((item) => [item.id, item]))
  return criterionScores(context.score)
    .flatMap(({ roles }) =>
      Object.entries(roles).flatMap(([role, { items }]) =>
        items.flatMap((item) => {
          const question = texts.get(item.id)?.text
          if (item.n === null || question === undefined) return []
          return [
            { role, question, share: item.notApplicable, pattern: words.notApplicable },
            { role, question, share: item.unknown, pattern: words.unknown },
          ]
        }),
      ),
    )
    .filter(({ share }) => share >= WORTH_ASKING)
    .sort((one, other) => other.share - one.share)
    .slice(0, MOST_LINES)
    .map(({ role, question, share, pattern }) => ({
      content: say(pattern, { share: percent(context, share), role: plural(context, role), question }),
      findings: [],
    }))
}

function evidenceLines(context: ReportContext, offered: OfferedEvidence, words: BriefingWords, say: Say) {
  const criterionOf = new Map(
    allCriteria(context.framework).flatMap((criterion) =>
      criterion.items.map((item) => [item.id, criterion.title] as const),
    ),
  )
  return context.framework.parties.flatMap((party) => {
    const own = offered.filter((one) => one.party === party.id)
    if (own.length === 0) return []
    const criteria = [...new Set(own.map(({ item }) => criterionOf.get(item) ?? ''))].filter(Boolean)
    const content = say(words.evidence, {
      party: party.title,
      criteria: criteria.slice(0, MOST_LINES).join(', '),
    })
    return [{ content, findings: [] }]
  })
}

/** What to ask, each question once, and a table of whom: only who was asked about a subject can answer for it. */
function questionBlocks(
  context: ReportContext,
  findings: readonly Finding[],
  words: BriefingWords,
  say: Say,
): Block[] {
  const [, second] = context.framework.roles
  if (!second) return []
  const questions = findings
    .filter(({ side, form }) => side === 'better' || form === 'contrast')
    .flatMap((finding) =>
      finding.criteria.flatMap((id) => {
        const { criterion, score } = context.criterion(id)
        const items = criterion.items.filter(({ role }) => role === second.id)
        if (items.length === 0) return []
        const pattern = words.ask[whichQuestion(score, context, finding)]
        const roles = finding.roles
          .map((role) => plural(context, role))
          .join(` ${context.skeleton.words.and} `)
        const text = say(pattern, { criterion: criterion.title, roles })
        return [{ text, finding: finding.id, items, contrast: finding.form === 'contrast' }]
      }),
    )
    .sort((one, other) => Number(other.contrast) - Number(one.contrast))
    .slice(0, MOST_QUESTIONS)
  const silent = silentParties(context, second.id)
  const rows = context.framework.parties.flatMap((party) => {
    const asked = (item: Item) => item.parties.length === 0 || item.parties.includes(party.id)
    const numbers = questions.flatMap(({ items }, index) => (items.some(asked) ? [String(index + 1)] : []))
    const isSilent = (silent[party.id] ?? 0) > 0
    const isHeard = (context.score.parties[second.id]?.[party.id] ?? 0) > 0
    if (!isSilent && (!isHeard || numbers.length === 0)) return []
    const about = isSilent ? [words.ask.silent] : []
    return [[[party.title], [[...about, numbers.join(', ')].filter(Boolean).join(' ')]]]
  })
  return [
    ...(questions.length === 0
      ? []
      : [
          paragraph([words.always]),
          {
            kind: 'list' as const,
            ordered: true,
            items: questions.map(({ text, finding }) => [{ content: text, findings: [finding] }]),
          },
        ]),
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            id: 'briefing-whom',
            caption: words.whom.caption,
            columns: [
              { id: 'party', title: words.whom.party, align: 'left' as const, header: true, weight: 3 },
              { id: 'ask', title: words.whom.questions, align: 'left' as const, header: false, weight: 4 },
            ],
            rows,
          },
        ]),
  ]
}

/** Which kind of question a finding raises about one of its subjects. */
export function whichQuestion(
  score: CriterionScore,
  context: ReportContext,
  finding: Finding,
): 'onPaper' | 'notFelt' | 'better' | 'divided' {
  const [first, second] = context.framework.roles.map(({ id }): RoleScore | undefined => score.roles[id])
  if (finding.form === 'contrast' && first && second) {
    return (second.p ?? 0) >= (first.p ?? 0) ? 'onPaper' : 'notFelt'
  }
  if (first?.label === 'divided' || second?.label === 'divided') return 'divided'
  return 'better'
}
