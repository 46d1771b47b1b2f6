/**
 * The path that a router will see in an address: percent codes decoded, `.` and `..` followed, slashes single. Made
 * for decisions that may not depend on how an address is spelled; letters keep their case, for tokens have one.
 */
export function plainPath(path: string): string {
  const segments: string[] = []
  for (const segment of decoded(path).split(/[/\\]+/)) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}`
}

/** Letters and digits of a token, or longer; ids of rounds hold hyphens at fixed places and are recognised first. */
const TOKEN = /[\w-]{20,}/g
const ROUND_ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** The path as it may stand in a log: what could be a token, wherever and however it was written, is left out. */
export function pathForLog(path: string): string {
  const plain = plainPath(path)
  if (/^\/v\//i.test(plain)) return '/v/…'
  return plain.replace(TOKEN, (text) => (ROUND_ID.test(text) ? text : '…'))
}

/** Undecoded where it cannot be: such an address reaches no page. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
