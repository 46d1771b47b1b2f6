import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE, visitor } from '../steps/browser.ts'
import {
  beginAsProfessional,
  expectSaved,
  firstPage,
  openLink,
  questions,
  settled,
} from '../steps/questionnaire.ts'
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

test('a link that nobody was sent says so, with status 404', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  const answer = await page.goto(`${server.address}/v/dit-is-geen-link`)
  expect(answer?.status()).toBe(404)
  await page.getByRole('heading', { name: 'Deze link werkt niet' }).waitFor()
  await leave()
})

test('without a link the questionnaire asks for it, with status 401', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  const answer = await page.goto(`${server.address}/vragenlijst/onderdelen`)
  expect(answer?.status()).toBe(401)
  await page.getByRole('heading', { name: 'Open de vragenlijst met uw eigen link' }).waitFor()
  await leave()
})

test('a second tab is noticed in both, and the last answer stands', async () => {
  const { page: first, context, leave, expectNoComplaints } = await visitor(browser, { viewport: PHONE })
  await openLink(first, server.links.professional[0] ?? '')
  await beginAsProfessional(first, 'Huisarts')
  const second = await context.newPage()
  await second.goto(first.url())
  await settled(second)
  await second.getByText('Deze vragenlijst is op nog een plek open').waitFor()
  await first.getByText('Deze vragenlijst is op nog een plek open').waitFor()
  await questions(first).first().getByRole('radio').nth(0).check()
  await expectSaved(first)
  await questions(second).first().getByRole('radio').nth(4).check()
  await expectSaved(second)
  await first.reload()
  expect(await questions(first).first().getByRole('radio').nth(4).isChecked()).toBe(true)
  expectNoComplaints()
  await leave()
})

test('answers never end up in the questionnaire of someone whose link was opened later in the same browser', async () => {
  const { page: first, context, leave } = await visitor(browser, { viewport: PHONE })
  await openLink(first, server.links.professional[1] ?? '')
  await beginAsProfessional(first, 'Huisarts')
  const second = await context.newPage()
  await openLink(second, server.links.professional[2] ?? '')
  await beginAsProfessional(second, 'Huisarts')
  await questions(first).first().getByRole('radio').nth(1).check()
  await first.getByText('U hebt een andere vragenlijst geopend').waitFor()
  await second.reload()
  expect(await second.locator('main input:checked').count()).toBe(0)
  await leave()
})

test('what is filled in while the line is down is saved when it is back', async () => {
  const { page, context, leave } = await visitor(browser, { viewport: PHONE })
  await openLink(page, server.links.professional[0] ?? '')
  await page.getByRole('link', { name: 'Verder met de vragenlijst' }).first().click()
  await firstPage(page)
  await context.setOffline(true)
  await questions(page).last().getByRole('radio').nth(2).check()
  await page.getByText('Uw laatste antwoord is nog niet opgeslagen').waitFor()
  await context.setOffline(false)
  await expectSaved(page)
  await page.reload()
  expect(await questions(page).last().getByRole('radio').nth(2).isChecked()).toBe(true)
  await leave()
})

test('what is filled in before the script runs is kept and saved', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  await openLink(page, server.links.professional[2] ?? '')
  await page.getByRole('link', { name: 'Verder met de vragenlijst' }).first().click()
  await firstPage(page)
  const address = page.url()
  let letScriptsRun = () => {}
  const scripts = new Promise<void>((resolve) => (letScriptsRun = resolve))
  await page.route('**/assets/*.js', async (route) => {
    await scripts
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  await questions(page).first().getByRole('radio').nth(3).check()
  letScriptsRun()
  await expectSaved(page)
  expect(await questions(page).first().getByRole('radio').nth(3).isChecked()).toBe(true)
  await leave()
})

test('a text of ten megabytes is refused in words, with status 413', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  await openLink(page, server.links.professional[2] ?? '')
  const answer = await page.request.post(`${server.address}/vragenlijst/onderdeel/tot-slot`, {
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    form: { 'PO1.text': 'x'.repeat(10_000_000) },
  })
  expect(answer.status()).toBe(413)
  expect(await answer.text()).toContain('Uw tekst is te lang')
  await leave()
})

test('when the database file vanishes, saving is refused in words and the health check says so', async () => {
  const lost = await startServer()
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  try {
    await openLink(page, lost.links.professional[0] ?? '')
    await beginAsProfessional(page, 'Huisarts')
    const healthy = await page.request.get(`${lost.address}/healthz`)
    expect(healthy.status()).toBe(200)
    expect(await healthy.json()).toEqual({ status: 'ok', database: 'ok' })

    await lost.loseDatabase()
    await expect.poll(async () => (await page.request.get(`${lost.address}/healthz`)).status()).toBe(503)
    await questions(page).first().getByRole('radio').nth(2).check()
    await page.getByText('Uw laatste antwoord is nog niet opgeslagen').waitFor()
    await page.getByRole('button', { name: 'Opslaan en verder' }).click()
    await page.getByText('Opslaan lukt nu niet').waitFor()
    expect(await questions(page).first().getByRole('radio').nth(2).isChecked(), 'nothing is lost').toBe(true)
  } finally {
    await leave()
    await lost.stop()
  }
})
