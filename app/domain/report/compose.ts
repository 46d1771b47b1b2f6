/**
 * The report stage: framework, score and region in, the whole report as plain data out. Pure, and knows no word
 * of any framework: every heading, sentence and note comes from the framework's skeleton.
 */

import type { Framework } from '../framework/framework.ts'
import type { Finding, Score, Side } from '../scoring/score.ts'
import { composeAnnexes, withEvidenceLinks } from './compose-annexes.ts'
import { composeBullet, turns, type Room } from './compose-bullet.ts'
import { clauseOf, clauseSentence, composeConclusion, standingSentences } from './compose-conclusion.ts'
import {
  addedBullets,
  addedEvidence,
  conclusionAdditions,
  editorialNotes,
  followUpBlocks,
  rewrittenSentences,
  withVoices,
  withoutVoices,
} from './compose-editorial.ts'
import { composeEvidence } from './compose-evidence.ts'
import { composeIntroduction } from './compose-introduction.ts'
import { composeLead } from './compose-lead.ts'
import type { ReportContext, ReportOptions } from './context.ts'
import { reportContext, say } from './context.ts'
import { speakingOf } from './criterion-slots.ts'
import type { Block, Bullet, Evidence, Inline, ReportDocument } from './document.ts'
import { plainText, sentencesText } from './document.ts'
import { inChosenOrder, keptFindings, rewrittenText } from './editorial.ts'
import type { Editorial } from './editorial.ts'
import { beforeFullStop, fill } from './fill.ts'
import type { Region } from './region.ts'
import { lengthOf, settle, type Settled } from './settle.ts'

/** Whether a framework has the words for the extended edition. */
export function hasExtendedEdition(framework: Framework): boolean {
  return framework.report.extended !== undefined
}

/**
 * Composes the report of one region. The score comes back with each finding's sentence filled in, also of
 * findings that this edition does not print as a bullet; that sentence is always the machine's. The extended edition
 * begins with the short one, word for word, so that the two never say different things.
 *
 * @param editorial What people decided about the proposals. Without it the report is the machine's alone.
 * @throws when the extended edition is asked of a framework that has none (`hasExtendedEdition`)
 */
export function composeReport(
  framework: Framework,
  score: Score,
  region: Region,
  options: ReportOptions,
  editorial: Editorial | null = null,
): { document: ReportDocument; score: Score } {
  const kept = editorial ? { ...score, findings: keptFindings(score, editorial) } : score
  const context = reportContext(framework, kept, region, options)
  const { skeleton } = context
  const { extended } = skeleton
  const { edition } = options
  if (edition === 'extended' && !extended)
    throw new Error(`${framework.id} ${framework.version} has no extended edition`)

  const introduction = composeIntroduction(context)
  const definitions = new Map<string, Inline[]>([
    ...Object.entries(skeleton.notes).map(
      ([id, pattern]) => [id, fill(pattern, context.slots) ?? []] as [string, Inline[]],
    ),
    ...introduction.notes.map(({ id, content }) => [id, content] as [string, Inline[]]),
    ...editorialNotes(context, editorial),
  ])
  const repeatable = new Set(introduction.notes.map(({ id }) => id))
  const attemptWith = (
    said: Editorial | null,
    better: number,
    examples: number,
    conclusion: number,
  ): Settled =>
    settle(
      {
        lead: composeLead(context),
        body: composeBody(
          context,
          introduction.blocks,
          { good: skeleton.lengths.good, better, examples },
          conclusion,
          said,
        ),
      },
      definitions,
      repeatable,
      skeleton.abbreviations,
    )
  // What parties say about the findings, and who takes them up, costs the findings no room.
  const fullLength = (said: Editorial | null) =>
    lengthOf(attemptWith(said, skeleton.lengths.better, Infinity, skeleton.conclusion.words.max))
  const extra = editorial ? fullLength(editorial) - fullLength(withoutVoices(editorial)) : 0
  const short = shortened(context, skeleton.lengths.total + extra, (...room) =>
    attemptWith(editorial, ...room),
  )

  const printed = bulletTexts(short.body)
  const findings = editorial
    ? composeReport(framework, score, region, { ...options, edition: 'short' }).score.findings
    : score.findings.map((finding) => ({
        ...finding,
        text: printed.get(finding.id) ?? ownText(context, finding),
      }))
  const keptIds = new Set(kept.findings.map(({ id }) => id))
  const inEdition = findings.filter(
    (finding) => keptIds.has(finding.id) && (edition === 'extended' || finding.edition === 'short'),
  )
  const evidence = [
    ...inEdition.map((finding) => editedEvidence(composeEvidence(context, finding), editorial)),
    ...(editorial?.added ?? []).map(addedEvidence),
  ]
  const settled =
    edition === 'extended' && extended
      ? settle(
          {
            lead: short.lead,
            body: [
              ...withEvidenceLinks(extended, short.body, keptIds),
              ...composeAnnexes(
                { ...context, findings: kept.findings },
                extended,
                inEdition.map((finding) => ({
                  ...finding,
                  text: rewrittenText(editorial, finding.id) ?? finding.text,
                })),
                (bullet) => (printed.has(bullet.finding) ? bullet : withVoices(context, editorial, bullet)),
              ),
            ],
          },
          definitions,
          repeatable,
          skeleton.abbreviations,
        )
      : short
  const document: ReportDocument = {
    contract: 1,
    meta: meta(context, editorial),
    marks: {
      ...skeleton.marks,
      running: only(context, skeleton.marks.running),
      invented: region.invented ? skeleton.marks.invented : null,
    },
    ...settled,
    colophon: skeleton.colophon
      .map(({ term, lines }) => ({ term, content: spaced(say(context, lines)) }))
      .filter(({ content }) => content.length > 0),
    evidence,
  }
  return { document, score: { ...score, findings } }
}

