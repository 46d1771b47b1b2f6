/**
 * Which passwords are good enough. Length decides, as NIST SP 800-63B (revision 4, §3.1.1) and ASVS 5.0 §6.2 ask: no
 * rules about kinds of characters, no forced changes, every character counts, and what attackers try first is refused.
 */

/** NIST: a password that may stand alone has at least this many characters. */
export const MIN_PASSWORD = 15
/** Longer than any password manager makes; a limit keeps hashing cheap. */
export const MAX_PASSWORD = 200

export type PasswordProblem = 'too-short' | 'too-long' | 'too-common' | 'too-personal'

/**
 * What is wrong with a new password; null when it may be used. `known` says whether a text in lower case is on the
 * list of leaked passwords; `personal` holds words an attacker knows: name, e-mail, name of the product.
 */
export function passwordProblem(
  password: string,
  options: { known: (text: string) => boolean; personal: readonly string[] },
): PasswordProblem | null {
  const length = [...password].length
  if (length < MIN_PASSWORD) return 'too-short'
  if (length > MAX_PASSWORD) return 'too-long'
  const folded = password.toLowerCase()
  // "welkomwelkom2026!" is "welkom" to whoever tries it: strip what is hung on, and undo repetition.
  const bare = folded.replace(/[^\p{L}]/gu, '')
  if (new Set(folded).size < 5) return 'too-common'
  for (const text of [folded, shortestUnit(folded), shortestUnit(bare), bare]) {
    if (options.known(text)) return 'too-common'
  }
  if (isRun(folded)) return 'too-common'
  const rest = options.personal
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), folded)
  return [...rest.replace(/[^\p{L}]/gu, '')].length < 6 && rest !== folded ? 'too-personal' : null
}

/** "abab" is "ab": the shortest text that gives this one by repetition. */
function shortestUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text) {
      return text.slice(0, size)
    }
  }
  return text
}

/** Neighbours in the alphabet, among the digits or on the keyboard, from begin to end. */
function isRun(text: string): boolean {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '1234567890', '1234567890qwertyuiopasdfghjklzxcvbnm']
  return rows.some((row) => {
    const round = row.repeat(3)
    return round.includes(text) || [...round].reverse().join('').includes(text)
  })
}
