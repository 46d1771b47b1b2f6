import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName } from '../open-link-files.server.ts'
import { requireParty } from '../party-page.server.ts'

/** How long a browser should wait before it asks again, in seconds. */
const RETRY_AFTER = 10

/** The sheet of one organisation to print. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { organisation, document } = await requireParty(args)
  const drawn = await args.context.drawReport(document)
  if (!drawn.ok) {
    return new Response('Er worden nu veel bestanden gemaakt. Probeer het over tien seconden nog een keer.', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': String(RETRY_AFTER) },
    })
  }
  return new Response(drawn.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="voor-${fileName(organisation.name)}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
}
