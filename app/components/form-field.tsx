import type { ReactNode } from 'react'
import type { FormError } from './error-summary.tsx'

type FieldProps = {
  /** Also the name under which the field is posted, unless `name` says otherwise. */
  id: string
  name?: string
  label: ReactNode
  hint?: ReactNode
  errors: readonly FormError[]
  defaultValue?: string
}

/** A field of one line, with its label, hint and error. `type` date gives the browser's own day picker. */
export function TextField(
  props: FieldProps & {
    type?: 'text' | 'date' | 'email'
    inputMode?: 'numeric'
    short?: boolean
    autoComplete?: string
  },
) {
  const { id, type = 'text', inputMode, short, autoComplete = 'off' } = props
  return (
    <Field {...props}>
      {(described) => (
        <input
          className={`utrecht-textbox utrecht-textbox--html-input${short ? ' rs-short' : ''}`}
          id={id}
          name={props.name ?? id}
          type={type}
          inputMode={inputMode}
          autoComplete={autoComplete}
          defaultValue={props.defaultValue}
          {...described}
        />
      )}
    </Field>
  )
}

export function TextArea(props: FieldProps & { rows?: number }) {
  return (
    <Field {...props}>
      {(described) => (
        <textarea
          className="utrecht-textarea utrecht-textarea--html-textarea"
          id={props.id}
          name={props.name ?? props.id}
          rows={props.rows ?? 6}
          defaultValue={props.defaultValue}
          {...described}
        />
      )}
    </Field>
  )
}

export function SelectField(
  props: FieldProps & { options: readonly { value: string; text: string }[]; empty?: string },
) {
  return (
    <Field {...props}>
      {(described) => (
        <select
          className="utrecht-select utrecht-select--html-select"
          id={props.id}
          name={props.name ?? props.id}
          defaultValue={props.defaultValue}
          {...described}
        >
          {props.empty ? <option value="">{props.empty}</option> : null}
          {props.options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Radio buttons, one to choose. The first gets the id, so that an error can lead there. */
export function ChoiceField(
  props: FieldProps & {
    options: readonly { value: string; text: string; hint?: string; disabled?: boolean }[]
  },
) {
  const error = props.errors.find(({ fieldId }) => fieldId === props.id)
  const described = [props.hint && `${props.id}-uitleg`, error && `${props.id}-fout`].filter(Boolean)
  return (
    <fieldset
      className={`rs-plain-fieldset${error ? ' utrecht-form-field--invalid' : ''}`}
      aria-describedby={described.length > 0 ? described.join(' ') : undefined}
    >
      <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
        {props.label}
      </legend>
      {props.hint ? (
        <p className="rs-hint" id={`${props.id}-uitleg`}>
          {props.hint}
        </p>
      ) : null}
      {error ? <ErrorText id={`${props.id}-fout`} text={error.text} /> : null}
      <div className="rs-options">
        {props.options.map(({ value, text, hint, disabled }, index) => (
          <div className="rs-option" key={value}>
            <input
              className="utrecht-radio-button utrecht-radio-button--html-input rs-option__input"
              type="radio"
              id={index === 0 ? props.id : `${props.id}-${index}`}
              name={props.name ?? props.id}
              value={value}
              defaultChecked={props.defaultValue === value}
              disabled={disabled}
            />
            <label
              className="utrecht-form-label utrecht-form-label--radio rs-option__label"
              htmlFor={index === 0 ? props.id : `${props.id}-${index}`}
            >
              {text}
              {hint ? <span className="rs-option__hint">{hint}</span> : null}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

export function CheckBox(props: {
  id: string
  name?: string
  value?: string
  label: ReactNode
  defaultChecked?: boolean
}) {
  return (
    <div className="rs-option">
      <input
        className="utrecht-checkbox utrecht-checkbox--html-input rs-option__input"
        type="checkbox"
        id={props.id}
        name={props.name ?? props.id}
        // React writes an empty value where it is told of one that is undefined; a box then posts nothing.
        {...(props.value !== undefined && { value: props.value })}
        defaultChecked={props.defaultChecked}
      />
      <label className="utrecht-form-label utrecht-form-label--checkbox rs-option__label" htmlFor={props.id}>
        {props.label}
      </label>
    </div>
  )
}

function Field(
  props: FieldProps & {
    children: (described: { 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode
  },
) {
  const { id, label, hint, errors } = props
  const error = errors.find(({ fieldId }) => fieldId === id)
  const described = [hint && `${id}-uitleg`, error && `${id}-fout`].filter(Boolean).join(' ')
  return (
    <div className={`rs-field${error ? ' utrecht-form-field--invalid' : ''}`}>
      <label className="utrecht-form-label" htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <p className="rs-hint" id={`${id}-uitleg`}>
          {hint}
        </p>
      ) : null}
      {error ? <ErrorText id={`${id}-fout`} text={error.text} /> : null}
      {props.children({
        ...(error && { 'aria-invalid': true as const }),
        ...(described !== '' && { 'aria-describedby': described }),
      })}
    </div>
  )
}

function ErrorText({ id, text }: { id: string; text: string }) {
  return (
    <p className="rs-error" id={id}>
      <span className="rs-visually-hidden">Fout: </span>
      {text}
    </p>
  )
}
