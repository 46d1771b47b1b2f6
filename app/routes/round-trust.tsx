import { Link, useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import type { Cause } from '../domain/findings/fragility.ts'
import { CUTOFF_STEP } from '../domain/findings/fragility.ts'
import { allCriteria } from '../domain/framework/framework.ts'
import { sizeOf } from '../domain/round/participants.ts'
import type { Headcount } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { logLook, requireStaff } from '../staff.server.ts'
import { capital, count, counted, labelText, listOf, percent } from '../text/nl.ts'
import { invitedText } from '../text/results.ts'
import { showTrust } from '../usecases/show-trust.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Hoe zeker is dit?') }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const roundId = params.roundId ?? ''
  const actor = await requireStaff({ context, request }, 'read-round', { roundId })
  const view = await showTrust(context.app, { roundId })
  if (view.kind === 'refused') throw data(null, { status: view.reason === 'unknown-round' ? 404 : 503 })
  await logLook(context, actor, 'results-read', roundId)
  const { round, framework, fragility } = view
  const titles = new Map(allCriteria(framework).map(({ id, title }) => [id, title]))
  const roleOf = new Map(framework.roles.map((role) => [role.id, role]))
  return {
    round: { id: round.id, title: round.title, invented: round.region.invented },
    withheld: view.withheld.map((id) => roleOf.get(id)?.plural ?? id),
    roles: view.roles.map((role) => ({
      ...role,
      plural: roleOf.get(role.role)?.plural ?? role.role,
      named: roleOf.get(role.role)?.anonymity === 'named',
    })),
    tried: fragility.tried,
    changes: fragility.changes.map(({ criterion, role, label, becomes }) => ({
      criterion: titles.get(criterion) ?? criterion,
      role: roleOf.get(role)?.plural ?? role,
      label,
      becomes,
    })),
    notPossible: framework.roles.flatMap(({ id, plural }) => {
      const causes = fragility.notPossible[id] ?? []
      return causes.length > 0 && !view.withheld.includes(id) ? [{ plural, causes }] : []
    }),
  }
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

const points = Math.round(CUTOFF_STEP * 100)

const causeText: Record<Cause, string> = {
  cutoffs: `als een grens ${points} procentpunt hoger of lager ligt`,
  weighting: 'als anders wordt gewogen',
  organisation: 'als één organisatie niet had meegedaan',
  party: 'als één soort organisatie niet had meegedaan',
}

export default function RoundTrust() {
  const view = useLoaderData<typeof loader>()
  return (
    <StaffFrame
      invented={view.round.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.round(view.round.id), text: view.round.title },
        { to: paths.roundResults(view.round.id), text: 'Resultaten' },
      ]}
    >
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">Hoe zeker is dit?</h1>
        <p className="utrecht-paragraph">
          Twee vragen: wie is gehoord en wie niet, en welke uitkomsten veranderen als u iets anders kiest. Hoe
          een uitkomst wordt berekend, staat bij{' '}
          <Link className="utrecht-link utrecht-link--html-a" to={paths.roundMethod(view.round.id)}>
            Hoe is dit berekend?
          </Link>
        </p>
        {view.withheld.length > 0 ? (
          <Notice kind="warning" title="De ronde is nog open">
            <p className="utrecht-paragraph">
              Antwoorden van {listOf(view.withheld)} tellen hier pas mee als de ronde is gesloten.
            </p>
          </Notice>
        ) : null}
        <h2 className="utrecht-heading-2">Wie is gehoord?</h2>
        <p className="utrecht-paragraph">
          Wie meedoet, kiest daar zelf voor. Wie niet antwoordde, denkt misschien anders. De intervallen bij
          de uitkomsten gaan over toeval bij kleine aantallen, niet over wie wegbleef.
        </p>
      </div>
      {view.roles.map((role) => (
        <Heard key={role.role} role={role} />
      ))}
      <div className="rs-prose rs-stack">
        <h2 className="utrecht-heading-2">Wat verandert er bij een andere keuze?</h2>
        <Changes view={view} />
      </div>
    </StaffFrame>
  )
}

type Role = View['roles'][number]

