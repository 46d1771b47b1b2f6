import { Link, useLoaderData } from '@remix-run/react'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { requireParty } from '../party-page.server.ts'
import { paths } from '../paths.ts'
import { ReportArticle } from '../render/report-article.tsx'
import reportStyles from '../render/report.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: reportStyles }]

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.document.meta.title ?? 'Voor één organisatie') },
]

export async function loader(args: LoaderFunctionArgs) {
  return requireParty(args)
}

export default function PartyPage() {
  const { round, organisation, organisations, document } = useLoaderData<typeof loader>()
  const others = organisations.filter(({ id }) => id !== organisation.id)
  return (
    <StaffFrame
      invented={document.meta.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.round(round.id), text: 'De ronde' },
      ]}
    >
      <p className="utrecht-paragraph">
        Hieronder staan de antwoorden van deze organisatie zelf. Stuur dit blad alleen aan haar.
      </p>
      <p className="rs-actions">
        <a
          className="utrecht-button utrecht-button--primary-action rs-button"
          href={paths.partyPdf(round.id, organisation.id)}
        >
          Download als PDF
        </a>
      </p>
      {others.length > 0 ? (
        <details className="rs-details">
          <summary>Een andere organisatie</summary>
          <div className="rs-details__body">
            <ul className="utrecht-unordered-list">
              {others.map(({ id, name }) => (
                <li key={id} className="utrecht-unordered-list__item">
                  <Link className="utrecht-link utrecht-link--html-a" to={paths.party(round.id, id)}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        </details>
      ) : null}
      <ReportArticle document={document} />
    </StaffFrame>
  )
}
