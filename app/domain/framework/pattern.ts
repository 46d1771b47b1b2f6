/**
 * The small language of report sentences. A pattern is text in which
 *
 * - `{name}` or `{name:argument}` is a slot, filled from scores, region or skeleton;
 * - `{name:one|more}` gives the first word when that slot names one thing and the second when it names several;
 * - `[ … ]` is an optional part, left out when a slot in it is empty.
 *
 * A sentence whose slot outside brackets is empty is not said at all, so no reader ever sees a gap.
 */

export type PatternPart =
  | { kind: 'text'; text: string }
  | { kind: 'slot'; name: string; argument: string | null; forms: [string, string] | null }
  | { kind: 'optional'; parts: PatternPart[] }

export type Slot = Extract<PatternPart, { kind: 'slot' }>

/** Reads a pattern. Throws on a mistake; `patternMistake` says which beforehand. */
export function parsePattern(pattern: string): PatternPart[] {
  const mistake = patternMistake(pattern)
  if (mistake) throw new Error(`Pattern "${pattern}": ${mistake}`)
  const parts: PatternPart[] = []
  for (const [piece, optional] of pieces(pattern)) {
    if (optional) parts.push({ kind: 'optional', parts: flatParts(piece) })
    else parts.push(...flatParts(piece))
  }
  return parts
}

/** What is wrong with the brackets or slots of a pattern, or null. */
export function patternMistake(pattern: string): string | null {
  let open: string | null = null
  for (const character of pattern) {
    if (character === '{' || character === '[') {
      if (open === '{') return 'a slot was opened inside a slot; close it with }'
      if (open === '[' && character === '[') return 'optional parts cannot be nested'
      open = open === '[' ? '[{' : character
    } else if (character === '}') {
      if (open !== '{' && open !== '[{') return 'a } has no {'
      open = open === '[{' ? '[' : null
    } else if (character === ']') {
      if (open !== '[') return 'a ] has no ['
      open = null
    }
  }
  if (open) return `a ${open.at(-1)} is never closed`
  const bad = [...pattern.matchAll(/\{([^}]*)\}/g)].find(
    ([, body]) => !/^[a-z][a-z-]*(:[^:]+)*$/i.test(body ?? ''),
  )
  return bad ? `"${bad[0]}" is not a slot; write {name}, {name:argument} or {name:one|more}` : null
}

/** Every slot in a pattern, also those in optional parts. */
export function slotsOf(pattern: string): Slot[] {
  const flatten = (parts: PatternPart[]): Slot[] =>
    parts.flatMap((part) =>
      part.kind === 'slot' ? [part] : part.kind === 'optional' ? flatten(part.parts) : [],
    )
  return flatten(parsePattern(pattern))
}

function pieces(pattern: string): [text: string, optional: boolean][] {
  return pattern
    .split(/(\[[^\]]*\])/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('[') ? [piece.slice(1, -1), true] : [piece, false]))
}

function flatParts(text: string): PatternPart[] {
  return text
    .split(/(\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece): PatternPart => {
      if (!piece.startsWith('{')) return { kind: 'text', text: piece }
      const [name = '', ...rest] = piece.slice(1, -1).split(':')
      const last = rest.at(-1)
      const [one, more] = last?.includes('|') ? last.split('|') : []
      const forms: [string, string] | null = one !== undefined && more !== undefined ? [one, more] : null
      const argument = (forms ? rest.slice(0, -1) : rest).join(':')
      return { kind: 'slot', name, argument: argument === '' ? null : argument, forms }
    })
}

/** Splits a clause "subject | verb | rest" at its bars, leaving the bars of `{name:one|more}` alone. */
export function clauseParts(clause: string): { subject: string; verb: string; rest: string } | null {
  const [subject, verb, ...rest] = clause.split(/\|(?![^{]*\})/).map((part) => part.trim())
  if (!subject || !verb || rest.length !== 1 || !rest[0]) return null
  return { subject, verb, rest: rest[0] }
}
