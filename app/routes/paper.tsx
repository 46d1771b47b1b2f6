import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { SelectField, TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { acceptsAnswers, isOver } from '../domain/round/round.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { capital, counted } from '../text/nl.ts'
import { makeTeamLink, setReturnTo, showPaper, withdrawTeamLink } from '../usecases/manage-paper.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Papier en teams', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework } = await requireRound(args, 'change-round')
  const view = await showPaper(args.context.app, { roundId: round.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  return {
    failed: args.context.formFailed,
    framed,
    done: new URL(args.request.url).searchParams.get('klaar'),
    works: round.status === 'open' && acceptsAnswers(round, args.context.app.now()),
    over: isOver(round),
    returnTo: view.returnTo,
    roles: framework.roles.map(({ id, title, plural, anonymity }) => ({
      id,
      title,
      plural,
      forms: view.forms[id] ?? 0,
      organisations:
        anonymity === 'named'
          ? []
          : view.participants
              .filter(({ role }) => role === id)
              .map(({ organisationId, name }) => ({ value: organisationId, text: name })),
      anonymous: anonymity === 'anonymous',
      teams: view.teams
        .filter(({ role }) => role === id)
        .map((team) => ({
          ...team,
          address: team.token && `${args.context.origin}${paths.invitation(team.token)}`,
        })),
    })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const { app } = args.context
  const back = (done: string) => redirect(`${paths.paper(roundId)}?klaar=${done}`, 303)
  const withdraw = textOf(form, 'withdraw')
  if (withdraw !== null) {
    const withdrawn = await withdrawTeamLink(app, { actor, roundId, id: withdraw })
    if (withdrawn.kind === 'refused') throw staffRefusal(withdrawn.reason)
    return back('ingetrokken')
  }
  if (form.has('role')) {
    const made = await makeTeamLink(app, {
      actor,
      roundId,
      role: textOf(form, 'role'),
      organisationId: textOf(form, 'organisationId'),
    })
    if (made.kind === 'refused') throw staffRefusal(made.reason)
    if (made.kind === 'invalid') return formAgain(args.context, made.problems, form)
    return back('gemaakt')
  }
  const saved = await setReturnTo(app, { actor, roundId, returnTo: textOf(form, 'returnTo') })
  if (saved.kind === 'refused') throw staffRefusal(saved.reason)
  if (saved.kind === 'invalid') return formAgain(args.context, saved.problems, form)
  return back('bewaard')
}

const DONE: Record<string, string> = {
  bewaard: 'Bewaard. Het staat voortaan op de formulieren.',
  gemaakt: 'De link is gemaakt. Hij staat hieronder.',
  ingetrokken: 'De link is ingetrokken en werkt niet meer.',
}

export default function Paper() {
  const { framed, roles, done, works, over, returnTo } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Op papier en met een team</h1>
      {done && DONE[done] ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">{DONE[done]}</p>
        </Notice>
      ) : null}
      <section className="rs-prose rs-stack" aria-labelledby="drukken">
        <h2 className="utrecht-heading-2" id="drukken">
          Formulieren afdrukken
        </h2>
        <p className="utrecht-paragraph">
          Voor wie liever op papier antwoordt. Het formulier heeft dezelfde vragen en dezelfde beloften als op
          het scherm.
        </p>
        <ul className="utrecht-unordered-list">
          {roles.map(({ id, plural }) => (
            <li className="utrecht-unordered-list__item" key={id}>
              <a className="utrecht-link utrecht-link--html-a" href={paths.paperForm(framed.id, id)}>
                Formulier voor {plural} (pdf)
              </a>
            </li>
          ))}
        </ul>
        {over ? null : (
          <Form method="post" noValidate className="rs-form">
            <TextField
              id="returnTo"
              label="Waar kunnen mensen het formulier inleveren?"
              hint="Dit staat op het formulier. Bijvoorbeeld: Stuur het naar Postbus 12, 7600 AA Almelo, zonder postzegel. Kies iets waarbij niemand ziet van wie het formulier is."
              errors={errors}
              defaultValue={result?.posted['returnTo'] ?? returnTo ?? ''}
            />
            <button className="utrecht-button utrecht-button--secondary-action rs-button" type="submit">
              Bewaar
            </button>
          </Form>
        )}
      </section>
      <section className="rs-prose rs-stack" aria-labelledby="overtypen">
        <h2 className="utrecht-heading-2" id="overtypen">
          Formulieren overtypen
        </h2>
        <p className="utrecht-paragraph">
          Elk formulier telt als één antwoord en gaat door dezelfde verzegeling als een antwoord op het
          scherm: ook u kunt het daarna niet meer terugvinden. Vernietig het papier als u klaar bent.
        </p>
        {works ? null : (
          <Notice kind="info">
            <p className="utrecht-paragraph">
              {over
                ? 'De ronde is gesloten: overtypen kan niet meer.'
                : 'Overtypen kan zodra de ronde open is.'}
            </p>
          </Notice>
        )}
        <ul className="rs-tasks" role="list">
          {roles.map(({ id, plural, forms }) => (
            <li key={id}>
              {works ? (
                <a className="utrecht-link utrecht-link--html-a" href={paths.paperEntry(framed.id, id)}>
                  Een formulier van {plural} overtypen
                </a>
              ) : (
                capital(plural)
              )}
              <span className="rs-status">{counted(forms, 'formulier', 'formulieren')} overgetypt</span>
            </li>
          ))}
        </ul>
      </section>
      {roles
        .filter(({ anonymous }) => anonymous)
        .map((role) => (
          <section className="rs-prose rs-stack" key={role.id} aria-labelledby={`team-${role.id}`}>
            <h2 className="utrecht-heading-2" id={`team-${role.id}`}>
              Samen antwoorden: {role.plural}
            </h2>
            <p className="utrecht-paragraph">
              Een team kan de vragen samen beantwoorden, bijvoorbeeld in een overleg. Dat telt als één
              antwoord. Bij het begin vult het team in met hoeveel mensen het is. Alleen het totaal over alle
              teams wordt bewaard. Wie met het team meedoet, vult de vragenlijst niet ook nog alleen in.
            </p>
            {over ? null : role.organisations.length === 0 ? (
              <p className="utrecht-paragraph">
                Kies eerst bij{' '}
                <a className="utrecht-link utrecht-link--html-a" href={paths.roundParticipants(framed.id)}>
                  Deelnemers
                </a>{' '}
                welke organisaties meedoen.
              </p>
            ) : (
              <Form method="post" noValidate reloadDocument className="rs-form">
                <input type="hidden" name="role" value={role.id} />
                <SelectField
                  id="organisationId"
                  label="Van welke organisatie is het team?"
                  empty="Kies een organisatie"
                  errors={errors}
                  options={role.organisations}
                  defaultValue={result?.posted['organisationId'] ?? ''}
                />
                <button className="utrecht-button utrecht-button--secondary-action rs-button" type="submit">
                  Maak een link voor een team
                </button>
              </Form>
            )}
            {role.teams.length === 0 ? null : (
              <ul className="rs-link-list" role="list">
                {role.teams.map((team) => (
                  <li className="rs-stack" key={team.id}>
                    <h3 className="utrecht-heading-3">Team van {team.organisation}</h3>
                    {team.sent ? (
                      <p className="utrecht-paragraph">Dit team heeft verzonden.</p>
                    ) : (
                      <>
                        <p className="rs-secret" translate="no">
                          {team.address ?? 'Deze link is niet meer te lezen. Trek hem in en maak een nieuwe.'}
                        </p>
                        {over ? null : (
                          <Form method="post" reloadDocument>
                            <input type="hidden" name="withdraw" value={team.id} />
                            <button
                              className="utrecht-button utrecht-button--secondary-action rs-button"
                              type="submit"
                            >
                              Trek deze link in
                              <span className="rs-visually-hidden"> van {team.organisation}</span>
                            </button>
                          </Form>
                        )}
                      </>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
    </RoundFrame>
  )
}
