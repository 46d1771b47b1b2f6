import { createServer, request as httpRequest } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import routes from '../../app/routes.ts'
import { createServerApp } from '../../app/server/app.ts'
import type { ServerOptions } from '../../app/server/app.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { ownerMark } from '../../app/session.server.ts'
import { openDatabase } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { newPlace } from '../make/database.ts'
import { aRound, tokenOf } from '../make/round.ts'
import type { TestRound } from '../make/round.ts'

/** No page is asked for in these tests: what they ask is answered before Remix. */
const noPages = {
  routes: {},
  assets: { routes: {} },
  future: {},
  entry: { module: {} },
} as unknown as ServerBuild

type Site = { round: TestRound; log: string[]; ask: typeof ask; close(): Promise<void> }
type Asked = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

let port = 0

/** One plain HTTP request with exactly these headers; browsers forbid scripts to set some of them. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const asked = httpRequest({ port, path, method, headers: { ...length, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function aSite(options: Partial<ServerOptions> = {}): Promise<Site> {
  const db = await openDatabase(await newPlace('sqlite'))
  await migrate(db)
  const round = await aRound(db, { professionals: 2 })
  const log: string[] = []
  const app = createServerApp({
    context: round.context,
    build: noPages,
    stylesheet: null,
    styles: null,
    assets: (_request, _response, next) => next(),
    reportFiles: (_request, _response, next) => next(),
    drawPaper: async () => ({ ok: false, reason: 'busy' }),
    reports: {
      render: async () => ({ ok: false, reason: 'busy' }),
      renderXlsx: async () => ({ ok: false, reason: 'busy' }),
    },
    origin: null,
    trustProxy: false,
    drawReport: () => Promise.reject(new Error('No report is drawn in these tests')),
    demo: true,
    compress: false,
    secret: round.context.secret,
    securityContact: 'mailto:veilig@example.nl',
    log: pino({ level: 'info' }, { write: (line: string) => void log.push(line) }),
    ...options,
  })
  const server = await new Promise<Server>((resolve) => {
    const listening = createServer(app).listen(0, '127.0.0.1', () => resolve(listening))
  })
  port = (server.address() as AddressInfo).port
  const close = async () => {
    await new Promise((resolve) => server.close(resolve))
    await round.context.close()
  }
  return { round, log, ask, close }
}

const SAME_SITE = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' }

/** The cookie that opening this link gives. */
async function cookieOf(token: string): Promise<string> {
  const opened = await ask(`/v/${token}`)
  return String(opened.headers['set-cookie']).split(';')[0] ?? ''
}

/** An option of the item P1. */
function anyCode(round: TestRound): string | undefined {
  return round.framework.themes[0]?.norms[0]?.criteria[0]?.items[0]?.options[0]?.code
}

test('opening a link spends nothing, sets a closed cookie and goes on without the token', async () => {
  const site = await aSite()
  const token = tokenOf('professional', 0)
  for (const method of ['HEAD', 'GET', 'GET']) {
    const opened = await site.ask(`/v/${token}`, { method })
    expect(opened.status).toBe(303)
    expect(opened.headers.location).toBe('/vragenlijst')
    expect(opened.headers['set-cookie']?.[0]).toMatch(
      /^regiospiegel=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    )
    expect(JSON.stringify(opened.headers)).not.toContain(token)
  }
  const view = await showQuestionnaire(site.round.context, { respondentId: 'p-0' })
  expect(view).toMatchObject({ status: 'new' })
  await site.close()
})

