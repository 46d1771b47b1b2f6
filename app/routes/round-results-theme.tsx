import { Link, useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ChartFigure } from '../components/chart-figure.tsx'
import { ReleasedRemarks } from '../components/released-remarks.tsx'
import { LensView } from '../components/lens-label.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { allCriteria } from '../domain/framework/framework.ts'
import { paths } from '../paths.ts'
import {
  answerCharts,
  choiceChart,
  gapChart,
  namedRoles,
  remarksAt,
  requireResults,
} from '../results-page.server.ts'
import { capital, listOf } from '../text/nl.ts'
import {
  choiceText,
  figuresText,
  gapText,
  hiddenText,
  listedText,
  ruleText,
  tooFew,
} from '../text/results.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view ? `${view.theme.title}, ${view.round.region}` : 'Resultaten') },
]

export async function loader(args: LoaderFunctionArgs) {
  const view = await requireResults(args)
  const { framework, score, results, withheld } = view
  const theme = results.themes.find(({ id }) => id === args.params.themeId)
  if (!theme) throw data(null, { status: 404 })
  const roles = namedRoles(view)
  const partyTitles = new Map(framework.parties.map(({ id, title }) => [id, title]))
  const itemsOf = new Map(allCriteria(framework).map(({ id, items }) => [id, items]))
  const place = results.themes.indexOf(theme)
  const neighbour = (step: number) => {
    const other = results.themes[place + step]
    return other ? { id: other.id, title: other.title } : null
  }
  return {
    round: view.round,
    withheld,
    roles: roles.map((role) => ({
      ...role,
      respondents: score.respondents[role.id] ?? 0,
      heard: Object.entries(score.parties[role.id] ?? {}).flatMap(([party, organisations]) =>
        organisations > 0 ? [partyTitles.get(party) ?? party] : [],
      ),
    })),
    before: neighbour(-1),
    after: neighbour(1),
    theme: { id: theme.id, title: theme.title },
    chart: gapChart(
      'verschil',
      'Waar beide groepen hetzelfde is gevraagd, ziet u hier hoe ver zij uit elkaar liggen.',
      theme.norms.flatMap(({ criteria }) => criteria),
      view,
    ),
    norms: theme.norms.map((norm) => ({
      id: norm.id,
      title: norm.title,
      text: norm.text,
      criteria: norm.criteria.map((criterion) => ({
        id: criterion.id,
        title: criterion.title,
        sentences: criterion.sentences,
        differs: criterion.differs,
        listed: withheld.length > 0 || criterion.listed === null ? null : listedText(criterion.listed),
        gap: criterion.gap ? gapText(criterion.gap, roles) : null,
        rule: criterion.rule === null ? null : ruleText(criterion.rule, roles),
        lenses: roles.map((role) => {
          const lens = criterion.lenses.find((one) => one.role === role.id)
          return {
            role: role.id,
            state: lens?.state ?? ('not-asked' as const),
            score: lens?.score ?? null,
            figures: lens?.score ? figuresText(lens.score, role) : [],
            charts: lens ? answerCharts(framework, criterion, lens, role) : [],
            questions: (lens?.questions ?? []).map(({ id, text, parties, n }) => ({
              id,
              text,
              shown: n !== null,
              parties: parties.map((party) => partyTitles.get(party) ?? party),
            })),
          }
        }),
        remarks: remarksAt(view, itemsOf.get(criterion.id) ?? []),
        choices: criterion.choices.map((choice) => {
          const text = choice.shown ? choiceText(choice.shown) : null
          return {
            id: choice.id,
            text: choice.text,
            said: text,
            hidden: hiddenText(roles.find(({ id }) => id === choice.role) ?? (roles[0] as (typeof roles)[0])),
            chart: text ? choiceChart(choice, text) : null,
          }
        }),
      })),
    })),
  }
}

type View = ReturnType<typeof useLoaderData<typeof loader>>
type Criterion = View['norms'][number]['criteria'][number]

