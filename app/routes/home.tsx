import { Link, useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { StaffFrame } from '../components/staff-frame.tsx'
import { isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { capital, count, longDate, roundStatusText } from '../text/nl.ts'
import { showHome } from '../usecases/list-rounds.server.ts'
import { demoLinks } from '../usecases/load-demo.server.ts'

export const meta: MetaFunction = () => [{ title: 'Regiospiegel: hoe goed helpt uw regio?' }]

/** Everyone reads what this is; rounds and links are for staff alone. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (context.actor.kind === 'visitor') return { staff: false as const, demo: false, rounds: [], links: [] }
  const { actor } = context
  const home = await showHome(context.app, { actor })
  if (home.kind === 'refused') throw data(null, { status: 503 })
  const { rounds } = home
  // The links to try the demo with are for who is at the machine; an account sees what its rights say.
  const links = actor.kind === 'demo' ? await demoLinks(context.app) : []
  return {
    staff: true as const,
    demo: actor.kind === 'demo',
    rounds: rounds.map((round) => ({ ...round, lastDay: lastDay(round.closesAt, TIME_ZONE) })),
    links,
  }
}

export default function Home() {
  const view = useLoaderData<typeof loader>()
  const invented = view.rounds.length > 0 && view.rounds.every((round) => round.invented)
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
          <Rounds rounds={view.rounds} demo={view.demo} />
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
  const professionals = links.filter((link) => link.organisation === null)
  const boards = links.filter((link) => link.organisation !== null)
  return (
    <section className="rs-stack" aria-labelledby="proberen">
      <h2 className="utrecht-heading-2" id="proberen">
        Probeer de vragenlijst
      </h2>
      <p className="utrecht-paragraph">
        Deze links horen bij de voorbeeldregio. Vul gerust iets in. Elke link is voor één persoon.
      </p>
      <ul className="rs-cards" role="list">
        <TryOutCard
          title="Als professional"
          text="U antwoordt anoniem. U kiest zelf uw beroep."
          links={professionals.map((link, index) => ({ token: link.token, name: `persoon ${index + 1}` }))}
        />
        <TryOutCard
          title="Als bestuurder"
          text="U antwoordt voor uw organisatie, niet anoniem."
          links={boards.map((link) => ({ token: link.token, name: link.organisation ?? '' }))}
        />
      </ul>
    </section>
  )
}

/** Plain links: their address is answered by the server itself, which sets a cookie and sends on. */
function TryOutCard(props: { title: string; text: string; links: { token: string; name: string }[] }) {
  const [first, ...others] = props.links
  if (!first) return null
  return (
    <li className="rs-card">
      <h3 className="utrecht-heading-3">{props.title}</h3>
      <p className="utrecht-paragraph">{props.text}</p>
      <p>
        <a
          className="utrecht-button utrecht-button--primary-action rs-button"
          href={paths.invitation(first.token)}
        >
          Open de vragenlijst<span className="rs-visually-hidden"> {props.title.toLowerCase()}</span>
        </a>
      </p>
      <p className="rs-quiet">Nog een keer proberen? Neem een andere link:</p>
      <ul className="rs-links" role="list">
        {others.map(({ token, name }) => (
          <li key={token}>
            <a className="utrecht-link utrecht-link--html-a" href={paths.invitation(token)}>
              {capital(name)}
            </a>
          </li>
        ))}
      </ul>
    </li>
  )
}

function Rounds({ rounds, demo }: { rounds: View['rounds']; demo: boolean }) {
  return (
    <section className="rs-stack" aria-labelledby="rondes">
      <h2 className="utrecht-heading-2" id="rondes">
        Rondes
      </h2>
      {rounds.length === 0 ? (
        <p className="utrecht-paragraph">
          {demo
            ? 'Er is nog geen ronde. Zet DEMO=1 om de voorbeeldregio te laden.'
            : 'Er is nog geen ronde die u mag zien. Een ronde begint bij een regio: '}
          {demo ? null : (
            <Link className="utrecht-link utrecht-link--html-a" to={paths.regions()}>
              naar de regio’s
            </Link>
          )}
        </p>
      ) : (
        <ul className="rs-cards" role="list">
          {rounds.map((round) => (
            <li className="rs-card" key={round.id}>
              <h3 className="utrecht-heading-3">
                <Link
                  className="utrecht-link utrecht-link--html-a"
                  to={round.readable ? paths.round(round.id) : paths.report(round.id)}
                >
                  {round.region}, {round.title}
                </Link>
              </h3>
              <p className="utrecht-paragraph">
                {roundStatusText[round.status]} · {isOver(round) ? 'was open' : 'open'} tot en met{' '}
                {longDate(round.lastDay)}
              </p>
              {round.readable ? (
                <p className="utrecht-paragraph rs-quiet">
                  Verzonden:{' '}
                  {round.sent.map(({ title, sent }) => `${count(sent)} keer als ${title}`).join(', ')}
                </p>
              ) : null}
              {isOver(round) ? (
                <p>
                  <Link className="utrecht-link utrecht-link--html-a" to={paths.report(round.id)}>
                    Lees het rapport
                    <span className="rs-visually-hidden">
                      {' '}
                      van {round.region}, {round.title}
                    </span>
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
