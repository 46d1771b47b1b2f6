import { useLoaderData } from '@remix-run/react'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { requireBriefing } from '../briefing-page.server.ts'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { paths } from '../paths.ts'
import { ReportArticle } from '../render/report-article.tsx'
import reportStyles from '../render/report.css?url'
import { logLook } from '../staff.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: reportStyles }]

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.document.meta.title ?? 'Voorbereiding van een bezoek') },
]

export async function loader(args: LoaderFunctionArgs) {
  const { actor, round, document } = await requireBriefing(args)
  await logLook(args.context, actor, 'report-read', round.id)
  return { round, document }
}

export default function BriefingPage() {
  const { round, document } = useLoaderData<typeof loader>()
  return (
    <StaffFrame
      invented={document.meta.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.report(round.id), text: 'Rapport' },
      ]}
    >
      <p className="rs-actions">
        <a
          className="utrecht-button utrecht-button--primary-action rs-button"
          href={paths.briefingPdf(round.id)}
        >
          Download als PDF
        </a>
      </p>
      <ReportArticle document={document} />
    </StaffFrame>
  )
}
