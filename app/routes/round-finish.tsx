import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isFrozen, isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { longDate } from '../text/nl.ts'
import { closeRound } from '../usecases/close-round.server.ts'
import { copyRound } from '../usecases/create-round.server.ts'
import { adoptRound, extendRound } from '../usecases/finish-round.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  {
    title: pageTitle(
      view && isOver(view.framed) ? 'Vaststellen en kopiëren' : 'Verlengen of sluiten',
      view?.failed,
    ),
  },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round } = await requireRound(args, 'change-round')
  if (!isFrozen(round)) throw redirect(paths.roundOpen(round.id), 303)
  return {
    failed: args.context.formFailed,
    framed,
    lastDay: lastDay(round.closesAt, TIME_ZONE),
    firstDay: round.firstClosesAt && lastDay(round.firstClosesAt, TIME_ZONE),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const input = { actor, roundId }
  switch (textOf(form, 'intent')) {
    case 'extend': {
      const done = await extendRound(args.context.app, { ...input, day: textOf(form, 'day') })
      if (done.kind === 'refused') throw staffRefusal(done.reason)
      if (done.kind === 'invalid') return formAgain(args.context, done.problems, form)
      throw redirect(paths.round(roundId), 303)
    }
    case 'close': {
      const done = await closeRound(args.context.app, input)
      if (done.kind === 'refused') throw staffRefusal(done.reason)
      throw redirect(paths.round(roundId), 303)
    }
    case 'adopt': {
      const done = await adoptRound(args.context.app, input)
      if (done.kind === 'refused') throw staffRefusal(done.reason)
      throw redirect(paths.round(roundId), 303)
    }
    case 'copy': {
      const done = await copyRound(args.context.app, input)
      if (done.kind === 'refused') throw staffRefusal(done.reason)
      throw redirect(paths.round(done.roundId), 303)
    }
    default:
      throw redirect(paths.roundFinish(roundId), 303)
  }
}

export default function RoundFinish() {
  const { framed, lastDay: day, firstDay } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">
        {isOver(framed) ? 'Vaststellen en kopiëren' : 'Verlengen of sluiten'}
      </h1>
      {framed.status === 'open' ? (
        <>
          <section className="rs-prose" aria-labelledby="verlengen">
            <h2 className="utrecht-heading-2" id="verlengen">
              Verlengen
            </h2>
            <Form method="post" noValidate className="rs-form">
              <p className="utrecht-paragraph">
                De laatste dag is nu {longDate(day)}
                {firstDay ? ` (eerst was dat ${longDate(firstDay)})` : ''}.
              </p>
              <TextField
                id="day"
                label="Nieuwe laatste dag"
                hint="Deelnemers zien de nieuwe dag als zij de vragenlijst openen."
                type="date"
                short
                errors={errors}
                defaultValue={result?.posted['day']}
              />
              <Submit intent="extend" text="Verleng de ronde" />
            </Form>
          </section>
          <section className="rs-prose rs-stack" aria-labelledby="sluiten">
            <h2 className="utrecht-heading-2" id="sluiten">
              Nu sluiten
            </h2>
            <p className="utrecht-paragraph">
              De ronde sluit vanzelf na {longDate(day)}. Sluit alleen eerder als iedereen heeft verzonden: wie
              nog bezig is, kan daarna niets meer doen. Sluiten kan niet ongedaan worden gemaakt.
            </p>
            <Form method="post">
              <Submit intent="close" text="Sluit de ronde nu" secondary />
            </Form>
          </section>
        </>
      ) : (
        <section className="rs-prose rs-stack" aria-labelledby="vaststellen">
          <h2 className="utrecht-heading-2" id="vaststellen">
            Vaststellen
          </h2>
          {framed.status === 'adopted' ? (
            <Notice kind="ok">
              <p className="utrecht-paragraph">De regio heeft de uitkomst vastgesteld.</p>
            </Notice>
          ) : (
            <>
              <p className="utrecht-paragraph">
                Hebben de bestuurders de uitkomst besproken? Stel die dan vast. Daarmee zegt de regio: zo
                staan wij ervoor. Wat u met de inspectie deelt, komt pas daarna beschikbaar. Dit kan niet
                ongedaan worden gemaakt.
              </p>
              <p>
                <Link className="utrecht-link utrecht-link--html-a" to={paths.report(framed.id)}>
                  Lees eerst het rapport
                </Link>
              </p>
              <Form method="post">
                <Submit intent="adopt" text="Stel de uitkomst vast" />
              </Form>
            </>
          )}
        </section>
      )}
      {isOver(framed) ? (
        <p>
          <a className="utrecht-link utrecht-link--html-a" href={paths.roundErasure(framed.id)}>
            Bewaren en wissen van de antwoorden
          </a>
        </p>
      ) : null}
      <section className="rs-prose rs-stack" aria-labelledby="kopie">
        <h2 className="utrecht-heading-2" id="kopie">
          Kopiëren naar een volgend jaar
        </h2>
        <p className="utrecht-paragraph">
          De kopie heeft dezelfde vragen, organisaties, regels en keuzes. Alle dagen staan een jaar later. Er
          gaan geen antwoorden mee. U kunt alles nog veranderen.
        </p>
        <Form method="post">
          <Submit intent="copy" text="Maak een kopie" secondary />
        </Form>
      </section>
    </RoundFrame>
  )
}

function Submit({ intent, text, secondary }: { intent: string; text: string; secondary?: boolean }) {
  const kind = secondary ? 'utrecht-button--secondary-action' : 'utrecht-button--primary-action'
  return (
    <button className={`utrecht-button ${kind} rs-button`} type="submit" name="intent" value={intent}>
      {text}
    </button>
  )
}
