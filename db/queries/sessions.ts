/** Sessions of staff. The cookie holds a token of which only the hash is kept: a copy of the database opens nothing. */

import type { SessionStage } from '../../app/domain/access/session.ts'
import type { Queries } from '../client.ts'
import { hashOfToken } from './respondents.ts'
import type { SessionTable } from '../schema.ts'

export type StoredSession = {
  id: string
  accountId: string
  stage: SessionStage
  device: string
  createdAt: string
  seenAt: string
}

export async function createSession(
  db: Queries,
  session: Omit<StoredSession, 'seenAt'> & { token: string },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      id: session.id,
      token_hash: hashOfToken(session.token),
      account_id: session.accountId,
      stage: session.stage,
      device: session.device,
      created_at: session.createdAt,
      seen_at: session.createdAt,
    })
    .execute()
}

export async function findSession(db: Queries, token: string): Promise<StoredSession | undefined> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst()
  return row && sessionFrom(row)
}

/** The sessions of an account, the one used last first. */
export async function listSessions(db: Queries, accountId: string): Promise<StoredSession[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.map(sessionFrom)
}

export async function markSeen(db: Queries, id: string, at: string): Promise<void> {
  await db.updateTable('session').set({ seen_at: at }).where('id', '=', id).execute()
}

/** Gives a session another token and stage; the old token opens nothing from then on. */
export async function renewSession(
  db: Queries,
  id: string,
  change: { token: string; stage: SessionStage; at: string },
): Promise<void> {
  await db
    .updateTable('session')
    .set({
      token_hash: hashOfToken(change.token),
      stage: change.stage,
      created_at: change.at,
      seen_at: change.at,
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteSession(db: Queries, by: { id: string } | { token: string }): Promise<void> {
  const query = db.deleteFrom('session')
  await (
    'id' in by ? query.where('id', '=', by.id) : query.where('token_hash', '=', hashOfToken(by.token))
  ).execute()
}

/** Ends the sessions of an account, all or all but one. */
export async function deleteSessionsOf(db: Queries, accountId: string, exceptId?: string): Promise<void> {
  let query = db.deleteFrom('session').where('account_id', '=', accountId)
  if (exceptId !== undefined) query = query.where('id', '!=', exceptId)
  await query.execute()
}

export async function deleteSessionsBefore(db: Queries, createdBefore: string): Promise<void> {
  await db.deleteFrom('session').where('created_at', '<', createdBefore).execute()
}

function sessionFrom(row: SessionTable): StoredSession {
  return {
    id: row.id,
    accountId: row.account_id,
    stage: row.stage,
    device: row.device,
    createdAt: row.created_at,
    seenAt: row.seen_at,
  }
}
