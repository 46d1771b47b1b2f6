import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import { ChoiceField, TextField } from '../components/form-field.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import type { Weighting } from '../domain/framework/framework.ts'
import { minimumField, weightingField } from '../domain/round/round-form.ts'
import { isFrozen } from '../domain/round/round.ts'
import { formAgain, staffRefusal, textsOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { capital } from '../text/nl.ts'
import { weightingText } from '../text/setup.ts'
import { changeRules } from '../usecases/prepare-round.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Regels voor het tellen', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework } = await requireRound(args, 'change-round')
  if (isFrozen(round)) throw redirect(paths.roundAnalysis(round.id), 303)
  return {
    failed: args.context.formFailed,
    framed,
    roles: framework.roles.map((role) => {
      const fixed = round.roles.find((one) => one.role === role.id)
      return {
        id: role.id,
        plural: role.plural,
        named: role.anonymity === 'named',
        lowest: role.minimumGroup,
        advised: role.weighting,
        minimumGroup: fixed?.minimumGroup ?? role.minimumGroup,
        weighting: fixed?.weighting ?? role.weighting,
      }
    }),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const changed = await changeRules(args.context.app, { actor, roundId, posted: textsOf(form) })
  if (changed.kind === 'refused') throw staffRefusal(changed.reason)
  if (changed.kind === 'invalid') return formAgain(args.context, changed.problems, form)
  throw redirect(paths.roundVisibility(roundId), 303)
}

/** Anonymous roles keep the framework's weighting: what they are promised rests on it. */
function weightingsFor(role: { named: boolean; advised: Weighting }): Weighting[] {
  return role.named ? (Object.keys(weightingText) as Weighting[]) : [role.advised]
}

export default function RoundRules() {
  const { framed, roles } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Regels voor het tellen</h1>
      <p className="utrecht-paragraph rs-prose">
        Deze regels liggen vast zodra de ronde open is. Zo kan niemand ze veranderen nadat de antwoorden
        bekend zijn. Twijfelt u? Laat dan staan wat er staat.
      </p>
      <Form method="post" noValidate className="rs-prose rs-form">
        {roles.map((role) => (
          <section className="rs-form" aria-labelledby={`rol-${role.id}`} key={role.id}>
            <h2 className="utrecht-heading-2" id={`rol-${role.id}`}>
              {capital(role.plural)}
            </h2>
            <TextField
              id={minimumField(role.id)}
              label={
                role.named
                  ? 'Vanaf hoeveel organisaties is er een cijfer?'
                  : 'Vanaf hoeveel mensen is er een cijfer?'
              }
              hint={`Van een kleinere groep ziet niemand een cijfer. Het laagste is ${role.lowest}.`}
              short
              inputMode="numeric"
              errors={errors}
              defaultValue={result?.posted[minimumField(role.id)] ?? String(role.minimumGroup)}
            />
            <ChoiceField
              id={weightingField(role.id)}
              label="Hoe zwaar telt een antwoord?"
              errors={errors}
              options={weightingsFor(role).map((value) => ({
                value,
                text: weightingText[value],
                ...(value === role.advised && { hint: 'Zo is de vragenlijst bedoeld' }),
              }))}
              defaultValue={result?.posted[weightingField(role.id)] ?? role.weighting}
            />
          </section>
        ))}
        <div className="rs-actions">
          <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
            Opslaan en verder
          </button>
        </div>
      </Form>
    </RoundFrame>
  )
}
