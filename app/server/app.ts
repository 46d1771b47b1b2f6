import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import { constants } from 'node:zlib'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { AppContext } from '../context.server.ts'
import type { Actor } from '../domain/access/access.ts'
import { describeDevice } from '../domain/access/session.ts'
import type { StaffSession } from '../domain/access/session.ts'
import { paths } from '../paths.ts'
import { adoptionCookie, hearingCookie, openLinkCookie } from '../open-link-cookies.server.ts'
import type { PdfPool } from '../render/pdf-pool.server.ts'
import { readRespondentId, respondentCookie } from '../session.server.ts'
import type { SessionOptions } from '../session.server.ts'
import { refusalText } from '../text/nl.ts'
import type { RefusalReason } from '../text/nl.ts'
import { checkHealth } from '../usecases/check-health.server.ts'
import { readSessionToken } from '../staff-cookie.server.ts'
import { enterWithToken } from '../usecases/enter-with-token.server.ts'
import { findSession } from '../usecases/find-session.server.ts'
import { stopReminders } from '../usecases/opt-out.server.ts'
import { renderErrorPage } from './error-page.ts'
import type { ErrorPage } from './error-page.ts'
import './load-context.ts'
import { pathForLog } from './plain-path.ts'
import { checkBodySize, largeBodyGate, swallowBody } from './request-size.ts'
import { isSave, saveEndpoint } from './save-endpoint.ts'
import { securityTxt } from './security-txt.ts'
import { isFromOwnPage, securityHeaders } from './security.ts'
import { isDemoVisitor } from './demo-visitor.ts'

export type ServerOptions = {
  context: AppContext
  /** Remix' own build, or in development a function that gives the newest. */
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** Address of the style sheet, for pages that the server writes itself. */
  stylesheet: string | null
  /** The style sheet, to be put into the first page a visitor sees; null to always refer to the file. */
  styles: string | null
  /** Serves built or, in development, freshly made browser files. */
  assets: RequestHandler
  /** Downloads of reports, mounted behind the staff gate. */
  reportFiles: RequestHandler
  /** Draws a questionnaire to print, in the same workers. */
  drawPaper: PdfPool['renderPaper']
  /** Draws what is published, in workers. */
  reports: Pick<PdfPool, 'render' | 'renderXlsx'>
  /** Draws a report, or what is made like one, in the same workers. */
  drawReport: PdfPool['render']
  /** Public address without slash at the end; null = whatever host the browser asked for, over http. */
  origin: string | null
  trustProxy: string | number | boolean
  demo: boolean
  /** Off where a proxy compresses. */
  compress: boolean
  secret: string
  /** For security.txt: `mailto:` or https address; null: there is no such file, since it must name one. */
  securityContact: string | null
  log: Logger
}

