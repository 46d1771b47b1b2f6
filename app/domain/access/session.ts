/** A session of staff: how long it stands, and what is still missing in it. */

import type { AccountActor } from './access.ts'

/**
 * second-step: the password was right, the code is asked. set-up-second-step: the installation asks a second step of
 * everyone and this account has none yet. complete: signed in. Only the last makes an actor.
 */
export type SessionStage = 'second-step' | 'set-up-second-step' | 'complete'

/** Signed in, or half-way: `token` goes into the cookie, `stage` says what is asked next. */
export type SignedIn = { kind: 'signed-in'; token: string; stage: SessionStage }

/** The session of a request. `actor` only when signing in was completed. */
export type StaffSession = {
  id: string
  token: string
  accountId: string
  stage: SessionStage
  actor: AccountActor | null
}

const MINUTE = 60_000

/** Hours without a request after which someone has to sign in anew (ASVS 5.0 §7.3.1). */
export const IDLE_HOURS = 2
/** Hours after which someone has to sign in anew, whatever they do (§7.3.2): a long working day. */
export const LONGEST_HOURS = 12
/** Minutes for the second step. */
const HALF_WAY_MINUTES = 15
/** A request is written down this long after the last one that was: not every click costs a write. */
const SEEN_EVERY = 5 * MINUTE

type Times = { stage: SessionStage; createdAt: string; seenAt: string }

export function sessionStands({ stage, createdAt, seenAt }: Times, now: Date): boolean {
  const age = now.getTime() - new Date(createdAt).getTime()
  const idle = now.getTime() - new Date(seenAt).getTime()
  if (stage !== 'complete') return age < HALF_WAY_MINUTES * MINUTE
  return age < LONGEST_HOURS * 60 * MINUTE && idle < IDLE_HOURS * 60 * MINUTE
}

/** Whether a request now has to be written down. */
export function isSeenLongAgo(seenAt: string, now: Date): boolean {
  return now.getTime() - new Date(seenAt).getTime() >= SEEN_EVERY
}

/** Sessions made before this moment stand no more: they can be removed. */
export function oldestStanding(now: Date): string {
  return new Date(now.getTime() - LONGEST_HOURS * 60 * MINUTE).toISOString()
}

/**
 * What a browser says about itself, short enough to recognise one's own device by: "Firefox, Windows". Kept instead
 * of the whole line, which could tell one person from another.
 */
export function describeDevice(userAgent: string): string {
  const browser = firstOf(userAgent, [
    ['Edg/', 'Edge'],
    ['Firefox/', 'Firefox'],
    ['OPR/', 'Opera'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ])
  const system = firstOf(userAgent, [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS X', 'Mac'],
    ['Linux', 'Linux'],
  ])
  return [browser, system].filter((part) => part !== null).join(', ')
}

function firstOf(text: string, names: [sign: string, name: string][]): string | null {
  return names.find(([sign]) => text.includes(sign))?.[1] ?? null
}
