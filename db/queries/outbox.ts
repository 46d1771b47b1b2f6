/** Mail that has to go out. A row is the promise to send; text and link are made at the moment of sending. */

import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'

export type DueMail = { id: string; invitationId: string; roundId: string; attempts: number }

/** Puts a mail ready for people; who was put in before, whether it went or not, is left as it is. */
export async function enqueueMail(
  db: Queries,
  mails: readonly { id: string; invitationId: string }[],
  now: string,
): Promise<void> {
  for (const portion of portions(mails)) {
    await db
      .insertInto('outgoing_mail')
      .values(
        portion.map(({ id, invitationId }) => ({
          id,
          invitation_id: invitationId,
          kind: 'invitation' as const,
          state: 'waiting' as const,
          attempts: 0,
          next_at: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(['invitation_id', 'kind']).doNothing())
      .execute()
  }
}

/** Forgets the mail of one person, so that it can go once more (another link, another address). */
export async function forgetMail(db: Queries, invitationId: string): Promise<void> {
  await db.deleteFrom('outgoing_mail').where('invitation_id', '=', invitationId).execute()
}

export async function listDueMail(db: Queries, now: string, most: number): Promise<DueMail[]> {
  const rows = await db
    .selectFrom('outgoing_mail')
    .innerJoin('invitation', 'invitation.id', 'outgoing_mail.invitation_id')
    .select(['outgoing_mail.id', 'invitation_id', 'round_id', 'attempts'])
    .where('outgoing_mail.state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(most)
    .execute()
  return rows.map(({ id, invitation_id: invitationId, round_id: roundId, attempts }) => ({
    id,
    invitationId,
    roundId,
    attempts,
  }))
}

/** Takes a mail for oneself until `until`; false when another process was first. */
export async function claimMail(db: Queries, mail: DueMail, now: string, until: string): Promise<boolean> {
  const result = await db
    .updateTable('outgoing_mail')
    .set({ attempts: mail.attempts + 1, next_at: until })
    .where('id', '=', mail.id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', mail.attempts)
    .where('next_at', '<=', now)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

export async function settleMail(db: Queries, id: string, state: 'sent' | 'failed'): Promise<void> {
  await db.updateTable('outgoing_mail').set({ state }).where('id', '=', id).execute()
}

/** How the mail of a round stands, in all: of no person it is shown apart. */
export async function countMail(
  db: Queries,
  roundId: string,
): Promise<{ waiting: number; sent: number; failed: number }> {
  const rows = await db
    .selectFrom('outgoing_mail')
    .innerJoin('invitation', 'invitation.id', 'outgoing_mail.invitation_id')
    .select(['outgoing_mail.state', (query) => query.fn.countAll<number>().as('count')])
    .where('round_id', '=', roundId)
    .groupBy('outgoing_mail.state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return { waiting: of('waiting'), sent: of('sent'), failed: of('failed') }
}
