import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundBasicsFields } from '../components/round-basics-fields.tsx'
import { RoundFrame } from '../components/round-frame.tsx'
import { isFrozen, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { listFrameworks } from '../usecases/list-frameworks.server.ts'
import { changeBasics } from '../usecases/prepare-round.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Gegevens van de ronde', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round } = await requireRound(args, 'change-round')
  if (isFrozen(round)) throw redirect(paths.round(round.id), 303)
  const { id, version } = round.framework
  const own = `${id}@${version}`
  return {
    failed: args.context.formFailed,
    framed,
    frameworks: listFrameworks(args.context.app),
    values: {
      title: round.title,
      askedBy: round.askedBy,
      framework: own,
      variant: round.variant,
      closingDay: lastDay(round.closesAt, TIME_ZONE),
      meetingDay: round.meetingDay ?? '',
    },
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const changed = await changeBasics(args.context.app, {
    actor,
    roundId,
    title: textOf(form, 'title'),
    askedBy: textOf(form, 'askedBy'),
    framework: textOf(form, 'framework'),
    variant: textOf(form, 'variant'),
    closingDay: textOf(form, 'closingDay'),
    meetingDay: textOf(form, 'meetingDay'),
  })
  if (changed.kind === 'refused') throw staffRefusal(changed.reason)
  if (changed.kind === 'invalid') return formAgain(args.context, changed.problems, form)
  throw redirect(paths.roundParticipants(roundId), 303)
}

export default function RoundBasicsPage() {
  const { framed, frameworks, values } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Gegevens van de ronde</h1>
      <Form method="post" noValidate className="rs-prose rs-form">
        <RoundBasicsFields errors={errors} values={result?.posted ?? values} frameworks={frameworks} />
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Opslaan en verder
          </button>
        </div>
      </Form>
    </RoundFrame>
  )
}
