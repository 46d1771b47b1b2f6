import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { ChoiceField, TextArea } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { PageFrame } from '../components/page-frame.tsx'
import { pageTitle } from '../components/page-title.ts'
import { permits } from '../domain/round/visibility.ts'
import { textOf, textsOf } from '../form.server.ts'
import { hearingCookie, readKept } from '../open-link-cookies.server.ts'
import { paths } from '../paths.ts'
import { ReportArticle } from '../render/report-article.tsx'
import reportStyles from '../render/report.css?url'
import { postedForm, refusal } from '../respondent.server.ts'
import { answerLines } from '../text/answers.ts'
import { capital, longMoment } from '../text/nl.ts'
import { fieldProblemText } from '../text/setup.ts'
import { reactionText } from '../text/studio.ts'
import { saveReactions, showConcept } from '../usecases/react-to-concept.server.ts'
import type { OwnReaction } from '../usecases/react-to-concept.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: reportStyles }]

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view ? `Reageren op het concept: ${view.region}` : 'Wederhoor', view?.failed) },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const token = readKept(request.headers.get('cookie'), 'wederhoor', context)
  if (token === null) throw refusal('unknown-link')
  const view = await showConcept(context.app, { token })
  if (view.kind === 'refused') throw refusal(view.reason)
  const { visibility } = view.round
  const placed = [
    { id: '', text: '', own: [], reaction: view.general },
    ...view.findings.map(({ own, ...finding }) => ({
      ...finding,
      own: own.map(({ item, codes, text, remark }) => ({
        id: item.id,
        question: item.text,
        answer: answerLines(item, { codes, text }) ?? [],
        remark,
      })),
    })),
  ]
  return {
    failed: context.formFailed,
    saved: new URL(request.url).searchParams.has('bewaard'),
    organisation: view.organisation,
    printedAs: view.printedAs,
    until: view.until,
    open: view.open,
    askedBy: view.round.askedBy,
    region: view.round.region,
    invented: view.round.invented,
    readers: permits(visibility, { kind: 'report', to: 'public' })
      ? 'Iedereen die het openbare rapport leest.'
      : permits(visibility, { kind: 'report', to: 'respondents' })
        ? 'Iedereen die het rapport krijgt: de partijen en wie de vragenlijst invulde.'
        : 'Iedereen die het rapport krijgt: de partijen.',
    inspection: permits(visibility, { kind: 'report', to: 'inspection' }),
    answersKept: view.answersKept,
    document: view.document,
    placed,
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const token = readKept(request.headers.get('cookie'), 'wederhoor', context)
  if (token === null) throw refusal('unknown-link')
  const form = await postedForm(request)
  const places = form.getAll('finding').map(String)
  const saved = await saveReactions(context.app, {
    token,
    reactions: places.map((finding, place) => ({
      finding: finding === '' ? null : finding,
      kind: textOf(form, `kind.${place}`),
      text: textOf(form, `text.${place}`),
      seen: Number(textOf(form, `seen.${place}`) ?? 0),
      shown: textOf(form, `shown.${place}`) ?? '',
    })),
  })
  // What was typed goes back by finding: the list may be another one by now.
  const posted = Object.fromEntries(
    places.map((finding, place) => [
      finding,
      { kind: textOf(form, `kind.${place}`) ?? 'none', text: textsOf(form).get(`text.${place}`) ?? '' },
    ]),
  )
  const again = (errors: FormError[], status: number) => {
    context.formFailed = true
    return data({ errors, posted }, { status })
  }
  switch (saved.kind) {
    case 'saved':
      throw redirect(`${paths.hearing()}?bewaard`, {
        status: 303,
        headers: { 'Set-Cookie': hearingCookie(token, context) },
      })
    case 'invalid':
      return again(
        saved.problems.map((problem) => ({
          fieldId: problem.field,
          text:
            problem.reason !== 'missing'
              ? fieldProblemText(problem)
              : problem.field.startsWith('kind')
                ? 'Kies wat voor reactie dit is.'
                : 'Schrijf uw opmerking op, of zeg wat er niet klopt.',
        })),
        422,
      )
    case 'overtaken':
      return again(
        [
          {
            fieldId: 'reacties',
            text: 'Intussen is een bevinding of een reactie van uw organisatie veranderd. Er is nog niets bewaard. Wat u invulde, staat hieronder. Lees het na en bewaar het opnieuw.',
          },
        ],
        409,
      )
    case 'over':
      return again(
        [
          {
            fieldId: 'reacties',
            text: 'Reageren kan niet meer: de tijd is voorbij. Uw laatste wijzigingen zijn niet bewaard.',
          },
        ],
        409,
      )
    case 'refused':
      throw refusal(saved.reason)
  }
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function Hearing() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors: FormError[] = result?.errors ?? []
  const posted: Partial<Record<string, { kind: string; text: string }>> = result?.posted ?? {}
  return (
    <PageFrame
      home={null}
      invented={view.invented}
      footer="Wie ziet uw antwoorden? Alleen wie deze link heeft. Andere partijen zien ze niet."
    >
      <div className="rs-prose rs-stack">
        <ErrorSummary errors={errors} />
        {view.saved && errors.length === 0 ? (
          <Notice kind="ok" role="status">
            <p className="utrecht-paragraph">
              Uw reacties zijn bewaard.{' '}
              {view.open ? `U kunt ze veranderen tot ${longMoment(view.until)}.` : ''}
            </p>
          </Notice>
        ) : null}
        <h1 className="utrecht-heading-1">Wat vindt {view.organisation} van dit concept?</h1>
        <p className="utrecht-paragraph utrecht-paragraph--lead">
          {view.askedBy} maakte een rapport over {view.region}. Voordat het wordt gepubliceerd, kunt u
          reageren: op elke bevinding en op het geheel. Niets is verplicht.
        </p>
        <dl className="rs-facts rs-facts--wide">
          <div>
            <dt>Tot wanneer?</dt>
            <dd>
              {view.open
                ? `Tot ${longMoment(view.until)}. Zo lang kunt u alles nog veranderen.`
                : `Reageren kon tot ${longMoment(view.until)}. U leest hieronder wat u zei.`}
            </dd>
          </div>
          <div>
            <dt>Wie ziet uw reactie?</dt>
            <dd>
              <p>
                De coördinator van de meting, meteen. Daarna staat uw reactie in het gepubliceerde rapport,
                van <strong>{view.printedAs}</strong>. {view.readers}
                {view.inspection ? ' Ook de inspectie krijgt het rapport.' : ''}
              </p>
              <p>Schrijf geen namen van mensen op. De coördinator kan bij uw reactie een antwoord zetten.</p>
            </dd>
          </div>
          <div>
            <dt>Wie ziet uw antwoorden?</dt>
            <dd>
              Bij de bevindingen staat wat {view.organisation} zelf antwoordde. Dat komt niet in het rapport.
            </dd>
          </div>
        </dl>
        <p>
          <a className="utrecht-link utrecht-link--html-a" href="#reacties">
            Direct naar uw reacties
          </a>
        </p>
      </div>
      <details className="rs-details" open>
        <summary>Het concept van het rapport</summary>
        <div className="rs-details__body">
          <ReportArticle document={view.document} />
        </div>
      </details>
      <section className="rs-prose rs-stack" id="reacties" tabIndex={-1} aria-labelledby="uw-reacties">
        <h2 className="utrecht-heading-2" id="uw-reacties">
          Uw reacties
        </h2>
        {view.answersKept ? null : (
          <Notice kind="info">
            <p className="utrecht-paragraph">
              De antwoorden van {view.organisation} zijn gewist, zoals was beloofd. Ze staan daarom niet meer
              bij de bevindingen.
            </p>
          </Notice>
        )}
        {view.open ? (
          <Form method="post" noValidate reloadDocument className="rs-stack">
            {view.placed.map((finding, place) => (
              <Finding key={finding.id} finding={finding}>
                <input type="hidden" name="finding" value={finding.id} />
                <input type="hidden" name={`seen.${place}`} value={finding.reaction.version} />
                <input type="hidden" name={`shown.${place}`} value={finding.text} />
                <ChoiceField
                  id={`kind.${place}`}
                  label="Uw reactie"
                  errors={errors}
                  defaultValue={posted[finding.id]?.kind ?? finding.reaction.kind}
                  options={[
                    { value: 'none', text: 'Geen reactie' },
                    { value: 'agree', text: 'Eens' },
                    { value: 'remark', text: 'Opmerking' },
                    { value: 'error', text: 'Feitelijke onjuistheid' },
                  ]}
                />
                <TextArea
                  id={`text.${place}`}
                  label="Toelichting"
                  hint="Nodig bij een opmerking of een onjuistheid. Hooguit 600 tekens. Dit wordt zo afgedrukt."
                  rows={3}
                  errors={errors}
                  defaultValue={posted[finding.id]?.text ?? finding.reaction.text}
                />
              </Finding>
            ))}
            <div className="rs-actions">
              <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
                Bewaar uw reacties
              </button>
            </div>
          </Form>
        ) : (
          view.placed.map((finding) => (
            <Finding key={finding.id} finding={finding}>
              <p className="utrecht-paragraph">
                <strong>{capital(reactionText[finding.reaction.kind])}</strong>
                {finding.reaction.text ? `: ${finding.reaction.text}` : ''}
              </p>
            </Finding>
          ))
        )}
      </section>
    </PageFrame>
  )
}

/** One finding (or the whole), what the party answered itself, and the reaction. */
function Finding(props: { finding: View['placed'][number]; children: ReactNode }) {
  const { id, text, own, reaction } = props.finding
  return (
    <article className="rs-stack">
      <h3 className="utrecht-heading-3">{id === '' ? 'Het rapport als geheel' : text}</h3>
      {own.length > 0 ? (
        <details className="rs-details">
          <summary>
            Uw eigen antwoorden hierbij
            <span className="rs-visually-hidden">: {text}</span>
          </summary>
          <dl className="rs-details__body rs-answers">
            {own.map((one) => (
              <div key={one.id}>
                <dt>{one.question}</dt>
                <dd>
                  {one.answer.join('; ')}
                  {one.remark ? <p>Toelichting: {one.remark}</p> : null}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      {props.children}
      <Answered reaction={reaction} />
    </article>
  )
}

function Answered({ reaction }: { reaction: OwnReaction }) {
  return reaction.answer === null ? null : (
    <p className="utrecht-paragraph rs-quiet">Antwoord van de coördinator: {reaction.answer}</p>
  )
}
