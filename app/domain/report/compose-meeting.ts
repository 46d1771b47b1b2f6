/**
 * The report for a meeting of boards: one short section per slide, and behind them, as notes, where each statement
 * follows from. It says nothing that the report does not say. Pure; the words come from outside, for they are the same
 * for every framework.
 */

import type { Framework } from '../framework/framework.ts'
import type { Score } from '../scoring/score.ts'
import { absentLines, contrastLines, sayer, silentLines, whichQuestion } from './compose-briefing.ts'
import type { BriefingWords } from './compose-briefing.ts'
import { isAsked, share } from './annex-parts.ts'
import { composeReport } from './compose.ts'
import { composeEvidence } from './compose-evidence.ts'
import { longDate, numeral, reportContext } from './context.ts'
import type { ReportContext } from './context.ts'
import type { Block, Bullet, Evidence, Inline, Note, ReportDocument, Sentence } from './document.ts'
import { plainText, sentencesText } from './document.ts'
import type { Editorial } from './editorial.ts'
import { keptFindings } from './editorial.ts'
import type { Region } from './region.ts'
import { selfImageOf } from './self-image.ts'

/** Patterns with their slots. */
export type MeetingWords = Pick<BriefingWords, 'gap' | 'few' | 'silent' | 'notApplicable' | 'unknown'> & {
  /** Slot `title`. */
  title: string
  /** Slot `date`. */
  lead: string[]
  headings: Record<'glance' | 'differences' | 'unknown' | 'questions' | 'agreements' | 'notes', string>
  /** How many points per theme. */
  counts: { caption: string; theme: string; good: string; better: string }
  /** Points of a theme that do not fit on its slide; slot `n`. */
  more: { one: string; more: string }
  /** When a slide would have nothing on it. */
  none: Record<'differences' | 'oneSided' | 'selfImage' | 'unknown' | 'questions' | 'agreements', string>
  /** Subjects of which a role has too few answers to show; slots `role` and `n`. */
  hidden: { one: string; more: string }
  /** One question to talk about; slot `criterion`. */
  ask: Record<'onPaper' | 'notFelt' | 'better' | 'divided', string>
  /** About the guess that is furthest off. */
  askSelfImage: string
  /** A point for improvement without an owner. Slot `point`. */
  open: string
  /** Slots `subject` and `said`. */
  evidence: string
  /** Slots `role`, `label`, `share`, `n` and `items`. */
  saidBy: string
  /** The same where figures are hidden. */
  saidByHidden: string
}

/** What fits on one slide in type that can be read from the last row. */
const MOST = { good: 2, better: 3, lines: 4, rows: 5, questions: 3 }

/** Composes the slides. Equal input gives equal slides. */
export function composeMeeting(
  framework: Framework,
  score: Score,
  region: Region,
  options: { date: string; editorial: Editorial | null },
  words: MeetingWords,
): ReportDocument {
  const { date, editorial } = options
  const { document, score: told } = composeReport(
    framework,
    score,
    region,
    { date, edition: 'short' },
    editorial,
  )
  const context = reportContext(framework, told, region, { date, edition: 'short' })
  const findings = editorial ? keptFindings(told, editorial) : told.findings
  const say = sayer(context)
  const notes = noteMaker(context, document, words)
  const columns = (id: string) =>
    sectionOf(document, id).flatMap((block) => (block.kind === 'findings' ? [block] : []))
  const title = plainText(say(words.title, { title: region.title }))
  const contrasts = contrastLines(context, findings, words, say)
  const image = selfImageOf(framework, told)
  const body: Block[] = [
    slide('glance', words.headings.glance, [
      { kind: 'paragraph', sentences: document.lead.map(withoutNotes) },
      {
        kind: 'table',
        id: 'meeting-counts',
        caption: words.counts.caption,
        columns: [
          { id: 'theme', title: words.counts.theme, align: 'left', header: true, weight: 4 },
          { id: 'good', title: words.counts.good, align: 'right', header: false, weight: 1 },
          { id: 'better', title: words.counts.better, align: 'right', header: false, weight: 1 },
        ],
        rows: framework.themes.map((theme) => {
          const count = (side: string) =>
            columns(theme.id).find((column) => column.side === side)?.items.length ?? 0
          return [[theme.title], [numeral(context, count('good'))], [numeral(context, count('better'))]]
        }),
      },
    ]),
    ...framework.themes.map((theme) => {
      const shown = columns(theme.id).map((column) => ({
        ...column,
        id: `meeting-${column.id}`,
        items: column.items.slice(0, MOST[column.side]).map((bullet) => notes.bullet(bullet)),
      }))
      const all = columns(theme.id).reduce((sum, { items }) => sum + items.length, 0)
      const left = all - shown.reduce((sum, { items }) => sum + items.length, 0)
      return slide(theme.id, theme.title, [
        ...shown,
        ...(left > 0 ? [paragraph([moreText(context, left, words)])] : []),
      ])
    }),
    slide(
      'differences',
      words.headings.differences,
      listOr(
        contrasts
          .slice(0, MOST.lines)
          .map(({ content, findings: [finding] }) => notes.line(firstSentence(plainText(content)), finding)),
        isTwoSided(context) ? words.none.differences : words.none.oneSided,
      ),
    ),
    ...(image
      ? [
          slide(
            'self-image',
            image.title,
            listOr(image.chart ? image.sentences.map(lineOf) : [], words.none.selfImage),
          ),
        ]
      : []),
    slide(
      'unknown',
      words.headings.unknown,
      listOr(
        [
          ...silentLines(context, words, say).map(({ content }) => content),
          ...hiddenLines(context, words),
          ...absentLines(context, words, say).map(({ content }) => content),
        ]
          .slice(0, MOST.lines)
          .map((content) => ({ content, findings: [] })),
        words.none.unknown,
      ),
    ),
    slide('questions', words.headings.questions, questionBlocks(context, findings, words)),
    slide('agreements', words.headings.agreements, agreementBlocks(context, document, words)),
  ]
  return {
    ...document,
    meta: { ...document.meta, id: `${document.meta.id}-meeting`, title, subject: title },
    marks: { ...document.marks, notes: words.headings.notes },
    lead: words.lead.map((line) => ({
      content: say(line, { date: longDate(framework.language, date) }),
      findings: [],
    })),
    body,
    notes: notes.all,
    evidence: [],
  }
}

