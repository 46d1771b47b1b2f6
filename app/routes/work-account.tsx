import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownPath } from '../domain/access/own-path.ts'
import { paths } from '../paths.ts'
import { requireAccount } from '../staff.server.ts'
import { askedNext } from '../sign-in.server.ts'
import { JOURNEY_MINUTES, journeyCookie } from '../staff-cookie.server.ts'

/** Sends the browser to the identity provider; changes nothing here but a cookie. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { workAccounts, now, secret } = context.app
  if (!workAccounts) throw redirect(paths.signIn(), 303)
  const linking = new URL(request.url).searchParams.has('koppelen')
  const linkTo = linking ? (await requireAccount({ context, request }, 'own-account')).accountId : null
  const next = linking ? paths.account() : ownPath(askedNext(request))
  const { address, journey } = await workAccounts
    .begin(`${context.origin}${paths.workAccountReturn()}`)
    .catch((error: unknown) => {
      context.logError(error)
      throw redirect(`${paths.signIn()}?fout=werkaccount`, 303)
    })
  const until = new Date(now().getTime() + JOURNEY_MINUTES * 60_000).toISOString()
  const cookie = journeyCookie({ ...journey, next, linkTo, until }, { secure: context.secure, secret })
  return redirect(address, { status: 303, headers: { 'Set-Cookie': cookie } })
}