test('one click in a mail program stops reminders, a look does not, and neither is written down with the link', async () => {
  const site = await aSite()
  const token = tokenOf('professional', 0)
  const { kysely } = site.round.context.db
  await kysely
    .insertInto('invitee')
    .values({ invitation_id: 'p-0', name: 'Anna', email: 'anna@example.nl', sealed_token: '' })
    .execute()
  const optOuts = () => kysely.selectFrom('mail_opt_out').selectAll().execute()
  const oneClick = (path: string) =>
    site.ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
  await site.ask(`/v/${token}/afmelden`)
  expect(await optOuts()).toEqual([])
  expect((await oneClick(`/v/${token}/afmelden`)).status).toBe(200)
  expect((await oneClick(`/v/${token}/afmelden`)).status).toBe(200)
  expect(await optOuts()).toEqual([{ invitation_id: 'p-0' }])
  // Nobody by name behind it, or nobody at all: no mail goes there.
  expect((await oneClick(`/v/${tokenOf('professional', 1)}/afmelden`)).status).toBe(404)
  expect((await oneClick('/v/made-up/afmelden')).status).toBe(404)
  expect((await oneClick(`/v/${token}`)).status).toBe(403)
  expect((await site.ask(`/v/${token}`)).status).toBe(303)
  expect(site.log.join('')).not.toContain(token)
  await site.close()
})

test('over https the cookie is bound to the host and the browser is told to stay with https', async () => {
  const site = await aSite({ origin: 'https://spiegel.example.nl' })
  const opened = await site.ask(`/v/${tokenOf('professional', 0)}`)
  expect(opened.headers['set-cookie']?.[0]).toMatch(/^__Host-regiospiegel=.*; Secure$/)
  expect(opened.headers['strict-transport-security']).toContain('max-age=31536000')
  await site.close()
})

test('no token, and no answer that was saved, stands in the log', async () => {
  const site = await aSite()
  const token = tokenOf('professional', 0)
  const cookie = await cookieOf(token)
  await choosePath(site.round.context, { respondentId: 'p-0', routes: ['V'] })
  const body = JSON.stringify({ itemId: 'P1', version: 0, codes: [anyCode(site.round)] })
  await site.ask('/vragenlijst/antwoord', { method: 'POST', headers: { ...SAME_SITE, cookie }, body })
  await site.ask(`/V/${token}`)
  expect(site.log.join('')).toContain('/v/…')
  expect(site.log.join('')).not.toContain(token)
  expect(site.log.join('')).not.toContain('antwoord')
  await site.close()
})

test('an answer is saved at once and told so; a wrong one is refused with what is wrong', async () => {
  const site = await aSite()
  const cookie = await cookieOf(tokenOf('professional', 0))
  await choosePath(site.round.context, { respondentId: 'p-0', routes: ['V'] })
  const save = (body: object) =>
    site.ask('/vragenlijst/antwoord', {
      method: 'POST',
      headers: { ...SAME_SITE, cookie },
      body: JSON.stringify(body),
    })
  const code = anyCode(site.round)
  const saved = await save({ itemId: 'P1', version: 0, codes: [code], owner: ownerMark('p-0') })
  expect(saved.status).toBe(200)
  expect(JSON.parse(saved.body)).toMatchObject({ kind: 'saved', version: 1, replacedNewer: false })
  const view = await showQuestionnaire(site.round.context, { respondentId: 'p-0' })
  expect(view).toMatchObject({ answers: { P1: { codes: [code] } } })

  expect(await save({ itemId: 'P1', version: 1, codes: ['none such'] })).toMatchObject({ status: 422 })
  expect(await save({ itemId: 'B1', version: 0, codes: [code] })).toMatchObject({ status: 409 })
  expect(await save({ itemId: 'P1', codes: [code] })).toMatchObject({ status: 400 })
  expect(await save({ itemId: 'P1', version: 1, codes: [code], owner: ownerMark('p-1') })).toMatchObject({
    status: 409,
  })
  await site.close()
})

