/**
 * Starts the server: settings, database, demo, site; and stops it in order. The one place where the parts meet.
 * Run by `scripts/serve.mjs`; with --dev the pages come from Vite and change as one types.
 */

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { pino } from 'pino'
import type { Logger } from 'pino'
import { openContext } from '../context.server.ts'
import type { AppContext } from '../context.server.ts'
import { readEnv, WrongSettings } from '../env.server.ts'
import type { Env } from '../env.server.ts'
import { paths } from '../paths.ts'
import { closeDueRounds } from '../usecases/close-round.server.ts'
import { eraseDueAnswers } from '../usecases/erase-due-answers.server.ts'
import { demoLinks, loadDemo } from '../usecases/load-demo.server.ts'
import { linkForFirstAdministrator } from '../usecases/one-time-link.server.ts'
import { queueDueReminders, sendDueMail } from '../usecases/send-mail.server.ts'
import { writeMail } from '../text/mail.ts'
import { tidyAccess } from '../usecases/tidy-access.server.ts'
import { createServerApp } from './app.ts'
import type { ServerOptions } from './app.ts'
import { reportFiles } from './report-files.ts'
import { staticFiles } from './static-files.ts'

const BUILD = resolve('build/server/index.js')
const CLIENT = resolve('build/client')
/** How often rounds past their closing moment are closed. */
const CLOSING_INTERVAL = 60_000
/** How long a stop waits for requests under way. */
const DRAIN_LIMIT = 10_000

type Pages = Pick<ServerOptions, 'build' | 'assets' | 'stylesheet' | 'styles'> & { close(): Promise<void> }

async function start(): Promise<void> {
  const env = readEnv()
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
  const context = await openContext(env)
  if (env.demo) await loadDemo(context)
  await closeDueRounds(context)

  const pages = process.argv.includes('--dev') ? await pagesFromVite() : await builtPages()
  const securityContact = env.installation.security ?? env.installation.contact
  const reports = reportFiles(context, { stylesheet: pages.stylesheet, log })
  const app = createServerApp({
    ...pages,
    context,
    reportFiles: reports.handler,
    drawPaper: (form) => reports.pool.renderPaper(form),
    reports: reports.pool,
    drawReport: (document, format) => reports.pool.render(document, format),
    origin: env.origin,
    trustProxy: env.trustProxy,
    demo: env.demo,
    compress: env.trustProxy === false,
    secret: context.secret,
    securityContact: securityContact === null ? null : `mailto:${securityContact}`,
    log,
  })
  const server = createServer(app)
  // Longer than the idle time of usual proxies, so that they never send into a line we are closing.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(env.port, env.host, done)
  })

  const closing = setInterval(() => {
    closeDueRounds(context).catch((error: unknown) => log.error({ err: error }, 'closing rounds failed'))
    eraseDueAnswers(context).catch((error: unknown) => log.error({ err: error }, 'erasing answers failed'))
    queueDueReminders(context)
      .then(() => sendDueMail(context, writeMail))
      .catch((error: unknown) => log.error({ err: error }, 'sending mail failed'))
    tidyAccess(context).catch((error: unknown) => log.error({ err: error }, 'tidying sessions failed'))
  }, CLOSING_INTERVAL)
  stopInOrder(server, log, async () => {
    clearInterval(closing)
    await reports.close()
    await pages.close()
    await context.close()
  })
  await greet(server, env, context)
}

async function builtPages(): Promise<Pages> {
  const build = (await import(pathToFileURL(BUILD).href)) as ServerBuild
  const stylesheet = stylesheetOf(build)
  const styles = stylesheet ? readFileSync(join(CLIENT, stylesheet), 'utf8') : null
  return { build, assets: staticFiles(CLIENT), stylesheet, styles, close: async () => {} }
}

async function pagesFromVite(): Promise<Pages> {
  const { createServer: createViteServer } = await import('vite')
  const vite = await createViteServer({ server: { middlewareMode: true }, appType: 'custom' })
  return {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    assets: vite.middlewares,
    stylesheet: null,
    styles: null,
    close: () => vite.close(),
  }
}

/** The address of the style sheet, as the root route names it. */
function stylesheetOf(build: ServerBuild): string | null {
  const handle = build.routes.root?.module.handle as { stylesheet?: string } | undefined
  return handle?.stylesheet ?? null
}

/** Finishes what is being answered, then closes everything. A second signal does not wait. */
function stopInOrder(server: Server, log: Logger, close: () => Promise<void>): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    // Idle keep-alive lines would hold the server open for as long as their time-out.
    const idle = setInterval(() => server.closeIdleConnections(), 200)
    const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(limit)
      close()
        .then(() => process.exit(0))
        .catch((error: unknown) => {
          log.error({ err: error }, 'stopping failed')
          process.exit(1)
        })
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function greet(server: Server, env: Env, context: AppContext): Promise<void> {
  const { port } = server.address() as AddressInfo
  const address = env.origin ?? `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${port}`
  const lines = [`Regiospiegel is ready: ${address}/`]
  if (env.demo) {
    const links = await demoLinks(context)
    for (const link of links) {
      lines.push(
        `  try as ${link.role}${link.organisation ? ` (${link.organisation})` : ''}: ${address}${paths.invitation(link.token)}`,
      )
    }
    lines.push('Rounds, results and reports need no sign-in, and open on this machine only.')
  }
  const first = await linkForFirstAdministrator(context)
  if (first !== null) {
    lines.push(`First administrator (works once, for a day): ${address}${paths.welcome(first)}`)
  }
  console.log(lines.join('\n'))
}

start().catch((error: unknown) => {
  console.error(error instanceof WrongSettings ? error.message : error)
  process.exit(1)
})
