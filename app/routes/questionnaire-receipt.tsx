import { Form, Link, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { WhoSees } from '../components/who-sees.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { readKeptOf } from '../open-link-cookies.server.ts'
import { paths } from '../paths.ts'
import { promiseOf } from '../text/setup.ts'
import { requireQuestionnaire, requireRespondentId } from '../respondent.server.ts'
import { longDate } from '../text/nl.ts'
import { showSent } from '../usecases/correct-response.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Verzonden, dank u wel') }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  if (view.round.over) throw redirect(paths.questionnaireAfterwards(), 303)
  if (view.status !== 'submitted') throw redirect(paths.questionnaire(), 303)
  const code = readKeptOf(view.owner, request.headers.get('cookie'), 'verbetercode', context)
  const sent = await showSent(context.app, { respondentId: requireRespondentId(context), code })
  return {
    invented: view.round.invented,
    trial: view.round.trial,
    anonymous: view.role.anonymity === 'anonymous',
    region: view.round.region,
    askedBy: view.round.askedBy,
    promise: promiseOf(view.role, view.round.visibility),
    owner: view.owner,
    // Shown only while it leads to the answers: another sending may have followed it up.
    code: sent?.kind === 'sent' ? code : null,
    readable: sent?.kind === 'sent',
    lastDay: lastDay(view.round.closesAt, TIME_ZONE),
    adoption: view.board?.adoption ?? null,
  }
}

export default function QuestionnaireReceipt() {
  const view = useLoaderData<typeof loader>()
  return (
    <QuestionnaireFrame invented={view.invented} trial={view.trial} anonymous={view.anonymous}>
      <Notice kind="ok" role="status">
        <h1 className="utrecht-heading-1">Uw antwoorden zijn verzonden</h1>
        <p className="utrecht-paragraph">
          {view.adoption?.director
            ? `Vastgesteld door ${view.adoption.director}, ${view.adoption.position}. `
            : ''}
          Dank u wel. U hoeft niets meer te doen en kunt deze pagina sluiten.
        </p>
      </Notice>
      {view.anonymous ? <OwnCode {...view} /> : <SameLink {...view} />}
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

type Shown = { owner: string; code: string | null; readable: boolean; lastDay: string }

/** The code by which someone anonymous finds the own answers again; nobody can show it a second time. */
function OwnCode({ code, lastDay: day }: Shown) {
  return (
    <section className="rs-stack" aria-labelledby="verbeteren">
      <h2 className="utrecht-heading-2" id="verbeteren">
        Wilt u later iets verbeteren?
      </h2>
      {code === null ? (
        <p className="utrecht-paragraph">
          Dat kan tot en met {longDate(day)}, met de code die u kreeg toen u verzond. Wij kunnen die code niet
          opnieuw geven: wij weten niet welke antwoorden van u zijn.
        </p>
      ) : (
        <>
          <p className="utrecht-paragraph">
            Dat kan tot en met {longDate(day)}, met deze code. Schrijf hem op of print hem.
          </p>
          <p className="rs-secret rs-secret--large" translate="no">
            {code}
          </p>
          <p className="utrecht-paragraph">
            De code staat een uur lang op deze pagina, alleen op dit apparaat. Daarna kunnen wij hem niet
            opnieuw geven: wij weten niet welke antwoorden van u zijn. Geef hem aan niemand.
          </p>
        </>
      )}
      <p className="rs-actions">
        {code === null ? null : (
          <Link
            className="utrecht-button utrecht-button--secondary-action rs-button"
            to={paths.questionnaireSent()}
          >
            Bekijk of print uw antwoorden
          </Link>
        )}
        <Link
          className="utrecht-button utrecht-button--secondary-action rs-button"
          to={paths.questionnaireCorrect()}
        >
          Verbeter uw antwoorden
        </Link>
      </p>
    </section>
  )
}

/** Who answers by name needs no code. */
function SameLink({ owner, readable, lastDay: day }: Shown) {
  if (!readable) return null
  return (
    <section className="rs-stack" aria-labelledby="verbeteren">
      <h2 className="utrecht-heading-2" id="verbeteren">
        Wilt u later iets verbeteren?
      </h2>
      <p className="utrecht-paragraph">
        Dat kan tot en met {longDate(day)}, met dezelfde link. Tot u opnieuw verzendt, telt wat u nu verzond.
      </p>
      <div className="rs-actions">
        <Link
          className="utrecht-button utrecht-button--secondary-action rs-button"
          to={paths.questionnaireSent()}
        >
          Bekijk of print uw antwoorden
        </Link>
        <Form method="post" action={paths.questionnaireCorrect()}>
          <input type="hidden" name="owner" value={owner} />
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="submit"
            name="by"
            value="link"
          >
            Verbeter uw antwoorden
          </button>
        </Form>
      </div>
    </section>
  )
}
