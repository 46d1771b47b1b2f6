import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireParty } from '../party-page.server.ts'
import { paths } from '../paths.ts'

/** On to the sheet of the first organisation, from which the others can be chosen. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { round, organisation } = await requireParty(args)
  return redirect(paths.party(round.id, organisation.id))
}
