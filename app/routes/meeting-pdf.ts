import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName } from '../open-link-files.server.ts'
import { logLook, requireStaff } from '../staff.server.ts'
import { meetingWords } from '../text/meeting.ts'
import { showMeeting } from '../usecases/show-meeting.server.ts'

/** How long a browser should wait before it asks again, in seconds. */
const RETRY_AFTER = 10

/** The slides for a meeting of boards. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'read-report', { roundId })
  const view = await showMeeting(args.context.app, { roundId, words: meetingWords })
  if (view.kind === 'refused') {
    if (view.reason === 'round-not-closed') throw data({ reason: view.reason }, { status: 409 })
    throw data(null, { status: view.reason === 'unknown-round' ? 404 : 503 })
  }
  const drawn = await args.context.drawReport(view.document, 'slides')
  if (!drawn.ok) {
    return new Response('Er worden nu veel bestanden gemaakt. Probeer het over tien seconden nog een keer.', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': String(RETRY_AFTER) },
    })
  }
  await logLook(args.context, actor, 'report-read', roundId)
  return new Response(drawn.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="vergaderstukken-${fileName(view.round.title)}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
}
