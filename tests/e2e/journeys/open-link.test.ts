import { writeFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import { settled } from '../steps/questionnaire.ts'
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
  ;[browser, server] = await Promise.all([openBrowser(), startServer({ DEMO: '0' })])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

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

/** Where the pictures of the pages go, when someone wants to see them. */
const pictures = process.env.PICTURES
async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

test('a practice shares one link: everyone begins alone, goes on by an own link, and no script is needed', async () => {
  const staff = await visitor(browser, { viewport: DESK })
  const { page } = staff
  await becomeAdministrator(page, server.firstLink ?? '')
  await page.goto(`${server.address}/regios`)
  await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo')
  await addOrganisations(page, 1, 'Praktijk De Linde; 24\nPraktijk De Brug; 12')
  await addOrganisations(page, 2, 'Gemeente Voorbeeld; 12')
  await page.getByRole('link', { name: 'Klaar: maak een ronde' }).click()
  await beginRound(page, 'Meting', 30)

  await openTab(page, 'Uitnodigen')
  await expectHeading(page, /Uitnodigen/)
  await expectGood(page)
  await page.setViewportSize(DESK)
  await press(page, 'Maak 3 links')
  await page.getByText('De links zijn gemaakt.').waitFor()
  for (const summary of await page.locator('main summary').all()) await summary.click()
  await expectGood(page)
  await picture(page, 'links-phone')
  await page.setViewportSize(DESK)
  await picture(page, 'links-desk')
  const link = (await page.locator('.rs-secret').first().textContent())?.trim() ?? ''
  expect(new URL(link).pathname).toMatch(/^\/v\/[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
  const file = await page
    .getByRole('link', { name: /^Poster/ })
    .first()
    .getAttribute('href')
  const poster = await page.request.get(`${server.address}${file ?? ''}`)
  if (pictures) await writeFile(`${pictures}/poster.pdf`, await poster.body())
  expect(poster.headers()['content-type']).toBe('application/pdf')

  const early = await visitor(browser, { viewport: PHONE, javaScript: false })
  await early.page.goto(link)
  await early.page.getByText('De vragenlijst is nog niet open').waitFor()

  await openTab(page, 'Wie ziet wat')
  await press(page, 'Leg dit vast')
  await openTab(page, 'Openen')
  await press(page, 'Open de ronde')
  await page.getByText('Open: antwoorden komen binnen').waitFor()

  const phone = await visitor(browser, { viewport: PHONE, javaScript: false })
  await phone.page.goto(link)
  expect(new URL(phone.page.url()).pathname).toBe('/vragenlijst/meedoen')
  await expectHeading(phone.page, /Hoe goed helpt uw regio/)
  await picture(phone.page, 'begin-phone')
  await phone.page.getByRole('button', { name: 'Begin' }).first().click()
  await expectHeading(phone.page, 'Dit is uw eigen link')
  const own = (await phone.page.locator('.rs-secret').textContent())?.trim() ?? ''
  await picture(phone.page, 'own-link-phone')
  await phone.page.getByRole('link', { name: 'Naar de vragenlijst' }).click()
  expect(new URL(phone.page.url()).pathname).toBe('/vragenlijst/over-u')
  await phone.page.goto(link)
  await phone.page.getByText('Op dit apparaat is al iemand begonnen').first().waitFor()
  await picture(phone.page, 'begun-here-phone')

  const desk = await visitor(browser, { viewport: DESK })
  await desk.page.goto(link)
  await settled(desk.page)
  await expectGood(desk.page)
  await desk.page.getByRole('button', { name: 'Begin' }).first().click()
  await expectHeading(desk.page, 'Dit is uw eigen link')
  await settled(desk.page)
  await expectGood(desk.page)
  expect((await desk.page.locator('.rs-secret').textContent())?.trim()).not.toBe(own)
  await desk.page.goto(link)
  await settled(desk.page)
  await expectGood(desk.page)
  desk.expectNoComplaints()

  const elsewhere = await visitor(browser, { viewport: PHONE, javaScript: false })
  await elsewhere.page.goto(own)
  expect(new URL(elsewhere.page.url()).pathname).toBe('/vragenlijst')
  await elsewhere.page.getByRole('link', { name: 'Begin met de vragenlijst' }).first().click()
  expect(new URL(elsewhere.page.url()).pathname).toBe('/vragenlijst/over-u')
  staff.expectNoComplaints()
  for (const one of [staff, early, phone, desk, elsewhere]) await one.leave()
})

test('a list of people becomes personal links after a look at it', async () => {
  const fresh = await startServer({ DEMO: '0' })
  try {
    const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
    await becomeAdministrator(page, fresh.firstLink ?? '')
    await page.goto(`${fresh.address}/regios`)
    await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo')
    await addOrganisations(page, 1, 'Praktijk De Linde; 24\nPraktijk De Brug; 12')
    await page.getByRole('link', { name: 'Klaar: maak een ronde' }).click()
    await beginRound(page, 'Meting', 30)
    await openTab(page, 'Uitnodigen')
    await page.getByRole('link', { name: 'uitnodigen op naam' }).click()
    await expectHeading(page, 'Uitnodigen op naam')
    await expectGood(page)
    await page.getByRole('link', { name: 'Voeg mensen toe' }).click()
    await expectHeading(page, 'Mensen toevoegen')
    await press(page, 'Bekijk de lijst')
    await page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
    await expectGood(page)
    await page.getByLabel('Bestand', { exact: true }).setInputFiles({
      name: 'lijst.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Wie;Mail;Praktijk\r\nZo\u00eb;zoe@example.nl;Praktijk De Linde\r\nBert;bert;Praktijk De Brug\r\n',
        'latin1',
      ),
    })
    await press(page, 'Bekijk de lijst')
    await expectHeading(page, 'Klopt deze lijst?')
    await page.getByText('Geen e-mailadres').first().waitFor()
    await expectGood(page)
    await page.setViewportSize(DESK)
    await page.getByLabel('Naam', { exact: true }).selectOption({ label: 'Wie' })
    await page.getByLabel('E-mailadres', { exact: true }).selectOption({ label: 'Mail' })
    await press(page, 'Bekijk opnieuw')
    await page.getByText('Dit is geen e-mailadres').waitFor()
    await expectGood(page)
    await picture(page, 'list-phone')
    await press(page, 'Voeg 1 persoon toe')
    await expectHeading(page, 'Uitnodigen op naam')
    await page.getByRole('heading', { name: 'Zoë' }).waitFor()
    for (const summary of await page.locator('main summary').all()) await summary.click()
    await expectGood(page)
    await picture(page, 'people-phone')
    const file = await page.getByRole('link', { name: /^Bestand om/ }).getAttribute('href')
    const merge = await (await page.request.get(`${fresh.address}${file ?? ''}`)).text()
    expect(merge).toMatch(/^\uFEFFNaam;E-mail;Organisatie;Link\r\nZoë;zoe@example\.nl;Praktijk De Linde;http/)
    await press(page, 'Trek de uitnodiging in')
    await page.getByText('De uitnodiging is ingetrokken').waitFor()
    expectNoComplaints()
    await leave()
  } finally {
    await fresh.stop()
  }
})