/** The whole site: saves first, everything else through Express; `main.ts` makes it listen. */
export function createServerApp(options: ServerOptions): RequestListener {
  const { context, log } = options
  const secure = options.origin?.startsWith('https:') ?? false
  const session: SessionOptions = { secret: options.secret, secure }
  const respondentOf = (header: string | undefined) => readRespondentId(header, session)
  /** Who is asking, from the session cookie; without one someone at the machine itself may look at the demo. */
  const recognise = async (request: Request, response: Response) => {
    const token = readSessionToken(request.headers.cookie, { secure })
    const staffSession = token === null ? null : await findSession(context, { token })
    const demo = isDemoVisitor(request, options.demo)
    response.locals.session = staffSession
    response.locals.actor = staffSession?.actor ?? { kind: demo ? 'demo' : 'visitor' }
  }
  const originOf = (request: IncomingMessage) => options.origin ?? `http://${request.headers.host ?? ''}`

  const refuse = (response: Response, status: number, page: ErrorPage) => {
    response.status(status).set('Cache-Control', 'no-store')
    response.type('html').send(renderErrorPage(page, options.stylesheet))
  }
  const refuseFor = (response: Response, status: number, reason: RefusalReason) => {
    const { title, text } = refusalText[reason]
    refuse(response, status, { title, paragraphs: [text], reference: null })
  }

  const admitsLarge = largeBodyGate()
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', options.trustProxy)

  app.use((request, response, next) => {
    response.locals.reference = randomBytes(4).toString('hex')
    logWhenDone(log, request, response)
    next()
  })
  // Before the headers of pages: a dozen small files would weigh twice as much with them.
  app.use(options.assets)
  app.use(securityHeaders({ secure, liveReload: typeof options.build === 'function' }))

  app.get('/healthz', (_request, response, next) => {
    checkHealth(context)
      .then((health) => {
        response
          .status(health.status === 'ok' ? 200 : 503)
          .set('Cache-Control', 'no-store')
          .json(health)
      })
      .catch(next)
  })
  app.get(paths.securityTxt(), (request, response) => {
    if (options.securityContact === null) {
      // The file must name an address; this sentence claims none.
      response.status(404).type('text/plain')
      response.send('Voor deze installatie is nog geen adres ingevuld om een zwakke plek te melden.\n')
      return
    }
    const text = securityTxt({
      origin: originOf(request),
      contact: options.securityContact,
      now: context.now(),
    })
    response.type('text/plain').send(text)
  })

  // Before the gate for foreign pages: mail programs press this button for people (RFC 8058). The link is the right.
  app.post('/v/:token/afmelden', (request, response, next) => {
    request.resume()
    stopReminders(context, { token: request.params.token })
      .then((stopped) => {
        if (stopped.kind === 'stopped') refuse(response, 200, remindersStopped)
        else refuse(response, 404, linkRefusals['unknown-link'].page)
      })
      .catch(next)
  })
  app.use((request, response, next) => {
    if (!isFromOwnPage({ method: request.method, headers: request.headers, origin: originOf(request) })) {
      return refuseFor(response, 403, 'foreign-page')
    }
    // Remix compares Origin with Host once more, and stumbles over the `null` of a plain form and over proxies.
    delete request.headers.origin
    next()
  })
  app.use((request, response, next) => {
    const size = checkBodySize(request)
    const room = size !== 'ok' || admitsLarge(request, response)
    if (size === 'ok' && room) return next()
    void swallowBody(request).then(() => {
      response.set('Connection', 'close')
      if (!room) return refuseFor(response.set('Retry-After', '10'), 503, 'busy')
      if (size === 'no-length') refuseFor(response, 411, 'unreadable')
      else refuseFor(response, 413, 'too-large')
    })
  })

  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  // Opening the link spends nothing: mail scanners open links too.
  app.get('/v/:token', (request, response, next) => {
    enterWithToken(context, { token: request.params.token ?? '' })
      .then((entered) => {
        if (entered.kind === 'entered') {
          response.append('Set-Cookie', respondentCookie(entered.respondentId, session))
          response.redirect(303, paths.questionnaire())
          return
        }
        if (entered.kind === 'open-link') {
          response.append('Set-Cookie', openLinkCookie(entered.token, session))
          response.redirect(303, paths.join())
          return
        }
        if (entered.kind === 'adoption') {
          response.append('Set-Cookie', adoptionCookie(entered.token, session))
          response.redirect(303, paths.adoption())
          return
        }
        if (entered.kind === 'hearing') {
          response.append('Set-Cookie', hearingCookie(entered.token, session))
          response.redirect(303, paths.hearing())
          return
        }
        const { status, page } = linkRefusals[entered.reason]
        refuse(response, status, page)
      })
      .catch(next)
  })

  // Pages decide for themselves who may open them (`requireStaff`); a test walks all of them.
  app.use((request, response, next) => {
    recognise(request, response)
      .then(() => next())
      .catch(next)
  })
  app.use(options.reportFiles)

  // Pages are made per request: the levels above these cost more time than they save on the line.
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
  if (options.compress) app.use(compression({ level: 4, brotli }))
  const pages = createRequestHandler({
    build: options.build,
    getLoadContext: (request, response) => ({
      app: context,
      nonce: String(response.locals.nonce),
      styles: comesFromOutside(request) ? options.styles : null,
      reference: String(response.locals.reference),
      respondentId: respondentOf(request.headers.cookie),
      actor: response.locals.actor as Actor,
      session: response.locals.session as StaffSession | null,
      place: request.ip ?? '',
      device: describeDevice(request.headers['user-agent'] ?? ''),
      secure,
      origin: originOf(request),
      drawPaper: options.drawPaper,
      reports: options.reports,
      drawReport: options.drawReport,
      formFailed: false,
      logError: (error) =>
        log.error({ reference: response.locals.reference as string, err: error }, 'page failed'),
    }),
  })
  app.all('*', (request, response, next) => {
    pages(request, response, next).catch(next)
  })

  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const status = (error as { status?: number } | null)?.status
    if (status === 413) return refuseFor(response, 413, 'too-large')
    if (status !== undefined && status >= 400 && status < 500) {
      return refuseFor(response, status, 'unreadable')
    }
    const reference = String(response.locals.reference)
    log.error({ reference, err: error }, 'request failed')
    refuse(response, 500, { ...somethingBroke, reference })
  }
  app.use(failed)

  const save = saveEndpoint({ context, session, originOf, log })
  return (request, response) => {
    if (isSave(request)) save(request, response)
    else app(request, response)
  }
}

