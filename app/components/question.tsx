import type { FormEvent } from 'react'
import type { Item, Option } from '../domain/framework/framework.ts'
import { EVIDENCE_LENGTH, fieldName, REMARK_LENGTH } from '../domain/response/answer.ts'
import type { AnswerProblem, DraftAnswer, PersonalData } from '../domain/response/answer.ts'
import { answerProblemText, capital, count, personalDataText, scopeText } from '../text/nl.ts'
import { AnswerConflict } from './answer-conflict.tsx'
import type { ConflictProps } from './answer-conflict.tsx'

/** What a page needs of an item to ask it. */
export type AskedItem = Pick<
  Item,
  'id' | 'kind' | 'text' | 'hint' | 'options' | 'maxLength' | 'evidence' | 'speaksFor'
>

/** What react-hook-form wants on an input; the server gives the name alone. */
export type FieldProps = { name: string }

/** Id of the first input of an item, for links from an error or the check page. */
export function questionFieldId(
  item: Pick<Item, 'id' | 'kind' | 'options'>,
  field: AnswerProblem['field'] = mainField(item),
): string {
  return field === 'codes' ? `${item.id}-${item.options[0]?.code ?? 'codes'}` : `${item.id}-${field}`
}

function mainField(item: Pick<Item, 'kind'>): 'codes' | 'text' {
  return item.kind === 'open' ? 'text' : 'codes'
}

/**
 * One question: a fieldset of its own with native inputs, nothing chosen beforehand. Options that do not score
 * ("weet ik niet") stand apart below a line.
 */
export function Question(props: {
  item: AskedItem
  number: number
  /** The first of its page or section: no line above it. */
  first: boolean
  answer: DraftAnswer | undefined
  problems: AnswerProblem[]
  warnings: PersonalData[]
  /** Who changed it last, as a sentence; null where one person fills in, or nobody answered yet. */
  changedBy: string | null
  /** What somebody else made of it meanwhile. */
  conflict: Omit<ConflictProps, 'item'> | null
  field: (name: string) => FieldProps
}) {
  const { item, answer, problems } = props
  const below = (
    <>
      {props.changedBy ? <p className="rs-hint rs-changed-by">{props.changedBy}</p> : null}
      {props.conflict ? <AnswerConflict item={item} {...props.conflict} /> : null}
    </>
  )
  const main = mainField(item)
  const problem = problems.find((one) => one.field === main)
  const hintId = item.hint ? `${item.id}-hint` : undefined
  const errorId = problem ? `${item.id}-fout` : undefined
  const describedBy = [hintId, errorId].filter(Boolean).join(' ') || undefined
  const className = `rs-question${props.first ? ' rs-question--first' : ''}${invalidClass(problem)}`
  const warning =
    props.warnings.length > 0 ? (
      <p className="rs-error" role="status">
        {personalDataText(props.warnings)}
      </p>
    ) : null

  if (item.kind === 'open') {
    return (
      <div className={`${className} rs-field`}>
        <label className="utrecht-form-label" htmlFor={questionFieldId(item)}>
          <QuestionText item={item} number={props.number} />{' '}
          <span className="rs-quiet">(niet verplicht)</span>
        </label>
        <p className="rs-hint" id={`${item.id}-hint`}>
          {item.hint ??
            `Noem geen namen en geen gegevens van cliënten of collega’s. U kunt ${count(item.maxLength ?? REMARK_LENGTH)} tekens gebruiken.`}
        </p>
        <ProblemText id={errorId} problem={problem} />
        <textarea
          className="utrecht-textarea utrecht-textarea--html-textarea"
          id={questionFieldId(item)}
          rows={4}
          defaultValue={answer?.text ?? ''}
          aria-describedby={[`${item.id}-hint`, errorId].filter(Boolean).join(' ')}
          aria-invalid={problem ? true : undefined}
          {...props.field(fieldName(item.id, 'text'))}
        />
        {warning}
        {below}
      </div>
    )
  }

  const scoring = item.options.filter(
    (option) => option.scoring || (item.kind === 'multiple' && !option.exclusive),
  )
  const apart = item.options.filter((option) => !scoring.includes(option))
  const optionList = (options: Option[], className: string) =>
    options.length === 0 ? null : (
      <div className={className}>
        {options.map((option) => (
          <OptionInput
            key={option.code}
            item={item}
            option={option}
            checked={answer?.codes.includes(option.code) ?? false}
            field={props.field}
          />
        ))}
      </div>
    )
  return (
    <div className={className}>
      <fieldset
        aria-describedby={describedBy}
        onChangeCapture={item.kind === 'multiple' ? (event) => keepExclusive(event, item) : undefined}
      >
        <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
          <QuestionText item={item} number={props.number} />
        </legend>
        {item.kind === 'multiple' && !item.hint ? (
          <p className="rs-hint">U kunt meer antwoorden kiezen.</p>
        ) : null}
        {item.hint ? (
          <p className="rs-hint" id={hintId}>
            {item.hint}
          </p>
        ) : null}
        <ProblemText id={errorId} problem={problem} />
        {optionList(scoring, isScaleOfShortAnswers(scoring) ? 'rs-options rs-options--short' : 'rs-options')}
        {optionList(apart, 'rs-options rs-options--apart')}
      </fieldset>
      <Remark item={item} answer={answer} problems={problems} field={props.field} />
      {warning}
      {below}
    </div>
  )
}