/** The evidence of a finding with the sentence that is printed, and beside that the machine's. */
function editedEvidence(evidence: Evidence, editorial: Editorial | null): Evidence {
  const text = rewrittenText(editorial, evidence.finding)
  const decision = editorial?.decisions.find(({ finding }) => finding === evidence.finding)
  if (text === null || !decision) return evidence
  return { ...evidence, text, edit: { machine: evidence.text, at: decision.at, reason: decision.reason } }
}

/** Words by which bullets give way at a time, and the room below which an improvement says too little. */
const STEP = 6
const LEAST_ROOM = 29
/** Words by which the conclusion gives way at a time. */
const CONCLUSION_STEP = 10

/**
 * The fullest attempt that stays within the framework's total: first examples give way, the last ones first, then
 * the conclusion becomes shorter, and only then every bullet gets less room, because that costs who could act.
 */
function shortened(
  context: ReportContext,
  total: number,
  attempt: (better: number, examples: number, conclusion: number) => Settled,
): Settled {
  const { lengths, conclusion } = context.skeleton
  const { min, max } = conclusion.words
  const unlimited = attempt(lengths.better, Infinity, max)
  const fits = (settled: Settled) => lengthOf(settled) <= total
  if (fits(unlimited)) return unlimited
  const bullets = context.findings.filter((finding) => finding.bullet !== null).length
  let settled = unlimited
  for (let examples = bullets - 1; examples >= 0; examples -= 1) {
    settled = attempt(lengths.better, examples, max)
    if (fits(settled)) return settled
  }
  for (let most = max - CONCLUSION_STEP; most >= min && !fits(settled); most -= CONCLUSION_STEP) {
    settled = attempt(lengths.better, 0, most)
  }
  for (let room = lengths.better - STEP; room >= LEAST_ROOM && !fits(settled); room -= STEP) {
    settled = attempt(room, 0, min)
  }
  return settled
}

function composeBody(
  context: ReportContext,
  introduction: Block[],
  room: Room,
  conclusionWords: number,
  editorial: Editorial | null,
): Block[] {
  const { framework, skeleton } = context
  const turn = turns()
  const machine = context.findings.filter(
    (finding) => finding.bullet !== null || rewrittenText(editorial, finding.id) === null,
  )
  const conclusion = composeConclusion({ ...context, findings: machine }, turn, conclusionWords)
  const additions = conclusionAdditions(context, editorial)
  const bullets = new Map(
    context.findings
      .filter((finding) => finding.bullet !== null)
      .map((finding) => {
        const sentences = rewrittenSentences(context, editorial, finding)
        const { id, firm } = finding
        const bullet = sentences
          ? { id, finding: id, firm, sentences }
          : composeBullet(context, finding, turn, room)
        return [id, withVoices(context, editorial, bullet)] as const
      }),
  )
  const themes = framework.themes.map((theme) =>
    themeSection(context, theme.id, theme.title, bullets, editorial),
  )
  const improvements = columns(themes).flatMap(({ side, items }) => (side === 'better' ? items : []))
  return [
    ...introduction,
    {
      kind: 'section',
      id: 'conclusion',
      title: skeleton.conclusion.title,
      blocks: [
        ...conclusion,
        ...(additions.length > 0 ? [{ kind: 'paragraph', sentences: additions } as const] : []),
        { kind: 'paragraph', sentences: standingSentences(context, skeleton.method) },
      ],
    },
    ...themes,
    {
      kind: 'section',
      id: 'follow-up',
      title: skeleton.followUp.title,
      blocks: [
        { kind: 'paragraph', sentences: standingSentences(context, skeleton.followUp.lines) },
        ...followUpBlocks(context, editorial, improvements),
      ],
    },
  ]
}

