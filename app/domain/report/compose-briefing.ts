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
  /** Slots `party`, `lines` (how many answers point to a source) and `criteria`. */
  evidence: string
  /** Questions; slot `criterion` or `question`. */
  ask: Record<'onPaper' | 'notFelt' | 'better' | 'divided' | 'silent', string>
}

/** How many answers of a party name a document, date or link, per item. No contents. */
export type OfferedEvidence = { party: string; item: string; lines: number }[]

const MOST_LINES = 4
const MOST_QUESTIONS = 3
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
  const section = (id: keyof BriefingWords['headings'], blocks: Block[]): Block => ({
    kind: 'section',
    id: `briefing-${id}`,
    title: words.headings[id],
    blocks: blocks.length > 0 ? blocks : [paragraph([words.none[id]])],
  })
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
      section('divided', list(dividedLines(context, words, say))),
      section('contrasts', list(contrastLines(context, findings, words, say))),
      section('silent', list(silentLines(context, words, say))),
      section('absent', list(absentLines(context, words, say))),
      section('evidence', list(evidenceLines(context, options.evidence, words, say))),
      section('questions', questionBlocks(context, findings, words, say)),
    ],
    notes: [],
    evidence: [],
  }
}

type Say = (pattern: string, slots: Record<string, string>) => Inline[]

function sayer(context: ReportContext): Say {
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

function dividedLines(context: ReportContext, words: BriefingWords, say: Say) {
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
function contrastLines(context: ReportContext, findings: readonly Finding[], words: BriefingWords, say: Say) {
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

function silentLines(context: ReportContext, words: BriefingWords, say: Say) {
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
function absentLines(context: ReportContext, words: BriefingWords, say: Say) {
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
    const own = offered.filter((one) => one.party === party.id && one.lines > 0)
    if (own.length === 0) return []
    const criteria = [...new Set(own.map(({ item }) => criterionOf.get(item) ?? ''))].filter(Boolean)
    const lines = own.reduce((sum, one) => sum + one.lines, 0)
    const content = say(words.evidence, {
      party: party.title,
      lines: String(lines),
      criteria: criteria.slice(0, MOST_LINES).join(', '),
    })
    return [{ content, findings: [] }]
  })
}

type Question = { criterion: string; text: Inline[]; finding: string; specific: boolean }

/** Per party what to ask, from what is asked of it: what is asked of few parties goes before what is asked of all. */
function questionBlocks(
  context: ReportContext,
  findings: readonly Finding[],
  words: BriefingWords,
  say: Say,
): Block[] {
  const [, second] = context.framework.roles
  if (!second) return []
  const silent = silentParties(context, second.id)
  return context.framework.parties.flatMap((party): Block[] => {
    const asked = (item: Item) =>
      item.role === second.id && (item.parties.length === 0 || item.parties.includes(party.id))
    const questions = findings
      .filter(({ side, form }) => side === 'better' || form === 'contrast')
      .flatMap((finding) =>
        finding.criteria.flatMap((id): Question[] => {
          const { criterion, score } = context.criterion(id)
          const own = criterion.items.filter(asked)
          if (own.length === 0) return []
          const pattern = words.ask[whichQuestion(score, context, finding)]
          return [
            {
              criterion: id,
              text: say(pattern, { criterion: criterion.title }),
              finding: finding.id,
              specific: own.some(({ parties }) => parties.length > 0),
            },
          ]
        }),
      )
      .sort((one, other) => Number(other.specific) - Number(one.specific))
      .slice(0, MOST_QUESTIONS)
    const opening = silent[party.id] ? [{ content: say(words.ask.silent, {}), findings: [] }] : []
    const heard = (context.score.parties[second.id]?.[party.id] ?? 0) > 0
    if (!heard && opening.length === 0) return []
    const items = [
      ...opening,
      ...questions.map(({ text, finding }) => ({ content: text, findings: [finding] })),
    ]
    if (items.length === 0) return []
    return [
      {
        kind: 'section',
        id: `briefing-party-${party.id}`,
        title: party.title,
        blocks: list(items),
      },
    ]
  })
}

function whichQuestion(
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
