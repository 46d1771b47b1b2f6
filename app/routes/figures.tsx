import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextArea, TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { may } from '../domain/access/access.ts'
import { figureKey } from '../domain/region/figure-form.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { counted, decimal } from '../text/nl.ts'
import { removeFigure, saveFigure } from '../usecases/save-figures.server.ts'
import { showRegion } from '../usecases/show-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Cijfers over de regio', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'read-region', { regionId })
  const view = await showRegion(args.context.app, { regionId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const { id, title, invented, figures, municipalities } = view.region
  const search = new URL(args.request.url).searchParams
  return {
    failed: args.context.formFailed,
    region: { id, title, invented },
    places: municipalities.map(({ name }) => name),
    figures: figures.map((figure) => ({ ...figure, key: figureKey(figure) })),
    changing: search.get('wijzig'),
    saved: search.get('klaar'),
    mayChange: may(actor, 'change-region', { regionId, invented, shared: false }),
  }
}

const FIELDS = [
  'indicator',
  'region',
  'value',
  'national',
  'unit',
  'year',
  'source',
  'table',
  'url',
  'note',
] as const

export async function action(args: ActionFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'change-region', { regionId })
  const form = await args.request.formData()
  const removed = textOf(form, 'remove')
  const changed =
    removed === null
      ? await saveFigure(args.context.app, {
          actor,
          regionId,
          posted: Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name)])) as Record<
            (typeof FIELDS)[number],
            string | null
          >,
          replaces: textOf(form, 'replaces') || null,
        })
      : await removeFigure(args.context.app, { actor, regionId, key: removed })
  if (changed.kind === 'refused') throw staffRefusal(changed.reason)
  if (changed.kind === 'invalid') return formAgain(args.context, changed.problems, form)
  throw redirect(`${paths.figures(regionId)}?klaar=${removed === null ? 'bewaard' : 'weg'}`, 303)
}

const savedText: Record<string, string> = {
  bewaard: 'Het cijfer is bewaard.',
  weg: 'Het cijfer is weggehaald.',
  ingelezen: 'De cijfers uit het bestand zijn bewaard.',
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function Figures() {
  const { region, figures, saved, mayChange } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <StaffFrame
      invented={region.invented}
      trail={[
        { to: paths.regions(), text: 'Regio’s' },
        { to: paths.region(region.id), text: region.title },
      ]}
    >
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Cijfers over de regio</h1>
      {saved && savedText[saved] && errors.length === 0 ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">{savedText[saved]}</p>
        </Notice>
      ) : null}
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        In de inleiding van het rapport staat hoeveel mensen roken of te zwaar zijn, met de bron erbij.
      </p>
      {mayChange ? (
        <p className="rs-actions">
          <Link
            className="utrecht-button utrecht-button--primary-action rs-button"
            to={paths.importFigures(region.id)}
          >
            Lees een bestand van CBS of RIVM
          </Link>
        </p>
      ) : null}
      <section className="rs-stack" aria-labelledby="cijfers">
        <h2 className="utrecht-heading-2" id="cijfers">
          {figures.length === 0 ? 'Er zijn nog geen cijfers' : counted(figures.length, 'cijfer', 'cijfers')}
        </h2>
        {figures.length === 0 ? (
          <p className="utrecht-paragraph">Het rapport begint dan zonder cijfers over de inwoners.</p>
        ) : (
          <FigureTable figures={figures} regionId={region.id} mayChange={mayChange} />
        )}
      </section>
      {mayChange ? <FigureForm errors={errors} posted={result?.posted} /> : null}
    </StaffFrame>
  )
}

