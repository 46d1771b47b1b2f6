import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { CheckBox, SelectField, TextField } from '../components/form-field.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { figuresOf, readStatistics, statisticsFromForm } from '../domain/region/statistics-file.ts'
import { isSpokenOf, spokenOf, yearOf } from '../domain/region/figure-form.ts'
import type { Statistics } from '../domain/region/statistics-file.ts'
import { oneLine } from '../domain/field.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { counted, decimal, longDate } from '../text/nl.ts'
import { fieldProblemText } from '../text/setup.ts'
import { ageText, knownTables, statisticsProblemText } from '../text/statistics.ts'
import { addFigures } from '../usecases/save-figures.server.ts'
import { showRegion } from '../usecases/show-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Cijfers inlezen', view?.failed) },
]

/** The figures travel with the preview and have to fit in a posted form. */
const MOST_CARRIED = 2_000_000

async function regionFor(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const view = await showRegion(args.context.app, { regionId: args.params.regionId ?? '' })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  return view.region
}

export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args, 'change-region', { regionId: args.params.regionId ?? '' })
  const { id, title, invented, municipalities } = await regionFor(args)
  return {
    failed: args.context.formFailed,
    region: { id, title, invented },
    municipalities: municipalities.map(({ name }) => name),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { context, request } = args
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'change-region', { regionId })
  const { municipalities } = await regionFor(args)
  const usual = spokenOf(context.app.frameworks.list())
  const form = await request.formData()
  const failed = (fieldId: string, text: string) => {
    context.formFailed = true
    return data({ step: 'failed' as const, errors: [{ fieldId, text }] }, { status: 422 })
  }
  const carried = textOf(form, 'statistics')
  if (carried === null) {
    const files = form.getAll('files').filter((file): file is File => file instanceof File)
    const read = readStatistics(
      await Promise.all(
        files
          .slice(0, 4)
          .map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      ),
      municipalities.map(({ code }) => code),
    )
    if (!read.ok) return failed('bestanden', statisticsProblemText(read.problem, read.table, read.dimension))
    if (JSON.stringify(read.value).length > MOST_CARRIED) {
      return failed('bestanden', statisticsProblemText('too-large', read.value.table))
    }
    return data(previewOf(usual, read.value, municipalities, startOf(read.value), null, []))
  }
  const statistics = statisticsFromForm(carried)
  if (!statistics) throw data({ reason: 'unreadable' }, { status: 400 })
  const choice = {
    age: statistics.ages.find((age) => age === textOf(form, 'age')) ?? startOf(statistics).age,
    period:
      statistics.periods.find((period) => period === textOf(form, 'period')) ?? startOf(statistics).period,
  }
  const chosen = form.getAll('indicator').filter((name): name is string => typeof name === 'string')
  const source = oneLine(textOf(form, 'source') ?? '').slice(0, 160)
  const table = oneLine(textOf(form, 'table') ?? '').slice(0, 20)
  const again = (errors: { fieldId: string; text: string }[]) => {
    context.formFailed = errors.length > 0
    const preview = previewOf(usual, statistics, municipalities, choice, { chosen, source, table }, errors)
    return data(preview, { status: errors.length > 0 ? 422 : 200 })
  }
  if (!form.has('confirm')) return again([])
  const figures = figuresOf(statistics, choice, municipalities)
    .filter(({ indicator }) => chosen.includes(indicator))
    .flatMap((one) => one.figures)
    .filter(({ value }) => value !== null)
  const errors = [
    ...(source === '' ? [{ fieldId: 'source', text: 'Vul in waar de cijfers vandaan komen.' }] : []),
    ...(table === '' ? [{ fieldId: 'table', text: 'Vul het nummer van de tabel in.' }] : []),
    ...(figures.length === 0
      ? [{ fieldId: 'indicator-0', text: 'Kies minstens één onderwerp met cijfers.' }]
      : []),
  ]
  if (errors.length > 0) return again(errors)
  const year = yearOf(choice.period)
  const note = `${ageText(choice.age)}. Opgehaald op ${longDate(context.app.now().toISOString())}.`
  const added = await addFigures(context.app, {
    actor,
    regionId,
    figures: figures.map((figure) => ({
      ...figure,
      year,
      source,
      table,
      url: knownTables[table]?.url ?? null,
      note,
    })),
  })
  if (added.kind === 'refused') throw staffRefusal(added.reason)
  if (added.kind === 'invalid') {
    return again(added.problems.map((one) => ({ fieldId: 'indicator-0', text: fieldProblemText(one) })))
  }
  return redirect(`${paths.figures(regionId)}?klaar=ingelezen`, 303)
}

