import { Link, useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { LabelMark, LensView } from '../components/lens-label.tsx'
import { NotAdopted, unadoptedLines } from '../components/not-adopted.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import type { Item } from '../domain/framework/framework.ts'
import { isOver } from '../domain/round/round.ts'
import type { Label } from '../domain/scoring/score.ts'
import { paths } from '../paths.ts'
import { logLook, requireStaff } from '../staff.server.ts'
import { capital, counted, listOf, percent } from '../text/nl.ts'
import { showResults } from '../usecases/show-results.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view ? `Resultaten ${view.round.region}` : 'Resultaten') },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const actor = await requireStaff({ context, request }, 'read-round', { roundId: params.roundId ?? '' })
  const view = await showResults(context.app, { roundId: params.roundId ?? '' })
  if (view.kind === 'refused') throw data(null, { status: view.reason === 'unknown-round' ? 404 : 503 })
  await logLook(context, actor, 'results-read', view.round.id)
  const { framework, score } = view
  const isAsked = (item: Item) => score.framework.variant === 'full' || item.variant === 'core'
  const items = new Map(
    framework.themes.flatMap((theme) =>
      theme.norms.flatMap((norm) =>
        norm.criteria.flatMap((criterion) => criterion.items.map((item) => [item.id, item])),
      ),
    ),
  )
  return {
    round: view.round,
    withheld: view.withheld,
    unadopted: unadoptedLines(framework, view.unadopted),
    label: framework.label,
    cutoffs: framework.cutoffs,
    gaps: score.gaps,
    roles: framework.roles.slice(0, 2).map((role) => ({
      id: role.id,
      plural: role.plural,
      named: role.anonymity === 'named',
      minimumGroup: score.minimumGroup[role.id] ?? role.minimumGroup,
      respondents: score.respondents[role.id] ?? 0,
    })),
    themes: score.themes.map((theme) => ({
      id: theme.id,
      title: theme.title,
      norms: theme.norms.map((norm) => ({
        id: norm.id,
        title: norm.title,
        criteria: norm.criteria.map((criterion) => ({
          id: criterion.id,
          title: criterion.title,
          gap: criterion.gap,
          // Items of the full questionnaire have no answers in a round that put the short one.
          roles: Object.fromEntries(
            Object.entries(criterion.roles).filter(([, { items: cells }]) =>
              cells.some(({ id }) => {
                const item = items.get(id)
                return item !== undefined && isAsked(item)
              }),
            ),
          ),
          questions: Object.entries(criterion.roles).flatMap(([role, result]) =>
            result.items.flatMap((cell) => {
              const item = items.get(cell.id)
              if (!item || !isAsked(item)) return []
              const shown = cell.n === null ? null : cell
              return [
                {
                  id: item.id,
                  role,
                  text: item.text,
                  n: shown?.n ?? null,
                  options: item.options.map((option) => ({
                    label: option.label,
                    count: shown?.distribution[option.code] ?? null,
                  })),
                },
              ]
            }),
          ),
        })),
      })),
    })),
  }
}

type View = ReturnType<typeof useLoaderData<typeof loader>>
type Criterion = View['themes'][number]['norms'][number]['criteria'][number]

export default function RoundResults() {
  const view = useLoaderData<typeof loader>()
  const { round } = view
  return (
    <StaffFrame
      invented={round.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.round(round.id), text: round.title },
      ]}
    >
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">Resultaten van {round.region}</h1>
        <p className="utrecht-paragraph">
          Wat professionals en wat bestuurders zeggen, naast elkaar. De twee worden nooit tot één cijfer
          gemengd.
          {isOver(round) ? (
            <>
              {' '}
              De bevindingen in gewone zinnen staan in{' '}
              <Link className="utrecht-link utrecht-link--html-a" to={paths.report(round.id)}>
                het rapport
              </Link>
              .
            </>
          ) : null}
        </p>
        {view.withheld.length > 0 ? (
          <Notice kind="warning" title="De ronde is nog open">
            <p className="utrecht-paragraph">
              Antwoorden van{' '}
              {listOf(view.roles.filter(({ id }) => view.withheld.includes(id)).map(({ plural }) => plural))}{' '}
              zijn anoniem en daarom pas te zien als de ronde is gesloten. Zo kan niemand uit twee
              tussenstanden afleiden wie wat zei.
            </p>
          </Notice>
        ) : null}
        <NotAdopted lines={view.unadopted} />
        <Legend view={view} />
      </div>
      {view.themes.map((theme) => (
        <section key={theme.id} className="rs-stack" aria-labelledby={`thema-${theme.id}`}>
          <h2 className="utrecht-heading-2" id={`thema-${theme.id}`}>
            {theme.title}
          </h2>
          {theme.norms
            .filter(({ criteria }) => criteria.some(hasAsked))
            .map((norm) => (
              <section key={norm.id} aria-labelledby={`norm-${norm.id}`}>
                <h3 className="utrecht-heading-3" id={`norm-${norm.id}`}>
                  {norm.title}
                </h3>
                {norm.criteria.filter(hasAsked).map((criterion) => (
                  <CriterionResult key={criterion.id} criterion={criterion} view={view} />
                ))}
              </section>
            ))}
        </section>
      ))}
      <NotAsked view={view} />
    </StaffFrame>
  )
}

