import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { CheckBox, TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { aboutField, invitedField } from '../domain/round/round-form.ts'
import { isFrozen } from '../domain/round/round.ts'
import { formAgain, staffRefusal, textsOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { capital } from '../text/nl.ts'
import { peopleText } from '../text/setup.ts'
import { changeParticipants } from '../usecases/prepare-round.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Deelnemers', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework, organisations, participants, mayChange } = await requireRound(
    args,
    'read-round',
  )
  return {
    failed: args.context.formFailed,
    framed,
    roles: framework.roles.map(({ id, plural, anonymity }) => ({ id, plural, named: anonymity === 'named' })),
    groups: framework.parties
      .map(({ id, title }) => ({ id, title, own: organisations.filter(({ party }) => party === id) }))
      .filter(({ own }) => own.length > 0),
    participants,
    editable: mayChange && !isFrozen(round),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const changed = await changeParticipants(args.context.app, { actor, roundId, posted: textsOf(form) })
  if (changed.kind === 'refused') throw staffRefusal(changed.reason)
  if (changed.kind === 'invalid') return formAgain(args.context, changed.problems, form)
  throw redirect(paths.roundRules(roundId), 303)
}

export default function RoundParticipants() {
  const { framed, groups, editable } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Wie doet mee?</h1>
      {groups.length === 0 ? (
        <Notice kind="warning" title="Er staan nog geen organisaties">
          <p className="utrecht-paragraph">
            <Link className="utrecht-link utrecht-link--html-a" to={paths.organisations(framed.region.id)}>
              Zet eerst de organisaties van de regio neer
            </Link>
            . Kom daarna hier terug.
          </p>
        </Notice>
      ) : null}
      {editable ? <Fields errors={errors} posted={result?.posted} /> : <List />}
    </RoundFrame>
  )
}

/** Who takes part, to read. */
function List() {
  const { groups, roles, participants } = useLoaderData<typeof loader>()
  return (
    <>
      <p className="utrecht-paragraph rs-prose">
        Dit ligt vast sinds de ronde open is: zo blijft duidelijk van hoeveel mensen antwoord kon komen.
      </p>
      {groups.map((party) => (
        <section className="rs-stack" aria-labelledby={`soort-${party.id}`} key={party.id}>
          <h2 className="utrecht-heading-3" id={`soort-${party.id}`}>
            {capital(party.title)}
          </h2>
          <ul className="utrecht-unordered-list">
            {party.own.map((organisation) => (
              <li className="utrecht-unordered-list__item" key={organisation.id}>
                {organisation.name}
                <span className="rs-quiet">
                  {roles
                    .flatMap((role) => {
                      const one = participants.find(
                        ({ role: asked, organisationId }) =>
                          asked === role.id && organisationId === organisation.id,
                      )
                      if (!one) return []
                      return [role.named ? `één antwoord als ${role.plural}` : `${peopleText(one.invited)}`]
                    })
                    .map((text) => `; ${text}`)
                    .join('')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

type Errors = Parameters<typeof ErrorSummary>[0]['errors']

function Fields({ errors, posted }: { errors: Errors; posted: Record<string, string> | undefined }) {
  const { framed, groups, roles, participants } = useLoaderData<typeof loader>()
  const keptAt = (role: string, organisationId: string) =>
    participants.find((one) => one.role === role && one.organisationId === organisationId)?.invited
  return (
    <Form method="post" noValidate className="rs-form">
      <p className="utrecht-paragraph rs-prose">
        Vul per organisatie in hoeveel mensen u vraagt, en of ook het bestuur antwoordt. Een bestuur antwoordt
        één keer, met de naam van de organisatie. Laat leeg wie niet meedoet.{' '}
        <Link className="utrecht-link utrecht-link--html-a" to={paths.organisations(framed.region.id)}>
          Organisaties toevoegen of wijzigen
        </Link>
      </p>
      {groups.map((party) => (
        <section className="rs-stack" aria-labelledby={`soort-${party.id}`} key={party.id}>
          <h2 className="utrecht-heading-2" id={`soort-${party.id}`}>
            {capital(party.title)}
          </h2>
          {party.own.map((organisation) => (
            <fieldset className="rs-participant" key={organisation.id}>
              <legend>{organisation.name}</legend>
              {roles.map((role) => {
                const name = invitedField(role.id, organisation.id)
                const kept = keptAt(role.id, organisation.id)
                if (role.named) {
                  return (
                    <CheckBox
                      key={role.id}
                      id={name}
                      label={`Vraag ook: ${role.plural}`}
                      defaultChecked={posted ? name in posted : kept !== undefined}
                    />
                  )
                }
                const about = aboutField(role.id, organisation.id)
                const number = kept === undefined ? '' : String(typeof kept === 'number' ? kept : kept.about)
                return (
                  <div className="rs-stack" key={role.id}>
                    <TextField
                      id={name}
                      label={`Hoeveel ${role.plural} vraagt u?`}
                      short
                      inputMode="numeric"
                      errors={errors}
                      defaultValue={posted?.[name] ?? number}
                    />
                    <CheckBox
                      id={about}
                      label="Dit is een schatting"
                      defaultChecked={posted ? about in posted : typeof kept !== 'number'}
                    />
                  </div>
                )
              })}
            </fieldset>
          ))}
        </section>
      ))}
      <div className="rs-actions">
        <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
          Opslaan en verder
        </button>
      </div>
    </Form>
  )
}
