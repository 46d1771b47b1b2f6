import { Form, Link, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isOver } from '../domain/round/round.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { counted } from '../text/nl.ts'
import { renewInvitation, showInvitees, withdrawInvitation } from '../usecases/manage-invitees.server.ts'
import { mailInvitationAgain, mailInvitations, showMail } from '../usecases/send-mail.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Op naam uitnodigen: ${data.round.title}` : 'Op naam uitnodigen') },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const roundId = params.roundId ?? ''
  await requireStaff({ request, context }, 'read-invitations', { roundId })
  const view = await showInvitees(context.app, { roundId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const { round } = view
  return {
    round: { id: round.id, title: round.title, status: round.status, region: round.region },
    over: isOver(round),
    mail: await showMail(context.app, { roundId }),
    done: new URL(request.url).searchParams.get('klaar'),
    roles: view.roles.map(({ role, invitees }) => ({
      id: role.id,
      plural: role.plural,
      anonymous: role.anonymity === 'anonymous',
      invitees: invitees.map(({ token, ...invitee }) => ({
        ...invitee,
        address: token === null ? null : `${context.origin}${paths.invitation(token)}`,
      })),
    })),
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const roundId = params.roundId ?? ''
  const actor = await requireStaff({ request, context }, 'change-round', { roundId })
  const form = await request.formData()
  if (textOf(form, 'what') === 'mail') {
    const queued = await mailInvitations(context.app, { actor, roundId })
    if (queued.kind === 'refused') throw staffRefusal(queued.reason)
    return redirect(`${paths.invitees(roundId)}?klaar=gemaild`, 303)
  }
  const input = { actor, roundId, invitationId: textOf(form, 'invitation') ?? '' }
  if (textOf(form, 'what') === 'again') {
    const queued = await mailInvitationAgain(context.app, input)
    if (queued.kind === 'refused') throw staffRefusal(queued.reason)
    return redirect(`${paths.invitees(roundId)}?klaar=opnieuw`, 303)
  }
  const done =
    textOf(form, 'what') === 'withdraw'
      ? await withdrawInvitation(context.app, input)
      : await renewInvitation(context.app, input)
  if (done.kind === 'refused') throw staffRefusal(done.reason)
  return redirect(
    `${paths.invitees(roundId)}?klaar=${done.kind === 'withdrawn' ? 'ingetrokken' : 'vernieuwd'}`,
    303,
  )
}

const doneText: Record<string, string> = {
  gemaild:
    'De uitnodigingen staan klaar en gaan binnen een paar minuten weg. Wie er al een kreeg, krijgt er geen tweede.',
  opnieuw: 'De uitnodiging gaat binnen een paar minuten nog een keer naar deze persoon, met dezelfde link.',
  veranderd: 'De gegevens zijn veranderd. Is het adres nieuw? Mail dan de uitnodiging aan dat adres.',
  toegevoegd: 'De mensen zijn toegevoegd, elk met een eigen link.',
  ingetrokken:
    'De uitnodiging is ingetrokken en de naam is gewist. Had diegene al verzonden, dan tellen die antwoorden mee: wij laten niet zien of dat zo is.',
  vernieuwd:
    'Er is een nieuwe link. De oude werkt niet meer. Wat al was ingevuld, staat achter de nieuwe link.',
}

export default function Invitees() {
  const { round, roles, over, mail, done } = useLoaderData<typeof loader>()
  const text = done === null ? undefined : doneText[done]
  return (
    <RoundFrame round={round}>
      <h1 className="utrecht-heading-1">Uitnodigen op naam</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Iedereen op deze lijst heeft een eigen link. Deze lijst laat niet zien wie er heeft geantwoord.
      </p>
      {text ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">{text}</p>
        </Notice>
      ) : null}
      {over ? null : (
        <p className="rs-actions">
          <Link
            className="utrecht-button utrecht-button--primary-action rs-button"
            to={paths.importInvitees(round.id)}
          >
            Voeg mensen toe
          </Link>
        </p>
      )}
      <p className="utrecht-paragraph">
        Hebt u geen adressen van professionals? Gebruik dan{' '}
        <Link className="utrecht-link utrecht-link--html-a" to={paths.openLinks(round.id)}>
          één link per organisatie
        </Link>
        .
      </p>
      {mail ? <MailState roundId={round.id} {...mail} /> : null}
      {roles.map((role) => (
        <section className="rs-stack" key={role.id} aria-labelledby={`rol-${role.id}`}>
          <h2 className="utrecht-heading-2" id={`rol-${role.id}`}>
            Voor {role.plural}
          </h2>
          {role.invitees.length === 0 ? (
            <p className="utrecht-paragraph">Er is nog niemand op naam uitgenodigd.</p>
          ) : (
            <>
              <p className="utrecht-paragraph">
                {counted(role.invitees.length, 'persoon', 'mensen')}.{' '}
                <a className="utrecht-link utrecht-link--html-a" href={paths.mailMerge(round.id, role.id)}>
                  Bestand om brieven of mail mee samen te voegen, voor {role.plural} (csv)
                </a>
              </p>
              {over ? null : (
                <p className="utrecht-paragraph">
                  <a
                    className="utrecht-link utrecht-link--html-a"
                    href={paths.mailMerge(round.id, role.id, true)}
                  >
                    Zelf herinneren: bestand voor {role.plural} (csv)
                  </a>
                  {role.anonymous
                    ? '. Daar staat iedereen in: een lijst van wie nog niet heeft verzonden, zou verraden wie wel. Schrijf erbij dat wie al verzond niets hoeft te doen.'
                    : ', met alleen wie nog niet heeft verzonden.'}
                </p>
              )}
              <ul className="rs-link-list" role="list">
                {role.invitees.map((invitee) => (
                  <li key={invitee.invitationId} className="rs-stack">
                    <h3 className="utrecht-heading-3">{invitee.name || invitee.email}</h3>
                    <p className="utrecht-paragraph rs-quiet">
                      {[invitee.name ? invitee.email : null, invitee.organisation].filter(Boolean).join(', ')}
                    </p>
                    <details className="rs-details">
                      <summary>
                        Mailen, veranderen of intrekken
                        <span className="rs-visually-hidden"> van {invitee.name || invitee.email}</span>
                      </summary>
                      <div className="rs-details__body rs-stack">
                        {invitee.address ? (
                          <p className="rs-secret" translate="no">
                            {invitee.address}
                          </p>
                        ) : (
                          <p className="utrecht-paragraph">
                            Deze link is niet meer te lezen. Maak een nieuwe.
                          </p>
                        )}
                        {over ? null : (
                          <Change
                            roundId={round.id}
                            invitee={invitee}
                            mails={mail?.open === true && invitee.email !== null}
                          />
                        )}
                      </div>
                    </details>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
    </RoundFrame>
  )
}

/** Counts only: of no person it is shown whether mail went or came back. */
function MailState(mail: { roundId: string; open: boolean; waiting: number; sent: number; failed: number }) {
  return (
    <section className="rs-stack" aria-labelledby="mail">
      <h2 className="utrecht-heading-2" id="mail">
        Mail versturen
      </h2>
      {mail.waiting + mail.sent + mail.failed > 0 ? (
        <p className="utrecht-paragraph">
          {counted(mail.sent, 'mail', 'mails')} verstuurd, {mail.waiting} staan klaar, {mail.failed} niet
          gelukt.{' '}
          <Link className="utrecht-link utrecht-link--html-a" to={paths.roundMail(mail.roundId)}>
            Teksten, herinneringen en wat niet aankwam
          </Link>
        </p>
      ) : null}
      {mail.open ? (
        <Form method="post" reloadDocument className="rs-actions">
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="submit"
            name="what"
            value="mail"
          >
            Mail iedereen die nog geen uitnodiging kreeg
          </button>
        </Form>
      ) : (
        <p className="utrecht-paragraph">Mailen kan als de ronde in de proef is of open is.</p>
      )}
    </section>
  )
}

function Change(props: { roundId: string; invitee: { invitationId: string }; mails: boolean }) {
  const { invitationId } = props.invitee
  return (
    <Form method="post" reloadDocument className="rs-stack">
      <input type="hidden" name="invitation" value={invitationId} />
      <p className="utrecht-paragraph">Bij intrekken vervalt wat is ingevuld en nog niet is verzonden.</p>
      <div className="rs-actions">
        {props.mails ? (
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="submit"
            name="what"
            value="again"
          >
            Stuur de uitnodiging opnieuw
          </button>
        ) : null}
        <Link
          className="utrecht-button utrecht-button--secondary-action rs-button"
          to={paths.invitee(props.roundId, invitationId)}
        >
          Verander naam of adres
        </Link>
        <button
          className="utrecht-button utrecht-button--secondary-action rs-button"
          type="submit"
          name="what"
          value="renew"
        >
          Maak een nieuwe link
        </button>
        <button
          className="utrecht-button utrecht-button--secondary-action rs-button"
          type="submit"
          name="what"
          value="withdraw"
        >
          Trek de uitnodiging in
        </button>
      </div>
    </Form>
  )
}
