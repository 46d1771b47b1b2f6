import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { ChoiceField, TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { sizeOf } from '../domain/round/participants.ts'
import { isFrozen } from '../domain/round/round.ts'
import { DEFAULT_VISIBILITY, optionsLeft, VISIBILITY_OPTIONS } from '../domain/round/visibility.ts'
import type { VisibilityChoice } from '../domain/round/visibility.ts'
import { AUDIENCES, previewVisibility } from '../domain/round/visibility-preview.ts'
import type { RolePreview } from '../domain/round/visibility-preview.ts'
import { formAgain, staffRefusal, textsOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { capital, count } from '../text/nl.ts'
import { audienceText, hiddenText, promiseText, sightText, visibilityText } from '../text/setup.ts'
import { chooseVisibility } from '../usecases/prepare-round.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Wie ziet wat', view?.failed) },
]

/** Most people that the preview counts with. */
const MOST = 9999

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework, participants, mayChange } = await requireRound(args, 'read-round')
  const asked = new URL(args.request.url).searchParams
  const numberIn = (name: string, otherwise: number) => {
    const text = asked.get(name)
    return text !== null && /^\d{1,4}$/.test(text) ? Math.min(Number(text), MOST) : otherwise
  }
  const numbers = Object.fromEntries(
    framework.roles.map((role) => {
      const own = participants.filter((participant) => participant.role === role.id)
      const people = own.reduce((sum, { invited }) => sum + sizeOf(invited), 0)
      // Of those asked about a third answers; a board sends once and often with two or three heads together.
      const expected = role.anonymity === 'named' ? own.length : Math.round(people / 3)
      const organisations = numberIn(`${role.id}.organisaties`, own.length)
      return [role.id, { people: numberIn(`${role.id}.mensen`, expected), organisations }]
    }),
  )
  const visibility = round.visibility ?? DEFAULT_VISIBILITY
  const promised = round.status === 'draft' ? null : round.visibility
  return {
    failed: args.context.formFailed,
    framed,
    editable: mayChange,
    chosen: round.visibility !== null,
    promised,
    visibility,
    saved: asked.has('opgeslagen'),
    roles: framework.roles.map(({ id, plural, anonymity }) => ({ id, plural, named: anonymity === 'named' })),
    preview: previewVisibility(framework, round.roles, visibility, numbers),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const changed = await chooseVisibility(args.context.app, { actor, roundId, posted: textsOf(form) })
  if (changed.kind === 'refused') throw staffRefusal(changed.reason)
  if (changed.kind === 'invalid') return formAgain(args.context, changed.problems, form)
  throw redirect(`${paths.roundVisibility(roundId)}?opgeslagen=1#zo-ziet-het-eruit`, 303)
}

export default function RoundVisibility() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const choices = Object.keys(VISIBILITY_OPTIONS) as VisibilityChoice[]
  return (
    <RoundFrame round={view.framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Wie ziet wat</h1>
      {view.saved ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">Uw keuzes zijn opgeslagen. Hieronder staat wat ze betekenen.</p>
          {isFrozen(view.framed) ? null : (
            <p className="utrecht-paragraph">
              <Link className="utrecht-link utrecht-link--html-a" to={paths.roundOpen(view.framed.id)}>
                Verder: proberen en openen
              </Link>
            </p>
          )}
        </Notice>
      ) : null}
      <p className="utrecht-paragraph rs-prose">
        {view.promised === null
          ? 'Deelnemers lezen dit vóór de eerste vraag. Het is een belofte: als de ronde open is, kunt u alleen nog minder laten zien, nooit meer.'
          : 'Dit is aan deelnemers beloofd. U kunt alleen nog minder laten zien, nooit meer.'}
      </p>
      {view.editable ? (
        <Form method="post" noValidate className="rs-prose rs-form">
          {choices.map((choice) => {
            const left: readonly unknown[] = optionsLeft(choice, view.promised)
            const texts = visibilityText[choice]
            return (
              <ChoiceField
                key={choice}
                id={choice}
                label={texts.question}
                hint={texts.hint}
                errors={errors}
                options={VISIBILITY_OPTIONS[choice].map((option) => ({
                  value: String(option),
                  text: (texts.options as Record<string | number, string>)[option] ?? String(option),
                  disabled: !left.includes(option),
                }))}
                defaultValue={result?.posted[choice] ?? String(view.visibility[choice])}
              />
            )
          })}
          <div className="rs-actions">
            <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
              Leg dit vast
            </button>
          </div>
        </Form>
      ) : null}
      <Promise />
      <Preview />
    </RoundFrame>
  )
}

