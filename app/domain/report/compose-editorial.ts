/**
 * What people decided, put into the report: own wordings, added findings with their source, reactions and quotes at
 * the finding they are about, and who takes up which point.
 */

import { allItems } from '../framework/framework.ts'
import type { Finding, Side } from '../scoring/score.ts'
import type { ReportContext } from './context.ts'
import { longDate } from './context.ts'
import type { Block, Bullet, Evidence, Inline, Sentence } from './document.ts'
import { plainText } from './document.ts'
import { rewrittenText } from './editorial.ts'
import type { AddedFinding, Editorial, EditorialWords, FindingReaction } from './editorial.ts'
import { beforeFullStop, capitalised, fill, listed, textSlot } from './fill.ts'

/** The sentence that somebody wrote instead of the machine's; null where the machine's stands. */
export function rewrittenSentences(
  context: ReportContext,
  editorial: Editorial | null,
  finding: Finding,
): Sentence[] | null {
  const text = rewrittenText(editorial, finding.id)
  if (text === null) return null
  const { provisional } = context.skeleton.marks
  // What rests on few answers says so, whoever wrote it.
  const marked = !finding.firm && context.provisional === 'some' && !text.includes(provisional)
  const content: Inline[] = [text]
  return [
    { content: marked ? beforeFullStop(content, [` (${provisional})`]) : content, findings: [finding.id] },
  ]
}

/** The bullets that people added to one column. */
export function addedBullets(editorial: Editorial | null, theme: string, side: Side): Bullet[] {
  return (editorial?.added ?? [])
    .filter((one) => one.theme === theme && one.side === side)
    .map(({ id, text }) => ({
      id,
      finding: id,
      firm: true,
      sentences: [{ content: [text, { kind: 'note', ref: sourceNote(id) }], findings: [id] }],
    }))
}

/** What an added finding rests on: no answers, but a source in words. */
export function addedEvidence({ id, text, source }: AddedFinding): Evidence {
  return { finding: id, text, rule: '', firm: true, criteria: [], source }
}

/**
 * A bullet with what was said about it. The extended edition prints that beside the finding; in the short one it
 * stands in a note, so that the bullets keep their room.
 */
export function withVoices(context: ReportContext, editorial: Editorial | null, bullet: Bullet): Bullet {
  if (!editorial) return bullet
  if (context.options.edition === 'extended') {
    const voices = voicesAt(context, editorial, bullet.finding).map((content): Sentence => ({
      content: [{ kind: 'emphasis', content }],
      findings: [bullet.finding],
    }))
    return { ...bullet, sentences: [...bullet.sentences, ...voices] }
  }
  const last = bullet.sentences.at(-1)
  if (!last || reactionsAt(editorial, bullet.finding).length === 0) return bullet
  const noted: Sentence = {
    ...last,
    content: [...last.content, { kind: 'note', ref: reactionNote(bullet.finding) }],
  }
  return { ...bullet, sentences: [...bullet.sentences.slice(0, -1), noted] }
}

/** The same decisions, with nothing that others said about them: what the report's length is measured by. */
export function withoutVoices(editorial: Editorial): Editorial {
  return { ...editorial, quotes: [], reactions: [], followUps: null }
}

/** Notes that the report may refer to: sources of added findings, and reactions. */
export function editorialNotes(context: ReportContext, editorial: Editorial | null): [string, Inline[]][] {
  if (!editorial) return []
  const { words } = editorial
  const reacted = new Set(editorial.reactions.flatMap(({ finding }) => finding ?? []))
  return [
    ...editorial.added.map(({ id, source }): [string, Inline[]] => [
      sourceNote(id),
      filled(words.source, { source: ended(source) }),
    ]),
    ...[...reacted].map((finding): [string, Inline[]] => [
      reactionNote(finding),
      spaced(reactionTexts(context, words, reactionsAt(editorial, finding))),
    ]),
  ]
}

/**
 * What the conclusion says besides the machine's sentences: findings without a bullet in somebody's own words, and
 * reactions to findings that speak there only.
 */
export function conclusionAdditions(context: ReportContext, editorial: Editorial | null): Sentence[] {
  if (!editorial) return []
  return context.findings
    .filter((finding) => finding.bullet === null)
    .flatMap((finding) => [
      ...(rewrittenSentences(context, editorial, finding) ?? []),
      ...reactionTexts(context, editorial.words, reactionsAt(editorial, finding.id)).map((content) => ({
        content: [{ kind: 'emphasis' as const, content }],
        findings: [finding.id],
      })),
    ])
}

