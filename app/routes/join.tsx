import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { QuestionnaireIntroduction } from '../components/questionnaire-introduction.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { openLinkCookie, ownLinkCookie, readKept } from '../open-link-cookies.server.ts'
import { paths } from '../paths.ts'
import { refusal } from '../respondent.server.ts'
import { respondentCookie } from '../session.server.ts'
import { counted, longDate } from '../text/nl.ts'
import { promiseOf } from '../text/setup.ts'
import { beginByOpenLink, showOpenLink } from '../usecases/join-by-open-link.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Vragenlijst ${data.region}` : 'Vragenlijst') },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const token = readKept(request.headers.get('cookie'), 'meedoen', context)
  if (token === null) throw refusal('no-session')
  const view = await showOpenLink(context.app, { token, respondentId: context.respondentId })
  if (view.kind === 'refused') throw refusal(view.reason)
  const { round, role, framework } = view
  return {
    open: view.open,
    trial: view.trial,
    begunHere: view.begunHere,
    region: round.region,
    invented: round.invented,
    organisation: view.organisation,
    askedBy: round.askedBy,
    lastDay: lastDay(round.closesAt, TIME_ZONE),
    label: framework.label,
    scope: framework.scope.text,
    minutes: view.minutes,
    mostQuestions: view.mostQuestions,
    promise: promiseOf(role, round.visibility),
    plural: role.plural,
    anonymous: role.anonymity === 'anonymous',
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const token = readKept(request.headers.get('cookie'), 'meedoen', context)
  if (token === null) throw refusal('no-session')
  const begun = await beginByOpenLink(context.app, { token, place: context.place })
  if (begun.kind === 'refused') throw refusal(begun.reason)
  const headers = new Headers()
  headers.append(
    'Set-Cookie',
    respondentCookie(begun.respondentId, { secret: context.app.secret, secure: context.secure }),
  )
  headers.append('Set-Cookie', ownLinkCookie(begun.code, context))
  headers.append('Set-Cookie', openLinkCookie(token, context))
  return redirect(paths.ownLink(), { status: 303, headers })
}

export default function Join() {
  const view = useLoaderData<typeof loader>()
  return (
    <QuestionnaireFrame invented={view.invented} anonymous={view.anonymous}>
      <h1 className="utrecht-heading-1">Hoe goed helpt uw regio mensen om gezonder te leven?</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Vragenlijst voor {view.plural} van {view.organisation} in {view.region}
      </p>
      {view.open ? (
        <>
          {view.trial ? (
            <Notice kind="info" title="Dit is een proef">
              <p className="utrecht-paragraph">
                Wat u nu invult, telt niet mee en verdwijnt als de vragenlijst echt begint.
              </p>
            </Notice>
          ) : null}
          <Begin begunHere={view.begunHere} />
          <QuestionnaireIntroduction
            {...view}
            again="een eigen link, die u na ‘Begin’ krijgt"
            questions={`U krijgt hoogstens ${counted(view.mostQuestions, 'vraag', 'vragen')}.`}
          />
          <Begin begunHere={view.begunHere} />
        </>
      ) : (
        <Notice kind="info" title="De vragenlijst is gesloten">
          <p className="utrecht-paragraph">
            Meedoen kon tot en met {longDate(view.lastDay)}. Wilt u weten wat er met de uitkomsten gebeurt?
            Vraag het aan {view.askedBy}.
          </p>
        </Notice>
      )}
    </QuestionnaireFrame>
  )
}

/** A form, because beginning makes something; a link would make it for every program that looks at links. */
function Begin({ begunHere }: { begunHere: boolean }) {
  const busy = useNavigation().state !== 'idle'
  const button = (text: string, look: 'primary' | 'secondary') => (
    <Form method="post" reloadDocument>
      <button
        className={`utrecht-button utrecht-button--${look}-action rs-button`}
        type="submit"
        disabled={busy}
      >
        {text}
      </button>
    </Form>
  )
  if (!begunHere) return <div className="rs-actions">{button('Begin', 'primary')}</div>
  return (
    <Notice kind="info" title="Op dit apparaat is al iemand begonnen">
      <p className="utrecht-paragraph">
        Was u dat? Ga dan verder. Deelt u dit apparaat met een collega? Begin dan met een eigen vragenlijst.
      </p>
      <div className="rs-actions">
        <Link className="utrecht-button utrecht-button--primary-action rs-button" to={paths.questionnaire()}>
          Verder met mijn vragenlijst
        </Link>
        {button('Ik ben iemand anders: begin opnieuw', 'secondary')}
      </div>
    </Notice>
  )
}
