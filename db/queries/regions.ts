/** Regions with their municipalities and figures, and the organisations in them. */

import type { RegionalFigure } from '../../app/domain/report/region.ts'
import type { Queries } from '../client.ts'

/** A region as it is kept; who was invited stands with the round. */
export type StoredRegion = {
  id: string
  title: string
  year: number | null
  invented: boolean
  municipalities: { code: string; name: string }[]
  figures: RegionalFigure[]
}

/** `people`: how many could be asked there; null when nobody knows. */
export type Organisation = { id: string; party: string; name: string; people: Headcount | null }

export async function createRegion(db: Queries, region: StoredRegion): Promise<void> {
  const { id, title, year, invented, municipalities, figures } = region
  await db
    .insertInto('region')
    .values({ id, title, year, invented: invented ? 1 : 0 })
    .execute()
  if (municipalities.length > 0) {
    await db
      .insertInto('municipality')
      .values(municipalities.map(({ code, name }, position) => ({ region_id: id, position, code, name })))
      .execute()
  }
  if (figures.length > 0) {
    await db
      .insertInto('regional_figure')
      .values(figures.map((figure, position) => ({ region_id: id, position, ...figure })))
      .execute()
  }
}

export async function getRegion(db: Queries, id: string): Promise<StoredRegion> {
  const row = await db.selectFrom('region').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const municipalities = await db
    .selectFrom('municipality')
    .select(['code', 'name'])
    .where('region_id', '=', id)
    .orderBy('position')
    .execute()
  const figures = await db
    .selectFrom('regional_figure')
    .select(['indicator', 'region', 'value', 'national', 'unit', 'year', 'source', 'url', 'note'])
    .where('region_id', '=', id)
    .orderBy('position')
    .execute()
  return { id, title: row.title, year: row.year, invented: row.invented === 1, municipalities, figures }
}

export async function listRegions(db: Queries): Promise<{ id: string; invented: boolean }[]> {
  const rows = await db.selectFrom('region').select(['id', 'invented']).orderBy('title').execute()
  return rows.map((row) => ({ id: row.id, invented: row.invented === 1 }))
}

export async function createOrganisations(
  db: Queries,
  regionId: string,
  organisations: readonly Organisation[],
): Promise<void> {
  if (organisations.length === 0) return
  await db
    .insertInto('organisation')
    .values(
      organisations.map(({ id, party, name, people }) => ({
        id,
        region_id: regionId,
        party,
        name,
        ...headcountColumns(people),
      })),
    )
    .execute()
}

/** Removes a region with everything asked and answered in it. */
export async function deleteRegion(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('round').where('region_id', '=', id).execute()
  await db.deleteFrom('region').where('id', '=', id).execute()
}

/** The region with this id, or that of a round; undefined when it is not there. */
export async function findRegionOf(
  db: Queries,
  of: { regionId: string } | { roundId: string },
): Promise<{ id: string; invented: boolean } | undefined> {
  const row = await (
    'regionId' in of
      ? db.selectFrom('region').select(['id', 'invented']).where('id', '=', of.regionId)
      : db
          .selectFrom('region')
          .innerJoin('round', 'round.region_id', 'region.id')
          .select(['region.id', 'region.invented'])
          .where('round.id', '=', of.roundId)
  ).executeTakeFirst()
  return row && { id: row.id, invented: row.invented === 1 }
}
