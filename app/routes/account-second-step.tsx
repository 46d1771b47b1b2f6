import { randomBytes } from 'node:crypto'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QrPicture } from '../components/qr-picture.tsx'
import { StaffFrame } from '../components/staff-frame.tsx'
import { TextField } from '../components/text-field.tsx'
import { ownPath } from '../domain/access/own-path.ts'
import type { StaffSession } from '../domain/access/session.ts'
import { paths } from '../paths.ts'
import { qrCode } from '../qr-code.server.ts'
import { askedNext, field, passRetryAfter, RETRY_AFTER } from '../sign-in.server.ts'
import { sessionCookie } from '../staff-cookie.server.ts'
import {
  acceptSecondStep,
  offerSecondStep,
  repeatOffer,
  showOwnAccount,
} from '../usecases/own-account.server.ts'
import type { SecondStepOffer } from '../usecases/own-account.server.ts'

export const headers = passRetryAfter

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Tweede stap aanzetten', view?.failed) },
]

/** As the app on the phone names the account. */
const ISSUER = 'Regiospiegel'

/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20

export async function loader({ context, request }: LoaderFunctionArgs) {
  const session = requireSession(context, request)
  const offer = await offerSecondStep(context.app, {
    session,
    issuer: ISSUER,
    secret: randomBytes(SECRET_BYTES),
  })
  const { hasPassword } = await showOwnAccount(context.app, { session })
  return {
    failed: context.formFailed,
    offer: pictured(offer),
    demanded: session.stage === 'set-up-second-step',
    asksPassword: session.stage === 'complete' && hasPassword,
    next: ownPath(askedNext(request) ?? paths.account()),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const session = requireSession(context, request)
  const form = await request.formData()
  const sealed = field(form, 'sealed')
  const result = await acceptSecondStep(context.app, {
    session,
    sealed,
    code: field(form, 'code'),
    password: field(form, 'current'),
  })
  if (result.kind === 'on') {
    return data(
      { recoveryCodes: result.recoveryCodes, errors: [] as FormError[], offer: null },
      { headers: { 'Set-Cookie': sessionCookie(result.token, context) } },
    )
  }
  context.formFailed = true
  // The same secret again: whoever scanned it does not have to do so a second time.
  const offer = await repeatOffer(context.app, { session, issuer: ISSUER, sealed })
  const failed = (fieldId: string, text: string, status = 422) =>
    data(
      {
        recoveryCodes: null,
        errors: [{ fieldId, text }] satisfies FormError[],
        offer: offer && pictured(offer),
      },
      { status, ...(status === 429 && { headers: RETRY_AFTER }) },
    )
  switch (result.reason) {
    case 'wrong-code':
      return failed('code', 'Deze code klopt niet. Typ de code die nu in uw app staat.')
    case 'offer-over':
      return failed('code', 'U hebt te lang gewacht. Scan het vierkant opnieuw.')
    case 'wrong-password':
      return failed('huidig', 'Dit is niet uw wachtwoord.')
    case 'too-many-tries':
      return failed('huidig', 'Er is te vaak een verkeerd wachtwoord ingevuld. Wacht een kwartier.', 429)
  }
}

/** A session that is complete, or that is only allowed to come here. */
function requireSession(context: AppLoadContext, request: Request): StaffSession {
  const { session } = context
  if (!session) throw redirect(paths.signIn(paths.setUpSecondStep()), 303)
  if (session.stage === 'second-step') {
    const next = askedNext(request)
    throw redirect(`${paths.secondStep()}${next ? `?verder=${encodeURIComponent(next)}` : ''}`, 303)
  }
  return session
}

function pictured(offer: SecondStepOffer) {
  return { secret: offer.secret, sealed: offer.sealed, picture: qrCode(offer.address) }
}

export default function AccountSecondStep() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <StaffFrame invented={false} trail={view.demanded ? [] : [{ to: paths.account(), text: 'Uw account' }]}>
      <div className="rs-prose rs-stack">
        {result?.recoveryCodes ? (
          <RecoveryCodes codes={result.recoveryCodes} />
        ) : (
          <SetUp errors={result?.errors ?? []} offer={result?.offer ?? view.offer} />
        )}
      </div>
    </StaffFrame>
  )
}

function SetUp({
  errors,
  offer,
}: {
  errors: FormError[]
  offer: ReturnType<typeof useLoaderData<typeof loader>>['offer']
}) {
  const view = useLoaderData<typeof loader>()
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Tweede stap aanzetten</h1>
      <p className="utrecht-paragraph">
        {view.demanded ? 'Op deze site logt iedereen in met een tweede stap. ' : ''}
        Bij het inloggen vragen wij dan ook een code uit een app op uw telefoon. Zo’n app heet een
        authenticator-app. U hebt er misschien al een voor uw werk.
      </p>
      <ol className="rs-steps">
        <li>Open de app op uw telefoon en kies dat u een account wilt toevoegen.</li>
        <li>Scan dit vierkant.</li>
        <li>Typ hieronder de code van 6 cijfers die de app laat zien.</li>
      </ol>
      <QrPicture
        code={offer.picture}
        label="QR-code voor uw app. De code om over te typen staat hieronder."
      />
      <details className="rs-details">
        <summary>Kunt u niet scannen?</summary>
        <div className="rs-details__body">
          <p className="utrecht-paragraph">Typ dan deze code over in de app:</p>
          <p className="utrecht-paragraph rs-secret">{offer.secret}</p>
        </div>
      </details>
      <Form method="post" reloadDocument noValidate className="rs-stack">
        <input type="hidden" name="sealed" value={offer.sealed} />
        <TextField
          id="code"
          name="code"
          label="Code uit de app"
          inputMode="numeric"
          autoComplete="one-time-code"
          errors={errors}
        />
        {view.asksPassword ? (
          <TextField
            id="huidig"
            name="current"
            label="Uw wachtwoord"
            type="password"
            autoComplete="current-password"
            errors={errors}
          />
        ) : null}
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            Aanzetten
          </button>
        </div>
      </Form>
    </>
  )
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  const view = useLoaderData<typeof loader>()
  return (
    <>
      <h1 className="utrecht-heading-1">De tweede stap staat aan</h1>
      <Notice kind="warning" title="Bewaar deze herstelcodes">
        <p className="utrecht-paragraph">
          Raakt u uw telefoon kwijt? Dan logt u in met een van deze codes. Elke code werkt één keer. Schrijf
          ze op of druk deze pagina af: wij laten ze maar één keer zien.
        </p>
      </Notice>
      <ul className="rs-codes" role="list">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="rs-actions">
        <a className="utrecht-button utrecht-button--primary-action rs-button" href={view.next}>
          Ik heb ze bewaard, verder
        </a>
      </p>
    </>
  )
}
