import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ChoiceField, TextArea } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { REMARK_LENGTH } from '../domain/response/answer.ts'
import { textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { ownForm, refusal, requireQuestionnaire, requireRespondentId } from '../respondent.server.ts'
import { count } from '../text/nl.ts'
import { noteTrialItem, showOwnTrial } from '../usecases/note-trial.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Proef: wat vindt u van de vragen?') }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  const trial = await showOwnTrial(context.app, { respondentId: requireRespondentId(context) })
  if (trial.kind === 'refused') throw redirect(paths.questionnaire(), 303)
  return {
    owner: view.owner,
    invented: view.round.invented,
    anonymous: view.role.anonymity === 'anonymous',
    items: trial.items,
    kept: new URL(request.url).searchParams.has('bewaard'),
    sent: view.status === 'submitted',
  }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  const trial = await showOwnTrial(context.app, { respondentId })
  if (trial.kind === 'refused') throw redirect(paths.questionnaire(), 303)
  for (const { id } of trial.items) {
    const clear = textOf(form, clearField(id))
    const remark = textOf(form, remarkField(id)) ?? ''
    // A remark without a choice tells that something could be better.
    if (clear !== 'yes' && clear !== 'no' && remark.trim() === '') continue
    const noted = await noteTrialItem(context.app, {
      respondentId,
      itemId: id,
      clear: clear === 'yes',
      remark,
    })
    if (noted.kind === 'refused') throw refusal('round-closed')
  }
  throw redirect(`${paths.questionnaireTrial()}?bewaard`, 303)
}

const clearField = (item: string) => `clear.${item}`
const remarkField = (item: string) => `remark.${item}`

export default function QuestionnaireTrial() {
  const { owner, invented, anonymous, items, kept, sent } = useLoaderData<typeof loader>()
  const busy = useNavigation().state !== 'idle'
  return (
    <QuestionnaireFrame invented={invented} anonymous={anonymous}>
      {kept ? (
        <Notice kind="ok" title="Dank u wel, dit is bewaard" role="status">
          <p className="utrecht-paragraph">U kunt het nog veranderen zolang de proef duurt.</p>
        </Notice>
      ) : null}
      <h1 className="utrecht-heading-1">Wat vindt u van de vragen?</h1>
      <Notice kind="info" title="Dit is een proef">
        <p className="utrecht-paragraph">
          Met wat u hier zegt, maakt de coördinator de vragen duidelijker. Uw antwoorden en uw opmerkingen
          verdwijnen als de ronde echt opengaat. Alleen aantallen blijven.
        </p>
      </Notice>
      <p className="rs-actions">
        <Link
          className="utrecht-link utrecht-link--html-a"
          to={sent ? paths.questionnaireReceipt() : paths.questionnaire()}
        >
          Terug naar de vragenlijst
        </Link>
      </p>
      <Form method="post" className="rs-stack">
        <input type="hidden" name="owner" value={owner} />
        <ol className="rs-stack rs-plain-list">
          {items.map(({ id, text, note }, index) => (
            <li className="rs-stack" key={id}>
              <h2 className="utrecht-heading-3">
                {index + 1}. {text}
              </h2>
              <ChoiceField
                id={clearField(id)}
                label={
                  <>
                    Was deze vraag begrijpelijk?<span className="rs-visually-hidden"> Vraag {index + 1}</span>
                  </>
                }
                errors={[]}
                defaultValue={note === null ? '' : note.clear ? 'yes' : 'no'}
                options={[
                  { value: 'yes', text: 'Ja' },
                  { value: 'no', text: 'Nee' },
                ]}
              />
              <TextArea
                id={remarkField(id)}
                label={
                  <>
                    Wat kan beter? (niet verplicht)
                    <span className="rs-visually-hidden"> Vraag {index + 1}</span>
                  </>
                }
                hint={`Noem geen namen. U kunt ${count(REMARK_LENGTH)} tekens gebruiken.`}
                rows={2}
                errors={[]}
                defaultValue={note?.remark ?? ''}
              />
            </li>
          ))}
        </ol>
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            Opslaan
          </button>
        </div>
      </Form>
    </QuestionnaireFrame>
  )
}
