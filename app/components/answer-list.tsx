import { Link } from '@remix-run/react'
import type { Page } from '../domain/questionnaire/questionnaire.ts'
import { pageItems } from '../domain/questionnaire/questionnaire.ts'
import type { Item } from '../domain/framework/framework.ts'
import type { DraftAnswer } from '../domain/response/answer.ts'
import { answerLines, evidenceText } from '../text/answers.ts'
import { scopeText } from '../text/nl.ts'

export type AnswerPart = {
  id: string
  title: string
  answers: {
    id: string
    number: number
    text: string
    /** For whom the answer speaks; null where a person speaks for himself or herself. */
    scope: string | null
    answer: string[] | null
    remark: string
    evidence: string
    /** An address in the evidence that may be opened; null without one. */
    link: string | null
    changedBy: string | null
    /** Where it can be changed; null where it cannot. */
    change: string | null
  }[]
}

/** Everything that was filled in, part by part, as it is read back. */
export function answerParts(
  pages: readonly Page[],
  answers: Readonly<Record<string, DraftAnswer | undefined>>,
  about: {
    changedBy(itemId: string): string | null
    change(pageId: string, item: Item): string | null
  },
): AnswerPart[] {
  let number = 0
  return pages.map((page) => ({
    id: page.id,
    title: page.title ?? 'Tot slot',
    answers: pageItems(page).map((item) => {
      const answer = answers[item.id]
      return {
        id: item.id,
        number: ++number,
        text: item.text,
        scope: item.speaksFor && scopeText[item.speaksFor],
        answer: answerLines(item, answer),
        remark: answer?.remark ?? '',
        evidence: evidenceText(answer && { ...answer, evidenceLink: '' }),
        link: answer?.evidenceLink || null,
        changedBy: about.changedBy(item.id),
        change: about.change(page.id, item),
      }
    }),
  }))
}

export function AnswerList({ parts }: { parts: readonly AnswerPart[] }) {
  return (
    <div id="antwoorden" className="rs-stack">
      {parts.map((part) => (
        <section key={part.id} aria-labelledby={`deel-${part.id}`}>
          <h2 className="utrecht-heading-2" id={`deel-${part.id}`}>
            {part.title}
          </h2>
          <dl className="rs-answers">
            {part.answers.map((answer) => (
              <div key={answer.id}>
                <dt>
                  {answer.scope ? (
                    <span className="rs-scope">
                      {answer.scope}
                      <span className="rs-visually-hidden">: </span>
                    </span>
                  ) : null}
                  <span className="rs-question__number">{answer.number}. </span>
                  {answer.text}
                </dt>
                <dd>
                  {answer.answer ? (
                    <AnswerText lines={answer.answer} />
                  ) : (
                    <span className="rs-empty">Niet ingevuld</span>
                  )}
                  {answer.evidence || answer.link ? (
                    <p>
                      Waar staat dat? {answer.evidence}
                      {answer.evidence && answer.link ? ', ' : ''}
                      {answer.link ? (
                        <a
                          className="utrecht-link utrecht-link--html-a"
                          href={answer.link}
                          rel="noreferrer noopener"
                        >
                          {answer.link}
                        </a>
                      ) : null}
                    </p>
                  ) : null}
                  {answer.remark ? <p>Toelichting: {answer.remark}</p> : null}
                  {answer.changedBy ? <p className="rs-quiet">{answer.changedBy}</p> : null}
                </dd>
                {answer.change ? (
                  <dd className="rs-answers__change">
                    <Link className="utrecht-link utrecht-link--html-a" to={answer.change}>
                      Wijzig
                      <span className="rs-visually-hidden">
                        {' '}
                        vraag {answer.number}: {answer.text}
                      </span>
                    </Link>
                  </dd>
                ) : null}
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function AnswerText({ lines }: { lines: string[] }) {
  const [only] = lines
  if (lines.length === 1) return <>{only}</>
  return (
    <ul className="utrecht-unordered-list">
      {lines.map((line) => (
        <li key={line} className="utrecht-unordered-list__item">
          {line}
        </li>
      ))}
    </ul>
  )
}
