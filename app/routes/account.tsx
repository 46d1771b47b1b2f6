import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { TextField } from '../components/text-field.tsx'
import { MIN_PASSWORD } from '../domain/access/password.ts'
import type { StaffSession } from '../domain/access/session.ts'
import { paths } from '../paths.ts'
import { field, passRetryAfter, RETRY_AFTER } from '../sign-in.server.ts'
import { requireAccount } from '../staff.server.ts'
import { forgetSessionCookie, sessionCookie } from '../staff-cookie.server.ts'
import { counted, longMoment, passwordProblemText } from '../text/nl.ts'
import { changePassword, dropOwnSecondStep, showOwnAccount } from '../usecases/own-account.server.ts'
import { signOut } from '../usecases/sign-out.server.ts'

export const headers = passRetryAfter

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Uw account', view?.failed) },
]

const DONE: Record<string, string> = {
  wachtwoord: 'Uw wachtwoord is veranderd. Op andere apparaten bent u uitgelogd.',
  'tweede-stap-uit': 'De tweede stap staat uit.',
  apparaten: 'U bent uitgelogd op al uw andere apparaten.',
  werkaccount: 'Uw werkaccount is gekoppeld. U kunt er voortaan mee inloggen.',
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  await requireAccount({ context, request }, 'own-account')
  const view = await showOwnAccount(context.app, { session: sessionOf(context) })
  const outcome = new URL(request.url).searchParams.get('gelukt') ?? ''
  return {
    ...view,
    failed: context.formFailed,
    demanded: context.app.demandsSecondStep,
    workAccounts: context.app.workAccounts !== null,
    done: Object.hasOwn(DONE, outcome) ? (DONE[outcome] ?? null) : null,
    taken: outcome === 'bezet',
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  await requireAccount({ context, request }, 'own-account')
  const session = sessionOf(context)
  const form = await request.formData()
  const done = (outcome: string, headers?: HeadersInit) =>
    redirect(`${paths.account()}?gelukt=${outcome}`, { status: 303, ...(headers && { headers }) })
  const failed = (fieldId: string, text: string, status = 422) => {
    context.formFailed = true
    const errors: FormError[] = [{ fieldId, text }]
    return data({ errors }, { status, ...(status === 429 && { headers: RETRY_AFTER }) })
  }
  switch (field(form, 'intent')) {
    case 'password': {
      const current = field(form, 'current')
      const result = await changePassword(context.app, {
        session,
        current,
        password: field(form, 'password'),
      })
      if (result.kind === 'changed') {
        return done('wachtwoord', { 'Set-Cookie': sessionCookie(result.token, context) })
      }
      if (result.kind === 'problem') return failed('nieuw', passwordProblemText(result.password))
      return result.reason === 'too-many-tries'
        ? failed('huidig', TOO_MANY, 429)
        : failed('huidig', 'Dit is niet uw wachtwoord van nu.')
    }
    case 'drop-second-step': {
      const result = await dropOwnSecondStep(context.app, { session, password: field(form, 'current') })
      if (result.kind === 'off') return done('tweede-stap-uit')
      if (result.reason === 'too-many-tries') return failed('uit-wachtwoord', TOO_MANY, 429)
      return failed(
        'uit-wachtwoord',
        result.reason === 'demanded' ? 'De tweede stap is hier verplicht.' : 'Dit is niet uw wachtwoord.',
      )
    }
    case 'elsewhere':
      await signOut(context.app, { session, where: 'elsewhere' })
      return done('apparaten')
    case 'everywhere':
      await signOut(context.app, { session, where: 'everywhere' })
      return redirect(paths.signIn(), {
        status: 303,
        headers: { 'Set-Cookie': forgetSessionCookie(context), 'Clear-Site-Data': '"cache"' },
      })
    default:
      throw data({ reason: 'unreadable' }, { status: 400 })
  }
}

const TOO_MANY =
  'Er is te vaak een verkeerd wachtwoord ingevuld. Wacht een kwartier en probeer het dan opnieuw.'

/** Of someone with an account there always is one. */
function sessionOf(context: AppLoadContext): StaffSession {
  if (!context.session) throw new Error('An account without a session')
  return context.session
}

export default function Account() {
  const view = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors ?? []
  return (
    <StaffFrame invented={false} trail={[{ to: paths.home(), text: 'Overzicht' }]}>
      <div className="rs-prose rs-stack">
        <ErrorSummary errors={errors} />
        <h1 className="utrecht-heading-1">Uw account</h1>
        {view.done ? (
          <Notice kind="ok" role="status">
            <p className="utrecht-paragraph">{view.done}</p>
          </Notice>
        ) : null}
        {view.taken ? (
          <Notice kind="warning" role="status">
            <p className="utrecht-paragraph">Dit werkaccount hoort al bij een ander account.</p>
          </Notice>
        ) : null}
        <dl className="rs-facts">
          <div>
            <dt>Naam</dt>
            <dd>{view.name}</dd>
          </div>
          <div>
            <dt>E-mailadres</dt>
            <dd>{view.email}</dd>
          </div>
        </dl>
        <p className="utrecht-paragraph rs-quiet">Klopt dit niet? Vraag de beheerder om het te veranderen.</p>
        <SecondStep errors={errors} />
        {view.hasPassword ? <Password errors={errors} /> : null}
        {view.workAccounts ? <WorkAccount /> : null}
        <Devices />
      </div>
    </StaffFrame>
  )
}

function SecondStep({ errors }: { errors: FormError[] }) {
  const view = useLoaderData<typeof loader>()
  return (
    <section className="rs-stack" aria-labelledby="tweede-stap">
      <h2 className="utrecht-heading-2" id="tweede-stap">
        Tweede stap bij het inloggen
      </h2>
      {view.hasSecondStep ? (
        <>
          <p className="utrecht-paragraph">
            De tweede stap staat <strong>aan</strong>. Na uw wachtwoord vragen wij een code uit de app op uw
            telefoon. U hebt nog {counted(view.recoveryCodes, 'herstelcode', 'herstelcodes')}.
          </p>
          <p className="rs-actions">
            <a
              className="utrecht-button utrecht-button--secondary-action rs-button"
              href={paths.setUpSecondStep()}
            >
              Andere telefoon of nieuwe herstelcodes
            </a>
          </p>
          {view.demanded ? null : (
            <details className="rs-details" open={errors.some(({ fieldId }) => fieldId === 'uit-wachtwoord')}>
              <summary>Tweede stap uitzetten</summary>
              <Form method="post" reloadDocument noValidate className="rs-details__body rs-stack">
                <input type="hidden" name="intent" value="drop-second-step" />
                <TextField
                  id="uit-wachtwoord"
                  name="current"
                  label="Uw wachtwoord"
                  type="password"
                  autoComplete="current-password"
                  errors={errors}
                />
                <SubmitButton text="Tweede stap uitzetten" />
              </Form>
            </details>
          )}
        </>
      ) : (
        <>
          <p className="utrecht-paragraph">
            De tweede stap staat <strong>uit</strong>. Met een tweede stap kan iemand die uw wachtwoord kent,
            toch niet inloggen.
          </p>
          <p className="rs-actions">
            <a
              className="utrecht-button utrecht-button--primary-action rs-button"
              href={paths.setUpSecondStep()}
            >
              Tweede stap aanzetten
            </a>
          </p>
        </>
      )}
    </section>
  )
}

function Password({ errors }: { errors: FormError[] }) {
  return (
    <section className="rs-stack" aria-labelledby="wachtwoord">
      <h2 className="utrecht-heading-2" id="wachtwoord">
        Wachtwoord veranderen
      </h2>
      <Form method="post" reloadDocument noValidate className="rs-stack">
        <input type="hidden" name="intent" value="password" />
        <TextField
          id="huidig"
          name="current"
          label="Wachtwoord van nu"
          type="password"
          autoComplete="current-password"
          errors={errors}
        />
        <TextField
          id="nieuw"
          name="password"
          label="Nieuw wachtwoord"
          type="password"
          autoComplete="new-password"
          hint={`Minstens ${MIN_PASSWORD} tekens. Vier losse woorden achter elkaar is goed.`}
          errors={errors}
        />
        <SubmitButton text="Wachtwoord veranderen" />
      </Form>
    </section>
  )
}

function WorkAccount() {
  const view = useLoaderData<typeof loader>()
  return (
    <section className="rs-stack" aria-labelledby="werkaccount">
      <h2 className="utrecht-heading-2" id="werkaccount">
        Werkaccount
      </h2>
      <p className="utrecht-paragraph">
        {view.hasWorkAccount
          ? 'Uw werkaccount is gekoppeld: u kunt ermee inloggen.'
          : 'Koppel uw werkaccount. Dan logt u in zonder het wachtwoord van Regiospiegel.'}
      </p>
      <p className="rs-actions">
        <a
          className="utrecht-button utrecht-button--secondary-action rs-button"
          href={paths.linkWorkAccount()}
        >
          {view.hasWorkAccount ? 'Een ander werkaccount koppelen' : 'Werkaccount koppelen'}
        </a>
      </p>
    </section>
  )
}

function Devices() {
  const view = useLoaderData<typeof loader>()
  return (
    <section className="rs-stack" aria-labelledby="apparaten">
      <h2 className="utrecht-heading-2" id="apparaten">
        Waar u bent ingelogd
      </h2>
      <ul className="utrecht-unordered-list">
        {view.devices.map((one) => (
          <li className="utrecht-unordered-list__item" key={`${one.since} ${one.device}`}>
            {one.device || 'Onbekend apparaat'}
            {one.here ? ' (dit apparaat)' : ''}
            <span className="rs-quiet">: ingelogd op {longMoment(one.since)}</span>
          </li>
        ))}
      </ul>
      <Form method="post" reloadDocument className="rs-actions">
        {view.devices.length > 1 ? (
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="submit"
            name="intent"
            value="elsewhere"
          >
            Uitloggen op andere apparaten
          </button>
        ) : null}
        <button
          className="utrecht-button utrecht-button--secondary-action rs-button"
          type="submit"
          name="intent"
          value="everywhere"
        >
          Overal uitloggen
        </button>
      </Form>
    </section>
  )
}

function SubmitButton({ text }: { text: string }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <div className="rs-actions">
      <button
        className="utrecht-button utrecht-button--secondary-action rs-button"
        type="submit"
        disabled={busy}
      >
        {text}
      </button>
    </div>
  )
}
