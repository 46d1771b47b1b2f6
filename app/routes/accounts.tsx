import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { longDate, rightText } from '../text/nl.ts'
import { listAccounts } from '../usecases/manage-accounts.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Accounts') }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  await requireStaff({ context, request }, 'manage-accounts')
  const { accounts, regions } = await listAccounts(context.app)
  const titles = new Map(regions.map(({ id, title }) => [id, title]))
  return {
    accounts: accounts.map((account) => ({
      id: account.id,
      name: account.name,
      email: account.email,
      rights: [
        ...(account.administrator ? ['Beheerder'] : []),
        ...Object.entries(account.regions).map(
          ([id, right]) => `${rightText[right].title} ${titles.get(id) ?? ''}`,
        ),
      ],
      status: statusOf(account),
    })),
  }
}

function statusOf(account: Awaited<ReturnType<typeof listAccounts>>['accounts'][number]): string {
  if (!account.active) return 'Uitgezet'
  if (account.hasPassword || account.hasWorkAccount) {
    return account.hasSecondStep || account.hasWorkAccount ? 'In gebruik' : 'In gebruik, zonder tweede stap'
  }
  return account.linkUntil ? `Uitgenodigd, link werkt tot ${longDate(account.linkUntil)}` : 'Link is verlopen'
}

export default function Accounts() {
  const { accounts } = useLoaderData<typeof loader>()
  return (
    <StaffFrame invented={false} trail={[{ to: paths.home(), text: 'Overzicht' }]}>
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">Accounts</h1>
        <p className="utrecht-paragraph">
          Wie hier staat, kan inloggen. Wie een vragenlijst invult, heeft geen account.
        </p>
        <p className="rs-actions">
          <Link className="utrecht-button utrecht-button--primary-action rs-button" to={paths.newAccount()}>
            Iemand uitnodigen
          </Link>
        </p>
      </div>
      <table className="utrecht-table rs-table-blocks">
        <caption className="utrecht-table__caption">Alle accounts</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            {['Naam', 'E-mailadres', 'Rechten', 'Stand'].map((title) => (
              <th scope="col" className="utrecht-table__header-cell" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {accounts.map((account) => (
            <tr className="utrecht-table__row" key={account.id}>
              <th scope="row" className="utrecht-table__cell">
                <Link className="utrecht-link utrecht-link--html-a" to={paths.managedAccount(account.id)}>
                  {account.name}
                </Link>
              </th>
              <td className="utrecht-table__cell" data-title="E-mailadres">
                {account.email}
              </td>
              <td className="utrecht-table__cell" data-title="Rechten">
                {account.rights.length > 0 ? account.rights.join(', ') : 'Geen'}
              </td>
              <td className="utrecht-table__cell" data-title="Stand">
                {account.status}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </StaffFrame>
  )
}
