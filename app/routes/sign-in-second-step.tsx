import { Form, useActionData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { TextField } from '../components/text-field.tsx'
import { paths } from '../paths.ts'
import { askedNext, enter, field, nextPage, passRetryAfter, RETRY_AFTER } from '../sign-in.server.ts'
import { refusalText } from '../text/nl.ts'
import { confirmSecondStep } from '../usecases/confirm-second-step.server.ts'

export const headers = passRetryAfter

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Tweede stap', view?.failed) },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const next = askedNext(request)
  if (!context.session) throw redirect(paths.signIn(next ?? undefined), 303)
  if (context.session.stage !== 'second-step') throw redirect(nextPage(context.session.stage, next), 303)
  return { failed: context.formFailed }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const next = askedNext(request)
  if (!context.session) throw redirect(paths.signIn(next ?? undefined), 303)
  const code = field(await request.formData(), 'code')
  const result = await confirmSecondStep(context.app, { token: context.session.token, code })
  if (result.kind === 'signed-in') return enter(context, result, next)
  context.formFailed = true
  const failed = (status: number, text: string, headers?: HeadersInit) =>
    data(
      { errors: [{ fieldId: 'code', text }] satisfies FormError[] },
      { status, ...(headers && { headers }) },
    )
  switch (result.reason) {
    case 'no-session':
      throw redirect(paths.signIn(next ?? undefined), 303)
    case 'wrong-code':
      return failed(422, 'Deze code klopt niet, of is al gebruikt. Typ de code die nu in uw app staat.')
    case 'too-many-tries':
      return failed(
        429,
        'Er is te vaak een verkeerde code ingevuld. Wacht een kwartier en begin opnieuw.',
        RETRY_AFTER,
      )
    case 'storage-unavailable':
      return failed(503, refusalText['storage-unavailable'].title)
  }
}

export default function SignInSecondStep() {
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = result?.errors ?? []
  return (
    <StaffFrame invented={false} trail={[]}>
      <div className="rs-prose rs-stack">
        <ErrorSummary errors={errors} />
        <h1 className="utrecht-heading-1">Tweede stap</h1>
        <p className="utrecht-paragraph">
          Open de app op uw telefoon waarmee u codes maakt. Typ de code van 6 cijfers die bij Regiospiegel
          staat.
        </p>
        <Form method="post" reloadDocument noValidate className="rs-stack">
          <TextField
            id="code"
            name="code"
            label="Code"
            autoComplete="one-time-code"
            hint="Telefoon kwijt? Typ dan een van uw herstelcodes."
            errors={errors}
          />
          <div className="rs-actions">
            <button
              className="utrecht-button utrecht-button--primary-action rs-button"
              type="submit"
              disabled={busy}
            >
              Verder
            </button>
          </div>
        </Form>
        <form method="post" action={paths.signOut()}>
          <button className="utrecht-link utrecht-link--html-a rs-link-button" type="submit">
            Stoppen met inloggen
          </button>
        </form>
      </div>
    </StaffFrame>
  )
}
