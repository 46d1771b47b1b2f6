import type { ReactNode } from 'react'

/** Where one is: in words, and as a bar that repeats them. Stays in view while the questions scroll. */
export function ProgressBar(props: { part: number; parts: number; status?: ReactNode }) {
  const words = `Onderdeel ${props.part} van ${props.parts}`
  return (
    <div className="rs-progress">
      <div className="rs-progress__text">
        <span>{words}</span>
        {props.status}
      </div>
      <progress className="rs-progress__bar" value={props.part} max={props.parts} aria-label={words}>
        {words}
      </progress>
    </div>
  )
}
