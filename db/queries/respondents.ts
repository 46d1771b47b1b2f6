/** The people asked: their invitations, and where each stands. */

import { createHash } from 'node:crypto'
import { handOf } from '../../app/domain/response/hand.ts'
import type { Round } from '../../app/domain/round/round.ts'
import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'
import { roundStatus, visibilityOf } from './rounds.ts'

export type NewInvitation = {
  id: string
  roundId: string
  role: string
  party: string | null
  organisationId: string | null
  tokenHash: string
  /** Left out: no. */
  byOpenLink?: boolean
}

/** One respondent: an invitation with the round it is for and the path chosen so far. */
export type Respondent = {
  id: string
  /** The link of the colleague who is filling in; null for who was invited. */
  colleague: { linkId: string; name: string } | null
  state: 'open' | 'sealed' | 'used'
  role: string
  party: string | null
  organisation: { id: string; name: string } | null
  round: Pick<
    Round,
    'id' | 'regionId' | 'title' | 'askedBy' | 'framework' | 'variant' | 'status' | 'closesAt' | 'visibility'
  >
  region: { title: string; invented: boolean }
  draft: {
    profession: string | null
    routes: string[]
    party: string | null
    /** It lies with the director: nothing in it may change. */
    held: boolean
  } | null
  /** A team that answers together; null for one person. `people` is null until they said how many. */
  team: { people: number | null } | null
  /** What is filled in corrects a response that was sent. */
  correcting: boolean
}

export async function createInvitations(db: Queries, invitations: readonly NewInvitation[]): Promise<void> {
  for (const portion of portions(invitations)) {
    await db
      .insertInto('invitation')
      .values(
        portion.map((invitation) => ({
          id: invitation.id,
          round_id: invitation.roundId,
          role: invitation.role,
          party: invitation.party,
          organisation_id: invitation.organisationId,
          token_hash: invitation.tokenHash,
          state: 'open' as const,
          by_open_link: invitation.byOpenLink ? 1 : 0,
        })),
      )
      .execute()
  }
}

/** What is kept of a token: whoever reads the database can open no link with it. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export async function findInvitation(
  db: Queries,
  tokenHash: string,
): Promise<{ respondentId: string; roundStatus: Round['status'] } | undefined> {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('round', 'round.id', 'invitation.round_id')
    .select(['invitation.id', 'round.status', 'round.trial', 'round.adopted_at'])
    .where('invitation.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { respondentId: row.id, roundStatus: roundStatus(row) }
}

/** By respondent id (`handOf`); undefined also for a colleague whose link was withdrawn. */
export async function findRespondent(db: Queries, id: string): Promise<Respondent | undefined> {
  const { invitationId, linkId } = handOf(id)
  const colleague = linkId === null ? null : await findColleague(db, invitationId, linkId)
  if (colleague === undefined) return undefined
  const row = await db
    .selectFrom('invitation')
    .innerJoin('round', 'round.id', 'invitation.round_id')
    .innerJoin('region', 'region.id', 'round.region_id')
    .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .leftJoin('draft', 'draft.invitation_id', 'invitation.id')
    .leftJoin('team_session', 'team_session.invitation_id', 'invitation.id')
    .leftJoin('correction', 'correction.invitation_id', 'invitation.id')
    .select([
      'team_session.invitation_id as team_id',
      'team_session.people',
      'invitation.id',
      'correction.invitation_id as correction_id',
      'invitation.state',
      'invitation.role',
      'invitation.party',
      'invitation.organisation_id',
      'organisation.name as organisation_name',
      'round.id as round_id',
      'round.region_id',
      'round.title',
      'round.asked_by',
      'round.framework_id',
      'round.framework_version',
      'round.framework_hash',
      'round.variant',
      'round.status',
      'round.trial',
      'round.adopted_at',
      'round.closes_at',
      'round.visibility',
      'region.title as region_title',
      'region.invented',
      'draft.profession',
      'draft.routes',
      'draft.party as draft_party',
      'draft.held',
    ])
    .where('invitation.id', '=', invitationId)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    colleague,
    state: row.state,
    role: row.role,
    party: row.party,
    organisation:
      row.organisation_id !== null && row.organisation_name !== null
        ? { id: row.organisation_id, name: row.organisation_name }
        : null,
    round: {
      id: row.round_id,
      regionId: row.region_id,
      title: row.title,
      askedBy: row.asked_by,
      framework: { id: row.framework_id, version: row.framework_version, hash: row.framework_hash },
      variant: row.variant,
      status: roundStatus(row),
      closesAt: row.closes_at,
      visibility: visibilityOf(row),
    },
    region: { title: row.region_title, invented: row.invented === 1 },
    draft:
      row.routes === null
        ? null
        : {
            profession: row.profession,
            routes: splitList(row.routes),
            party: row.draft_party,
            held: row.held === 1,
          },
    team: row.team_id === null ? null : { people: row.people },
    correcting: row.correction_id !== null,
  }
}

