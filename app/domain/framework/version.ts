/**
 * Which of two versions is newer. Versions are dotted numbers compared number by number, so "1.10" comes
 * after "1.9" and "1.0" equals "1". Kept apart from the hash, so that browser code may use it.
 */

/** A version as framework files write it: one or more whole numbers with dots between. */
export const VERSION_PATTERN = /^\d{1,6}(\.\d{1,6}){0,3}$/

/** Negative when `a` is older than `b`, positive when newer, 0 when equal. Throws on anything but dotted numbers. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a)
  const right = numbersOf(b)
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbersOf(version: string): number[] {
  if (!VERSION_PATTERN.test(version)) throw new Error(`"${version}" is not a version`)
  return version.split('.').map(Number)
}