/** Many answers of a few words ("3 van de 10"): side by side, so that the question fits on the screen of a phone. */
function isScaleOfShortAnswers(options: Option[]): boolean {
  return options.length >= 7 && options.every(({ label }) => label.length <= 14)
}

/**
 * Takes away the ticks that cannot stand beside the one just set ("ik mis niets" and a group that is missed). Before
 * the form hears of the change, so that it sees the boxes as they are left.
 */
function keepExclusive(event: FormEvent<HTMLFieldSetElement>, item: AskedItem): void {
  const changed = event.target as HTMLInputElement
  if (!changed.checked) return
  const isExclusive = (code: string) =>
    item.options.some((option) => option.code === code && option.exclusive)
  for (const box of event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) {
    if (box !== changed && (isExclusive(changed.value) || isExclusive(box.value))) box.checked = false
  }
}

function QuestionText({ item, number }: { item: AskedItem; number: number }) {
  return (
    <>
      {item.speaksFor ? (
        <span className="rs-scope">
          {scopeText[item.speaksFor]}
          <span className="rs-visually-hidden">: </span>
        </span>
      ) : null}
      <span className="rs-question__text">
        <span className="rs-question__number">{number}. </span>
        {item.text}
      </span>
    </>
  )
}

function OptionInput(props: {
  item: AskedItem
  option: Option
  checked: boolean
  field: (name: string) => FieldProps
}) {
  const { item, option } = props
  const id = `${item.id}-${option.code}`
  const radio = item.kind === 'choice'
  return (
    <div className="rs-option">
      <input
        className={
          radio
            ? 'utrecht-radio-button utrecht-radio-button--html-input rs-option__input'
            : 'utrecht-checkbox utrecht-checkbox--html-input rs-option__input'
        }
        type={radio ? 'radio' : 'checkbox'}
        id={id}
        value={option.code}
        defaultChecked={props.checked}
        {...props.field(fieldName(item.id, 'codes'))}
      />
      <label
        className={`utrecht-form-label ${radio ? 'utrecht-form-label--radio' : 'utrecht-form-label--checkbox'} rs-option__label`}
        htmlFor={id}
      >
        {capital(option.label)}
      </label>
    </div>
  )
}

