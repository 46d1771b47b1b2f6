/** Boards: the links by which several people work on one board's answers, and how far those are adopted. */

import { NO_ADOPTION } from '../../app/domain/response/adoption.ts'
import type { Adoption } from '../../app/domain/response/adoption.ts'
import type { BoardPeople } from '../../app/domain/response/hand.ts'
import type { Vault } from '../../app/domain/response/vault.ts'
import type { Queries } from '../client.ts'
import { lockRows } from '../dialect.ts'
import type { BoardLinkTable } from '../schema.ts'
import { splitList } from './respondents.ts'
import { opened } from './vault.ts'

export type BoardLink = {
  id: string
  invitationId: string
  purpose: BoardLinkTable['purpose']
  name: string
  /** Null once it was withdrawn. */
  sealedToken: string | null
}

/** Keeps a new link. */
export async function createBoardLink(
  db: Queries,
  link: Omit<BoardLink, 'sealedToken'> & { tokenHash: string; sealedToken: string },
): Promise<void> {
  await db
    .insertInto('board_link')
    .values({
      id: link.id,
      invitation_id: link.invitationId,
      purpose: link.purpose,
      name: link.name,
      token_hash: link.tokenHash,
      sealed_token: link.sealedToken,
    })
    .execute()
}

/** All links of one board, withdrawn ones too: their names stand at what they changed. */
export async function listBoardLinks(db: Queries, invitationId: string): Promise<BoardLink[]> {
  const rows = await db
    .selectFrom('board_link')
    .selectAll()
    .where('invitation_id', '=', invitationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(linkFrom)
}

/** Who works on one board's answers. The contact is who the coordinator invited by name, or the name they typed. */
export async function getBoardPeople(db: Queries, invitationId: string): Promise<BoardPeople> {
  const invited = await db
    .selectFrom('invitation')
    .leftJoin('invitee', 'invitee.invitation_id', 'invitation.id')
    .leftJoin('board_adoption', 'board_adoption.invitation_id', 'invitation.id')
    .select(['invitee.name', 'board_adoption.contact'])
    .where('invitation.id', '=', invitationId)
    .executeTakeFirst()
  const links = await listBoardLinks(db, invitationId)
  return {
    contact: invited?.contact || invited?.name || '',
    colleagues: links.flatMap(({ id, name, purpose }) => (purpose === 'edit' ? [{ linkId: id, name }] : [])),
  }
}

/** The link with this token; withdrawn ones have none. */
export async function findBoardLink(db: Queries, tokenHash: string): Promise<BoardLink | undefined> {
  const row = await db
    .selectFrom('board_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && linkFrom(row)
}

/** Takes a link back: it opens nothing any more, its name stays. False when there is no such link. */
export async function withdrawBoardLink(db: Queries, invitationId: string, id: string): Promise<boolean> {
  const result = await db
    .updateTable('board_link')
    .set({ token_hash: null, sealed_token: null })
    .where('id', '=', id)
    .where('invitation_id', '=', invitationId)
    .where('token_hash', 'is not', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

export async function nameBoardLink(db: Queries, id: string, name: string): Promise<void> {
  await db.updateTable('board_link').set({ name }).where('id', '=', id).execute()
}

/** How one board's answers stand; held until the transaction ends where `lock` says so. */
export async function getAdoption(db: Queries, invitationId: string, lock = false): Promise<Adoption> {
  const query = db.selectFrom('board_adoption').selectAll().where('invitation_id', '=', invitationId)
  const row = await (lock ? query.modifyEnd(lockRows(db)) : query).executeTakeFirst()
  return row
    ? {
        state: row.state,
        presentation: row.presentation,
        contact: row.contact,
        remark: row.remark,
        director: row.director,
        position: row.position,
        decidedAt: row.decided_at,
      }
    : NO_ADOPTION
}

export async function saveAdoption(db: Queries, invitationId: string, adoption: Adoption): Promise<void> {
  const { state, presentation, contact, remark, director, position, decidedAt } = adoption
  const columns = { state, presentation, contact, remark, director, position, decided_at: decidedAt }
  await db
    .insertInto('board_adoption')
    .values({ invitation_id: invitationId, ...columns })
    .onConflict((conflict) => conflict.column('invitation_id').doUpdateSet(columns))
    .execute()
}

/** One questionnaire of a board, with what was answered so far. */
export type BoardProgress = {
  invitationId: string
  role: string
  organisation: { id: string; name: string; party: string }
  /** Also while what was sent is being corrected: it goes on counting. */
  sent: boolean
  state: Adoption['state']
  /** The path of what was begun; null before. */
  draft: { routes: string[]; party: string | null } | null
  /** The items with an answer. */
  answered: string[]
}

/** The questionnaires of boards in these roles without what was answered: how each ended, once the round is over. */
export async function listEndedBoards(
  db: Queries,
  roundId: string,
  roles: readonly string[],
): Promise<Omit<BoardProgress, 'answered'>[]> {
  if (roles.length === 0) return []
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .leftJoin('draft', 'draft.invitation_id', 'invitation.id')
    .leftJoin('board_adoption', 'board_adoption.invitation_id', 'invitation.id')
    .leftJoin('correction', 'correction.invitation_id', 'invitation.id')
    .select([
      'correction.invitation_id as correction_id',
      'invitation.id',
      'invitation.role',
      'invitation.state',
      'organisation.id as organisation_id',
      'organisation.name',
      'organisation.party',
      'draft.routes',
      'draft.party as draft_party',
      'board_adoption.state as adoption',
    ])
    .where('invitation.round_id', '=', roundId)
    .where('invitation.role', 'in', roles)
    .orderBy('organisation.name')
    .orderBy('invitation.id')
    .execute()
  return rows.map((row) => ({
    invitationId: row.id,
    role: row.role,
    organisation: { id: row.organisation_id, name: row.name, party: row.party },
    sent: row.state !== 'open' || row.correction_id !== null,
    state: row.adoption ?? 'filling',
    draft: row.routes === null ? null : { routes: splitList(row.routes), party: row.draft_party },
  }))
}

/** Every questionnaire in these roles that is one of an organisation, with what was answered so far. */
export async function listBoards(
  db: Queries,
  vault: Vault,
  roundId: string,
  roles: readonly string[],
): Promise<BoardProgress[]> {
  const boards = await listEndedBoards(db, roundId, roles)
  if (boards.length === 0) return []
  const answers = await db
    .selectFrom('draft_answer')
    .innerJoin('invitation', 'invitation.id', 'draft_answer.invitation_id')
    .select(['draft_answer.invitation_id', 'item', 'codes', 'text'])
    .where('invitation.round_id', '=', roundId)
    .where('invitation.role', 'in', roles)
    .execute()
  const answered = new Map<string, string[]>()
  for (const { invitation_id: id, item, codes, text } of answers) {
    if (opened(vault, codes) === '' && opened(vault, text) === '') continue
    answered.set(id, [...(answered.get(id) ?? []), opened(vault, item)])
  }
  return boards.map((board) => ({ ...board, answered: answered.get(board.invitationId) ?? [] }))
}

/** Erases what a trial left: decisions, not the links, which work again when the round opens. */
export async function eraseAdoptions(db: Queries, roundId: string): Promise<void> {
  await db
    .deleteFrom('board_adoption')
    .where('invitation_id', 'in', (query) =>
      query.selectFrom('invitation').select('id').where('round_id', '=', roundId),
    )
    .execute()
}

/** Erases the names of who worked on boards' answers and decided on them. How it ended stays. Gives how many rows changed. */
export async function eraseBoardNames(db: Queries, roundId: string): Promise<number> {
  const invitations = db.selectFrom('invitation').select('id').where('round_id', '=', roundId)
  const links = await db.deleteFrom('board_link').where('invitation_id', 'in', invitations).executeTakeFirst()
  const decisions = await db
    .updateTable('board_adoption')
    .set({ contact: '', remark: '', director: '', position: '' })
    .where('invitation_id', 'in', invitations)
    .where(({ eb, or }) =>
      or((['contact', 'remark', 'director', 'position'] as const).map((column) => eb(column, '<>', ''))),
    )
    .executeTakeFirst()
  return Number(links.numDeletedRows) + Number(decisions.numUpdatedRows)
}

function linkFrom(row: BoardLinkTable): BoardLink {
  return {
    id: row.id,
    invitationId: row.invitation_id,
    purpose: row.purpose,
    name: row.name,
    sealedToken: row.sealed_token,
  }
}
