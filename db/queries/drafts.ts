/**
 * What a respondent has filled in and not sent. Nothing here keeps a time or an order, and what was answered to which
 * item lies in the vault.
 */

import { sql } from 'kysely'
import type { AnswerChange, DraftAnswer } from '../../app/domain/response/answer.ts'
import type { Vault } from '../../app/domain/response/vault.ts'
import type { Queries } from '../client.ts'
import { isPostgres, lockRows } from '../dialect.ts'
import type { DraftAnswerTable } from '../schema.ts'
import { joinList, splitList } from './respondents.ts'
import { opened } from './vault.ts'

export type DraftPath = { profession: string | null; routes: string[]; party: string | null }

/**
 * Keeps the path, now or again, while the questionnaire is open. False when it is not. Held against sending and
 * closing at the same moment, which would leave a draft behind.
 */
export async function saveDraftPath(
  db: Queries,
  invitationId: string,
  path: DraftPath,
  now: string,
): Promise<boolean> {
  const saved = await sql<{ invitation_id: string }>`
    insert into draft (invitation_id, profession, routes, party)
    select invitation.id, cast(${path.profession} as text), cast(${joinList(path.routes)} as text),
      cast(${path.party} as text)
    from invitation join round on round.id = invitation.round_id
    where invitation.id = ${invitationId} and invitation.state = 'open'
      and round.status = 'open' and round.closes_at > ${now}
      ${isPostgres(db) ? sql`for share of invitation, round` : sql``}
    on conflict (invitation_id) do update
      set profession = excluded.profession, routes = excluded.routes, party = excluded.party
      where draft.held = 0
    returning invitation_id`.execute(db)
  return saved.rows.length > 0
}

/**
 * Saves one answer, in one statement that also checks that the questionnaire is open and that the path is still
 * the one by which the answer was checked. Gives the answer's new version, or null when nothing was saved. With a
 * `hand`, where several people fill in: also checks that this one still may, and leaves alone what somebody else
 * changed since `version`.
 */
export async function saveDraftAnswer(
  db: Queries,
  vault: Vault,
  answer: {
    invitationId: string
    item: string
    change: AnswerChange
    path: { routes: string[]; party: string | null }
    now: string
    hand?: { linkId: string | null; version: number } | null
  },
): Promise<number | null> {
  const { invitationId, item, change, path, now, hand } = answer
  const { codes, text, remark, evidence, evidenceDate, evidenceLink } = change
  const changedBy = hand?.linkId ?? ''
  const changed = [
    codes !== undefined && sql`codes = excluded.codes`,
    text !== undefined && sql`text = excluded.text`,
    remark !== undefined && sql`remark = excluded.remark`,
    evidence !== undefined && sql`evidence = excluded.evidence`,
    evidenceDate !== undefined && sql`evidence_date = excluded.evidence_date`,
    evidenceLink !== undefined && sql`evidence_link = excluded.evidence_link`,
    hand && sql`changed_by = excluded.changed_by`,
    sql`version = draft_answer.version + 1`,
  ].filter((assignment) => assignment !== false && assignment !== null && assignment !== undefined)
  const saved = await sql<{ version: number }>`
    insert into draft_answer
      (invitation_id, item, codes, text, remark, evidence, evidence_date, evidence_link, version, changed_by)
    select draft.invitation_id, cast(${vault.label(invitationId, item)} as text),
      cast(${vault.close(joinList(codes ?? []))} as text), cast(${vault.close(text ?? '')} as text),
      cast(${vault.close(remark ?? '')} as text), cast(${vault.close(evidence ?? '')} as text),
      cast(${vault.close(evidenceDate ?? '')} as text), cast(${vault.close(evidenceLink ?? '')} as text),
      1, cast(${changedBy} as text)
    from draft
      join invitation on invitation.id = draft.invitation_id
      join round on round.id = invitation.round_id
    where draft.invitation_id = ${invitationId}
      and draft.routes = ${joinList(path.routes)} and coalesce(draft.party, '') = ${path.party ?? ''}
      and invitation.state = 'open' and round.status = 'open' and round.closes_at > ${now} and draft.held = 0
      ${hand ? stillMay(db, hand.linkId) : sql``}
    on conflict (invitation_id, item) do update set ${sql.join(changed)}
      ${hand ? sql`where draft_answer.version = ${hand.version} or draft_answer.changed_by = ${changedBy}` : sql``}
    returning version`.execute(db)
  return saved.rows[0]?.version ?? null
}

/**
 * That a colleague's link was not withdrawn. On PostgreSQL the draft is held against being laid before the director
 * at the same moment, which would let an answer slip in behind what the director reads.
 */