function slide(id: string, title: string, blocks: Block[]): Block {
  return { kind: 'section', id: `meeting-${id}`, title, blocks }
}

function paragraph(content: Inline[][]): Block {
  return { kind: 'paragraph', sentences: content.map((one) => ({ content: one, findings: [] })) }
}

function lineOf(text: string): Sentence {
  return { content: [text], findings: [] }
}

function moreText(context: ReportContext, left: number, { more }: MeetingWords): Inline[] {
  return sayer(context)(left === 1 ? more.one : more.more, { n: numeral(context, left) })
}

function listOr(items: Sentence[], none: string, ordered = false): Block[] {
  if (items.length === 0) return [paragraph([[none]])]
  return [{ kind: 'list', ordered, items: items.map((item) => [item]) }]
}

function sectionOf({ body }: ReportDocument, id: string): Block[] {
  return body.flatMap((block) => (block.kind === 'section' && block.id === id ? block.blocks : []))
}

function withoutNotes(sentence: Sentence): Sentence {
  return { ...sentence, content: [plainText(sentence.content)] }
}

/** Up to the first full stop that a capital follows. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s+\p{Lu}|$)/su.exec(text)?.[0] ?? text
}

/** Gives each statement a note with the rest of what the report says there, and what it follows from. */
function noteMaker(context: ReportContext, document: ReportDocument, words: MeetingWords) {
  const all: Note[] = []
  const sources = new Map(document.evidence.map((evidence) => [evidence.finding, evidence]))
  const reference = (finding: string, rest: string): Inline[] => {
    const known = all.find(({ id }) => id === finding)
    if (known) return [{ kind: 'note', ref: finding }]
    const own = context.score.findings.find(({ id }) => id === finding)
    // The short report holds only the evidence of its own points.
    const evidence = sources.get(finding) ?? (own && composeEvidence(context, own))
    const content = [rest, ...(evidence ? evidenceTexts(context, evidence, words) : [])]
      .filter((text) => text !== '')
      .join(' ')
    if (content === '') return []
    all.push({ id: finding, number: all.length + 1, content: [content] })
    return [{ kind: 'note', ref: finding }]
  }
  return {
    all,
    bullet(bullet: Bullet): Bullet {
      const text = sentencesText(bullet.sentences)
      const first = firstSentence(text)
      const content = [first, ...reference(bullet.finding, text.slice(first.length).trim())]
      return { ...bullet, sentences: [{ content, findings: [bullet.finding] }] }
    },
    line(text: string, finding: string | undefined): Sentence {
      if (finding === undefined) return lineOf(text)
      return { content: [text, ...reference(finding, '')], findings: [finding] }
    },
  }
}

function evidenceTexts(
  context: ReportContext,
  { criteria, source }: Evidence,
  words: MeetingWords,
): string[] {
  const say = sayer(context)
  if (source !== undefined) return [source]
  return criteria.map(({ title, roles }) => {
    const said = roles.map(({ role, label, p, n, items }) => {
      const name = context.framework.roles.find(({ id }) => id === role)?.plural ?? role
      const percentage = share(context, p)
      const text = say(percentage === null || n === null ? words.saidByHidden : words.saidBy, {
        role: name,
        label,
        share: percentage ?? '',
        n: n === null ? '' : numeral(context, n),
        items: items.map(({ id }) => id).join(', '),
      })
      return uncapitalised(context, plainText(text))
    })
    return plainText(say(words.evidence, { subject: title, said: said.join('; ') }))
  })
}

