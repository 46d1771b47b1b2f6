import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { QuestionForm } from '../components/question-form.tsx'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import type { Item } from '../domain/framework/framework.ts'
import { pageItems } from '../domain/questionnaire/questionnaire.ts'
import { answersFromForm, EMPTY_ANSWER, seenFrom } from '../domain/response/answer.ts'
import type { AnswerChange, AnswerProblem, DraftAnswer } from '../domain/response/answer.ts'
import { textOf } from '../form.server.ts'
import { pageIdOf, pageSlug } from '../page-slug.ts'
import { paths } from '../paths.ts'
import { isUnavailable, ownForm, refusal, requireRespondentId, requireStarted } from '../respondent.server.ts'
import { changedByText } from '../text/answers.ts'
import { savePage } from '../usecases/save-page.server.ts'
import type { Conflict } from '../usecases/save-page.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  {
    title: pageTitle(
      view ? `${view.title} (onderdeel ${view.part} van ${view.parts})` : 'Vragen',
      view?.failed,
    ),
  },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const view = await requireStarted(context)
  const pageId = pageIdOf(params.pageId ?? '')
  const at = view.pages.findIndex(({ id }) => id === pageId)
  const page = view.pages[at]
  if (!page) throw data(null, { status: 404 })
  const items = pageItems(page)
  const before = view.pages
    .slice(0, at)
    .reduce((sum, { sections }) => sum + sections.flatMap((one) => one.items).length, 0)
  const previous = view.pages[at - 1]
  const checking = new URL(request.url).searchParams.has('controleren')
  return {
    owner: view.owner,
    failed: context.formFailed,
    invented: view.round.invented,
    trial: view.round.trial,
    anonymous: view.role.anonymity === 'anonymous',
    pageId,
    title: page.title ?? 'Tot slot',
    theme: page.theme && page.theme.title !== page.title ? page.theme.title : null,
    part: at + 1,
    parts: view.pages.length,
    firstNumber: before + 1,
    sections: page.sections.map(({ norm, items: sectionItems }) => ({
      norm: norm && { title: norm.title, text: norm.text, repeated: norm.title === page.title },
      items: sectionItems.map(askedItem),
    })),
    answers: Object.fromEntries(
      items.flatMap(({ id }): [string, DraftAnswer][] => (view.answers[id] ? [[id, view.answers[id]]] : [])),
    ),
    shared: view.board !== null,
    changedBy: Object.fromEntries(
      items.flatMap(({ id }) => {
        const { board } = view
        const text = board && changedByText(board.people, board.changers[id], view.hand)
        return text ? [[id, text]] : []
      }),
    ),
    glossary: termsIn(view.framework.glossary, items),
    back: checking
      ? paths.questionnaireCheck()
      : previous
        ? paths.questionnairePage(pageSlug(previous.id))
        : paths.questionnairePath(),
    checking,
    last: at === view.pages.length - 1,
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const respondentId = requireRespondentId(context)
  const form = await ownForm(request, respondentId)
  const view = await startedOrUnavailable(context)
  // The form stays on the screen as it is, to be sent again.
  if (view === null) return data(nothingSaved({ unavailable: true }), { status: 503 })
  const pageId = pageIdOf(params.pageId ?? '')
  const at = view.pages.findIndex(({ id }) => id === pageId)
  const page = view.pages[at]
  if (!page) throw data(null, { status: 404 })
  const answers = answersFromForm(pageItems(page), form)
  const seen = Object.fromEntries(
    pageItems(page).map(({ id }) => [id, seenFrom(textOf(form, `${id}.seen`) ?? '')]),
  )
  const saved = await savePage(context.app, { respondentId, answers, seen })
  if (saved.kind === 'refused') {
    if (saved.reason === 'storage-unavailable') {
      return data(nothingSaved({ unavailable: true, posted: answers }), { status: 503 })
    }
    if (saved.reason === 'changed-meanwhile') {
      context.formFailed = true
      return data(nothingSaved({ conflicts: saved.conflicts, posted: answers }), { status: 409 })
    }
    if (saved.reason !== 'invalid-answer') throw refusal(saved.reason)
    context.formFailed = true
    return data(nothingSaved({ problems: saved.problems, posted: answers }), { status: 422 })
  }
  const intent = form.get('intent')
  if (intent === 'later') return redirect(`${paths.questionnaireTasks()}?bewaard`, 303)
  const next = view.pages[at + 1]
  if (new URL(request.url).searchParams.has('controleren') || !next)
    return redirect(paths.questionnaireCheck(), 303)
  return redirect(paths.questionnairePage(pageSlug(next.id)), 303)
}

type NotSaved = {
  unavailable: boolean
  problems: AnswerProblem[]
  conflicts: Record<string, Conflict>
  posted: Record<string, AnswerChange>
}

function nothingSaved(why: Partial<NotSaved>): NotSaved {
  return { unavailable: false, problems: [], conflicts: {}, posted: {}, ...why }
}

/** The questionnaire, or null while the database cannot be reached; other refusals are thrown. */
async function startedOrUnavailable(context: AppLoadContext) {
  try {
    return await requireStarted(context)
  } catch (thrown) {
    if (isUnavailable(thrown)) return null
    throw thrown
  }
}

/** What the browser needs of an item. */
function askedItem({ id, kind, text, hint, options, maxLength, evidence, speaksFor }: Item) {
  return { id, kind, text, hint, options, maxLength, evidence, speaksFor }
}

/** The explained words that stand in the questions of this page. */
function termsIn(glossary: { term: string; explanation: string }[], items: Item[]) {
  const words = items.map(({ text, hint }) => `${text} ${hint ?? ''}`).join(' ')
  return glossary.filter(({ term }) =>
    new RegExp(`(?<!\\p{L})${escapePattern(term)}(?!\\p{L})`, 'iu').test(words),
  )
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

export default function QuestionnairePage() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const answers = result ? withPosted(view.answers, result.posted) : view.answers
  const problems: AnswerProblem[] = result?.problems ?? []
  return (
    <QuestionnaireFrame invented={view.invented} trial={view.trial} anonymous={view.anonymous} tasks>
      <QuestionForm
        // A new page is a new form: nothing of the last one stays in its inputs.
        key={`${view.owner} ${view.pageId}`}
        {...view}
        answers={answers}
        stored={view.answers}
        problems={problems}
        conflicts={result?.conflicts ?? {}}
        unavailable={result?.unavailable ?? false}
        backLink={
          <Link className="utrecht-link utrecht-link--html-a rs-back" to={view.back}>
            ‹ Terug
          </Link>
        }
      />
    </QuestionnaireFrame>
  )
}

/** What was sent and refused is shown again as it was, over what is kept. */
function withPosted(
  kept: Record<string, DraftAnswer>,
  posted: Record<string, AnswerChange>,
): Record<string, DraftAnswer> {
  const shown: Record<string, DraftAnswer> = { ...kept }
  for (const [itemId, change] of Object.entries(posted)) {
    const before = kept[itemId] ?? EMPTY_ANSWER
    shown[itemId] = { ...before, ...change }
  }
  return shown
}
