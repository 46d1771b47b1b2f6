import { Form, Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { auditText, count, longMoment } from '../text/nl.ts'
import { recordAudit } from '../usecases/record-audit.server.ts'
import { showLog } from '../usecases/show-log.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Logboek') }]

const ACTORS: Record<string, string> = {
  visitor: 'Onbekend',
  demo: 'Bezoeker van het voorbeeld',
  organisation: 'Een organisatie, met de eigen link',
  system: 'Regiospiegel zelf',
  'command-line': 'Beheer van de server',
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = await requireStaff({ context, request }, 'read-log')
  const asked = new URL(request.url).searchParams
  const before = Number(asked.get('voor'))
  const regionId = asked.get('regio') ?? ''
  const accountId = asked.get('wie') ?? ''
  const view = await showLog(context.app, {
    ...(Number.isSafeInteger(before) && before > 0 && { before }),
    ...(regionId && { regionId }),
    ...(accountId && { accountId }),
  })
  if (before === 0) await recordAudit(context.app, { actor, action: 'log-read' })
  const older = new URLSearchParams(asked)
  older.set('voor', String(view.older))
  return { ...view, regionId, accountId, olderPage: view.older === null ? null : `${paths.log()}?${older}` }
}

export default function Log() {
  const view = useLoaderData<typeof loader>()
  return (
    <StaffFrame invented={false} trail={[{ to: paths.home(), text: 'Overzicht' }]}>
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">Logboek</h1>
        <p className="utrecht-paragraph">
          Hier staat wat mensen met een account hebben gedaan en bekeken, en hoe organisaties hun antwoorden
          vaststelden. Over wie anoniem een vragenlijst invult, staat hier niets.
        </p>
        {view.brokenAt === null ? (
          <p className="utrecht-paragraph rs-quiet">
            Gecontroleerd: alle {count(view.total)} regels zijn compleet en onveranderd.
          </p>
        ) : (
          <Notice kind="error" title="Het logboek is veranderd">
            <p className="utrecht-paragraph">
              Regel {count(view.brokenAt)} sluit niet aan op de regel ervoor. Iemand heeft buiten Regiospiegel
              om iets veranderd of weggehaald. Meld dit aan wie over de beveiliging gaat.
            </p>
          </Notice>
        )}
        <Form method="get" className="rs-stack">
          <Filter
            id="wie"
            label="Wie"
            all="Iedereen"
            chosen={view.accountId}
            options={view.people.map(({ id, name }) => ({ id, text: name }))}
          />
          <Filter
            id="regio"
            label="Regio"
            all="Alle regio’s"
            chosen={view.regionId}
            options={view.regions.map(({ id, title }) => ({ id, text: title }))}
          />
          <div className="rs-actions">
            <button className="utrecht-button utrecht-button--secondary-action rs-button" type="submit">
              Laat zien
            </button>
          </div>
        </Form>
      </div>
      {view.entries.length === 0 ? (
        <p className="utrecht-paragraph">Er is niets gevonden.</p>
      ) : (
        <table className="utrecht-table rs-table-blocks">
          <caption className="utrecht-table__caption">Van nieuw naar oud</caption>
          <thead className="utrecht-table__header">
            <tr className="utrecht-table__row">
              {['Wat', 'Wanneer', 'Wie', 'Over', 'Regel'].map((title) => (
                <th scope="col" className="utrecht-table__header-cell" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="utrecht-table__body">
            {view.entries.map((entry) => (
              <tr className="utrecht-table__row" key={entry.position}>
                <th scope="row" className="utrecht-table__cell">
                  {auditText[entry.action]}
                </th>
                <td className="utrecht-table__cell" data-title="Wanneer">
                  {longMoment(entry.at)}
                </td>
                <td className="utrecht-table__cell" data-title="Wie">
                  {ACTORS[entry.actor] ?? entry.actor}
                </td>
                <td className="utrecht-table__cell" data-title="Over">
                  {[...(entry.region ? [entry.region] : []), ...entry.about].join(', ') || '-'}
                </td>
                <td className="utrecht-table__cell rs-number" data-title="Regel">
                  {count(entry.position)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view.olderPage ? (
        <p className="rs-actions">
          <Link className="utrecht-button utrecht-button--secondary-action rs-button" to={view.olderPage}>
            Oudere regels
          </Link>
        </p>
      ) : null}
    </StaffFrame>
  )
}

function Filter(props: {
  id: string
  label: string
  all: string
  chosen: string
  options: { id: string; text: string }[]
}) {
  return (
    <div className="rs-field">
      <label className="utrecht-form-label" htmlFor={props.id}>
        {props.label}
      </label>
      <select
        className="utrecht-select utrecht-select--html-select rs-textbox"
        id={props.id}
        name={props.id}
        defaultValue={props.chosen}
      >
        <option value="">{props.all}</option>
        {props.options.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
