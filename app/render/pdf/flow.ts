/**
 * Cuts one endless column of text into columns and pages. Pure geometry: y grows downwards, all sizes in points.
 *
 * pdfmake can only fill a column until a line no longer fits: it leaves headings alone at the bottom, splits two-line
 * paragraphs, loses indents at a column break and never levels the last page. So the text is laid out once in one
 * tall column, and this module decides where that is cut.
 */

/** What stays whole: a line, a table row, a picture. In order of `top`, never overlapping. */
export type Unit = {
  top: number
  bottom: number
  /** Which paragraph the line belongs to; units with a different text may be cut apart more readily. */
  text: number
  /** Place of the line in its paragraph, from 0, and how many lines that has. */
  line: number
  lines: number
  /** A heading: never the last of a column. */
  keepWithNext: boolean
  /** Ends in a divided word: its other half should not be in another column. */
  divided: boolean
}

/** A frame around units, with the space between frame and text. A cut frame gets that space at the cut as well. */
export type Frame = { top: number; bottom: number; paddingTop: number; paddingBottom: number }

/** Units from `top` to `bottom` stay in one column where that is possible. */
export type Keep = { top: number; bottom: number }

/** Part of a frame inside a fragment. `opens` and `closes` tell whether the frame begins and ends here. */
export type FramePart = { frame: number; top: number; bottom: number; opens: boolean; closes: boolean }

/** What stands in one column: units `first` to `last`, which with frames run from `top` to `bottom`. */
export type Fragment = { first: number; last: number; top: number; bottom: number; frames: FramePart[] }

export type FlowOptions = {
  columns: number
  /** Room on the n-th page of this flow, from 0. */
  height(page: number): number
  /** Level the columns of the last page. */
  balance: boolean
}

/** A cut at a bad place is worth this many points of white space. */
const PARAGRAPH_CUT = 12
const FRAME_CUT = 20
const FRAMED_PARAGRAPH_CUT = 60
const WORD_CUT = 40
/** A frame lower than this share of a column is never cut. */
const SMALL_FRAME = 0.3
/** A levelled last page is at least this high: two stubs of a few lines read worse than one column. */
const LOWEST_BALANCED = 90
const STEP = 2

/**
 * The columns of every page, in reading order; the first page is empty when nothing fits in what was left of it.
 * Text that is too tall for a column stands there alone, cut nowhere.
 */