function Heard({ role }: { role: Role }) {
  const dominant = role.organisations.dominant ?? role.parties.dominant
  return (
    <section className="rs-stack" aria-labelledby={`gehoord-${role.role}`}>
      <h3 className="utrecht-heading-3" id={`gehoord-${role.role}`}>
        {capital(role.plural)}
      </h3>
      <p className="utrecht-paragraph rs-prose">
        {counted(role.sent, 'vragenlijst', 'vragenlijsten')} verzonden
        {role.invited === null
          ? '. Hoeveel er zijn gevraagd, is niet bekend.'
          : ` van ${invitedText(role.invited)} gevraagden${shareText(role.sent, role.invited)}.`}
        {role.unsent === null || role.unsent === 0
          ? ''
          : ` ${count(role.unsent)} begonnen en verzonden niet.`}
      </p>
      {dominant ? (
        <p className="utrecht-paragraph rs-prose">
          <strong>Let op:</strong> {percent(dominant.share)} van de antwoorden komt van {dominant.title}. De
          uitkomst zegt dus vooral iets over die groep.
        </p>
      ) : null}
      {role.parties.groups.length > 0 ? (
        <table className="utrecht-table rs-table-blocks" aria-label={`Respons van ${role.plural} per soort`}>
          <thead className="utrecht-table__header">
            <tr className="utrecht-table__row">
              <th scope="col" className="utrecht-table__header-cell">
                Soort organisatie
              </th>
              <th scope="col" className="utrecht-table__header-cell rs-number">
                Gevraagd
              </th>
              <th scope="col" className="utrecht-table__header-cell rs-number">
                Verzonden
              </th>
            </tr>
          </thead>
          <tbody className="utrecht-table__body">
            {role.parties.groups.map((group) => (
              <tr key={group.id} className="utrecht-table__row">
                <th scope="row" className="utrecht-table__cell">
                  {group.title}
                </th>
                <td className="utrecht-table__cell rs-number" data-title="Gevraagd">
                  {group.invited === null ? 'niet bekend' : invitedText(group.invited)}
                </td>
                <td className="utrecht-table__cell rs-number" data-title="Verzonden">
                  {group.sent === null
                    ? 'te weinig om te tonen'
                    : `${count(group.sent)}${group.invited === null ? '' : shareText(group.sent, group.invited)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {role.professions.length > 0 ? (
        <p className="utrecht-paragraph rs-prose">
          Per beroep: {listOf(role.professions.map(({ title, sent }) => `${title} ${count(sent)}`))}.
          {role.rest === null ? '' : ` Andere beroepen samen: ${count(role.rest)}.`}
        </p>
      ) : null}
    </section>
  )
}

function shareText(sent: number, invited: Headcount): string {
  const size = sizeOf(invited)
  return size === 0 ? '' : ` (${percent(sent / size)})`
}

function Changes({ view }: { view: View }) {
  if (view.tried === 0)
    return <p className="utrecht-paragraph">Er zijn nog geen uitkomsten om anders te berekenen.</p>
  return (
    <>
      <p className="utrecht-paragraph">
        {view.changes.length === 0
          ? `Geen van de ${counted(view.tried, 'uitkomst', 'uitkomsten')} verandert.`
          : `Van de ${counted(view.tried, 'uitkomst', 'uitkomsten')} ${view.changes.length === 1 ? 'verandert er 1' : `veranderen er ${view.changes.length}`}. Gebruik die met zorg.`}{' '}
        Geprobeerd is: grenzen {points} procentpunt hoger en lager, anders wegen, en telkens één organisatie
        of één soort organisatie weglaten. Welke organisatie dat is, staat hier niet: dan waren haar
        antwoorden af te leiden.
      </p>
      {view.notPossible.map(({ plural, causes }) => (
        <p key={plural} className="utrecht-paragraph">
          Voor {plural} is niet te zeggen wat er verandert{' '}
          {listOf(causes.map((cause) => causeText[cause])).replace(/ en (?=als)/u, ', of ')}: van deze
          antwoorden is niet bewaard van welke organisatie zij komen, of er is er maar één.
        </p>
      ))}
      {view.changes.length > 0 ? (
        <ul className="utrecht-unordered-list">
          {view.changes.map((change) => (
            <li key={`${change.criterion}-${change.role}`} className="utrecht-unordered-list__item">
              <strong>{capital(change.criterion)}</strong>, volgens {change.role}: nu{' '}
              {labelText[change.label].toLowerCase()}.{' '}
              {change.becomes
                .map(
                  ({ cause, labels }) =>
                    `${capital(labels.map((label) => labelText[label].toLowerCase()).join(' of '))} ${causeText[cause]}.`,
                )
                .join(' ')}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
