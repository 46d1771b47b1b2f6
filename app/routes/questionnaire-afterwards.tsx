import { useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { refusal, requireQuestionnaire, requireRespondentId } from '../respondent.server.ts'
import { longDate } from '../text/nl.ts'
import { showAfterwards } from '../usecases/show-afterwards.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Wat is er met de antwoorden gedaan?') }]

export async function loader({ context }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  const after = await showAfterwards(context.app, { respondentId: requireRespondentId(context) })
  if (after.kind === 'refused') {
    if (after.reason === 'round-not-closed') throw redirect(paths.questionnaire(), 303)
    throw refusal(after.reason)
  }
  return {
    ...after,
    invented: view.round.invented,
    anonymous: view.role.anonymity === 'anonymous',
    region: view.round.region,
    askedBy: view.round.askedBy,
    lastDay: lastDay(view.round.closesAt, TIME_ZONE),
  }
}

export default function QuestionnaireAfterwards() {
  const view = useLoaderData<typeof loader>()
  return (
    <QuestionnaireFrame invented={view.invented} anonymous={view.anonymous}>
      <h1 className="utrecht-heading-1">Wat is er met de antwoorden gedaan?</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        {view.sent
          ? `Dank u wel voor het meedoen. De vragenlijst over ${view.region} is gesloten.`
          : `De vragenlijst over ${view.region} is gesloten. Met deze link is niets verzonden. Dat is niet erg: meedoen was vrij.`}
      </p>
      <section className="rs-stack" aria-labelledby="gedaan">
        <h2 className="utrecht-heading-2" id="gedaan">
          Wat is er gebeurd?
        </h2>
        <ol className="rs-steps">
          <li>
            Meedoen kon tot en met {longDate(view.lastDay)}. Er wordt niets meer opgeslagen of veranderd.
          </li>
          <li>
            {view.anonymous
              ? 'De antwoorden zijn samen geteld. Deden te weinig mensen mee om anoniem te blijven? Dan zijn hun antwoorden gewist.'
              : 'De antwoorden van de organisaties zijn samen geteld.'}
          </li>
          <li>
            {view.adopted
              ? `${view.askedBy} heeft de uitkomst vastgesteld.`
              : `${view.askedBy} maakt er een rapport van en stelt de uitkomst daarna vast.`}
          </li>
        </ol>
      </section>
      <section className="rs-stack" aria-labelledby="rapport">
        <h2 className="utrecht-heading-2" id="rapport">
          Het rapport
        </h2>
        <Report {...view} />
      </section>
      <section className="rs-stack" aria-labelledby="verder">
        <h2 className="utrecht-heading-2" id="verder">
          Wat volgt eruit?
        </h2>
        <p className="utrecht-paragraph">
          {view.report
            ? 'In het rapport staat wat goed gaat en wat beter kan. Bestuurders van de regio bespreken wat zij gaan doen.'
            : 'De bestuurders van de regio bespreken wat goed gaat, wat beter kan en wat zij gaan doen.'}{' '}
          Hebt u een vraag? Stel die aan degene die u heeft uitgenodigd.
        </p>
      </section>
    </QuestionnaireFrame>
  )
}

function Report(view: {
  promised: boolean
  report: { title: string; date: string } | null
  askedBy: string
}) {
  if (!view.promised) {
    return (
      <p className="utrecht-paragraph">
        Het rapport gaat naar de bestuurders die zijn gevraagd. Dat is vooraf zo afgesproken. Wilt u weten wat
        erin staat? Vraag het aan {view.askedBy}.
      </p>
    )
  }
  if (view.report === null) {
    return (
      <p className="utrecht-paragraph">
        Het rapport is er nog niet. Zodra {view.askedBy} het publiceert, kunt u het hier lezen. Bewaar
        daarvoor uw link.
      </p>
    )
  }
  return (
    <>
      <p className="utrecht-paragraph">
        {view.report.title}, {longDate(view.report.date)}.
      </p>
      <p className="rs-actions">
        {/* A file, so the browser fetches it itself. */}
        <a
          className="utrecht-button utrecht-button--primary-action rs-button"
          href={paths.questionnaireReport()}
        >
          Lees het rapport (PDF)
        </a>
      </p>
    </>
  )
}
