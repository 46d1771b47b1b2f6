import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { CheckBox } from '../components/form-field.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RegionFields } from '../components/region-fields.tsx'
import { StaffFrame } from '../components/staff-frame.tsx'
import { formAgain, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireAccount } from '../staff.server.ts'
import { startRegion } from '../usecases/save-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Nieuwe regio', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  await requireAccount(args, 'create-region')
  return { failed: args.context.formFailed }
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireAccount(args, 'create-region')
  const form = await args.request.formData()
  const made = await startRegion(args.context.app, {
    actor,
    title: textOf(form, 'title'),
    municipalities: textOf(form, 'municipalities'),
    coordinates: form.has('coordinates'),
  })
  if (made.kind === 'invalid') return formAgain(args.context, made.problems, form)
  throw redirect(form.has('coordinates') ? paths.organisations(made.regionId) : paths.regions(), 303)
}

export default function NewRegion() {
  useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <StaffFrame invented={false} trail={[{ to: paths.regions(), text: 'Regio’s' }]}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Nieuwe regio</h1>
      <Form method="post" noValidate className="rs-prose rs-form">
        <RegionFields errors={errors} values={result?.posted ?? {}} />
        <CheckBox
          id="coordinates"
          label="Ik word zelf coördinator van deze regio"
          defaultChecked={result ? 'coordinates' in result.posted : true}
        />
        <p className="rs-hint">
          Een beheerder ziet niets van een regio. Een coördinator zet rondes op en ziet de uitkomst. U kunt
          later ook iemand anders coördinator maken.
        </p>
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Maak de regio
          </button>
        </div>
      </Form>
    </StaffFrame>
  )
}
