/** Links that work once. Only the hash of the token is kept. */

import type { LinkPurpose } from '../../app/domain/access/one-time-link.ts'
import type { Queries } from '../client.ts'
import { hashOfToken } from './respondents.ts'

export type OneTimeLink = { accountId: string | null; purpose: LinkPurpose; expiresAt: string }

/** Makes a link; earlier ones for the same account (or for the first administrator) stop working. */
export async function createLink(db: Queries, link: OneTimeLink & { token: string }): Promise<void> {
  await deleteLinksOf(db, link.accountId)
  await db
    .insertInto('one_time_link')
    .values({
      token_hash: hashOfToken(link.token),
      account_id: link.accountId,
      purpose: link.purpose,
      expires_at: link.expiresAt,
    })
    .execute()
}

/** The link of a token, when it still works. Looking does not use it up. */
export async function findLink(db: Queries, token: string, now: string): Promise<OneTimeLink | undefined> {
  const row = await db
    .selectFrom('one_time_link')
    .selectAll()
    .where('token_hash', '=', hashOfToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { accountId: row.account_id, purpose: row.purpose, expiresAt: row.expires_at }
}

/** Uses a link up; false when someone was first. */
export async function spendLink(db: Queries, token: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('one_time_link')
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst()
  return Number(numDeletedRows) === 1
}

export async function deleteLinksOf(db: Queries, accountId: string | null): Promise<void> {
  await db
    .deleteFrom('one_time_link')
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .execute()
}

export async function deleteExpiredLinks(db: Queries, now: string): Promise<void> {
  await db.deleteFrom('one_time_link').where('expires_at', '<=', now).execute()
}

/** Accounts that wait for their invitation to be used, with its last moment. */
export async function listWaiting(db: Queries, now: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('one_time_link')
    .select(['account_id', 'expires_at'])
    .where('expires_at', '>', now)
    .execute()
  return Object.fromEntries(
    rows.flatMap((row) => (row.account_id === null ? [] : [[row.account_id, row.expires_at]])),
  )
}
