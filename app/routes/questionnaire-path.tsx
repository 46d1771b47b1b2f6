import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useRef } from 'react'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { pageTitle } from '../components/page-title.ts'
import { readKeptOf, trialCookie } from '../open-link-cookies.server.ts'
import { TEAM_SIZE, teamSizeFrom } from '../domain/round/team.ts'
import { pageSlug } from '../page-slug.ts'
import { paths } from '../paths.ts'
import { ownForm, refusal, requireQuestionnaire, requireRespondentId } from '../respondent.server.ts'
import { capital } from '../text/nl.ts'
import { choosePath } from '../usecases/choose-path.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view?.heading ?? 'Over uw werk', view?.failed) },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  if (view.status === 'submitted') throw redirect(paths.questionnaireReceipt(), 303)
  if (view.status === 'closed') throw redirect(paths.questionnaire(), 303)
  const byRoute = view.role.routing === 'routes'
  // Without JavaScript the profession makes a round trip, and comes back with its sentences ticked.
  const asked = new URL(request.url).searchParams.get('beroep')
  const profession = view.role.professions.find(({ id }) => id === (asked ?? view.path?.profession)) ?? null
  return {
    failed: context.formFailed,
    owner: view.owner,
    invented: view.round.invented,
    trial: view.round.trial,
    anonymous: view.role.anonymity === 'anonymous',
    region: view.round.region,
    heading: byRoute
      ? view.team
        ? 'Wat doet u als team?'
        : 'Wat doet u in uw werk?'
      : 'Voor welke organisatie antwoordt u?',
    byRoute,
    /** A team has several; of who corrects it was counted when the answers were first sent. */
    asksProfession: !view.correcting && !view.team,
    correcting: view.correcting,
    professions: view.role.professions,
    routes: view.role.routes,
    profession: profession?.id ?? null,
    chosenRoutes: asked && profession ? profession.routes : (view.path?.routes ?? []),
    asked: Boolean(asked && profession),
    party: view.party,
    organisation: view.organisation,
    asksParty: view.asksParty,
    parties: view.parties,
    chosenParty: view.path?.party ?? null,
    team: view.team && { people: view.team.people?.toString() ?? '' },
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const failed = (errors: FormError[], posted: Posted) => {
    context.formFailed = true
    return data({ errors, posted }, { status: 422 })
  }
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  const profession = text(form, 'profession')
  const routes = form.getAll('route').filter((value) => typeof value === 'string')
  const party = text(form, 'party')
  const people = text(form, 'people')
  const size = teamSizeFrom(people)
  if (form.has('people') && !('people' in size && size.people !== null)) {
    return failed([{ fieldId: 'people', text: teamSizeText }], { profession, routes, party, people })
  }
  if (form.has('byRoute')) {
    // A team has more than one profession; it is counted under none. Who corrects was counted before.
    if (profession === null && !form.has('people') && !form.has('counted'))
      return failed([{ fieldId: 'beroep', text: 'Kies uw beroep.' }], { profession, routes, party, people })
    // The sentences were not ticked for this profession yet: that took no script, so it takes a second look.
    if (profession !== null && routes.length === 0 && form.get('seen') !== profession) {
      throw redirect(`${paths.questionnairePath()}?beroep=${encodeURIComponent(profession)}`, 303)
    }
    if (routes.length === 0) {
      return failed([{ fieldId: 'route-0', text: 'Kies minstens één zin die past bij uw werk.' }], {
        profession,
        routes,
        party,
        people,
      })
    }
  }
  const chosen = await choosePath(context.app, {
    respondentId,
    profession,
    routes,
    party,
    people: 'people' in size ? size.people : null,
  })
  if (chosen.kind === 'path-chosen') {
    const view = await requireQuestionnaire(context)
    const first = view.pages[0]
    const headers = new Headers()
    const began = readKeptOf(view.owner, request.headers.get('cookie'), 'proef', context)
    if (view.round.trial && began === null) {
      headers.append('Set-Cookie', trialCookie(view.owner, context.app.now().toISOString(), context))
    }
    const next = first ? paths.questionnairePage(pageSlug(first.id)) : paths.questionnaireTasks()
    throw redirect(next, { status: 303, headers })
  }
  switch (chosen.reason) {
    case 'unknown-profession':
      return failed([{ fieldId: 'beroep', text: 'Kies uw beroep uit de lijst.' }], {
        profession,
        routes,
        party,
        people,
      })
    case 'unknown-route':
    case 'no-route':
      return failed([{ fieldId: 'route-0', text: 'Kies minstens één zin die past bij uw werk.' }], {
        profession,
        routes,
        party,
        people,
      })
    case 'unknown-party':
    case 'no-party':
      return failed([{ fieldId: 'partij-0', text: 'Kies voor welke soort organisatie u antwoordt.' }], {
        profession,
        routes,
        party,
        people,
      })
    case 'no-people':
      return failed([{ fieldId: 'people', text: teamSizeText }], { profession, routes, party, people })
    case 'already-sent':
      throw redirect(paths.questionnaireReceipt(), 303)
    default:
      throw refusal(chosen.reason)
  }
}

