import { capital, count } from '../text/nl.ts'

/** One question with what people wrote at it and a moderator let through. */
export type RemarksOfQuestion = {
  id: string
  text: string
  role: string
  remarks: { key: string; text: string; redacted: boolean }[]
}

/** What people wrote, folded away behind how much it is; nothing where nothing was let through. */
export function ReleasedRemarks({
  questions,
  about,
}: {
  questions: readonly RemarksOfQuestion[]
  about: string
}) {
  const all = questions.flatMap(({ remarks }) => remarks)
  if (all.length === 0) return null
  return (
    <details className="rs-details">
      <summary>
        In hun eigen woorden ({count(all.length)})<span className="rs-visually-hidden">: {about}</span>
      </summary>
      <div className="rs-details__body rs-stack">
        {questions.map((question) => (
          <div className="rs-stack" key={question.id}>
            <p className="utrecht-paragraph">
              <strong>{capital(question.role)}</strong> bij vraag {question.id}: “{question.text}”
            </p>
            <ul className="utrecht-unordered-list">
              {question.remarks.map(({ key, text }) => (
                <li className="utrecht-unordered-list__item" key={key}>
                  <q dir="auto">{text}</q>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <p className="rs-quiet">
          De coördinator heeft deze opmerkingen gelezen en vrijgegeven. Ze zijn niet van iedereen.
          {all.some(({ redacted }) => redacted) ? ' Waar […] staat, zijn woorden weggehaald.' : ''}
        </p>
      </div>
    </details>
  )
}