/** As it stands in the middle of a sentence. */
function uncapitalised({ framework }: ReportContext, text: string): string {
  return text.charAt(0).toLocaleLowerCase(framework.language) + text.slice(1)
}

/** How many subjects have too few answers, per role of which at least something can be shown. */
function hiddenLines(context: ReportContext, words: MeetingWords): Inline[][] {
  const criteria = context.score.themes.flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
  return context.framework.roles.flatMap((role) => {
    const asked = criteria.filter(
      ({ id, roles }) =>
        // The short questionnaire leaves subjects out: that is not a lack of answers.
        roles[role.id] !== undefined &&
        context.criterion(id).criterion.items.some((item) => item.role === role.id && isAsked(context, item)),
    )
    const hidden = asked.filter(({ roles }) => roles[role.id]?.label === 'insufficient')
    if (hidden.length === 0 || hidden.length === asked.length) return []
    const pattern = hidden.length === 1 ? words.hidden.one : words.hidden.more
    return [sayer(context)(pattern, { role: role.plural, n: numeral(context, hidden.length) })]
  })
}

/** Contrasts first, the largest of them above; then divided answers, then what is weakest. Each subject once. */
function questionBlocks(
  context: ReportContext,
  findings: ReturnType<typeof keptFindings>,
  words: MeetingWords,
): Block[] {
  const say = sayer(context)
  const size = (finding: (typeof findings)[number]) =>
    Math.max(0, ...finding.criteria.map((id) => distance(context, id)))
  const criteria = context.score.themes.flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
  const asked = [
    ...findings
      .filter(({ form }) => form === 'contrast')
      .toSorted((one, other) => size(other) - size(one))
      .map((finding) => {
        const [id = ''] = finding.criteria.toSorted(
          (one, other) => distance(context, other) - distance(context, one),
        )
        return { id, kind: whichQuestion(context.criterion(id).score, context, finding) }
      }),
    ...criteria
      .filter(({ roles }) => Object.values(roles).some(({ label }) => label === 'divided'))
      .map(({ id }) => ({ id, kind: 'divided' as const })),
    ...findings
      .filter(({ side, form }) => side === 'better' && form !== 'contrast')
      .map(({ criteria: [id = ''] }) => ({ id, kind: 'better' as const })),
  ]
  const image = selfImageOf(context.framework, context.score)
  const texts = [...new Map(asked.map((one) => [one.id, one])).values()].map(({ id, kind }) =>
    plainText(say(words.ask[kind], { criterion: context.criterion(id).criterion.title })),
  )
  const own = image?.furthest ? [`${image.furthest} ${words.askSelfImage}`] : []
  // The region's own picture of its work floor is the third question, where there is one.
  const questions = [...texts.slice(0, MOST.questions - own.length), ...own]
  return listOr(questions.map(lineOf), words.none.questions, true)
}

/** Whether both lenses have a figure on some subject, so that they can differ at all. */
function isTwoSided(context: ReportContext): boolean {
  const [first, second] = context.framework.roles
  return context.score.themes
    .flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
    .some(
      ({ roles }) =>
        (roles[first?.id ?? '']?.p ?? null) !== null && (roles[second?.id ?? '']?.p ?? null) !== null,
    )
}

/** How far the lenses are apart on a criterion; 0 where one of them is hidden. */
function distance(context: ReportContext, id: string): number {
  const { score } = context.criterion(id)
  const [first, second] = context.framework.roles.map((role) => score.roles[role.id]?.p ?? null)
  return typeof first === 'number' && typeof second === 'number' ? Math.abs(first - second) : 0
}

/** The agreements as the report has them; without any, the points that still wait for one. */
function agreementBlocks(context: ReportContext, document: ReportDocument, words: MeetingWords): Block[] {
  const table = sectionOf(document, 'follow-up').find((block) => block.kind === 'table')
  if (table) {
    const left = table.rows.length - MOST.rows
    return [
      { ...table, id: 'meeting-agreements', rows: table.rows.slice(0, MOST.rows) },
      ...(left > 0 ? [paragraph([moreText(context, left, words)])] : []),
    ]
  }
  const points = context.findings.filter(({ side, bullet }) => side === 'better' && bullet !== null)
  const topics = points.map(({ criteria }) =>
    criteria.map((id) => context.criterion(id).texts.topic.text).join(` ${context.skeleton.words.and} `),
  )
  const say = sayer(context)
  return listOr(
    topics.slice(0, MOST.rows).map((point) => ({ content: say(words.open, { point }), findings: [] })),
    words.none.agreements,
  )
}
