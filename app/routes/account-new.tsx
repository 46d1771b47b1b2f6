import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { accountErrors, readAccountForm } from '../account-form.server.ts'
import { AccountFields } from '../components/account-fields.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { OneTimeLinkNotice } from '../components/one-time-link-notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { inviteAccount, listAccounts } from '../usecases/manage-accounts.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Iemand uitnodigen', view?.failed) },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  await requireStaff({ context, request }, 'manage-accounts')
  const { regions } = await listAccounts(context.app)
  return { regions, failed: context.formFailed }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = await requireStaff({ context, request }, 'manage-accounts')
  const posted = readAccountForm(await request.formData())
  const result = await inviteAccount(context.app, { actor, ...posted })
  if (result.kind === 'invited') {
    const address = `${context.origin}${paths.welcome(result.token)}`
    return data({
      posted,
      errors: [],
      invited: { address, name: posted.name.trim(), email: posted.email.trim() },
    })
  }
  if (result.kind === 'refused') throw data({ reason: 'unreadable' }, { status: 400 })
  context.formFailed = true
  return data({ posted, errors: accountErrors(result), invited: null }, { status: 422 })
}

const EMPTY = { name: '', email: '', administrator: false, regions: {} }

export default function AccountNew() {
  const { regions } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = result?.errors ?? []
  return (
    <StaffFrame
      invented={false}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.accounts(), text: 'Accounts' },
      ]}
    >
      <div className="rs-prose rs-stack">
        <ErrorSummary errors={errors} />
        <h1 className="utrecht-heading-1">
          {result?.invited ? 'Het account is gemaakt' : 'Iemand uitnodigen'}
        </h1>
        {result?.invited ? (
          <>
            <OneTimeLinkNotice {...result.invited} />
            <p className="rs-actions">
              <Link
                className="utrecht-button utrecht-button--secondary-action rs-button"
                to={paths.accounts()}
              >
                Terug naar de accounts
              </Link>
            </p>
          </>
        ) : (
          <Form method="post" noValidate className="rs-stack">
            <AccountFields errors={errors} values={result?.posted ?? EMPTY} regions={regions} />
            <div className="rs-actions">
              <button
                className="utrecht-button utrecht-button--primary-action rs-button"
                type="submit"
                disabled={busy}
              >
                Uitnodigen
              </button>
            </div>
          </Form>
        )}
      </div>
    </StaffFrame>
  )
}
