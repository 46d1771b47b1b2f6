/**
 * The last pass over a document, in reading order: notes get their numbers at their first reference, and an
 * abbreviation is spelled out where a reader meets it first.
 */

import type { Block, Inline, Note, Sentence } from './document.ts'
import { plainText, sentencesText } from './document.ts'
import { wordCount } from './fill.ts'

export type Settled = { lead: Sentence[]; body: Block[]; notes: Note[] }

/**
 * Numbers notes by first reference and spells out abbreviations once.
 *
 * @param definitions note id -> content. A note of `repeatable` (sources of figures) keeps every reference; any other is
 * referred to only at its first place. A definition that nothing refers to is left out; a reference without
 * definition is a bug and throws.
 */
export function settle(
  draft: { lead: Sentence[]; body: Block[] },
  definitions: Map<string, Inline[]>,
  repeatable: Set<string>,
  abbreviations: Record<string, string>,
): Settled {
  const numbers = new Map<string, number>()
  const met = new Set<string>()

  const inlines = (content: Inline[]): Inline[] => content.flatMap(inline)
  const inline = (part: Inline): Inline[] => {
    if (typeof part === 'string') return spelled(part)
    switch (part.kind) {
      case 'note': {
        if (!definitions.has(part.ref)) throw new Error(`Note ${part.ref} is not defined`)
        const again = numbers.has(part.ref)
        if (!again) numbers.set(part.ref, numbers.size + 1)
        return again && !repeatable.has(part.ref) ? [] : [part]
      }
      case 'abbreviation':
        met.add(part.text)
        return [part]
      default:
        return [{ ...part, content: inlines(part.content) }]
    }
  }
  const spelled = (text: string): Inline[] => {
    for (const [short, full] of Object.entries(abbreviations)) {
      const at = new RegExp(`(?<![\\p{L}(])${short}(?!\\p{L})`, 'u').exec(text)?.index
      if (at === undefined) continue
      const before = text.slice(0, at)
      const first = !met.has(short)
      met.add(short)
      const start = before === '' ? [] : spelled(before)
      const opening = first ? [`${full} (`] : []
      const after = text.slice(at + short.length)
      const rest = first ? `)${after}` : after
      return [
        ...start,
        ...opening,
        { kind: 'abbreviation', full, text: short },
        ...(rest === '' ? [] : spelled(rest)),
      ]
    }
    return [text]
  }
  const sentence = ({ content, findings }: Sentence): Sentence => ({
    content: joined(inlines(content)),
    findings,
  })
  const block = (part: Block): Block => {
    switch (part.kind) {
      case 'section':
        return { ...part, blocks: part.blocks.map(block) }
      case 'paragraph':
        return { ...part, sentences: part.sentences.map(sentence) }
      case 'findings':
        return {
          ...part,
          items: part.items.map((bullet) => ({ ...bullet, sentences: bullet.sentences.map(sentence) })),
        }
      case 'list':
        return { ...part, items: part.items.map((item) => item.map(sentence)) }
      case 'table':
        return { ...part, rows: part.rows.map((row) => row.map((cell) => joined(inlines(cell)))) }
      case 'chart':
        return part
    }
  }

  const lead = draft.lead.map(sentence)
  const body = draft.body.map(block)
  const notes = [...numbers].map(([id, number]): Note => ({
    id,
    number,
    content: joined(inlines(definitions.get(id) ?? [])),
  }))
  return { lead, body, notes }
}

function joined(content: Inline[]): Inline[] {
  return content.reduce<Inline[]>((result, part) => {
    const last = result.at(-1)
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part
    else result.push(part)
    return result
  }, [])
}

/** Words of a report as read: lead, headings, body and notes. */
export function lengthOf({ lead, body, notes }: Settled): number {
  const block = (part: Block): string => {
    switch (part.kind) {
      case 'section':
        return [part.title, ...part.blocks.map(block)].join(' ')
      case 'paragraph':
        return sentencesText(part.sentences)
      case 'findings':
        return [
          part.title,
          ...(part.items.length > 0
            ? part.items.map((bullet) => sentencesText(bullet.sentences))
            : [part.none]),
        ].join(' ')
      case 'list':
        return part.items.map(sentencesText).join(' ')
      case 'table':
        return [part.caption, ...part.rows.flat().map(plainText)].join(' ')
      case 'chart':
        return part.title
    }
  }
  const text = [sentencesText(lead), ...body.map(block), ...notes.map((note) => plainText(note.content))]
  return wordCount(text.join(' '))
}
