import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { refusal, requireRespondentId } from '../respondent.server.ts'
import { readReportOf } from '../usecases/show-afterwards.server.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  const file = await readReportOf(context.app, { respondentId: requireRespondentId(context) })
  if (file === null) throw data(null, { status: 404 })
  if ('kind' in file) throw refusal(file.reason)
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Disposition': 'inline; filename="rapport.pdf"',
      'Cache-Control': 'no-store',
    },
  })
}
