/**
 * What in a text may tell who somebody is. A moderator sees it marked before a remark may be shown; it finds too much
 * rather than too little, and it does not find everything, so it never decides by itself.
 */

import { personalDataSpans } from './answer.ts'
import type { PersonalData } from './answer.ts'

export type Identifying = PersonalData | 'name' | 'licence-plate' | 'link' | 'date'

/** A place in a text: `from` up to but not including `to`, in UTF-16 units. */
export type IdentifyingSpan = { kind: Identifying; from: number; to: number }

/** What stands in a remark where something was taken out. */
export const TAKEN_OUT = '[…]'

/** Everything found, in the order of the text; places may overlap. */
export function identifyingIn(text: string): IdentifyingSpan[] {
  const found: IdentifyingSpan[] = personalDataSpans(text)
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const span = { kind, from: match.index, to: match.index + match[0].length }
      const within = (kinds: readonly Identifying[]) =>
        found.some((one) => kinds.includes(one.kind) && one.from <= span.from && span.to <= one.to)
      // The domain of a mail address is no link of its own.
      if (within(kind === 'link' ? ['link', 'email'] : [kind])) continue
      if (kind === 'name' && COMMON_FIRST.test(match[0])) continue
      found.push(span)
    }
  }
  return found.sort((one, other) => one.from - other.from || other.to - one.to)
}

/** The text with everything that was found taken out: where a moderator begins. */
export function withoutIdentifying(text: string): string {
  let kept = ''
  let at = 0
  for (const { from, to } of identifyingIn(text)) {
    if (to <= at) continue
    if (from >= at) kept += text.slice(at, from) + TAKEN_OUT
    at = to
  }
  return kept + text.slice(at)
}

/**
 * Whether `shortened` is `original` with whole words taken out and nothing else: every gap is marked, nothing was
 * added, moved or rewritten, and something is left.
 */
export function isShortened(original: string, shortened: string): boolean {
  const whole = spaced(original)
  const pieces = spaced(shortened).split(TAKEN_OUT).map(spaced)
  if (pieces.length < 2 || !pieces.some((piece) => WORD.test(piece))) return false
  const last = pieces.length - 1
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    if (piece === '') continue
    const place = index === last ? whole.length - piece.length : placeOf(whole, piece, at, index === 0)
    if (place < at || !whole.startsWith(piece, place) || !isWhole(whole, piece, place)) return false
    at = place + piece.length
  }
  return true
}

function placeOf(whole: string, piece: string, from: number, first: boolean): number {
  if (first) return 0
  let place = whole.indexOf(piece, from)
  while (place >= 0 && !isWhole(whole, piece, place)) place = whole.indexOf(piece, place + 1)
  return place
}

/** Whether the piece at this place cuts through no word. */
function isWhole(whole: string, piece: string, place: number): boolean {
  const cuts = (end: number) => WORD.test(whole.charAt(end - 1)) && WORD.test(whole.charAt(end))
  return !cuts(place) && !cuts(place + piece.length)
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

const WORD = /[\p{L}\p{N}]/u

const BEFORE = String.raw`(?<![\p{L}\p{N}])`
const PREFIX = `(?:(?:van|de|der|den|het|ten|ter|te|el|al|ben|bin|'t|’t)\\s+)*`
const CAPITALISED = String.raw`\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*`
/** Words that stand before the name of a person, with or without a capital. */
const TITLES = [
  'mevrouw|mevr|mw|meneer|mijnheer|dhr|heer|dokter|dr|drs|prof|professor|zuster|broeder|collega|directeur|wethouder',
  'bestuurder|huisarts|arts|verpleegkundige|diëtist|fysiotherapeut|apotheker|coach|praktijkondersteuner|juf|meester',
]
  .join('|')
  .split('|')
  .map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`)
  .join('|')
const MONTHS =
  'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec'
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
const MONTH = '(?:0?[1-9]|1[0-2])'
const YEAR = '(?:(?:19|20)\\d{2}|\\d{2})'

const PATTERNS: [Exclude<Identifying, PersonalData>, RegExp][] = [
  [
    'name',
    new RegExp(
      `${BEFORE}(?:${TITLES})\\.?\\s+(?:\\p{Lu}\\.\\s?)*${PREFIX}${CAPITALISED}(?:\\s+${PREFIX}${CAPITALISED})*`,
      'gu',
    ),
  ],
  ['name', new RegExp(`${BEFORE}(?:\\p{Lu}\\.\\s?){1,5}${PREFIX}${CAPITALISED}`, 'gu')],
  ['name', new RegExp(`${BEFORE}${CAPITALISED}\\s+${PREFIX}${CAPITALISED}`, 'gu')],
  [
    'licence-plate',
    // Three groups of letters and digits, six signs in all, of each kind at least one.
    /(?<![\p{L}\p{N}-])(?=[a-z\d-]*\d)(?=[\d-]*[a-z])(?:[a-z]{2}|\d{2}|[a-z]{1,3}|\d{1,3})-(?:[a-z]{2,3}|\d{2,3})-(?:[a-z]{1,3}|\d{1,3})(?<=(?<![a-z\d-])[a-z\d-]{8})(?![\p{L}\p{N}-])/giu,
  ],
  ['link', /(?:https?:\/\/|(?<![\p{L}\p{N}])www\.)\S+/giu],
  [
    'link',
    /(?<![\p{L}\p{N}@.-])[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*\.(?:nl|com|org|net|eu|be|info)(?![\p{L}\p{N}])/giu,
  ],
  ['date', new RegExp(`(?<![\\d-])${DAY}([-/. ])${MONTH}\\1${YEAR}(?![\\d-])`, 'gu')],
  ['date', new RegExp(`(?<![\\d-])(?:19|20)\\d{2}-${MONTH}-${DAY}(?![\\d-])`, 'gu')],
  ['date', new RegExp(`(?<!\\d)${DAY}\\s+(?:${MONTHS})\\.?\\s+'?${YEAR}(?!\\d)`, 'giu')],
]

/** Two words with a capital are no name when the first merely begins a sentence. */
const COMMON_FIRST =
  /^(?:aan|als|bij|daar|dan|dat|de|deze|die|dit|door|een|en|er|geen|het|hier|ik|in|is|maar|met|mijn|na|naar|niet|om|onze|ons|ook|op|over|per|soms|tot|uit|van|veel|via|voor|wat|we|wij|zie|zo|zonder)\s/iu