/** Remark and, where the item asks for it, the document behind the answer: out of sight until someone wants them. */
function Remark(props: {
  item: AskedItem
  answer: DraftAnswer | undefined
  problems: AnswerProblem[]
  field: (name: string) => FieldProps
}) {
  const { item, answer, problems } = props
  const beside = ['remark', 'evidence', 'evidenceDate', 'evidenceLink'] as const
  const open = beside.some((name) => answer?.[name] || problems.some(({ field }) => field === name))
  const fieldOf = (name: (typeof beside)[number]) => ({
    item,
    name,
    value: answer?.[name] ?? '',
    problem: problems.find((one) => one.field === name),
    field: props.field,
  })
  return (
    <details className="rs-details" open={open}>
      <summary>
        {item.evidence ? 'Toelichting of vindplaats (niet verplicht)' : 'Toelichting (niet verplicht)'}
        <span className="rs-visually-hidden"> bij: {item.text}</span>
      </summary>
      <div className="rs-details__body rs-stack">
        {item.evidence ? (
          <div className="rs-stack" role="group" aria-labelledby={`${item.id}-bewijs`}>
            <p className="utrecht-form-label" id={`${item.id}-bewijs`}>
              Waar staat dat?
              <span className="rs-visually-hidden"> bij: {item.text}</span>
            </p>
            <TextField
              {...fieldOf('evidence')}
              label="Naam van het document"
              hint={`Bijvoorbeeld een plan of een afspraak. U kunt ${count(EVIDENCE_LENGTH)} tekens gebruiken.`}
            />
            <TextField
              {...fieldOf('evidenceDate')}
              type="date"
              label="Datum van het document"
              hint="De dag waarop het is vastgesteld of gemaakt."
            />
            <TextField
              {...fieldOf('evidenceLink')}
              type="url"
              label="Link"
              hint="Waar iedereen het kan lezen. Begint met https://"
            />
          </div>
        ) : null}
        <TextField
          {...fieldOf('remark')}
          label="Uw toelichting"
          hint={`Noem geen namen en geen gegevens van cliënten of collega’s. U kunt ${count(REMARK_LENGTH)} tekens gebruiken.`}
        />
      </div>
    </details>
  )
}

function TextField(props: {
  item: AskedItem
  name: 'remark' | 'evidence' | 'evidenceDate' | 'evidenceLink'
  label: string
  hint: string
  type?: 'text' | 'date' | 'url'
  value: string
  problem: AnswerProblem | undefined
  field: (name: string) => FieldProps
}) {
  const { item, name, problem } = props
  const id = `${item.id}-${name}`
  const shared = {
    id,
    defaultValue: props.value,
    'aria-describedby': `${id}-hint${problem ? ` ${id}-fout` : ''}`,
    'aria-invalid': problem ? true : undefined,
    ...props.field(fieldName(item.id, name)),
  }
  return (
    <div className={`rs-field${invalidClass(problem)}`}>
      <label className="utrecht-form-label" htmlFor={id}>
        {props.label}
        <span className="rs-visually-hidden"> bij: {item.text}</span>
      </label>
      <p className="rs-hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      <ProblemText id={`${id}-fout`} problem={problem} />
      {name === 'remark' ? (
        <textarea className="utrecht-textarea utrecht-textarea--html-textarea" rows={3} {...shared} />
      ) : (
        <input
          className={`utrecht-textbox utrecht-textbox--html-input${props.type === 'date' ? ' rs-short' : ''}`}
          type={props.type ?? 'text'}
          autoComplete="off"
          {...shared}
        />
      )}
    </div>
  )
}

function ProblemText({ id, problem }: { id: string | undefined; problem: AnswerProblem | undefined }) {
  if (!problem) return null
  return (
    <p className="rs-error" id={id}>
      <span className="rs-visually-hidden">Fout: </span>
      {answerProblemText(problem)}
    </p>
  )
}

function invalidClass(problem: AnswerProblem | undefined): string {
  return problem ? ' utrecht-form-field--invalid' : ''
}
