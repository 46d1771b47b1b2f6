import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { GivenLink } from '../components/given-link.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireAccount } from '../staff.server.ts'
import { counted, longDate, longMoment } from '../text/nl.ts'
import { endHearing, holdHearing, renewHearingLink, showHearing } from '../usecases/hold-hearing.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Wederhoor', view?.failed) },
]

const NOTHING_POSTED: Record<string, string> = {}

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round } = await requireRound(args, 'change-round')
  const view = await showHearing(args.context.app, { roundId: framed.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const until = view.hearing && lastDay(view.hearing.until, TIME_ZONE)
  return {
    failed: args.context.formFailed,
    framed,
    askedBy: round.askedBy,
    hearing: view.hearing,
    until,
    done: new URL(args.request.url).searchParams.has('klaar'),
    parties: view.parties.map(({ token, ...party }) => ({
      ...party,
      address: token === null ? null : `${args.context.origin}${paths.invitation(token)}`,
    })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireAccount(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const intent = textOf(form, 'intent')
  const done =
    intent === 'end'
      ? await endHearing(args.context.app, { actor, roundId })
      : intent === 'renew'
        ? await renewHearingLink(args.context.app, {
            actor,
            roundId,
            organisationId: textOf(form, 'organisation') ?? '',
          })
        : await holdHearing(args.context.app, { actor, roundId, day: textOf(form, 'day') })
  if (done.kind === 'invalid') return formAgain(args.context, done.problems, form)
  if (done.kind !== 'refused') throw redirect(`${paths.roundHearing(roundId)}?klaar`, 303)
  if (done.reason === 'unknown-link') throw data(null, { status: 404 })
  if (done.reason !== 'nobody-to-hear') throw staffRefusal(done.reason)
  args.context.formFailed = true
  const text = 'Er is niemand om te horen: geen enkele organisatie heeft op naam geantwoord.'
  return data({ errors: [{ fieldId: 'day', text }], posted: NOTHING_POSTED }, { status: 409 })
}

export default function RoundHearing() {
  const view = useLoaderData<typeof loader>()
  const { hearing, until, parties } = view
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const reacted = parties.filter((party) => party.reacted !== null).length
  return (
    <RoundFrame round={view.framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Wederhoor</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead rs-prose">
        Elke organisatie die op naam antwoordde, leest het concept naast de eigen antwoorden en reageert. De
        reacties komen in het rapport. U beantwoordt ze bij{' '}
        <Link className="utrecht-link utrecht-link--html-a" to={paths.roundFindings(view.framed.id)}>
          Bevindingen
        </Link>
        .
      </p>
      {view.done ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">Het is bewaard.</p>
        </Notice>
      ) : null}
      <section className="rs-prose rs-stack" aria-labelledby="tot-wanneer">
        <h2 className="utrecht-heading-2" id="tot-wanneer">
          Tot wanneer?
        </h2>
        <p className="utrecht-paragraph">
          {hearing === null
            ? 'Het wederhoor is nog niet begonnen. Zolang partijen kunnen reageren, kunt u het rapport niet publiceren.'
            : hearing.open
              ? `Reageren kan tot en met ${longDate(until ?? '')}. Tot dan kunt u het rapport niet publiceren.`
              : `Het wederhoor is voorbij: reageren kon tot ${longMoment(hearing.until)}.`}
        </p>
        {parties.length === 0 ? (
          <Notice kind="info">
            <p className="utrecht-paragraph">
              Er is niemand om te horen: geen enkele organisatie heeft op naam geantwoord.
            </p>
          </Notice>
        ) : (
          <Form method="post" noValidate className="rs-form">
            <TextField
              id="day"
              label="Laatste dag om te reageren"
              type="date"
              short
              errors={errors}
              defaultValue={result?.posted['day'] ?? (hearing?.open ? (until ?? '') : '')}
            />
            <div className="rs-actions">
              <button
                className={`utrecht-button ${
                  hearing ? 'utrecht-button--secondary-action' : 'utrecht-button--primary-action'
                } rs-button`}
                type="submit"
                name="intent"
                value="hold"
              >
                {hearing === null
                  ? 'Begin het wederhoor'
                  : hearing.open
                    ? 'Verander de laatste dag'
                    : 'Open het wederhoor opnieuw'}
              </button>
            </div>
          </Form>
        )}
        {hearing?.open ? (
          <details className="rs-details">
            <summary>Nu beëindigen</summary>
            <Form method="post" className="rs-details__body rs-stack">
              <p className="utrecht-paragraph">
                Niemand kan daarna nog reageren. Mensen rekenen op de dag die u noemde: doe dit alleen als
                iedereen klaar is.
              </p>
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="intent"
                value="end"
              >
                Beëindig het wederhoor
              </button>
            </Form>
          </details>
        ) : null}
      </section>
      {hearing && parties.length > 0 ? (
        <section className="rs-stack" aria-labelledby="partijen">
          <h2 className="utrecht-heading-2" id="partijen">
            Wie heeft gereageerd?
          </h2>
          <p className="utrecht-paragraph">
            {reacted} van {counted(parties.length, 'organisatie', 'organisaties')}. Wie de link heeft, leest
            de antwoorden van die organisatie: stuur hem alleen aan wie daarover gaat.
          </p>
          <ul className="rs-link-list" role="list">
            {parties.map(({ organisationId, name, reacted: reaction, address }) => (
              <li className="rs-stack" key={organisationId}>
                <h3 className="utrecht-heading-3">{name}</h3>
                <p className="utrecht-paragraph rs-quiet">
                  {reaction
                    ? `${counted(reaction.count, 'reactie', 'reacties')}, laatst op ${longMoment(reaction.at)}`
                    : 'Nog geen reactie'}
                </p>
                <GivenLink
                  address={address}
                  subject={`Reageer op het concept: ${view.framed.region.title}`}
                  text={`Geachte heer of mevrouw,\n\n${view.askedBy} legt u het concept voor van het rapport over ${view.framed.region.title}. U leest het naast de antwoorden van ${name}. Reageren kan tot en met ${longDate(until ?? '')}, met deze link:`}
                  send={`Mail de link van ${name}`}
                />
                <details className="rs-details">
                  <summary>
                    Link vervangen<span className="rs-visually-hidden"> van {name}</span>
                  </summary>
                  <Form method="post" className="rs-details__body rs-stack">
                    <input type="hidden" name="organisation" value={organisationId} />
                    <p className="utrecht-paragraph">
                      Is de link bij verkeerde mensen terechtgekomen? De oude werkt daarna niet meer. Wat al
                      is gezegd, blijft staan.
                    </p>
                    <button
                      className="utrecht-button utrecht-button--secondary-action rs-button"
                      type="submit"
                      name="intent"
                      value="renew"
                    >
                      Maak een nieuwe link<span className="rs-visually-hidden"> voor {name}</span>
                    </button>
                  </Form>
                </details>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </RoundFrame>
  )
}
