import { Fragment } from 'react'
import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { BoardStages } from '../components/board-stages.tsx'
import { RoleResponse } from '../components/role-response.tsx'
import { allItems } from '../domain/framework/framework.ts'
import { isFrozen, isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { staffRefusal } from '../form.server.ts'
import { requireRound } from '../round-page.server.ts'
import { capital, count, counted, longDate, roundStatusText, weekDay } from '../text/nl.ts'
import { milestoneText } from '../text/setup.ts'
import { showTrial } from '../usecases/note-trial.server.ts'
import { showBoards } from '../usecases/show-boards.server.ts'
import { showResponse } from '../usecases/show-response.server.ts'
import { showRound } from '../usecases/show-round.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.title ?? 'Ronde') },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework, checks, mayChange, participants } = await requireRound(args, 'read-round')
  const input = { roundId: round.id }
  const view = await showRound(args.context.app, input)
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const response = await showResponse(args.context.app, input)
  if (response.kind === 'refused') throw staffRefusal(response.reason)
  const boards = await showBoards(args.context.app, input)
  if (boards.kind === 'refused') throw staffRefusal(boards.reason)
  const trial = await showTrial(args.context.app, input)
  return {
    ...view,
    framed,
    mayChange,
    lastDay: lastDay(view.closesAt, TIME_ZONE),
    firstDay: round.firstClosesAt && lastDay(round.firstClosesAt, TIME_ZONE),
    visibilityChosen: round.visibility !== null,
    asked: new Set(participants.map(({ organisationId }) => organisationId)).size,
    stops: checks.filter(({ severity }) => severity === 'stop').length,
    standings: response.roles,
    boards: boards.roles,
    next: nextStep(response.plan, isFrozen(round)),
    trial:
      trial.kind === 'trial' && round.status === 'trial'
        ? {
            roles: framework.roles.flatMap(({ id, plural }) => {
              const one = trial.outcome.roles[id]
              return one ? [{ plural, ...one }] : []
            }),
            items: allItems(framework).flatMap(({ id, text }) => {
              const judged = trial.outcome.items[id]
              return judged && judged.unclear > 0 ? [{ id, text, ...judged }] : []
            }),
            judged: Object.keys(trial.outcome.items).length,
          }
        : null,
  }
}

/** The first step that is not behind; once the round is open, what leads up to that is behind. */
function nextStep<Step extends { milestone: string; past: boolean }>(plan: readonly Step[], open: boolean) {
  const from = open ? plan.findIndex(({ milestone }) => milestone === 'open') + 1 : 0
  return plan.slice(from).find(({ past }) => !past) ?? null
}

export default function Round() {
  const view = useLoaderData<typeof loader>()
  const prepared = isFrozen(view)
  return (
    <RoundFrame round={view.framed}>
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">
          {view.region}, {view.title}
        </h1>
        <p className="utrecht-paragraph utrecht-paragraph--lead">
          {roundStatusText[view.status]}.{' '}
          {isOver(view) ? 'Meedoen kon' : prepared ? 'Meedoen kan' : 'Laatste dag om mee te doen:'}{' '}
          {prepared ? 'tot en met ' : ''}
          {longDate(view.lastDay)}
          {view.firstDay ? ` (verlengd: eerst was dat ${longDate(view.firstDay)})` : ''}.
        </p>
        {view.next && !isOver(view) ? (
          <p className="utrecht-paragraph">
            Eerstvolgende in de planning: {milestoneText[view.next.milestone].toLowerCase()}, op{' '}
            {weekDay(view.next.day)}.{' '}
            <Link className="utrecht-link utrecht-link--html-a" to={paths.roundPlanning(view.id)}>
              Hele planning
            </Link>
          </p>
        ) : null}
        {prepared ? (
          <p className="rs-actions">
            {isOver(view) ? (
              <Link
                className="utrecht-button utrecht-button--primary-action rs-button"
                to={paths.report(view.id)}
              >
                Lees het rapport
              </Link>
            ) : null}
            <Link
              className="utrecht-button utrecht-button--secondary-action rs-button"
              to={paths.roundResults(view.id)}
            >
              Bekijk de resultaten
            </Link>
          </p>
        ) : null}
      </div>
      {prepared ? null : <Tasks />}
      {view.trial ? <Trial trial={view.trial} /> : null}
      {prepared
        ? view.roles.map((role) => (
            <Fragment key={role.role}>
              <RoleResponse
                role={role}
                open={view.status === 'open'}
                standing={view.standings.find((one) => one.role === role.role)}
              />
              <BoardStages
                roundId={view.id}
                boards={view.boards.find((one) => one.role === role.role)?.boards ?? []}
                open={view.status === 'open'}
                lastDay={longDate(view.lastDay)}
                mayChange={view.mayChange}
              />
            </Fragment>
          ))
        : null}
      <section className="rs-stack" aria-labelledby="over">
        <h2 className="utrecht-heading-2" id="over">
          Over deze ronde
        </h2>
        <dl className="rs-facts rs-facts--wide">
          <div>
            <dt>Regio</dt>
            <dd>{view.region}</dd>
          </div>
          <div>
            <dt>Gevraagd door</dt>
            <dd>{view.askedBy}</dd>
          </div>
          <div>
            <dt>Vragenlijst</dt>
            <dd>
              {view.framework.title}, versie {view.framework.version} (
              {view.variant === 'core' ? 'kort' : 'volledig'}); {view.framework.label}
            </dd>
          </div>
          <div>
            <dt>Vastgelegd</dt>
            <dd>
              {prepared
                ? 'De vragen en regels zijn bij de start bevroren.'
                : 'De vragen en regels liggen vast zodra de ronde opengaat.'}{' '}
              Controlegetal van de vragenlijst: <code>{view.framework.hash.slice(0, 12)}</code>
            </dd>
          </div>
        </dl>
      </section>
    </RoundFrame>
  )
}

