import { Link, useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { EXTENDED, paths } from '../paths.ts'
import { ReportArticle } from '../render/report-article.tsx'
import reportStyles from '../render/report.css?url'
import { logLook, requireStaff } from '../staff.server.ts'
import { regionReport } from '../usecases/region-report.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: reportStyles }]

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.document.meta.title ?? 'Rapport') },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const actor = await requireStaff({ context, request }, 'read-report', { roundId: params.roundId ?? '' })
  const roundId = params.roundId ?? ''
  const edition = new URL(request.url).searchParams.get('uitgave') === EXTENDED ? 'extended' : 'short'
  const report = await regionReport(context.app, { roundId, edition })
  if (report.kind === 'report') {
    await logLook(context, actor, 'report-read', roundId)
    return { roundId, document: report.document, hasExtended: report.hasExtended }
  }
  if (report.reason === 'round-not-closed') throw data({ reason: report.reason }, { status: 409 })
  throw data(null, {
    status: report.reason === 'unknown-round' || report.reason === 'no-such-edition' ? 404 : 503,
  })
}

const files = [
  { format: 'html', text: 'Webpagina', about: 'het rapport als één bestand, om te mailen of te bewaren' },
  { format: 'xlsx', text: 'Cijfers voor Excel', about: 'scores en aantallen, met uitleg en codeboek' },
  { format: 'csv', text: 'Cijfers als CSV', about: 'dezelfde cijfers in één tabel' },
  { format: 'codeboek.csv', text: 'Codeboek bij de CSV', about: 'wat elke kolom en code betekent' },
  {
    format: 'json',
    text: 'Gegevenspakket (JSON)',
    about: 'alles om het rapport na te rekenen of naast een ander te leggen',
  },
] as const

export default function Report() {
  const { roundId, document, hasExtended } = useLoaderData<typeof loader>()
  const { edition } = document.meta
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
        <Notice kind="warning" title="Dit is een concept">
          <p className="utrecht-paragraph">
            Het rapport is nog niet gepubliceerd en kan nog veranderen. Deel het alleen met wie erop mag
            reageren.
          </p>
        </Notice>
        <p className="utrecht-paragraph rs-quiet">
          {edition === 'short'
            ? 'Elke zin hieronder komt uit antwoorden. Kies onder een zin “waar blijkt dat uit?” om te zien uit welke.'
            : 'Dit is de uitgebreide uitgave. Zij begint met het korte rapport; daarachter staat waar elke zin uit blijkt.'}
        </p>
        <p className="rs-actions">
          <a
            className="utrecht-button utrecht-button--primary-action rs-button"
            href={paths.reportFile(roundId, 'pdf', edition)}
          >
            Download als PDF
          </a>
          <a
            className="utrecht-button utrecht-button--secondary-action rs-button"
            href={paths.reportFile(roundId, 'docx')}
          >
            Download voor Word
          </a>
        </p>
        {hasExtended && (
          <p className="utrecht-paragraph">
            {edition === 'short' ? (
              <a className="utrecht-link utrecht-link--html-a" href={paths.report(roundId, 'extended')}>
                Lees de uitgebreide uitgave
              </a>
            ) : (
              <a className="utrecht-link utrecht-link--html-a" href={paths.report(roundId)}>
                Terug naar de korte uitgave
              </a>
            )}
            {edition === 'short' && (
              <>
                , met de respons, de uitkomsten per norm en alle vragen (
                <a
                  className="utrecht-link utrecht-link--html-a"
                  href={paths.reportFile(roundId, 'pdf', 'extended')}
                >
                  PDF van de uitgebreide uitgave
                </a>
                )
              </>
            )}
          </p>
        )}
        <p className="utrecht-paragraph">
          Gaat u op bezoek in de regio?{' '}
          <Link className="utrecht-link utrecht-link--html-a" to={paths.briefing(roundId)}>
            Lees de voorbereiding van een bezoek
          </Link>
          .
        </p>
        <p className="utrecht-paragraph">
          Bespreekt u het rapport in een vergadering?{' '}
          <a className="utrecht-link utrecht-link--html-a" href={paths.meetingPdf(roundId)}>
            Download de vergaderstukken (PDF)
          </a>
          .
        </p>
        <details className="rs-details">
          <summary>Andere vormen, en de cijfers erachter</summary>
          <div className="rs-details__body">
            <ul className="utrecht-unordered-list">
              {files.map(({ format, text, about }) => (
                <li key={format}>
                  <a className="utrecht-link utrecht-link--html-a" href={paths.reportFile(roundId, format)}>
                    {text}
                  </a>
                  : {about}
                </li>
              ))}
            </ul>
            <p className="utrecht-paragraph">
              <a className="utrecht-link utrecht-link--html-a" href={paths.compare()}>
                Leg gegevenspakketten van regio’s of rondes naast elkaar
              </a>
            </p>
          </div>
        </details>
      </div>
      <ReportArticle document={document} />
    </StaffFrame>
  )
}
