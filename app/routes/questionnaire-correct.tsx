import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { PageFrame } from '../components/page-frame.tsx'
import { TextField } from '../components/text-field.tsx'
import { textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { checkOwner, postedForm, refusal, requireRespondentId } from '../respondent.server.ts'
import { respondentCookie } from '../session.server.ts'
import { passRetryAfter, RETRY_AFTER } from '../sign-in.server.ts'
import { refusalText } from '../text/nl.ts'
import { beginCorrection, beginCorrectionByLink } from '../usecases/correct-response.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Verbeter uw antwoorden', view?.failed) },
]

export const headers = passRetryAfter

export function loader({ context }: LoaderFunctionArgs) {
  return { failed: context.formFailed }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const again = (text: string, status: number, code: string) => {
    context.formFailed = true
    const init = { status, ...(status === 429 && { headers: RETRY_AFTER }) }
    return data({ errors: [{ fieldId: 'code', text }], code }, init)
  }
  const form = await postedForm(request)
  if (textOf(form, 'by') === 'link') {
    const respondentId = requireRespondentId(context)
    checkOwner(form, respondentId)
    const begun = await beginCorrectionByLink(context.app, { respondentId })
    if (begun.kind === 'refused') throw refusal(begun.reason)
    throw redirect(paths.questionnaireCheck(), 303)
  }
  const code = textOf(form, 'code') ?? ''
  if (code.trim() === '') return again('Vul uw code in.', 422, code)
  const begun = await beginCorrection(context.app, { code, place: context.place })
  if (begun.kind === 'correcting') {
    const cookie = respondentCookie(begun.respondentId, {
      secret: context.app.secret,
      secure: context.secure,
    })
    return redirect(paths.questionnaireCheck(), { status: 303, headers: { 'Set-Cookie': cookie } })
  }
  const { title, text } = refusalText[begun.reason]
  switch (begun.reason) {
    case 'unknown-code':
      return again(`${title}. ${text}`, 422, code)
    case 'too-many-tries':
      return again(`${title}. ${text}`, 429, code)
    default:
      throw refusal(begun.reason)
  }
}

export default function QuestionnaireCorrect() {
  useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = result?.errors ?? []
  return (
    <PageFrame narrow home={null}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Verbeter uw antwoorden</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Met de code die u kreeg toen u verzond, krijgt u uw antwoorden terug. U verandert wat u wilt en
        verzendt opnieuw.
      </p>
      {/* Another person's pages may be open in this browser: the page is asked for anew. */}
      <Form method="post" reloadDocument noValidate className="rs-stack">
        <TextField
          id="code"
          name="code"
          label="Uw code"
          hint="Vier groepjes van vier tekens. Hoofdletters of kleine letters maakt niet uit."
          defaultValue={result?.code ?? ''}
          errors={errors}
        />
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            Geef mij mijn antwoorden
          </button>
        </div>
      </Form>
      <Notice kind="info" title="Goed om te weten">
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            Verbeteren kan tot en met de laatste dag van de vragenlijst. Tot u opnieuw verzendt, blijft staan
            wat u eerder verzond.
          </li>
          <li className="utrecht-unordered-list__item">
            Na het verzenden krijgt u een nieuwe code. De oude werkt dan niet meer.
          </li>
          <li className="utrecht-unordered-list__item">
            Uw beroep en uw organisatie veranderen niet mee: die zijn al geteld.
          </li>
          <li className="utrecht-unordered-list__item">
            Bent u de code kwijt? Dan kan niemand uw antwoorden terugvinden, ook wij niet. Wat u verzond,
            blijft meetellen.
          </li>
          <li className="utrecht-unordered-list__item">
            Antwoordt u voor een organisatie? Dan hebt u geen code nodig. Open uw link en kies ‘Verbeter uw
            antwoorden’.
          </li>
        </ul>
      </Notice>
    </PageFrame>
  )
}
