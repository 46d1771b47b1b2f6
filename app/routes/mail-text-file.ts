import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { isPersonal } from '../domain/round/mail-template.ts'
import { staffRefusal } from '../form.server.ts'
import { requireRound } from '../round-page.server.ts'
import { mailKindOf, mailKindText, writeMail } from '../text/mail.ts'
import { showMailText } from '../usecases/edit-mail.server.ts'

/** A text with everything filled in, for the coordinator's own mail; where a link belongs, the field of a mail merge. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { framed } = await requireRound(args, 'change-round')
  const kind = mailKindOf(args.params.kind)
  if (kind === undefined) throw data(null, { status: 404 })
  const view = await showMailText(args.context.app, {
    roundId: framed.id,
    kind,
    role: new URL(args.request.url).searchParams.get('rol'),
    origin: args.context.origin,
  })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const merged = isPersonal(kind)
    ? { ...view.example, name: '«Naam»', organisation: '«Organisatie»', address: '«Link»' }
    : view.example
  const { subject, text } = writeMail(merged)
  // Windows programs read UTF-8 by its mark, and lines by CR LF.
  const file = `\uFEFFOnderwerp: ${subject}\n\n${text}`.replaceAll('\n', '\r\n')
  return new Response(file, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${mailKindText[kind].slug}.txt"`,
      'Cache-Control': 'no-store',
    },
  })
}
