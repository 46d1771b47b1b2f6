import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { Notice } from '../components/notice.tsx'
import { RoundFrame } from '../components/round-frame.tsx'
import { allItems } from '../domain/framework/framework.ts'
import { isFrozen, isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import type { Headcount } from '../domain/scoring/score.ts'
import { paths } from '../paths.ts'
import { staffRefusal } from '../form.server.ts'
import { requireRound } from '../round-page.server.ts'
import { capital, count, counted, longDate, percent, roundStatusText, weekDay } from '../text/nl.ts'
import { milestoneText } from '../text/setup.ts'
import { showTrial } from '../usecases/note-trial.server.ts'
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
            <RoleResponse
              key={role.role}
              role={role}
              open={view.status === 'open'}
              standing={view.standings.find((one) => one.role === role.role)}
            />
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

type Role = ReturnType<typeof useLoaderData<typeof loader>>['roles'][number]

type Standing = ReturnType<typeof useLoaderData<typeof loader>>['standings'][number]

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

function RoleResponse(props: { role: Role; open: boolean; standing: Standing | undefined }) {
  const { role, open, standing } = props
  const anonymous = role.anonymity === 'anonymous'
  return (
    <section className="rs-stack" aria-labelledby={`rol-${role.role}`}>
      <h2 className="utrecht-heading-2" id={`rol-${role.role}`}>
        {capital(role.plural)}
      </h2>
      <p className="utrecht-paragraph">
        <strong>{counted(role.sent, 'vragenlijst', 'vragenlijsten')} verzonden</strong>
        {role.invited === null ? '' : ` van ${headcount(role.invited)} uitgenodigd`}
        {share(role.sent, role.invited)}
        {open && role.begun > 0 ? ` · ${count(role.begun)} begonnen en nog niet verzonden` : ''}
      </p>
      <p className="utrecht-paragraph rs-quiet">
        {anonymous
          ? `Wie ziet wat? Deze groep antwoordt anoniem. Antwoorden komen pas vrij als de ronde is gesloten. Een cijfer is er vanaf ${role.minimumGroup} mensen.`
          : `Wie ziet wat? Deze groep antwoordt met de naam van de organisatie. Een cijfer is er vanaf ${role.minimumGroup} organisaties.`}
      </p>
      {standing ? <Kit role={role} standing={standing} open={open} /> : null}
      {anonymous ? <Professions role={role} open={open} /> : <Parties role={role} />}
      {anonymous && standing && standing.organisations.groups.length > 0 ? (
        <>
          <Groups
            caption="Antwoord per soort organisatie"
            first="Soort organisatie"
            standing={standing.parties}
            k={role.minimumGroup}
          />
          <Groups
            caption="Antwoord per organisatie"
            first="Organisatie"
            standing={standing.organisations}
            k={role.minimumGroup}
          />
        </>
      ) : null}
    </section>
  )
}

/** Whom to call, whether one organisation outweighs the rest, and what labels to expect. */
function Kit({ role, standing, open }: { role: Role; standing: Standing; open: boolean }) {
  const { missing, dominant } = standing.organisations
  const { strength } = standing
  const named = role.anonymity === 'named'
  const unit = named ? 'organisaties' : 'antwoorden'
  const rest = strength.nextAt === null ? 0 : strength.nextAt - role.sent
  return (
    <>
      <p className="utrecht-paragraph">
        {strength.level === 'none'
          ? `Met zo weinig ${unit} is er nog geen uitkomst. Vanaf ${count(strength.nextAt ?? 0)} ${unit} wel.`
          : null}
        {strength.level === 'tentative'
          ? `Er komt een uitkomst, maar die rust op weinig ${unit}.${
              strength.nextAt === null
                ? ''
                : ` Met ${count(rest)} ${unit} meer kan een duidelijk sterk punt stevig staan.`
            }`
          : null}
        {strength.level === 'firm' ? `Met zoveel ${unit} kan een duidelijk sterk punt stevig staan.` : null}
        {strength.interval !== null && !named
          ? ` Een onderwerp met 75% gunstige antwoorden ligt dan in werkelijkheid tussen ${percent(strength.interval[0])} en ${percent(strength.interval[1])}.`
          : ''}
      </p>
      {open && dominant ? (
        <Notice kind="warning" title="Eén organisatie weegt zwaar">
          <p className="utrecht-paragraph">
            {percent(dominant.share)} van de antwoorden komt van {dominant.title}. De uitkomst zegt dan vooral
            iets over die organisatie. Vraag de andere organisaties nog eens.
          </p>
        </Notice>
      ) : null}
      {open && missing.length > 0 ? (
        <Notice
          kind="info"
          title={
            missing.length === 1
              ? 'Bel deze organisatie'
              : `Bel deze ${missing.length === 2 ? 'twee' : 'drie'} organisaties`
          }
        >
          <ul className="utrecht-unordered-list">
            {missing.map((group) => (
              <li className="utrecht-unordered-list__item" key={group.id}>
                {group.title}:{' '}
                {named
                  ? 'nog niet verzonden.'
                  : `${group.sent === null ? `nog minder dan ${role.minimumGroup}` : count(group.sent)} van ${
                      group.invited === null ? 'onbekend hoeveel' : headcount(group.invited)
                    }.`}
              </li>
            ))}
          </ul>
          <p className="utrecht-paragraph">
            {named
              ? 'Vraag wie de vragenlijst invult en wanneer die klaar is.'
              : 'Vraag of de link is doorgestuurd en of er tijd is om hem in te vullen. Vraag nooit wie al heeft geantwoord.'}
          </p>
        </Notice>
      ) : null}
    </>
  )
}

/** Sent against asked, per group; small groups without a number. */
function Groups(props: { caption: string; first: string; standing: Standing['parties']; k: number }) {
  const { groups, rest } = props.standing
  return (
    <table className="utrecht-table rs-table-blocks">
      <caption className="utrecht-table__caption">{props.caption}</caption>
      <thead className="utrecht-table__header">
        <tr className="utrecht-table__row">
          <th scope="col" className="utrecht-table__header-cell">
            {props.first}
          </th>
          <th scope="col" className="utrecht-table__header-cell rs-number">
            Gevraagd
          </th>
          <th scope="col" className="utrecht-table__header-cell rs-number">
            Verzonden
          </th>
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {groups.map((group) => (
          <tr className="utrecht-table__row" key={group.id}>
            <th scope="row" className="utrecht-table__cell">
              {group.title}
            </th>
            <td className="utrecht-table__cell rs-number" data-title="Gevraagd">
              {group.invited === null ? 'onbekend' : headcount(group.invited)}
            </td>
            <td className="utrecht-table__cell rs-number" data-title="Verzonden">
              {group.sent === null
                ? 'te weinig om te tonen'
                : `${count(group.sent)}${share(group.sent, group.invited)}`}
            </td>
          </tr>
        ))}
        {rest !== null ? (
          <tr className="utrecht-table__row">
            <th scope="row" className="utrecht-table__cell">
              Te kleine groepen samen
            </th>
            <td className="utrecht-table__cell rs-number" data-title="Gevraagd" />
            <td className="utrecht-table__cell rs-number" data-title="Verzonden">
              {count(rest)}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

function Professions({ role, open }: { role: Role; open: boolean }) {
  const shown = role.professions.filter((group) => group.sent !== null)
  if (shown.length === 0 && role.rest === null) {
    return (
      <p className="utrecht-paragraph rs-quiet">
        {open
          ? 'Welke beroepen hebben geantwoord, is te zien als de ronde is gesloten.'
          : 'De groepen zijn te klein om per beroep te laten zien.'}
      </p>
    )
  }
  return (
    <div className="rs-table-scroll rs-prose">
      <table className="utrecht-table">
        <caption className="utrecht-table__caption">Verzonden vragenlijsten per beroep</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Beroep
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Verzonden
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {shown.map((group) => (
            <tr className="utrecht-table__row" key={group.id}>
              <th scope="row" className="utrecht-table__cell">
                {capital(group.title)}
              </th>
              <td className="utrecht-table__cell rs-number">{count(group.sent ?? 0)}</td>
            </tr>
          ))}
          {role.rest !== null ? (
            <tr className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">
                Andere beroepen samen (elk minder dan {role.minimumGroup})
              </th>
              <td className="utrecht-table__cell rs-number">{count(role.rest)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}

function Parties({ role }: { role: Role }) {
  return (
    <div>
      <table className="utrecht-table rs-table-blocks">
        <caption className="utrecht-table__caption">Antwoord per soort organisatie</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Soort organisatie
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Uitgenodigd
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Verzonden
            </th>
            <th scope="col" className="utrecht-table__header-cell">
              Wie
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {role.parties.filter(takesPart).map((party) => (
            <tr className="utrecht-table__row" key={party.id}>
              <th scope="row" className="utrecht-table__cell">
                {party.title}
              </th>
              <td className="utrecht-table__cell rs-number" data-title="Uitgenodigd">
                {party.invited === null ? 'onbekend' : headcount(party.invited)}
              </td>
              <td className="utrecht-table__cell rs-number" data-title="Verzonden">
                {party.sent === null ? 'te klein' : count(party.sent)}
              </td>
              <td className="utrecht-table__cell" data-title="Wie">
                {party.organisations.length > 0
                  ? party.organisations.map(({ name }) => name).join(', ')
                  : 'Nog niemand'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function takesPart({ invited, sent }: Role['parties'][number]): boolean {
  return invited !== 0 || (sent ?? 0) > 0
}

function headcount(value: Headcount): string {
  return typeof value === 'number' ? count(value) : `ongeveer ${count(value.about)}`
}

function share(sent: number, invited: Headcount | null): string {
  const asked = invited === null ? 0 : typeof invited === 'number' ? invited : invited.about
  return asked > 0 ? ` (${percent(sent / asked)})` : ''
}
