import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isOver } from '../domain/round/round.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { paths } from '../paths.ts'
import { count, counted, longDate, longMoment } from '../text/nl.ts'
import { eraseByHand, showErasure } from '../usecases/erase-answers.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Bewaren en wissen', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, mayChange } = await requireRound(args, 'read-round')
  const view = await showErasure(args.context.app, { roundId: round.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const over = isOver(round)
  return {
    failed: args.context.formFailed,
    framed,
    mayErase: mayChange && over,
    over,
    done: new URL(args.request.url).searchParams.has('gewist'),
    // While the round is open the number of admitted answers tells something; afterwards it does not.
    left: over ? view.left : null,
    due: view.due,
    receipts: view.receipts,
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const erased = await eraseByHand(args.context.app, {
    actor,
    roundId,
    confirmation: textOf(form, 'confirmation'),
  })
  if (erased.kind === 'refused') throw staffRefusal(erased.reason)
  if (erased.kind === 'invalid') {
    const again = formAgain(args.context, erased.problems, form)
    again.data.errors = again.data.errors.map(({ fieldId }) => ({
      fieldId,
      text: 'Typ de naam van de ronde precies over, ook de hoofdletters.',
    }))
    return again
  }
  return redirect(`${paths.roundErasure(roundId)}?gewist`, 303)
}

const ACTORS: Record<string, string> = {
  system: 'Regiospiegel zelf',
  'command-line': 'Beheer van de server',
}

export default function RoundErasure() {
  const { framed, mayErase, over, left, due, receipts, done } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const nothing = left !== null && left.answers + left.names === 0
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Bewaren en wissen</h1>
      {done ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">
            {receipts.length > 0 ? 'Gewist. De bon staat hieronder.' : 'Er was niets meer om te wissen.'}
          </p>
        </Notice>
      ) : null}
      <section className="rs-prose rs-stack" aria-labelledby="nu">
        <h2 className="utrecht-heading-2" id="nu">
          Wat er nu is
        </h2>
        <p className="utrecht-paragraph">
          {left === null
            ? 'De ronde is nog niet gesloten. Er wordt nu niets gewist.'
            : nothing
              ? 'Van deze ronde zijn geen losse antwoorden of namen meer bewaard, alleen scores en aantallen van groepen.'
              : `Van deze ronde zijn er nog ${counted(left.answers, 'los antwoord', 'losse antwoorden')} en ${counted(left.names, 'naam', 'namen')} van wie is uitgenodigd.`}
        </p>
        <p className="utrecht-paragraph">
          {due === null
            ? 'Voor deze ronde is niet beloofd wanneer de antwoorden worden gewist. Dat gebeurt dus niet vanzelf.'
            : nothing
              ? `Beloofd was: wissen op ${longDate(due.at)}, ${count(due.months)} maanden na sluiting.`
              : `Regiospiegel wist ze vanzelf op ${longDate(due.at)}: ${count(due.months)} maanden na sluiting, zoals is beloofd.`}
        </p>
      </section>
      {mayErase && !nothing ? (
        <section className="rs-prose rs-stack" aria-labelledby="eerder">
          <h2 className="utrecht-heading-2" id="eerder">
            Eerder wissen
          </h2>
          <p className="utrecht-paragraph">
            Wissen kan niet ongedaan worden gemaakt. Ook open teksten verdwijnen, en de scores kunnen daarna
            niet meer opnieuw uit de antwoorden worden berekend. De scores zelf en het rapport blijven.
          </p>
          <Form method="post" noValidate className="rs-form">
            <TextField
              id="confirmation"
              label={`Typ de naam van de ronde over: ${framed.title}`}
              errors={errors}
              defaultValue={result?.posted['confirmation'] ?? ''}
            />
            <button className="utrecht-button utrecht-button--secondary-action rs-button" type="submit">
              Wis de antwoorden en namen nu
            </button>
          </Form>
        </section>
      ) : null}
      <section className="rs-stack" aria-labelledby="bonnen">
        <h2 className="utrecht-heading-2" id="bonnen">
          Bonnen van wat is gewist
        </h2>
        {receipts.length === 0 ? (
          <p className="utrecht-paragraph">
            {over ? 'Er is van deze ronde nog niets gewist.' : 'Er zijn nog geen bonnen.'}
          </p>
        ) : null}
        {receipts.map((receipt) => (
          <article className="rs-stack" key={receipt.id} aria-labelledby={`bon-${receipt.id}`}>
            <h3 className="utrecht-heading-3" id={`bon-${receipt.id}`}>
              Gewist op {longMoment(receipt.at)}
            </h3>
            <dl className="rs-facts rs-facts--wide">
              <div>
                <dt>Ronde</dt>
                <dd>{receipt.roundTitle}</dd>
              </div>
              <div>
                <dt>Antwoorden</dt>
                <dd>{counted(receipt.rows.answers, 'verzonden vragenlijst', 'verzonden vragenlijsten')}</dd>
              </div>
              <div>
                <dt>Namen</dt>
                <dd>
                  {counted(receipt.rows.names, 'naam', 'namen')} met adres van wie op naam is uitgenodigd
                </dd>
              </div>
              <div>
                <dt>Waarom</dt>
                <dd>
                  {receipt.rule === 'retention'
                    ? `De beloofde bewaartijd van ${count(receipt.months ?? 0)} maanden na sluiting was voorbij.`
                    : 'Eerder gewist, met de hand.'}
                </dd>
              </div>
              <div>
                <dt>Door</dt>
                <dd>{ACTORS[receipt.by] ?? receipt.by}</dd>
              </div>
              <div>
                <dt>Controle</dt>
                <dd>
                  {receipt.sound
                    ? `Deze bon klopt met regel ${count(receipt.position ?? 0)} van het logboek.`
                    : 'Let op: deze bon klopt niet met het logboek. Vraag de beheerder om dit uit te zoeken.'}{' '}
                  Controlegetal: <code className="rs-secret">{receipt.hash}</code>
                </dd>
              </div>
            </dl>
          </article>
        ))}
        {receipts.length > 0 ? (
          <p className="utrecht-paragraph">
            Wat in een back-up van vóór die dag staat, blijft daar tot die back-up zelf verloopt. Druk deze
            pagina af als u een bewijs op papier wilt.
          </p>
        ) : null}
      </section>
    </RoundFrame>
  )
}
