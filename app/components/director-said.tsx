import type { Adoption } from '../domain/response/adoption.ts'
import { Notice } from './notice.tsx'

/** What the director said when giving the answers back or refusing; nothing while there is nothing to tell. */
export function DirectorSaid({
  adoption,
}: {
  adoption: Pick<Adoption, 'state' | 'remark' | 'director'> | null
}) {
  if (adoption?.state !== 'returned' && adoption?.state !== 'refused') return null
  const who = adoption.director || 'De bestuurder'
  return (
    <Notice
      kind="warning"
      title={
        adoption.state === 'returned'
          ? `${who} gaf de antwoorden terug`
          : `${who} stelt de antwoorden niet vast`
      }
    >
      {adoption.remark ? <p className="utrecht-paragraph rs-said">{adoption.remark}</p> : null}
    </Notice>
  )
}
