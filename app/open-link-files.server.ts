/** One link of a round, for the files that are made of it: the poster and the picture of its code. */

import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { paths } from './paths.ts'
import { qrCode } from './qr-code.server.ts'
import { requireStaff } from './staff.server.ts'
import { showOneOpenLink } from './usecases/manage-open-links.server.ts'

/** The link of the request's address, with its own address and its code; throws where there is none to see. */
export async function requireOpenLink({ request, context, params }: LoaderFunctionArgs) {
  const roundId = params.roundId ?? ''
  await requireStaff({ request, context }, 'change-round', { roundId })
  const view = await showOneOpenLink(context.app, { roundId, linkId: params.linkId ?? '' })
  if (view.kind === 'refused') throw data(null, { status: 404 })
  const address = `${context.origin}${paths.invitation(view.token)}`
  return { ...view, address, qr: qrCode(address) }
}

/** A name that is safe as the name of a file. */
export function fileName(name: string): string {
  return (
    name
      .normalize('NFD')
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replace(/\s+/g, '-')
      .toLowerCase()
      .slice(0, 60) || 'organisatie'
  )
}
