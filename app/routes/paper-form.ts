import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { today } from '../domain/round/round.ts'
import { fileName } from '../open-link-files.server.ts'
import { requireRound } from '../round-page.server.ts'
import { staffRefusal } from '../form.server.ts'
import { paperFormOf } from '../text/paper.ts'
import { showPaper } from '../usecases/manage-paper.server.ts'

/** How long a browser should wait before it asks again, in seconds. */
const RETRY_AFTER = 10

/** The questionnaire of one role, to print. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { round, framework } = await requireRound(args, 'change-round')
  const asked = new URL(args.request.url).searchParams.get('rol')
  const role = asked === null ? framework.roles[0] : framework.roles.find(({ id }) => id === asked)
  if (!role) throw data(null, { status: 404 })
  const view = await showPaper(args.context.app, { roundId: round.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const form = paperFormOf(framework, round, role.id, {
    returnTo: view.returnTo,
    date: today(args.context.app.now()),
  })
  const drawn = await args.context.drawPaper(form)
  if (!drawn.ok) {
    return new Response('Er worden nu veel bestanden gemaakt. Probeer het over tien seconden nog een keer.', {
      status: 503,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': String(RETRY_AFTER) },
    })
  }
  return new Response(drawn.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="vragenlijst-${fileName(role.plural)}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
}
