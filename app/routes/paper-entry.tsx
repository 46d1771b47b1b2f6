import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { SelectField, TextField } from '../components/form-field.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import {
  codesFromNumbers,
  isForEveryone,
  letterOf,
  paperParts,
  routesFromLetters,
} from '../domain/questionnaire/paper.ts'
import type { PaperItem } from '../domain/questionnaire/paper.ts'
import { fieldName } from '../domain/response/answer.ts'
import type { AnswerChange } from '../domain/response/answer.ts'
import { acceptsAnswers } from '../domain/round/round.ts'
import { teamSizeFrom, TEAM_SIZE } from '../domain/round/team.ts'
import { staffRefusal, textOf, textsOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { answerProblemText, capital, count, refusalText } from '../text/nl.ts'
import { onlyText } from '../text/paper.ts'
import { enterPaperForm } from '../usecases/enter-paper-form.server.ts'
import { showPaper } from '../usecases/manage-paper.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Formulier overtypen', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework, participants } = await requireRound(args, 'change-round')
  const { searchParams } = new URL(args.request.url)
  const asked = searchParams.get('rol')
  const role = asked === null ? framework.roles[0] : framework.roles.find(({ id }) => id === asked)
  if (!role) throw data(null, { status: 404 })
  if (round.status !== 'open' || !acceptsAnswers(round, args.context.app.now())) {
    throw redirect(paths.paper(round.id), 303)
  }
  const view = await showPaper(args.context.app, { roundId: round.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  return {
    failed: args.context.formFailed,
    framed,
    entered: searchParams.get('ingevoerd'),
    next: (view.forms[role.id] ?? 0) + 1,
    role: {
      id: role.id,
      title: role.title,
      plural: role.plural,
      named: role.anonymity === 'named',
      professions: role.professions.map(({ title }) => title),
      routes: role.routing === 'routes' ? role.routes.map(({ sentence }) => sentence) : [],
    },
    parties: role.routing === 'parties' ? framework.parties.map(({ title }) => title) : [],
    organisations: participants
      .filter((one) => one.role === role.id)
      .map(({ organisationId, name }) => ({ value: organisationId, text: name })),
    parts: paperParts(framework, role.id, round.variant).map((part) => ({
      title: part.title,
      items: part.sections
        .flatMap(({ items }) => items)
        .map(({ number, item, only }) => ({
          number,
          id: item.id,
          kind: item.kind,
          text: item.text,
          evidence: item.evidence,
          options: item.options.map(({ label }) => label),
          only: isForEveryone(only) ? null : onlyText(framework, only),
        })),
    })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { actor, round, framework } = await requireRound(args, 'change-round')
  const form = await args.request.formData()
  const role = framework.roles.find(({ id }) => id === textOf(form, 'role'))
  if (!role) throw redirect(paths.paper(round.id), 303)
  const errors: FormError[] = []
  const fail = (fieldId: string, text: string) => errors.push({ fieldId, text })
  const numberOf = (name: string, titles: readonly { id: string }[], text: string): string | null => {
    const typed = (textOf(form, name) ?? '').trim()
    if (typed === '') return null
    const found = /^\d+$/.test(typed) ? titles[Number(typed) - 1] : undefined
    if (!found) fail(name, text)
    return found?.id ?? null
  }
  const profession = numberOf(
    'profession',
    role.professions,
    'Beroep: dit nummer staat niet op het formulier.',
  )
  const party = numberOf(
    'party',
    framework.parties,
    'Soort organisatie: dit nummer staat niet op het formulier.',
  )
  const routes = routesFromLetters(role.routes, textOf(form, 'routes') ?? '')
  if (!routes.ok) fail('routes', 'Werk: deze letter staat niet op het formulier.')
  const size = teamSizeFrom(textOf(form, 'people'))
  if ('problem' in size) {
    fail('people', `Team: schrijf een getal van ${TEAM_SIZE.least} tot ${TEAM_SIZE.most}, of laat dit leeg.`)
  }
  const items = paperParts(framework, role.id, round.variant).flatMap((part) =>
    part.sections.flatMap((section) => section.items),
  )
  const answers = Object.fromEntries(items.map((one) => [one.item.id, answerOf(one, form, fail)]))
  const again = () => {
    args.context.formFailed = true
    return data({ errors, posted: Object.fromEntries(textsOf(form)) }, { status: 422 })
  }
  if (errors.length > 0 || !routes.ok || 'problem' in size) return again()

  const entered = await enterPaperForm(args.context.app, {
    actor,
    roundId: round.id,
    form: {
      role: role.id,
      profession,
      routes: routes.routes,
      party,
      organisationId: textOf(form, 'organisationId') || null,
      people: size.people,
      answers,
    },
  })
  if (entered.kind === 'entered') {
    return redirect(`${paths.paperEntry(round.id, role.id)}&ingevoerd=${entered.forms}`, 303)
  }
  if (entered.kind === 'invalid') {
    for (const { field } of entered.fields) fail(field, FIELD_TEXT[field] ?? 'Kies iets uit de lijst.')
    for (const problem of entered.problems) {
      const number = items.find(({ item }) => item.id === problem.itemId)?.number ?? ''
      fail(fieldName(problem.itemId, problem.field), `Vraag ${number}: ${answerProblemText(problem)}`)
    }
    return again()
  }
  if (entered.reason === 'nothing-answered') {
    const [first] = items
    fail(
      first ? fieldName(first.item.id, first.item.kind === 'open' ? 'text' : 'codes') : 'routes',
      'Er is nog geen vraag beantwoord. Een leeg formulier telt niet mee.',
    )
    return again()
  }
  if (entered.reason === 'already-sent') {
    fail('organisationId', 'Deze organisatie heeft al geantwoord. Dit formulier kan er niet bij.')
    return again()
  }
  if (entered.reason === 'storage-unavailable') {
    fail('role', refusalText['storage-unavailable'].text)
    return again()
  }
  throw staffRefusal(entered.reason)
}

const FIELD_TEXT: Partial<Record<string, string>> = {
  routes:
    'Vul de letters in die bij het werk zijn aangekruist. Zonder letter is niet bekend welke vragen meetellen.',
  organisationId: 'Kies van welke organisatie dit formulier is.',
  party: 'Vul het nummer van de soort organisatie in.',
}

function answerOf(
  { item, number }: PaperItem,
  form: FormData,
  fail: (fieldId: string, text: string) => void,
): AnswerChange {
  const change: AnswerChange = {}
  if (item.kind !== 'open') {
    const name = fieldName(item.id, 'codes')
    const typed = codesFromNumbers(item, textOf(form, name) ?? '')
    if (typed.ok) change.codes = typed.codes
    else {
      const most = item.options.length
      fail(
        name,
        item.kind === 'multiple'
          ? `Vraag ${number}: gebruik nummers van 1 tot en met ${most}, met een spatie ertussen.`
          : `Vraag ${number}: gebruik één nummer van 1 tot en met ${most}.`,
      )
    }
  }
  for (const field of ['text', 'remark', 'evidence'] as const) {
    const written = textOf(form, fieldName(item.id, field))
    if (written) change[field] = written
  }
  return change
}

export default function PaperEntry() {
  const view = useLoaderData<typeof loader>()
  const { framed, role, parties, organisations, parts, entered, next } = view
  const result = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const errors = result?.errors ?? []
  const posted: Partial<Record<string, string>> = result?.posted ?? {}
  return (
    <RoundFrame round={framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Formulier van {role.plural} overtypen</h1>
      {entered && !result ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">
            Formulier {entered} is ingevoerd. Leg het op de stapel ‘klaar’ en pak het volgende.
          </p>
        </Notice>
      ) : null}
      <p className="utrecht-paragraph">
        Typ bij elke vraag het nummer van het vakje dat is aangekruist en ga met de tabtoets naar de volgende.
        Niet ingevuld? Laat het leeg. Antwoorden op vragen die niet bij deze persoon horen, tellen niet mee.
      </p>
      <p className="utrecht-paragraph">
        <strong>Dit wordt formulier {count(next)} van deze groep.</strong> Het nummer dient alleen om niets
        dubbel te typen. Het wordt niet bij de antwoorden bewaard.
      </p>
      <Form method="post" noValidate reloadDocument className="rs-form" key={next}>
        <input type="hidden" name="role" id="role" value={role.id} />
        <section className="rs-stack" aria-labelledby="over">
          <h2 className="utrecht-heading-2" id="over">
            Over wie invulde
          </h2>
          {organisations.length > 0 ? (
            <SelectField
              id="organisationId"
              label="Organisatie"
              hint={
                role.named
                  ? undefined
                  : 'Alleen als u dat zeker weet. Het helpt om te zien welke organisaties nog missen.'
              }
              empty={role.named ? 'Kies een organisatie' : 'Weet ik niet'}
              errors={errors}
              options={organisations}
              defaultValue={posted['organisationId'] ?? ''}
            />
          ) : role.named ? (
            <Notice kind="warning">
              <p className="utrecht-paragraph">
                Er zijn nog geen organisaties gekozen bij Deelnemers. Zonder organisatie kan dit formulier er
                niet in.
              </p>
            </Notice>
          ) : null}
          {role.professions.length > 0 ? (
            <Numbered
              id="profession"
              label="Beroep (nummer)"
              options={role.professions}
              errors={errors}
              value={posted['profession']}
            />
          ) : null}
          {role.routes.length > 0 ? (
            <Numbered
              id="routes"
              label="Wat past bij het werk (letters)"
              options={role.routes}
              letters
              errors={errors}
              value={posted['routes']}
            />
          ) : null}
          {parties.length > 0 && organisations.length === 0 ? (
            <Numbered
              id="party"
              label="Soort organisatie (nummer)"
              options={parties}
              errors={errors}
              value={posted['party']}
            />
          ) : null}
          {role.named ? null : (
            <TextField
              id="people"
              label="Met een team ingevuld: met hoeveel mensen?"
              hint="Leeg bij één persoon."
              inputMode="numeric"
              short
              errors={errors}
              defaultValue={posted['people'] ?? ''}
            />
          )}
        </section>
        {parts.map((part, index) => (
          <section className="rs-stack" key={part.title ?? 'slot'} aria-labelledby={`deel-${index}`}>
            <h2 className="utrecht-heading-2" id={`deel-${index}`}>
              {part.title ?? 'Tot slot'}
            </h2>
            {part.items.map((item) => (
              <ItemFields key={item.id} item={item} errors={errors} posted={posted} />
            ))}
            <details
              className="rs-details"
              open={part.items.some(({ id }) => Boolean(posted[fieldName(id, 'remark')]))}
            >
              <summary>
                Toelichting bij deze vragen
                <span className="rs-visually-hidden"> van {part.title ?? 'Tot slot'}</span>
              </summary>
              <div className="rs-details__body rs-stack">
                {part.items
                  .filter(({ kind }) => kind !== 'open')
                  .map(({ id, number }) => (
                    <TextField
                      key={id}
                      id={fieldName(id, 'remark')}
                      label={`Toelichting bij vraag ${number}`}
                      errors={errors}
                      defaultValue={posted[fieldName(id, 'remark')] ?? ''}
                    />
                  ))}
              </div>
            </details>
          </section>
        ))}
        <div className="rs-actions">
          <button
            className="utrecht-button utrecht-button--primary-action rs-button"
            type="submit"
            disabled={busy}
          >
            Bewaar en ga naar het volgende formulier
          </button>
          <a className="utrecht-link utrecht-link--html-a" href={paths.paper(framed.id)}>
            Stoppen
          </a>
        </div>
      </Form>
    </RoundFrame>
  )
}

type EntryItem = ReturnType<typeof useLoaderData<typeof loader>>['parts'][number]['items'][number]

function ItemFields(props: {
  item: EntryItem
  errors: readonly FormError[]
  posted: Partial<Record<string, string>>
}) {
  const { item, errors, posted } = props
  const label = `${item.number}. ${item.text}`
  const text = fieldName(item.id, 'text')
  const evidence = fieldName(item.id, 'evidence')
  const codes = fieldName(item.id, 'codes')
  return (
    <>
      {item.kind === 'open' ? (
        <TextField id={text} label={label} errors={errors} defaultValue={posted[text] ?? ''} />
      ) : (
        <Numbered
          id={codes}
          label={label}
          only={item.only}
          options={item.options}
          several={item.kind === 'multiple'}
          errors={errors}
          value={posted[codes]}
        />
      )}
      {item.evidence ? (
        <TextField
          id={evidence}
          label={`Waar staat dat? (vraag ${item.number})`}
          errors={errors}
          defaultValue={posted[evidence] ?? ''}
        />
      ) : null}
    </>
  )
}

/** A field for the number before an option, with what the numbers on the form mean. */
function Numbered(props: {
  id: string
  label: string
  only?: string | null
  options: readonly string[]
  letters?: boolean
  several?: boolean
  errors: readonly FormError[]
  value: string | undefined
}) {
  const { id, options, letters, several, only } = props
  return (
    <TextField
      id={id}
      label={props.label}
      hint={
        <>
          {only ? `${only} ` : ''}
          {several ? 'Nummers met een spatie ertussen. ' : ''}
          <span className="rs-numbered">
            {options.map((option, index) => (
              <span key={option}>
                <b>{letters ? letterOf(index) : index + 1}</b> {capital(option)}
                <span className="rs-visually-hidden">. </span>
              </span>
            ))}
          </span>
        </>
      }
      inputMode={letters || several ? undefined : 'numeric'}
      short
      errors={props.errors}
      defaultValue={props.value ?? ''}
    />
  )
}
