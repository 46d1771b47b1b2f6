/**
 * Signs that the report's font cannot draw (names in other scripts, emoji). They are drawn as an empty box but keep
 * their text: copied, searched and read aloud they are what was written. A file with undrawable signs in it would not
 * be accessible, and one name should not stop a report.
 */

import { coveredSigns } from './document.ts'

/** A stretch of text; with `actual` it is drawn as `text` and read as `actual`. */
export type DrawableText = { text: string; actual?: string }

const BOX = '\u25A1'

/** Splits `text` so that every piece can be drawn. Soft hyphens go: words are divided by this program's own rules. */
export function drawable(text: string, fontPath: string): DrawableText[] {
  const plain = text.normalize('NFC').replaceAll('\u00AD', '')
  const covered = coveredSigns(fontPath)
  const pieces: DrawableText[] = []
  for (const sign of plain) {
    const known = covered.has(sign.codePointAt(0) ?? 0) || /\s/u.test(sign)
    const last = pieces.at(-1)
    if (known) {
      if (last && last.actual === undefined) last.text += sign
      else pieces.push({ text: sign })
    } else if (last?.actual !== undefined) last.actual += sign
    else pieces.push({ text: BOX, actual: sign })
  }
  return pieces
}
