import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutFlow, type Fragment, type Frame, type Unit } from '../../app/render/pdf/flow.ts'

const LINE = 14

/** Units of paragraphs with so many lines each; a negative number is a heading of one line. */
function paragraphs(lines: number[]): Unit[] {
  const units: Unit[] = []
  let top = 0
  lines.forEach((count, text) => {
    for (let line = 0; line < Math.abs(count); line++) {
      units.push({
        top,
        bottom: top + LINE,
        text,
        line,
        lines: Math.abs(count),
        keepWithNext: count < 0,
        divided: false,
      })
      top += LINE
    }
    top += 6
  })
  return units
}

const heightOf = ({ top, bottom }: Fragment) => bottom - top

const layouts = fc.record({
  lines: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(-1)), {
    minLength: 1,
    maxLength: 40,
  }),
  columns: fc.integer({ min: 1, max: 3 }),
  first: fc.integer({ min: 6 * LINE, max: 40 * LINE }),
  height: fc.integer({ min: 20 * LINE, max: 40 * LINE }),
  framed: fc.boolean(),
})

function cut({
  lines,
  columns,
  first,
  height,
  framed,
}: typeof layouts extends fc.Arbitrary<infer T> ? T : never) {
  const units = paragraphs(lines)
  const middle = units.filter(({ text }) => text >= lines.length / 3 && text < (2 * lines.length) / 3)
  const frames: Frame[] =
    framed && middle.length > 0
      ? [{ top: middle[0]!.top - 5, bottom: middle.at(-1)!.bottom + 5, paddingTop: 5, paddingBottom: 5 }]
      : []
  const full = (page: number) => (page === 0 ? Math.min(first, height) : height)
  return { units, frames, full, pages: cutFlow(units, frames, [], { columns, height: full, balance: true }) }
}

test('every line stands in exactly one column, in the order of the text', () => {
  fc.assert(
    fc.property(layouts, (layout) => {
      const { units, pages } = cut(layout)
      const placed = pages
        .flat()
        .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
      expect(placed).toEqual(units.map((_, index) => index))
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(layout.columns)
    }),
    { seed: 41 },
  )
})

test('no column is higher than its page has room for', () => {
  fc.assert(
    fc.property(layouts, (layout) => {
      const { pages, full } = cut(layout)
      pages.forEach((page, index) => {
        for (const fragment of page) expect(heightOf(fragment)).toBeLessThanOrEqual(full(index) + 0.01)
      })
    }),
    { seed: 42 },
  )
})

test('a heading is never the last line of a column, and no line of a paragraph stands alone', () => {
  fc.assert(
    fc.property(layouts, (layout) => {
      // Three headings in a row and a paragraph can be more than the room on a first page: then anything goes.
      fc.pre(!layout.lines.some((lines, index) => lines < 0 && (layout.lines[index + 1] ?? -1) < 0))
      const { units, pages } = cut(layout)
      for (const { last } of pages.flat().slice(0, -1)) {
        const unit = units[last]!
        const after = unit.lines - unit.line - 1
        expect(unit.keepWithNext).toBe(false)
        if (after > 0) expect(Math.min(unit.line + 1, after)).toBeGreaterThanOrEqual(2)
      }
    }),
    { seed: 43 },
  )
})

test('a frame that is cut keeps its space between border and text on both sides of the cut', () => {
  const units = paragraphs([4, 4, 4, 4, 4, 4])
  const frame = { top: -8, bottom: units.at(-1)!.bottom + 8, paddingTop: 8, paddingBottom: 8 }
  const [page] = cutFlow(units, [frame], [], { columns: 2, height: () => 16 * LINE, balance: false })
  const [left, right] = page!
  expect(left!.frames).toEqual([expect.objectContaining({ opens: true, closes: false })])
  expect(right!.frames).toEqual([expect.objectContaining({ opens: false, closes: true })])
  expect(left!.frames[0]!.bottom).toBe(units[left!.last]!.bottom + 8)
  expect(right!.frames[0]!.top).toBe(units[right!.first]!.top - 8)
})

test('a small frame is not cut', () => {
  const units = paragraphs([10, 4, 4])
  const frame = { top: units[10]!.top - 5, bottom: units[17]!.bottom + 5, paddingTop: 5, paddingBottom: 5 }
  const pages = cutFlow(units, [frame], [], {
    columns: 1,
    height: (page) => (page === 0 ? 15 : 40) * LINE,
    balance: false,
  })
  expect(pages.map((page) => page.map(({ last }) => last))).toEqual([[9], [17]])
})

test('the columns of the last page are levelled', () => {
  const units = paragraphs(Array.from({ length: 8 }, () => 4))
  const [page] = cutFlow(units, [], [], { columns: 2, height: () => 50 * LINE, balance: true })
  expect(page).toHaveLength(2)
  expect(Math.abs(heightOf(page![0]!) - heightOf(page![1]!))).toBeLessThanOrEqual(2 * LINE)
})

test('what does not fit under other text goes to the next page as a whole', () => {
  const units = paragraphs([-1, 3])
  const keep = { top: 0, bottom: units.at(-1)!.bottom }
  const pages = cutFlow(units, [], [keep], {
    columns: 1,
    height: (page) => (page === 0 ? 2 : 40) * LINE,
    balance: true,
  })
  expect(pages.map((page) => page.length)).toEqual([0, 1])
})
