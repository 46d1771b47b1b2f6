import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import {
  adopt,
  answerEverything,
  beginAsBoard,
  beginAsProfessional,
  fillInEverything,
  firstPage,
  goOn,
  openLink,
  send,
  settled,
} from '../steps/questionnaire.ts'
import {
  addOrganisations,
  becomeAdministrator,
  beginRound,
  expectHeading,
  makeRegion,
  openTab,
  press,
} from '../steps/rounds.ts'
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

/** The page at phone, desk and the narrowest width. */
async function expectGood(page: Page): Promise<void> {
  for (const viewport of [DESK, PHONE]) {
    await page.setViewportSize(viewport)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(NARROW)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize(PHONE)
}

const codeOn = (page: Page) => page.locator('.rs-secret').innerText()

/** Enters a code and waits for what comes of it. */
async function enterCode(page: Page, address: string, code: string): Promise<void> {
  await page.goto(`${address}/vragenlijst/verbeteren`)
  await settled(page)
  await page.getByLabel('Uw code').fill(code)
  await press(page, 'Geef mij mijn antwoorden')
}

for (const javaScript of [true, false]) {
  test(`a professional corrects with the code on another device, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const link = server.links.professional[javaScript ? 0 : 1] ?? ''
    const first = await visitor(browser, { viewport: PHONE, javaScript })
    await openLink(first.page, link)
    await beginAsProfessional(first.page, 'Leefstijlcoach')
    await fillInEverything(first.page, 1)
    await send(first.page)
    const code = await codeOn(first.page)
    expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    if (javaScript) await expectGood(first.page)
    await first.page.getByRole('link', { name: 'Bekijk of print uw antwoorden' }).click()
    await first.page.getByRole('heading', { level: 1, name: 'Uw antwoorden' }).waitFor()
    expect(await first.page.getByText('Niet ingevuld').count()).toBeLessThan(5)
    if (javaScript) await expectGood(first.page)
    first.expectNoComplaints()
    await first.leave()

    const { page, leave } = await visitor(browser, { viewport: PHONE, javaScript })
    await page.goto(link)
    await settled(page)
    await page.getByText('Wij kunnen die code niet opnieuw geven').waitFor()
    await enterCode(page, server.address, 'abcd-efgh-jkmn-pqrs')
    await page
      .getByText(/Deze code werkt niet/)
      .first()
      .waitFor()
    expect(await page.title()).toMatch(/^Fout: /)
    if (javaScript) await expectGood(page)
    await enterCode(page, server.address, code.toUpperCase())
    await page.waitForURL('**/controleren')
    await page.getByText('Pas na verzenden geldt uw verbetering.').waitFor()
    expect(await page.getByText('Uw beroep').count()).toBe(0)
    await page.getByRole('link', { name: /^Wijzig vraag 1:/ }).click()
    await page.waitForURL('**/onderdeel/**')
    await settled(page)
    await answerEverything(page, 3)
    await page.getByRole('button', { name: 'Opslaan en terug naar controleren' }).click()
    await page.waitForURL('**/controleren')
    await settled(page)
    await send(page)
    const next = await codeOn(page)
    expect(next).not.toBe(code)
    await enterCode(page, server.address, code)
    await page
      .getByText(/Deze code werkt niet/)
      .first()
      .waitFor()
    await leave()
    expect(server.printed()).not.toContain(code)
  })
}

test('a board corrects with the same link', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await openLink(page, server.links.board[0] ?? '')
  await beginAsBoard(page)
  await fillInEverything(page, 1)
  await adopt(page)
  await expectGood(page)
  await page.getByRole('button', { name: 'Verbeter uw antwoorden' }).click()
  await page.waitForURL('**/controleren')
  await page.getByText('Verzendt u niet? Dan blijft staan wat u eerder verzond.').waitFor()
  await adopt(page)
  expectNoComplaints()
  await leave()
})

test('too many wrong codes from one place have to wait', async () => {
  const { page, leave } = await visitor(browser, { viewport: PHONE })
  let last = 0
  for (let turn = 0; turn < 31; turn += 1) {
    const answer = await page.request.post(`${server.address}/vragenlijst/verbeteren`, {
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      form: { code: 'abcd-efgh-jkmn-pqrs' },
    })
    last = answer.status()
    if (last === 429) expect(answer.headers()['retry-after']).toBe('900')
  }
  expect(last).toBe(429)
  await leave()
})

test('from a trial with remarks to the page on what was done with the answers', async () => {
  const own = await startServer({ DEMO: '0' })
  try {
    const staff = await visitor(browser, { viewport: DESK })
    const { page } = staff
    await becomeAdministrator(page, own.firstLink ?? '')
    await page.goto(`${own.address}/regios`)
    await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo')
    await addOrganisations(page, 'Huisartsenorganisatie', 'Praktijk De Linde; 12')
    await page.getByRole('link', { name: 'Klaar: maak een ronde' }).click()
    await expectHeading(page, 'Nieuwe ronde')
    await beginRound(page, 'Meting', 30)
    await press(page, 'Opslaan en verder')
    await expectHeading(page, 'Regels voor het tellen')
    await press(page, 'Opslaan en verder')
    await expectHeading(page, 'Wie ziet wat')
    await press(page, 'Leg dit vast')
    await page.getByRole('link', { name: 'Verder: proberen en openen' }).click()
    await expectHeading(page, 'De ronde openen')
    await press(page, 'Begin de proef')
    await page.getByText('Proef: antwoorden tellen niet mee').waitFor()
    await openTab(page, 'Proef')
    await page.getByText('Nog niemand zei iets over de vragen.').waitFor()
    await expectGood(page)
    await page.setViewportSize(DESK)
    await openTab(page, 'Uitnodigen')
    await page
      .getByRole('button', { name: /^Maak \d+ links?$/ })
      .first()
      .click()
    await settled(page)
    const link = (await page.locator('.rs-secret').allInnerTexts()).find((text) => text.includes('/v/')) ?? ''

    const tester = await visitor(browser, { viewport: PHONE })
    const begin = async () => {
      await tester.page.goto(link)
      await settled(tester.page)
      await tester.page
        .getByRole('button', { name: /Begin|begin opnieuw/ })
        .first()
        .click()
      await tester.page.getByRole('link', { name: 'Naar de vragenlijst' }).click()
      await tester.page.getByLabel('Wat is uw beroep?').selectOption({ index: 1 })
      await tester.page.getByRole('button', { name: 'Naar de vragen' }).click()
      await firstPage(tester.page)
    }
    await begin()
    await tester.page.getByText('Dit is een proef').waitFor()
    await expectGood(tester.page)
    await answerEverything(tester.page)
    await goOn(tester.page)
    await tester.page.goto(`${own.address}/vragenlijst/controleren`)
    await settled(tester.page)
    await tester.page.getByText('Dit is een proef').waitFor()
    await send(tester.page)
    await tester.page.getByRole('link', { name: 'Zeg per vraag of die begrijpelijk is' }).click()
    await tester.page.getByRole('heading', { level: 1, name: 'Wat vindt u van de vragen?' }).waitFor()
    await expectGood(tester.page)
    await tester.page.getByLabel('Nee').nth(1).check()
    await tester.page
      .getByLabel(/^Wat kan beter/)
      .nth(1)
      .fill('Wat is een sociale kaart?')
    await tester.page.getByLabel('Ja').first().check()
    await press(tester.page, 'Opslaan')
    await tester.page.getByText('Dank u wel, dit is bewaard').waitFor()

    await openTab(page, 'Proef')
    await page.getByText('Wat is een sociale kaart?').waitFor()
    await page.getByText(/in het midden, van 1 persoon die klaar is/).waitFor()
    await expectGood(page)
    await page.setViewportSize(DESK)
    await openTab(page, 'Openen')
    await press(page, 'Open de ronde')
    await page.getByText('Open: antwoorden komen binnen').waitFor()

    await begin()
    expect(await tester.page.getByText('Dit is een proef').count()).toBe(0)
    await answerEverything(tester.page)
    await goOn(tester.page)
    await tester.page.goto(`${own.address}/vragenlijst/controleren`)
    await settled(tester.page)
    await send(tester.page)
    const code = await codeOn(tester.page)
    await openTab(page, 'Verlengen of sluiten')
    await press(page, 'Sluit de ronde nu')
    await page.getByText(/^Gesloten\./).waitFor()

    await tester.page.goto(`${own.address}/vragenlijst`)
    await tester.page
      .getByRole('heading', { level: 1, name: 'Wat is er met de antwoorden gedaan?' })
      .waitFor()
    await tester.page.getByText('Het rapport is er nog niet.').waitFor()
    await expectGood(tester.page)
    await enterCode(tester.page, own.address, code)
    await tester.page
      .getByText(/Na de laatste dag werkt geen enkele code meer/)
      .first()
      .waitFor()
    tester.expectNoComplaints()
    await tester.leave()
    await staff.leave()
  } finally {
    await own.stop()
  }
})
