/**
 * A sheet for one organisation: which findings it was asked about and can act on, a draft letter to its council or
 * board, and its own answers. It holds the answers of no other organisation. Pure; the words come from outside.
 */

import type { Framework } from '../framework/framework.ts'
import { allCriteria, allItems } from '../framework/framework.ts'
import type { QuestionnaireResponse } from '../response/response.ts'
import type { Finding, Score, Side } from '../scoring/score.ts'
import { annexTable, cell } from './annex-parts.ts'
import { sayer } from './compose-briefing.ts'
import { composeReport } from './compose.ts'
import { longDate, reportContext } from './context.ts'
import type { Block, Inline, ReportDocument } from './document.ts'
import { plainText } from './document.ts'
import type { Editorial } from './editorial.ts'
import { keptFindings, rewrittenText } from './editorial.ts'
import type { Region } from './region.ts'

export type Organisation = { name: string; party: string }

/** Patterns; slots `organisation`, `title` (of the region), `date` and `framework`. */
export type PartyWords = {
  title: string
  lead: string[]
  headings: Record<'better' | 'good' | 'letter' | 'answers', string>
  none: Record<'better' | 'good' | 'answers', string>
  letter: {
    opening: string[]
    good: string
    better: string
    closing: string[]
    signature: string
  }
  answers: { caption: string; question: string; answer: string }
}

/** Points in the letter of each side: more is not read in a meeting. */
const IN_LETTER = 3

/**
 * Composes the sheet.
 *
 * @param answers What this organisation itself answered in named roles; answers of anonymous roles are never given here.
 */
export function composeParty(
  framework: Framework,
  score: Score,
  region: Region,
  options: { date: string; editorial: Editorial | null; organisation: Organisation; answers: OwnAnswers[] },
  words: PartyWords,
): ReportDocument {
  const { date, editorial, organisation } = options
  const { document, score: told } = composeReport(
    framework,
    score,
    region,
    { date, edition: 'short' },
    editorial,
  )
  const context = reportContext(framework, told, region, { date, edition: 'short' })
  const say = sayer(context)
  const slots = {
    organisation: organisation.name,
    title: region.title,
    date: longDate(framework.language, date),
    framework: framework.title,
  }
  const findings = (editorial ? keptFindings(told, editorial) : told.findings).filter((finding) =>
    concerns(framework, finding, organisation.party),
  )
  const texts = (side: Side) =>
    findings
      .filter((finding) => finding.side === side)
      .map(({ id, text }) => rewrittenText(editorial, id) ?? text)
      .filter((text) => text !== '')
  const [good, better] = [texts('good'), texts('better')]
  const lines = (patterns: string[]) => patterns.map((one) => paragraph([plainText(say(one, slots))]))
  const title = plainText(say(words.title, slots))
  const letter: Block[] = [
    ...lines(words.letter.opening),
    ...(good.length > 0 ? [...lines([words.letter.good]), list(good.slice(0, IN_LETTER))] : []),
    ...(better.length > 0 ? [...lines([words.letter.better]), list(better.slice(0, IN_LETTER))] : []),
    ...lines(words.letter.closing),
    ...lines([words.letter.signature]),
  ]
  const rows = answerRows(framework, options.answers)
  return {
    ...document,
    meta: { ...document.meta, id: `${document.meta.id}-${organisation.name}`, title, subject: title },
    lead: words.lead.map((line) => ({ content: say(line, slots), findings: [] })),
    body: [
      section('better', words.headings.better, [
        better.length > 0 ? list(better) : paragraph([words.none.better]),
      ]),
      section('good', words.headings.good, [good.length > 0 ? list(good) : paragraph([words.none.good])]),
      { ...section('letter', words.headings.letter, letter), part: 'annex' },
      {
        ...section('answers', words.headings.answers, [
          rows.length === 0
            ? paragraph([words.none.answers])
            : annexTable('party-answers-table', plainText(say(words.answers.caption, slots)), [
                [words.answers.question, 3],
                [words.answers.answer, 2, 'left'],
              ])(rows),
        ]),
        part: 'annex',
      },
    ],
    notes: [],
    evidence: [],
  }
}

/** What one response says, without who gave it. */
export type OwnAnswers = Pick<QuestionnaireResponse, 'role' | 'answers'>

function section(id: string, title: string, blocks: Block[]): Extract<Block, { kind: 'section' }> {
  return { kind: 'section', id: `party-${id}`, title, blocks }
}

function paragraph(texts: string[]): Block {
  return { kind: 'paragraph', sentences: texts.map((text) => ({ content: [text], findings: [] })) }
}

function list(texts: string[]): Block {
  return { kind: 'list', ordered: false, items: texts.map((text) => [{ content: [text], findings: [] }]) }
}

/** Whether a party was asked in a named role about a subject of the finding. */
function concerns(framework: Framework, finding: Finding, party: string): boolean {
  const named = namedRoles(framework)
  return allCriteria(framework)
    .filter(({ id }) => finding.criteria.includes(id))
    .flatMap(({ items }) => items)
    .some(
      ({ role, parties, kind }) =>
        kind === 'choice' && named.has(role) && (parties.length === 0 || parties.includes(party)),
    )
}

function namedRoles(framework: Framework): Set<string> {
  return new Set(framework.roles.filter(({ anonymity }) => anonymity === 'named').map(({ id }) => id))
}

/** In the framework's order; an answer of an anonymous role is left out even when it is handed in. */
function answerRows(framework: Framework, answers: readonly OwnAnswers[]): Inline[][][] {
  const named = namedRoles(framework)
  const own = answers.filter(({ role }) => named.has(role))
  return allItems(framework).flatMap((item) =>
    own.flatMap((response) => {
      const codes = response.role === item.role ? (response.answers[item.id] ?? []) : []
      const labels = item.options.flatMap(({ code, label }) => (codes.includes(code) ? [label] : []))
      return labels.length === 0 ? [] : [[cell(`${item.id}. ${item.text}`), cell(labels.join(', '))]]
    }),
  )
}
