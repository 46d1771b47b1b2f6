import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { may } from '../domain/access/access.ts'
import { isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { staffRefusal } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { counted, listOf, longDate, roundStatusText } from '../text/nl.ts'
import { showRegion } from '../usecases/show-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.region.title ?? 'Regio') },
]

export async function loader(args: LoaderFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'read-region', { regionId })
  const view = await showRegion(args.context.app, { regionId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  return {
    region: view.region,
    organisations: view.organisations.length,
    rounds: view.rounds.map((round) => ({ ...round, lastDay: lastDay(round.closesAt, TIME_ZONE) })),
    mayChange: may(actor, 'change-region', {
      regionId,
      invented: view.region.invented,
      shared: false,
    }),
  }
}

export default function RegionPage() {
  const { region, organisations, rounds, mayChange } = useLoaderData<typeof loader>()
  return (
    <StaffFrame
      invented={region.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.regions(), text: 'Regio’s' },
      ]}
    >
      <h1 className="utrecht-heading-1">{region.title}</h1>
      <section className="rs-stack" aria-labelledby="rondes">
        <h2 className="utrecht-heading-2" id="rondes">
          Rondes
        </h2>
        {rounds.length === 0 ? (
          <p className="utrecht-paragraph">Er is nog geen ronde.</p>
        ) : (
          <ul className="rs-cards" role="list">
            {rounds.map((round) => (
              <li className="rs-card" key={round.id}>
                <h3 className="utrecht-heading-3">
                  <Link className="utrecht-link utrecht-link--html-a" to={paths.round(round.id)}>
                    {round.title}
                  </Link>
                </h3>
                <p className="utrecht-paragraph">{roundStatusText[round.status]}</p>
                <p className="utrecht-paragraph rs-quiet">
                  {isOver(round) ? 'Was open' : 'Laatste dag:'} {isOver(round) ? 'tot en met ' : ''}
                  {longDate(round.lastDay)}
                  {round.sent > 0 ? `; ${counted(round.sent, 'vragenlijst', 'vragenlijsten')} verzonden` : ''}
                </p>
              </li>
            ))}
          </ul>
        )}
        {mayChange ? (
          <p className="rs-actions">
            <Link
              className="utrecht-button utrecht-button--primary-action rs-button"
              to={paths.newRound(region.id)}
            >
              Nieuwe ronde
            </Link>
          </p>
        ) : null}
      </section>
      <section className="rs-stack" aria-labelledby="over">
        <h2 className="utrecht-heading-2" id="over">
          Over de regio
        </h2>
        <dl className="rs-facts rs-facts--wide">
          <div>
            <dt>Gemeenten</dt>
            <dd>
              {region.municipalities.length === 0
                ? 'Nog niet ingevuld'
                : listOf(region.municipalities.map(({ name }) => name))}
            </dd>
          </div>
          <div>
            <dt>Organisaties</dt>
            <dd>{counted(organisations, 'organisatie', 'organisaties')}</dd>
          </div>
        </dl>
        <p className="rs-actions">
          <Link
            className="utrecht-button utrecht-button--secondary-action rs-button"
            to={paths.organisations(region.id)}
          >
            Organisaties
          </Link>
          <Link
            className="utrecht-button utrecht-button--secondary-action rs-button"
            to={paths.figures(region.id)}
          >
            Cijfers over de regio
          </Link>
          {mayChange ? (
            <Link
              className="utrecht-button utrecht-button--secondary-action rs-button"
              to={paths.regionDetails(region.id)}
            >
              Naam en gemeenten wijzigen
            </Link>
          ) : null}
        </p>
      </section>
    </StaffFrame>
  )
}
