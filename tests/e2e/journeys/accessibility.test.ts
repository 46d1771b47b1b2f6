import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import {
  adopt,
  answerEverything,
  beginAsBoard,
  beginAsProfessional,
  expectSaved,
  firstPage,
  goOn,
  openLink,
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

/** The page as it stands, at phone and desk width, and at the narrowest that has to fit. */
async function expectGood(page: Page): Promise<void> {
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(NARROW)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize(PHONE)
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${server.address}${path}`)
  await settled(page)
}

for (const role of ['professional', 'board'] as const) {
  test(`every page of the questionnaire for a ${role} is accessible, empty, with errors and filled in`, async () => {
    const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: PHONE })
    await openLink(page, server.links[role][0] ?? '')
    await expectGood(page)
    await open(page, '/vragenlijst/over-u')
    await expectGood(page)
    if (role === 'professional') {
      await page.getByRole('button', { name: 'Naar de vragen' }).click()
      await page.getByText('Er is nog iets niet goed ingevuld').waitFor()
      await expectGood(page)
    }
    await openLink(page, server.links[role][0] ?? '')
    if (role === 'professional') await beginAsProfessional(page, 'Fysiotherapeut of oefentherapeut')
    else await beginAsBoard(page)

    await open(page, '/vragenlijst/controleren')
    await expectGood(page)
    await page
      .getByRole('button', { name: role === 'board' ? /^Ik stel deze antwoorden vast/ : /^Verzend/ })
      .first()
      .click()
    await page
      .getByText(
        role === 'board' ? 'Er is nog iets niet goed ingevuld' : 'U hebt nog geen enkele vraag ingevuld',
      )
      .first()
      .waitFor()
    await expectGood(page)
    await open(page, '/vragenlijst/onderdelen')
    await expectGood(page)
    await page.getByRole('link', { name: 'Verder met de vragen' }).click()
    await firstPage(page)

    for (let pages = 0; pages < 40; pages++) {
      await expectGood(page)
      await answerEverything(page)
      for (const summary of await page.locator('main summary').all()) await summary.click()
      const remark = page.locator('main textarea').first()
      await remark.fill('x'.repeat(2_000))
      await page.getByRole('button', { name: /^Opslaan en/ }).click()
      await page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
      expect(await page.title()).toMatch(/^Fout: /)
      await expectGood(page)
      await remark.fill('Dat kan beter.')
      await expectSaved(page)
      await expectGood(page)
      if (!(await goOn(page))) break
    }
    await expectGood(page)
    await open(page, '/vragenlijst/onderdelen?bewaard')
    await expectGood(page)
    await open(page, '/vragenlijst')
    await expectGood(page)
    await open(page, '/vragenlijst/controleren')
    await (role === 'board' ? adopt(page) : send(page))
    await settled(page)
    await expectGood(page)
    expectNoComplaints()
    await leave()
  })
}

test('every staff page is accessible, and so is the report with all its evidence open', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await open(page, '/')
  await expectGood(page)
  const links = await page
    .locator('a[href^="/rondes/"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
  const rounds = [...new Set(links.map((link) => link.split('/').slice(0, 3).join('/')))]
  expect(rounds).toHaveLength(2)
  for (const round of rounds) {
    await open(page, round)
    await expectGood(page)
    await open(page, `${round}/resultaten`)
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
    await expectGood(page)
    await open(page, `${round}/concept`)
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
    await expectGood(page)
  }
  expectNoComplaints()
  await leave()
})

test('pages for everyone and pages that say no are accessible', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  for (const path of [
    '/privacy',
    '/toegankelijkheid',
    '/bestaat-niet',
    '/v/bestaat-niet',
    '/vragenlijst',
    '/rondes/bestaat-niet',
  ]) {
    await open(page, path)
    await expectGood(page)
  }
  const stranger = await visitor(browser, { viewport: DESK })
  await stranger.page.setExtraHTTPHeaders({ 'X-Forwarded-For': '203.0.113.7' })
  for (const path of ['/', '/rondes/x']) {
    await open(stranger.page, path)
    await expectGood(stranger.page)
  }
  await stranger.leave()
  expectNoComplaints()
  await leave()
})
