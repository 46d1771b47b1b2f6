/**
 * Filling patterns: a pattern and what its slots mean go in, a sentence or nothing comes out. Knows no words.
 */

import type { PatternPart } from '../framework/pattern.ts'
import { parsePattern } from '../framework/pattern.ts'
import type { Inline } from './document.ts'
import { plainText } from './document.ts'

/** What a slot says, and whether that is one thing or several (for `{name:one|more}`). */
export type SlotValue = { content: Inline[]; plural: boolean }

/** Gives a slot's value, or null when it has nothing to say. Throws on a slot that does not exist. */
export type Slots = (name: string, argument: string | null) => SlotValue | null

/** A slot value of plain text. */
export function textSlot(text: string, plural = false): SlotValue {
  return { content: [text], plural }
}

/** Patterns are few and filled often; reading one gives the same parts every time. */
const parsed = new Map<string, PatternPart[]>()

/** Fills a pattern, or gives null when a slot outside brackets is empty. Does not add capitals or full stops. */
export function fill(pattern: string, slots: Slots): Inline[] | null {
  const parts = parsed.get(pattern) ?? parsePattern(pattern)
  parsed.set(pattern, parts)
  return fillParts(parts, slots)
}

function fillParts(parts: PatternPart[], slots: Slots): Inline[] | null {
  const content: Inline[] = []
  for (const part of parts) {
    if (part.kind === 'text') {
      content.push(part.text)
    } else if (part.kind === 'optional') {
      content.push(...(fillParts(part.parts, slots) ?? []))
    } else {
      const value = slots(part.name, part.argument)
      if (!value) return null
      if (part.forms) content.push(part.forms[value.plural ? 1 : 0])
      else content.push(...value.content)
    }
  }
  return tidy(content)
}

/** Joins neighbouring text and removes double spaces. */
export function tidy(content: Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const inline of content) {
    const last = joined.at(-1)
    if (typeof inline === 'string' && typeof last === 'string') joined[joined.length - 1] = last + inline
    else joined.push(inline)
  }
  return joined
    .map((inline) => (typeof inline === 'string' ? inline.replace(/ {2,}/g, ' ') : inline))
    .filter((inline) => inline !== '')
}

/** The content with its first letter as a capital. */
export function capitalised(content: Inline[]): Inline[] {
  const [first, ...rest] = content
  if (first === undefined) return []
  if (typeof first === 'string') return [first.charAt(0).toLocaleUpperCase() + first.slice(1), ...rest]
  if (first.kind === 'note' || first.kind === 'abbreviation') return [first, ...capitalised(rest)]
  return [{ ...first, content: capitalised(first.content) }, ...rest]
}

/** Puts words before the full stop that ends the content. */
export function beforeFullStop(content: Inline[], addition: Inline[]): Inline[] {
  const last = content.at(-1)
  if (typeof last !== 'string' || !last.endsWith('.')) return tidy([...content, ...addition])
  return tidy([...content.slice(0, -1), last.slice(0, -1), ...addition, '.'])
}

/** "a, b en c". */
export function listed(items: Inline[][], conjunction: string): Inline[] {
  return tidy(
    items.flatMap((item, index): Inline[] => {
      if (index === 0) return item
      return [index === items.length - 1 ? ` ${conjunction} ` : ', ', ...item]
    }),
  )
}

/** Words as a reader counts them. */
export function wordCount(text: string | Inline[]): number {
  const plain = typeof text === 'string' ? text : plainText(text)
  return plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
