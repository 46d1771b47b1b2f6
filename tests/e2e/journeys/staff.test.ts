/** Staff at the door: from the first start to several accounts, and everything that must not work. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totpCode } from '../../../app/domain/access/totp.ts'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import { settled } from '../steps/questionnaire.ts'
import { becomeAdministrator, invite, signIn, STAFF_PASSWORD } from '../steps/staff.ts'
import { startServer } from '../steps/server.ts'
import type { RunningServer } from '../steps/server.ts'

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startServer()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const ANNA = 'anna@regio.example'

async function expectGood(page: Page): Promise<void> {
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(NARROW)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize(DESK)
}

test('the demo is open without an account on this machine, and the sign-in page says so', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: PHONE })
  await page.goto(`${server.address}/`)
  await settled(page)
  await page.getByRole('link', { name: 'Inloggen' }).click()
  await page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await page.getByRole('link', { name: 'Naar het voorbeeld' }).waitFor()
  await expectGood(page)
  expectNoComplaints()
  await leave()
})

test('the first administrator follows the printed link, and the link works once', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await page.goto(server.firstAdministrator)
  await settled(page)
  await page.getByRole('button', { name: 'Account maken' }).click()
  await page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
  expect(await page.title()).toMatch(/^Fout: /)
  await expectGood(page)
  await becomeAdministrator(page, server)
  await page.goto(server.firstAdministrator)
  await page.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor()
  await expectGood(page)
  expectNoComplaints()
  await leave()
})

test('an administrator invites someone, who chooses a password and reads only the region that was given', async () => {
  const admin = await visitor(browser, { viewport: DESK })
  await admin.page.goto(`${server.address}/beheer/accounts`)
  await admin.page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await settled(admin.page)
  await signIn(admin.page, ANNA)
  await admin.page.getByRole('heading', { name: 'Accounts' }).waitFor()
  await settled(admin.page)
  await expectGood(admin.page)
  await admin.page.getByRole('link', { name: 'Iemand uitnodigen' }).click()
  await admin.page.getByRole('heading', { name: 'Iemand uitnodigen' }).waitFor()
  await settled(admin.page)
  const region = (await admin.page.locator('legend').first().textContent())?.replace('In de regio ', '') ?? ''
  await expectGood(admin.page)
  const link = await invite(admin.page, server, {
    name: 'Bert Smit',
    email: 'bert@regio.example',
    rights: [{ region, right: 'Lezer' }],
  })
  await expectGood(admin.page)
  expect(link).toContain(`${server.address}/welkom/`)

  const bert = await visitor(browser, { viewport: PHONE })
  await bert.page.goto(link)
  await settled(bert.page)
  await bert.page.getByLabel('Wachtwoord').fill('groene lamp zingt zacht')
  await expectGood(bert.page)
  await bert.page.getByRole('button', { name: 'Opslaan en inloggen' }).click()
  await bert.page.getByRole('button', { name: 'Uitloggen' }).waitFor()
  await settled(bert.page)
  expect(await bert.page.getByRole('link', { name: 'Accounts' }).count()).toBe(0)
  const refused = await bert.page.goto(`${server.address}/beheer/accounts`)
  expect(refused?.status()).toBe(403)
  await bert.page.getByRole('heading', { name: 'U mag dit niet doen' }).waitFor()
  await expectGood(bert.page)

  await admin.page.goto(`${server.address}/beheer/accounts`)
  await settled(admin.page)
  await admin.page.getByRole('link', { name: 'Bert Smit' }).click()
  await admin.page.getByRole('heading', { name: 'Bert Smit' }).waitFor()
  await expectGood(admin.page)
  await admin.page.getByRole('button', { name: 'Account uitzetten' }).click()
  await admin.page.getByText('Dit account staat uit').waitFor()
  await bert.page.goto(`${server.address}/account`)
  await bert.page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await bert.leave()

  await admin.page.goto(`${server.address}/beheer/logboek`)
  await settled(admin.page)
  await admin.page.getByText('Account uitgezet').first().waitFor()
  await admin.page.getByText(/Gecontroleerd: alle \d+ regels zijn compleet/).waitFor()
  await expectGood(admin.page)
  admin.expectNoComplaints()
  await admin.leave()
})

test('the second step is switched on with a phone, asked at the next sign-in, and a code works once', async () => {
  const { page, context, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await page.goto(`${server.address}/account`)
  await settled(page)
  await signIn(page, ANNA)
  await page.getByRole('heading', { name: 'Uw account' }).waitFor()
  await settled(page)
  await expectGood(page)
  await page.getByRole('link', { name: 'Tweede stap aanzetten' }).click()
  await page.getByRole('heading', { name: 'Tweede stap aanzetten' }).waitFor()
  await settled(page)
  await page.getByText('Kunt u niet scannen?').click()
  await expectGood(page)
  const secret = fromBase32((await page.locator('.rs-secret').textContent()) ?? '')
  const phone = (shift = 0) => totpCode(secret, Math.floor(Date.now() / 30_000) + shift)
  await page.getByLabel('Code uit de app').fill('000000')
  await page.getByLabel('Uw wachtwoord').fill(STAFF_PASSWORD)
  await page.getByRole('button', { name: 'Aanzetten' }).click()
  await page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
  await settled(page)
  await page.getByLabel('Code uit de app').fill(phone(-1))
  await page.getByLabel('Uw wachtwoord').fill(STAFF_PASSWORD)
  await page.getByRole('button', { name: 'Aanzetten' }).click()
  await page.getByRole('heading', { name: 'De tweede stap staat aan' }).waitFor()
  await settled(page)
  await expectGood(page)
  const recovery = (await page.locator('.rs-codes li').first().textContent()) ?? ''
  await page.getByRole('link', { name: 'Ik heb ze bewaard, verder' }).click()
  await page.getByText('De tweede stap staat').waitFor()

  const before = (await context.cookies()).find(({ name }) => name === 'regiospiegel-staff')?.value
  await page.getByRole('button', { name: 'Uitloggen', exact: true }).click()
  await page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await context.addCookies([{ name: 'regiospiegel-staff', value: before ?? '', url: server.address }])
  await page.goto(`${server.address}/account`)
  await page.getByRole('heading', { name: 'Inloggen' }).waitFor()

  await settled(page)
  await signIn(page, ANNA)
  await page.getByRole('heading', { name: 'Tweede stap' }).waitFor()
  await settled(page)
  await expectGood(page)
  const closed = await page.request.get(`${server.address}/beheer/accounts`, { maxRedirects: 0 })
  expect(closed.status(), 'half-way is not in').not.toBe(200)
  await page.getByLabel('Code').fill(recovery)
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByRole('heading', { name: 'Uw account' }).waitFor()
  await page.getByText('U hebt nog 9 herstelcodes').waitFor()
  expectNoComplaints()
  await leave()
})

test('everything at the door works without JavaScript', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE, javaScript: false })
  await page.goto(`${server.address}/beheer/logboek`)
  await page.getByLabel('E-mailadres').fill(ANNA)
  await page.getByLabel('Wachtwoord').fill('niet het goede wachtwoord')
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click()
  await page.getByText('horen niet bij elkaar').first().waitFor()
  expect(await page.getByLabel('E-mailadres').inputValue()).toBe(ANNA)
  await signIn(page, ANNA)
  await page.getByRole('heading', { name: 'Tweede stap' }).waitFor()
  await page.getByRole('button', { name: 'Stoppen met inloggen' }).click()
  await page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await leave()
})

test('a form from another site changes nothing, nor one that does not say where it comes from', async () => {
  const form = { email: ANNA, password: STAFF_PASSWORD }
  const headers: Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://kwaad.example' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'https://kwaad.example' },
    { Origin: 'null' },
    {},
  ]
  for (const one of headers) {
    for (const path of ['/inloggen', '/uitloggen', '/account', '/beheer/accounts/nieuw']) {
      const answer = await fetch(`${server.address}${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: one,
        redirect: 'manual',
      })
      expect([path, one, answer.status]).toEqual([path, one, 403])
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
  }
})

test('the way back after signing in never leaves this site', async () => {
  for (const asked of ['https://kwaad.example/', '//kwaad.example', '/\\kwaad.example']) {
    const { page, leave } = await visitor(browser, { viewport: DESK })
    await page.goto(`${server.address}/inloggen?verder=${encodeURIComponent(asked)}`)
    await settled(page)
    await signIn(page, ANNA)
    await page.getByRole('heading', { name: 'Tweede stap' }).waitFor()
    expect(page.url()).toBe(`${server.address}/inloggen/tweede-stap`)
    await leave()
  }
})

test('behind a proxy nothing of staff is open, and the way leads to the sign-in page', async () => {
  for (const path of [
    '/rondes/x',
    '/rapport/x',
    '/rapport/x.pdf',
    '/regios',
    '/beheer/accounts',
    '/account',
  ]) {
    const answer = await fetch(`${server.address}${path}`, {
      headers: { 'X-Forwarded-For': '203.0.113.7' },
      redirect: 'manual',
    })
    expect([path, answer.status]).toEqual([path, 303])
    expect(answer.headers.get('location')).toMatch(/^\/inloggen\?verder=/)
  }
})

test('guessing passwords ends in 429 with a time to wait', async () => {
  const answers: number[] = []
  for (let tries = 0; tries < 12; tries++) {
    const answer = await fetch(`${server.address}/inloggen`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'gok@regio.example', password: `gok ${tries}` }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      redirect: 'manual',
    })
    answers.push(answer.status)
    if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60)
  }
  expect(answers.slice(0, 10)).toEqual(Array<number>(10).fill(422))
  expect(answers.slice(10)).toEqual([429, 429])
})

test('no token, password or e-mail of staff stands in what the server logs', () => {
  const log = server.printed().replaceAll(/First administrator.*\n/g, '')
  expect(log).toContain('/welkom/…')
  expect(log).not.toMatch(/welkom\/[\w-]{10}/)
  expect(log).not.toContain('kanaal')
  expect(log).not.toContain(ANNA)
})

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/\s/g, '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)))
}
