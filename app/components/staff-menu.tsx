import { NavLink, useLocation, useRouteLoaderData } from '@remix-run/react'
import { paths } from '../paths.ts'

/** What the menu has to know of who is asking; the root route loads it. */
export type MenuActor =
  { kind: 'visitor' | 'demo' } | { kind: 'account'; name: string; administrator: boolean }

const link = 'utrecht-link utrecht-link--html-a'

const menuLink = ({ isActive }: { isActive: boolean }) => (isActive ? `${link} rs-menu__here` : link)

/** At the top of every page of staff: where one can go, who one is, and the way out. */
export function StaffMenu() {
  const root = useRouteLoaderData<{ menu: MenuActor }>('root')
  const { pathname } = useLocation()
  const menu = root?.menu ?? { kind: 'visitor' }
  if (menu.kind !== 'account') {
    return pathname === '/inloggen' ? null : (
      <nav className="rs-menu" aria-label="Menu">
        <a className={link} href={paths.signIn()}>
          Inloggen
        </a>
      </nav>
    )
  }
  return (
    <nav className="rs-menu" aria-label="Menu">
      <NavLink className={menuLink} to={paths.home()} end>
        Overzicht
      </NavLink>
      <NavLink className={menuLink} to={paths.regions()}>
        Regio’s
      </NavLink>
      {menu.administrator ? (
        <>
          <NavLink className={menuLink} to={paths.accounts()}>
            Accounts
          </NavLink>
          <NavLink className={menuLink} to={paths.log()}>
            Logboek
          </NavLink>
        </>
      ) : null}
      <NavLink className={menuLink} to={paths.account()}>
        <span className="rs-visually-hidden">Uw account: </span>
        {menu.name}
      </NavLink>
      <form method="post" action={paths.signOut()}>
        <button className={`${link} rs-link-button`} type="submit">
          Uitloggen
        </button>
      </form>
    </nav>
  )
}
