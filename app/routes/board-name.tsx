import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { formAgain, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { ownForm, refusal, requireQuestionnaire, requireRespondentId } from '../respondent.server.ts'
import { nameColleague } from '../usecases/manage-board.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Wie bent u?') }]

export async function loader({ context }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  if (!view.board || view.board.colleague === null) throw redirect(paths.questionnaire(), 303)
  return {
    owner: view.owner,
    invented: view.round.invented,
    organisation: view.organisation,
    contact: view.board.people.contact,
    name: view.board.colleague,
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  const named = await nameColleague(context.app, { respondentId, name: textOf(form, 'name') })
  if (named.kind === 'named') throw redirect(paths.questionnaire(), 303)
  if (named.reason === 'invalid') return formAgain(context, named.problems, form)
  throw refusal(named.reason)
}

export default function BoardName() {
  const view = useLoaderData<typeof loader>()
  const again = useActionData<typeof action>()
  const errors = again?.errors ?? []
  return (
    <QuestionnaireFrame invented={view.invented} anonymous={false}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Wie bent u?</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        {view.contact || 'Een collega'} vroeg u om mee te vullen
        {view.organisation ? ` voor ${view.organisation}` : ''}.
      </p>
      <p className="utrecht-paragraph">
        Bij elk antwoord staat wie het het laatst heeft gewijzigd. Alleen wie meevult en de bestuurder zien
        dat.
      </p>
      <Form method="post" className="rs-stack">
        <input type="hidden" name="owner" value={view.owner} />
        <TextField
          id="name"
          label="Uw naam"
          autoComplete="name"
          errors={errors}
          defaultValue={again?.posted.name ?? view.name}
        />
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Verder
          </button>
        </div>
      </Form>
    </QuestionnaireFrame>
  )
}
