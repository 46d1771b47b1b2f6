import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { accountErrors, readAccountForm } from '../account-form.server.ts'
import type { AccountForm } from '../account-form.server.ts'
import { AccountFields } from '../components/account-fields.tsx'
import { TickField } from '../components/choice-field.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { OneTimeLinkNotice } from '../components/one-time-link-notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { paths } from '../paths.ts'
import { field } from '../sign-in.server.ts'
import { requireStaff } from '../staff.server.ts'
import {
  changeAccount,
  listAccounts,
  makeAccountLink,
  switchAccount,
} from '../usecases/manage-accounts.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.account.name ?? 'Account', view?.failed) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireStaff({ context, request }, 'manage-accounts')
  const { accounts, regions } = await listAccounts(context.app)
  const account = accounts.find(({ id }) => id === params.accountId)
  if (!account) throw data(null, { status: 404 })
  return {
    account,
    regions,
    self: actor.kind === 'account' && actor.accountId === account.id,
    saved: new URL(request.url).searchParams.has('bewaard'),
    failed: context.formFailed,
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireStaff({ context, request }, 'manage-accounts')
  const accountId = params.accountId ?? ''
  const form = await request.formData()
  const saved = () => redirect(`${paths.managedAccount(accountId)}?bewaard=1`, 303)
  const failed = (errors: FormError[], posted: AccountForm | null = null) => {
    context.formFailed = true
    return data({ errors, posted, link: null }, { status: 422 })
  }
  switch (field(form, 'intent')) {
    case 'change': {
      const posted = readAccountForm(form)
      const result = await changeAccount(context.app, { actor, accountId, ...posted })
      if (result.kind === 'changed') return saved()
      if (result.kind === 'problems') return failed(accountErrors(result), posted)
      if (result.reason === 'last-administrator') return failed([LAST], posted)
      throw data(null, { status: 404 })
    }
    case 'link': {
      const dropSecondStep = form.has('dropSecondStep')
      const result = await makeAccountLink(context.app, { actor, accountId, dropSecondStep })
      if (result.kind === 'refused') throw data(null, { status: 404 })
      return data({
        errors: [] as FormError[],
        posted: null,
        link: `${context.origin}${paths.welcome(result.token)}`,
      })
    }
    case 'switch-on':
    case 'switch-off': {
      const on = field(form, 'intent') === 'switch-on'
      const result = await switchAccount(context.app, { actor, accountId, on })
      if (result.kind === 'switched') return saved()
      if (result.reason === 'last-administrator') return failed([LAST])
      throw data(null, { status: 404 })
    }
    default:
      throw data({ reason: 'unreadable' }, { status: 400 })
  }
}

const LAST: FormError = {
  fieldId: 'beheerder',
  text: 'Dit is de enige beheerder. Maak eerst iemand anders beheerder.',
}

export default function AccountEdit() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const { account } = view
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
        <h1 className="utrecht-heading-1">{account.name}</h1>
        {view.saved && !result ? (
          <Notice kind="ok" role="status">
            <p className="utrecht-paragraph">De wijziging is bewaard en geldt meteen.</p>
          </Notice>
        ) : null}
        {result?.link ? (
          <OneTimeLinkNotice name={account.name} email={account.email} address={result.link} />
        ) : null}
        {account.active ? null : (
          <Notice kind="warning" title="Dit account staat uit">
            <p className="utrecht-paragraph">{account.name} kan niet inloggen.</p>
          </Notice>
        )}
        <Form method="post" noValidate className="rs-stack">
          <input type="hidden" name="intent" value="change" />
          <AccountFields errors={errors} values={result?.posted ?? account} regions={view.regions} />
          <div className="rs-actions">
            <button
              className="utrecht-button utrecht-button--primary-action rs-button"
              type="submit"
              disabled={busy}
            >
              Opslaan
            </button>
          </div>
        </Form>
        {account.active ? (
          <section className="rs-stack" aria-labelledby="nieuwe-link">
            <h2 className="utrecht-heading-2" id="nieuwe-link">
              Wachtwoord vergeten of link verlopen?
            </h2>
            <p className="utrecht-paragraph">
              Maak een nieuwe link en stuur die zelf. Een eerdere link werkt dan niet meer. Controleer eerst,
              het liefst aan de telefoon, of de vraag echt van {account.name} komt.
            </p>
            <Form method="post" className="rs-stack">
              <input type="hidden" name="intent" value="link" />
              {account.hasSecondStep ? (
                <TickField
                  id="tweede-stap-weg"
                  name="dropSecondStep"
                  label="Ook de tweede stap uitzetten"
                  hint="Alleen als de telefoon en de herstelcodes weg zijn."
                  ticked={false}
                />
              ) : null}
              <div className="rs-actions">
                <button
                  className="utrecht-button utrecht-button--secondary-action rs-button"
                  type="submit"
                  disabled={busy}
                >
                  Nieuwe link maken
                </button>
              </div>
            </Form>
          </section>
        ) : null}
        {view.self ? null : (
          <section className="rs-stack" aria-labelledby="uitzetten">
            <h2 className="utrecht-heading-2" id="uitzetten">
              {account.active ? 'Account uitzetten' : 'Account weer aanzetten'}
            </h2>
            <p className="utrecht-paragraph">
              {account.active
                ? 'Deze persoon wordt meteen overal uitgelogd en kan niet meer inloggen. In het logboek blijft de naam staan.'
                : 'Deze persoon kan daarna weer inloggen, met dezelfde rechten.'}
            </p>
            <Form method="post" className="rs-actions">
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="intent"
                value={account.active ? 'switch-off' : 'switch-on'}
                disabled={busy}
              >
                {account.active ? 'Account uitzetten' : 'Account aanzetten'}
              </button>
            </Form>
          </section>
        )}
      </div>
    </StaffFrame>
  )
}
