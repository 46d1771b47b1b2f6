import type { Item } from '../domain/framework/framework.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'
import { answerLines, evidenceText } from '../text/answers.ts'
import { Notice } from './notice.tsx'

export type ConflictProps = {
  item: Pick<Item, 'kind' | 'options'>
  /** Who changed the answer meanwhile; null when nobody told. */
  by: string | null
  /** What they made of it: what stands in the database. */
  current: DraftAnswer
  /** Settles it at once. Without it (no script, or the page was sent) the form itself does, when it is sent again. */
  choose?: (whose: 'mine' | 'theirs') => void
}

/** Two people changed one answer: what the other made of it, and which of the two it is to be. */
export function AnswerConflict({ item, by, current, choose }: ConflictProps) {
  const who = by ?? 'Een collega'
  const lines = answerLines(item, current)
  const evidence = evidenceText(current)
  return (
    <Notice kind="warning" title={`${who} veranderde dit antwoord`} role="alert">
      <p className="utrecht-paragraph">
        Dat gebeurde terwijl u bezig was. Uw antwoord is hier nog niet opgeslagen. Nu staat er:
      </p>
      <ul className="utrecht-unordered-list">
        {(lines ?? ['Niet ingevuld']).map((line) => (
          <li className="utrecht-unordered-list__item" key={line}>
            {line}
          </li>
        ))}
        {evidence ? <li className="utrecht-unordered-list__item">Waar staat dat? {evidence}</li> : null}
        {current.remark ? (
          <li className="utrecht-unordered-list__item">Toelichting: {current.remark}</li>
        ) : null}
      </ul>
      {choose ? (
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="button"
            onClick={() => choose('theirs')}
          >
            Laat dit antwoord staan
          </button>
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="button"
            onClick={() => choose('mine')}
          >
            Bewaar mijn antwoord
          </button>
        </div>
      ) : (
        <p className="utrecht-paragraph">
          Moet uw antwoord het worden? Sla de pagina dan nog een keer op. Anders kiest u eerst dit antwoord.
          Overleg als u het niet zeker weet.
        </p>
      )}
    </Notice>
  )
}
