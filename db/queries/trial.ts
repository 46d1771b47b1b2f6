/** What people on trial leave behind, and its end when the round opens. */

import type { TrialNote } from '../../app/domain/round/trial.ts'
import type { Queries } from '../client.ts'
import { eraseAdoptions } from './boards.ts'

/** Keeps what one person thinks of one item, now or again. */
export async function saveTrialNote(db: Queries, invitationId: string, note: TrialNote): Promise<void> {
  await db
    .insertInto('trial_note')
    .values({
      invitation_id: invitationId,
      item: note.item,
      clear: note.clear ? 1 : 0,
      remark: note.remark,
    })
    .onConflict((conflict) =>
      conflict.columns(['invitation_id', 'item']).doUpdateSet((query) => ({
        clear: query.ref('excluded.clear'),
        remark: query.ref('excluded.remark'),
      })),
    )
    .execute()
}

/** Keeps how long one person took; the first time counts. */
export async function saveTrialVisit(db: Queries, invitationId: string, minutes: number): Promise<void> {
  await db
    .insertInto('trial_visit')
    .values({ invitation_id: invitationId, minutes })
    .onConflict((conflict) => conflict.column('invitation_id').doNothing())
    .execute()
}

/** Everything said on trial in a round; the order tells nothing. */
export async function listTrial(
  db: Queries,
  roundId: string,
): Promise<{ notes: TrialNote[]; visits: { role: string; minutes: number }[] }> {
  const notes = await db
    .selectFrom('trial_note')
    .innerJoin('invitation', 'invitation.id', 'trial_note.invitation_id')
    .select(['item', 'clear', 'remark'])
    .where('round_id', '=', roundId)
    .orderBy('item')
    .execute()
  const visits = await db
    .selectFrom('trial_visit')
    .innerJoin('invitation', 'invitation.id', 'trial_visit.invitation_id')
    .select(['role', 'minutes'])
    .where('round_id', '=', roundId)
    .execute()
  return { notes: notes.map(({ item, clear, remark }) => ({ item, clear: clear === 1, remark })), visits }
}

/**
 * Makes every trace of a trial vanish: answers, drafts, counts and notes. Invitations stay and are unused again, so
 * that the links which were tried work for the real thing; but who began through an open link begins anew.
 */
export async function eraseTrial(db: Queries, roundId: string): Promise<void> {
  const invitations = db.selectFrom('invitation').select('id').where('round_id', '=', roundId)
  await db.deleteFrom('trial_note').where('invitation_id', 'in', invitations).execute()
  await db.deleteFrom('trial_visit').where('invitation_id', 'in', invitations).execute()
  await db.deleteFrom('correction').where('invitation_id', 'in', invitations).execute()
  await db.deleteFrom('draft').where('invitation_id', 'in', invitations).execute()
  await eraseAdoptions(db, roundId)
  await db.deleteFrom('sealed_response').where('round_id', '=', roundId).execute()
  await db.deleteFrom('response').where('round_id', '=', roundId).execute()
  await db.deleteFrom('tally').where('round_id', '=', roundId).execute()
  await db.deleteFrom('profession_count').where('round_id', '=', roundId).execute()
  await db.deleteFrom('team_count').where('round_id', '=', roundId).execute()
  await db
    .updateTable('team_session')
    .set({ people: null })
    .where('invitation_id', 'in', invitations)
    .execute()
  await db.deleteFrom('invitation').where('round_id', '=', roundId).where('by_open_link', '=', 1).execute()
  await db.updateTable('invitation').set({ state: 'open' }).where('round_id', '=', roundId).execute()
  await db.updateTable('round_role').set({ sent: 0, unsent: null }).where('round_id', '=', roundId).execute()
}

/** What one person said on trial, per item. */
export async function getTrialNotes(db: Queries, invitationId: string): Promise<Record<string, TrialNote>> {
  const rows = await db
    .selectFrom('trial_note')
    .select(['item', 'clear', 'remark'])
    .where('invitation_id', '=', invitationId)
    .execute()
  return Object.fromEntries(
    rows.map(({ item, clear, remark }) => [item, { item, clear: clear === 1, remark }]),
  )
}
