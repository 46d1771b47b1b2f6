import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ChartFigure } from '../components/chart-figure.tsx'
import { LabelMark } from '../components/lens-label.tsx'
import { NotAdopted, unadoptedLines } from '../components/not-adopted.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { ReleasedRemarks } from '../components/released-remarks.tsx'
import { SelfImageSection } from '../components/self-image.tsx'
import { StaffFrame } from '../components/staff-frame.tsx'
import { criteriaIn } from '../domain/report/results.ts'
import { isOver } from '../domain/round/round.ts'
import type { Label } from '../domain/scoring/score.ts'
import { paths } from '../paths.ts'
import { gapChart, namedRoles, remarksAt, requireResults, selfImagePicture } from '../results-page.server.ts'
import { capital, counted, listOf, percent } from '../text/nl.ts'
import { firmText, gapText, labelCounts, respondentsText } from '../text/results.ts'

/** So many differences fit on one screen; the others stand on the pages of their themes. */
const MOST_DIFFERENCES = 6

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view ? `Resultaten ${view.round.region}` : 'Resultaten') },
]

export async function loader(args: LoaderFunctionArgs) {
  const view = await requireResults(args)
  const { framework, score, results, withheld } = view
  const roles = namedRoles(view)
  const criteria = criteriaIn(results)
  const differences = criteria.filter(({ criterion }) => criterion.differs)
  return {
    round: view.round,
    withheld,
    unadopted: unadoptedLines(framework, view.unadopted),
    framework: framework.label,
    cutoffs: framework.cutoffs,
    gaps: score.gaps,
    // Before the round closes half of the answers would be the whole picture.
    lead: withheld.length === 0 ? results.lead : [],
    roles: roles.map((role) => ({ ...role, respondents: score.respondents[role.id] ?? 0 })),
    differences: differences.map(({ theme, criterion }) => ({
      theme: theme.id,
      id: criterion.id,
      title: criterion.title,
      text: criterion.sentences.join(' '),
      gap: criterion.gap?.counts ? gapText(criterion.gap, roles) : null,
    })),
    // Questions on the whole subject stand with no theme.
    remarks: remarksAt(view, framework.items),
    selfImage: selfImagePicture(view),
    chart: gapChart(
      'verschil',
      'Waar beide groepen hetzelfde is gevraagd, ziet u hier hoe ver zij uit elkaar liggen.',
      criteria.map(({ criterion }) => criterion),
      view,
    ),
    themes: results.themes.map((theme) => ({
      id: theme.id,
      title: theme.title,
      criteria: theme.norms.flatMap((norm) =>
        norm.criteria
          .filter(({ lenses }) => lenses.some(({ state }) => state !== 'not-asked'))
          .map(({ id, title, lenses, differs }) => ({
            id,
            title,
            differs,
            labels: roles.map((role) => {
              const lens = lenses.find((one) => one.role === role.id)
              if (lens?.state === 'withheld') return 'withheld' as const
              return lens?.score ? { label: lens.score.label, firm: firmText(lens.score) } : null
            }),
          })),
      ),
    })),
    silent: criteria
      .filter(({ criterion }) => criterion.lenses.every(({ state }) => state === 'not-asked'))
      .map(({ criterion }) => criterion.title),
  }
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function RoundResults() {
  const view = useLoaderData<typeof loader>()
  const { round, roles } = view
  const answered = roles.filter(({ respondents }) => respondents > 0)
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
        {view.lead.length > 0 && answered.length > 0 ? (
          <p className="utrecht-paragraph utrecht-paragraph--lead">{view.lead.join(' ')}</p>
        ) : null}
        <p className="utrecht-paragraph">
          {answered.length === 0
            ? 'Er zijn nog geen antwoorden om te laten zien. Zodra die er zijn, staat hier per thema wat goed gaat en wat beter kan.'
            : `Gebaseerd op antwoorden van ${listOf(answered.map((role) => respondentsText(role, role.respondents)))}.`}
        </p>
        {view.withheld.length > 0 ? (
          <Notice kind="warning" title="De ronde is nog open">
            <p className="utrecht-paragraph">
              Antwoorden van{' '}
              {listOf(roles.filter(({ id }) => view.withheld.includes(id)).map(({ plural }) => plural))} zijn
              pas te zien als de ronde is gesloten. Zo kan niemand uit twee tussenstanden afleiden wie wat
              zei.
            </p>
          </Notice>
        ) : null}
        <NotAdopted lines={view.unadopted} />
        <MissingRole view={view} />
        <p className="rs-actions">
          {isOver(round) ? (
            <Link className="utrecht-link utrecht-link--html-a" to={paths.report(round.id)}>
              Lees het rapport
            </Link>
          ) : null}
          <Link className="utrecht-link utrecht-link--html-a" to={paths.roundTrust(round.id)}>
            Hoe zeker is dit?
          </Link>
          <Link className="utrecht-link utrecht-link--html-a" to={paths.roundMethod(round.id)}>
            Hoe is dit berekend?
          </Link>
        </p>
      </div>
      {view.withheld.length === 0 && answered.length === roles.length ? <Differences view={view} /> : null}
      <ReleasedRemarks questions={view.remarks} about="het hele onderwerp" />
      {view.selfImage && answered.length > 0 ? <SelfImageSection image={view.selfImage} /> : null}
      {answered.length > 0
        ? view.themes.map((theme) => <Theme key={theme.id} theme={theme} view={view} />)
        : null}
      <div className="rs-prose rs-stack">
        {view.silent.length > 0 && answered.length > 0 ? (
          <section className="rs-stack" aria-labelledby="niet-gevraagd">
            <h2 className="utrecht-heading-2" id="niet-gevraagd">
              Niet gevraagd in deze ronde
            </h2>
            <p className="utrecht-paragraph">
              Deze ronde gebruikte de korte vragenlijst. Over deze onderwerpen is niets gevraagd:{' '}
              {listOf(view.silent)}.
            </p>
          </section>
        ) : null}
        <Legend view={view} />
      </div>
    </StaffFrame>
  )
}

