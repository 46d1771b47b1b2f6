/** What a coordinator chose about the mail of a round: own words, reminders or not, and where answers go. */

import { MAIL_KINDS } from '../../app/domain/round/mail-template.ts'
import type { MailKind, MailTemplate } from '../../app/domain/round/mail-template.ts'
import type { ReminderKind } from '../../app/domain/round/reminders.ts'
import type { Queries } from '../client.ts'

export type MailSettings = {
  reminders: boolean
  /** Where an answer to a mail goes; null: to the address of the installation. */
  replyTo: string | null
}

/** The texts that differ from the default. */
export async function listMailTexts(
  db: Queries,
  roundId: string,
): Promise<Partial<Record<MailKind, MailTemplate>>> {
  const rows = await db.selectFrom('mail_text').selectAll().where('round_id', '=', roundId).execute()
  return Object.fromEntries(
    rows
      .filter(({ kind }) => MAIL_KINDS.some((known) => known === kind))
      .map(({ kind, subject, body }) => [kind, { subject, body }]),
  )
}

export async function saveMailText(
  db: Queries,
  roundId: string,
  kind: MailKind,
  { subject, body }: MailTemplate,
): Promise<void> {
  await db
    .insertInto('mail_text')
    .values({ round_id: roundId, kind, subject, body })
    .onConflict((conflict) => conflict.columns(['round_id', 'kind']).doUpdateSet({ subject, body }))
    .execute()
}

/** The default words hold again. */
export async function forgetMailText(db: Queries, roundId: string, kind: MailKind): Promise<void> {
  await db.deleteFrom('mail_text').where('round_id', '=', roundId).where('kind', '=', kind).execute()
}

export async function copyMailTexts(db: Queries, from: string, to: string): Promise<void> {
  const texts = await listMailTexts(db, from)
  for (const kind of MAIL_KINDS) {
    const text = texts[kind]
    if (text) await saveMailText(db, to, kind, text)
  }
}

export async function findMailSettings(db: Queries, roundId: string): Promise<MailSettings> {
  const row = await db
    .selectFrom('mail_settings')
    .selectAll()
    .where('round_id', '=', roundId)
    .executeTakeFirst()
  return { reminders: row ? row.reminders === 1 : true, replyTo: row?.reply_to ?? null }
}

export async function saveMailSettings(db: Queries, roundId: string, settings: MailSettings): Promise<void> {
  const values = { reminders: settings.reminders ? 1 : 0, reply_to: settings.replyTo }
  await db
    .insertInto('mail_settings')
    .values({ round_id: roundId, ...values })
    .onConflict((conflict) => conflict.column('round_id').doUpdateSet(values))
    .execute()
}

/** Notes that a reminder is put ready now; false when it was before, by this process or another. */
export async function beginReminder(
  db: Queries,
  roundId: string,
  { kind, day }: { kind: ReminderKind; day: string },
): Promise<boolean> {
  const result = await db
    .insertInto('reminder_run')
    .values({ round_id: roundId, kind, day })
    .onConflict((conflict) => conflict.columns(['round_id', 'kind']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

/** The reminders that were put ready, with the day. */
export async function listReminders(db: Queries, roundId: string): Promise<Partial<Record<string, string>>> {
  const rows = await db.selectFrom('reminder_run').selectAll().where('round_id', '=', roundId).execute()
  return Object.fromEntries(rows.map(({ kind, day }) => [kind, day]))
}

/** Notes that someone wants no reminders; false when the invitation has nobody by name. */
export async function optOut(db: Queries, invitationId: string): Promise<boolean> {
  const invitee = await db
    .selectFrom('invitee')
    .select('invitation_id')
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst()
  if (!invitee) return false
  await db
    .insertInto('mail_opt_out')
    .values({ invitation_id: invitationId })
    .onConflict((conflict) => conflict.column('invitation_id').doNothing())
    .execute()
  return true
}
