import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import {
  adopt,
  beginAsBoard,
  beginAsProfessional,
  fillInEverything,
  openLink,
  questions,
  send,
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

test('a professional fills in and sends on a phone without JavaScript', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE, javaScript: false })
  await openLink(page, server.links.professional[0] ?? '')
  await beginAsProfessional(page, 'Leefstijlcoach')
  await fillInEverything(page)
  await send(page)
  await leave()
})

test('a board member fills in and sends on a desk without JavaScript', async () => {
  const { page, leave } = await visitor(browser, { viewport: DESK, javaScript: false })
  await openLink(page, server.links.board[0] ?? '')
  await beginAsBoard(page)
  await fillInEverything(page)
  await adopt(page)
  await leave()
})

test('without JavaScript a page that is refused comes back with what was filled in, and says what to mend', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE, javaScript: false })
  await openLink(page, server.links.professional[1] ?? '')
  await beginAsProfessional(page, 'Huisarts')
  const remark = 'Te lang. '.repeat(80)
  await questions(page).first().getByRole('radio').nth(3).check()
  await page.locator('main summary').first().click()
  await page
    .getByLabel(/^Uw toelichting/)
    .first()
    .fill(remark)
  await page.getByRole('button', { name: 'Opslaan en verder' }).click()
  await settled(page)
  expect(await page.title()).toMatch(/^Fout: /)
  const link = page.getByRole('link', { name: /^Vraag 1: Deze tekst is te lang/ })
  const field = page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`)
  expect(await field.inputValue()).toBe(remark)
  expect(await questions(page).first().getByRole('radio').nth(3).isChecked()).toBe(true)
  await field.fill('Korter.')
  await page.getByRole('button', { name: 'Opslaan en verder' }).click()
  await page
    .getByText(/^Onderdeel 2 van/)
    .first()
    .waitFor()
  await leave()
})

test('without JavaScript the choice of work is refused with words when it is left empty', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE, javaScript: false })
  await openLink(page, server.links.professional[2] ?? '')
  await page.goto(`${server.address}/vragenlijst/over-u`)
  await page.getByRole('button', { name: 'Naar de vragen' }).click()
  await page.getByRole('link', { name: 'Kies uw beroep.' }).waitFor()
  expect(await page.title()).toMatch(/^Fout: /)
  await leave()
})
