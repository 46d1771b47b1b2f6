import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { paths } from '../paths.ts'
import { forgetSessionCookie } from '../staff-cookie.server.ts'
import { signOut } from '../usecases/sign-out.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Uitloggen') }]

/** Looking ends nothing: a link on another site must not be able to sign someone out. */
export function loader({ context }: LoaderFunctionArgs) {
  if (!context.session) throw redirect(paths.signIn(), 303)
  return null
}

export async function action({ context }: ActionFunctionArgs) {
  if (context.session) await signOut(context.app, { session: context.session, where: 'here' })
  return redirect(paths.signIn(), {
    status: 303,
    // Pages that the browser kept for its back button must not show to who comes after.
    headers: { 'Set-Cookie': forgetSessionCookie(context), 'Clear-Site-Data': '"cache"' },
  })
}

export default function SignOut() {
  return (
    <StaffFrame invented={false} trail={[]}>
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">Uitloggen</h1>
        <p className="utrecht-paragraph">Wilt u uitloggen op dit apparaat?</p>
        <form method="post" action={paths.signOut()} className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Uitloggen
          </button>
        </form>
      </div>
    </StaffFrame>
  )
}