/** Adults, and the newest period of which there are figures. */
function startOf({ ages, periods, rows }: Statistics): { age: string; period: string } {
  const filled = periods.find((period) =>
    rows.some((row) => row.period === period && row.values.some((value) => value !== null)),
  )
  return { age: ages.includes(ADULTS) ? ADULTS : (ages[0] ?? ''), period: filled ?? periods[0] ?? '' }
}

const ADULTS = '20300'

type Kept = { chosen: string[]; source: string; table: string }

function previewOf(
  usual: readonly string[],
  statistics: Statistics,
  municipalities: readonly { code: string; name: string }[],
  choice: { age: string; period: string },
  kept: Kept | null,
  errors: { fieldId: string; text: string }[],
) {
  const indicators = figuresOf(statistics, choice, municipalities)
  const { table, ages, periods } = statistics
  return {
    step: 'preview' as const,
    errors,
    statistics: JSON.stringify(statistics),
    choice,
    ages,
    periods,
    table: kept?.table ?? table ?? '',
    known: table !== null && knownTables[table] !== undefined,
    source: kept?.source ?? (table === null ? '' : (knownTables[table]?.source ?? '')),
    indicators: indicators.map((one) => ({
      ...one,
      chosen: kept ? kept.chosen.includes(one.indicator) : isSpokenOf(one.indicator, usual),
    })),
  }
}

export default function FiguresImport() {
  const { region, municipalities } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <StaffFrame
      invented={region.invented}
      trail={[
        { to: paths.regions(), text: 'Regio’s' },
        { to: paths.region(region.id), text: region.title },
        { to: paths.figures(region.id), text: 'Cijfers' },
      ]}
    >
      <ErrorSummary errors={result?.errors ?? []} />
      {result?.step === 'preview' ? (
        <Preview {...result} />
      ) : (
        <Upload municipalities={municipalities} errors={result?.errors ?? []} />
      )}
    </StaffFrame>
  )
}

function Upload(props: { municipalities: string[]; errors: { fieldId: string; text: string }[] }) {
  const busy = useNavigation().state !== 'idle'
  const [error] = props.errors
  return (
    <div className="rs-prose rs-stack">
      <h1 className="utrecht-heading-1">Cijfers inlezen</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Neem een tabel van CBS of RIVM, zoals u die bij open data downloadt. U ziet eerst wat erin staat. Er
        wordt nog niets bewaard.
      </p>
      {props.municipalities.length === 0 ? (
        <p className="utrecht-paragraph">
          Deze regio heeft nog geen gemeenten. Vul die eerst in, met hun CBS-code: anders weten wij niet welke
          cijfers van u zijn.
        </p>
      ) : null}
      <Form method="post" encType="multipart/form-data" reloadDocument noValidate className="rs-stack">
        <div className={`rs-field${error ? ' utrecht-form-field--invalid' : ''}`}>
          <label className="utrecht-form-label" htmlFor="bestanden">
            Bestand
          </label>
          <p className="rs-hint" id="bestanden-uitleg">
            CSV of JSON, hoogstens 8 MB. Bij CBS zijn het soms twee bestanden: kies dan Observations.csv en
            MeasureCodes.csv samen.
          </p>
          {error ? (
            <p className="rs-error" id="bestanden-fout">
              <span className="rs-visually-hidden">Fout: </span>
              {error.text}
            </p>
          ) : null}
          <input
            id="bestanden"
            name="files"
            type="file"
            multiple
            accept=".csv,.json,.txt"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'bestanden-uitleg bestanden-fout' : 'bestanden-uitleg'}
          />
        </div>
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            Bekijk de cijfers
          </button>
        </div>
      </Form>
      <h2 className="utrecht-heading-2">Welke tabel?</h2>
      <ul className="utrecht-unordered-list">
        {Object.entries(knownTables).map(([number, { source }]) => (
          <li key={number}>
            {number}: {source}
          </li>
        ))}
      </ul>
      <p className="utrecht-paragraph rs-quiet">
        Gebruik in één rapport cijfers uit één tabel. Cijfers uit verschillende tabellen zijn niet met elkaar
        te vergelijken.
      </p>
    </div>
  )
}

