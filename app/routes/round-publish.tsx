import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { today } from '../domain/round/round.ts'
import { permits } from '../domain/round/visibility.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { publicationFiles } from '../render/publication-files.server.ts'
import { requireRound } from '../round-page.server.ts'
import { requireAccount } from '../staff.server.ts'
import { workbookWords } from '../text/data-package.ts'
import { counted, longDate, longMoment } from '../text/nl.ts'
import { publishReport, showPublishing, withdrawPublication } from '../usecases/publish-report.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Publiceren', view?.failed) },
]

const NOTHING_POSTED: Record<string, string> = {}

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round } = await requireRound(args, 'change-round')
  const view = await showPublishing(args.context.app, { roundId: framed.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const slug = view.publications[0]?.region.slug ?? null
  return {
    failed: args.context.formFailed,
    framed,
    stops: view.stops,
    today: today(args.context.app.now()),
    isPublic: permits(round.visibility, { kind: 'report', to: 'public' }),
    newest: slug === null ? null : `${args.context.origin}${paths.newest(slug)}`,
    publications: view.publications.map(
      ({ id, number, date, hash, adoptedBy, publishedAt, publishedBy, withdrawn }) => ({
        id,
        number,
        date,
        hash,
        adoptedBy,
        publishedAt,
        publishedBy,
        withdrawn,
      }),
    ),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireAccount(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const again = (text: string, fieldId: string, status: number) => {
    args.context.formFailed = true
    return data({ errors: [{ fieldId, text }], posted: NOTHING_POSTED }, { status })
  }
  if (textOf(form, 'intent') === 'withdraw') {
    const id = textOf(form, 'publication') ?? ''
    const done = await withdrawPublication(args.context.app, {
      actor,
      roundId,
      id,
      why: textOf(form, `why.${id}`),
    })
    if (done.kind === 'refused') throw data(null, { status: 404 })
    if (done.kind === 'invalid')
      return again('Schrijf op waarom u deze publicatie intrekt.', `why.${id}`, 422)
    throw redirect(paths.roundPublish(roundId), 303)
  }
  const done = await publishReport(args.context.app, {
    actor,
    roundId,
    day: textOf(form, 'day'),
    adoptedBy: textOf(form, 'adoptedBy'),
    makeFiles: (made) => publicationFiles(args.context.reports, made, workbookWords),
  })
  switch (done.kind) {
    case 'published':
      throw redirect(paths.publication(done.id), 303)
    case 'invalid':
      return formAgain(args.context, done.problems, form)
    case 'overtaken':
      return again(
        'Terwijl het rapport werd gemaakt, heeft iemand een bevinding gewijzigd. Er is niets gepubliceerd. Lees het concept opnieuw en publiceer dan.',
        'adoptedBy',
        409,
      )
    case 'busy':
      return again(
        'Er worden nu veel rapporten gemaakt. Er is niets gepubliceerd. Probeer het over een halve minuut nog een keer.',
        'adoptedBy',
        503,
      )
    case 'stopped':
      return again(
        done.stops.some(({ reason }) => reason === 'check-failed')
          ? 'Het PDF-bestand kwam niet door onze eigen controle. Er is niets gepubliceerd. Meld dit aan de beheerder.'
          : 'Publiceren kan nog niet. Hieronder staat wat er nog moet gebeuren.',
        'stops',
        409,
      )
    case 'refused':
      throw staffRefusal(done.reason)
  }
}

type Stop = ReturnType<typeof useLoaderData<typeof loader>>['stops'][number]

export default function RoundPublish() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const { id } = view.framed
  return (
    <RoundFrame round={view.framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Publiceren</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead rs-prose">
        Een publicatie verandert nooit meer. Past u later iets aan, dan wordt dat een nieuwe publicatie met
        een eigen nummer.
      </p>
      <p className="utrecht-paragraph rs-prose">
        {view.isPublic
          ? 'Volgens ‘Wie ziet wat’ is het rapport openbaar: iedereen met het adres kan het lezen.'
          : 'Volgens ‘Wie ziet wat’ is het rapport niet openbaar: alleen wie mag inloggen kan het lezen.'}{' '}
        Lees eerst{' '}
        <Link className="utrecht-link utrecht-link--html-a" to={paths.report(id)}>
          het concept
        </Link>
        .
      </p>
      <div id="stops" tabIndex={-1} className="rs-prose rs-stack">
        {view.stops.length > 0 ? (
          <Notice kind="warning" title="Publiceren kan nog niet">
            <ul className="utrecht-unordered-list">
              {view.stops.map((stop) => (
                <li className="utrecht-unordered-list__item" key={stop.reason}>
                  <StopText stop={stop} roundId={id} />
                </li>
              ))}
            </ul>
          </Notice>
        ) : (
          <Form method="post" noValidate className="rs-form">
            <TextField
              id="day"
              label="Datum op het rapport"
              type="date"
              short
              errors={errors}
              defaultValue={result?.posted['day'] ?? view.today}
            />
            <TextField
              id="adoptedBy"
              label="Wie heeft het rapport vastgesteld?"
              hint="Bijvoorbeeld: het regionaal overleg van 3 juni 2026. Dit staat bij de publicatie."
              errors={errors}
              defaultValue={result?.posted['adoptedBy'] ?? ''}
            />
            <div className="rs-actions">
              <button
                className="utrecht-button utrecht-button--primary-action rs-button"
                type="submit"
                name="intent"
                value="publish"
              >
                Publiceer
              </button>
            </div>
          </Form>
        )}
      </div>
      <section className="rs-prose rs-stack" aria-labelledby="gepubliceerd">
        <h2 className="utrecht-heading-2" id="gepubliceerd">
          Gepubliceerd
        </h2>
        {view.newest ? (
          <p className="utrecht-paragraph">
            De nieuwste publicatie van de regio staat altijd op{' '}
            <span className="rs-secret">{view.newest}</span>
          </p>
        ) : null}
        {view.publications.length === 0 ? (
          <p className="utrecht-paragraph">Er is nog niets gepubliceerd van deze ronde.</p>
        ) : null}
        <ul className="rs-link-list" role="list">
          {view.publications.map((publication) => (
            <li className="rs-stack" key={publication.id}>
              <h3 className="utrecht-heading-3">
                <Link className="utrecht-link utrecht-link--html-a" to={paths.publication(publication.id)}>
                  Publicatie {publication.number}, {longDate(publication.date)}
                </Link>
              </h3>
              <p className="utrecht-paragraph">
                Vastgesteld door {publication.adoptedBy}. Gepubliceerd door {publication.publishedBy} op{' '}
                {longMoment(publication.publishedAt)}.
              </p>
              <p className="utrecht-paragraph rs-quiet">
                Controlegetal: <code className="rs-secret">{publication.hash}</code>
              </p>
              {publication.withdrawn ? (
                <Notice kind="warning">
                  <p className="utrecht-paragraph">
                    Ingetrokken door {publication.withdrawn.by} op {longMoment(publication.withdrawn.at)}:{' '}
                    {publication.withdrawn.why}
                  </p>
                </Notice>
              ) : (
                <details
                  className="rs-details"
                  open={errors.some(({ fieldId }) => fieldId === `why.${publication.id}`)}
                >
                  <summary>
                    Intrekken<span className="rs-visually-hidden"> van publicatie {publication.number}</span>
                  </summary>
                  <Form method="post" noValidate className="rs-details__body rs-form">
                    <input type="hidden" name="publication" value={publication.id} />
                    <p className="utrecht-paragraph">
                      De bestanden zijn daarna niet meer te krijgen. Dat er een publicatie was, blijft staan,
                      met uw reden. Intrekken kan niet ongedaan worden gemaakt.
                    </p>
                    <TextField
                      id={`why.${publication.id}`}
                      label="Waarom trekt u deze publicatie in?"
                      hint="Iedereen die het rapport mag lezen, ziet dit."
                      errors={errors}
                    />
                    <div className="rs-actions">
                      <button
                        className="utrecht-button utrecht-button--secondary-action rs-button"
                        type="submit"
                        name="intent"
                        value="withdraw"
                      >
                        Trek in<span className="rs-visually-hidden">: publicatie {publication.number}</span>
                      </button>
                    </div>
                  </Form>
                </details>
              )}
            </li>
          ))}
        </ul>
      </section>
    </RoundFrame>
  )
}

/** What stands in the way, and where to mend it. */
function StopText({ stop, roundId }: { stop: Stop; roundId: string }) {
  const link = (to: string, text: string) => (
    <Link className="utrecht-link utrecht-link--html-a" to={to}>
      {text}
    </Link>
  )
  switch (stop.reason) {
    case 'round-not-adopted':
      return (
        <>De uitkomst is nog niet vastgesteld. {link(paths.roundFinish(roundId), 'Stel de uitkomst vast')}.</>
      )
    case 'changed-findings':
      return (
        <>
          Bij {counted(stop.findings.length, 'bevinding', 'bevindingen')} zijn de cijfers veranderd nadat u ze
          hebt bekeken. {link(paths.roundFindings(roundId), 'Kijk die opnieuw na')}.
        </>
      )
    case 'hearing-open':
      return (
        <>
          Partijen kunnen nog reageren op het concept, tot {longMoment(stop.until)}.{' '}
          {link(paths.roundHearing(roundId), 'Bekijk het wederhoor')}.
        </>
      )
    case 'check-failed':
      return <>Het PDF-bestand kwam niet door onze eigen controle.</>
  }
}
