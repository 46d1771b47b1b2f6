import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import type { AppContext } from '../context.server.ts'
import { answerChangeSchema } from '../domain/response/answer-change.ts'
import type { AnswerProblem, DraftAnswer } from '../domain/response/answer.ts'
import { paths } from '../paths.ts'
import { ownerMark, readRespondentId } from '../session.server.ts'
import type { SessionOptions } from '../session.server.ts'
import { refusalText } from '../text/nl.ts'
import type { RefusalReason } from '../text/nl.ts'
import { saveAnswer } from '../usecases/save-answer.server.ts'
import type { AnswerSaved } from '../usecases/save-answer.server.ts'
import { checkBodySize, swallowBody } from './request-size.ts'
import { dataHeaders, isFromOwnPage } from './security.ts'

const saveRequestSchema = z.extend(answerChangeSchema, {
  itemId: z.string().check(z.maxLength(100)),
  version: z.int().check(z.nonnegative()),
  /** For whom the page was made (`ownerMark`); a script that keeps one session may leave it out. */
  owner: z.optional(z.string().check(z.maxLength(100))),
})

const statusOf = {
  'foreign-page': 403,
  'too-large': 413,
  'no-session': 401,
  'unknown-respondent': 401,
  'other-respondent': 409,
  'path-not-chosen': 409,
  'not-asked': 409,
  'already-sent': 409,
  'with-director': 409,
  'changed-meanwhile': 409,
  'round-closed': 409,
  'invalid-answer': 422,
  unreadable: 400,
  'framework-missing': 503,
  'storage-unavailable': 503,
} satisfies Partial<Record<RefusalReason, number>>

/** What a page gets for a save that was refused; `message` is ready to be shown. */
export type SaveRefused = {
  kind: 'refused'
  reason: RefusalReason | 'unexpected'
  message: string
  problems: AnswerProblem[]
  /** With `changed-meanwhile`: what stands there now, and who put it there (null: nobody told). */
  current?: DraftAnswer
  by?: string | null
}

type Answer = {
  status: number
  body: AnswerSaved | SaveRefused
  /** The body was not read to its end: nothing else can come over this line. */
  hangUp?: boolean
}

/** Whether a request is one for the save endpoint. */
export function isSave(request: IncomingMessage): boolean {
  return request.method === 'POST' && request.url === paths.saveAnswer()
}

/**
 * One answer, saved the moment it is given: JSON in, JSON out. A busy hour consists of these, and what Express does
 * before it reaches a route costs as much as a save: so this stands before Express, with the same checks. Answers
 * 200 with `AnswerSaved`, or a refusal with its own status; never 2xx for an answer that is not in the database. A
 * save leaves no line in the log, because its time would tell who answered when; a refusal does.
 */
export function saveEndpoint(options: {
  context: AppContext
  session: SessionOptions
  originOf: (request: IncomingMessage) => string
  log: Logger
}): (request: IncomingMessage, response: ServerResponse) => void {
  const { context, session, originOf, log } = options
  const headers = dataHeaders(session.secure)

  const save = async (request: IncomingMessage): Promise<Answer> => {
    const { method = '', headers: asked } = request
    if (!isFromOwnPage({ method, headers: asked, origin: originOf(request) })) return refusal('foreign-page')
    const size = checkBodySize(request)
    if (size !== 'ok') {
      await swallowBody(request)
      const refused = size === 'too-large' ? refusal('too-large') : { ...refusal('unreadable'), status: 411 }
      return { ...refused, hangUp: true }
    }
    const body = await readBody(request)
    const respondentId = readRespondentId(asked.cookie, session)
    if (respondentId === null) return refusal('no-session')
    const parsed = saveRequestSchema.safeParse(isJson(request) ? parseJson(body) : undefined)
    if (!parsed.success) return refusal('unreadable')
    const { owner, ...change } = parsed.data
    if (owner !== undefined && owner !== ownerMark(respondentId)) return refusal('other-respondent')
    const result = await saveAnswer(context, { ...change, respondentId })
    if (result.kind === 'saved') return { status: 200, body: result }
    if (result.reason === 'changed-meanwhile') {
      const { current, by } = result
      const { status, body } = refusal(result.reason)
      return { status, body: { ...body, current, by } as SaveRefused }
    }
    return refusal(result.reason, 'problems' in result ? result.problems : [])
  }

  return (request, response) => {
    const started = performance.now()
    void save(request)
      .catch((error: unknown): Answer => {
        log.error({ err: error }, 'save failed')
        const body: SaveRefused = {
          kind: 'refused',
          reason: 'unexpected',
          message: refusalText['storage-unavailable'].text,
          problems: [],
        }
        return { status: 500, body }
      })
      .then(({ status, body, hangUp }) => {
        const text = JSON.stringify(body)
        if (hangUp) response.shouldKeepAlive = false
        response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) }).end(text)
        if (status === 200) return
        const ms = Math.round(performance.now() - started)
        log.info({ method: 'POST', path: paths.saveAnswer(), status, ms }, 'request')
      })
  }
}

function refusal(reason: keyof typeof statusOf, problems: AnswerProblem[] = []): Answer {
  const body: SaveRefused = { kind: 'refused', reason, message: refusalText[reason].text, problems }
  return { status: statusOf[reason], body }
}

/** JSON as it is sent on: UTF-8 and not compressed. */
function isJson({ headers }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? ''
  return /^application\/json *(; *charset="?utf-8"? *)?$/i.test(type) && !headers['content-encoding']
}

/** The whole body as text; never settles when the sender hangs up, and is forgotten then. */
function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => resolve(text))
  })
}

/** Undefined for text that is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
