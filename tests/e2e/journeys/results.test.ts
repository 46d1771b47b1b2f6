/** From the overview to what one sentence rests on, on a desk and on the narrowest phone. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, visitor } from '../steps/browser.ts'
import { settled } from '../steps/questionnaire.ts'
import { startServer } from '../steps/server.ts'
import type { RunningServer } from '../steps/server.ts'

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startServer()])
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

for (const [name, viewport] of [
  ['on a desk', DESK],
  ['on a phone of 320 pixels', NARROW],
] as const) {
  test(`a board walks ${name} from the overview to the questions behind a difference, in two steps`, async () => {
    const { page, leave, expectNoComplaints } = await visitor(browser, { viewport })
    const round = await closedRound()
    await page.goto(`${server.address}${round}/resultaten`)
    await settled(page)
    await expectGood(page)
    const difference = page.getByRole('link', { name: /^Waar blijkt dat uit\?/ }).first()
    const target = new URL((await difference.getAttribute('href')) ?? '', server.address).hash
    await difference.click()
    await page.waitForURL(/\/resultaten\/.+#/)
    await settled(page)
    const criterion = page.locator(target)
    await criterion.locator('summary').first().click()
    await criterion.getByText(/^Regel\./).waitFor()
    await criterion
      .getByText(/^Vraag /)
      .first()
      .waitFor()
    expect(await criterion.getByRole('img').count()).toBeGreaterThan(1)
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
    await expectGood(page)
    for (const path of ['hoe-zeker', 'methode']) {
      await page.goto(`${server.address}${round}/${path}`)
      await settled(page)
      await expectGood(page)
    }
    expectNoComplaints()
    await leave()
  })
}

test('an open round says why there is nothing yet, and a theme that is not there is not found', async () => {
  const { page, leave } = await visitor(browser, { viewport: DESK })
  await page.goto(`${server.address}/`)
  const rounds = await page
    .locator('.rs-card', { hasText: 'Open: antwoorden komen binnen' })
    .locator('a[href^="/rondes/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  await page.goto(`${server.address}${rounds[0]}/resultaten`)
  await settled(page)
  await page.getByText('De ronde is nog open').waitFor()
  await page.getByText(/^Er zijn nog geen antwoorden/).waitFor()
  await expectGood(page)
  for (const path of ['hoe-zeker', 'methode']) {
    await page.goto(`${server.address}${rounds[0]}/${path}`)
    await settled(page)
    await expectGood(page)
  }
  const missing = await page.goto(`${server.address}${rounds[0]}/resultaten/bestaat-niet`)
  expect(missing?.status()).toBe(404)
  await leave()
})

async function closedRound(): Promise<string> {
  const { page, leave } = await visitor(browser, { viewport: DESK })
  await page.goto(`${server.address}/`)
  const link = page.locator('.rs-card', { hasText: 'Gesloten' }).locator('a[href^="/rondes/"]').first()
  const href = (await link.getAttribute('href')) ?? ''
  await leave()
  return href
}

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}