/** What respondents read before their first question. */
function Promise() {
  const { roles, visibility } = useLoaderData<typeof loader>()
  return (
    <section className="rs-prose rs-stack" aria-labelledby="belofte">
      <h2 className="utrecht-heading-2" id="belofte">
        Zo lezen deelnemers het
      </h2>
      {roles.map((role) => (
        <div className="rs-stack" key={role.id}>
          <h3 className="utrecht-heading-3">{capital(role.plural)}</h3>
          <ul className="utrecht-unordered-list">
            {promiseText(visibility, role.named).map((line) => (
              <li className="utrecht-unordered-list__item" key={line}>
                {line}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Preview() {
  const { preview, roles } = useLoaderData<typeof loader>()
  return (
    <section className="rs-stack" aria-labelledby="zo-ziet-het-eruit">
      <h2 className="utrecht-heading-2" id="zo-ziet-het-eruit">
        Wat is er te zien, met zoveel antwoorden?
      </h2>
      <Form method="get" action="#zo-ziet-het-eruit" className="rs-prose rs-form">
        {preview.map((role) => {
          const about = roles.find(({ id }) => id === role.role)
          return (
            <fieldset className="rs-plain-fieldset rs-stack" key={role.role}>
              <legend className="utrecht-heading-3">{capital(about?.plural ?? '')}</legend>
              <TextField
                id={`${role.role}.mensen`}
                label="Hoeveel mensen antwoorden?"
                short
                inputMode="numeric"
                errors={[]}
                defaultValue={String(role.numbers.people)}
              />
              {about?.named ? (
                <TextField
                  id={`${role.role}.organisaties`}
                  label="Van hoeveel organisaties?"
                  short
                  inputMode="numeric"
                  errors={[]}
                  defaultValue={String(role.numbers.organisations)}
                />
              ) : null}
            </fieldset>
          )
        })}
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--secondary-action rs-button" type="submit">
            Laat zien
          </button>
        </div>
      </Form>
      {preview.map((role) => (
        <PreviewTable
          key={role.role}
          role={role}
          plural={roles.find(({ id }) => id === role.role)?.plural ?? ''}
          named={roles.some(({ id, named }) => id === role.role && named)}
        />
      ))}
    </section>
  )
}

function PreviewTable({ role, plural, named }: { role: RolePreview; plural: string; named: boolean }) {
  const { people, organisations } = role.numbers
  return (
    <table className="utrecht-table rs-table-blocks">
      <caption className="utrecht-table__caption">
        Met {count(people)} {plural}
        {named ? ` van ${count(organisations)} ${organisations === 1 ? 'organisatie' : 'organisaties'}` : ''}:
        wie ziet wat als de ronde is gesloten?
      </caption>
      <thead className="utrecht-table__header">
        <tr className="utrecht-table__row">
          <th scope="col" className="utrecht-table__header-cell">
            Wat
          </th>
          {AUDIENCES.map((audience) => (
            <th scope="col" className="utrecht-table__header-cell" key={audience}>
              {audienceText[audience]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {role.rows.map((row) => (
          <tr className="utrecht-table__row" key={row.sight}>
            <th scope="row" className="utrecht-table__cell">
              {sightText[row.sight]}
            </th>
            {AUDIENCES.map((audience) => {
              const seen = row.sees[audience]
              return (
                <td className="utrecht-table__cell" data-title={audienceText[audience]} key={audience}>
                  {seen === true ? <span className="rs-sees">Ja</span> : hiddenText(seen)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