async function findColleague(
  db: Queries,
  invitationId: string,
  linkId: string,
): Promise<{ linkId: string; name: string } | undefined> {
  const row = await db
    .selectFrom('board_link')
    .select(['id', 'name'])
    .where('id', '=', linkId)
    .where('invitation_id', '=', invitationId)
    .where('purpose', '=', 'edit')
    .where('token_hash', 'is not', null)
    .executeTakeFirst()
  return row && { linkId: row.id, name: row.name }
}

/** All invitations of a round; their order tells nothing. */
export async function listInvitations(
  db: Queries,
  roundId: string,
): Promise<
  { id: string; role: string; organisation: string | null; tokenHash: string; state: Respondent['state'] }[]
> {
  const rows = await db
    .selectFrom('invitation')
    .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .select(['invitation.id', 'role', 'organisation.name', 'token_hash', 'state'])
    .where('round_id', '=', roundId)
    .orderBy('invitation.id')
    .execute()
  return rows.map(({ id, role, name, token_hash: tokenHash, state }) => ({
    id,
    role,
    organisation: name,
    tokenHash,
    state,
  }))
}

/** Sets the state of invitations; `from` guards against sending twice. Gives how many changed. */
export async function markInvitations(
  db: Queries,
  ids: readonly string[],
  from: Respondent['state'],
  to: Respondent['state'],
): Promise<number> {
  let changed = 0
  for (const portion of portions(ids)) {
    const result = await db
      .updateTable('invitation')
      .set({ state: to })
      .where('id', 'in', portion)
      .where('state', '=', from)
      .executeTakeFirst()
    changed += Number(result.numUpdatedRows)
  }
  return changed
}

/**
 * How many were invited at each organisation in a role; for the rule of 2k (scoring §7). Of those who began through an
 * open link only who sent: pressing "Begin" ten times makes no ten people.
 */
export async function countInvitedPerOrganisation(
  db: Queries,
  roundId: string,
  role: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('invitation')
    .select(['organisation_id', (query) => query.fn.countAll<number>().as('invited')])
    .where('round_id', '=', roundId)
    .where('role', '=', role)
    .where('organisation_id', 'is not', null)
    .where(({ eb, or }) => or([eb('by_open_link', '=', 0), eb('state', '<>', 'open')]))
    .groupBy('organisation_id')
    .execute()
  return new Map(rows.map((row) => [row.organisation_id ?? '', row.invited]))
}

/** Lists of ids are kept as one text; no id or option code contains the bar (contract: responses file). */
export function splitList(text: string): string[] {
  return text === '' ? [] : text.split('|')
}

export function joinList(list: readonly string[]): string {
  return list.join('|')
}

/**
 * The invitation by which an organisation of a named role answers on paper: the first that is open, with the others
 * spent and all that was begun erased, so that nobody can answer a second time on screen. `sent` when the organisation
 * has answered; null when it has no invitation.
 */
export async function takeOverInvitation(
  db: Queries,
  roundId: string,
  role: string,
  organisationId: string,
): Promise<{ id: string } | 'sent' | null> {
  const rows = await db
    .selectFrom('invitation')
    .select(['id', 'state'])
    .where('round_id', '=', roundId)
    .where('role', '=', role)
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .execute()
  if (rows.some(({ state }) => state !== 'open')) return 'sent'
  const [first, ...others] = rows.map(({ id }) => id)
  if (first === undefined) return null
  await db
    .deleteFrom('draft')
    .where('invitation_id', 'in', [first, ...others])
    .execute()
  await markInvitations(db, others, 'open', 'used')
  return { id: first }
}
