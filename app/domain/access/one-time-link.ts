/** A link that works once: for setting the password of an account, or for making the first one. */

export type LinkPurpose = 'first-administrator' | 'invitation' | 'reset'

const HOUR = 60 * 60_000

/** Hours that a link works: an invitation waits for someone's week, a reset for a phone call. */
const HOURS: Record<LinkPurpose, number> = { 'first-administrator': 24, invitation: 7 * 24, reset: 24 }

/** ISO 8601, UTC: the first moment at which the link does not work any more. */
export function linkExpiry(purpose: LinkPurpose, now: Date): string {
  return new Date(now.getTime() + HOURS[purpose] * HOUR).toISOString()
}