function MissingRole({ view }: { view: View }) {
  const missing = view.roles.filter(({ id, respondents }) => respondents === 0 && !view.withheld.includes(id))
  if (missing.length === 0 || missing.length === view.roles.length || view.withheld.length > 0) return null
  return (
    <Notice
      kind="warning"
      title={`Er zijn geen antwoorden van ${listOf(missing.map(({ plural }) => plural))}`}
    >
      <p className="utrecht-paragraph">
        U ziet dus maar één kant. Of de twee groepen het eens zijn, is niet te zeggen.
      </p>
    </Notice>
  )
}

/** Where the picture of boards is another than that of the work floor. */
function Differences({ view }: { view: View }) {
  const [first, second] = view.roles
  const shown = view.differences.slice(0, MOST_DIFFERENCES)
  const left = view.differences.length - shown.length
  return (
    <section className="rs-stack" aria-labelledby="verschillen">
      <h2 className="utrecht-heading-2" id="verschillen">
        Waar {first?.plural} en {second?.plural} iets anders zien
      </h2>
      <div className="rs-beside">
        <div className="rs-stack">
          {shown.length === 0 ? (
            <p className="utrecht-paragraph">
              Er is geen onderwerp waarop de twee groepen duidelijk iets anders zeggen.
            </p>
          ) : (
            <ul className="utrecht-unordered-list">
              {shown.map((difference) => (
                <li key={difference.id} className="utrecht-unordered-list__item">
                  {difference.text} {difference.gap}{' '}
                  <Link
                    className="utrecht-link utrecht-link--html-a"
                    to={`${paths.roundTheme(view.round.id, difference.theme)}#${difference.id}`}
                  >
                    Waar blijkt dat uit?<span className="rs-visually-hidden"> {difference.title}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          {left > 0 ? (
            <p className="utrecht-paragraph">
              En nog {counted(left, 'onderwerp', 'onderwerpen')}: hieronder gemerkt met ≠.
            </p>
          ) : null}
        </div>
        {view.chart ? <ChartFigure picture={view.chart} /> : null}
      </div>
    </section>
  )
}

function Theme({ theme, view }: { theme: View['themes'][number]; view: View }) {
  if (theme.criteria.length === 0) return null
  return (
    <section className="rs-stack" aria-labelledby={`thema-${theme.id}`}>
      <h2 className="utrecht-heading-2" id={`thema-${theme.id}`}>
        <Link className="utrecht-link utrecht-link--html-a" to={paths.roundTheme(view.round.id, theme.id)}>
          {theme.title}
        </Link>
      </h2>
      <p className="utrecht-paragraph">
        {view.roles.map((role, index) => {
          const labels = theme.criteria.flatMap(({ labels: all }): Label[] => {
            const one = all[index]
            return one && one !== 'withheld' ? [one.label] : []
          })
          const text = view.withheld.includes(role.id) ? 'nog niet te zien' : labelCounts(labels)
          return (
            <span key={role.id} className="rs-block">
              {capital(role.plural)}: {text}.
            </span>
          )
        })}
      </p>
      <table className="utrecht-table rs-table-blocks" aria-labelledby={`thema-${theme.id}`}>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Onderwerp
            </th>
            {view.roles.map((role) => (
              <th key={role.id} scope="col" className="utrecht-table__header-cell">
                {capital(role.plural)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {theme.criteria.map((criterion) => (
            <tr key={criterion.id} className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">
                <Link
                  className="utrecht-link utrecht-link--html-a"
                  to={`${paths.roundTheme(view.round.id, theme.id)}#${criterion.id}`}
                >
                  {capital(criterion.title)}
                </Link>
                {criterion.differs ? (
                  <>
                    {' '}
                    <span aria-hidden="true">≠</span>
                    <span className="rs-visually-hidden">, de groepen zien dit anders</span>
                  </>
                ) : null}
              </th>
              {criterion.labels.map((label, index) => (
                <td
                  key={view.roles[index]?.id}
                  className="utrecht-table__cell"
                  data-title={capital(view.roles[index]?.plural ?? '')}
                >
                  {label === null ? (
                    <span className="rs-quiet">niet gevraagd</span>
                  ) : label === 'withheld' ? (
                    <span className="rs-quiet">nog niet te zien</span>
                  ) : (
                    <span className="rs-outcome">
                      <LabelMark label={label.label} />
                      {label.firm ? <span className="rs-quiet">{label.firm}</span> : null}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
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
          {percent(view.cutoffs.improvement)} of minder. Dat zijn afspraken, geen normen van een inspectie. De
          twee groepen worden nooit tot één cijfer gemengd.
        </p>
        <p className="utrecht-paragraph">
          “Vast” betekent: het label verandert niet door een paar antwoorden meer of minder. “Voorlopig”
          betekent: dat kan nog wel. ≠ betekent: de twee groepen zien dit duidelijk anders.
        </p>
        <p className="utrecht-paragraph">
          {counted(view.gaps.tested, 'verschil', 'verschillen')} tussen de twee groepen getoetst,{' '}
          {counted(view.gaps.counted, 'verschil', 'verschillen')} aantoonbaar.
        </p>
      </div>
    </details>
  )
}
