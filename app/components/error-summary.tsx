import { useEffect, useRef } from 'react'
import { FAILED } from './page-title.ts'

export type FormError = {
  /** Id of the first field to mend. */
  fieldId: string
  text: string
}

/**
 * What has to be mended before the form can go on: on top of the page, with a link per field, in focus when it
 * appears. The same sentence stands at the field.
 */
export function ErrorSummary({ errors }: { errors: FormError[] }) {
  const element = useRef<HTMLDivElement>(null)
  const key = errors.map((error) => error.fieldId).join()
  useEffect(() => {
    if (key === '') return
    element.current?.focus()
    if (!document.title.startsWith(FAILED)) document.title = FAILED + document.title
  }, [key])
  if (errors.length === 0) return null
  return (
    <div
      className="utrecht-alert utrecht-alert--error rs-notice"
      role="alert"
      tabIndex={-1}
      ref={element}
      aria-labelledby="fouten"
    >
      <h2 className="utrecht-heading-3" id="fouten">
        Er is nog iets niet goed ingevuld
      </h2>
      <ul className="utrecht-unordered-list">
        {errors.map((error) => (
          <li key={error.fieldId} className="utrecht-unordered-list__item">
            <a className="utrecht-link utrecht-link--html-a" href={`#${error.fieldId}`}>
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