export function cutFlow(
  units: readonly Unit[],
  frames: readonly Frame[],
  keeps: readonly Keep[],
  options: FlowOptions,
): Fragment[][] {
  const located = frames.map((frame) => ({ ...frame, ...unitsInside(units, frame) }))
  const fragment = (first: number, last: number) => fragmentOf(units, located, first, last)
  const whole = located.filter((frame) => frame.bottom - frame.top < options.height(1) * SMALL_FRAME)
  const cost = units.map((unit, index) => cutCost(unit, units[index + 1], [...keeps, ...whole], frames))
  const pages: Fragment[][] = []
  let start = 0
  while (start < units.length) {
    const height = options.height(pages.length)
    let columns = fillPage(start, height)
    if (pages.length === 0 && height < options.height(1)) {
      // What is left of the page under other text can be too little even for the next piece that stays whole.
      const forced = columns.findIndex((column) => isForced(column, height))
      if (forced >= 0) columns = columns.slice(0, forced)
      if (columns.length === 0) {
        pages.push([])
        continue
      }
    }
    const end = columns.at(-1)!.last
    if (options.balance && options.columns > 1 && end === units.length - 1)
      columns = level(start, height) ?? columns
    pages.push(columns)
    start = end + 1
  }
  return pages

  /** Cut where that is not allowed, or higher than there is room for. */
  function isForced({ last, top, bottom }: Fragment, height: number): boolean {
    return bottom - top > height + 0.01 || (last < units.length - 1 && cost[last] === Infinity)
  }

  function fillPage(first: number, height: number): Fragment[] {
    const columns: Fragment[] = []
    let next = first
    while (columns.length < options.columns && next < units.length) {
      const column = fillColumn(next, height)
      columns.push(column)
      next = column.last + 1
    }
    return columns
  }

  function fillColumn(first: number, height: number): Fragment {
    let best: Fragment | null = null
    let bestWaste = Infinity
    let fallback = fragment(first, first)
    for (let last = first; last < units.length; last++) {
      const candidate = fragment(first, last)
      const room = height - (candidate.bottom - candidate.top)
      if (room < -0.01) {
        // A frame's bottom padding can make a longer fragment the shorter one, but only by a little.
        if (room < -40) break
        continue
      }
      fallback = candidate
      if (last === units.length - 1) return candidate
      const waste = room + cost[last]!
      if (waste <= bestWaste) {
        best = candidate
        bestWaste = waste
      }
    }
    return best ?? fallback
  }

  /** The height at which the rest fits in the columns of one page: low, but not at the price of bad cuts. */
  function level(first: number, height: number): Fragment[] | null {
    const total = units.at(-1)!.bottom - units[first]!.top
    let best: Fragment[] | null = null
    let bestPrice = Infinity
    for (let low = Math.max(total / options.columns - 2 * STEP, LOWEST_BALANCED); low < height; low += STEP) {
      if (low >= bestPrice) break
      const columns = fillPage(first, low)
      if (columns.some((column) => isForced(column, low)) || columns.at(-1)!.last !== units.length - 1)
        continue
      const cuts = columns.slice(0, -1).reduce((sum, column) => sum + 2 * cost[column.last]!, 0)
      const price = low + cuts
      if (price < bestPrice) {
        best = columns
        bestPrice = price
      }
    }
    return best
  }
}

/** What it costs to cut after `unit`; infinite where it may not be. */
function cutCost(
  unit: Unit,
  next: Unit | undefined,
  keeps: readonly Keep[],
  frames: readonly Frame[],
): number {
  if (!next) return 0
  if (unit.keepWithNext) return Infinity
  if (keeps.some((keep) => keep.top <= unit.top && keep.bottom >= next.bottom)) return Infinity
  const inFrame = frames.some((frame) => frame.top <= unit.top && frame.bottom >= next.bottom)
  if (unit.text !== next.text) return inFrame ? FRAME_CUT : 0
  // Neither one line of a paragraph left behind nor one taken along.
  const before = unit.line + 1
  const after = unit.lines - before
  if (before < 2 || after < 2) return Infinity
  return (inFrame ? FRAMED_PARAGRAPH_CUT : PARAGRAPH_CUT) + (unit.divided ? WORD_CUT : 0)
}

/** The units inside each frame, as first and last index. */
function unitsInside(units: readonly Unit[], frame: Frame): { first: number; last: number } {
  const first = units.findIndex((unit) => unit.top >= frame.top)
  let last = first
  while (last + 1 < units.length && units[last + 1]!.bottom <= frame.bottom) last++
  return { first, last }
}

function fragmentOf(
  units: readonly Unit[],
  frames: readonly (Frame & { first: number; last: number })[],
  first: number,
  last: number,
): Fragment {
  let { top } = units[first]!
  let { bottom } = units[last]!
  const parts: FramePart[] = []
  frames.forEach((frame, index) => {
    if (frame.first > last || frame.last < first) return
    const opens = frame.first >= first
    const closes = frame.last <= last
    const part = {
      frame: index,
      top: opens ? frame.top : units[first]!.top - frame.paddingTop,
      bottom: closes ? frame.bottom : units[last]!.bottom + frame.paddingBottom,
      opens,
      closes,
    }
    parts.push(part)
    top = Math.min(top, part.top)
    bottom = Math.max(bottom, part.bottom)
  })
  return { first, last, top, bottom, frames: parts }
}
