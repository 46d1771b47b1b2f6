import { Link, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { PageFrame } from '../components/page-frame.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffMenu } from '../components/staff-menu.tsx'
import { paths } from '../paths.ts'
import { ReportArticle } from '../render/report-article.tsx'
import reportStyles from '../render/report.css?url'
import { requireStaff } from '../staff.server.ts'
import { longDate } from '../text/nl.ts'
import { publishedFileText } from '../text/studio.ts'
import {
  findNewestPublication,
  findPublication,
  offersFile,
  readPublishedDocument,
} from '../usecases/find-publication.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: reportStyles }]

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.title ?? 'Rapport') },
]

export async function loader(args: LoaderFunctionArgs) {
  const { app, actor } = args.context
  const id = args.params.roundId ?? ''
  const reader = { kind: 'staff', actor } as const
  const publication = await findPublication(app, { id, reader })
  if (!publication) {
    // Perhaps the id of a round, as addresses of before there were publications had.
    await requireStaff(args, 'read-report', { roundId: id })
    const newest = await findNewestPublication(app, { of: { roundId: id }, reader })
    throw redirect(newest ? paths.publication(newest.id) : paths.report(id), 303)
  }
  const { region, number, title, date, hash, adoptedBy, withdrawn, regionId } = publication
  const document = withdrawn ? null : await readPublishedDocument(app, { id, reader })
  if (!withdrawn && !document) throw data(null, { status: 404 })
  const newest = await findNewestPublication(app, { of: { regionId }, reader })
  return {
    id,
    title,
    number,
    date,
    hash,
    adoptedBy,
    withdrawn,
    region,
    staff: actor.kind !== 'visitor',
    document,
    newer:
      newest && newest.number > number ? { id: newest.id, number: newest.number, date: newest.date } : null,
    files: publication.files.map(({ name }) => name).filter((name) => offersFile(publication, name, reader)),
  }
}

export default function PublicationPage() {
  const view = useLoaderData<typeof loader>()
  const { withdrawn, newer } = view
  const main = ['pdf', 'docx'].filter((name) => view.files.includes(name))
  const other = view.files.filter((name) => !main.includes(name))
  return (
    <PageFrame
      home={view.staff ? paths.home() : null}
      menu={view.staff ? <StaffMenu /> : null}
      invented={view.region.invented}
      footer="Elke uitkomst is van een groep. Van groepen die te klein zijn, ziet niemand een cijfer."
    >
      <div className="rs-report rs-stack">
        {withdrawn ? (
          <>
            <h1 className="utrecht-heading-1">{view.title}</h1>
            <Notice kind="warning" title="Deze publicatie is ingetrokken">
              <p className="utrecht-paragraph">
                Publicatie {view.number} van {view.region.title} is ingetrokken op {longDate(withdrawn.at)}{' '}
                door {withdrawn.by}.
              </p>
              <p className="utrecht-paragraph">Waarom: {withdrawn.why}</p>
            </Notice>
          </>
        ) : null}
        {newer ? (
          <Notice kind="info" title="Er is een nieuwere publicatie">
            <p className="utrecht-paragraph">
              <Link className="utrecht-link utrecht-link--html-a" to={paths.publication(newer.id)}>
                Publicatie {newer.number} van {longDate(newer.date)}
              </Link>
            </p>
          </Notice>
        ) : null}
        <p className="utrecht-paragraph rs-quiet">
          Publicatie {view.number} van {view.region.title}, {longDate(view.date)}. Vastgesteld door{' '}
          {view.adoptedBy}.
        </p>
        {withdrawn ? null : (
          <>
            <p className="rs-actions">
              {main.map((name, index) => (
                <a
                  className={`utrecht-button utrecht-button--${index === 0 ? 'primary' : 'secondary'}-action rs-button`}
                  href={paths.publicationFile(view.id, name)}
                  key={name}
                >
                  {publishedFileText[name] ?? name}
                </a>
              ))}
            </p>
            <details className="rs-details">
              <summary>Andere vormen, en de cijfers erachter</summary>
              <div className="rs-details__body rs-stack">
                <ul className="utrecht-unordered-list">
                  {other.map((name) => (
                    <li className="utrecht-unordered-list__item" key={name}>
                      <a
                        className="utrecht-link utrecht-link--html-a"
                        href={paths.publicationFile(view.id, name)}
                      >
                        {publishedFileText[name] ?? name}
                      </a>
                    </li>
                  ))}
                </ul>
                <p className="utrecht-paragraph">
                  Controlegetal (SHA-256) van het gegevenspakket:{' '}
                  <code className="rs-secret">{view.hash}</code>
                </p>
              </div>
            </details>
          </>
        )}
      </div>
      {view.document ? <ReportArticle document={view.document} /> : null}
    </PageFrame>
  )
}
