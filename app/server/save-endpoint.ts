import express from 'express'
import type { RequestHandler, Response } from 'express'
import * as z from 'zod/mini'
import type { AppContext } from '../context.server.ts'
import { answerChangeSchema } from '../domain/response/answer-change.ts'
import type { AnswerProblem } from '../domain/response/answer.ts'
import { ownerMark } from '../session.server.ts'
import { refusalText } from '../text/nl.ts'
import type { RefusalReason } from '../text/nl.ts'
import { saveAnswer } from '../usecases/save-answer.server.ts'
import { MAX_BODY_BYTES } from './request-size.ts'

const saveRequestSchema = z.extend(answerChangeSchema, {
  itemId: z.string().check(z.maxLength(100)),
  version: z.int().check(z.nonnegative()),
  /** For whom the page was made (`ownerMark`); a script that keeps one session may leave it out. */
  owner: z.optional(z.string().check(z.maxLength(100))),
})

const statusOf = {
  'no-session': 401,
  'unknown-respondent': 401,
  'other-respondent': 409,
  'path-not-chosen': 409,
  'not-asked': 409,
  'already-sent': 409,
  'round-closed': 409,
  'invalid-answer': 422,
  unreadable: 400,
  'framework-missing': 503,
  'storage-unavailable': 503,
} satisfies Partial<Record<RefusalReason, number>>

/** What a page gets for a save that was refused; `message` is ready to be shown. */
export type SaveRefused = {
  kind: 'refused'
  reason: RefusalReason
  message: string
  problems: AnswerProblem[]
}

/**
 * One answer, saved the moment it is given: JSON in, JSON out. It stands before Remix because this is what a busy
 * hour consists of. Answers 200 with `AnswerSaved`, or a refusal with its own status; never 2xx for an answer that
 * is not in the database.
 */
export function saveEndpoint(
  context: AppContext,
  respondentOf: (cookieHeader: string | undefined) => string | null,
): RequestHandler[] {
  const save = async (request: Parameters<RequestHandler>[0], response: Response) => {
    const respondentId = respondentOf(request.headers.cookie)
    if (respondentId === null) return refuse(response, 'no-session')
    const parsed = saveRequestSchema.safeParse(request.body)
    if (!parsed.success) return refuse(response, 'unreadable')
    const { owner, ...change } = parsed.data
    if (owner !== undefined && owner !== ownerMark(respondentId)) return refuse(response, 'other-respondent')
    const result = await saveAnswer(context, { ...change, respondentId })
    if (result.kind === 'saved') return void response.json(result)
    refuse(response, result.reason, 'problems' in result ? result.problems : [])
  }
  return [
    express.json({ limit: MAX_BODY_BYTES }),
    (request, response, next) => {
      save(request, response).catch(next)
    },
  ]
}

function refuse(response: Response, reason: keyof typeof statusOf, problems: AnswerProblem[] = []): void {
  const body: SaveRefused = { kind: 'refused', reason, message: refusalText[reason].text, problems }
  response.status(statusOf[reason]).json(body)
}
