import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import {
  adopt,
  answerEverything,
  beginAsBoard,
  beginAsProfessional,
  expectSaved,
  fillInEverything,
  openLink,
  questions,
  send,
  sentInOpenRound,
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

test('a professional fills in and sends on a phone, and the round counts it', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: PHONE })
  await openLink(page, server.links.professional[0] ?? '')
  await beginAsProfessional(page, 'Praktijkondersteuner somatiek')
  expect(await page.locator('main input:checked').count(), 'nothing is chosen beforehand').toBe(0)
  await questions(page).first().getByRole('radio').nth(3).check()
  await expectSaved(page)
  expect(await fillInEverything(page)).toBeGreaterThan(5)
  await page.getByText('Pas na verzenden tellen uw antwoorden mee').waitFor()
  await send(page)
  expectNoComplaints()
  expect(await sentInOpenRound(page, server.address, 'Professionals')).toBe(1)
  await leave()
})

test('a board member fills in and sends on a desk, and the round names the organisation', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await openLink(page, server.links.board[0] ?? '')
  await beginAsBoard(page)
  await page.getByText('Voor de regio').or(page.getByText('Voor uw organisatie')).first().waitFor()
  await fillInEverything(page)
  await adopt(page)
  expectNoComplaints()
  expect(await sentInOpenRound(page, server.address, 'Bestuurders')).toBe(1)
  expect(await page.getByRole('cell', { name: /verzonnen/ }).count()).toBeGreaterThan(0)
  await leave()
})

test('an answer given and left alone is there again on another device, through the same link', async () => {
  const phone = await visitor(browser, { viewport: PHONE })
  await openLink(phone.page, server.links.professional[1] ?? '')
  await beginAsProfessional(phone.page, 'Huisarts')
  const page = phone.page.url()
  await questions(phone.page).nth(1).getByRole('radio').nth(1).check()
  await expectSaved(phone.page)
  await phone.leave()

  const desk = await visitor(browser, { viewport: DESK })
  await openLink(desk.page, server.links.professional[1] ?? '')
  await desk.page.getByText('U was al begonnen').waitFor()
  await desk.page.goto(page)
  await settled(desk.page)
  expect(await questions(desk.page).nth(1).getByRole('radio').nth(1).isChecked()).toBe(true)
  await desk.leave()
})

test('questions left open are shown before sending and can be sent so', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  await openLink(page, server.links.professional[1] ?? '')
  await page.goto(`${server.address}/vragenlijst/controleren`)
  await page.getByText(/vragen zijn nog niet ingevuld/).waitFor()
  expect(await page.getByText('Niet ingevuld').count()).toBeGreaterThan(20)
  await page.getByRole('link', { name: /^Wijzig vraag 2:/ }).click()
  await settled(page)
  await answerEverything(page, 0)
  await page.getByRole('button', { name: 'Opslaan en terug naar controleren' }).click()
  await page.waitForURL('**/controleren')
  await send(page)
  await leave()
})

test('a link that was used shows the receipt and changes nothing', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  await page.goto(server.links.professional[0] ?? '')
  await page.waitForURL('**/verzonden')
  const refused = await page.request.post(`${server.address}/vragenlijst/antwoord`, {
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    data: { itemId: 'P01', version: 0, codes: [] },
  })
  expect(refused.status()).toBe(409)
  expect(await refused.json()).toMatchObject({ reason: 'already-sent' })
  await leave()
})
