import { useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { WhoSees } from '../components/who-sees.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { promiseOf } from '../text/setup.ts'
import { requireQuestionnaire } from '../respondent.server.ts'
import { longDate } from '../text/nl.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Verzonden, dank u wel') }]

export async function loader({ context }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  if (view.status !== 'submitted') throw redirect(paths.questionnaire(), 303)
  return {
    invented: view.round.invented,
    anonymous: view.role.anonymity === 'anonymous',
    region: view.round.region,
    askedBy: view.round.askedBy,
    promise: promiseOf(view.role, view.round.visibility),
    lastDay: lastDay(view.round.closesAt, TIME_ZONE),
    adoption: view.board?.adoption ?? null,
  }
}

export default function QuestionnaireReceipt() {
  const view = useLoaderData<typeof loader>()
  return (
    <QuestionnaireFrame invented={view.invented} anonymous={view.anonymous}>
      <Notice kind="ok" role="status">
        <h1 className="utrecht-heading-1">Uw antwoorden zijn verzonden</h1>
        <p className="utrecht-paragraph">
          {view.adoption?.director
            ? `Vastgesteld door ${view.adoption.director}, ${view.adoption.position}. `
            : ''}
          Dank u wel. U hoeft niets meer te doen en kunt deze pagina sluiten.
        </p>
      </Notice>
      <section className="rs-stack" aria-labelledby="hierna">
        <h2 className="utrecht-heading-2" id="hierna">
          Wat gebeurt er nu?
        </h2>
        <ol className="rs-steps">
          <li>Anderen kunnen meedoen tot en met {longDate(view.lastDay)}.</li>
          <li>Daarna worden alle antwoorden samen geteld.</li>
          <li>
            {view.askedBy} maakt er een rapport van over {view.region}. Daarin staat per thema wat goed gaat
            en wat beter kan.
          </li>
        </ol>
      </section>
      <WhoSees promise={view.promise} />
    </QuestionnaireFrame>
  )
}
