import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'

/**
 * Header, content and footer of every page. `narrow` is the column of the questionnaire; `home` is where the name
 * leads, null for respondents, who have nothing to find there.
 */
export function PageFrame(props: {
  children: ReactNode
  narrow?: boolean
  home?: string | null
  /** At the right of the header. */
  headerLink?: { to: string; text: string } | null
  /** At the right of the header, for staff. */
  menu?: ReactNode
  /** Made-up answers: said on every page. */
  invented?: boolean
  /** One line in the footer: who sees what. */
  footer?: ReactNode
}) {
  const width = props.narrow ? ' rs-narrow' : ''
  return (
    <>
      <a className="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">
        Direct naar de inhoud
      </a>
      <header className="rs-header">
        <div className={`rs-header__inner${width}`}>
          {props.home ? (
            <Link className="rs-brand" to={props.home}>
              <BrandMark />
              Regiospiegel
            </Link>
          ) : (
            <span className="rs-brand">
              <BrandMark />
              Regiospiegel
            </span>
          )}
          {props.headerLink ? (
            <Link className="utrecht-link utrecht-link--html-a rs-header__link" to={props.headerLink.to}>
              {props.headerLink.text}
            </Link>
          ) : null}
          {props.menu}
        </div>
        {props.invented ? (
          <p className="rs-invented">
            <strong>Voorbeeld met verzonnen antwoorden.</strong> Deze regio heeft dit niet echt ingevuld.
          </p>
        ) : null}
      </header>
      <main className={`rs-main${width}`} id="inhoud" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="rs-footer">
        <div className={`rs-footer__inner${width}`}>
          {props.footer ? <p>{props.footer}</p> : null}
          <nav aria-label="Over deze site">
            <Link className="utrecht-link utrecht-link--html-a" to={paths.privacy()}>
              Privacy
            </Link>
            <Link className="utrecht-link utrecht-link--html-a" to={paths.accessibility()}>
              Toegankelijkheid
            </Link>
            <a className="utrecht-link utrecht-link--html-a" href={paths.securityTxt()}>
              Kwetsbaarheid melden
            </a>
          </nav>
        </div>
      </footer>
    </>
  )
}

/** Two views of one thing, overlapping: what professionals see and what boards see. */
function BrandMark() {
  return (
    <svg aria-hidden="true" focusable="false" width="34" height="24" viewBox="0 0 34 24">
      <circle cx="12" cy="12" r="11" fill="#0d5c54" />
      <circle cx="22" cy="12" r="11" fill="#f2b84b" />
      <path d="M17 2.2a11 11 0 0 1 0 19.6 11 11 0 0 1 0-19.6z" fill="#083f3a" />
    </svg>
  )
}