type Posted = { profession: string | null; routes: string[]; party: string | null; people: string | null }

const teamSizeText = `Schrijf met hoeveel mensen u bent: een getal van ${TEAM_SIZE.least} tot ${TEAM_SIZE.most}.`

function text(form: FormData, name: string): string | null {
  const value = form.get(name)
  return typeof value === 'string' && value !== '' ? value : null
}

export default function QuestionnairePath() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = result?.errors ?? []
  return (
    <QuestionnaireFrame invented={view.invented} trial={view.trial} anonymous={view.anonymous}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">{view.heading}</h1>
      <Form method="post" noValidate className="rs-stack">
        <input type="hidden" name="owner" value={view.owner} />
        {view.team ? (
          <TextField
            id="people"
            label="Met hoeveel mensen bent u?"
            hint="U antwoordt met uw team. Dat telt als één antwoord. Het aantal wordt opgeteld bij dat van andere teams en staat niet bij uw antwoorden."
            inputMode="numeric"
            short
            errors={errors}
            defaultValue={result?.posted.people ?? view.team.people}
          />
        ) : null}
        {view.byRoute ? (
          <WorkFields errors={errors} posted={result?.posted} />
        ) : (
          <PartyFields errors={errors} posted={result?.posted} />
        )}
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            {view.byRoute ? 'Naar de vragen' : 'Dat klopt, naar de vragen'}
          </button>
        </div>
      </Form>
    </QuestionnaireFrame>
  )
}

