import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { CheckBox, SelectField, TextArea } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { may } from '../domain/access/access.ts'
import { formAgain, staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { capital, counted } from '../text/nl.ts'
import { peopleText } from '../text/setup.ts'
import { addOrganisations } from '../usecases/save-organisations.server.ts'
import { showRegion } from '../usecases/show-region.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Organisaties', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'read-region', { regionId })
  const view = await showRegion(args.context.app, { regionId })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  const { id, title, invented } = view.region
  return {
    failed: args.context.formFailed,
    region: { id, title, invented },
    parties: view.parties,
    organisations: view.organisations,
    mayChange: may(actor, 'change-region', { regionId, invented, shared: false }),
  }
}

export async function action(args: ActionFunctionArgs) {
  const regionId = args.params.regionId ?? ''
  const actor = await requireStaff(args, 'change-region', { regionId })
  const form = await args.request.formData()
  const added = await addOrganisations(args.context.app, {
    actor,
    regionId,
    party: textOf(form, 'party'),
    list: textOf(form, 'list'),
    about: form.has('about'),
  })
  if (added.kind === 'refused') throw staffRefusal(added.reason)
  if (added.kind === 'invalid') return formAgain(args.context, added.problems, form)
  throw redirect(`${paths.organisations(regionId)}?erbij=${added.count}`, 303)
}

export default function Organisations() {
  const { region, parties, organisations, mayChange } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const added = Number(useSearchParams()[0].get('erbij') ?? 0)
  const errors = result?.errors ?? []
  const groups = parties
    .map((party) => ({ ...party, own: organisations.filter((one) => one.party === party.id) }))
    .filter(({ own }) => own.length > 0)
  return (
    <StaffFrame
      invented={region.invented}
      trail={[
        { to: paths.regions(), text: 'Regio’s' },
        { to: paths.region(region.id), text: region.title },
      ]}
    >
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Organisaties</h1>
      {added > 0 && !result ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">{counted(added, 'organisatie', 'organisaties')} toegevoegd.</p>
        </Notice>
      ) : null}
      <p className="utrecht-paragraph rs-prose">
        Zet hier elke organisatie neer die met deze mensen werkt, ook kleine. Bij elke organisatie hoort een
        aantal mensen die u kunt vragen. Een schatting is goed: Regiospiegel onthoudt dat het een schatting
        is.
      </p>
      {groups.length === 0 ? (
        <p className="utrecht-paragraph">Er staan nog geen organisaties.</p>
      ) : (
        groups.map((party) => (
          <section className="rs-stack" aria-labelledby={`soort-${party.id}`} key={party.id}>
            <h2 className="utrecht-heading-3" id={`soort-${party.id}`}>
              {capital(party.title)}
            </h2>
            <ul className="utrecht-unordered-list">
              {party.own.map((organisation) => (
                <li className="utrecht-unordered-list__item" key={organisation.id}>
                  {mayChange ? (
                    <Link
                      className="utrecht-link utrecht-link--html-a"
                      to={paths.organisation(region.id, organisation.id)}
                    >
                      {organisation.name}
                    </Link>
                  ) : (
                    organisation.name
                  )}{' '}
                  <span className="rs-quiet">({peopleText(organisation.people)})</span>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
      {mayChange ? (
        <section className="rs-stack" aria-labelledby="erbij">
          <h2 className="utrecht-heading-2" id="erbij">
            Organisaties toevoegen
          </h2>
          <Form method="post" noValidate className="rs-prose rs-form" key={organisations.length}>
            <SelectField
              id="party"
              label="Soort organisatie"
              empty="Kies een soort"
              errors={errors}
              options={parties.map(({ id, title }) => ({ value: id, text: capital(title) }))}
              defaultValue={result?.posted['party'] ?? ''}
            />
            <TextArea
              id="list"
              label="Organisaties van deze soort"
              hint="Eén per regel: de naam, een puntkomma en het aantal mensen. Bijvoorbeeld: Praktijk De Linde; 8. Plakken uit een rekenblad mag ook."
              errors={errors}
              defaultValue={result?.posted['list'] ?? ''}
            />
            <CheckBox
              id="about"
              label="Deze aantallen zijn een schatting"
              defaultChecked={result ? 'about' in result.posted : true}
            />
            <div className="rs-actions">
              <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
                Voeg toe
              </button>
              {organisations.length > 0 ? (
                <Link
                  className="utrecht-button utrecht-button--secondary-action rs-button"
                  to={paths.newRound(region.id)}
                >
                  Klaar: maak een ronde
                </Link>
              ) : null}
            </div>
          </Form>
        </section>
      ) : null}
    </StaffFrame>
  )
}
