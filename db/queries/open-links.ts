/** Links that a whole organisation shares: whoever begins through one gets an invitation of their own. */

import type { Round } from '../../app/domain/round/round.ts'
import type { Queries } from '../client.ts'
import { portions } from '../dialect.ts'
import { roundStatus, visibilityOf } from './rounds.ts'

export type OpenLink = { id: string; role: string; organisationId: string; sealedToken: string }

/** What an open link leads to. */
export type OpenLinkTarget = {
  id: string
  role: string
  organisation: { id: string; name: string; party: string }
  round: Pick<
    Round,
    'id' | 'title' | 'askedBy' | 'framework' | 'variant' | 'status' | 'closesAt' | 'visibility'
  >
  region: { title: string; invented: boolean }
}

export async function listOpenLinks(db: Queries, roundId: string): Promise<OpenLink[]> {
  const rows = await db
    .selectFrom('open_link')
    .select(['id', 'role', 'organisation_id', 'sealed_token'])
    .where('round_id', '=', roundId)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    organisationId: row.organisation_id,
    sealedToken: row.sealed_token,
  }))
}

/** Keeps new links; where an organisation has one already, that one stays. */
export async function createOpenLinks(
  db: Queries,
  roundId: string,
  links: readonly (OpenLink & { tokenHash: string })[],
): Promise<void> {
  for (const portion of portions(links)) {
    await db
      .insertInto('open_link')
      .values(
        portion.map(({ id, role, organisationId, sealedToken, tokenHash }) => ({
          id,
          round_id: roundId,
          role,
          organisation_id: organisationId,
          token_hash: tokenHash,
          sealed_token: sealedToken,
        })),
      )
      .onConflict((conflict) => conflict.columns(['round_id', 'role', 'organisation_id']).doNothing())
      .execute()
  }
}

/** Puts another token on a link, so that the old one opens nothing any more; false when there is no such link. */
export async function replaceOpenToken(
  db: Queries,
  roundId: string,
  { id, sealedToken, tokenHash }: { id: string; sealedToken: string; tokenHash: string },
): Promise<boolean> {
  const result = await db
    .updateTable('open_link')
    .set({ token_hash: tokenHash, sealed_token: sealedToken })
    .where('id', '=', id)
    .where('round_id', '=', roundId)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

export async function findOpenLink(db: Queries, tokenHash: string): Promise<OpenLinkTarget | undefined> {
  const row = await db
    .selectFrom('open_link')
    .innerJoin('organisation', 'organisation.id', 'open_link.organisation_id')
    .innerJoin('round', 'round.id', 'open_link.round_id')
    .innerJoin('region', 'region.id', 'round.region_id')
    .selectAll('round')
    .select([
      'open_link.id as link_id',
      'open_link.role',
      'open_link.organisation_id',
      'organisation.name as organisation_name',
      'organisation.party',
      'region.title as region_title',
      'region.invented',
    ])
    .where('open_link.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return (
    row && {
      id: row.link_id,
      role: row.role,
      organisation: { id: row.organisation_id, name: row.organisation_name, party: row.party },
      round: {
        id: row.id,
        title: row.title,
        askedBy: row.asked_by,
        framework: { id: row.framework_id, version: row.framework_version, hash: row.framework_hash },
        variant: row.variant,
        status: roundStatus(row),
        closesAt: row.closes_at,
        visibility: visibilityOf(row),
      },
      region: { title: row.region_title, invented: row.invented === 1 },
    }
  )
}
