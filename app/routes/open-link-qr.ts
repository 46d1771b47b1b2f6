import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName, requireOpenLink } from '../open-link-files.server.ts'

/** The QR code of one link as a picture, for a newsletter or a slide. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { qr, organisation } = await requireOpenLink(args)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${qr.size} ${qr.size}" width="600" height="600" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${qr.size}v${qr.size}H0z"/><path d="${qr.path}"/></svg>\n`
  return new Response(svg, {
    headers: {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Content-Disposition': `attachment; filename="qr-${fileName(organisation.name)}.svg"`,
      'Cache-Control': 'no-store',
    },
  })
}
