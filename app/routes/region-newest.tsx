import { data, redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { paths } from '../paths.ts'
import { findNewestPublication } from '../usecases/find-publication.server.ts'

/** To the newest publication of a region that this reader may read. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const newest = await findNewestPublication(context.app, {
    of: { slug: params.slug ?? '' },
    reader: { kind: 'staff', actor: context.actor },
  })
  if (!newest) throw data(null, { status: 404 })
  throw redirect(paths.publication(newest.id), 302)
}

export default function RegionNewest() {
  return null
}
