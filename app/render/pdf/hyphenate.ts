/**
 * Where a Dutch word may be divided. Patterns of the Dutch TeX users' group, by way of `hyphen`.
 */

import { createRequire } from 'node:module'

const { hyphenateSync } = createRequire(import.meta.url)('hyphen/nl') as {
  hyphenateSync(text: string, options: { hyphenChar: string; minWordLength: number }): string
}

const SOFT_HYPHEN = '\u00AD'
/** Shorter words stay whole: dividing them saves little and costs the reader much. */
const SHORTEST = 8
const SHORTEST_PART = 3

const known = new Map<string, number[]>()

/**
 * Positions (in UTF-16 units, rising) at which the longest run of letters in `text` may be divided. Empty for short
 * words. Never before a letter with a trema or accent: Dutch drops the trema at a division (cliënten, cli-enten),
 * which would change the text.
 */
export function hyphenationPoints(text: string): number[] {
  const cached = known.get(text)
  if (cached) return cached
  const points = findPoints(text)
  // The words of reports are few; a bound keeps a long-lived worker from growing with what users type.
  if (known.size > 20_000) known.clear()
  known.set(text, points)
  return points
}

function findPoints(text: string): number[] {
  // Addresses are divided at their slashes by the line breaker, never inside a name.
  if (/[/@\d]|www\./u.test(text)) return []
  const word = longestWord(text)
  if (word.letters.length < SHORTEST) return []
  const parts = hyphenateSync(word.letters, { hyphenChar: SOFT_HYPHEN, minWordLength: SHORTEST }).split(
    SOFT_HYPHEN,
  )
  const points: number[] = []
  let position = 0
  for (const part of parts.slice(0, -1)) {
    position += part.length
    const next = word.letters.charAt(position).normalize('NFD')
    if (position < SHORTEST_PART || word.letters.length - position < SHORTEST_PART || next.length > 1)
      continue
    points.push(word.start + position)
  }
  return points
}

function longestWord(text: string): { letters: string; start: number } {
  let longest = { letters: '', start: 0 }
  for (const match of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (match[0].length > longest.letters.length) longest = { letters: match[0], start: match.index }
  }
  return longest
}
