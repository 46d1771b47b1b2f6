import { useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { paths } from '../paths.ts'
import { requireStaff } from '../require-staff.server.ts'
import { ReportArticle } from '../render/report-article.tsx'
import reportStyles from '../render/report.css?url'
import { regionReport } from '../usecases/region-report.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: reportStyles }]

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.document.meta.title ?? 'Rapport') },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  requireStaff(context)
  const roundId = params.roundId ?? ''
  const report = await regionReport(context.app, { roundId })
  if (report.kind === 'report') return { roundId, document: report.document }
  if (report.reason === 'round-not-closed') throw data({ reason: report.reason }, { status: 409 })
  throw data(null, { status: report.reason === 'unknown-round' ? 404 : 503 })
}

export default function Report() {
  const { roundId, document } = useLoaderData<typeof loader>()
  return (
    <StaffFrame
      invented={document.meta.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.round(roundId), text: 'De ronde' },
        { to: paths.roundResults(roundId), text: 'Resultaten' },
      ]}
    >
      <div className="rs-report rs-stack">
        <p className="utrecht-paragraph rs-quiet">
          Elke zin hieronder komt uit antwoorden. Kies onder een zin “waar blijkt dat uit?” om te zien uit
          welke.
        </p>
        <p className="rs-actions">
          <a
            className="utrecht-button utrecht-button--primary-action rs-button"
            href={paths.reportFile(roundId, 'pdf')}
          >
            Download als PDF
          </a>
          <a
            className="utrecht-button utrecht-button--secondary-action rs-button"
            href={paths.reportFile(roundId, 'html')}
          >
            Als webpagina
          </a>
          <a
            className="utrecht-button utrecht-button--secondary-action rs-button"
            href={paths.reportFile(roundId, 'json')}
          >
            Als gegevens (JSON)
          </a>
        </p>
      </div>
      <ReportArticle document={document} />
    </StaffFrame>
  )
}
