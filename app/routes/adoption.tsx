import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { AnswerList, answerParts } from '../components/answer-list.tsx'
import { DirectorSaid } from '../components/director-said.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { TextArea } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { PageFrame } from '../components/page-frame.tsx'
import { pageTitle } from '../components/page-title.ts'
import { SignatureForm } from '../components/signature-form.tsx'
import { WhoSees } from '../components/who-sees.tsx'
import { remarkFrom, signatureFrom } from '../domain/response/adoption.ts'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { formAgain, textOf } from '../form.server.ts'
import { adoptionCookie, readKept } from '../open-link-cookies.server.ts'
import { paths } from '../paths.ts'
import { refusal } from '../respondent.server.ts'
import { longDate } from '../text/nl.ts'
import { promiseOf } from '../text/setup.ts'
import { declineAnswers } from '../usecases/manage-board.server.ts'
import { showAdoption } from '../usecases/show-adoption.server.ts'
import { adoptByLink } from '../usecases/submit-response.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle(view ? `Vaststellen voor ${view.organisation}` : 'Vaststellen', view?.failed) },
]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const token = readKept(request.headers.get('cookie'), 'vaststellen', context)
  if (token === null) throw refusal('no-session')
  const view = await showAdoption(context.app, { token })
  if (view.kind === 'refused') throw refusal(view.reason)
  const { round, role, adoption } = view
  return {
    status: view.status,
    failed: context.formFailed,
    adoption,
    director: view.director,
    contact: view.contact,
    organisation: view.organisation,
    region: round.region,
    invented: round.invented,
    askedBy: round.askedBy,
    label: view.framework.label,
    until: longDate(lastDay(round.closesAt, TIME_ZONE)),
    printedAs: view.printedAs,
    byName: view.printedAs === view.organisation,
    promise: promiseOf(role, round.visibility),
    parts: answerParts(view.pages, view.answers, {
      changedBy: (item) => (view.changedBy[item] ? `Laatst gewijzigd door ${view.changedBy[item]}` : null),
      change: () => null,
    }),
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const token = readKept(request.headers.get('cookie'), 'vaststellen', context)
  if (token === null) throw refusal('no-session')
  const form = await request.formData()
  const presentation = Number(textOf(form, 'presentation') ?? 0)
  const what = textOf(form, 'what')
  const headers = { 'Set-Cookie': adoptionCookie(token, context) }
  if (what === 'adopt') {
    const signature = signatureFrom({ name: textOf(form, 'name'), position: textOf(form, 'position') })
    if (!signature.ok) return formAgain(context, signature.problems, form)
    const adopted = await adoptByLink(context.app, { token, presentation, signature: signature.value })
    if (adopted.kind === 'submitted') throw redirect(paths.adoption(), { status: 303, headers })
    throw refusal(adopted.reason)
  }
  const decision = what === 'refuse' ? 'refuse' : 'return'
  const remark = remarkFrom(textOf(form, 'remark'), decision === 'return')
  if (!remark.ok) return formAgain(context, remark.problems, form)
  const declined = await declineAnswers(context.app, {
    token,
    presentation,
    decision,
    remark: remark.value,
  })
  if (declined.kind === 'refused') throw refusal(declined.reason)
  throw redirect(paths.adoption(), { status: 303, headers })
}

export default function AdoptionPage() {
  const view = useLoaderData<typeof loader>()
  return (
    <PageFrame
      narrow
      home={null}
      invented={view.invented}
      footer="Wie ziet deze antwoorden? Wie ze invulde, u en de coördinator van de meting. In het rapport staan alleen uitkomsten van bestuurders samen."
    >
      {view.status === 'decide' ? <Decide /> : <Done />}
    </PageFrame>
  )
}

/** There is nothing to decide, or not any more. */
function Done() {
  const view = useLoaderData<typeof loader>()
  const { adoption } = view
  switch (view.status) {
    case 'adopted':
      return (
        <Notice kind="ok" role="status">
          <h1 className="utrecht-heading-1">De antwoorden van {view.organisation} zijn vastgesteld</h1>
          <p className="utrecht-paragraph">
            {adoption.director ? `Door ${adoption.director}, ${adoption.position}. ` : ''}
            Ze tellen nu mee. Dank u wel; u hoeft niets meer te doen.
          </p>
        </Notice>
      )
    case 'closed':
      return (
        <>
          <h1 className="utrecht-heading-1">De ronde is gesloten</h1>
          <p className="utrecht-paragraph">
            Vaststellen kon tot en met {view.until}. De antwoorden van {view.organisation} zijn niet
            vastgesteld. Ze tellen niet mee en het rapport zegt dat. Vragen? Stel ze aan {view.askedBy}.
          </p>
        </>
      )
    default:
      return (
        <>
          <h1 className="utrecht-heading-1">De antwoorden liggen niet bij u</h1>
          <p className="utrecht-paragraph">
            {view.contact || 'Degene die ze invult'} werkt eraan. U kunt ze met dezelfde link lezen zodra ze
            weer aan u zijn voorgelegd. Vaststellen kan tot en met {view.until}.
          </p>
          {adoption.state === 'returned' && adoption.remark ? (
            <Notice kind="info" title="Uw opmerking">
              <p className="utrecht-paragraph rs-said">{adoption.remark}</p>
            </Notice>
          ) : null}
        </>
      )
  }
}

