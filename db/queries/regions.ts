/** Regions with their municipalities and figures, and the organisations in them. */

import type { Headcount } from '../../app/domain/round/round.ts'
import type { RegionalFigure } from '../../app/domain/report/region.ts'
import type { Queries } from '../client.ts'
import { lockRows } from '../dialect.ts'

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
  await createMunicipalities(db, id, municipalities)
  await createFigures(db, id, figures)
}

async function createFigures(
  db: Queries,
  regionId: string,
  figures: readonly RegionalFigure[],
): Promise<void> {
  if (figures.length === 0) return
  await db
    .insertInto('regional_figure')
    .values(
      figures.map(
        ({ indicator, region, value, national, unit, year, source, url, note, table }, position) => ({
          region_id: regionId,
          position,
          indicator,
          region,
          value,
          national,
          unit,
          year,
          source,
          url,
          note,
          table_number: table ?? null,
        }),
      ),
    )
    .execute()
}

/** Puts another list of figures in the place of what a region had. */
export async function replaceFigures(
  db: Queries,
  regionId: string,
  figures: readonly RegionalFigure[],
): Promise<void> {
  await db.deleteFrom('regional_figure').where('region_id', '=', regionId).execute()
  await createFigures(db, regionId, figures)
}

/** Throws when there is no such region. */
export async function getRegion(db: Queries, id: string): Promise<StoredRegion> {
  const region = await findRegion(db, id)
  if (!region) throw new Error(`There is no region ${id}`)
  return region
}

/** Keeps a region until the transaction ends, so that two cannot give out the same number in it. */
export async function lockRegion(db: Queries, id: string): Promise<void> {
  await db.selectFrom('region').select('id').where('id', '=', id).modifyEnd(lockRows(db)).execute()
}

export async function findRegion(db: Queries, id: string): Promise<StoredRegion | undefined> {
  const row = await db.selectFrom('region').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const municipalities = await db
    .selectFrom('municipality')
    .select(['code', 'name'])
    .where('region_id', '=', id)
    .orderBy('position')
    .execute()
  const rows = await db
    .selectFrom('regional_figure')
    .select([
      'indicator',
      'region',
      'value',
      'national',
      'unit',
      'year',
      'source',
      'url',
      'note',
      'table_number',
    ])
    .where('region_id', '=', id)
    .orderBy('position')
    .execute()
  const figures = rows.map(({ table_number: table, ...figure }) => ({
    ...figure,
    ...(table !== null && { table }),
  }))
  return { id, title: row.title, year: row.year, invented: row.invented === 1, municipalities, figures }
}

export async function listRegions(db: Queries): Promise<{ id: string; title: string; invented: boolean }[]> {
  const rows = await db.selectFrom('region').select(['id', 'title', 'invented']).orderBy('title').execute()
  return rows.map((row) => ({ id: row.id, title: row.title, invented: row.invented === 1 }))
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

function headcountColumns(people: Headcount | null): { people: number | null; people_about: number } {
  if (people === null) return { people: null, people_about: 1 }
  return typeof people === 'number' ? { people, people_about: 0 } : { people: people.about, people_about: 1 }
}

/** The organisations of a region, by party and name. */
export async function listOrganisations(db: Queries, regionId: string): Promise<Organisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'party', 'name', 'people', 'people_about'])
    .where('region_id', '=', regionId)
    .orderBy('party')
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ id, party, name, people, people_about: about }) => ({
    id,
    party,
    name,
    people: people === null ? null : about === 1 ? { about: people } : people,
  }))
}

/** Changes an organisation of this region; false when the region has no such organisation. */
export async function updateOrganisation(
  db: Queries,
  regionId: string,
  { id, party, name, people }: Organisation,
): Promise<boolean> {
  const result = await db
    .updateTable('organisation')
    .set({ party, name, ...headcountColumns(people) })
    .where('id', '=', id)
    .where('region_id', '=', regionId)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

/** Removes an organisation that nobody was invited at yet; false when it is not there or is in use. */
export async function deleteOrganisation(db: Queries, regionId: string, id: string): Promise<boolean> {
  if (await isOrganisationInUse(db, id)) return false
  const result = await db
    .deleteFrom('organisation')
    .where('id', '=', id)
    .where('region_id', '=', regionId)
    .executeTakeFirst()
  return Number(result.numDeletedRows) > 0
}

/** Whether anybody was invited at an organisation, it answered, or it stands in the frozen list of a round. */
export async function isOrganisationInUse(db: Queries, id: string): Promise<boolean> {
  const invited = await db
    .selectFrom('invitation')
    .select('id')
    .where('organisation_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (invited) return true
  const answered = await db
    .selectFrom('response')
    .select('id')
    .where('organisation_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (answered) return true
  const asked = await db
    .selectFrom('round_organisation')
    .innerJoin('round', 'round.id', 'round_organisation.round_id')
    .select('round.id')
    .where('organisation_id', '=', id)
    .where('round.status', '<>', 'draft')
    .limit(1)
    .executeTakeFirst()
  return asked !== undefined
}

/** Changes name, year and municipalities of a region; its figures stay. */
export async function updateRegion(
  db: Queries,
  { id, title, year, municipalities }: Pick<StoredRegion, 'id' | 'title' | 'year' | 'municipalities'>,
): Promise<void> {
  await db.updateTable('region').set({ title, year }).where('id', '=', id).execute()
  await db.deleteFrom('municipality').where('region_id', '=', id).execute()
  await createMunicipalities(db, id, municipalities)
}

async function createMunicipalities(
  db: Queries,
  regionId: string,
  municipalities: StoredRegion['municipalities'],
): Promise<void> {
  if (municipalities.length === 0) return
  await db
    .insertInto('municipality')
    .values(municipalities.map(({ code, name }, position) => ({ region_id: regionId, position, code, name })))
    .execute()
}

/** Removes a region with everything asked and answered in it. */
export async function deleteRegion(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('round').where('region_id', '=', id).execute()
  await db.deleteFrom('region').where('id', '=', id).execute()
}
