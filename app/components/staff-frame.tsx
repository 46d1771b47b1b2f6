import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { PageFrame } from './page-frame.tsx'
import { StaffMenu } from './staff-menu.tsx'

/** The page around every staff screen, with the way back up. */
export function StaffFrame(props: {
  children: ReactNode
  invented: boolean
  trail: { to: string; text: string }[]
}) {
  return (
    <PageFrame
      home={paths.home()}
      menu={<StaffMenu />}
      invented={props.invented}
      footer="Elke uitkomst is van een groep. Van groepen die te klein zijn, ziet niemand een cijfer."
    >
      {props.trail.length > 0 ? (
        <nav aria-label="Waar u bent">
          <ol className="rs-breadcrumb" role="list">
            {props.trail.map((step) => (
              <li key={step.to}>
                <Link className="utrecht-link utrecht-link--html-a" to={step.to}>
                  {step.text}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      {props.children}
    </PageFrame>
  )
}