/**
 * Whether this page is the first that someone sees of the site: typed, or reached by a link from elsewhere. Within
 * the site the browser has the style sheet or is about to; browsers that do not tell are sent to the file.
 */
function comesFromOutside(request: Request): boolean {
  const site = request.headers['sec-fetch-site']
  return site === 'none' || site === 'cross-site'
}

const remindersStopped: ErrorPage = {
  title: 'U krijgt geen herinneringen meer',
  paragraphs: [
    'Wij mailen u niet meer over deze vragenlijst.',
    'Wilt u toch meedoen? Dat kan met de link uit uw uitnodiging, tot en met de laatste dag.',
  ],
  reference: null,
}

const somethingBroke: Omit<ErrorPage, 'reference'> = {
  title: 'Er ging iets mis',
  paragraphs: [
    'Dit ligt niet aan u. Antwoorden die al waren opgeslagen, zijn bewaard.',
    'Probeer het over een paar minuten nog een keer.',
  ],
}

const linkRefusals: Record<
  'unknown-link' | 'round-not-open' | 'storage-unavailable',
  { status: number; page: ErrorPage }
> = {
  'unknown-link': {
    status: 404,
    page: {
      title: 'Deze link werkt niet',
      paragraphs: [
        'Wij kennen deze link niet. Misschien is de link niet helemaal gekopieerd.',
        'Klik op de link in uw uitnodiging, of kopieer de hele link naar de adresbalk. Werkt het dan nog niet? Vraag een nieuwe link aan degene die u heeft uitgenodigd.',
      ],
      reference: null,
    },
  },
  'round-not-open': {
    status: 403,
    page: {
      title: 'De vragenlijst is nog niet open',
      paragraphs: [
        'Uw link is goed, maar u kunt nog niet beginnen. Probeer het later nog een keer. In uw uitnodiging staat vanaf wanneer u kunt meedoen.',
      ],
      reference: null,
    },
  },
  'storage-unavailable': {
    status: 503,
    page: {
      title: 'De vragenlijst is nu niet bereikbaar',
      paragraphs: [
        'Er is iets mis aan onze kant. Uw link blijft werken. Probeer het over een paar minuten nog een keer.',
      ],
      reference: null,
    },
  },
}

/** One log line per request that was not for a browser file: no address of a person, no query, no token. */
function logWhenDone(log: Logger, request: Request, response: Response): void {
  const started = process.hrtime.bigint()
  response.on('finish', () => {
    const path = pathForLog(request.path)
    if (path.startsWith('/assets/')) return
    const ms = Number((process.hrtime.bigint() - started) / 1_000_000n)
    log.info(
      {
        reference: response.locals.reference as string,
        method: request.method,
        path,
        status: response.statusCode,
        ms,
      },
      'request',
    )
  })
}
