import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { LabelMark } from '../components/lens-label.tsx'
import { PageFrame } from '../components/page-frame.tsx'
import { pageTitle } from '../components/page-title.ts'
import { comparePackages, unequalPackages } from '../domain/report/compare.ts'
import type { ComparedCell, Comparison, NamedPackage, Unequal } from '../domain/report/compare.ts'
import { MOST_PACKAGE_BYTES, parseDataPackage } from '../domain/report/data-package-file.ts'
import { replay } from '../domain/report/replay.ts'
import { paths } from '../paths.ts'
import { capital, count, counted, longDate, percent } from '../text/nl.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Regio’s naast elkaar', view?.failed) },
]

/** More columns nobody can read. */
const MOST_FILES = 8

export function loader({ context }: LoaderFunctionArgs) {
  return { failed: context.formFailed }
}

/** Files are read in memory for this one answer; nothing of them is kept. */
export async function action({ context, request }: ActionFunctionArgs) {
  const failed = (texts: string[]) => {
    context.formFailed = true
    const errors = texts.map((text): FormError => ({ fieldId: 'bestanden', text }))
    return data({ step: 'failed' as const, errors }, { status: 422 })
  }
  const form = await request.formData()
  const files = form.getAll('files').filter((file): file is File => file instanceof File && file.size > 0)
  if (files.length < 2) return failed(['Kies twee of meer gegevenspakketten (rapport.json).'])
  if (files.length > MOST_FILES) return failed([`Kies hoogstens ${MOST_FILES} bestanden tegelijk.`])
  const packages: NamedPackage[] = []
  const problems: string[] = []
  for (const file of files) {
    const name = file.name.slice(0, 120)
    if (file.size > MOST_PACKAGE_BYTES) {
      problems.push(
        `‘${name}’ is te groot voor een gegevenspakket. Kies het bestand rapport.json van een rapport.`,
      )
      continue
    }
    const read = parseDataPackage({ name, text: await file.text() })
    if (read.ok) packages.push({ name, data: read.value })
    else
      problems.push(`‘${name}’ is geen gegevenspakket. Kies het bestand rapport.json, zoals het is gemaakt.`)
  }
  if (problems.length > 0) return failed(problems)
  const unequal = unequalPackages(packages)
  if (unequal.length > 0) return failed(unequal.map((one) => unequalText(one, packages[0]?.name ?? '')))
  const doubtful = packages.filter((one) => replay(one.data).differences.length > 0).map(({ name }) => name)
  return data({ step: 'compared' as const, comparison: comparePackages(packages, 'nl'), doubtful })
}

function unequalText({ name, what }: Unequal, first: string): string {
  const why = {
    framework: 'gaat over een andere vragenlijst of een andere versie ervan',
    variant: 'heeft een andere uitvoering van de vragenlijst (kort of volledig)',
    method: 'is met andere rekenregels gemaakt',
  }[what]
  return `‘${name}’ ${why} dan ‘${first}’. Leg alleen naast elkaar wat op dezelfde manier is gevraagd en geteld.`
}

export default function Compare() {
  const { failed } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = failed && result?.step === 'failed' ? result.errors : []
  if (result?.step === 'compared') return <Side comparison={result.comparison} doubtful={result.doubtful} />
  return (
    <PageFrame home={paths.home()}>
      <div className="rs-prose rs-stack">
        <ErrorSummary errors={errors} />
        <h1 className="utrecht-heading-1">Regio’s naast elkaar</h1>
        <p className="utrecht-paragraph utrecht-paragraph--lead">
          Leg de uitkomsten van regio’s of rondes naast elkaar. U hebt geen account nodig, alleen de
          gegevenspakketten.
        </p>
        <Form method="post" encType="multipart/form-data" reloadDocument noValidate className="rs-stack">
          <div className={`rs-field${errors.length > 0 ? ' utrecht-form-field--invalid' : ''}`}>
            <label className="utrecht-form-label" htmlFor="bestanden">
              Gegevenspakketten
            </label>
            <p className="rs-hint" id="bestanden-uitleg">
              Kies twee tot en met {MOST_FILES} bestanden met de naam rapport.json of eindigend op .json, elk
              hoogstens 4 MB en samen hoogstens 8 MB.
            </p>
            {errors.length > 0 ? (
              <div id="bestanden-fout">
                {errors.map(({ text }) => (
                  <p className="rs-error" key={text}>
                    <span className="rs-visually-hidden">Fout: </span>
                    {text}
                  </p>
                ))}
              </div>
            ) : null}
            <input
              id="bestanden"
              name="files"
              type="file"
              multiple
              accept=".json,application/json"
              aria-invalid={errors.length > 0 ? true : undefined}
              aria-describedby={errors.length > 0 ? 'bestanden-uitleg bestanden-fout' : 'bestanden-uitleg'}
            />
          </div>
          <div className="rs-actions">
            <button
              className="utrecht-button utrecht-button--primary-action rs-button"
              type="submit"
              disabled={busy}
            >
              Zet naast elkaar
            </button>
          </div>
        </Form>
        <h2 className="utrecht-heading-2">Goed om te weten</h2>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            De bestanden worden alleen gelezen om deze pagina te maken. Er wordt niets bewaard.
          </li>
          <li className="utrecht-unordered-list__item">
            Alleen pakketten met dezelfde vragenlijst, uitvoering en rekenregels kunnen naast elkaar.
          </li>
          <li className="utrecht-unordered-list__item">
            Dit is geen ranglijst. De regio’s staan op alfabet en er is geen cijfer voor het geheel.
          </li>
          <li className="utrecht-unordered-list__item">
            De oordelen worden nagerekend uit de aantallen in het pakket.
          </li>
        </ul>
      </div>
    </PageFrame>
  )
}

