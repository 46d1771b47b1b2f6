import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextArea, TextField } from '../components/form-field.tsx'
import { MailPreview } from '../components/mail-preview.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isPersonal, mailTextOf, placeholdersOf } from '../domain/round/mail-template.ts'
import type { MailKind } from '../domain/round/mail-template.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import {
  defaultTemplates,
  fillMail,
  mailKindOf,
  mailKindText,
  placeholderNames,
  placeholderText,
  templateProblemText,
  writeMail,
} from '../text/mail.ts'
import { changeMailText, resetMailText, showMailText, showRoundMail } from '../usecases/edit-mail.server.ts'
import { sendTestMail } from '../usecases/send-mail.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view ? mailKindText[view.kind].title : 'Tekst', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed } = await requireRound(args, 'change-round')
  const kind = kindOf(args.params.kind)
  const app = args.context.app
  const address = new URL(args.request.url)
  const asked = { roundId: framed.id, kind, role: address.searchParams.get('rol') }
  const view = await showMailText(app, { ...asked, origin: args.context.origin })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const mail = await showRoundMail(app, { roundId: framed.id })
  if (mail.kind === 'refused') throw staffRefusal(mail.reason)
  const filled = fillMail(view.example)
  return {
    failed: args.context.formFailed,
    framed,
    kind,
    template: view.template ?? defaultTemplates[kind],
    edited: view.template !== null,
    role: view.role.id,
    roles: view.roles.map(({ id, plural }) => ({ id, plural })),
    filled,
    plain: mailTextOf(filled).text,
    replyTo: isPersonal(kind) ? mail.settings.replyTo : null,
    hasServer: view.hasServer,
    done: address.searchParams.get('klaar'),
    to: address.searchParams.get('aan'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { framed, actor } = await requireRound(args, 'change-round')
  const kind = kindOf(args.params.kind)
  const app = args.context.app
  const form = await args.request.formData()
  const input = { actor, roundId: framed.id, kind }
  const back = (done: string, rest = '') =>
    redirect(`${paths.mailText(framed.id, mailKindText[kind].slug)}?klaar=${done}${rest}`, 303)
  switch (textOf(form, 'intent')) {
    case 'reset': {
      const reset = await resetMailText(app, input)
      if (reset.kind === 'refused') throw staffRefusal(reset.reason)
      return back('standaard')
    }
    case 'test': {
      const role = textOf(form, 'role')
      const view = await showMailText(app, { ...input, role, origin: args.context.origin })
      if (view.kind === 'refused') throw staffRefusal(view.reason)
      if (actor.kind !== 'account') throw staffRefusal('no-right')
      const { accountId } = actor
      const sent = await sendTestMail(app, { accountId, roundId: framed.id, facts: view.example }, writeMail)
      if (sent.kind === 'refused') throw staffRefusal(sent.reason)
      const rest = `&rol=${encodeURIComponent(view.role.id)}&aan=${encodeURIComponent(sent.to)}`
      return back(sent.kind === 'sent' ? 'proef' : 'proef-mislukt', rest)
    }
    default: {
      const posted = { subject: textOf(form, 'subject') ?? '', body: textOf(form, 'body') ?? '' }
      const changed = await changeMailText(app, { ...input, posted, names: placeholderNames })
      if (changed.kind === 'refused') throw staffRefusal(changed.reason)
      if (changed.kind === 'changed') return back('opgeslagen')
      args.context.formFailed = true
      // One message per field: at the field there is room for one, and it has to name everything.
      const errors = (['subject', 'body'] as const).flatMap((fieldId) => {
        const wrong = changed.problems.filter(({ field }) => field === fieldId)
        return wrong.length === 0 ? [] : [{ fieldId, text: wrong.map(templateProblemText).join(' ') }]
      })
      return data({ errors, posted }, { status: 422 })
    }
  }
}

function kindOf(slug: string | undefined): MailKind {
  const kind = mailKindOf(slug)
  // Another word in the address is a page that does not exist.
  if (kind === undefined) throw data(null, { status: 404 })
  return kind
}

export default function MailTextPage() {
  const view = useLoaderData<typeof loader>()
  const { framed, kind, template } = view
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const { title, use, slug } = mailKindText[kind]
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">{title}</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">{use}</p>
      <Done done={view.done} to={view.to} />
      <section className="rs-prose rs-stack" aria-labelledby="tekst">
        <h2 className="utrecht-heading-2" id="tekst">
          De tekst
        </h2>
        <p className="utrecht-paragraph rs-quiet">
          {view.edited ? 'U gebruikt uw eigen tekst.' : 'Dit is de standaardtekst.'}
        </p>
        <Form method="post" noValidate className="rs-form">
          <TextField
            id="subject"
            label="Onderwerp"
            defaultValue={result?.posted.subject ?? template.subject}
            errors={errors}
          />
          <TextArea
            id="body"
            label="Tekst"
            hint="Een lege regel begint een nieuwe alinea. Wat tussen accolades staat, vullen wij in."
            rows={18}
            defaultValue={result?.posted.body ?? template.body}
            errors={errors}
          />
          <div className="rs-actions">
            <button
              className="utrecht-button utrecht-button--primary-action rs-button"
              type="submit"
              name="intent"
              value="save"
            >
              Opslaan en bekijken
            </button>
            {view.edited ? (
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="intent"
                value="reset"
              >
                Terug naar de standaardtekst
              </button>
            ) : null}
          </div>
        </Form>
        <details className="rs-details">
          <summary>Wat kan er tussen accolades staan?</summary>
          <dl className="rs-facts rs-facts--wide rs-details__body">
            {placeholdersOf(kind).map((placeholder) => (
              <div key={placeholder}>
                <dt>
                  <code>{`{${placeholderNames[placeholder]}}`}</code>
                </dt>
                <dd>{placeholderText[placeholder]}</dd>
              </div>
            ))}
          </dl>
        </details>
      </section>
      <section className="rs-prose rs-stack" aria-labelledby="voorbeeld">
        <h2 className="utrecht-heading-2" id="voorbeeld">
          Zo komt het aan
        </h2>
        {view.roles.length > 1 ? (
          <p className="utrecht-paragraph">
            {view.roles.map(({ id, plural }) => (
              <span className="rs-choice" key={id}>
                {id === view.role ? (
                  <strong>Voor {plural}</strong>
                ) : (
                  <Link
                    className="utrecht-link utrecht-link--html-a"
                    to={`${paths.mailText(framed.id, slug)}?rol=${encodeURIComponent(id)}#voorbeeld`}
                  >
                    Voor {plural}
                  </Link>
                )}
              </span>
            ))}
          </p>
        ) : null}
        {errors.length > 0 ? (
          <p className="utrecht-paragraph">Dit is de tekst die nu geldt, zonder wat u net veranderde.</p>
        ) : null}
        <MailPreview mail={view.filled} replyTo={view.replyTo} />
        <details className="rs-details">
          <summary>Dezelfde mail als platte tekst, om te kopiëren</summary>
          <pre className="rs-mail rs-mail--plain rs-details__body">{view.plain}</pre>
        </details>
        <div className="rs-actions">
          {view.hasServer ? (
            <Form method="post" reloadDocument>
              <input type="hidden" name="role" value={view.role} />
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="intent"
                value="test"
              >
                Mail dit voorbeeld aan mijzelf
              </button>
            </Form>
          ) : null}
          <a
            className="utrecht-button utrecht-button--secondary-action rs-button"
            href={`${paths.mailTextFile(framed.id, slug)}?rol=${encodeURIComponent(view.role)}`}
          >
            Download als tekst
          </a>
        </div>
      </section>
      <p className="utrecht-paragraph">
        <Link className="utrecht-link utrecht-link--html-a" to={paths.roundMail(framed.id)}>
          Terug naar alle mail
        </Link>
      </p>
    </RoundFrame>
  )
}

function Done({ done, to }: { done: string | null; to: string | null }) {
  if (done === 'proef-mislukt') {
    return (
      <Notice kind="error" title="De proefmail is niet verstuurd" role="status">
        <p className="utrecht-paragraph">
          De mailserver nam de mail aan {to} niet aan. Probeer het over een paar minuten nog een keer. Lukt
          het dan niet? Vraag de beheerder om de mailserver na te kijken.
        </p>
      </Notice>
    )
  }
  const text = {
    opgeslagen: 'De tekst is opgeslagen. Mail die nog moet gaan, krijgt deze tekst.',
    standaard: 'De standaardtekst geldt weer.',
    proef: `De proefmail is onderweg naar ${to ?? 'u'}. De link erin opent niets.`,
  }[done ?? '']
  return text === undefined ? null : (
    <Notice kind="ok" role="status">
      <p className="utrecht-paragraph">{text}</p>
    </Notice>
  )
}
