import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { z } from 'zod'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { ChoiceField, SelectField, TextArea } from '../components/form-field.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { guessColumns, MOST_COLUMNS, MOST_INVITEES } from '../domain/round/invitee-list.ts'
import type { ColumnMapping, InviteeField, InviteeRow } from '../domain/round/invitee-list.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { readTable } from '../table-file.server.ts'
import type { TableProblem } from '../table-file.server.ts'
import { rowProblemText } from '../text/mail.ts'
import { counted } from '../text/nl.ts'
import { addInvitees, previewInvitees, showInvitees } from '../usecases/manage-invitees.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Mensen toevoegen', view?.failed) },
]

/** The list travels with the preview and has to fit in a posted form. */
const MOST_CARRIED = 150_000

const tableSchema = z
  .array(z.array(z.string()).max(MOST_COLUMNS))
  .min(2)
  .max(MOST_INVITEES + 1)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const roundId = params.roundId ?? ''
  await requireStaff({ request, context }, 'change-round', { roundId })
  const view = await showInvitees(context.app, { roundId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const { round, roles } = view
  return {
    failed: context.formFailed,
    round: { id: round.id, title: round.title, status: round.status, region: round.region },
    roles: roles.map(({ role }) => ({ id: role.id, plural: role.plural })),
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const roundId = params.roundId ?? ''
  const actor = await requireStaff({ request, context }, 'change-round', { roundId })
  const form = await request.formData()
  const role = textOf(form, 'role') ?? ''
  const pasted = textOf(form, 'pasted') ?? ''
  const failed = (fieldId: string, text: string) => {
    context.formFailed = true
    return data({ step: 'failed' as const, errors: [{ fieldId, text }], role, pasted }, { status: 422 })
  }
  const carried = textOf(form, 'table')
  let table: string[][]
  let mapping: ColumnMapping
  if (carried === null) {
    const file = form.get('file')
    const bytes =
      file instanceof File && file.size > 0
        ? new Uint8Array(await file.arrayBuffer())
        : new TextEncoder().encode(pasted)
    const read = await readTable(bytes, { rows: MOST_INVITEES, columns: MOST_COLUMNS })
    if (!read.ok) return failed('lijst', tableProblemText[read.problem])
    if (JSON.stringify(read.rows).length > MOST_CARRIED) return failed('lijst', tableProblemText['too-large'])
    table = read.rows
    mapping = guessColumns(table[0] ?? [])
  } else {
    const read = tableFrom(carried)
    if (!read) throw data({ reason: 'unreadable' }, { status: 400 })
    table = read
    const column = (field: InviteeField) => {
      const chosen = textOf(form, field) ?? ''
      return /^\d{1,2}$/.test(chosen) ? Number(chosen) : null
    }
    mapping = { name: column('name'), email: column('email'), organisation: column('organisation') }
  }
  if (carried !== null && form.has('confirm')) {
    const added = await addInvitees(context.app, { actor, roundId, role, table, mapping })
    if (added.kind === 'refused') {
      if (added.reason === 'unknown-role') return failed('rol', 'Kies voor wie deze lijst is.')
      throw staffRefusal(added.reason)
    }
    return redirect(`${paths.invitees(roundId)}?klaar=toegevoegd`, 303)
  }
  const preview = await previewInvitees(context.app, { roundId, role, table, mapping })
  if (preview.kind === 'refused') {
    if (preview.reason === 'unknown-role') return failed('rol', 'Kies voor wie deze lijst is.')
    throw staffRefusal(preview.reason)
  }
  return data({ step: 'preview' as const, role, table, mapping, rows: preview.rows })
}

/** The list as the preview carried it along; null when somebody changed it into something else. */
function tableFrom(carried: string): string[][] | null {
  try {
    return tableSchema.parse(JSON.parse(carried))
  } catch {
    return null
  }
}

const tableProblemText: Record<TableProblem, string> = {
  empty: 'Kies een bestand of plak een lijst. De eerste regel is de kop, daaronder staat iemand per regel.',
  unreadable: 'Dit bestand is niet te lezen. Bewaar het in Excel als ‘Excel-werkmap (.xlsx)’ of als CSV.',
  'too-large': 'Dit bestand is te groot om te lezen. Neem alleen het blad met de lijst.',
  'old-excel': 'Dit is een oud Excel-bestand (.xls). Bewaar het als ‘Excel-werkmap (.xlsx)’.',
  'too-many-rows': `Deze lijst is te lang. Voeg hoogstens ${MOST_INVITEES} mensen tegelijk toe.`,
}

export default function InviteesImport() {
  const { round, roles } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const preview = result?.step === 'preview' ? result : null
  return (
    <RoundFrame round={round}>
      {preview ? (
        <Preview {...preview} plural={roles.find(({ id }) => id === preview.role)?.plural ?? ''} />
      ) : (
        <Upload
          roles={roles}
          errors={result?.step === 'failed' ? result.errors : []}
          role={result?.role ?? roles[0]?.id ?? ''}
          pasted={result?.step === 'failed' ? result.pasted : ''}
        />
      )}
    </RoundFrame>
  )
}

function Upload(props: {
  roles: { id: string; plural: string }[]
  errors: FormError[]
  role: string
  pasted: string
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      <ErrorSummary errors={props.errors} />
      <h1 className="utrecht-heading-1">Mensen toevoegen</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Neem een lijst met in elk geval e-mailadressen. U ziet eerst wat wij eruit halen. Er wordt nog niets
        bewaard en niets verstuurd.
      </p>
      <Form
        method="post"
        encType="multipart/form-data"
        reloadDocument
        noValidate
        className="rs-stack rs-prose"
      >
        <ChoiceField
          id="rol"
          name="role"
          label="Voor wie is deze lijst?"
          errors={props.errors}
          defaultValue={props.role}
          options={props.roles.map(({ id, plural }) => ({ value: id, text: plural }))}
        />
        <div className="rs-field">
          <label className="utrecht-form-label" htmlFor="bestand">
            Bestand
          </label>
          <p className="rs-hint" id="bestand-uitleg">
            Excel (.xlsx) of CSV, met een kop boven elke kolom: naam, e-mail en organisatie.
          </p>
          <input
            id="bestand"
            name="file"
            type="file"
            accept=".xlsx,.csv,.txt"
            aria-describedby="bestand-uitleg"
          />
        </div>
        <TextArea
          id="lijst"
          name="pasted"
          label="Of plak de lijst hier"
          hint="Een regel per persoon, de kop eerst. Uit Excel kopiëren mag: naam, e-mail, organisatie."
          errors={props.errors}
          defaultValue={props.pasted}
        />
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            Bekijk de lijst
          </button>
        </div>
      </Form>
    </>
  )
}

const fieldText: Record<InviteeField, string> = {
  name: 'Naam',
  email: 'E-mailadres',
  organisation: 'Organisatie',
}

function Preview(props: {
  role: string
  plural: string
  table: string[][]
  mapping: ColumnMapping
  rows: InviteeRow[]
}) {
  const { mapping, rows, table } = props
  const good = rows.filter(({ problem }) => problem === null)
  const bad = rows.filter(({ problem }) => problem !== null)
  const columns = (table[0] ?? []).map((heading, index) => ({
    value: String(index),
    text: heading.trim() || `Kolom ${index + 1}`,
  }))
  return (
    <>
      <h1 className="utrecht-heading-1">Klopt deze lijst?</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Voor {props.plural}: {counted(good.length, 'persoon', 'mensen')} goed
        {bad.length > 0 ? `, ${counted(bad.length, 'regel', 'regels')} met een fout` : ''}. Er is nog niets
        bewaard.
      </p>
      <Form method="post" encType="multipart/form-data" reloadDocument className="rs-stack">
        <input type="hidden" name="role" value={props.role} />
        <input type="hidden" name="table" value={JSON.stringify(table)} />
        <details className="rs-details" open={mapping.email === null}>
          <summary>Welke kolom is wat?</summary>
          <div className="rs-details__body rs-stack">
            {(['name', 'email', 'organisation'] as const).map((field) => (
              <SelectField
                key={field}
                id={`kolom-${field}`}
                name={field}
                label={fieldText[field]}
                errors={[]}
                empty="Staat niet in de lijst"
                defaultValue={mapping[field] === null ? '' : String(mapping[field])}
                options={columns}
              />
            ))}
            <div className="rs-actions">
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="again"
                value="1"
              >
                Bekijk opnieuw
              </button>
            </div>
          </div>
        </details>
        {good.length > 0 ? (
          <div className="rs-actions">
            <button
              className="utrecht-button utrecht-button--primary-action rs-button"
              type="submit"
              name="confirm"
              value="1"
            >
              Voeg {counted(good.length, 'persoon', 'mensen')} toe
            </button>
          </div>
        ) : null}
      </Form>
      {bad.length > 0 ? <Rows id="fout" title="Deze regels slaan wij over" rows={bad} problems /> : null}
      {good.length > 0 ? <Rows id="goed" title="Deze mensen voegen wij toe" rows={good} /> : null}
    </>
  )
}

function Rows(props: { id: string; title: string; rows: InviteeRow[]; problems?: boolean }) {
  return (
    <div className="rs-stack">
      <h2 className="utrecht-heading-2" id={props.id}>
        {props.title}
      </h2>
      {/* Scrolls by itself on a narrow screen, so it has to be reachable by keyboard. */}
      <div className="rs-table-scroll" role="region" aria-labelledby={props.id} tabIndex={0}>
        <table className="utrecht-table utrecht-table--html-table">
          <thead>
            <tr>
              <th scope="col">Regel</th>
              {props.problems ? <th scope="col">Wat er mis is</th> : null}
              <th scope="col">Naam</th>
              <th scope="col">E-mailadres</th>
              <th scope="col">Organisatie</th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                {props.problems ? <td>{row.problem ? rowProblemText[row.problem] : ''}</td> : null}
                <td>{row.name}</td>
                <td>{row.email}</td>
                <td>{row.organisation?.name ?? row.organisationText}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
