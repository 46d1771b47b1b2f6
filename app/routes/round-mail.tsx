import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { CheckBox, TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isFrozen, isOver } from '../domain/round/round.ts'
import type { RoundStatus } from '../domain/round/round.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { mailKindText, reminderText } from '../text/mail.ts'
import { capital, count, counted, weekDay } from '../text/nl.ts'
import { changeMailSettings, ownAddress, showRoundMail } from '../usecases/edit-mail.server.ts'
import { showMail } from '../usecases/send-mail.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Mail', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, actor } = await requireRound(args, 'change-round')
  const app = args.context.app
  const view = await showRoundMail(app, { roundId: framed.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  return {
    failed: args.context.formFailed,
    framed,
    view,
    counts: await showMail(app, { roundId: framed.id }),
    own: await ownAddress(app, { accountId: actor.kind === 'account' ? actor.accountId : null }),
    saved: new URL(args.request.url).searchParams.has('klaar'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const replyTo = textOf(form, 'replyTo') ?? ''
  const reminders = form.has('reminders')
  const changed = await changeMailSettings(args.context.app, { actor, roundId, reminders, replyTo })
  if (changed.kind === 'refused') throw staffRefusal(changed.reason)
  if (changed.kind === 'invalid') {
    args.context.formFailed = true
    const errors = [
      { fieldId: 'replyTo', text: 'Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.' },
    ]
    return data({ errors, replyTo, reminders }, { status: 422 })
  }
  return redirect(`${paths.roundMail(roundId)}?klaar`, 303)
}

type View = ReturnType<typeof useLoaderData<typeof loader>>['view']

export default function RoundMail() {
  const { framed, view, counts, own, saved } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Mail</h1>
      {saved ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">Opgeslagen.</p>
        </Notice>
      ) : null}
      {view.hasServer ? null : (
        <Notice kind="info" title="Regiospiegel kan hier niet zelf mailen">
          <p className="utrecht-paragraph">
            Er is geen mailserver ingesteld. U kunt de teksten gebruiken in uw eigen mailprogramma, met het
            bestand van{' '}
            <Link className="utrecht-link utrecht-link--html-a" to={paths.invitees(framed.id)}>
              wie op naam is uitgenodigd
            </Link>
            . De beheerder kan een mailserver instellen.
          </p>
        </Notice>
      )}
      <section className="rs-prose rs-stack" aria-labelledby="teksten">
        <h2 className="utrecht-heading-2" id="teksten">
          Teksten
        </h2>
        <p className="utrecht-paragraph">
          Elke tekst kunt u lezen zoals hij aankomt, in uw eigen woorden zetten en als proef aan uzelf mailen.
        </p>
        <ul className="rs-link-list" role="list">
          {view.texts.map(({ kind, edited }) => (
            <li key={kind}>
              <Link
                className="utrecht-link utrecht-link--html-a"
                to={paths.mailText(framed.id, mailKindText[kind].slug)}
              >
                {mailKindText[kind].title}
              </Link>
              <p className="utrecht-paragraph rs-quiet">
                {mailKindText[kind].use} {edited ? 'Eigen tekst.' : 'Standaardtekst.'}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section className="rs-prose rs-stack" aria-labelledby="herinneringen">
        <h2 className="utrecht-heading-2" id="herinneringen">
          Herinneringen
        </h2>
        <Reminders round={framed} view={view} />
        {isOver(framed) ? null : (
          <Form method="post" noValidate className="rs-form">
            <CheckBox
              id="reminders"
              label="Stuur herinneringen op deze dagen"
              defaultChecked={result?.reminders ?? view.settings.reminders}
            />
            <TextField
              id="replyTo"
              type="email"
              label="Waar gaan antwoorden op deze mail heen?"
              hint="Een e-mailadres van iemand die vragen kan beantwoorden. Leeg: naar het adres van Regiospiegel."
              defaultValue={result?.replyTo ?? view.settings.replyTo ?? own ?? ''}
              errors={errors}
            />
            <div className="rs-actions">
              <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
                Opslaan
              </button>
            </div>
          </Form>
        )}
      </section>
      <section className="rs-prose rs-stack" aria-labelledby="aangekomen">
        <h2 className="utrecht-heading-2" id="aangekomen">
          Verstuurd en niet aangekomen
        </h2>
        {counts && counts.waiting + counts.sent + counts.failed > 0 ? (
          <p className="utrecht-paragraph">
            {counted(counts.sent, 'uitnodiging', 'uitnodigingen')} verstuurd, {counts.waiting} staan klaar,{' '}
            {counts.failed} niet gelukt.
          </p>
        ) : (
          <p className="utrecht-paragraph">
            Er zijn nog geen uitnodigingen gemaild.{' '}
            <Link className="utrecht-link utrecht-link--html-a" to={paths.invitees(framed.id)}>
              Nodig mensen op naam uit
            </Link>
            .
          </p>
        )}
        <Failed roundId={framed.id} failed={view.failed} over={isOver(framed)} />
        <p className="utrecht-paragraph rs-quiet">
          Soms neemt een mailserver een mail aan en komt hij later alsnog terug. Zo’n bericht gaat naar het
          adres waarvan Regiospiegel mailt. Vraag de beheerder om daar te kijken.
        </p>
      </section>
    </RoundFrame>
  )
}

function Reminders({ round, view }: { round: { status: RoundStatus }; view: View }) {
  if (!isFrozen(round)) {
    return (
      <p className="utrecht-paragraph">
        Wanneer herinneringen gaan, ziet u hier zodra de ronde open is: halverwege, drie dagen voor het einde,
        en een laatste aan wie is begonnen en niet heeft verzonden.
      </p>
    )
  }
  if (view.reminders.length === 0) {
    return <p className="utrecht-paragraph">Deze ronde is zo kort dat er geen herinnering in past.</p>
  }
  return (
    <>
      <ol className="rs-days" role="list">
        {view.reminders.map((reminder) => (
          <li key={reminder.kind}>
            <span className="rs-days__day">{weekDay(reminder.wentOn ?? reminder.day)}</span>
            <span>
              {reminderText[reminder.kind]}
              <span className="rs-quiet">
                {' '}
                ({outcome(reminder, view.settings.reminders && view.hasServer)})
              </span>
            </span>
          </li>
        ))}
      </ol>
      <p className="utrecht-paragraph">
        Alleen wie de uitnodiging van hieruit kreeg, krijgt een herinnering: op werkdagen tussen 9 en 17 uur,
        en nooit wie al heeft verzonden of geen herinneringen wil. Van wie anoniem antwoordt, ziet u niet
        hoeveel er een krijgen: dat zou verraden wie heeft geantwoord.
      </p>
    </>
  )
}

function outcome({ wentOn, missed, groups }: View['reminders'][number], on: boolean): string {
  if (wentOn !== null) return 'verstuurd'
  if (missed) return 'niet verstuurd'
  if (!on) return 'gaat niet'
  if (groups.length === 0) return 'nog aan niemand: er zijn geen uitnodigingen gemaild'
  return groups
    .map(({ plural, people, exact }) => {
      const whom = people === 1 ? `1 van de ${plural}` : `${count(people)} ${plural}`
      return exact ? `aan ${whom}` : `aan hoogstens ${whom}`
    })
    .join(', ')
}

function Failed(props: { roundId: string; failed: View['failed']; over: boolean }) {
  const { roundId, failed, over } = props
  if (failed.length === 0 || over) return null
  return (
    <Notice
      kind="warning"
      title={failed.length === 1 ? 'Deze mail kwam niet aan' : `Deze ${failed.length} mails kwamen niet aan`}
    >
      <ul className="utrecht-unordered-list">
        {failed.map(({ invitationId, name, email, plural }) => (
          <li className="utrecht-unordered-list__item" key={invitationId}>
            <Link className="utrecht-link utrecht-link--html-a" to={paths.invitee(roundId, invitationId)}>
              {name || email}
            </Link>
            {name ? `, ${email}` : ''} ({capital(plural)})
          </li>
        ))}
      </ul>
      <p className="utrecht-paragraph">
        Kijk of het adres klopt. Verbeter het en stuur de uitnodiging opnieuw. Klopt het adres? Bel dan, of
        geef de link zelf door.
      </p>
    </Notice>
  )
}
