import { Link, useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import type { Headcount } from '../domain/scoring/score.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../require-staff.server.ts'
import { capital, count, counted, longDate, percent, roundStatusText } from '../text/nl.ts'
import { showRound } from '../usecases/show-round.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.title ?? 'Ronde') },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  requireStaff(context)
  const view = await showRound(context.app, { roundId: params.roundId ?? '' })
  if (view.kind === 'refused') throw data(null, { status: view.reason === 'unknown-round' ? 404 : 503 })
  return { ...view, lastDay: lastDay(view.closesAt, TIME_ZONE) }
}

export default function Round() {
  const view = useLoaderData<typeof loader>()
  return (
    <StaffFrame invented={view.invented} trail={[{ to: paths.home(), text: 'Overzicht' }]}>
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">
          {view.region}, {view.title}
        </h1>
        <p className="utrecht-paragraph utrecht-paragraph--lead">
          {roundStatusText[view.status]}. {view.status === 'closed' ? 'Meedoen kon' : 'Meedoen kan'} tot en
          met {longDate(view.lastDay)}.
        </p>
        <p className="rs-actions">
          {view.status === 'closed' ? (
            <Link
              className="utrecht-button utrecht-button--primary-action rs-button"
              to={paths.report(view.id)}
            >
              Lees het rapport
            </Link>
          ) : null}
          <Link
            className="utrecht-button utrecht-button--secondary-action rs-button"
            to={paths.roundResults(view.id)}
          >
            Bekijk de resultaten
          </Link>
        </p>
      </div>
      {view.roles.map((role) => (
        <RoleResponse key={role.role} role={role} open={view.status === 'open'} />
      ))}
      <section className="rs-stack" aria-labelledby="over">
        <h2 className="utrecht-heading-2" id="over">
          Over deze ronde
        </h2>
        <dl className="rs-facts rs-facts--wide">
          <div>
            <dt>Regio</dt>
            <dd>{view.region}</dd>
          </div>
          <div>
            <dt>Gevraagd door</dt>
            <dd>{view.askedBy}</dd>
          </div>
          <div>
            <dt>Vragenlijst</dt>
            <dd>
              {view.framework.title}, versie {view.framework.version} (
              {view.variant === 'core' ? 'kort' : 'volledig'}); {view.framework.label}
            </dd>
          </div>
          <div>
            <dt>Vastgelegd</dt>
            <dd>
              De vragen en regels zijn bij de start bevroren. Controlegetal:{' '}
              <code>{view.framework.hash.slice(0, 12)}</code>
            </dd>
          </div>
        </dl>
      </section>
    </StaffFrame>
  )
}

type Role = ReturnType<typeof useLoaderData<typeof loader>>['roles'][number]

function RoleResponse({ role, open }: { role: Role; open: boolean }) {
  const anonymous = role.anonymity === 'anonymous'
  return (
    <section className="rs-stack" aria-labelledby={`rol-${role.role}`}>
      <h2 className="utrecht-heading-2" id={`rol-${role.role}`}>
        {capital(role.plural)}
      </h2>
      <p className="utrecht-paragraph">
        <strong>{counted(role.sent, 'vragenlijst', 'vragenlijsten')} verzonden</strong>
        {role.invited === null ? '' : ` van ${headcount(role.invited)} uitgenodigd`}
        {share(role.sent, role.invited)}
        {open && role.begun > 0 ? ` · ${count(role.begun)} begonnen en nog niet verzonden` : ''}
      </p>
      <p className="utrecht-paragraph rs-quiet">
        {anonymous
          ? `Wie ziet wat? Deze groep antwoordt anoniem. Antwoorden komen pas vrij als de ronde is gesloten. Een cijfer is er vanaf ${role.minimumGroup} mensen.`
          : `Wie ziet wat? Deze groep antwoordt met de naam van de organisatie. Een cijfer is er vanaf ${role.minimumGroup} organisaties.`}
      </p>
      {anonymous ? <Professions role={role} open={open} /> : <Parties role={role} />}
    </section>
  )
}

function Professions({ role, open }: { role: Role; open: boolean }) {
  if (role.professions.length === 0) {
    return (
      <p className="utrecht-paragraph rs-quiet">
        {open
          ? 'Welke beroepen hebben geantwoord, is te zien als de ronde is gesloten.'
          : 'De groepen zijn te klein om per beroep te laten zien.'}
      </p>
    )
  }
  const shown = role.professions.filter((group) => group.sent !== null)
  return (
    <div className="rs-table-scroll rs-prose">
      <table className="utrecht-table">
        <caption className="utrecht-table__caption">Verzonden vragenlijsten per beroep</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Beroep
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Verzonden
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {shown.map((group) => (
            <tr className="utrecht-table__row" key={group.id}>
              <th scope="row" className="utrecht-table__cell">
                {capital(group.title)}
              </th>
              <td className="utrecht-table__cell rs-number">{count(group.sent ?? 0)}</td>
            </tr>
          ))}
          {role.rest !== null ? (
            <tr className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">
                Andere beroepen samen (elk minder dan {role.minimumGroup})
              </th>
              <td className="utrecht-table__cell rs-number">{count(role.rest)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}

function Parties({ role }: { role: Role }) {
  return (
    <div>
      <table className="utrecht-table rs-table-blocks">
        <caption className="utrecht-table__caption">Antwoord per soort organisatie</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Soort organisatie
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Uitgenodigd
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Verzonden
            </th>
            <th scope="col" className="utrecht-table__header-cell">
              Wie
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {role.parties.map((party) => (
            <tr className="utrecht-table__row" key={party.id}>
              <th scope="row" className="utrecht-table__cell">
                {party.title}
              </th>
              <td className="utrecht-table__cell rs-number" data-title="Uitgenodigd">
                {party.invited === null ? 'onbekend' : headcount(party.invited)}
              </td>
              <td className="utrecht-table__cell rs-number" data-title="Verzonden">
                {party.sent === null ? 'te klein' : count(party.sent)}
              </td>
              <td className="utrecht-table__cell" data-title="Wie">
                {party.organisations.length > 0
                  ? party.organisations.map(({ name }) => name).join(', ')
                  : 'Nog niemand'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function headcount(value: Headcount): string {
  return typeof value === 'number' ? count(value) : `ongeveer ${count(value.about)}`
}

function share(sent: number, invited: Headcount | null): string {
  const asked = invited === null ? 0 : typeof invited === 'number' ? invited : invited.about
  return asked > 0 ? ` (${percent(sent / asked)})` : ''
}
