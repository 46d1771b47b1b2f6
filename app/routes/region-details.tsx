import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RegionFields } from '../components/region-fields.tsx'
import { StaffFrame } from '../components/staff-frame.tsx'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { changeRegion } from '../usecases/save-region.server.ts'
import { showRegion } from '../usecases/show-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Naam en gemeenten', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  await requireStaff(args, 'change-region', { regionId })
  const view = await showRegion(args.context.app, { regionId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  return { failed: args.context.formFailed, region: view.region }
}

export async function action(args: ActionFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'change-region', { regionId })
  const form = await args.request.formData()
  const changed = await changeRegion(args.context.app, {
    actor,
    regionId,
    title: textOf(form, 'title'),
    municipalities: textOf(form, 'municipalities'),
  })
  if (changed.kind === 'refused') throw staffRefusal(changed.reason)
  if (changed.kind === 'invalid') return formAgain(args.context, changed.problems, form)
  throw redirect(paths.region(regionId), 303)
}

export default function RegionDetails() {
  const { region } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const kept = {
    title: region.title,
    municipalities: region.municipalities.map(({ code, name }) => `${code} ${name}`).join('\n'),
  }
  return (
    <StaffFrame
      invented={region.invented}
      trail={[
        { to: paths.regions(), text: 'Regio’s' },
        { to: paths.region(region.id), text: region.title },
      ]}
    >
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Naam en gemeenten</h1>
      <Form method="post" noValidate className="rs-prose rs-form">
        <RegionFields errors={errors} values={result?.posted ?? kept} />
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Opslaan
          </button>
        </div>
      </Form>
    </StaffFrame>
  )
}