type Previewed = Extract<NonNullable<ReturnType<typeof useActionData<typeof action>>>, { step: 'preview' }>

function Preview(props: Previewed) {
  const { indicators, choice, errors } = props
  const busy = useNavigation().state !== 'idle'
  const missing = indicators.flatMap(({ figures }) => figures.filter(({ value }) => value === null)).length
  return (
    <>
      <h1 className="utrecht-heading-1">Kloppen deze cijfers?</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        {counted(indicators.length, 'onderwerp', 'onderwerpen')} gevonden
        {props.table === '' ? '' : ` in tabel ${props.table}`}. Er is nog niets bewaard.
      </p>
      {props.known ? null : (
        <p className="utrecht-paragraph">
          Deze tabel kennen wij niet. Kijk goed of de cijfers over volwassenen en hun gezondheid gaan.
        </p>
      )}
      <Form method="post" encType="multipart/form-data" reloadDocument noValidate className="rs-stack">
        <input type="hidden" name="statistics" value={props.statistics} />
        <div className="rs-prose rs-stack">
          <SelectField
            id="age"
            label="Voor welke leeftijd?"
            errors={errors}
            defaultValue={choice.age}
            options={props.ages.map((age) => ({ value: age, text: ageText(age) }))}
          />
          <SelectField
            id="period"
            label="Uit welk jaar?"
            errors={errors}
            defaultValue={choice.period}
            options={props.periods.map((period) => ({
              value: period,
              text: String(yearOf(period) ?? period),
            }))}
          />
          <div className="rs-actions">
            <button className="utrecht-button utrecht-button--secondary-action rs-button" type="submit">
              Bekijk opnieuw
            </button>
          </div>
          <TextField id="source" label="Bron" errors={errors} defaultValue={props.source} />
          <TextField
            id="table"
            label="Nummer van de tabel"
            hint="Komt in het rapport te staan."
            errors={errors}
            defaultValue={props.table}
            short
          />
        </div>
        <fieldset className="rs-plain-fieldset">
          <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
            Welke onderwerpen komen in het rapport?
          </legend>
          {missing > 0 ? (
            <p className="rs-hint">
              {counted(missing, 'cijfer ontbreekt', 'cijfers ontbreken')} in het bestand. Die slaan wij over:
              een cijfer dat er niet is, is geen 0.
            </p>
          ) : null}
          <div className="rs-stack">
            {indicators.map(({ indicator, figures, chosen }, index) => (
              <div key={indicator}>
                <CheckBox
                  id={`indicator-${index}`}
                  name="indicator"
                  value={indicator}
                  label={indicator}
                  defaultChecked={chosen}
                />
                <p className="rs-hint">
                  {figures
                    .map(
                      ({ region, value }) =>
                        `${region} ${value === null ? 'ontbreekt' : `${decimal(value)}%`}`,
                    )
                    .join('; ')}
                  {'; '}
                  {typeof figures[0]?.national !== 'number'
                    ? 'landelijk ontbreekt'
                    : `heel Nederland ${decimal(figures[0].national)}%`}
                </p>
              </div>
            ))}
          </div>
        </fieldset>
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            name="confirm"
            value="1"
            disabled={busy}
          >
            Bewaar de gekozen cijfers
          </button>
        </div>
      </Form>
    </>
  )
}
