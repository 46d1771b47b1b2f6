/** A publication: one report as a region stood by it on a day. It never changes; a later one has a number of its own. */

export type Publication = {
  id: string
  regionId: string
  roundId: string
  /** From 1 per region. */
  number: number
  title: string
  /** ISO date printed on it. */
  date: string
  /** SHA-256, hex, of the bytes of its data package (`.json`). */
  hash: string
  /** Who adopted it, in words: a meeting or an office. */
  adoptedBy: string
  /** ISO 8601, UTC. */
  publishedAt: string
  publishedBy: string
  withdrawn: { at: string; by: string; why: string } | null
  /** What there is of it, by what stands behind the dot of its address, with the SHA-256 of each. */
  files: { name: string; hash: string }[]
}

/** Why a report cannot be published now. */
export type PublicationStop =
  | { reason: 'round-not-adopted' }
  | { reason: 'changed-findings'; findings: string[] }
  | { reason: 'hearing-open'; until: string }
  | { reason: 'check-failed'; problems: string[] }

/** Names for a region in an address, the nicest first; the next one is for when another region has it already. */
export function* slugsOf(title: string): Generator<string> {
  const slug =
    title
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || 'regio'
  yield slug
  for (let number = 2; number < 1000; number += 1) yield `${slug}-${number}`
}