/** Who takes up which printed point for improvement and when, and what parties said about the report as a whole. */
export function followUpBlocks(
  context: ReportContext,
  editorial: Editorial | null,
  printed: readonly Bullet[],
): Block[] {
  if (!editorial) return []
  const { words, followUps } = editorial
  const { caption, point, owner, day, open } = words.followUp
  const rows = printed.map(({ finding }): Inline[][] => {
    const agreed = followUps?.find((one) => one.finding === finding)
    return [
      [pointTitle(context, editorial, finding)],
      [agreed?.owner ?? open],
      [agreed?.day ? longDate(context.framework.language, agreed.day) : open],
    ]
  })
  const general = reactionTexts(
    context,
    words,
    editorial.reactions.filter(({ finding }) => finding === null),
  )
  return [
    ...(rows.length === 0 || followUps === null
      ? []
      : [
          {
            kind: 'table' as const,
            id: 'follow-up-table',
            caption,
            columns: [
              { id: 'point', title: point, align: 'left' as const, header: true, weight: 3 },
              { id: 'owner', title: owner, align: 'left' as const, header: false, weight: 2 },
              { id: 'day', title: day, align: 'left' as const, header: false, weight: 1.5 },
            ],
            rows,
          },
        ]),
    ...(general.length === 0
      ? []
      : [{ kind: 'paragraph' as const, sentences: general.map((content) => ({ content, findings: [] })) }]),
  ]
}

/** A point for improvement in a few words: the subjects of its criteria, or the sentence that somebody added. */
function pointTitle(context: ReportContext, editorial: Editorial, id: string): string {
  const finding = context.findings.find((one) => one.id === id)
  if (!finding) return editorial.added.find((one) => one.id === id)?.text ?? id
  const titles = finding.criteria.map((criterion) => [context.criterion(criterion).score.title])
  return plainText(capitalised(listed(titles, context.skeleton.words.and)))
}

const sourceNote = (id: string) => `source-${id}`
const reactionNote = (finding: string) => `reactions-${finding}`

function reactionsAt(editorial: Editorial, finding: string): FindingReaction[] {
  return editorial.reactions.filter((reaction) => reaction.finding === finding)
}

function voicesAt(context: ReportContext, editorial: Editorial, id: string): Inline[][] {
  const finding = context.findings.find((one) => one.id === id)
  const items = new Set(
    finding?.criteria.flatMap((one) => context.criterion(one).criterion.items.map(({ id }) => id)),
  )
  const known = new Map(allItems(context.framework).map((item) => [item.id, item]))
  const quotes = editorial.quotes
    .filter(({ item }) => items.has(item) && known.has(item))
    .map(({ role, text }) =>
      filled(editorial.words.quote, {
        role: context.framework.roles.find(({ id }) => id === role)?.plural ?? role,
        text,
      }),
    )
  return [...quotes, ...reactionTexts(context, editorial.words, reactionsAt(editorial, id))]
}

function reactionTexts(
  context: ReportContext,
  words: EditorialWords,
  reactions: readonly FindingReaction[],
): Inline[][] {
  const agreeing = reactions.filter(({ kind, text }) => kind === 'agree' && text === '')
  const parties = listed(
    agreeing.map(({ party }) => [party]),
    context.skeleton.words.and,
  )
  const agreed =
    agreeing.length === 0
      ? []
      : [capitalised(fill(words.agree, () => ({ content: parties, plural: agreeing.length > 1 })) ?? parties)]
  const said = reactions
    .filter((reaction) => !agreeing.includes(reaction))
    .map(({ kind, party, text, answer }) => {
      const sentence = capitalised(filled(kind === 'error' ? words.error : words.remark, { party, text }))
      return answer === null ? sentence : [...sentence, ' ', ...filled(words.answer, { text: answer })]
    })
  return [...agreed, ...said]
}

function filled(pattern: string, values: Record<string, string>): Inline[] {
  const content = fill(pattern, (name) => {
    const value = values[name]
    if (value === undefined) throw new Error(`"${pattern}" has no slot {${name}}`)
    return textSlot(value)
  })
  if (!content) throw new Error(`"${pattern}" has an empty slot`)
  return content
}

function ended(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`
}

function spaced(sentences: Inline[][]): Inline[] {
  return sentences.flatMap((content, index) => (index === 0 ? content : [' ', ...content]))
}