function FigureTable(props: { figures: View['figures']; regionId: string; mayChange: boolean }) {
  return (
    <div className="rs-table-scroll" role="region" aria-label="Tabel met cijfers" tabIndex={0}>
      <table className="utrecht-table utrecht-table--html-table">
        <thead>
          <tr>
            <th scope="col">Onderwerp en gebied</th>
            <th scope="col">Hier</th>
            <th scope="col">Landelijk</th>
            <th scope="col">Jaar</th>
            <th scope="col">Bron</th>
            {props.mayChange ? <th scope="col">Aanpassen</th> : null}
          </tr>
        </thead>
        <tbody>
          {props.figures.map((figure) => (
            <tr key={figure.key}>
              <th scope="row">
                {figure.indicator}, {figure.region}
              </th>
              <td>{amount(figure.value, figure.unit)}</td>
              <td>{amount(figure.national, figure.unit)}</td>
              <td>{figure.year ?? 'Onbekend'}</td>
              <td>
                <span>
                  {figure.url === null ? (
                    figure.source
                  ) : (
                    <a className="utrecht-link utrecht-link--html-a" href={figure.url} rel="noreferrer">
                      {figure.source}
                    </a>
                  )}
                  {figure.table ? `, tabel ${figure.table}` : ''}
                </span>
              </td>
              {props.mayChange ? (
                <td>
                  <Form method="post" className="rs-actions">
                    <Link
                      className="utrecht-link utrecht-link--html-a"
                      to={`${paths.figures(props.regionId)}?wijzig=${encodeURIComponent(figure.key)}#cijfer`}
                      reloadDocument
                      aria-label={`Wijzig ${figure.indicator}, ${figure.region}`}
                    >
                      Wijzig
                    </Link>
                    <button
                      className="utrecht-button utrecht-button--subtle rs-button"
                      type="submit"
                      name="remove"
                      value={figure.key}
                      aria-label={`Haal weg ${figure.indicator}, ${figure.region}`}
                    >
                      Haal weg
                    </button>
                  </Form>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What is not known is said, never shown as 0. */
function amount(value: number | null, unit: string): string {
  if (value === null) return 'Onbekend'
  return unit === '%' ? `${decimal(value)}%` : `${decimal(value)} ${unit}`
}

function FigureForm(props: { errors: { fieldId: string; text: string }[]; posted?: Record<string, string> }) {
  const { figures, changing, places } = useLoaderData<typeof loader>()
  const busy = useNavigation().state !== 'idle'
  const old = figures.find(({ key }) => key === changing)
  const known = (name: (typeof FIELDS)[number]): string => {
    const value = props.posted?.[name] ?? old?.[name]
    return typeof value === 'number' ? decimal(value) : (value ?? '')
  }
  const field = (name: (typeof FIELDS)[number]) => ({
    id: name,
    errors: props.errors,
    defaultValue: known(name),
  })
  return (
    <section className="rs-stack" aria-labelledby="cijfer">
      <h2 className="utrecht-heading-2" id="cijfer">
        {old ? `${old.indicator} in ${old.region} wijzigen` : 'Zelf een cijfer invullen'}
      </h2>
      <Form
        method="post"
        noValidate
        className="rs-prose rs-form"
        key={`${changing ?? 'nieuw'} ${figures.length}`}
      >
        <input type="hidden" name="replaces" value={props.posted?.replaces ?? old?.key ?? ''} />
        <TextField
          {...field('indicator')}
          label="Waar gaat het over?"
          hint="Bijvoorbeeld overgewicht of roken."
        />
        <TextField
          {...field('region')}
          label="Voor welk gebied?"
          hint={places.length > 0 ? `Bijvoorbeeld ${places[0] ?? ''}.` : undefined}
        />
        <TextField {...field('value')} label="Cijfer" hint="Bijvoorbeeld 57 of 57,3." short />
        <TextField
          {...field('national')}
          label="Cijfer voor heel Nederland (mag leeg)"
          hint="Het rapport noemt het verschil in procentpunten."
          short
        />
        <TextField {...field('unit')} defaultValue={known('unit') || '%'} label="Eenheid" short />
        <TextField
          {...field('year')}
          defaultValue={String(props.posted?.year ?? old?.year ?? '')}
          label="Jaar"
          inputMode="numeric"
          short
        />
        <TextField
          {...field('source')}
          label="Bron"
          hint="Bijvoorbeeld RIVM, Gezondheid per wijk en buurt."
        />
        <TextField
          {...field('table')}
          label="Nummer van de tabel (mag leeg)"
          hint="Bijvoorbeeld 50120NED."
          short
        />
        <TextField {...field('url')} label="Webadres van de bron (mag leeg)" />
        <TextArea
          {...field('note')}
          rows={3}
          label="Opmerking (mag leeg)"
          hint="Komt in de noot bij het cijfer."
        />
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            Bewaar het cijfer
          </button>
        </div>
      </Form>
    </section>
  )
}
