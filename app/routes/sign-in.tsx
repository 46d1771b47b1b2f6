import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { TextField } from '../components/text-field.tsx'
import { ownPath } from '../domain/access/own-path.ts'
import { paths } from '../paths.ts'
import { askedNext, enter, field, nextPage, passRetryAfter, RETRY_AFTER } from '../sign-in.server.ts'
import { refusalText } from '../text/nl.ts'
import { signIn } from '../usecases/sign-in.server.ts'

export const headers = passRetryAfter

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Inloggen', view?.failed) },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  if (context.session) throw redirect(nextPage(context.session.stage, askedNext(request)), 303)
  const next = ownPath(askedNext(request))
  return {
    failed: context.formFailed,
    sent: next !== '/',
    workAccount: context.app.workAccounts ? paths.workAccount(next) : null,
    demo: context.actor.kind === 'demo',
    mishap: new URL(request.url).searchParams.get('fout') === 'werkaccount',
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const email = field(form, 'email')
  const result = await signIn(context.app, {
    email,
    password: field(form, 'password'),
    place: context.place,
    device: context.device,
    replaces: context.session?.token ?? null,
  })
  if (result.kind === 'signed-in') return enter(context, result, askedNext(request))
  context.formFailed = true
  const failed = (status: number, text: string, headers?: HeadersInit) =>
    data(
      { email, errors: [{ fieldId: 'email', text }] satisfies FormError[] },
      { status, ...(headers && { headers }) },
    )
  switch (result.reason) {
    case 'too-many-tries':
      return failed(
        429,
        'Er is te vaak geprobeerd in te loggen. Wacht een kwartier en probeer het dan nog een keer.',
        RETRY_AFTER,
      )
    case 'wrong-sign-in':
      return failed(
        422,
        'Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk of u ze goed hebt getypt.',
      )
    case 'storage-unavailable':
      return failed(503, refusalText['storage-unavailable'].title)
  }
}

export default function SignIn() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = result?.errors ?? []
  return (
    <StaffFrame invented={false} trail={[]}>
      <div className="rs-prose rs-stack">
        <ErrorSummary errors={errors} />
        <h1 className="utrecht-heading-1">Inloggen</h1>
        {view.mishap ? (
          <Notice kind="warning" title="Inloggen met uw werkaccount is niet gelukt">
            <p className="utrecht-paragraph">
              Er is bij ons geen account dat bij uw werkaccount hoort, of u hebt te lang gewacht. Probeer het
              nog een keer. Lukt het weer niet? Vraag de beheerder om een uitnodiging.
            </p>
          </Notice>
        ) : null}
        <p className="utrecht-paragraph">
          {view.sent ? 'Voor deze pagina moet u inloggen. ' : ''}
          Inloggen is alleen voor wie een meting leidt of leest. Wilt u een vragenlijst invullen? Klik dan op
          de link in uw uitnodiging: daar hebt u geen account voor nodig.
        </p>
        {view.workAccount ? (
          <p className="rs-actions">
            <a className="utrecht-button utrecht-button--primary-action rs-button" href={view.workAccount}>
              Inloggen met uw werkaccount
            </a>
          </p>
        ) : null}
        <Form method="post" reloadDocument noValidate className="rs-stack">
          {view.workAccount ? <h2 className="utrecht-heading-2">Of met een wachtwoord</h2> : null}
          <TextField
            id="email"
            name="email"
            label="E-mailadres"
            type="email"
            autoComplete="username"
            inputMode="email"
            defaultValue={result?.email ?? ''}
            errors={errors}
          />
          <TextField
            id="wachtwoord"
            name="password"
            label="Wachtwoord"
            type="password"
            autoComplete="current-password"
            errors={errors}
          />
          <div className="rs-actions">
            <button
              className={`utrecht-button utrecht-button--${view.workAccount ? 'secondary' : 'primary'}-action rs-button`}
              type="submit"
              disabled={busy}
            >
              Inloggen
            </button>
          </div>
        </Form>
        <details className="rs-details">
          <summary>Wachtwoord vergeten, of geen account?</summary>
          <div className="rs-details__body">
            <p className="utrecht-paragraph">
              Vraag de beheerder van Regiospiegel om een nieuwe link. Met die link kiest u zelf een
              wachtwoord.
            </p>
          </div>
        </details>
        {view.demo ? (
          <p className="utrecht-paragraph rs-quiet">
            U kunt de voorbeeldregio ook zonder account bekijken.{' '}
            <a className="utrecht-link utrecht-link--html-a" href={paths.home()}>
              Naar het voorbeeld
            </a>
          </p>
        ) : null}
      </div>
    </StaffFrame>
  )
}
