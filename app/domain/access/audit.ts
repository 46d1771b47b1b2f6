/**
 * The log of what staff did and looked at. Entries form a chain: each carries the hash of the one before, so that an
 * entry that was changed or taken out afterwards is found by reading the chain.
 */

import { createHash } from 'node:crypto'
import type { Actor } from './access.ts'

/** What can stand in the log. Each has its Dutch in `auditText` (app/text/nl.ts). */
export const AUDIT_ACTIONS = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'signed-out-everywhere',
  'access-refused',
  'account-invited',
  'account-activated',
  'account-changed',
  'account-switched-off',
  'account-switched-on',
  'rights-changed',
  'link-made',
  'password-changed',
  'second-step-on',
  'second-step-off',
  'recovery-code-used',
  'work-account-linked',
  'log-read',
  'results-read',
  'report-read',
  'report-downloaded',
  'region-created',
  'region-changed',
  'figures-changed',
  'organisations-changed',
  'round-created',
  'round-changed',
  'round-deleted',
  'trial-started',
  'round-opened',
  'visibility-narrowed',
  'round-extended',
  'round-closed',
  'answers-erased',
  'round-adopted',
  'findings-edited',
  'remarks-read',
  'remark-moderated',
  'hearing-begun',
  'hearing-moved',
  'hearing-link-renewed',
  'reactions-saved',
  'report-published',
  'publication-withdrawn',
  'open-links-made',
  'open-link-renewed',
  'people-invited',
  'invitation-renewed',
  'invitation-withdrawn',
  'invitations-mailed',
  'board-link-made',
  'board-link-withdrawn',
  'answers-presented',
  'answers-taken-back',
  'answers-returned',
  'answers-refused',
  'answers-adopted',
  'paper-form-entered',
  'team-link-made',
  'team-link-withdrawn',
  'answers-erased-by-hand',
  'invitation-mailed-again',
  'invitation-changed',
  'reminders-mailed',
  'mail-text-changed',
  'mail-settings-changed',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Who did it, as it is kept: never a name, which could change, and never an address. */
export type AuditActor = Actor | 'organisation' | 'system' | 'command-line'

export type AuditEntry = {
  /** From 1, without gaps. */
  position: number
  /** ISO 8601, UTC. */
  at: string
  /** `account:<id>`, `visitor`, `demo`, `organisation`, `system` or `command-line`. */
  actor: string
  action: AuditAction
  regionId: string | null
  /** Ids of what it was about, by kind: `{ roundId: … }`. Never anything of an anonymous respondent. */
  subject: Record<string, string>
  /** Hash of the entry before; 64 zeros for the first. */
  previous: string
  /** SHA-256, hex, of all of the above. */
  hash: string
}

/** What stands before the first entry. */
export const CHAIN_START = '0'.repeat(64)

export function auditActorText(actor: AuditActor): string {
  if (typeof actor === 'string') return actor
  return actor.kind === 'account' ? `account:${actor.accountId}` : actor.kind
}

/** The entry that follows `last`. */
export function nextEntry(
  last: Pick<AuditEntry, 'position' | 'hash'> | undefined,
  entry: Omit<AuditEntry, 'position' | 'previous' | 'hash'>,
): AuditEntry {
  const linked = { ...entry, position: (last?.position ?? 0) + 1, previous: last?.hash ?? CHAIN_START }
  return { ...linked, hash: hashOf(linked) }
}

/** The position of the first entry that does not fit the one before; null when the chain is whole. */
export function firstBreak(entries: readonly AuditEntry[], before?: AuditEntry): number | null {
  let last = before
  for (const entry of entries) {
    const fits =
      entry.position === (last?.position ?? 0) + 1 &&
      entry.previous === (last?.hash ?? CHAIN_START) &&
      entry.hash === hashOf(entry)
    if (!fits) return entry.position
    last = entry
  }
  return null
}

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { position, at, actor, action, regionId, subject, previous } = entry
  const sorted = Object.entries(subject).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([position, at, actor, action, regionId, sorted, previous]))
    .digest('hex')
}
