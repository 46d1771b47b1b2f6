import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffRefusal } from '../form.server.ts'
import { paths } from '../paths.ts'
import { csvFile } from '../render/csv-file.ts'
import { requireStaff } from '../staff.server.ts'
import { listToRemind, showInvitees } from '../usecases/manage-invitees.server.ts'

/**
 * People of one role with name, address and link, for mail merge in Word and Outlook: everybody, or with
 * `soort=herinnering` who is to be reminded. Who that is stands with `listToRemind`.
 */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const roundId = params.roundId ?? ''
  await requireStaff({ request, context }, 'read-invitations', { roundId })
  const view = await showInvitees(context.app, { roundId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const query = new URL(request.url).searchParams
  const role = query.get('rol') ?? ''
  const reminder = query.get('soort') === 'herinnering'
  const wanted = reminder ? await listToRemind(context.app, { roundId, role }) : null
  if (wanted?.kind === 'refused') throw staffRefusal(wanted.reason)
  const invitees = view.roles.find((one) => one.role.id === role)?.invitees ?? []
  const rows = invitees.flatMap(({ invitationId, name, email, organisation, token }) =>
    token === null || wanted?.invitationIds.includes(invitationId) === false
      ? []
      : [[name, email ?? '', organisation ?? '', `${context.origin}${paths.invitation(token)}`]],
  )
  // The list is of this day: who sends tomorrow should not be reminded by yesterday's file.
  const name = `${reminder ? 'herinnering' : 'uitnodigingen'}-${view.today}`
  return new Response(csvFile([['Naam', 'E-mail', 'Organisatie', 'Link'], ...rows]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
