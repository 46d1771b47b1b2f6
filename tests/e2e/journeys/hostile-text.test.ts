/** Every form of the site, filled in by someone who means harm, on both databases; then everything is read again. */

import { afterAll, expect, test } from 'vitest'
import { startPostgres } from '../../make/postgres.ts'
import type { TestServer } from '../../make/postgres.ts'
import { formWalk } from '../steps/form-walk.ts'
import type { Visited } from '../steps/form-walk.ts'
import { startServer } from '../steps/server.ts'
import type { RunningServer } from '../steps/server.ts'
import { STAFF_PASSWORD } from '../steps/staff.ts'

/** A formula, an attribute that is left, an element, an entity that must not be resolved, and a sign outside the plane. */
const HOSTILE = `=1+"'><rs-x y=z>&amp;é😀`
/** What databases and terminals stumble over. */
const BROKEN = 'a\u0000\u0008\u001b[2J\u202e\ufffe\ud83db'
const LIST = (text: string) =>
  `Naam;E-mail;Organisatie\r\n"${text.replaceAll('"', '""')}";anna@voorbeeld.nl;"${text.replaceAll('"', '""')}"\r\n`

const LEAVE = {
  addresses: /^\/(uitloggen|account|inloggen|welkom|healthz|v\/)|accounts\/[\da-f]|\/wissen|\/afronden/,
  words: /=(delete|remove|discard|erase|close|adopt|take-back|withdraw|off|on-trial|end-all)$/,
}

let postgres: TestServer | undefined
afterAll(() => postgres?.stop())

test.each(['SQLite', 'PostgreSQL'])(
  'markup, formulas and broken signs in any field break no page and are shown as the text they are (%s)',
  async (engine) => {
    if (engine === 'PostgreSQL') postgres = await startPostgres()
    const server = await startServer(postgres ? { DATABASE_URL: postgres.url } : {})
    try {
      const staff = await coordinatorOfDemo(server)
      const walk = formWalk(server.address, staff, LEAVE)
      for (const text of [BROKEN, HOSTILE]) {
        const fresh = formWalk(server.address, staff, LEAVE)
        for (const page of await fresh.pages(['/', '/regios', '/beheer/accounts'], 2)) {
          await fresh.fillIn(page, text, LIST(text))
        }
        expectHarmless(fresh.visited)
        expect(fresh.visited.filter(({ method }) => method === 'POST').length).toBeGreaterThan(40)
        for (const link of [server.links.professional[0], server.links.board[0]]) {
          const guest = formWalk(server.address, await cookieFrom(link ?? ''), LEAVE)
          for (let turn = 0; turn < 2; turn += 1) {
            for (const page of await guest.pages(['/vragenlijst', '/vragenlijst/over-u'], 12)) {
              await guest.fillIn(page, text, '')
            }
          }
          expectHarmless(guest.visited)
        }
      }
      const read = await walk.pages(['/', '/regios', '/beheer/accounts', '/beheer/logboek'], 6)
      expectHarmless(read)
      const shown = read.filter(({ body }) => body.includes('&lt;rs-x y=z&gt;'))
      expect(shown.length).toBeGreaterThan(20)
    } finally {
      await server.stop()
    }
  },
  400_000,
)

/** No failure, nothing of the text as markup, nothing in a table that a spreadsheet would reckon with. */
function expectHarmless(visited: readonly Visited[]): void {
  const wrong = visited.flatMap(({ method, path, status, type, body }) => {
    const text = body.toString()
    const markup = /html|svg|xml/.test(type) && !type.includes('officedocument') && /<rs-x/i.test(text)
    const formula = type.startsWith('text/csv') && /(^|[;\r\n])"?[=@\t]/m.test(text)
    const what = [status >= 500 && `status ${status}`, markup && 'markup', formula && 'formula'].filter(
      Boolean,
    )
    return what.length === 0 ? [] : [`${method} ${path}: ${what.join()}`]
  })
  expect([...new Set(wrong)]).toEqual([])
}

async function cookieFrom(link: string): Promise<string> {
  const opened = await fetch(link, { redirect: 'manual' })
  return (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** The first administrator, who makes themselves coordinator of the invented region. */
async function coordinatorOfDemo(server: RunningServer): Promise<string> {
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const person = { name: 'Anna Bakker', email: 'anna@regio.example' }
  const body = new URLSearchParams({ ...person, password: STAFF_PASSWORD })
  const welcomed = await fetch(server.firstAdministrator, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body,
  })
  const cookie = (welcomed.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const get = async (path: string) =>
    (await fetch(`${server.address}${path}`, { headers: { ...headers, cookie } })).text()
  const account = /\/beheer\/accounts\/[\da-f-]{36}/.exec(await get('/beheer/accounts'))?.[0] ?? ''
  const region = /name="(region:[^"]+)"/.exec(await get(account))?.[1] ?? ''
  const right = new URLSearchParams({
    ...person,
    intent: 'change',
    administrator: '1',
    [region]: 'coordinator',
  })
  await fetch(`${server.address}${account}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie },
    body: right,
  })
  return cookie
}
