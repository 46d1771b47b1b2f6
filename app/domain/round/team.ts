/** A team that answers together: one response, with how many took part. */

/** Fewer than two is no team; more than this is a typing error. */
export const TEAM_SIZE = { least: 2, most: 100 }

/** A written number of people: null for nothing written, `problem` when it is no size of a team. */
export function teamSizeFrom(
  written: string | null,
): { people: number | null } | { problem: 'not-a-number' | 'too-small' | 'too-large' } {
  const text = (written ?? '').trim()
  if (text === '') return { people: null }
  if (!/^\d{1,6}$/.test(text)) return { problem: 'not-a-number' }
  const people = Number(text)
  if (people < TEAM_SIZE.least) return { problem: 'too-small' }
  return people > TEAM_SIZE.most ? { problem: 'too-large' } : { people }
}
