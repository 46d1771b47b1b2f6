import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { DirectorSaid } from '../components/director-said.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { QuestionnaireIntroduction } from '../components/questionnaire-introduction.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { pageSlug } from '../page-slug.ts'
import { paths } from '../paths.ts'
import { promiseOf } from '../text/setup.ts'
import { requireQuestionnaire } from '../respondent.server.ts'
import { counted, longDate } from '../text/nl.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Vragenlijst ${data.region}` : 'Vragenlijst') },
]

export async function loader({ context }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  if (view.round.over) throw redirect(paths.questionnaireAfterwards(), 303)
  if (view.status === 'submitted') throw redirect(paths.questionnaireReceipt(), 303)
  if (view.status === 'held') throw redirect(paths.boardAdoption(), 303)
  if (view.board?.colleague === '' && view.status !== 'closed') throw redirect(paths.boardName(), 303)
  const firstOpen = view.open[0]?.pageId ?? null
  return {
    status: view.status,
    region: view.round.region,
    askedBy: view.round.askedBy,
    lastDay: lastDay(view.round.closesAt, TIME_ZONE),
    invented: view.round.invented,
    trial: view.round.trial,
    scope: view.framework.scope.text,
    label: view.framework.label,
    minutes: view.minutes,
    mostQuestions: view.mostQuestions,
    questions: view.progress.total,
    answered: view.progress.answered,
    promise: promiseOf(view.role, view.round.visibility),
    anonymous: view.role.anonymity === 'anonymous',
    organisation: view.organisation,
    shares: view.board !== null && view.board.colleague === null,
    adoption: view.board?.adoption ?? null,
    next: firstOpen ? paths.questionnairePage(pageSlug(firstOpen)) : paths.questionnaireCheck(),
  }
}

export default function QuestionnaireStart() {
  const view = useLoaderData<typeof loader>()
  const started = view.status === 'started'
  if (view.status === 'closed') return <Closed {...view} />
  return (
    <QuestionnaireFrame
      invented={view.invented}
      trial={view.trial}
      anonymous={view.anonymous}
      tasks={started}
    >
      <h1 className="utrecht-heading-1">Hoe goed helpt uw regio mensen om gezonder te leven?</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Vragenlijst voor {view.anonymous ? 'professionals' : 'bestuurders'} in {view.region}
      </p>
      {started ? (
        <Notice kind="info" title="U was al begonnen">
          <p className="utrecht-paragraph">
            U hebt {view.answered} van de {counted(view.questions, 'vraag', 'vragen')} ingevuld. Wat u
            invulde, is bewaard.
          </p>
        </Notice>
      ) : null}
      <DirectorSaid adoption={view.adoption} />
      <StartButton started={started} next={view.next} />
      {view.shares ? (
        <p className="utrecht-paragraph">
          Weet u niet alles zelf?{' '}
          <Link className="utrecht-link utrecht-link--html-a" to={paths.boardColleagues()}>
            Vul de vragenlijst samen met collega’s in
          </Link>
          .{view.adoption ? ' Aan het eind stelt iemand die bevoegd is de antwoorden vast.' : ''}
        </p>
      ) : null}
      <QuestionnaireIntroduction
        {...view}
        again="dezelfde link"
        questions={
          started
            ? `U krijgt ${counted(view.questions, 'vraag', 'vragen')}.`
            : `U krijgt hoogstens ${counted(view.mostQuestions, 'vraag', 'vragen')}.`
        }
      />
      <StartButton started={started} next={view.next} />
    </QuestionnaireFrame>
  )
}

function StartButton({ started, next }: { started: boolean; next: string }) {
  return (
    <p className="rs-actions">
      <Link
        className="utrecht-button utrecht-button--primary-action rs-button"
        to={started ? next : paths.questionnairePath()}
      >
        {started ? 'Verder met de vragenlijst' : 'Begin met de vragenlijst'}
      </Link>
    </p>
  )
}

function Closed(view: {
  region: string
  invented: boolean
  trial: boolean
  anonymous: boolean
  lastDay: string
  askedBy: string
  adoption: { state: string } | null
}) {
  return (
    <QuestionnaireFrame invented={view.invented} trial={view.trial} anonymous={view.anonymous}>
      <h1 className="utrecht-heading-1">De vragenlijst is gesloten</h1>
      <p className="utrecht-paragraph">
        Meedoen aan de vragenlijst over {view.region} kon tot en met {longDate(view.lastDay)}. Er wordt niets
        meer opgeslagen.
      </p>
      {view.adoption?.state === 'lapsed' || view.adoption?.state === 'refused' ? (
        <p className="utrecht-paragraph">
          De antwoorden van uw organisatie zijn niet vastgesteld. Daarom tellen ze niet mee.
        </p>
      ) : null}
      <p className="utrecht-paragraph">
        Wilt u weten wat er met de uitkomsten gebeurt? Vraag het aan {view.askedBy}.
      </p>
    </QuestionnaireFrame>
  )
}
