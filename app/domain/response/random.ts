/** Chance that is the same everywhere and every time: for invented answers, never for anything secret. */

/** Draws from [0, 1). */
export type Random = () => number

/** The mulberry32 generator, started from a number and any words, so that each subject has its own chances. */
export function randomOf(seed: number, ...words: string[]): Random {
  let state = seed >>> 0
  // FNV-1a over the words.
  for (const character of words.join('\u0000')) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A new list in another order (Fisher–Yates). */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const result = [...list]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [result[last], result[other]]
    if (a === undefined || b === undefined) break
    result[last] = b
    result[other] = a
  }
  return result
}
