import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import {
  answerEverything,
  beginAsBoard,
  expectSaved,
  fillInEverything,
  goOn,
  openLink,
  questions,
  settled,
} from '../steps/questionnaire.ts'
import {
  addOrganisations,
  becomeAdministrator,
  beginRound,
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

/** Where the pictures of the pages go, when someone wants to see them. */
const pictures = process.env.PICTURES

async function expectGood(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of [
    ['phone', PHONE],
    ['desk', DESK],
  ] as const) {
    await page.setViewportSize(viewport)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${size}.png`, fullPage: true })
  }
  await page.setViewportSize(NARROW)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize(DESK)
}

/** A region with two boards and an open round; gives the link of each board, in the order of their names. */
async function openRoundForTwoBoards(page: Page): Promise<string[]> {
  await becomeAdministrator(page, server.firstLink ?? '')
  await page.goto(`${server.address}/regios`)
  await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo')
  await addOrganisations(page, 'Gemeente', 'Gemeente Aadorp; 12')
  await addOrganisations(page, 'Ziekenhuis', 'Ziekenhuis Zuid; 40')
  await page.getByRole('link', { name: 'Klaar: maak een ronde' }).click()
  await beginRound(page, 'Meting', 30)
  await openTab(page, 'Uitnodigen')
  await page.getByRole('link', { name: 'uitnodigen op naam' }).click()
  await page.getByRole('link', { name: 'Voeg mensen toe' }).click()
  await page.getByRole('radio', { name: 'Bestuurders', exact: false }).check()
  await page.getByLabel('Bestand', { exact: true }).setInputFiles({
    name: 'lijst.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Naam;E-mail;Organisatie\r\nAnna Vries;anna@example.nl;Gemeente Aadorp\r\nZoe Zand;zoe@example.nl;Ziekenhuis Zuid\r\n',
    ),
  })
  await press(page, 'Bekijk de lijst')
  await press(page, 'Voeg 2 mensen toe')
  for (const summary of await page.locator('main summary').all()) await summary.click()
  const links = await page.locator('.rs-secret').allTextContents()
  await openTab(page, 'Wie ziet wat')
  await press(page, 'Leg dit vast')
  await openTab(page, 'Openen')
  await press(page, 'Open de ronde')
  await page.getByText('Open: antwoorden komen binnen').waitFor()
  return links.map((link) => link.trim())
}

test('an officer and a colleague fill in together, the director adopts; another board is not adopted and stays out', async () => {
  const staff = await visitor(browser, { viewport: DESK })
  const [first = '', second = ''] = await openRoundForTwoBoards(staff.page)

  // The officer begins, and asks a colleague.
  const officer = await visitor(browser, { viewport: DESK })
  await openLink(officer.page, first)
  await beginAsBoard(officer.page)
  const page = officer.page.url()
  await officer.page.goto(`${server.address}/vragenlijst/samen`)
  await settled(officer.page)
  await officer.page.getByLabel('Naam van uw collega').fill('Bob de Boer')
  await press(officer.page, 'Maak een link')
  await officer.page.getByRole('heading', { name: 'Bob de Boer' }).waitFor()
  expect(await officer.page.getByLabel('Naam van uw collega').inputValue()).toBe('')
  await expectGood(officer.page, 'together')
  const colleagueLink = (await officer.page.locator('.rs-secret').textContent())?.trim() ?? ''
  await officer.page.goto(page)
  await settled(officer.page)

  // Both change the first question: the second sees it, and chooses.
  const colleague = await visitor(browser, { viewport: PHONE })
  await openLink(colleague.page, colleagueLink)
  await colleague.page.goto(page)
  await settled(colleague.page)
  await questions(officer.page).first().getByRole('radio').nth(0).check()
  await expectSaved(officer.page)
  await questions(colleague.page).first().getByRole('radio').nth(2).check()
  await colleague.page.getByText('Anna Vries veranderde dit antwoord').waitFor()
  await expectGood(colleague.page, 'conflict')
  await colleague.page.getByRole('button', { name: 'Bewaar mijn antwoord' }).click()
  await expectSaved(colleague.page)
  await officer.page.reload()
  await settled(officer.page)
  await officer.page.getByText('Laatst gewijzigd door Bob de Boer').first().waitFor()
  expect(await questions(officer.page).first().getByRole('radio').nth(2).isChecked()).toBe(true)

  // Evidence in three fields.
  await officer.page.locator('main summary').first().click()
  await officer.page
    .getByLabel(/^Naam van het document/)
    .first()
    .fill('Regioplan Aadorp')
  await officer.page
    .getByLabel(/^Datum van het document/)
    .first()
    .fill('2025-03-01')
  await officer.page.getByLabel(/^Link/).first().fill('https://example.nl/plan')
  await expectSaved(officer.page)
  await expectGood(officer.page, 'question')
  await fillInEverything(officer.page)
  await officer.page.getByText('Regioplan Aadorp, 1 maart 2025').first().waitFor()
  await expectGood(officer.page, 'check')

  // The colleague cannot send; the officer lays it before the director.
  await colleague.page.goto(`${server.address}/vragenlijst/controleren`)
  expect(await colleague.page.getByRole('button', { name: /vast namens/ }).count()).toBe(0)
  await officer.page.getByRole('link', { name: 'Leg voor aan de bestuurder' }).click()
  await officer.page.getByLabel('Naam van de bestuurder').fill('Dirk Baas')
  await expectGood(officer.page, 'present')
  await press(officer.page, 'Leg voor aan de bestuurder')
  await officer.page.getByRole('heading', { name: 'De antwoorden liggen bij de bestuurder' }).waitFor()
  await expectGood(officer.page, 'presented')
  const directorLink = (await officer.page.locator('.rs-secret').textContent())?.trim() ?? ''

  // The director gives it back once, and adopts then.
  const director = await visitor(browser, { viewport: PHONE, javaScript: false })
  await director.page.goto(directorLink)
  await director.page.getByRole('heading', { name: 'Stelt u deze antwoorden vast?' }).waitFor()
  await director.page.getByText('Geef de antwoorden terug').click()
  await director.page.getByRole('button', { name: 'Geef terug' }).click()
  await director.page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
  await director.page.getByLabel('Wat moet er anders?').fill('Het regioplan is van 2026.')
  await director.page.getByRole('button', { name: 'Geef terug' }).click()
  await director.page.getByRole('heading', { name: 'De antwoorden liggen niet bij u' }).waitFor()
  await officer.page.goto(`${server.address}/vragenlijst/controleren`)
  await officer.page.getByText('Het regioplan is van 2026.').waitFor()
  await officer.page.goto(`${server.address}/vragenlijst/vaststellen`)
  await settled(officer.page)
  await press(officer.page, 'Leg voor aan de bestuurder')
  const desk = await visitor(browser, { viewport: DESK })
  await desk.page.goto(directorLink)
  await settled(desk.page)
  await expectGood(desk.page, 'director')
  await desk.page.getByLabel('Uw functie').fill('wethouder')
  await desk.page.getByRole('button', { name: /^Ik stel deze antwoorden vast namens/ }).click()
  await desk.page.getByRole('heading', { name: /zijn vastgesteld$/ }).waitFor()
  await expectGood(desk.page, 'adopted')

  // Another board fills in, and nobody adopts.
  const other = await visitor(browser, { viewport: DESK })
  await openLink(other.page, second)
  await beginAsBoard(other.page)
  await answerEverything(other.page)
  await goOn(other.page)

  await openTab(staff.page, 'Overzicht')
  await staff.page.getByRole('row', { name: /Gemeente Aadorp Vastgesteld/ }).waitFor()
  await staff.page.getByRole('row', { name: /Ziekenhuis Zuid Begonnen/ }).waitFor()
  await expectGood(staff.page, 'coordinator')
  await openTab(staff.page, 'Verlengen of sluiten')
  await staff.page
    .getByRole('button', { name: /^Sluit/ })
    .first()
    .click()
  // The page of a closed round has another tab in its place.
  await staff.page
    .getByRole('navigation', { name: 'Deze ronde' })
    .getByRole('link', { name: 'Vaststellen' })
    .waitFor()
  await settled(staff.page)
  await openTab(staff.page, 'Overzicht')
  await staff.page.getByRole('row', { name: /Ziekenhuis Zuid Ingevuld, niet vastgesteld/ }).waitFor()
  await staff.page.getByRole('link', { name: 'Bekijk de resultaten' }).click()
  await staff.page.getByText('Ziekenhuis: wel ingevuld, niet vastgesteld').waitFor()
  await expectGood(staff.page, 'results')
  for (const one of [staff, officer, colleague, desk, other]) one.expectNoComplaints()
  for (const one of [staff, officer, colleague, director, desk, other]) await one.leave()
}, 240_000)
