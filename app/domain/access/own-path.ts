/**
 * Where to go after signing in: the path that was asked when it is one of our own, else the overview. Everything that
 * a browser could read as another site falls away: hosts, schemes, backslashes, control characters.
 */
export function ownPath(asked: string | null | undefined): string {
  const home = '/'
  if (!asked || !asked.startsWith('/') || !/^[\x21-\x7e]*$/.test(asked) || /^\/[/\\]|\\/.test(asked))
    return home
  const base = 'https://own.invalid'
  if (!URL.canParse(asked, base)) return home
  const url = new URL(asked, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return home
  return `${url.pathname}${url.search}`
}