function Side({ comparison, doubtful }: { comparison: Comparison; doubtful: string[] }) {
  const { framework, method, packages, roles, themes } = comparison
  return (
    <PageFrame home={paths.home()} invented={packages.every(({ invented }) => invented)}>
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">{counted(packages.length, 'rapport', 'rapporten')} naast elkaar</h1>
        <p className="utrecht-paragraph utrecht-paragraph--lead">
          Dit is geen ranglijst. De rapporten staan op alfabet en op datum.
        </p>
        <p className="utrecht-paragraph">
          Wie meedeed verschilt per regio. Een verschil tussen twee kolommen kan daardoor komen, of door
          toeval. Gebruik het als vraag, niet als oordeel.
        </p>
        <p className="utrecht-paragraph rs-quiet">
          Vragenlijst: {framework.title} {framework.version} (
          {framework.variant === 'core' ? 'kort' : 'volledig'}). Rekenwijze {method}. Controlegetal{' '}
          {framework.hash.slice(0, 16)}.
        </p>
        {doubtful.length > 0 ? (
          <p className="rs-error" role="note">
            Let op: in {doubtful.map((name) => `‘${name}’`).join(' en ')} volgen niet alle cijfers uit de
            aantallen. Het bestand is misschien veranderd. Vraag de regio om het origineel.
          </p>
        ) : null}
        <p className="rs-actions">
          <a className="utrecht-button utrecht-button--secondary-action rs-button" href={paths.compare()}>
            Andere bestanden kiezen
          </a>
        </p>
      </div>
      <Columns id="wie" caption="Wie antwoordden" packages={packages} first="Groep">
        {roles.map(({ id, plural }) => (
          <tr key={id}>
            <th scope="row">{capital(plural)}</th>
            {packages.map((one, column) => (
              <td key={column}>{count(one.respondents[id] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </Columns>
      {themes.map((theme) => (
        <section key={theme.id} className="rs-stack" aria-labelledby={`thema-${theme.id}`}>
          <h2 className="utrecht-heading-2" id={`thema-${theme.id}`}>
            {theme.title}
          </h2>
          {roles.map(({ id: role, plural }) => {
            const rows = theme.criteria.flatMap(({ id, title, roles: own }) => {
              const found = own.find((one) => one.role === role)
              return found ? [{ id, title, cells: found.cells }] : []
            })
            if (rows.length === 0) return null
            return (
              <Columns
                key={role}
                id={`${theme.id}-${role}`}
                caption={`${theme.title}: volgens ${plural}`}
                packages={packages}
                first="Onderwerp"
              >
                {rows.map(({ id, title, cells }) => (
                  <tr key={id}>
                    <th scope="row">{capital(title)}</th>
                    {cells.map((cell, column) => (
                      <td key={column}>
                        <Cell cell={cell} />
                      </td>
                    ))}
                  </tr>
                ))}
              </Columns>
            )
          })}
        </section>
      ))}
    </PageFrame>
  )
}

/** A table with a column per report; scrolls by itself, so it has to be reachable by keyboard. */
function Columns(props: {
  id: string
  caption: string
  first: string
  packages: Comparison['packages']
  children: React.ReactNode
}) {
  return (
    <div className="rs-table-scroll" role="region" aria-labelledby={props.id} tabIndex={0}>
      <table className="utrecht-table utrecht-table--html-table rs-compare">
        <caption className="utrecht-table__caption" id={props.id}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">{props.first}</th>
            {props.packages.map(({ title, date, invented }, column) => (
              <th scope="col" key={column}>
                {title}
                <br />
                <span className="rs-quiet">
                  {longDate(date)}
                  {invented ? '; verzonnen antwoorden' : ''}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  )
}

function Cell({ cell }: { cell: ComparedCell }) {
  if (cell === null) return <span className="rs-quiet">Niet gevraagd</span>
  const { label, reason, firm, census, n, p, interval } = cell
  const decided = label === 'strength' || label === 'improvement'
  return (
    <>
      <LabelMark label={label} />
      {decided ? <span className="rs-quiet"> {firm ? 'vast' : 'voorlopig'}</span> : null}
      {reason === 'unknown' ? <span className="rs-quiet">; veel ‘weet ik niet’</span> : null}
      {p === null || n === null ? null : (
        <>
          <br />
          <span className="rs-quiet">
            {percent(p)} gunstig van {count(n)}
            {interval
              ? `; tussen ${percent(interval[0])} en ${percent(interval[1])}`
              : census
                ? '; alle gevraagde organisaties'
                : ''}
          </span>
        </>
      )}
    </>
  )
}
