import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireBriefing } from '../briefing-page.server.ts'
import { fileName } from '../open-link-files.server.ts'
import { logLook } from '../staff.server.ts'

/** How long a browser should wait before it asks again, in seconds. */
const RETRY_AFTER = 10

/** The briefing to print and take along. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { actor, round, document } = await requireBriefing(args)
  const drawn = await args.context.drawReport(document)
  if (!drawn.ok) {
    return new Response('Er worden nu veel bestanden gemaakt. Probeer het over tien seconden nog een keer.', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': String(RETRY_AFTER) },
    })
  }
  await logLook(args.context, actor, 'report-read', round.id)
  return new Response(drawn.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="bezoek-${fileName(round.title)}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
}
