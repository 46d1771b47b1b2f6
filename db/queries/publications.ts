/** What was published. Rows are added and, at most, marked as withdrawn; nothing here removes or rewrites one. */

import type { Publication } from '../../app/domain/report/publication.ts'
import type { Visibility } from '../../app/domain/round/visibility.ts'
import type { Queries } from '../client.ts'
import type { PublicationTable } from '../schema.ts'
import { visibilityOf } from './rounds.ts'

export type PublicationFile = { name: string; mediaType: string; hash: string; bytes: Uint8Array }

/** A publication with what decides who may read it. */
export type PublicationInRegion = Publication & {
  region: { title: string; invented: boolean; slug: string | null }
  visibility: Visibility | null
}

/** Adds a publication with its files; its number is the next of the region. The caller holds the region's lock. */
export async function createPublication(
  db: Queries,
  publication: Omit<Publication, 'number' | 'withdrawn' | 'files'>,
  files: readonly PublicationFile[],
): Promise<number> {
  const { id, regionId, roundId, title, date, hash, adoptedBy, publishedAt, publishedBy } = publication
  const last = await db
    .selectFrom('publication')
    .select((query) => query.fn.max('number').as('number'))
    .where('region_id', '=', regionId)
    .executeTakeFirst()
  const number = Number(last?.number ?? 0) + 1
  await db
    .insertInto('publication')
    .values({
      id,
      region_id: regionId,
      round_id: roundId,
      number,
      title,
      date,
      hash,
      adopted_by: adoptedBy,
      published_by: publishedBy,
      published_at: publishedAt,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_why: null,
    })
    .execute()
  for (const file of files) {
    await db
      .insertInto('publication_file')
      .values({
        publication_id: id,
        name: file.name,
        media_type: file.mediaType,
        hash: file.hash,
        bytes: Buffer.from(file.bytes).toString('base64'),
      })
      .execute()
  }
  return number
}

export async function findPublication(db: Queries, id: string): Promise<PublicationInRegion | undefined> {
  return (await read(db, (query) => query.where('publication.id', '=', id)))[0]
}

/** All publications of a region, the newest first, withdrawn ones included. */
export async function listPublications(db: Queries, regionId: string): Promise<PublicationInRegion[]> {
  return read(db, (query) => query.where('publication.region_id', '=', regionId))
}

/** All publications of a round, the newest first, withdrawn ones included. */
export async function listPublicationsOf(db: Queries, roundId: string): Promise<PublicationInRegion[]> {
  return read(db, (query) => query.where('publication.round_id', '=', roundId))
}

/** One file with its bytes as they were published. */
export async function findPublicationFile(
  db: Queries,
  publicationId: string,
  name: string,
): Promise<PublicationFile | undefined> {
  const row = await db
    .selectFrom('publication_file')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .where('name', '=', name)
    .executeTakeFirst()
  return (
    row && {
      name: row.name,
      mediaType: row.media_type,
      hash: row.hash,
      bytes: new Uint8Array(Buffer.from(row.bytes, 'base64')),
    }
  )
}

/** Marks a publication as withdrawn; false when it already was. */
export async function markWithdrawn(
  db: Queries,
  id: string,
  { at, by, why }: { at: string; by: string; why: string },
): Promise<boolean> {
  const result = await db
    .updateTable('publication')
    .set({ withdrawn_at: at, withdrawn_by: by, withdrawn_why: why })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** The region that an address names; undefined when there is none. */
export async function findRegionOfSlug(db: Queries, slug: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('region_slug')
    .select('region_id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row?.region_id
}

/** The region's name in addresses: the one it has, else the first of `wishes` that is free. */
export async function takeSlug(db: Queries, regionId: string, wishes: Iterable<string>): Promise<string> {
  const own = await db
    .selectFrom('region_slug')
    .select('slug')
    .where('region_id', '=', regionId)
    .executeTakeFirst()
  if (own) return own.slug
  for (const slug of wishes) {
    const taken = await db
      .insertInto('region_slug')
      .values({ slug, region_id: regionId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (Number(taken.numInsertedOrUpdatedRows ?? 0) === 1) return slug
  }
  throw new Error(`No address is free for region ${regionId}`)
}

function select(db: Queries) {
  return db
    .selectFrom('publication')
    .innerJoin('region', 'region.id', 'publication.region_id')
    .innerJoin('round', 'round.id', 'publication.round_id')
    .leftJoin('region_slug', 'region_slug.region_id', 'publication.region_id')
    .selectAll('publication')
    .select(['region.title as region_title', 'region.invented', 'round.visibility', 'region_slug.slug'])
    .orderBy('publication.number', 'desc')
}

async function read(
  db: Queries,
  narrow: (query: ReturnType<typeof select>) => ReturnType<typeof select>,
): Promise<PublicationInRegion[]> {
  const rows = await narrow(select(db)).execute()
  if (rows.length === 0) return []
  const files = await db
    .selectFrom('publication_file')
    .select(['publication_id', 'name', 'hash'])
    .where(
      'publication_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    ...publicationFrom(row),
    files: files.filter((file) => file.publication_id === row.id).map(({ name, hash }) => ({ name, hash })),
    region: { title: row.region_title, invented: row.invented === 1, slug: row.slug },
    visibility: visibilityOf(row),
  }))
}

function publicationFrom(row: PublicationTable): Omit<Publication, 'files'> {
  return {
    id: row.id,
    regionId: row.region_id,
    roundId: row.round_id,
    number: row.number,
    title: row.title,
    date: row.date,
    hash: row.hash,
    adoptedBy: row.adopted_by,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { at: row.withdrawn_at, by: row.withdrawn_by ?? '', why: row.withdrawn_why ?? '' },
  }
}
