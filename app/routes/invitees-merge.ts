import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffRefusal } from '../form.server.ts'
import { paths } from '../paths.ts'
import { csvFile } from '../render/csv-file.ts'
import { requireStaff } from '../staff.server.ts'
import { showInvitees } from '../usecases/manage-invitees.server.ts'

/**
 * Everybody of one role with name, address and link, for mail merge in Word and Outlook. Always everybody: a file of
 * who has not answered would tell who has.
 */
export async function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const roundId = params.roundId ?? ''
  await requireStaff({ request, context }, 'read-invitations', { roundId })
  const view = await showInvitees(context.app, { roundId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const role = new URL(request.url).searchParams.get('rol')
  const invitees = view.roles.find((one) => one.role.id === role)?.invitees ?? []
  const rows = invitees.flatMap(({ name, email, organisation, token }) =>
    token === null
      ? []
      : [[name, email ?? '', organisation ?? '', `${context.origin}${paths.invitation(token)}`]],
  )
  return new Response(csvFile([['Naam', 'E-mail', 'Organisatie', 'Link'], ...rows]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="uitnodigingen.csv"',
      'Cache-Control': 'no-store',
    },
  })
}
