import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { AnswerList, answerParts } from '../components/answer-list.tsx'
import { DirectorSaid } from '../components/director-said.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { SignatureForm } from '../components/signature-form.tsx'
import { questionFieldId } from '../components/question.tsx'
import type { Item } from '../domain/framework/framework.ts'
import { pageItems } from '../domain/questionnaire/questionnaire.ts'
import { signatureFrom } from '../domain/response/adoption.ts'
import { textOf, textsOf } from '../form.server.ts'
import { pageSlug } from '../page-slug.ts'
import { paths } from '../paths.ts'
import { correctionCookie, readKeptOf } from '../open-link-cookies.server.ts'
import { isCorrectionCode, makeLinkCode } from '../domain/round/link-code.ts'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { ownerMark } from '../session.server.ts'
import { noteTrialMinutes } from '../usecases/note-trial.server.ts'
import { longDate } from '../text/nl.ts'
import { ownForm, refusal, requireRespondentId, requireStarted } from '../respondent.server.ts'
import { changedByText } from '../text/answers.ts'
import { fieldProblemText } from '../text/setup.ts'
import { capital, counted, personalDataText } from '../text/nl.ts'
import { submitResponse } from '../usecases/submit-response.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Controleer uw antwoorden', view?.failed) },
]

export async function loader({ context }: LoaderFunctionArgs) {
  const view = await requireStarted(context)
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
    parts: answerParts(view.pages, view.answers, {
      changedBy: (item) =>
        view.board && changedByText(view.board.people, view.board.changers[item], view.hand),
      change: changePath,
    }),
    organisation: view.organisation ?? 'uw organisatie',
    /** Who may not send, and what sending takes here. */
    colleague: (view.board?.colleague ?? null) !== null,
    contact: view.board?.people.contact ?? '',
    adoption: view.board?.adoption ?? null,
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  const adopts = textOf(form, 'what') === 'adopt'
  const signature = signatureFrom({ name: textOf(form, 'name'), position: textOf(form, 'position') })
  if (adopts && !signature.ok) {
    context.formFailed = true
    const errors = signature.problems.map((one) => ({ fieldId: one.field, text: fieldProblemText(one) }))
    return data({ nothing: false, errors, posted: Object.fromEntries(textsOf(form)) }, { status: 422 })
  }
  const code = textOf(form, 'code') ?? ''
  const sent = await submitResponse(context.app, {
    respondentId,
    code,
    ...(adopts && signature.ok && { signature: signature.value }),
  })
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
      return data({ nothing: true, errors: [], posted: {} }, { status: 422 })
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
      <ErrorSummary errors={result?.errors ?? []} />
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
      <DirectorSaid adoption={view.adoption} />
      <h1 className="utrecht-heading-1">Controleer uw antwoorden</h1>
      <Notice kind="info">
        <p className="utrecht-paragraph">
          <strong>
            {view.correcting
              ? 'Pas na verzenden geldt uw verbetering.'
              : view.adoption
                ? 'De antwoorden tellen pas mee als ze zijn vastgesteld.'
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
            {view.adoption ? 'Vaststellen' : 'Verzenden'} mag ook zo. Een vraag die u niet invult, telt niet
            mee.{' '}
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
      {view.adoption || view.colleague ? null : <SendForm {...view} busy={busy} />}
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
      <AnswerList parts={view.parts} />
      <Finish />
    </QuestionnaireFrame>
  )
}

/** What sending takes: a press on a button, a signature, or somebody else. */
function Finish() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  if (view.colleague) {
    return (
      <Notice kind="info" title="Klaar met invullen?">
        <p className="utrecht-paragraph">
          Alles is bewaard; u kunt deze pagina sluiten. {view.contact || 'Degene die is uitgenodigd'}{' '}
          {view.adoption ? 'laat de antwoorden vaststellen.' : 'verzendt de antwoorden.'}
        </p>
      </Notice>
    )
  }
  if (!view.adoption) {
    return (
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
    )
  }
  return (
    <section aria-labelledby="vaststellen" className="rs-stack">
      <h2 className="utrecht-heading-2" id="vaststellen">
        Vaststellen
      </h2>
      <p className="utrecht-paragraph">
        Iemand die bevoegd is, stelt de antwoorden vast namens {view.organisation}. Daarna tellen ze mee.
      </p>
      <h3 className="utrecht-heading-3">Beslist iemand anders?</h3>
      <p className="rs-actions">
        <Link
          className="utrecht-button utrecht-button--secondary-action rs-button"
          to={paths.boardAdoption()}
        >
          Leg voor aan de bestuurder
        </Link>
      </p>
      <h3 className="utrecht-heading-3">Bent u zelf bevoegd?</h3>
      <SignatureForm
        organisation={view.organisation}
        errors={result?.errors ?? []}
        posted={result?.posted ?? {}}
        name={view.contact}
        busy={busy}
      >
        <input type="hidden" name="owner" value={view.owner} />
      </SignatureForm>
    </section>
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
