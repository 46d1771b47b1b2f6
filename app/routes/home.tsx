import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { StaffFrame } from '../components/staff-frame.tsx'
import { lastDay } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { counted, listOf, longDate, roundStatusText } from '../text/nl.ts'
import { listRounds } from '../usecases/list-rounds.server.ts'
import { demoLinks } from '../usecases/load-demo.server.ts'

export const meta: MetaFunction = () => [{ title: 'Regiospiegel: hoe goed helpt uw regio?' }]

/** Everyone reads what this is; rounds and links are for staff alone. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (!context.staff) return { staff: false as const, rounds: [], links: [] }
  const [rounds, links] = await Promise.all([listRounds(context.app), demoLinks(context.app)])
  return {
    staff: true as const,
    rounds: rounds.map((round) => ({ ...round, lastDay: lastDay(round.closesAt, 'Europe/Amsterdam') })),
    links,
  }
}

export default function Home() {
  const view = useLoaderData<typeof loader>()
  const invented = view.rounds.some((round) => round.invented)
  return (
    <StaffFrame invented={invented} trail={[]}>
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">Hoe goed helpt uw regio mensen om gezonder te leven?</h1>
        <p className="utrecht-paragraph utrecht-paragraph--lead">
          Regiospiegel laat een regio zien wat goed gaat en wat beter kan bij hulp aan volwassenen die roken
          of overgewicht hebben.
        </p>
        <ol className="rs-steps">
          <li>Professionals en bestuurders vullen een korte vragenlijst in.</li>
          <li>Regiospiegel telt de antwoorden en zet de twee blikken naast elkaar.</li>
          <li>
            Er komt een rapport uit van ongeveer drie pagina’s. Bij elke zin is te zien waar die vandaan komt.
          </li>
        </ol>
        <p className="utrecht-paragraph rs-quiet">
          Dit is een zelfevaluatie: het oordeel van de regio zelf, niet van een inspectie. Er is geen cijfer
          voor het geheel en geen vergelijking tussen regio’s.
        </p>
      </div>
      {view.staff ? (
        <>
          {view.links.length > 0 ? <TryOut links={view.links} /> : null}
          <Rounds rounds={view.rounds} />
        </>
      ) : (
        <section className="rs-prose rs-stack" aria-labelledby="uitgenodigd">
          <h2 className="utrecht-heading-2" id="uitgenodigd">
            Bent u uitgenodigd?
          </h2>
          <p className="utrecht-paragraph">
            Klik dan op de link in uw uitnodiging. U hebt geen account en geen wachtwoord nodig.
          </p>
        </section>
      )}
    </StaffFrame>
  )
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

function TryOut({ links }: { links: View['links'] }) {
  return (
    <section className="rs-stack" aria-labelledby="proberen">
      <h2 className="utrecht-heading-2" id="proberen">
        Probeer de vragenlijst
      </h2>
      <p className="utrecht-paragraph">Deze links horen bij de voorbeeldregio. Vul gerust iets in.</p>
      <ul className="rs-cards" role="list">
        {links.map((link) => (
          <li className="rs-card" key={link.token}>
            <h3 className="utrecht-heading-3">{link.organisation ? 'Als bestuurder' : 'Als professional'}</h3>
            <p className="utrecht-paragraph">
              {link.organisation
                ? `U antwoordt namens ${link.organisation}, niet anoniem.`
                : 'U antwoordt anoniem. U kiest zelf uw beroep.'}
            </p>
            {/* A plain link: the address is answered by the server itself and sets a cookie. */}
            <a
              className="utrecht-button utrecht-button--secondary-action rs-button"
              href={paths.invitation(link.token)}
            >
              Open de vragenlijst
              <span className="rs-visually-hidden">
                {link.organisation ? ` als bestuurder van ${link.organisation}` : ' als professional'}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rounds({ rounds }: { rounds: View['rounds'] }) {
  return (
    <section className="rs-stack" aria-labelledby="rondes">
      <h2 className="utrecht-heading-2" id="rondes">
        Rondes
      </h2>
      {rounds.length === 0 ? (
        <p className="utrecht-paragraph">Er is nog geen ronde. Zet DEMO=1 om de voorbeeldregio te laden.</p>
      ) : (
        <ul className="rs-cards" role="list">
          {rounds.map((round) => (
            <li className="rs-card" key={round.id}>
              <h3 className="utrecht-heading-3">
                <Link className="utrecht-link utrecht-link--html-a" to={paths.round(round.id)}>
                  {round.title}
                </Link>
              </h3>
              <p className="utrecht-paragraph">
                {roundStatusText[round.status]} · {round.status === 'closed' ? 'was open' : 'open'} tot en met{' '}
                {longDate(round.lastDay)}
              </p>
              <p className="utrecht-paragraph rs-quiet">
                {round.region} · verzonden:{' '}
                {listOf(
                  round.sent.map(({ title, sent }) =>
                    counted(sent, `keer als ${title}`, `keer als ${title}`),
                  ),
                )}
              </p>
              {round.status === 'closed' ? (
                <p>
                  <Link className="utrecht-link utrecht-link--html-a" to={paths.report(round.id)}>
                    Lees het rapport<span className="rs-visually-hidden"> van {round.title}</span>
                  </Link>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
