import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
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
import { longDate } from '../text/nl.ts'
import { inviteColleague, showBoardLinks, withdrawLink } from '../usecases/manage-board.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Samen invullen') }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  const links = await showBoardLinks(context.app, { respondentId: requireRespondentId(context) })
  if (links.kind === 'refused') throw refusal(links.reason)
  return {
    owner: view.owner,
    open: view.status === 'new' || view.status === 'started',
    invented: view.round.invented,
    region: view.round.region,
    organisation: view.organisation ?? 'uw organisatie',
    until: longDate(lastDay(view.round.closesAt, TIME_ZONE)),
    contact: links.contact,
    done: new URL(request.url).searchParams.get('klaar'),
    colleagues: links.colleagues.map(({ id, name, token }) => ({
      id,
      name,
      address: token === null ? null : `${context.origin}${paths.invitation(token)}`,
    })),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  if (textOf(form, 'what') === 'withdraw') {
    const linkId = textOf(form, 'link') ?? ''
    const withdrawn = await withdrawLink(context.app, { respondentId, linkId })
    if (withdrawn.kind === 'refused' && withdrawn.reason !== 'unknown-link') throw refusal(withdrawn.reason)
    throw redirect(`${paths.boardColleagues()}?klaar=ingetrokken`, 303)
  }
  const invited = await inviteColleague(context.app, {
    respondentId,
    ownName: textOf(form, 'ownName'),
    name: textOf(form, 'name'),
  })
  if (invited.kind === 'invited') throw redirect(`${paths.boardColleagues()}?klaar=gemaakt`, 303)
  if (invited.reason === 'invalid') return formAgain(context, invited.problems, form)
  throw refusal(invited.reason)
}

const doneText: Partial<Record<string, string>> = {
  gemaakt: 'De link is gemaakt. Geef hem aan één collega.',
  ingetrokken: 'De link werkt niet meer. Wat uw collega invulde, blijft staan.',
}

export default function BoardColleagues() {
  const view = useLoaderData<typeof loader>()
  const again = useActionData<typeof action>()
  const errors = again?.errors ?? []
  const done = again || view.done === null ? undefined : doneText[view.done]
  return (
    <QuestionnaireFrame invented={view.invented} anonymous={false} tasks={view.open}>
      <ErrorSummary errors={errors} />
      {done ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">{done}</p>
        </Notice>
      ) : null}
      <h1 className="utrecht-heading-1">Samen invullen</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        U kunt deze vragenlijst met collega’s invullen. Ieder krijgt een eigen link naar dezelfde vragenlijst.
      </p>
      <ul className="utrecht-unordered-list">
        <li className="utrecht-unordered-list__item">
          Bij elk antwoord staat wie het het laatst heeft gewijzigd.
        </li>
        <li className="utrecht-unordered-list__item">
          Veranderen twee mensen hetzelfde antwoord? Dan vraagt Regiospiegel welk antwoord het wordt.
        </li>
        <li className="utrecht-unordered-list__item">
          Alleen u kunt de antwoorden laten vaststellen en verzenden.
        </li>
      </ul>
      {view.open ? (
        <section className="rs-stack" aria-labelledby="uitnodigen">
          <h2 className="utrecht-heading-2" id="uitnodigen">
            Maak een link voor een collega
          </h2>
          {/* A new form after every link: the name of the last colleague does not stay in it. */}
          <Form method="post" className="rs-stack" key={view.colleagues.length}>
            <input type="hidden" name="owner" value={view.owner} />
            {view.contact === '' ? (
              <TextField
                id="ownName"
                label="Uw eigen naam"
                hint="Dan zien uw collega’s wat u hebt gewijzigd."
                autoComplete="name"
                errors={errors}
                defaultValue={again?.posted.ownName ?? ''}
              />
            ) : null}
            <TextField
              id="name"
              label="Naam van uw collega (niet verplicht)"
              hint="Laat u dit leeg? Dan vult uw collega zelf een naam in."
              errors={errors}
              defaultValue={again?.posted.name ?? ''}
            />
            <div className="rs-actions">
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="what"
                value="invite"
              >
                Maak een link
              </button>
            </div>
          </Form>
        </section>
      ) : null}
      <section className="rs-stack" aria-labelledby="collegas">
        <h2 className="utrecht-heading-2" id="collegas">
          Wie vult mee?
        </h2>
        {view.colleagues.length === 0 ? (
          <p className="utrecht-paragraph">U hebt nog niemand gevraagd.</p>
        ) : (
          <ul className="rs-link-list" role="list">
            {view.colleagues.map((colleague) => {
              const name = colleague.name || 'Een collega die nog geen naam invulde'
              return (
                <li key={colleague.id} className="rs-stack">
                  <h3 className="utrecht-heading-3">{name}</h3>
                  <GivenLink
                    address={colleague.address}
                    subject={`Vragenlijst voor ${view.organisation}`}
                    text={`Wilt u de vragenlijst over ${view.region} met mij invullen? Dit is uw eigen link, tot en met ${view.until}. Stuur hem niet door: antwoorden die u wijzigt, staan op uw naam.`}
                    send={`Mail deze link${colleague.name ? ` aan ${colleague.name}` : ''}`}
                  />
                  {view.open ? (
                    <Form method="post">
                      <input type="hidden" name="owner" value={view.owner} />
                      <input type="hidden" name="link" value={colleague.id} />
                      <button
                        className="utrecht-button utrecht-button--secondary-action rs-button"
                        type="submit"
                        name="what"
                        value="withdraw"
                      >
                        Trek deze link in<span className="rs-visually-hidden"> van {name}</span>
                      </button>
                    </Form>
                  ) : null}
                </li>
              )
            })}
          </ul>
        )}
      </section>
      <p>
        <Link className="utrecht-link utrecht-link--html-a" to={paths.questionnaire()}>
          Terug naar de vragenlijst
        </Link>
      </p>
    </QuestionnaireFrame>
  )
}
