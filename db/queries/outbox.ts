/** Mail that has to go out. A row is the promise to send; text and link are made at the moment of sending. */

import type { ReminderKind } from '../../app/domain/round/reminders.ts'
import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'

export type OutgoingKind = 'invitation' | ReminderKind

export type DueMail = {
  id: string
  kind: OutgoingKind
  invitationId: string
  roundId: string
  attempts: number
}

/** Someone with an address, and what decides whether a mail goes there. Never leaves a use case. */
export type Addressee = {
  invitationId: string
  role: string
  /** Sent, whether counted yet or not. */
  sent: boolean
  begun: boolean
  optedOut: boolean
  /** How the invitation by mail stands; null when there is none. */
  invitation: { state: 'waiting' | 'sent' | 'failed'; sentOn: string | null } | null
}

/** Puts a mail ready for people; who was put in before, whether it went or not, is left as it is. */
export async function enqueueMail(
  db: Queries,
  kind: OutgoingKind,
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
          kind,
          state: 'waiting' as const,
          attempts: 0,
          next_at: now,
          sent_on: null,
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

/** Forgets the reminders that wait for one person. */
export async function forgetReminders(db: Queries, invitationId: string): Promise<void> {
  await db
    .deleteFrom('outgoing_mail')
    .where('invitation_id', '=', invitationId)
    .where('kind', '<>', 'invitation')
    .execute()
}

/** Mail to be sent now; reminders only where `reminders` says that it is the time of day for them. */
export async function listDueMail(
  db: Queries,
  now: string,
  most: number,
  { reminders }: { reminders: boolean } = { reminders: true },
): Promise<DueMail[]> {
  let query = db
    .selectFrom('outgoing_mail')
    .innerJoin('invitation', 'invitation.id', 'outgoing_mail.invitation_id')
    .select(['outgoing_mail.id', 'kind', 'invitation_id', 'round_id', 'attempts'])
    .where('outgoing_mail.state', '=', 'waiting')
    .where('next_at', '<=', now)
  if (!reminders) query = query.where('kind', '=', 'invitation')
  const rows = await query.orderBy('next_at').orderBy('outgoing_mail.id').limit(most).execute()
  return rows.map(({ id, kind, invitation_id: invitationId, round_id: roundId, attempts }) => ({
    id,
    kind,
    invitationId,
    roundId,
    attempts,
  }))
}

/** Takes a mail for oneself until `until`; false when another process was first. */
export async function claimMail(
  db: Queries,
  mail: Pick<DueMail, 'id' | 'attempts'>,
  now: string,
  until: string,
): Promise<boolean> {
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

/** Notes how a mail ended; `day` (ISO date) is when it went. */
export async function settleMail(
  db: Queries,
  id: string,
  state: 'sent' | 'failed',
  day: string | null,
): Promise<void> {
  await db
    .updateTable('outgoing_mail')
    .set({ state, next_at: '', sent_on: day })
    .where('id', '=', id)
    .execute()
}

/** Takes a mail out without a trace. */
export async function dropMail(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('outgoing_mail').where('id', '=', id).execute()
}

/** Everybody of a round who has an address. */
export async function listAddressees(db: Queries, roundId: string): Promise<Addressee[]> {
  const rows = await addressees(db).where('invitation.round_id', '=', roundId).execute()
  return rows.map(addresseeFrom)
}

/** How it stands with one person at this moment; undefined without an address. */
export async function findAddressee(db: Queries, invitationId: string): Promise<Addressee | undefined> {
  const row = await addressees(db).where('invitation.id', '=', invitationId).executeTakeFirst()
  return row && addresseeFrom(row)
}

/** How the invitations of a round stand, in all. */
export async function countMail(
  db: Queries,
  roundId: string,
): Promise<{ waiting: number; sent: number; failed: number }> {
  const rows = await db
    .selectFrom('outgoing_mail')
    .innerJoin('invitation', 'invitation.id', 'outgoing_mail.invitation_id')
    .select(['outgoing_mail.state', (query) => query.fn.countAll<number>().as('count')])
    .where('round_id', '=', roundId)
    // Who gets a reminder has not sent: a count of those would tell.
    .where('kind', '=', 'invitation')
    .groupBy('outgoing_mail.state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return { waiting: of('waiting'), sent: of('sent'), failed: of('failed') }
}

/** The invitations of mail that did not arrive, by id. */
export async function listFailed(db: Queries, roundId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('outgoing_mail')
    .innerJoin('invitation', 'invitation.id', 'outgoing_mail.invitation_id')
    .select('invitation_id')
    .distinct()
    .where('round_id', '=', roundId)
    .where('outgoing_mail.state', '=', 'failed')
    .orderBy('invitation_id')
    .execute()
  return rows.map((row) => row.invitation_id)
}

function addressees(db: Queries) {
  return db
    .selectFrom('invitee')
    .innerJoin('invitation', 'invitation.id', 'invitee.invitation_id')
    .leftJoin('draft', 'draft.invitation_id', 'invitation.id')
    .leftJoin('correction', 'correction.invitation_id', 'invitation.id')
    .leftJoin('mail_opt_out', 'mail_opt_out.invitation_id', 'invitation.id')
    .leftJoin('outgoing_mail', (join) =>
      join
        .onRef('outgoing_mail.invitation_id', '=', 'invitation.id')
        .on('outgoing_mail.kind', '=', 'invitation'),
    )
    .select([
      'invitation.id',
      'invitation.role',
      'invitation.state',
      'draft.invitation_id as draft_of',
      // Who corrects what was sent has sent.
      'correction.invitation_id as correction_of',
      'mail_opt_out.invitation_id as opt_out_of',
      'outgoing_mail.state as mail_state',
      'outgoing_mail.sent_on',
    ])
    .where('invitee.email', 'is not', null)
    .orderBy('invitation.id')
}

function addresseeFrom(row: {
  id: string
  role: string
  state: 'open' | 'sealed' | 'used'
  draft_of: string | null
  correction_of: string | null
  opt_out_of: string | null
  mail_state: 'waiting' | 'sent' | 'failed' | null
  sent_on: string | null
}): Addressee {
  return {
    invitationId: row.id,
    role: row.role,
    sent: row.state !== 'open' || row.correction_of !== null,
    begun: row.draft_of !== null,
    optedOut: row.opt_out_of !== null,
    invitation: row.mail_state === null ? null : { state: row.mail_state, sentOn: row.sent_on },
  }
}
