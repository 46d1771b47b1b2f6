import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { CheckBox, SelectField, TextField } from '../components/form-field.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { capital } from '../text/nl.ts'
import { changeOrganisation, removeOrganisation } from '../usecases/save-organisations.server.ts'
import { showRegion } from '../usecases/show-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.organisation.name ?? 'Organisatie', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  await requireStaff(args, 'change-region', { regionId })
  const view = await showRegion(args.context.app, { regionId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const organisation = view.organisations.find(({ id }) => id === args.params.organisationId)
  if (!organisation) throw staffRefusal('unknown-organisation')
  const { id, title, invented } = view.region
  return {
    failed: args.context.formFailed,
    region: { id, title, invented },
    parties: view.parties,
    organisation,
  }
}

export async function action(args: ActionFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'change-region', { regionId })
  const form = await args.request.formData()
  const of = { actor, regionId, organisationId: args.params.organisationId ?? '' }
  const done =
    textOf(form, 'intent') === 'remove'
      ? await removeOrganisation(args.context.app, of)
      : await changeOrganisation(args.context.app, {
          ...of,
          party: textOf(form, 'party'),
          name: textOf(form, 'name'),
          people: textOf(form, 'people'),
          about: form.has('about'),
        })
  if (done.kind === 'refused') throw staffRefusal(done.reason)
  if (done.kind === 'invalid') return formAgain(args.context, done.problems, form)
  throw redirect(paths.organisations(regionId), 303)
}

export default function OrganisationPage() {
  const { region, parties, organisation } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const { people } = organisation
  const known = people === null ? '' : String(typeof people === 'number' ? people : people.about)
  return (
    <StaffFrame
      invented={region.invented}
      trail={[
        { to: paths.region(region.id), text: region.title },
        { to: paths.organisations(region.id), text: 'Organisaties' },
      ]}
    >
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">{organisation.name}</h1>
      <Form method="post" noValidate className="rs-prose rs-form">
        <TextField
          id="name"
          label="Naam"
          errors={errors}
          defaultValue={result?.posted['name'] ?? organisation.name}
        />
        <SelectField
          id="party"
          label="Soort organisatie"
          errors={errors}
          options={parties.map(({ id, title }) => ({ value: id, text: capital(title) }))}
          defaultValue={result?.posted['party'] ?? organisation.party}
        />
        <TextField
          id="people"
          label="Hoeveel mensen kunt u hier vragen?"
          hint="Laat leeg als u het niet weet."
          short
          inputMode="numeric"
          errors={errors}
          defaultValue={result?.posted['people'] ?? known}
        />
        <CheckBox
          id="about"
          label="Dit aantal is een schatting"
          defaultChecked={result ? 'about' in result.posted : typeof people !== 'number'}
        />
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Opslaan
          </button>
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="submit"
            name="intent"
            value="remove"
          >
            Verwijder deze organisatie
          </button>
        </div>
      </Form>
    </StaffFrame>
  )
}
