import {
  findPublication as readPublication,
  findPublicationFile,
  findRegionOfSlug,
  listPublications,
  listPublicationsOf,
} from '../../db/queries/publications.ts'
import type { PublicationFile, PublicationInRegion } from '../../db/queries/publications.ts'
import { may } from '../domain/access/access.ts'
import type { Actor } from '../domain/access/access.ts'
import type { DataPackage } from '../domain/report/data-package.ts'
import type { ReportDocument } from '../domain/report/document.ts'
import { permits } from '../domain/round/visibility.ts'
import type { Use } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'

/** Who asks for a publication: staff by account, or one of the circles that "wie ziet wat" knows. */
export type Reader =
  { kind: 'staff'; actor: Actor } | { kind: 'circle'; to: 'boards' | 'respondents' | 'public' }

/** One publication; undefined when it is not there for this reader. A withdrawn one is there, without its files. */
export async function findPublication(
  context: AppContext,
  input: { id: string; reader: Reader },
): Promise<PublicationInRegion | undefined> {
  const publication = await readPublication(context.db.kysely, input.id)
  return publication && readable(publication, input.reader) ? publication : undefined
}

/**
 * The newest publication of a round or a region that stands and that this reader may read; undefined when there is
 * none.
 */
export async function findNewestPublication(
  context: AppContext,
  input: { of: { roundId: string } | { regionId: string } | { slug: string }; reader: Reader },
): Promise<PublicationInRegion | undefined> {
  const db = context.db.kysely
  const { of } = input
  const regionId =
    'slug' in of ? await findRegionOfSlug(db, of.slug) : 'regionId' in of ? of.regionId : undefined
  const all =
    'roundId' in of
      ? await listPublicationsOf(db, of.roundId)
      : regionId === undefined
        ? []
        : await listPublications(db, regionId)
  return all.find((one) => one.withdrawn === null && readable(one, input.reader))
}

/** A file of a publication as it was published; undefined when it is not there for this reader, or withdrawn. */
export async function readPublicationFile(
  context: AppContext,
  input: { id: string; name: string; reader: Reader },
): Promise<{ publication: PublicationInRegion; file: PublicationFile } | undefined> {
  const publication = await findPublication(context, input)
  if (!publication || publication.withdrawn) return undefined
  if (isData(input.name) && !readableData(publication, input.reader)) return undefined
  const file = await findPublicationFile(context.db.kysely, publication.id, input.name)
  return file && { publication, file }
}

/** Whether this reader may have a file of the publication by its name; figures go less far than words. */
export function offersFile(publication: PublicationInRegion, name: string, reader: Reader): boolean {
  return publication.withdrawn === null && (!isData(name) || readableData(publication, reader))
}

/** The report of a publication as it was published, for the screen; undefined where its files are not to be had. */
export async function readPublishedDocument(
  context: AppContext,
  input: { id: string; reader: Reader },
): Promise<ReportDocument | undefined> {
  const publication = await findPublication(context, input)
  if (!publication || publication.withdrawn) return undefined
  const file = await findPublicationFile(context.db.kysely, publication.id, 'json')
  return file && (JSON.parse(Buffer.from(file.bytes).toString('utf8')) as DataPackage).document
}

const isData = (name: string) => ['json', 'csv', 'codeboek.csv', 'xlsx'].includes(name)

function readable(publication: PublicationInRegion, reader: Reader): boolean {
  const { visibility } = publication
  const reaches = (to: Extract<Use, { kind: 'report' }>['to']) => permits(visibility, { kind: 'report', to })
  if (reader.kind === 'circle') return reaches(reader.to)
  return reaches('public') || may(reader.actor, 'read-report', subjectOf(publication))
}

function readableData(publication: PublicationInRegion, reader: Reader): boolean {
  const { visibility } = publication
  const reaches = (to: Extract<Use, { kind: 'data' }>['to']) => permits(visibility, { kind: 'data', to })
  if (reaches('public')) return true
  if (reader.kind === 'circle') return reader.to === 'boards' && reaches('boards')
  const subject = subjectOf(publication)
  // The inspector reads figures only where the region promised those too.
  return (
    may(reader.actor, 'read-round', subject) ||
    (may(reader.actor, 'read-report', subject) && reaches('inspection'))
  )
}

function subjectOf({ regionId, region, visibility }: PublicationInRegion) {
  return {
    regionId,
    invented: region.invented,
    shared: permits(visibility, { kind: 'report', to: 'inspection' }),
  }
}
