import type { ReactNode } from 'react'

/** Something the reader should know. `warning` and `error` also say so in their heading, never by colour alone. */
export function Notice(props: {
  kind: 'info' | 'ok' | 'warning' | 'error'
  title?: string
  children: ReactNode
  role?: 'status' | 'alert'
}) {
  return (
    <div className={`utrecht-alert utrecht-alert--${props.kind} rs-notice`} role={props.role}>
      {props.title ? <p className="utrecht-heading-3">{props.title}</p> : null}
      {props.children}
    </div>
  )
}
