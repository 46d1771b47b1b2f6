import { expect, test } from 'vitest'
import { colours } from '../../app/render/house-style.ts'

/** Contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test('all text of a report has a contrast of at least 4.5 on its own ground', () => {
  const { text, quiet, heading, link, paper, tint, good, better } = colours
  for (const [ink, ground] of [
    [text, paper],
    [text, tint],
    [text, good.fill],
    [text, better.fill],
    [quiet, paper],
    [heading, paper],
    [heading, tint],
    [link, paper],
    [good.ink, good.fill],
    [better.ink, better.fill],
  ] as const) {
    expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  }
})

test('borders that tell the two kinds of findings apart have a contrast of at least 3', () => {
  for (const { border, fill } of [colours.good, colours.better]) {
    expect(contrast(border, fill)).toBeGreaterThanOrEqual(3)
  }
})
