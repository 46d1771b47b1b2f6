import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteLoaderData,
} from '@remix-run/react'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { FailurePage, failureTitle } from './components/failure-page.tsx'
import type { MenuActor } from './components/staff-menu.tsx'
import type { Actor } from './domain/access/access.ts'
import { pageTitle } from './components/page-title.ts'
import { useServerPage } from './components/server-page.ts'
import { Stylesheet } from './components/stylesheet.tsx'
import stylesheet from './styles/app.css?url'

export const links: LinksFunction = () => [{ rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }]

/** Read by the server, which writes some pages itself and knows the file behind this address. */
export const handle = { stylesheet }

export const meta: MetaFunction = ({ error }) => [
  { title: error ? pageTitle(failureTitle(error)) : 'Regiospiegel' },
]

export function loader({ context }: LoaderFunctionArgs) {
  return { reference: context.reference, menu: menuOf(context.actor) }
}

function menuOf(actor: Actor): MenuActor {
  if (actor.kind !== 'account') return { kind: actor.kind }
  return { kind: 'account', name: actor.name, administrator: actor.administrator }
}

/** Nothing around the pages changes between two of them: signing in and out load a whole new page. */
export function shouldRevalidate() {
  return false
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useServerPage()?.nonce
  return (
    <html lang="nl">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="theme-color" content="#0d5c54" />
        <Meta />
        <Stylesheet href={stylesheet} />
        <Links />
      </head>
      <body className="rs-body">
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  useFocusOnNavigation()
  return <Outlet />
}

/**
 * After a change of page without a load the focus goes where a load would have put it: to the field in the address,
 * else to the content. Screen readers then begin to read there, and Tab goes on from there.
 */
function useFocusOnNavigation() {
  const { pathname, hash } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    const target =
      document.getElementById(decodeURIComponent(hash.slice(1))) ?? document.getElementById('inhoud')
    target?.focus({ preventScroll: hash === '' })
  }, [pathname, hash])
}

export function ErrorBoundary() {
  const root = useRouteLoaderData<typeof loader>('root')
  return <FailurePage reference={root?.reference ?? null} />
}