/** Profession, and three sentences of which those of the profession are ticked at once. */
function WorkFields({ errors, posted }: { errors: FormError[]; posted: Posted | undefined }) {
  const view = useLoaderData<typeof loader>()
  const boxes = useRef<HTMLFieldSetElement>(null)
  const seen = useRef<HTMLInputElement>(null)
  const professionError = errors.find(({ fieldId }) => fieldId === 'beroep')
  const routeError = errors.find(({ fieldId }) => fieldId === 'route-0')
  const chosen = posted?.routes ?? view.chosenRoutes
  const tickRoutes = (professionId: string) => {
    const routes = view.professions.find(({ id }) => id === professionId)?.routes ?? []
    for (const box of boxes.current?.querySelectorAll<HTMLInputElement>('input[name=route]') ?? []) {
      box.checked = routes.includes(box.value)
    }
    if (seen.current) seen.current.value = professionId
  }
  return (
    <>
      <input type="hidden" name="byRoute" value="1" />
      <input
        type="hidden"
        name="seen"
        ref={seen}
        defaultValue={view.asked || routeError ? (posted?.profession ?? view.profession ?? '') : ''}
      />
      {view.asksProfession ? (
        <ProfessionField error={professionError} posted={posted} onChoose={tickRoutes} />
      ) : null}
      {view.correcting ? <input type="hidden" name="counted" value="1" /> : null}
      <div className={`rs-question rs-question--first${routeError ? ' utrecht-form-field--invalid' : ''}`}>
        <fieldset ref={boxes} aria-describedby={`route-uitleg${routeError ? ' route-fout' : ''}`}>
          <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
            {view.team ? 'Wat past bij het werk van uw team?' : 'Wat past bij uw werk?'}
          </legend>
          <p className="rs-hint" id="route-uitleg">
            {view.asked
              ? 'Wij kruisten alvast aan wat vaak past bij uw beroep. Verander het als het voor u anders is.'
              : !view.asksProfession
                ? 'Kies alles wat past.'
                : 'Kies alles wat past. Wij kruisen alvast aan wat vaak past bij uw beroep.'}
          </p>
          {routeError ? <ErrorText id="route-fout" text={routeError.text} /> : null}
          <div className="rs-options">
            {view.routes.map((route, index) => (
              <div className="rs-option" key={route.id}>
                <input
                  className="utrecht-checkbox utrecht-checkbox--html-input rs-option__input"
                  type="checkbox"
                  id={`route-${index}`}
                  name="route"
                  value={route.id}
                  defaultChecked={chosen.includes(route.id)}
                />
                <label
                  className="utrecht-form-label utrecht-form-label--checkbox rs-option__label"
                  htmlFor={`route-${index}`}
                >
                  {route.sentence}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
      </div>
    </>
  )
}

function ProfessionField(props: {
  error: FormError | undefined
  posted: Posted | undefined
  onChoose: (profession: string) => void
}) {
  const view = useLoaderData<typeof loader>()
  const { error, posted, onChoose } = props
  return (
    <>
      <p className="utrecht-paragraph">
        Dan krijgt u alleen vragen die bij uw werk passen. Uw beroep tellen wij apart. Het staat niet bij uw
        antwoorden.
      </p>
      <div className={`rs-field${error ? ' utrecht-form-field--invalid' : ''}`}>
        <label className="utrecht-form-label" htmlFor="beroep">
          Wat is uw beroep?
        </label>
        {error ? <ErrorText id="beroep-fout" text={error.text} /> : null}
        <select
          className="utrecht-select utrecht-select--html-select"
          id="beroep"
          name="profession"
          defaultValue={posted?.profession ?? view.profession ?? ''}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'beroep-fout' : undefined}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          <option value="">Kies uw beroep</option>
          {view.professions.map(({ id, title }) => (
            <option key={id} value={id}>
              {capital(title)}
            </option>
          ))}
        </select>
      </div>
    </>
  )
}

/** The organisation that was invited, to be confirmed; its kind only where the invitation does not tell. */
function PartyFields({ errors, posted }: { errors: FormError[]; posted: Posted | undefined }) {
  const view = useLoaderData<typeof loader>()
  const error = errors.find(({ fieldId }) => fieldId === 'partij-0')
  const chosen = posted?.party ?? view.chosenParty
  return (
    <>
      {view.organisation ? (
        <>
          <p className="utrecht-paragraph">Deze vragenlijst is gestuurd aan:</p>
          <dl className="rs-facts">
            <div>
              <dt>Organisatie</dt>
              <dd>{view.organisation}</dd>
            </div>
            {view.party ? (
              <div>
                <dt>Soort organisatie</dt>
                <dd>{view.party.title}</dd>
              </div>
            ) : null}
          </dl>
          <p className="utrecht-paragraph">
            Klopt dit niet? Stop dan en meld het aan degene die u heeft uitgenodigd. U kunt de vragen samen
            met collega’s beantwoorden: één keer voor de hele organisatie.
          </p>
        </>
      ) : null}
      {view.asksParty ? (
        <div className={`rs-question rs-question--first${error ? ' utrecht-form-field--invalid' : ''}`}>
          <fieldset aria-describedby={error ? 'partij-fout' : undefined}>
            <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
              Voor welke soort organisatie antwoordt u?
            </legend>
            {error ? <ErrorText id="partij-fout" text={error.text} /> : null}
            <div className="rs-options">
              {view.parties.map((party, index) => (
                <div className="rs-option" key={party.id}>
                  <input
                    className="utrecht-radio-button utrecht-radio-button--html-input rs-option__input"
                    type="radio"
                    id={`partij-${index}`}
                    name="party"
                    value={party.id}
                    defaultChecked={chosen === party.id}
                  />
                  <label
                    className="utrecht-form-label utrecht-form-label--radio rs-option__label"
                    htmlFor={`partij-${index}`}
                  >
                    {party.title}
                  </label>
                </div>
              ))}
            </div>
          </fieldset>
        </div>
      ) : null}
    </>
  )
}

function ErrorText({ id, text: message }: { id: string; text: string }) {
  return (
    <p className="rs-error" id={id}>
      <span className="rs-visually-hidden">Fout: </span>
      {message}
    </p>
  )
}
