import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { FormError } from './error-summary.tsx'
import { TextField } from './form-field.tsx'

/** Name, function and the sentence by which somebody stands by the answers of an organisation. */
export function SignatureForm(props: {
  organisation: string
  errors: readonly FormError[]
  posted: Record<string, string>
  /** The name that is known already. */
  name: string
  busy: boolean
  /** Hidden fields that go along. */
  children?: ReactNode
}) {
  const { posted } = props
  return (
    <Form method="post" className="rs-stack">
      {props.children}
      <TextField
        id="name"
        label="Uw naam"
        autoComplete="name"
        errors={props.errors}
        defaultValue={posted.name ?? props.name}
      />
      <TextField
        id="position"
        label="Uw functie"
        hint="Bijvoorbeeld directeur, bestuurder of wethouder."
        autoComplete="organization-title"
        errors={props.errors}
        defaultValue={posted.position ?? ''}
      />
      <p className="utrecht-paragraph">
        Ik ben bevoegd om voor {props.organisation} te spreken. Mijn naam en functie zijn te zien voor wie de
        vragenlijst invulde. Zij komen niet in het rapport.
      </p>
      <div className="rs-actions">
        <button
          className="utrecht-button utrecht-button--primary-action rs-button"
          type="submit"
          name="what"
          value="adopt"
          disabled={props.busy}
        >
          Ik stel deze antwoorden vast namens {props.organisation}
        </button>
      </div>
    </Form>
  )
}
