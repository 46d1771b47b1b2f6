import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { questionFieldId } from '../components/question.tsx'
import type { Item } from '../domain/framework/framework.ts'
import { pageItems } from '../domain/questionnaire/questionnaire.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'
import { pageSlug } from '../page-slug.ts'
import { paths } from '../paths.ts'
import { correctionCookie, readKeptOf } from '../open-link-cookies.server.ts'
import { textOf } from '../form.server.ts'
import { isCorrectionCode, makeLinkCode } from '../domain/round/link-code.ts'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { ownerMark } from '../session.server.ts'
import { noteTrialMinutes } from '../usecases/note-trial.server.ts'
import { longDate } from '../text/nl.ts'
import { ownForm, refusal, requireRespondentId, requireStarted } from '../respondent.server.ts'
import { capital, counted, personalDataText } from '../text/nl.ts'
import { submitResponse } from '../usecases/submit-response.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Controleer uw antwoorden', view?.failed) },
]

export async function loader({ context }: LoaderFunctionArgs) {
  const view = await requireStarted(context)
  let number = 0
  return {
    owner: view.owner,
    failed: context.formFailed,
    invented: view.round.invented,
    trial: view.round.trial,
    anonymous: view.role.anonymity === 'anonymous',
    answered: view.progress.answered,
    correcting: view.correcting,
    lastDay: lastDay(view.round.closesAt, TIME_ZONE),
    // Made before sending, so that pressing twice, or again on a bad line, gives the same one.
    code:
      view.role.anonymity === 'anonymous' ? makeLinkCode((limit) => context.app.randomBelow(limit), 4) : '',
    open: view.open.length,
    firstOpen: view.open[0] ? changePath(view.open[0].pageId, view.open[0].item) : null,
    path: describePath(view),
    warnings: view.warnings.flatMap(({ pageId, itemId, found }) => {
      const item = view.pages.flatMap(pageItems).find(({ id }) => id === itemId)
      return item
        ? [{ text: item.text, change: changePath(pageId, item), what: personalDataText(found) }]
        : []
    }),
    parts: view.pages.map((page) => ({
      id: page.id,
      title: page.title ?? 'Tot slot',
      answers: pageItems(page).map((item) => ({
        id: item.id,
        number: ++number,
        text: item.text,
        answer: describeAnswer(item, view.answers[item.id]),
        remark: view.answers[item.id]?.remark ?? '',
        evidence: view.answers[item.id]?.evidence ?? '',
        change: changePath(page.id, item),
      })),
    })),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  const code = textOf(form, 'code') ?? ''
  const sent = await submitResponse(context.app, { respondentId, code })
  if (sent.kind === 'submitted') {
    await noteMinutes(context, request, respondentId)
    const headers = new Headers()
    if (isCorrectionCode(code)) {
      headers.append('Set-Cookie', correctionCookie(ownerMark(respondentId), code, context))
    }
    throw redirect(paths.questionnaireReceipt(), { status: 303, headers })
  }
  switch (sent.reason) {
    case 'nothing-answered':
      context.formFailed = true
      return data({ nothing: true }, { status: 422 })
    case 'path-not-chosen':
      throw redirect(paths.questionnairePath(), 303)
    default:
      throw refusal(sent.reason)
  }
}

/** On trial: how long it took since the questions came up, as the browser remembers. */
async function noteMinutes(context: AppLoadContext, request: Request, respondentId: string): Promise<void> {
  const began = readKeptOf(ownerMark(respondentId), request.headers.get('cookie'), 'proef', context)
  const minutes = (context.app.now().getTime() - Number(began ?? NaN)) / 60_000
  // Who went on the next day tells nothing about how long it takes.
  if (minutes >= 0 && minutes <= MOST_MINUTES) {
    await noteTrialMinutes(context.app, { respondentId, minutes })
  }
}

const MOST_MINUTES = 180

function changePath(pageId: string, item: Item): string {
  return `${paths.questionnairePage(pageSlug(pageId))}?controleren#${questionFieldId(item)}`
}

/** The labels of what was chosen, or the text; null when nothing was filled in. */
function describeAnswer(item: Item, answer: DraftAnswer | undefined): string[] | null {
  if (!answer) return null
  if (item.kind === 'open') return answer.text.trim() === '' ? null : [answer.text]
  const labels = item.options
    .filter(({ code }) => answer.codes.includes(code))
    .map(({ label }) => capital(label))
  return labels.length > 0 ? labels : null
}

function describePath(view: Awaited<ReturnType<typeof requireStarted>>): { term: string; text: string }[] {
  const { role, path } = view
  if (role.routing === 'routes') {
    const profession = role.professions.find(({ id }) => id === path?.profession)
    const routes = role.routes.filter(({ id }) => path?.routes.includes(id)).map(({ sentence }) => sentence)
    return [
      ...(view.correcting
        ? []
        : [{ term: 'Uw beroep', text: profession ? capital(profession.title) : 'Niet ingevuld' }]),
      { term: 'Uw werk', text: routes.join('. ') },
    ]
  }
  const party = view.parties.find(({ id }) => id === (path?.party ?? view.party?.id))
  return [
    ...(view.organisation ? [{ term: 'Uw organisatie', text: view.organisation }] : []),
    ...(party ? [{ term: 'Soort organisatie', text: party.title }] : []),
  ]
}

export default function QuestionnaireCheck() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <QuestionnaireFrame invented={view.invented} trial={view.trial} anonymous={view.anonymous} tasks>
      {result?.nothing ? (
        <ErrorSummary
          errors={[
            {
              fieldId: 'antwoorden',
              text: 'U hebt nog geen enkele vraag ingevuld. Vul minstens één vraag in.',
            },
          ]}
        />
      ) : null}
      <h1 className="utrecht-heading-1">Controleer uw antwoorden</h1>
      <Notice kind="info">
        <p className="utrecht-paragraph">
          <strong>
            {view.correcting
              ? 'Pas na verzenden geldt uw verbetering.'
              : 'Pas na verzenden tellen uw antwoorden mee.'}
          </strong>{' '}
          {view.correcting
            ? 'Verzendt u niet? Dan blijft staan wat u eerder verzond.'
            : 'Tot dan kunt u alles nog veranderen.'}
        </p>
      </Notice>
      {view.open > 0 ? (
        <Notice kind="warning" title={`${counted(view.open, 'vraag is', 'vragen zijn')} nog niet ingevuld`}>
          <p className="utrecht-paragraph">
            Verzenden mag ook zo. Een vraag die u niet invult, telt niet mee.{' '}
            {view.firstOpen ? (
              <Link className="utrecht-link utrecht-link--html-a" to={view.firstOpen}>
                Ga naar de eerste open vraag
              </Link>
            ) : null}
          </p>
        </Notice>
      ) : null}
      {view.warnings.length > 0 ? (
        <Notice kind="warning" title="Kijk nog een keer naar uw tekst">
          <ul className="utrecht-unordered-list">
            {view.warnings.map((warning) => (
              <li key={warning.change} className="utrecht-unordered-list__item">
                <Link className="utrecht-link utrecht-link--html-a" to={warning.change}>
                  {warning.text}
                </Link>{' '}
                {warning.what}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <SendForm {...view} busy={busy} />
      <section aria-labelledby="over-u">
        <h2 className="utrecht-heading-2" id="over-u">
          Over u
        </h2>
        <dl className="rs-answers">
          {view.path.map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
              <dd className="rs-answers__change">
                <Link className="utrecht-link utrecht-link--html-a" to={paths.questionnairePath()}>
                  Wijzig<span className="rs-visually-hidden">: {term}</span>
                </Link>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <div id="antwoorden" className="rs-stack">
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
                    {answer.answer ? (
                      <AnswerText lines={answer.answer} />
                    ) : (
                      <span className="rs-empty">Niet ingevuld</span>
                    )}
                    {answer.evidence ? <p>Waar staat dat? {answer.evidence}</p> : null}
                    {answer.remark ? <p>Toelichting: {answer.remark}</p> : null}
                  </dd>
                  <dd className="rs-answers__change">
                    <Link className="utrecht-link utrecht-link--html-a" to={answer.change}>
                      Wijzig
                      <span className="rs-visually-hidden">
                        {' '}
                        vraag {answer.number}: {answer.text}
                      </span>
                    </Link>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <section aria-labelledby="verzenden" className="rs-stack">
        <h2 className="utrecht-heading-2" id="verzenden">
          Verzenden
        </h2>
        <p className="utrecht-paragraph">
          Ook na het verzenden kunt u uw antwoorden nog verbeteren, tot en met {longDate(view.lastDay)}
          {view.anonymous ? ', met een code die u dan krijgt' : ', met dezelfde link'}.
        </p>
        <SendForm {...view} busy={busy} />
      </section>
    </QuestionnaireFrame>
  )
}

function AnswerText({ lines }: { lines: string[] }) {
  const [only] = lines
  if (lines.length === 1) return <>{only}</>
  return (
    <ul className="utrecht-unordered-list">
      {lines.map((line) => (
        <li key={line} className="utrecht-unordered-list__item">
          {line}
        </li>
      ))}
    </ul>
  )
}

function SendForm(view: { owner: string; code: string; correcting: boolean; busy: boolean; open: number }) {
  const { owner, code, busy, open } = view
  return (
    <Form method="post" className="rs-actions">
      <input type="hidden" name="owner" value={owner} />
      <input type="hidden" name="code" value={code} />
      <button
        className="utrecht-button utrecht-button--primary-action rs-button"
        type="submit"
        disabled={busy}
      >
        {view.correcting
          ? 'Verzend uw verbetering'
          : open > 0
            ? 'Verzend zoals het nu is'
            : 'Verzend uw antwoorden'}
      </button>
    </Form>
  )
}