function Decide() {
  const view = useLoaderData<typeof loader>()
  const again = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors: FormError[] = again?.errors ?? []
  const posted: Record<string, string> = again?.posted ?? {}
  const presentation = <input type="hidden" name="presentation" value={view.adoption.presentation} />
  const refusedAlready = view.adoption.state === 'refused'
  // The two remarks are two fields with one name: an error leads to the one that was sent.
  const remarkErrors = (what: 'return' | 'refuse') =>
    posted.what === what
      ? errors.flatMap((error) =>
          error.fieldId === 'remark' ? [{ ...error, fieldId: `remark-${what}` }] : [],
        )
      : []
  const shown = errors.map((error) =>
    error.fieldId === 'remark' ? { ...error, fieldId: `remark-${posted.what ?? 'return'}` } : error,
  )
  return (
    <>
      <ErrorSummary errors={shown} />
      <h1 className="utrecht-heading-1">Stelt u deze antwoorden vast?</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        {view.contact || 'Een medewerker'} vulde namens {view.organisation} een vragenlijst in over{' '}
        {view.region}. Ze tellen pas mee als u ze vaststelt.
      </p>
      {refusedAlready ? (
        <Notice kind="info" title="U stelde deze antwoorden niet vast" role="status">
          <p className="utrecht-paragraph">
            Tot en met {view.until} kunt u dat nog veranderen. Anders tellen ze niet mee.
          </p>
        </Notice>
      ) : (
        <DirectorSaid adoption={view.adoption} />
      )}
      <dl className="rs-facts rs-facts--wide">
        <div>
          <dt>Wie vraagt dit?</dt>
          <dd>{view.askedBy}</dd>
        </div>
        <div>
          <dt>Zo staat u in het rapport</dt>
          <dd>
            <p>
              Bij wie heeft geantwoord noemt het rapport u {view.byName ? 'bij naam' : 'zonder naam'}:{' '}
              <strong>{view.printedAs}</strong>. Wat u antwoordde, staat er niet bij. Uw antwoorden tellen mee
              in de uitkomst van alle bestuurders samen.
            </p>
            <p>
              Stelt u niet vast? Dan staat er dat {view.printedAs} wel heeft ingevuld, maar niet heeft
              vastgesteld
              {'. '}
              Het rapport komt er ook dan.
            </p>
          </dd>
        </div>
        <div>
          <dt>Tot wanneer?</dt>
          <dd>Tot en met {view.until}.</dd>
        </div>
      </dl>
      <WhoSees promise={view.promise} />
      <AnswerList parts={view.parts} />
      <section className="rs-stack" aria-labelledby="vaststellen">
        <h2 className="utrecht-heading-2" id="vaststellen">
          Vaststellen
        </h2>
        <p className="utrecht-paragraph">Daarna tellen de antwoorden mee.</p>
        <SignatureForm
          organisation={view.organisation}
          errors={errors}
          posted={posted}
          name={view.director}
          busy={busy}
        >
          {presentation}
        </SignatureForm>
      </section>
      <section className="rs-stack" aria-labelledby="anders">
        <h2 className="utrecht-heading-2" id="anders">
          Klopt er iets niet?
        </h2>
        <details className="rs-details" open={posted.what === 'return'}>
          <summary>Geef de antwoorden terug met een opmerking</summary>
          <Form method="post" className="rs-details__body rs-stack">
            {presentation}
            <TextArea
              id="remark-return"
              name="remark"
              label="Wat moet er anders?"
              hint={`${view.contact || 'Wie ze invulde'} leest dit, past de antwoorden aan en legt ze opnieuw aan u voor.`}
              rows={4}
              errors={remarkErrors('return')}
              defaultValue={posted.what === 'return' ? posted.remark : ''}
            />
            <button
              className="utrecht-button utrecht-button--secondary-action rs-button"
              type="submit"
              name="what"
              value="return"
              disabled={busy}
            >
              Geef terug
            </button>
          </Form>
        </details>
        {refusedAlready ? null : (
          <details className="rs-details" open={posted.what === 'refuse'}>
            <summary>Ik stel deze antwoorden niet vast</summary>
            <Form method="post" className="rs-details__body rs-stack">
              {presentation}
              <TextArea
                id="remark-refuse"
                name="remark"
                label="Waarom niet? (niet verplicht)"
                hint="Alleen wie de vragenlijst invulde, leest dit. De antwoorden tellen niet mee en het rapport zegt dat. De meting gaat door met de andere organisaties."
                rows={4}
                errors={remarkErrors('refuse')}
                defaultValue={posted.what === 'refuse' ? posted.remark : ''}
              />
              <button
                className="utrecht-button utrecht-button--secondary-action rs-button"
                type="submit"
                name="what"
                value="refuse"
                disabled={busy}
              >
                Stel niet vast
              </button>
            </Form>
          </details>
        )}
      </section>
    </>
  )
}