function columns(blocks: readonly Block[]): Extract<Block, { kind: 'findings' }>[] {
  return blocks.flatMap((block) =>
    block.kind === 'section' ? columns(block.blocks) : block.kind === 'findings' ? [block] : [],
  )
}

function themeSection(
  context: ReportContext,
  id: string,
  title: string,
  bullets: Map<string, Bullet>,
  editorial: Editorial | null,
): Block {
  const { skeleton } = context
  const texts = skeleton.themes[id]
  if (!texts) throw new Error(`The skeleton says nothing about theme ${id}`)
  const column = (side: Side): Block => ({
    kind: 'findings',
    id: `${id}-${side}`,
    side,
    title: skeleton.headings[side],
    items: inChosenOrder(
      [
        ...context.findings
          .filter((finding) => finding.theme === id && finding.side === side)
          .flatMap((finding) => bullets.get(finding.id) ?? []),
        ...addedBullets(editorial, id, side).map((bullet) => withVoices(context, editorial, bullet)),
      ],
      editorial?.order ?? [],
      (bullet) => bullet.finding,
    ),
    none: only(context, texts.none[side]),
  })
  const limits = standingSentences(context, texts.limits, { theme: id })
  return {
    kind: 'section',
    id,
    title,
    blocks: [
      column('good'),
      column('better'),
      ...(limits.length > 0 ? [{ kind: 'paragraph', sentences: limits } as const] : []),
    ],
  }
}

/** The sentence of a finding that has no bullet in this edition. */
function ownText(context: ReportContext, finding: Finding): string {
  if (finding.bullet !== null)
    return sentencesText(
      composeBullet(context, finding, turns(), { ...context.skeleton.lengths, examples: Infinity }).sentences,
    )
  // Read by itself, so it must say by itself that it rests on few answers.
  return speakingOf(context, finding)
    .flatMap((speaking) => clauseOf(context, speaking) ?? [])
    .map((clause) => {
      const sentence = clauseSentence(clause)
      const mark = clause.speaking.firm ? [] : [` (${context.skeleton.marks.provisional})`]
      return plainText(beforeFullStop(sentence, mark))
    })
    .join(' ')
}

function bulletTexts(blocks: Block[]): Map<string, string> {
  return new Map(
    blocks.flatMap((block): [string, string][] => {
      if (block.kind === 'section') return [...bulletTexts(block.blocks)]
      if (block.kind !== 'findings') return []
      return block.items.map((bullet) => [bullet.finding, sentencesText(bullet.sentences)])
    }),
  )
}

function meta(context: ReportContext, editorial: Editorial | null): ReportDocument['meta'] {
  const { framework, score, region, skeleton, options } = context
  const [title] = say(context, skeleton.title)
  return {
    id: fingerprint(
      JSON.stringify([framework.hash, options, region, score, ...(editorial ? [editorial] : [])]),
    ),
    edition: options.edition,
    language: framework.language,
    title: title ? plainText(title) : region.title,
    subject: only(context, skeleton.subject),
    author: only(context, skeleton.author),
    keywords: skeleton.keywords,
    date: options.date,
    framework: { id: framework.id, version: framework.version, hash: framework.hash },
    method: score.method,
    invented: region.invented,
  }
}

/** A pattern that must always have something to say. */
function only(context: ReportContext, pattern: string): string {
  const content = fill(pattern, context.slots)
  if (!content) throw new Error(`"${pattern}" has an empty slot`)
  return plainText(content)
}

function spaced(sentences: Inline[][]): Inline[] {
  return sentences.flatMap((content, index) => (index === 0 ? content : [' ', ...content]))
}

/** Sixteen hexadecimal digits that are equal for equal text (FNV-1a, 64 bits); an identity, not a safeguard. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}
