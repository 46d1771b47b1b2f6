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
    returning invitation_id`.execute(db)
  return saved.rows.length > 0
}

/**
 * Saves one answer, in one statement that also checks that the questionnaire is open and that the path is still
 * the one by which the answer was checked. Gives the answer's new version, or null when nothing was saved.
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
  },
): Promise<number | null> {
  const { invitationId, item, change, path, now } = answer
  const { codes, text, remark, evidence } = change
  const changed = [
    codes !== undefined && sql`codes = excluded.codes`,
    text !== undefined && sql`text = excluded.text`,
    remark !== undefined && sql`remark = excluded.remark`,
    evidence !== undefined && sql`evidence = excluded.evidence`,
    sql`version = draft_answer.version + 1`,
  ].filter((assignment) => assignment !== false)
  const saved = await sql<{ version: number }>`
    insert into draft_answer (invitation_id, item, codes, text, remark, evidence, version)
    select draft.invitation_id, cast(${vault.label(invitationId, item)} as text),
      cast(${vault.close(joinList(codes ?? []))} as text), cast(${vault.close(text ?? '')} as text),
      cast(${vault.close(remark ?? '')} as text), cast(${vault.close(evidence ?? '')} as text), 1
    from draft
      join invitation on invitation.id = draft.invitation_id
      join round on round.id = invitation.round_id
    where draft.invitation_id = ${invitationId}
      and draft.routes = ${joinList(path.routes)} and coalesce(draft.party, '') = ${path.party ?? ''}
      and invitation.state = 'open' and round.status = 'open' and round.closes_at > ${now}
    on conflict (invitation_id, item) do update set ${sql.join(changed)}
    returning version`.execute(db)
  return saved.rows[0]?.version ?? null
}

/** Replaces answers as a whole, raising their versions. Gives the new version per item. */
export async function saveDraftAnswers(
  db: Queries,
  vault: Vault,
  invitationId: string,
  answers: Readonly<Record<string, Omit<DraftAnswer, 'version'>>>,
): Promise<Record<string, number>> {
  const rows = Object.entries(answers).map(([item, { codes, text, remark, evidence }]) => ({
    invitation_id: invitationId,
    item: vault.label(invitationId, item),
    codes: vault.close(joinList(codes)),
    text: vault.close(text),
    remark: vault.close(remark),
    evidence: vault.close(evidence),
    version: 1,
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
        version: row.version,
      },
    ]),
  )
}
