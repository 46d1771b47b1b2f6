import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QrPicture } from '../components/qr-picture.tsx'
import { RoundFrame } from '../components/round-frame.tsx'
import { isFrozen, isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import type { Headcount } from '../domain/round/round.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { qrCode } from '../qr-code.server.ts'
import { requireStaff } from '../staff.server.ts'
import { count, counted, longDate } from '../text/nl.ts'
import { makeOpenLinks, renewOpenLink, showOpenLinks } from '../usecases/manage-open-links.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Uitnodigen: ${data.round.title}` : 'Uitnodigen') },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const roundId = params.roundId ?? ''
  await requireStaff({ request, context }, 'change-round', { roundId })
  const view = await showOpenLinks(context.app, { roundId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const { round } = view
  const until = longDate(lastDay(round.closesAt, TIME_ZONE))
  return {
    round: { id: round.id, title: round.title, status: round.status, region: round.region },
    works: isFrozen(round) && !isOver(round),
    over: isOver(round),
    done: new URL(request.url).searchParams.get('klaar'),
    roles: view.roles.map(({ role, minutes, organisations }) => ({
      id: role.id,
      plural: role.plural,
      missing: organisations.filter(({ link }) => link === null).length,
      organisations: organisations.map((one) => {
        const address = one.link && `${context.origin}${paths.invitation(one.link.token)}`
        return {
          id: one.organisationId,
          name: one.name,
          invited: one.invited,
          link: one.link && address ? { id: one.link.id, address, qr: qrCode(address) } : null,
          message: address
            ? [
                'Beste collega,',
                `${round.askedBy} vraagt u een vragenlijst in te vullen voor ${round.region.title}. ${
                  minutes === null ? '' : `Dat duurt ongeveer ${counted(minutes, 'minuut', 'minuten')}. `
                }Niemand ziet uw antwoorden los: alleen uitkomsten van een groep zijn te zien.`,
                `Open deze link en druk op ‘Begin’: ${address}`,
                `Meedoen kan tot en met ${until}.`,
              ].join('\n\n')
            : '',
        }
      }),
    })),
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const roundId = params.roundId ?? ''
  const actor = await requireStaff({ request, context }, 'change-round', { roundId })
  const form = await request.formData()
  const linkId = textOf(form, 'renew')
  if (linkId !== null) {
    const renewed = await renewOpenLink(context.app, { actor, roundId, linkId })
    if (renewed.kind === 'refused') throw staffRefusal(renewed.reason)
    return redirect(`${paths.openLinks(roundId)}?klaar=vervangen`, 303)
  }
  const made = await makeOpenLinks(context.app, { actor, roundId })
  if (made.kind === 'refused') throw staffRefusal(made.reason)
  return redirect(`${paths.openLinks(roundId)}?klaar=gemaakt`, 303)
}

export default function OpenLinks() {
  const { round, roles, works, over, done } = useLoaderData<typeof loader>()
  const busy = useNavigation().state !== 'idle'
  return (
    <RoundFrame round={round}>
      <h1 className="utrecht-heading-1">Uitnodigen met een link per organisatie</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Iedereen van een organisatie gebruikt dezelfde link. Wie op ‘Begin’ drukt, krijgt een eigen
        vragenlijst en een eigen link om later verder te gaan.
      </p>
      <p className="utrecht-paragraph">
        Bestuurders, en mensen van wie u het adres hebt, krijgen een link van henzelf:{' '}
        <a className="utrecht-link utrecht-link--html-a" href={paths.invitees(round.id)}>
          uitnodigen op naam
        </a>
        .
      </p>
      {done === 'gemaakt' ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">De links zijn gemaakt.</p>
        </Notice>
      ) : null}
      {done === 'vervangen' ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">
            De link is vervangen. De oude link en de oude poster werken niet meer. Wie al begonnen was, gaat
            verder met de eigen link.
          </p>
        </Notice>
      ) : null}
      {works || over ? null : (
        <Notice kind="info">
          <p className="utrecht-paragraph">
            {round.status === 'trial'
              ? 'De ronde is in de proef. De links werken al, maar wat mensen invullen, vervalt bij het openen.'
              : 'De links werken pas als de ronde in de proef is of open is. U kunt ze wel vast klaarmaken.'}
          </p>
        </Notice>
      )}
      {roles.map((role) => (
        <section className="rs-stack" key={role.id} aria-labelledby={`rol-${role.id}`}>
          <h2 className="utrecht-heading-2" id={`rol-${role.id}`}>
            Voor {role.plural}
          </h2>
          {role.organisations.length === 0 ? (
            <p className="utrecht-paragraph">
              Er zijn nog geen organisaties gekozen. Kies ze bij{' '}
              <a className="utrecht-link utrecht-link--html-a" href={paths.roundParticipants(round.id)}>
                Deelnemers
              </a>
              .
            </p>
          ) : null}
          {role.missing > 0 && !over ? (
            <Form method="post" reloadDocument className="rs-actions">
              <button
                className="utrecht-button utrecht-button--primary-action rs-button"
                type="submit"
                disabled={busy}
              >
                Maak {counted(role.missing, 'link', 'links')}
              </button>
            </Form>
          ) : null}
          <ul className="rs-link-list" role="list">
            {role.organisations.map((organisation) => (
              <li key={organisation.id} className="rs-stack">
                <h3 className="utrecht-heading-3">{organisation.name}</h3>
                <p className="utrecht-paragraph rs-quiet">{people(organisation.invited)}</p>
                {organisation.link ? (
                  <LinkOf roundId={round.id} {...organisation} link={organisation.link} over={over} />
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </RoundFrame>
  )
}

function LinkOf(props: {
  roundId: string
  name: string
  link: { id: string; address: string; qr: { size: number; path: string } }
  message: string
  over: boolean
}) {
  const { roundId, name, link } = props
  return (
    <>
      <p className="rs-secret" translate="no">
        {link.address}
      </p>
      <ul className="rs-link-list__files" role="list">
        <li>
          <a className="utrecht-link utrecht-link--html-a" href={paths.poster(roundId, link.id)}>
            Poster<span className="rs-visually-hidden"> voor {name}</span> (pdf)
          </a>
        </li>
        <li>
          <a className="utrecht-link utrecht-link--html-a" href={paths.qrCode(roundId, link.id)}>
            QR-code<span className="rs-visually-hidden"> voor {name}</span> (svg)
          </a>
        </li>
      </ul>
      <details className="rs-details">
        <summary>
          Tekst om door te sturen<span className="rs-visually-hidden"> aan {name}</span>
        </summary>
        <div className="rs-details__body">
          <p className="utrecht-paragraph rs-message">{props.message}</p>
        </div>
      </details>
      <details className="rs-details">
        <summary>
          Toon de QR-code<span className="rs-visually-hidden"> van {name}</span>
        </summary>
        <div className="rs-details__body">
          <QrPicture code={link.qr} label={`QR-code die leidt naar ${link.address}`} />
        </div>
      </details>
      {props.over ? null : (
        <details className="rs-details">
          <summary>
            Link vervangen<span className="rs-visually-hidden"> van {name}</span>
          </summary>
          <div className="rs-details__body rs-stack">
            <p className="utrecht-paragraph">
              Is de link bij verkeerde mensen terechtgekomen? Maak dan een nieuwe. De oude link en de oude
              poster werken daarna niet meer.
            </p>
            <Form method="post" reloadDocument>
              <input type="hidden" name="renew" value={link.id} />
              <button className="utrecht-button utrecht-button--secondary-action rs-button" type="submit">
                Maak een nieuwe link<span className="rs-visually-hidden"> voor {name}</span>
              </button>
            </Form>
          </div>
        </details>
      )}
    </>
  )
}

function people(invited: Headcount): string {
  return typeof invited === 'number'
    ? `${counted(invited, 'persoon', 'mensen')} gevraagd`
    : `Ongeveer ${count(invited.about)} mensen gevraagd (geschat)`
}
