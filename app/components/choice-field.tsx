import type { ReactNode } from 'react'

/** One choice out of a few, each with a line that says what it means. */
export function ChoiceField(props: {
  name: string
  legend: string
  options: { value: string; label: string; hint?: string }[]
  chosen: string
  idPrefix: string
}) {
  return (
    <fieldset className="rs-plain-fieldset">
      <legend className="utrecht-form-label">{props.legend}</legend>
      <div className="rs-options">
        {props.options.map(({ value, label, hint }) => (
          <Option key={value} id={`${props.idPrefix}-${value || 'geen'}`} label={label} hint={hint}>
            {(described) => (
              <input
                className="utrecht-radio-button utrecht-radio-button--html-input rs-option__input"
                type="radio"
                id={`${props.idPrefix}-${value || 'geen'}`}
                name={props.name}
                value={value}
                defaultChecked={props.chosen === value}
                aria-describedby={described}
              />
            )}
          </Option>
        ))}
      </div>
    </fieldset>
  )
}

/** One box to tick. */
export function TickField(props: {
  id: string
  name: string
  label: string
  hint?: string
  ticked: boolean
}) {
  return (
    <Option id={props.id} label={props.label} hint={props.hint}>
      {(described) => (
        <input
          className="utrecht-checkbox utrecht-checkbox--html-input rs-option__input"
          type="checkbox"
          id={props.id}
          name={props.name}
          value="1"
          defaultChecked={props.ticked}
          aria-describedby={described}
        />
      )}
    </Option>
  )
}

function Option(props: {
  id: string
  label: string
  hint: string | undefined
  children: (described: string | undefined) => ReactNode
}) {
  const hintId = props.hint ? `${props.id}-uitleg` : undefined
  return (
    <div className="rs-option">
      {props.children(hintId)}
      <label className="utrecht-form-label rs-option__label" htmlFor={props.id}>
        {props.label}
        {props.hint ? (
          <span className="rs-quiet rs-option__hint" id={hintId}>
            {props.hint}
          </span>
        ) : null}
      </label>
    </div>
  )
}
