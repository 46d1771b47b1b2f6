import type { FormError } from './error-summary.tsx'

/** One line to fill in, with its label, hint and fault; `id` is where the error summary points. */
export function TextField(props: {
  id: string
  name: string
  label: string
  hint?: string
  type?: 'text' | 'email' | 'password'
  autoComplete?: string
  inputMode?: 'numeric' | 'email'
  defaultValue?: string
  errors: readonly FormError[]
}) {
  const { id, hint } = props
  const error = props.errors.find(({ fieldId }) => fieldId === id)
  const described = [hint && `${id}-uitleg`, error && `${id}-fout`].filter(Boolean).join(' ')
  return (
    <div className={`rs-field${error ? ' utrecht-form-field--invalid' : ''}`}>
      <label className="utrecht-form-label" htmlFor={id}>
        {props.label}
      </label>
      {hint ? (
        <p className="rs-hint" id={`${id}-uitleg`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="rs-error" id={`${id}-fout`}>
          <span className="rs-visually-hidden">Fout: </span>
          {error.text}
        </p>
      ) : null}
      <input
        className="utrecht-textbox utrecht-textbox--html-input rs-textbox"
        id={id}
        name={props.name}
        type={props.type ?? 'text'}
        autoComplete={props.autoComplete ?? 'off'}
        autoCapitalize={props.type === 'email' || props.type === 'password' ? 'none' : undefined}
        spellCheck={props.type === undefined || props.type === 'text' ? undefined : false}
        inputMode={props.inputMode}
        defaultValue={props.defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
    </div>
  )
}
