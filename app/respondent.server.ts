import { data, redirect } from '@remix-run/node'
import type { AppLoadContext } from '@remix-run/node'
import { handOf } from './domain/response/hand.ts'
import { paths } from './paths.ts'
import { ownerMark } from './session.server.ts'
import type { RefusalReason } from './text/nl.ts'
import { showQuestionnaire } from './usecases/show-questionnaire.server.ts'
import type { QuestionnaireView } from './usecases/show-questionnaire.server.ts'

/** HTTP status of a refusal on a respondent's page. */
const statusOf: Partial<Record<RefusalReason, number>> = {
  'no-session': 401,
  'unknown-respondent': 401,
  'already-sent': 409,
  'round-closed': 409,
  'with-director': 409,
  'presented-again': 409,
  'changed-meanwhile': 409,
  'adoption-needed': 409,
  'not-the-contact': 403,
  'anonymous-role': 404,
  'no-adoption': 404,
  'other-respondent': 409,
  'path-not-chosen': 409,
  'not-asked': 404,
  'unknown-code': 404,
  'framework-missing': 503,
  'storage-unavailable': 503,
}

/** A refusal as something to throw from a loader or action: the nearest error boundary puts it in words. */
export function refusal(reason: RefusalReason) {
  return data({ reason }, { status: statusOf[reason] ?? 400 })
}

/** Whether something thrown is our own refusal for want of a database. */
export function isUnavailable(thrown: unknown): boolean {
  const { reason } = (thrown as { data?: { reason?: unknown } | null } | null)?.data ?? {}
  return reason === 'storage-unavailable'
}

/** The respondent of this request; throws the refusal when there is none. */
export function requireRespondentId(context: AppLoadContext): string {
  if (context.respondentId === null) throw refusal('no-session')
  return context.respondentId
}

/** `hand` is the link of the colleague who fills in, empty for who was invited. */
type OwnQuestionnaire = QuestionnaireView & { owner: string; hand: string }

/** What the respondent may see, and the mark that ties pages to this respondent. */
export async function requireQuestionnaire(context: AppLoadContext): Promise<OwnQuestionnaire> {
  const respondentId = requireRespondentId(context)
  const view = await showQuestionnaire(context.app, { respondentId })
  if (view.kind === 'refused') throw refusal(view.reason)
  return { ...view, owner: ownerMark(respondentId), hand: handOf(respondentId).linkId ?? '' }
}

/** The questionnaire while it can be filled in; sends everyone else to the page that says how it stands. */
export async function requireStarted(context: AppLoadContext): Promise<OwnQuestionnaire> {
  const view = await requireQuestionnaire(context)
  if (view.status === 'new') throw redirect(paths.questionnairePath(), 303)
  if (view.status === 'submitted') throw redirect(paths.questionnaireReceipt(), 303)
  if (view.status === 'closed') throw redirect(paths.questionnaire(), 303)
  if (view.status === 'held') throw redirect(paths.boardAdoption(), 303)
  // A colleague is named at what they change, so they say who they are first.
  if (view.board?.colleague === '') throw redirect(paths.boardName(), 303)
  return view
}

/** The posted form, when it was made for this very respondent. */
export async function ownForm(request: Request, respondentId: string): Promise<FormData> {
  const form = await postedForm(request)
  checkOwner(form, respondentId)
  return form
}

/** The posted form; throws the refusal when it cannot be read. */
export async function postedForm(request: Request): Promise<FormData> {
  return request.formData().catch((error: unknown) => {
    // A body that is no form, or a broken one: nothing of ours failed.
    if (error instanceof TypeError) throw refusal('unreadable')
    throw error
  })
}

/** Throws the refusal when the form was made for another respondent. */
export function checkOwner(form: FormData, respondentId: string): void {
  const owner = form.get('owner')
  if (typeof owner === 'string' && owner !== ownerMark(respondentId)) throw refusal('other-respondent')
}
