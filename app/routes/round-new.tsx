import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundBasicsFields } from '../components/round-basics-fields.tsx'
import { StaffFrame } from '../components/staff-frame.tsx'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { createDraft } from '../usecases/create-round.server.ts'
import { listFrameworks } from '../usecases/list-frameworks.server.ts'
import { showRegion } from '../usecases/show-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Nieuwe ronde', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  await requireStaff(args, 'change-region', { regionId })
  const view = await showRegion(args.context.app, { regionId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const { id, title, invented } = view.region
  return {
    failed: args.context.formFailed,
    region: { id, title, invented },
    organisations: view.organisations.length,
    frameworks: listFrameworks(args.context.app),
  }
}

export async function action(args: ActionFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'change-region', { regionId })
  const form = await args.request.formData()
  const created = await createDraft(args.context.app, {
    actor,
    regionId,
    title: textOf(form, 'title'),
    askedBy: textOf(form, 'askedBy'),
    framework: textOf(form, 'framework'),
    variant: textOf(form, 'variant'),
    closingDay: textOf(form, 'closingDay'),
    meetingDay: textOf(form, 'meetingDay'),
  })
  if (created.kind === 'refused') throw staffRefusal(created.reason)
  if (created.kind === 'invalid') return formAgain(args.context, created.problems, form)
  throw redirect(paths.roundParticipants(created.roundId), 303)
}

export default function NewRound() {
  const { region, organisations, frameworks } = useLoaderData<typeof loader>()
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
      <p className="rs-quiet">Stap 1 van 5</p>
      <h1 className="utrecht-heading-1">Nieuwe ronde</h1>
      {organisations === 0 ? (
        <Notice kind="warning" title="Er staan nog geen organisaties">
          <p className="utrecht-paragraph">
            <Link className="utrecht-link utrecht-link--html-a" to={paths.organisations(region.id)}>
              Zet eerst de organisaties van de regio neer.
            </Link>{' '}
            Dan staan ze meteen in de ronde.
          </p>
        </Notice>
      ) : null}
      <Form method="post" noValidate className="rs-prose rs-form">
        <RoundBasicsFields
          errors={errors}
          values={result?.posted ?? { askedBy: region.title }}
          frameworks={frameworks}
        />
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Opslaan en verder
          </button>
        </div>
      </Form>
    </StaffFrame>
  )
}