const hasAsked = (criterion: Criterion) => Object.keys(criterion.roles).length > 0

/** Subjects of the framework on which this round asked nobody anything: no answers is something else than bad ones. */
function NotAsked({ view }: { view: View }) {
  const criteria = view.themes.flatMap(({ norms }) => norms.flatMap((norm) => norm.criteria))
  const silent = criteria.filter((criterion) => !hasAsked(criterion) && view.withheld.length === 0)
  if (silent.length === 0) return null
  return (
    <section className="rs-prose rs-stack" aria-labelledby="niet-gevraagd">
      <h2 className="utrecht-heading-2" id="niet-gevraagd">
        Niet gevraagd in deze ronde
      </h2>
      <p className="utrecht-paragraph">
        Deze ronde gebruikte de korte vragenlijst. Over deze onderwerpen is niets gevraagd:{' '}
        {listOf(silent.map(({ title }) => title))}.
      </p>
    </section>
  )
}

const legend: [Label, string][] = [
  ['strength', 'veel positieve antwoorden'],
  ['improvement', 'weinig positieve antwoorden, of veel mensen weten het niet'],
  ['mixed', 'ertussenin'],
  ['divided', 'de antwoorden lopen sterk uiteen'],
  ['insufficient', 'te weinig mensen om iets te laten zien'],
]

function Legend({ view }: { view: View }) {
  return (
    <details className="rs-details">
      <summary>Zo leest u deze pagina</summary>
      <div className="rs-details__body rs-stack">
        <ul className="utrecht-unordered-list">
          {legend.map(([label, text]) => (
            <li key={label} className="utrecht-unordered-list__item">
              <LabelMark label={label} />: {text}
            </li>
          ))}
        </ul>
        <p className="utrecht-paragraph">
          “Gaat goed” begint bij {percent(view.cutoffs.strength)} positief, “kan beter” bij{' '}
          {percent(view.cutoffs.improvement)} of minder. Dat zijn afspraken, geen normen van een inspectie.
        </p>
        <p className="utrecht-paragraph">
          “Vast” betekent: het label verandert niet door een paar antwoorden meer of minder. “Voorlopig”
          betekent: dat kan nog wel. n is het aantal mensen met een geldig antwoord. “Weet ik niet” en “niet
          van toepassing” tellen daar niet in mee.
        </p>
        <p className="utrecht-paragraph">
          {counted(view.gaps.tested, 'verschil', 'verschillen')} tussen de twee groepen getoetst,{' '}
          {counted(view.gaps.counted, 'verschil', 'verschillen')} aantoonbaar.
        </p>
      </div>
    </details>
  )
}

function CriterionResult({ criterion, view }: { criterion: Criterion; view: View }) {
  return (
    <div className="rs-criterion">
      <div>
        <h4 className="rs-criterion__title">{capital(criterion.title)}</h4>
        {criterion.gap ? (
          <p className="utrecht-paragraph rs-quiet">
            {criterion.gap.counts
              ? `Aantoonbaar verschil: ${Math.round(Math.abs(criterion.gap.difference) * 100)} procentpunt.`
              : 'Geen aantoonbaar verschil tussen de twee groepen.'}
          </p>
        ) : null}
        {criterion.questions.length > 0 ? <Questions criterion={criterion} view={view} /> : null}
      </div>
      {view.roles.map((role) => (
        <LensView
          key={role.id}
          role={capital(role.plural)}
          score={criterion.roles[role.id]}
          named={role.named}
          minimumGroup={role.minimumGroup}
          withheld={view.withheld.includes(role.id)}
        />
      ))}
    </div>
  )
}

/** Where the label comes from: each question with how often every answer was given. */
function Questions({ criterion, view }: { criterion: Criterion; view: View }) {
  return (
    <details className="rs-details rs-criterion__questions">
      <summary>
        Waar komt dit vandaan?<span className="rs-visually-hidden"> {criterion.title}</span>
      </summary>
      <div className="rs-details__body rs-stack">
        {criterion.questions.map((question) => (
          <div key={question.id}>
            <p className="utrecht-paragraph">
              <span className="rs-lens__role">
                {view.roles.find(({ id }) => id === question.role)?.plural}
              </span>
              {question.text}
            </p>
            {question.n === null ? (
              <p className="utrecht-paragraph rs-quiet">Te weinig antwoorden om te laten zien.</p>
            ) : (
              <ul className="utrecht-unordered-list">
                {question.options.map((option) => (
                  <li key={option.label} className="utrecht-unordered-list__item">
                    {option.label}: {option.count ?? 0}
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </details>
  )
}
