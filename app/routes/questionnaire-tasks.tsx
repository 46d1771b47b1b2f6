import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { DirectorSaid } from '../components/director-said.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { pageSlug } from '../page-slug.ts'
import { paths } from '../paths.ts'
import { requireStarted } from '../respondent.server.ts'
import { counted, longDate } from '../text/nl.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Alle onderdelen') }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await requireStarted(context)
  const { progress } = view
  return {
    invented: view.round.invented,
    trial: view.round.trial,
    anonymous: view.role.anonymity === 'anonymous',
    kept: new URL(request.url).searchParams.has('bewaard'),
    lastDay: lastDay(view.round.closesAt, TIME_ZONE),
    answered: progress.answered,
    total: progress.total,
    parts: view.pages.map((page, index) => {
      const count = progress.pages[index] ?? { answered: 0, total: 0 }
      return { id: page.id, title: page.title ?? 'Tot slot', answered: count.answered, total: count.total }
    }),
    next: pageSlug(view.open[0]?.pageId ?? view.pages[0]?.id ?? ''),
    complete: view.open.length === 0,
    /** A board's questionnaire: who was invited may share it. */
    shares: view.board !== null && view.board.colleague === null,
    adoption: view.board?.adoption ?? null,
  }
}

export default function QuestionnaireTasks() {
  const view = useLoaderData<typeof loader>()
  const finish = view.adoption ? 'Controleren en vaststellen' : 'Controleren en verzenden'
  return (
    <QuestionnaireFrame invented={view.invented} trial={view.trial} anonymous={view.anonymous}>
      {view.kept ? (
        <Notice kind="ok" title="Uw antwoorden zijn bewaard" role="status">
          <p className="utrecht-paragraph">
            U kunt deze pagina sluiten. Verder gaan kan tot en met {longDate(view.lastDay)}, met de link in uw
            uitnodiging.
          </p>
        </Notice>
      ) : null}
      <DirectorSaid adoption={view.adoption} />
      <h1 className="utrecht-heading-1">Alle onderdelen</h1>
      <p className="utrecht-paragraph">
        U hebt {view.answered} van de {counted(view.total, 'vraag', 'vragen')} ingevuld. U mag zelf de
        volgorde kiezen.
      </p>
      <ol className="rs-tasks" role="list">
        {view.parts.map((part, index) => (
          <li key={part.id}>
            <Link
              className="utrecht-link utrecht-link--html-a"
              to={paths.questionnairePage(pageSlug(part.id))}
              aria-describedby={`stand-${index}`}
            >
              {index + 1}. {part.title}
            </Link>
            <PartStatus id={`stand-${index}`} answered={part.answered} total={part.total} />
          </li>
        ))}
      </ol>
      <p className="rs-actions">
        <Link
          className="utrecht-button utrecht-button--primary-action rs-button"
          to={view.complete ? paths.questionnaireCheck() : paths.questionnairePage(view.next)}
        >
          {view.complete ? finish : 'Verder met de vragen'}
        </Link>
        {view.complete ? null : (
          <Link
            className="utrecht-button utrecht-button--secondary-action rs-button"
            to={paths.questionnaireCheck()}
          >
            {finish}
          </Link>
        )}
      </p>
      <p>
        <Link className="utrecht-link utrecht-link--html-a" to={paths.questionnairePath()}>
          Verander wat u over uw werk invulde
        </Link>
      </p>
      {view.shares ? (
        <p>
          <Link className="utrecht-link utrecht-link--html-a" to={paths.boardColleagues()}>
            Vul deze vragenlijst samen met collega’s in
          </Link>
        </p>
      ) : null}
    </QuestionnaireFrame>
  )
}

function PartStatus({ id, answered, total }: { id: string; answered: number; total: number }) {
  if (total === 0)
    return (
      <span id={id} className="rs-quiet">
        Niet verplicht
      </span>
    )
  if (answered === total) return <span id={id}>Klaar</span>
  if (answered === 0) {
    return (
      <span id={id} className="rs-status rs-status--open">
        Nog niet begonnen
      </span>
    )
  }
  return (
    <span id={id} className="rs-status rs-status--busy">
      Bezig: {answered} van {total}
    </span>
  )
}
