import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { DirectorSaid } from '../components/director-said.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { TextField } from '../components/form-field.tsx'
import { GivenLink } from '../components/given-link.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { formAgain, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { ownForm, refusal, requireQuestionnaire, requireRespondentId } from '../respondent.server.ts'
import { counted, longDate } from '../text/nl.ts'
import {
  presentAnswers,
  showBoardLinks,
  takeAnswersBack,
  withdrawLink,
} from '../usecases/manage-board.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Voorleggen aan de bestuurder') }]

export async function loader({ context }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  if (view.status === 'submitted') throw redirect(paths.questionnaireReceipt(), 303)
  const adoption = view.board?.adoption
  if (!view.board || !adoption || view.status === 'closed') throw redirect(paths.questionnaire(), 303)
  if (view.status === 'new') throw redirect(paths.questionnairePath(), 303)
  const common = {
    owner: view.owner,
    invented: view.round.invented,
    region: view.round.region,
    organisation: view.organisation ?? 'uw organisatie',
    until: longDate(lastDay(view.round.closesAt, TIME_ZONE)),
    held: view.status === 'held',
    refusedBy: adoption.state === 'refused',
    adoption,
    open: view.open.length,
    contact: view.board.people.contact,
    colleague: view.board.colleague !== null,
  }
  if (view.board.colleague !== null) return { ...common, director: null }
  const links = await showBoardLinks(context.app, { respondentId: requireRespondentId(context) })
  if (links.kind === 'refused') throw refusal(links.reason)
  const { director } = links
  return {
    ...common,
    director: director && {
      id: director.id,
      name: director.name,
      address: director.token === null ? null : `${context.origin}${paths.invitation(director.token)}`,
    },
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  switch (textOf(form, 'what')) {
    case 'back': {
      const back = await takeAnswersBack(context.app, { respondentId })
      if (back.kind === 'refused') throw refusal(back.reason)
      throw redirect(paths.questionnaireTasks(), 303)
    }
    case 'renew': {
      const linkId = textOf(form, 'link') ?? ''
      const gone = await withdrawLink(context.app, { respondentId, linkId })
      if (gone.kind === 'refused' && gone.reason !== 'unknown-link') throw refusal(gone.reason)
      // The answers go back with the link: whoever gets the next one has them laid before them anew.
      const back = await takeAnswersBack(context.app, { respondentId })
      if (back.kind === 'refused') throw refusal(back.reason)
      throw redirect(paths.boardAdoption(), 303)
    }
    default: {
      const presented = await presentAnswers(context.app, { respondentId, name: textOf(form, 'name') })
      if (presented.kind === 'presented') throw redirect(paths.boardAdoption(), 303)
      if (presented.reason === 'invalid') return formAgain(context, presented.problems, form)
      throw refusal(presented.reason)
    }
  }
}

export default function BoardAdoption() {
  const view = useLoaderData<typeof loader>()
  const again = useActionData<typeof action>()
  const errors = again?.errors ?? []
  if (view.held) return <Held />
  return (
    <QuestionnaireFrame invented={view.invented} anonymous={false} tasks>
      <ErrorSummary errors={errors} />
      <DirectorSaid adoption={view.adoption} />
      <h1 className="utrecht-heading-1">Leg de antwoorden voor aan de bestuurder</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Uw bestuurder krijgt een eigen link, leest alle antwoorden en stelt ze vast namens {view.organisation}
        . Dan tellen ze mee.
      </p>
      {view.colleague ? (
        <Notice kind="info">
          <p className="utrecht-paragraph">
            {view.contact || 'Degene die is uitgenodigd'} legt de antwoorden voor.
          </p>
        </Notice>
      ) : (
        <>
          <ul className="utrecht-unordered-list">
            <li className="utrecht-unordered-list__item">
              Zolang de antwoorden bij de bestuurder liggen, kan niemand ze wijzigen. U kunt ze terughalen.
            </li>
            <li className="utrecht-unordered-list__item">
              De bestuurder kan de antwoorden met een opmerking aan u teruggeven.
            </li>
            <li className="utrecht-unordered-list__item">
              Wat op {view.until} niet is vastgesteld, telt niet mee. Het rapport zegt dan dat er wel is
              ingevuld, maar niet vastgesteld.
            </li>
          </ul>
          {view.open > 0 ? (
            <Notice
              kind="warning"
              title={`${counted(view.open, 'vraag is', 'vragen zijn')} nog niet ingevuld`}
            >
              <p className="utrecht-paragraph">Voorleggen mag ook zo.</p>
            </Notice>
          ) : null}
          <Form method="post" className="rs-stack">
            <input type="hidden" name="owner" value={view.owner} />
            <TextField
              id="name"
              label="Naam van de bestuurder (niet verplicht)"
              errors={errors}
              defaultValue={again?.posted.name ?? view.director?.name ?? ''}
            />
            <div className="rs-actions">
              <button
                className="utrecht-button utrecht-button--primary-action rs-button"
                type="submit"
                name="what"
                value="present"
              >
                Leg voor aan de bestuurder
              </button>
            </div>
          </Form>
        </>
      )}
      <p>
        <Link className="utrecht-link utrecht-link--html-a" to={paths.questionnaireCheck()}>
          {view.colleague
            ? 'Terug naar de antwoorden'
            : 'Bent u zelf bevoegd? Stel de antwoorden dan zelf vast'}
        </Link>
      </p>
    </QuestionnaireFrame>
  )
}

/** While the answers lie with the director: the link, and the way back. */
function Held() {
  const view = useLoaderData<typeof loader>()
  return (
    <QuestionnaireFrame invented={view.invented} anonymous={false}>
      <DirectorSaid adoption={view.adoption} />
      <h1 className="utrecht-heading-1">
        {view.refusedBy
          ? 'De bestuurder stelt de antwoorden niet vast'
          : 'De antwoorden liggen bij de bestuurder'}
      </h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        {view.refusedBy
          ? `Zo tellen ze niet mee. Tot en met ${view.until} kunt u ze terughalen, wijzigen en opnieuw voorleggen.`
          : `Zodra de bestuurder ze vaststelt, tellen ze mee. Dat kan tot en met ${view.until}.`}
      </p>
      {view.director ? (
        <section className="rs-stack" aria-labelledby="link">
          <h2 className="utrecht-heading-2" id="link">
            De link voor {view.director.name || 'de bestuurder'}
          </h2>
          <GivenLink
            address={view.director.address}
            subject={`Antwoorden van ${view.organisation} vaststellen`}
            text={`De vragenlijst over ${view.region} is ingevuld namens ${view.organisation}. Wilt u de antwoorden lezen en vaststellen, uiterlijk ${view.until}? Met deze link kan alleen u dat doen, stuur hem niet door.`}
            send="Mail deze link aan de bestuurder"
          />
        </section>
      ) : null}
      {view.colleague ? null : (
        <section className="rs-stack" aria-labelledby="terug">
          <h2 className="utrecht-heading-2" id="terug">
            Wilt u nog iets wijzigen?
          </h2>
          <Form method="post" className="rs-stack">
            <input type="hidden" name="owner" value={view.owner} />
            <input type="hidden" name="link" value={view.director?.id ?? ''} />
            <p className="utrecht-paragraph">
              De link van de bestuurder blijft bij terughalen dezelfde. Kwam hij bij de verkeerde terecht?
              Trek hem dan in; u maakt bij het voorleggen een nieuwe.
            </p>
            <div className="rs-actions">
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="what"
                value="back"
              >
                Haal de antwoorden terug
              </button>
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="what"
                value="renew"
              >
                Haal terug en trek de link in
              </button>
            </div>
          </Form>
        </section>
      )}
    </QuestionnaireFrame>
  )
}
