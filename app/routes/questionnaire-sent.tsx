import { Link, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import type { Item } from '../domain/framework/framework.ts'
import { pageItems } from '../domain/questionnaire/questionnaire.ts'
import { isAnswered } from '../domain/response/answer.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { readKeptOf } from '../open-link-cookies.server.ts'
import { paths } from '../paths.ts'
import { refusal, requireQuestionnaire, requireRespondentId } from '../respondent.server.ts'
import { capital, longDate } from '../text/nl.ts'
import { showSent } from '../usecases/correct-response.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Uw antwoorden') }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  const code = readKeptOf(view.owner, request.headers.get('cookie'), 'verbetercode', context)
  const sent = await showSent(context.app, { respondentId: requireRespondentId(context), code })
  if (sent === null) throw redirect(paths.questionnaireReceipt(), 303)
  if (sent.kind === 'refused') throw refusal(sent.reason)
  let number = 0
  return {
    invented: view.round.invented,
    trial: view.round.trial,
    anonymous: view.role.anonymity === 'anonymous',
    region: view.round.region,
    title: view.round.title,
    lastDay: lastDay(view.round.closesAt, TIME_ZONE),
    code: view.role.anonymity === 'anonymous' ? code : null,
    parts: sent.pages.map((page) => ({
      id: page.id,
      title: page.title ?? 'Tot slot',
      answers: pageItems(page).map((item) => ({
        id: item.id,
        number: ++number,
        text: item.text,
        lines: linesOf(item, sent.answers[item.id]),
        remark: sent.answers[item.id]?.remark ?? '',
      })),
    })),
  }
}

/** What was chosen or written; empty when nothing was. */
function linesOf(item: Item, answer: DraftAnswer | undefined): string[] {
  if (!answer || !isAnswered(item, answer)) return []
  if (item.kind === 'open') return [answer.text]
  return item.options.filter(({ code }) => answer.codes.includes(code)).map(({ label }) => capital(label))
}

export default function QuestionnaireSent() {
  const view = useLoaderData<typeof loader>()
  return (
    <QuestionnaireFrame invented={view.invented} trial={view.trial} anonymous={view.anonymous}>
      <p>
        <Link className="utrecht-link utrecht-link--html-a rs-back" to={paths.questionnaireReceipt()}>
          ‹ Terug
        </Link>
      </p>
      <h1 className="utrecht-heading-1">Uw antwoorden</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        {view.title}, {view.region}
      </p>
      {view.code === null ? null : (
        <section className="rs-stack" aria-labelledby="code">
          <h2 className="utrecht-heading-2" id="code">
            Uw code
          </h2>
          <p className="rs-secret rs-secret--large" translate="no">
            {view.code}
          </p>
          <p className="utrecht-paragraph">
            Met deze code kunt u uw antwoorden verbeteren tot en met {longDate(view.lastDay)}.
          </p>
        </section>
      )}
      <p className="utrecht-paragraph rs-back">
        Bewaren? Gebruik ‘Afdrukken’ van uw browser; daar kunt u ook kiezen voor een PDF-bestand.
      </p>
      {view.parts.map((part) => (
        <section key={part.id} aria-labelledby={`deel-${part.id}`}>
          <h2 className="utrecht-heading-2" id={`deel-${part.id}`}>
            {part.title}
          </h2>
          <dl className="rs-answers">
            {part.answers.map((answer) => (
              <div key={answer.id}>
                <dt>
                  <span className="rs-question__number">{answer.number}. </span>
                  {answer.text}
                </dt>
                <dd>
                  {answer.lines.length === 0 ? <span className="rs-empty">Niet ingevuld</span> : null}
                  {answer.lines.map((line) => (
                    <p key={line}>{line}</p>
                  ))}
                  {answer.remark ? <p>Toelichting: {answer.remark}</p> : null}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </QuestionnaireFrame>
  )
}
