const HALF_A_YEAR_MS = 182 * 24 * 60 * 60 * 1000

/** RFC 9116: whom to tell about a weakness. Expires half a year ahead, to the day, so that it never looks stale. */
export function securityTxt(options: { origin: string; contact: string; now: Date }): string {
  const expires = new Date(options.now.getTime() + HALF_A_YEAR_MS)
  return [
    `Contact: ${options.contact}`,
    `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
    'Preferred-Languages: nl, en',
    `Canonical: ${options.origin}/.well-known/security.txt`,
    '',
  ].join('\n')
}