export default function RoundResultsTheme() {
  const view = useLoaderData<typeof loader>()
  const { round, theme } = view
  return (
    <StaffFrame
      invented={round.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.round(round.id), text: round.title },
        { to: paths.roundResults(round.id), text: 'Resultaten' },
      ]}
    >
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">{theme.title}</h1>
        <p className="utrecht-paragraph">
          Per onderwerp: eerst wat de antwoorden zeggen, dan de uitkomst per groep. Kies “Waar blijkt dat
          uit?” voor de vragen, wie antwoordde en de cijfers.
        </p>
        {view.withheld.length > 0 ? (
          <Notice kind="warning" title="De ronde is nog open">
            <p className="utrecht-paragraph">
              Antwoorden van{' '}
              {listOf(view.roles.filter(({ id }) => view.withheld.includes(id)).map(({ plural }) => plural))}{' '}
              zijn pas te zien als de ronde is gesloten.
            </p>
          </Notice>
        ) : null}
        {view.chart ? <ChartFigure picture={view.chart} /> : null}
      </div>
      {view.norms.map((norm) => (
        <section key={norm.id} className="rs-stack" aria-labelledby={`norm-${norm.id}`}>
          <h2 className="utrecht-heading-2" id={`norm-${norm.id}`}>
            {norm.title}
          </h2>
          <p className="utrecht-paragraph rs-prose">{norm.text}</p>
          {norm.criteria.map((criterion) => (
            <CriterionView key={criterion.id} criterion={criterion} view={view} />
          ))}
        </section>
      ))}
      <nav aria-label="Andere thema's">
        <p className="rs-actions">
          {view.before ? (
            <Link
              className="utrecht-link utrecht-link--html-a"
              to={paths.roundTheme(round.id, view.before.id)}
            >
              ← {view.before.title}
            </Link>
          ) : null}
          {view.after ? (
            <Link
              className="utrecht-link utrecht-link--html-a"
              to={paths.roundTheme(round.id, view.after.id)}
            >
              {view.after.title} →
            </Link>
          ) : null}
        </p>
      </nav>
    </StaffFrame>
  )
}

function CriterionView({ criterion, view }: { criterion: Criterion; view: View }) {
  const said = criterion.sentences.join(' ')
  return (
    <section className="rs-result rs-stack" id={criterion.id} aria-labelledby={`titel-${criterion.id}`}>
      <h3 className="utrecht-heading-3" id={`titel-${criterion.id}`}>
        {capital(criterion.title)}
      </h3>
      {said ? <p className="utrecht-paragraph">{said}</p> : null}
      {!said && criterion.listed ? <p className="utrecht-paragraph">{criterion.listed}</p> : null}
      <div className="rs-lenses">
        {criterion.lenses.map((lens) => {
          const role = view.roles.find(({ id }) => id === lens.role)
          return (
            <LensView
              key={lens.role}
              role={capital(role?.plural ?? '')}
              score={lens.state === 'not-asked' ? undefined : (lens.score ?? undefined)}
              named={role?.named ?? false}
              minimumGroup={role?.minimumGroup ?? 0}
              withheld={lens.state === 'withheld'}
            />
          )
        })}
      </div>
      {criterion.gap ? <p className="utrecht-paragraph">{criterion.gap}</p> : null}
      {criterion.choices.map((choice) => (
        <div key={choice.id}>
          <p className="utrecht-paragraph">
            <strong>{choice.text}</strong> {choice.said ?? choice.hidden}
          </p>
        </div>
      ))}
      <ReleasedRemarks questions={criterion.remarks} about={criterion.title} />
      <Evidence criterion={criterion} view={view} />
    </section>
  )
}

/** Question texts, who was asked and who kept silent, counts and the rule: what every sentence above rests on. */
function Evidence({ criterion, view }: { criterion: Criterion; view: View }) {
  const shown = criterion.lenses.filter(({ state }) => state === 'scored')
  if (shown.length === 0 && criterion.choices.length === 0) return null
  return (
    <details className="rs-details">
      <summary>
        Waar blijkt dat uit?<span className="rs-visually-hidden"> {criterion.title}</span>
      </summary>
      <div className="rs-details__body rs-stack">
        {criterion.rule ? (
          <p className="utrecht-paragraph">
            <strong>Regel.</strong> {capital(criterion.rule)}.
          </p>
        ) : null}
        {shown.map((lens) => {
          const role = view.roles.find(({ id }) => id === lens.role)
          return (
            <div key={lens.role} className="rs-stack">
              <h4 className="rs-criterion__title">{capital(role?.plural ?? '')}</h4>
              <p className="utrecht-paragraph">{lens.figures.join(' ')}</p>
              {lens.charts.map((picture) => (
                <ChartFigure key={picture.id} picture={picture} />
              ))}
              <ul className="utrecht-unordered-list">
                {lens.questions.map((question) => (
                  <li key={question.id} className="utrecht-unordered-list__item">
                    Vraag {question.id}: “{question.text}” <Asked question={question} role={role} />
                    {question.shown ? null : ` ${capital(tooFew)}.`}
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
        {criterion.choices.map((choice) =>
          choice.chart ? <ChartFigure key={choice.id} picture={choice.chart} /> : null,
        )}
      </div>
    </details>
  )
}

function Asked({
  question,
  role,
}: {
  question: { parties: string[] }
  role: { plural: string; named: boolean; heard: string[] } | undefined
}) {
  if (!role) return null
  if (!role.named) return <>Gevraagd aan {role.plural}.</>
  const silent = question.parties.filter((party) => !role.heard.includes(party))
  return (
    <>
      Gevraagd aan {question.parties.length === 0 ? `alle ${role.plural}` : listOf(question.parties)}.
      {silent.length > 0 ? ` Zonder antwoord: ${listOf(silent)}.` : null}
    </>
  )
}