test('a save that is not plain JSON in UTF-8 is refused, and saves nothing', async () => {
  const site = await aSite()
  const cookie = await cookieOf(tokenOf('professional', 0))
  await choosePath(site.round.context, { respondentId: 'p-0', routes: ['V'] })
  const good = JSON.stringify({ itemId: 'P1', version: 0, codes: [anyCode(site.round)] })
  const save = (headers: Record<string, string>, body = good) =>
    site.ask('/vragenlijst/antwoord', { method: 'POST', headers: { ...SAME_SITE, cookie, ...headers }, body })
  for (const refused of [
    await save({ 'Content-Type': 'text/plain' }),
    await save({ 'Content-Type': 'application/json; charset=utf-16le' }),
    await save({ 'Content-Encoding': 'gzip' }),
    await save({}, good.slice(1)),
    await save({}, 'null'),
    await save({}, ''),
  ]) {
    expect(refused.status).toBe(400)
    expect(JSON.parse(refused.body)).toMatchObject({ kind: 'refused', reason: 'unreadable' })
  }
  expect(await showQuestionnaire(site.round.context, { respondentId: 'p-0' })).toHaveProperty('answers', {})
  expect((await save({ 'Content-Type': 'application/json; charset=UTF-8' })).status).toBe(200)
  await site.close()
})

test('what the save endpoint answers runs nowhere and is kept nowhere; a refusal is logged, without who', async () => {
  const site = await aSite({ origin: 'https://spiegel.example.nl' })
  const refused = await site.ask('/vragenlijst/antwoord', {
    method: 'POST',
    headers: { ...SAME_SITE, cookie: '__Host-regiospiegel=p-0.forged' },
    body: '{}',
  })
  expect(refused.status).toBe(401)
  expect(refused.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': expect.stringContaining('max-age') as string,
  })
  expect(site.log.join('')).toContain('"path":"/vragenlijst/antwoord","status":401')
  expect(site.log.join('')).not.toContain('p-0')
  await site.close()
})

test('a save that fails for an unknown cause is never told as saved', async () => {
  const site = await aSite()
  const cookie = await cookieOf(tokenOf('professional', 0))
  await site.round.context.close()
  const failed = await site.ask('/vragenlijst/antwoord', {
    method: 'POST',
    headers: { ...SAME_SITE, cookie },
    body: JSON.stringify({ itemId: 'P1', version: 0, codes: [] }),
  })
  expect(failed.status).toBe(500)
  expect(JSON.parse(failed.body)).toMatchObject({ kind: 'refused', reason: 'unexpected' })
  expect(site.log.join('')).toContain('save failed')
  await site.close()
})

test('a save without a cookie, with a forged one, or of another respondent signed by someone else is refused', async () => {
  const site = await aSite()
  const cookie = await cookieOf(tokenOf('professional', 0))
  const save = (headers: Record<string, string>) =>
    site.ask('/vragenlijst/antwoord', {
      method: 'POST',
      headers: { ...SAME_SITE, ...headers },
      body: JSON.stringify({ itemId: 'P1', version: 0, codes: [] }),
    })
  expect((await save({})).status).toBe(401)
  expect((await save({ cookie: cookie.replace('p-0', 'p-1') })).status).toBe(401)
  expect((await save({ cookie: 'regiospiegel=p-0' })).status).toBe(401)
  await site.close()
})

test('nothing changes at the word of another site, or of a request that does not say where it comes from', async () => {
  const site = await aSite()
  const cookie = await cookieOf(tokenOf('professional', 0))
  const save = (headers: Record<string, string>) =>
    site.ask('/vragenlijst/antwoord', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', cookie, ...headers },
      body: JSON.stringify({ itemId: 'P1', version: 0, codes: [] }),
    })
  for (const headers of [
    {},
    { Origin: 'null' },
    { Origin: 'https://elders.example' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site', Origin: `http://127.0.0.1:${port}` },
  ] as Record<string, string>[]) {
    const refused = await save(headers)
    expect(refused.status, JSON.stringify(headers)).toBe(403)
    expect(JSON.parse(refused.body)).toMatchObject({ kind: 'refused', reason: 'foreign-page' })
  }
  const own = await save({ Origin: `http://localhost:${port}`, Host: `localhost:${port}` })
  expect(own.status, 'a browser without Sec-Fetch-Site says its origin').not.toBe(403)
  await site.close()
})

