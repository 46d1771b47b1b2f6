import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { paths } from '../paths.ts'
import { nextPage } from '../sign-in.server.ts'
import { forgetJourneyCookie, readJourney, sessionCookie } from '../staff-cookie.server.ts'
import { linkWorkAccount, signInWithWorkAccount } from '../usecases/sign-in-with-work-account.server.ts'

/**
 * Where the identity provider sends the browser back to. Without the journey that this browser began, or with an
 * answer that does not fit it, nobody is signed in.
 */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { workAccounts, now, secret } = context.app
  const options = { secure: context.secure, secret }
  const headers = new Headers({ 'Set-Cookie': forgetJourneyCookie(options) })
  const fail = () => redirect(`${paths.signIn()}?fout=werkaccount`, { status: 303, headers })

  const journey = readJourney(request.headers.get('cookie'), now(), options)
  if (!workAccounts || !journey) return fail()
  const address = new URL(`${paths.workAccountReturn()}${new URL(request.url).search}`, context.origin)
  const identity = await workAccounts.finish(address, journey).catch((error: unknown) => {
    context.logError(error)
    return null
  })
  if (!identity) return fail()

  if (journey.linkTo !== null) {
    const { actor } = context
    if (actor.kind !== 'account' || actor.accountId !== journey.linkTo) return fail()
    const linked = await linkWorkAccount(context.app, { identity, accountId: actor.accountId })
    const outcome = linked.kind === 'linked' ? 'werkaccount' : 'bezet'
    return redirect(`${paths.account()}?gelukt=${outcome}`, { status: 303, headers })
  }
  const signedIn = await signInWithWorkAccount(context.app, {
    identity,
    device: context.device,
    replaces: context.session?.token ?? null,
  })
  if (signedIn.kind === 'refused') return fail()
  headers.append('Set-Cookie', sessionCookie(signedIn.token, options))
  return redirect(nextPage(signedIn.stage, journey.next), { status: 303, headers })
}
