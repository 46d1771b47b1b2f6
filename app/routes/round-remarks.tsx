import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { CheckBox, ChoiceField, TextArea } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { TAKEN_OUT } from '../domain/response/identifying.ts'
import { staffRefusal, textOf, textsOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { logLook, requireAccount } from '../staff.server.ts'
import { capital, count, counted, longMoment, refusalText } from '../text/nl.ts'
import { identifyingText, moderationProblemText, verdictText } from '../text/studio.ts'
import { moderateRemark, showRemarks } from '../usecases/moderate-remarks.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Opmerkingen', view?.failed) },
]

/** Remarks on one sheet. */
const SHEET = 25

export async function loader(args: LoaderFunctionArgs) {
  const { framed, framework, actor } = await requireRound(args, 'change-round')
  const view = await showRemarks(args.context.app, { roundId: framed.id })
  const promised = view.kind === 'remarks'
  if (view.kind === 'refused' && view.reason !== 'texts-not-promised') throw staffRefusal(view.reason)
  const search = new URL(args.request.url).searchParams
  const items = view.kind === 'remarks' ? view.items : []
  const role = (id: string) => framework.roles.find((one) => one.id === id)?.plural ?? ''
  const asked = search.get('vraag')
  const chosen = asked === null ? null : items.find(({ item }) => item.id === asked)
  if (promised && asked !== null && !chosen) throw data(null, { status: 404 })
  if (chosen && chosen.remarks.length > 0) await logLook(args.context, actor, 'remarks-read', framed.id)
  const sheets = Math.max(1, Math.ceil((chosen?.remarks.length ?? 0) / SHEET))
  const wanted = Math.floor(Number(search.get('blad') ?? '1'))
  const sheet = wanted >= 1 && wanted <= sheets ? wanted : 1
  return {
    failed: args.context.formFailed,
    framed,
    promised,
    done: search.has('klaar'),
    questions: items
      .filter(({ remarks }) => remarks.length > 0)
      .map(({ item, remarks }) => ({
        id: item.id,
        text: item.text,
        role: role(item.role),
        total: remarks.length,
        open: remarks.filter(({ verdict }) => verdict === null).length,
        released: remarks.filter(({ released }) => released !== null).length,
      })),
    tooFew: items.filter(({ tooFew }) => tooFew).length,
    chosen: chosen
      ? {
          id: chosen.item.id,
          text: chosen.item.text,
          role: role(chosen.item.role),
          quotable: chosen.quotable,
          tooFew: chosen.tooFew,
          sheet,
          sheets,
          remarks: chosen.remarks.slice((sheet - 1) * SHEET, sheet * SHEET),
        }
      : null,
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireAccount(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const key = textOf(form, 'remark') ?? ''
  const written = await moderateRemark(args.context.app, {
    actor,
    roundId,
    key,
    verdict: textOf(form, `${key}.verdict`),
    text: textOf(form, `${key}.text`),
    inReport: textOf(form, `${key}.report`) !== null,
    seen: Number(textOf(form, 'seen') ?? '0'),
  })
  if (written.kind === 'refused') throw staffRefusal(written.reason)
  if (written.kind === 'written') {
    const { searchParams } = new URL(args.request.url)
    const here = paths.roundRemarks(
      roundId,
      searchParams.get('vraag') ?? '',
      Number(searchParams.get('blad') ?? '1'),
    )
    throw redirect(`${here}&klaar=1#${encodeURIComponent(key)}`, 303)
  }
  args.context.formFailed = true
  const error: FormError =
    written.kind === 'overtaken'
      ? {
          fieldId: key,
          text: 'Iemand anders heeft deze opmerking net beoordeeld. Uw keuze is niet opgeslagen. Kijk wat er nu staat en bewaar opnieuw.',
        }
      : {
          fieldId: `${key}.${written.reason === 'no-verdict' ? 'verdict' : 'text'}`,
          text: moderationProblemText(written),
        }
  return data(
    { errors: [error], about: key, posted: Object.fromEntries(textsOf(form)) },
    { status: written.kind === 'overtaken' ? 409 : 422 },
  )
}

type View = ReturnType<typeof useLoaderData<typeof loader>>
type Chosen = NonNullable<View['chosen']>
type Remark = Chosen['remarks'][number]

export default function RoundRemarks() {
  const view = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors ?? []
  const never = refusalText['texts-not-promised']
  return (
    <RoundFrame round={view.framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Opmerkingen</h1>
      {view.done && errors.length === 0 ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">Opgeslagen.</p>
        </Notice>
      ) : null}
      {view.promised ? (
        view.chosen ? (
          <Question question={view.chosen} />
        ) : (
          <Questions />
        )
      ) : (
        <Notice kind="warning" title={never.title}>
          <p className="utrecht-paragraph">{never.text}</p>
        </Notice>
      )}
    </RoundFrame>
  )
}

function Questions() {
  const view = useLoaderData<typeof loader>()
  return (
    <>
      <p className="utrecht-paragraph utrecht-paragraph--lead rs-prose">
        Mensen schreven bij vragen iets in hun eigen woorden. Niemand anders ziet dat voordat u het vrijgeeft.
        Wat u vrijgeeft, staat bij de resultaten.
      </p>
      <p className="utrecht-paragraph rs-prose">
        U ziet alleen vragen met genoeg antwoorden, minstens tien. De volgorde zegt niets over wie wat
        schreef.
        {view.tooFew > 0
          ? ` Bij ${counted(view.tooFew, 'vraag', 'vragen')} zijn er te weinig antwoorden. Wat daar staat, kan niemand lezen.`
          : ''}
      </p>
      {view.questions.length === 0 ? (
        <p className="utrecht-paragraph">Er zijn geen opmerkingen om te lezen.</p>
      ) : (
        <ul className="rs-tasks" role="list">
          {view.questions.map(({ id, text, role, total, open, released }) => (
            <li key={id}>
              <Link className="utrecht-link utrecht-link--html-a" to={paths.roundRemarks(view.framed.id, id)}>
                {capital(role)}, vraag {id}: {text}
              </Link>
              <span className={`rs-status${open > 0 ? ' rs-status--busy' : ''}`}>
                {open > 0 ? `${count(open)} van ${count(total)} te lezen` : 'Alles gelezen'},{' '}
                {count(released)} vrijgegeven
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Question({ question }: { question: Chosen }) {
  const { framed } = useLoaderData<typeof loader>()
  const { id, sheet, sheets } = question
  return (
    <>
      <p>
        <Link className="utrecht-link utrecht-link--html-a" to={paths.roundRemarks(framed.id)}>
          ← Alle vragen
        </Link>
      </p>
      <h2 className="utrecht-heading-2">
        {capital(question.role)}, vraag {id}: {question.text}
      </h2>
      <p className="utrecht-paragraph rs-prose">
        Het programma wijst aan wat op een naam, nummer, adres of datum lijkt. Het ziet niet alles en het
        vergist zich soms. Lees dus zelf of iemand te herkennen is, ook aan een voorval of aan een functie die
        maar één persoon heeft.
      </p>
      {question.remarks.length === 0 ? (
        <p className="utrecht-paragraph">
          {question.tooFew
            ? 'Bij deze vraag zijn er te weinig antwoorden. Wat er staat, kan niemand lezen.'
            : 'Niemand schreef hier iets op.'}
        </p>
      ) : null}
      {question.remarks.map((remark) => (
        <RemarkView key={remark.key} remark={remark} quotable={question.quotable} />
      ))}
      {sheets > 1 ? (
        <nav className="rs-actions" aria-label="Bladen">
          {sheet > 1 ? (
            <Link
              className="utrecht-link utrecht-link--html-a"
              to={paths.roundRemarks(framed.id, id, sheet - 1)}
            >
              ← Vorige
            </Link>
          ) : null}
          <span>
            Blad {count(sheet)} van {count(sheets)}
          </span>
          {sheet < sheets ? (
            <Link
              className="utrecht-link utrecht-link--html-a"
              to={paths.roundRemarks(framed.id, id, sheet + 1)}
            >
              Volgende →
            </Link>
          ) : null}
        </nav>
      ) : null}
    </>
  )
}

function RemarkView({ remark, quotable }: { remark: Remark; quotable: boolean }) {
  const result = useActionData<typeof action>()
  const failed = result?.about === remark.key
  const errors = failed ? result.errors : []
  const posted = (name: string) => (failed ? result.posted[`${remark.key}.${name}`] : undefined)
  const text = remark.text ?? remark.released ?? ''
  const about = text.length > 60 ? `${text.slice(0, 60)}…` : text
  const first = remark.found.length === 0 ? 'release' : 'redact'
  return (
    <article className="rs-finding rs-stack" id={remark.key} tabIndex={-1}>
      <p className="rs-finding__status">
        <span className={`rs-status${remark.verdict === null ? ' rs-status--busy' : ''}`}>
          {remark.verdict === null ? 'Nog niet beoordeeld' : verdictText[remark.verdict]}
        </span>
        {remark.inReport ? <span className="rs-quiet"> Ook in het uitgebreide rapport</span> : null}
      </p>
      <p className="utrecht-paragraph rs-finding__text" dir="auto">
        {text}
      </p>
      {remark.text === null ? (
        <p className="rs-quiet">
          De antwoorden van deze ronde zijn gewist. Dit is wat eerder is vrijgegeven; u kunt het nog
          terugnemen.
        </p>
      ) : null}
      {remark.found.length > 0 ? (
        <Notice kind="warning" title="Let op: is iemand hieraan te herkennen?">
          <ul className="utrecht-unordered-list">
            {remark.found.map(({ kind, words }, index) => (
              <li className="utrecht-unordered-list__item" key={index}>
                Dit lijkt {identifyingText[kind]}: “{words}”.
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {remark.released !== null && remark.released !== remark.text && remark.text !== null ? (
        <p className="utrecht-paragraph" dir="auto">
          Vrijgegeven als: “{remark.released}”
        </p>
      ) : null}
      <details className="rs-details" open={failed || remark.verdict === null}>
        <summary>
          {remark.verdict === null ? 'Beoordelen' : 'Opnieuw beoordelen'}
          <span className="rs-visually-hidden">: {about}</span>
        </summary>
        <Form method="post" noValidate className="rs-form rs-details__body">
          <input type="hidden" name="remark" value={remark.key} />
          <input type="hidden" name="seen" value={remark.seen} />
          <ChoiceField
            id={`${remark.key}.verdict`}
            label="Wat doet u met deze opmerking?"
            errors={errors}
            options={[
              ...(remark.text === null
                ? []
                : [
                    { value: 'release', text: 'Vrijgeven zoals het er staat' },
                    { value: 'redact', text: 'Vrijgeven zonder bepaalde woorden' },
                  ]),
              { value: 'withhold', text: 'Niet vrijgeven' },
            ]}
            defaultValue={posted('verdict') ?? remark.verdict ?? first}
          />
          {remark.text === null ? null : (
            <>
              <TextArea
                id={`${remark.key}.text`}
                label="De tekst zonder die woorden"
                hint={`Alleen als u woorden weghaalt. Zet ${TAKEN_OUT} op de plaats van wat u weghaalt en verander verder niets.`}
                rows={3}
                errors={errors}
                defaultValue={
                  posted('text') ??
                  (remark.verdict === 'redact' ? (remark.released ?? remark.suggested) : remark.suggested)
                }
              />
              {quotable ? (
                <CheckBox
                  id={`${remark.key}.report`}
                  label="Ook in het uitgebreide rapport, bij een bevinding over deze vraag"
                  defaultChecked={failed ? posted('report') !== undefined : remark.inReport}
                />
              ) : null}
            </>
          )}
          <div className="rs-actions">
            <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
              Bewaar<span className="rs-visually-hidden">: {about}</span>
            </button>
          </div>
        </Form>
      </details>
      {remark.history.length > 0 ? (
        <details className="rs-details">
          <summary>
            Geschiedenis ({count(remark.history.length)})<span className="rs-visually-hidden">: {about}</span>
          </summary>
          <ol className="rs-details__body utrecht-ordered-list">
            {remark.history.map((entry, index) => (
              <li className="utrecht-ordered-list__item" key={index}>
                {verdictText[entry.verdict]} door {entry.authorName}, {longMoment(entry.at)}.
                {entry.text === null ? null : <q className="rs-finding__quote">{entry.text}</q>}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </article>
  )
}
