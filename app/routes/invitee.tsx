import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isOver } from '../domain/round/round.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { rowProblemText } from '../text/mail.ts'
import { changeInvitee, showInvitees } from '../usecases/manage-invitees.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Naam of e-mailadres veranderen', view?.failed) },
]

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const roundId = params.roundId ?? ''
  await requireStaff({ request, context }, 'change-round', { roundId })
  const view = await showInvitees(context.app, { roundId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const invitee = view.roles
    .flatMap(({ invitees }) => invitees)
    .find(({ invitationId }) => invitationId === params.invitationId)
  if (!invitee) throw data(null, { status: 404 })
  const { id, title, status, region } = view.round
  if (isOver(view.round)) throw redirect(paths.invitees(roundId), 303)
  return {
    failed: context.formFailed,
    framed: { id, title, status, region },
    invitee: { name: invitee.name, email: invitee.email ?? '', organisation: invitee.organisation },
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const roundId = params.roundId ?? ''
  const actor = await requireStaff({ request, context }, 'change-round', { roundId })
  const form = await request.formData()
  const posted = { name: textOf(form, 'name') ?? '', email: textOf(form, 'email') ?? '' }
  const invitationId = params.invitationId ?? ''
  const changed = await changeInvitee(context.app, { actor, roundId, invitationId, ...posted })
  if (changed.kind === 'refused') {
    if (changed.reason === 'unknown-link') throw data(null, { status: 404 })
    throw staffRefusal(changed.reason)
  }
  if (changed.kind === 'invalid') {
    context.formFailed = true
    const errors = changed.problems.map(({ field, reason }) => ({
      fieldId: field,
      text: `${rowProblemText[reason]}.`,
    }))
    return data({ errors, posted }, { status: 422 })
  }
  return redirect(`${paths.invitees(roundId)}?klaar=veranderd`, 303)
}

export default function EditInvitee() {
  const { framed, invitee } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Naam of e-mailadres veranderen</h1>
      {invitee.organisation ? <p className="utrecht-paragraph">{invitee.organisation}</p> : null}
      <Form method="post" noValidate className="rs-form rs-prose">
        <TextField
          id="name"
          label="Naam"
          hint="Staat in de aanhef van de mail. Mag leeg zijn."
          defaultValue={result?.posted.name ?? invitee.name}
          errors={errors}
        />
        <TextField
          id="email"
          type="email"
          label="E-mailadres"
          hint="De link blijft hetzelfde. Ging de vorige mail naar een verkeerd persoon? Maak daarna ook een nieuwe link."
          defaultValue={result?.posted.email ?? invitee.email}
          errors={errors}
        />
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Opslaan
          </button>
          <Link
            className="utrecht-button utrecht-button--secondary-action rs-button"
            to={paths.invitees(framed.id)}
          >
            Annuleren
          </Link>
        </div>
      </Form>
    </RoundFrame>
  )
}
