import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { TextField } from '../components/text-field.tsx'
import { MIN_PASSWORD } from '../domain/access/password.ts'
import { enter, field, passRetryAfter, RETRY_AFTER } from '../sign-in.server.ts'
import { accountProblemText, passwordProblemText } from '../text/nl.ts'
import { followLink, showLink } from '../usecases/one-time-link.server.ts'

export const headers = passRetryAfter

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.title ?? 'Welkom', view?.failed) },
]

/** Looking at the page does not use the link up: mail scanners look too. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const view = await showLink(context.app, { token: params.token ?? '', place: context.place })
  if (view.kind === 'refused') throw linkRefusal(view.reason)
  const first = view.purpose === 'first-administrator'
  const title = first
    ? 'Maak het eerste account'
    : view.purpose === 'reset'
      ? 'Kies een nieuw wachtwoord'
      : 'Welkom bij Regiospiegel'
  return { ...view, first, title, failed: context.formFailed }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const form = await request.formData()
  const name = field(form, 'name')
  const email = field(form, 'email')
  const result = await followLink(context.app, {
    token: params.token ?? '',
    name,
    email,
    password: field(form, 'password'),
    device: context.device,
    replaces: context.session?.token ?? null,
  })
  if (result.kind === 'signed-in') return enter(context, result, null)
  if (result.kind === 'refused') throw linkRefusal(result.reason)
  context.formFailed = true
  const errors: FormError[] = []
  if (result.name) errors.push({ fieldId: 'naam', text: accountProblemText(result.name) })
  if (result.email) errors.push({ fieldId: 'email', text: accountProblemText(result.email) })
  if (result.password) errors.push({ fieldId: 'wachtwoord', text: passwordProblemText(result.password) })
  return data({ name, email, errors }, { status: 422 })
}

function linkRefusal(reason: 'unknown-link' | 'too-many-tries') {
  return reason === 'too-many-tries'
    ? data({ reason }, { status: 429, headers: RETRY_AFTER })
    : data({ reason: 'link-used' }, { status: 404 })
}

export default function Welcome() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = result?.errors ?? []
  return (
    <StaffFrame invented={false} trail={[]}>
      <div className="rs-prose rs-stack">
        <ErrorSummary errors={errors} />
        <h1 className="utrecht-heading-1">{view.title}</h1>
        <p className="utrecht-paragraph">
          {view.first
            ? 'U wordt beheerder van deze installatie. U kunt straks anderen uitnodigen en regio’s maken.'
            : `Dag ${view.name}. Kies een wachtwoord. Daarmee logt u voortaan in, samen met ${view.email}.`}
        </p>
        <Form method="post" reloadDocument noValidate className="rs-stack">
          {view.first ? (
            <>
              <TextField
                id="naam"
                name="name"
                label="Uw naam"
                autoComplete="name"
                defaultValue={result?.name ?? ''}
                errors={errors}
              />
              <TextField
                id="email"
                name="email"
                label="E-mailadres"
                type="email"
                inputMode="email"
                autoComplete="username"
                defaultValue={result?.email ?? ''}
                errors={errors}
              />
            </>
          ) : (
            <input type="hidden" name="email" autoComplete="username" value={view.email} />
          )}
          <TextField
            id="wachtwoord"
            name="password"
            label="Wachtwoord"
            type="password"
            autoComplete="new-password"
            hint={`Minstens ${MIN_PASSWORD} tekens. Vier losse woorden achter elkaar is goed. Cijfers of leestekens hoeven niet.`}
            errors={errors}
          />
          <div className="rs-actions">
            <button
              className="utrecht-button utrecht-button--primary-action rs-button"
              type="submit"
              disabled={busy}
            >
              {view.first ? 'Account maken' : 'Opslaan en inloggen'}
            </button>
          </div>
        </Form>
        <p className="utrecht-paragraph rs-quiet">Deze link werkt één keer.</p>
      </div>
    </StaffFrame>
  )
}
