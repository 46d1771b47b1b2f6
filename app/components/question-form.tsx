import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { useEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { Item } from '../domain/framework/framework.ts'
import { answerProblems, answersFromForm, EMPTY_ANSWER, seenOf, seenText } from '../domain/response/answer.ts'
import type { AnswerChange, AnswerProblem, DraftAnswer } from '../domain/response/answer.ts'
import { CHANGED_BY_YOU } from '../text/answers.ts'
import { answerProblemText, refusalText } from '../text/nl.ts'
import { ErrorSummary } from './error-summary.tsx'
import { Notice } from './notice.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { Question, questionFieldId } from './question.tsx'
import type { AskedItem } from './question.tsx'
import { SaveNotices, SaveStatus } from './save-status.tsx'
import { useAutosave } from './use-autosave.ts'
import { useOtherTab } from './use-other-tab.ts'

type Section = { norm: { title: string; text: string; repeated: boolean } | null; items: AskedItem[] }

/**
 * The questions of one page. Without JavaScript it is a plain form; with it every answer is saved at once, and
 * react-hook-form holds back a page that the server would refuse. The inputs are the browser's own and hold their
 * content themselves, so what was filled in before the script ran is kept.
 */
export function QuestionForm(props: {
  owner: string
  title: string
  theme: string | null
  part: number
  parts: number
  firstNumber: number
  sections: Section[]
  answers: Record<string, DraftAnswer>
  /** The same as they are kept, without what was sent and refused. */
  stored: Record<string, DraftAnswer>
  /** Who changed what last, as sentences; empty where one person fills in. */
  changedBy: Record<string, string>
  /** Several people fill in: every item carries what this page showed of it. */
  shared: boolean
  /** From the server, when it sent the form back. */
  problems: AnswerProblem[]
  conflicts: Record<string, { current: DraftAnswer; by: string | null }>
  /** The server could not save; what is filled in is still here. */
  unavailable: boolean
  glossary: { term: string; explanation: string }[]
  checking: boolean
  last: boolean
  backLink: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const submit = useSubmit()
  const busy = useNavigation().state !== 'idle'
  const items = useMemo(() => props.sections.flatMap((section) => section.items), [props.sections])
  const { state, changed, handOver, takeBack, retryNow, settle } = useAutosave(
    form,
    props.owner,
    props.answers,
  )
  const { unavailable } = props
  useEffect(() => {
    if (unavailable) takeBack()
  }, [unavailable, takeBack])
  const otherTab = useOtherTab(props.owner)

  const { register, handleSubmit, formState } = useForm<Record<string, Record<string, unknown>>>({
    shouldFocusError: false,
    resolver: () => {
      const problems = problemsIn(form.current, items)
      return problems.length === 0
        ? { values: {}, errors: {} }
        : { values: {}, errors: { page: { type: 'answers', problems } as never } }
    },
  })
  const found = (formState.errors.page as { problems?: AnswerProblem[] } | undefined)?.problems
  const problems = found ?? props.problems

  const field = (name: string) => {
    const [itemId, part] = name.split('.') as [string, keyof AnswerChange]
    const { ref, ...props } = register(name, { onChange: () => changed(itemId, part) })
    // With the ref of every radio button, react-hook-form clears a group that was filled in before the script ran.
    return part === 'codes' ? props : { ...props, ref }
  }
  const conflictOf = (itemId: string) => {
    const unsettled = state.conflicts[itemId]
    if (!unsettled) return props.conflicts[itemId] ?? null
    const { current } = unsettled
    return { ...unsettled, choose: (whose: 'mine' | 'theirs') => settle(itemId, current, whose) }
  }
  const numbers = new Map(items.map((item, index) => [item.id, props.firstNumber + index]))
  const errors = problems.flatMap((problem) => {
    const item = items.find(({ id }) => id === problem.itemId)
    if (!item) return []
    const text = `Vraag ${numbers.get(item.id)}: ${answerProblemText(problem)}`
    return [{ fieldId: questionFieldId(item, problem.field), text }]
  })
  for (const item of items) {
    if (!props.conflicts[item.id]) continue
    const who = props.conflicts[item.id]?.by ?? 'een collega'
    const text = `Vraag ${numbers.get(item.id)}: dit antwoord is intussen veranderd door ${who}.`
    errors.push({ fieldId: questionFieldId(item), text })
  }

  return (
    <>
      <ProgressBar part={props.part} parts={props.parts} status={<SaveStatus state={state} />} />
      <p>{props.backLink}</p>
      <ErrorSummary errors={errors} />
      {unavailable ? (
        <Notice kind="error" title={refusalText['storage-unavailable'].title} role="alert">
          <p className="utrecht-paragraph">{refusalText['storage-unavailable'].text}</p>
        </Notice>
      ) : null}
      <SaveNotices state={state} otherTab={otherTab} retry={retryNow} />
      <div>
        {props.theme ? <p className="utrecht-paragraph rs-quiet">{props.theme}</p> : null}
        <h1 className="utrecht-heading-1">{props.title}</h1>
      </div>
      <Form
        method="post"
        noValidate
        className="rs-stack"
        ref={form}
        onSubmit={(event) => {
          const { submitter } = event.nativeEvent as SubmitEvent
          void handleSubmit(async () => {
            await handOver()
            submit((submitter as HTMLButtonElement | null) ?? form.current)
          })(event)
        }}
      >
        <input type="hidden" name="owner" value={props.owner} />
        {props.shared
          ? items.map(({ id }) => (
              <input
                key={id}
                type="hidden"
                name={`${id}.seen`}
                value={seenText(seenOf(props.conflicts[id]?.current ?? props.stored[id] ?? EMPTY_ANSWER))}
              />
            ))
          : null}
        {props.sections.map((section, index) => (
          <QuestionSection key={section.norm?.title ?? index} norm={section.norm}>
            {section.items.map((item, place) => (
              <Question
                key={item.id}
                item={item}
                number={numbers.get(item.id) ?? 0}
                first={place === 0}
                answer={props.answers[item.id]}
                problems={[
                  ...problems.filter(({ itemId }) => itemId === item.id),
                  ...(state.problems[item.id] ?? []),
                ]}
                warnings={state.warnings[item.id] ?? []}
                changedBy={
                  props.changedBy[item.id] && state.warnings[item.id]
                    ? CHANGED_BY_YOU
                    : (props.changedBy[item.id] ?? null)
                }
                conflict={conflictOf(item.id)}
                field={field}
              />
            ))}
          </QuestionSection>
        ))}
        <Glossary terms={props.glossary} />
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            {props.checking
              ? 'Opslaan en terug naar controleren'
              : props.last
                ? 'Opslaan en controleren'
                : 'Opslaan en verder'}
          </button>
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="submit"
            name="intent"
            value="later"
            disabled={busy}
          >
            Later verder
          </button>
        </div>
      </Form>
    </>
  )
}

function QuestionSection({ norm, children }: { norm: Section['norm']; children: ReactNode }) {
  if (!norm || norm.repeated) return <div className="rs-stack">{children}</div>
  return (
    <section className="rs-stack">
      <h2 className="utrecht-heading-2">{norm.title}</h2>
      {children}
    </section>
  )
}

function Glossary({ terms }: { terms: { term: string; explanation: string }[] }) {
  if (terms.length === 0) return null
  return (
    <details className="rs-details">
      <summary>Wat bedoelen wij met deze woorden?</summary>
      <dl className="rs-details__body rs-facts">
        {terms.map(({ term, explanation }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{explanation}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** What the server would refuse of the form as it stands; the rules are the server's own. */
function problemsIn(form: HTMLFormElement | null, items: readonly AskedItem[]): AnswerProblem[] {
  if (!form) return []
  const changes = answersFromForm(items as readonly Item[], new FormData(form).entries())
  return items.flatMap((item) => answerProblems(item as Item, changes[item.id] ?? {}))
}