function stillMay(db: Queries, linkId: string | null) {
  const allowed =
    linkId === null
      ? sql``
      : sql`and exists (select 1 from board_link where board_link.id = ${linkId}
          and board_link.invitation_id = draft.invitation_id and board_link.token_hash is not null)`
  return sql`${allowed} ${isPostgres(db) ? sql`for share of draft` : sql``}`
}

/** Replaces answers as a whole, raising their versions. Gives the new version per item. */
export async function saveDraftAnswers(
  db: Queries,
  vault: Vault,
  invitationId: string,
  answers: Readonly<Record<string, Omit<DraftAnswer, 'version'>>>,
  changedBy = '',
): Promise<Record<string, number>> {
  const rows = Object.entries(answers).map(([item, answer]) => ({
    invitation_id: invitationId,
    item: vault.label(invitationId, item),
    codes: vault.close(joinList(answer.codes)),
    text: vault.close(answer.text),
    remark: vault.close(answer.remark),
    evidence: vault.close(answer.evidence),
    evidence_date: vault.close(answer.evidenceDate),
    evidence_link: vault.close(answer.evidenceLink),
    version: 1,
    changed_by: changedBy,
  }))
  if (rows.length === 0) return {}
  const saved = await db
    .insertInto('draft_answer')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['invitation_id', 'item']).doUpdateSet((query) => ({
        codes: query.ref('excluded.codes'),
        text: query.ref('excluded.text'),
        remark: query.ref('excluded.remark'),
        evidence: query.ref('excluded.evidence'),
        evidence_date: query.ref('excluded.evidence_date'),
        evidence_link: query.ref('excluded.evidence_link'),
        changed_by: query.ref('excluded.changed_by'),
        version: sql<number>`draft_answer.version + 1`,
      })),
    )
    .returning(['item', 'version'])
    .execute()
  return Object.fromEntries(saved.map((row) => [opened(vault, row.item), row.version]))
}

/** Per item id; items never answered are absent. */
export async function getDraftAnswers(
  db: Queries,
  vault: Vault,
  invitationId: string,
): Promise<Record<string, DraftAnswer>> {
  const rows = await db
    .selectFrom('draft_answer')
    .selectAll()
    .where('invitation_id', '=', invitationId)
    .execute()
  return answersFrom(vault, rows)
}

/** The link of the colleague who changed each answer last, by item; empty text is who was invited. */
export async function listChangers(
  db: Queries,
  vault: Vault,
  invitationId: string,
): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('draft_answer')
    .select(['item', 'changed_by'])
    .where('invitation_id', '=', invitationId)
    .execute()
  return Object.fromEntries(rows.map((row) => [opened(vault, row.item), row.changed_by]))
}

/** Holds the answers as they are while they lie with the director, or lets them be changed again. */
export async function holdDraft(db: Queries, invitationId: string, held: boolean): Promise<void> {
  await db
    .updateTable('draft')
    .set({ held: held ? 1 : 0 })
    .where('invitation_id', '=', invitationId)
    .execute()
}

/**
 * Holds a draft until the transaction ends: no answer is saved meanwhile. Read what matters after it. SQLite has one
 * writer at a time, so there the transaction itself holds it.
 */
export async function lockDraft(db: Queries, invitationId: string): Promise<void> {
  if (!isPostgres(db)) return
  await db
    .selectFrom('draft')
    .select('invitation_id')
    .where('invitation_id', '=', invitationId)
    .modifyEnd(lockRows(db))
    .execute()
}

/** Takes the answers out of the draft and the draft away; the draft must be locked. */
export async function takeDraft(
  db: Queries,
  vault: Vault,
  invitationId: string,
): Promise<Record<string, DraftAnswer>> {
  const rows = await db
    .deleteFrom('draft_answer')
    .where('invitation_id', '=', invitationId)
    .returningAll()
    .execute()
  await db.deleteFrom('draft').where('invitation_id', '=', invitationId).execute()
  return answersFrom(vault, rows)
}

function answersFrom(vault: Vault, rows: readonly DraftAnswerTable[]): Record<string, DraftAnswer> {
  return Object.fromEntries(
    rows.map((row) => [
      opened(vault, row.item),
      {
        codes: splitList(opened(vault, row.codes)),
        text: opened(vault, row.text),
        remark: opened(vault, row.remark),
        evidence: opened(vault, row.evidence),
        // Empty in rows from before there was a date and a link.
        evidenceDate: row.evidence_date && opened(vault, row.evidence_date),
        evidenceLink: row.evidence_link && opened(vault, row.evidence_link),
        version: row.version,
      },
    ]),
  )
}