/** What has to be done before the round opens, with how each stands. */
function Tasks() {
  const view = useLoaderData<typeof loader>()
  const trial = view.status === 'trial'
  const tasks = [
    { to: paths.roundBasics(view.id), text: 'Gegevens van de ronde', status: 'Ingevuld' },
    {
      to: paths.roundParticipants(view.id),
      text: 'Wie doet mee?',
      status: view.asked === 0 ? 'Nog doen' : counted(view.asked, 'organisatie', 'organisaties'),
    },
    { to: paths.roundRules(view.id), text: 'Regels voor het tellen', status: 'Ingevuld' },
    {
      to: paths.roundVisibility(view.id),
      text: 'Wie ziet wat',
      status: view.visibilityChosen ? 'Vastgelegd' : 'Nog doen',
    },
    {
      to: paths.roundOpen(view.id),
      text: trial ? 'De proef afsluiten en openen' : 'Proberen en openen',
      status: view.stops === 0 ? 'Kan nu' : `Nog ${counted(view.stops, 'ding', 'dingen')} te doen`,
    },
  ]
  if (!view.mayChange) {
    return <p className="utrecht-paragraph">De coördinator bereidt deze ronde voor.</p>
  }
  return (
    <section className="rs-prose rs-stack" aria-labelledby="taken">
      <h2 className="utrecht-heading-2" id="taken">
        In vijf stappen open
      </h2>
      <ol className="rs-tasks" role="list">
        {tasks.map(({ to, text, status }) => (
          <li key={to}>
            <Link className="utrecht-link utrecht-link--html-a" to={to}>
              {text}
            </Link>
            <span className={`rs-status${status.startsWith('Nog') ? ' rs-status--busy' : ''}`}>{status}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

type TrialView = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['trial']>

function Trial({ trial }: { trial: TrialView }) {
  return (
    <section className="rs-prose rs-stack" aria-labelledby="proef">
      <h2 className="utrecht-heading-2" id="proef">
        Uitkomst van de proef
      </h2>
      {trial.roles.length === 0 && trial.judged === 0 ? (
        <p className="utrecht-paragraph">Er heeft nog niemand gereageerd.</p>
      ) : null}
      {trial.roles.map((role) => (
        <p className="utrecht-paragraph" key={role.plural}>
          {capital(role.plural)}: {count(role.finished)} klaar
          {role.minutes === null
            ? ''
            : `, de middelste had ${counted(Math.round(role.minutes), 'minuut', 'minuten')} nodig`}
          .
        </p>
      ))}
      {trial.judged > 0 ? (
        trial.items.length === 0 ? (
          <p className="utrecht-paragraph">Alle vragen die zijn beoordeeld, waren begrijpelijk.</p>
        ) : (
          <>
            <h3 className="utrecht-heading-3">Niet voor iedereen begrijpelijk</h3>
            <ul className="utrecht-unordered-list">
              {trial.items.map((item) => (
                <li className="utrecht-unordered-list__item" key={item.id}>
                  {item.text} ({count(item.unclear)} van {count(item.clear + item.unclear)})
                  {item.remarks.map((remark) => (
                    <q className="rs-quiet" key={remark}>
                      {remark}
                    </q>
                  ))}
                </li>
              ))}
            </ul>
          </>
        )
      ) : null}
    </section>
  )
}