test('every answer carries the strict policy, with another nonce each time', async () => {
  const site = await aSite()
  const policies = []
  for (const path of ['/healthz', '/v/onbekend', '/rondes/x']) {
    const { headers } = await site.ask(path, { headers: { Host: 'elders.example' } })
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-content-type-options']).toBe('nosniff')
    policies.push(String(headers['content-security-policy']))
  }
  for (const policy of policies) {
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|data:|http:/)
  }
  expect(new Set(policies).size).toBe(policies.length)
  await site.close()
})

test('a body that is too large is refused with 413 and one that hides its size with 411, both in words', async () => {
  const site = await aSite()
  const large = await site.ask('/vragenlijst/antwoord', {
    method: 'POST',
    headers: SAME_SITE,
    body: JSON.stringify({ text: 'x'.repeat(10_000_000) }),
  })
  expect(large.status).toBe(413)
  expect(JSON.parse(large.body)).toMatchObject({ reason: 'too-large' })
  const hidden = await site.ask('/vragenlijst/antwoord', {
    method: 'POST',
    headers: { ...SAME_SITE, 'Transfer-Encoding': 'chunked' },
  })
  expect(hidden.status).toBe(411)
  await site.close()
})

test('the health check says ok, and 503 when the database is gone', async () => {
  const site = await aSite()
  const healthy = await site.ask('/healthz')
  expect(healthy.status).toBe(200)
  expect(JSON.parse(healthy.body)).toEqual({ status: 'ok', database: 'ok' })
  await site.round.context.close()
  expect((await site.ask('/healthz')).status).toBe(503)
  await site.close()
})

test('security.txt names a contact and expires within a year', async () => {
  const site = await aSite()
  const { status, body } = await site.ask('/.well-known/security.txt')
  expect(status).toBe(200)
  expect(body).toContain('Contact: mailto:veilig@example.nl')
  const expires = new Date(/Expires: (\S+)/.exec(body)?.[1] ?? '')
  const days = (expires.getTime() - site.round.context.now().getTime()) / 86_400_000
  expect(days).toBeGreaterThan(30)
  expect(days).toBeLessThan(365)
  await site.close()
})

/** Every address of a page, with something in the place of its ids, also as the pages' own script asks for it. */
function everyAddress(): string[] {
  const flat = (entries: RouteConfigEntry[]): string[] =>
    entries.flatMap((entry) => [entry.path ?? '', ...flat(entry.children ?? [])])
  return flat(routes).flatMap((path) => {
    const address = `/${path.replace(/:\w+|\*/g, 'x1')}`
    return [address, address === '/' ? '/_root.data' : `${address}.data`]
  })
}

test('no address takes anything at the word of another site, but the button of mail programs', async () => {
  const site = await aSite()
  const cookie = await cookieOf(tokenOf('professional', 0))
  const taken: string[] = []
  for (const path of [...everyAddress(), '/rapport/x1.pdf', '/v/x1', '/healthz']) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const from of [
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site', Origin: `http://127.0.0.1:${port}` },
        { Origin: 'https://elders.example' },
      ] as Record<string, string>[]) {
        const headers = { ...from, cookie, 'Content-Type': 'application/x-www-form-urlencoded' }
        const { status } = await site.ask(path, { method, headers, body: 'confirm=1' })
        if (status !== 403) taken.push(`${method} ${path}: ${status}`)
      }
    }
  }
  const oneClick = Array.from({ length: 3 }, () => 'POST /v/x1/afmelden: 404')
  expect(taken).toEqual(oneClick)
  const own = { 'Sec-Fetch-Site': 'same-origin' }
  expect((await site.ask('/v/x1/anders', { method: 'POST', headers: own, body: '' })).status).not.toBe(403)
  await site.close()
})

test('ten megabytes in one field are refused at every address before a page is asked', async () => {
  const site = await aSite()
  const body = `text=${'x'.repeat(10_000_000)}`
  const headers = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' }
  const taken: string[] = []
  for (const path of everyAddress()) {
    const { status } = await site.ask(path, { method: 'POST', headers, body })
    if (status !== 413) taken.push(`${path}: ${status}`)
  }
  expect(taken).toEqual(['/v/x1/afmelden: 404'])
  expect((await site.ask('/healthz')).status).toBe(200)
  await site.close()
})
