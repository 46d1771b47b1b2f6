import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import {
  addOrganisations,
  becomeAdministrator,
  beginRound,
  dayAfter,
  expectHeading,
  makeRegion,
  openTab,
  press,
} from '../steps/rounds.ts'
import { answerEverything, firstPage, goOn, send, settled } from '../steps/questionnaire.ts'
import { startServer } from '../steps/server.ts'
import type { RunningServer } from '../steps/server.ts'

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
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
  await page.setViewportSize(DESK)
}

for (const javaScript of [true, false]) {
  test(`from an empty database to an adopted round and its copy, ${javaScript ? 'every page accessible' : 'without JavaScript'}`, async () => {
    server = await startServer({ DEMO: '0' })
    try {
      const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK, javaScript })
      // axe itself is a script.
      const good = async () => {
        if (javaScript) await expectGood(page)
        else await expectNoSidewaysScroll(page)
      }
      await becomeAdministrator(page, server.firstLink ?? '')
      await page.goto(`${server.address}/regios`)
      await good()

      await page.getByRole('link', { name: 'Maak een regio' }).click()
      await page.getByRole('heading', { name: 'Nieuwe regio' }).waitFor()
      await page.getByLabel('Gemeenten').fill('Almelo')
      await press(page, 'Maak de regio')
      await page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
      expect(await page.title()).toMatch(/^Fout: /)
      expect(await page.getByLabel('Gemeenten').inputValue()).toBe('Almelo')
      await good()
      await page.goto(`${server.address}/regios`)
      await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo\nGM0147 Borne')
      await good()

      await addOrganisations(page, 'Huisartsenorganisatie', 'Praktijk De Linde; 30\nPraktijk De Brug; 20')
      await addOrganisations(page, 'Gemeente', 'Gemeente Voorbeeld; 12')
      await addOrganisations(page, 'Ziekenhuis', 'Ziekenhuis Midden; 9')
      await good()
      await page.getByRole('link', { name: 'Praktijk De Linde' }).click()
      await expectHeading(page, 'Praktijk De Linde')
      await good()
      await page.getByLabel('Hoeveel mensen kunt u hier vragen?').fill('24')
      await press(page, 'Opslaan')
      await page.getByText('ongeveer 24 mensen').waitFor()

      await page.getByRole('link', { name: 'Klaar: maak een ronde' }).click()
      await expectHeading(page, 'Nieuwe ronde')
      await press(page, 'Opslaan en verder')
      await page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
      await good()
      await beginRound(page, 'Meting', 30)
      await good()
      await press(page, 'Opslaan en verder')
      await expectHeading(page, 'Regels voor het tellen')
      await good()
      await page.getByLabel('Vanaf hoeveel mensen is er een cijfer?').fill('1')
      await press(page, 'Opslaan en verder')
      await page
        .getByText(/Dit getal is te laag/)
        .first()
        .waitFor()
      await page.getByLabel('Vanaf hoeveel mensen is er een cijfer?').fill('5')
      await press(page, 'Opslaan en verder')

      await expectHeading(page, 'Wie ziet wat')
      await openTab(page, 'Openen')
      await page
        .getByRole('heading', { name: 'Dit moet eerst' })
        .or(page.getByText('Dit moet eerst'))
        .first()
        .waitFor()
      expect(await page.getByRole('button', { name: 'Open de ronde' }).count()).toBe(0)
      await good()
      await openTab(page, 'Wie ziet wat')
      await good()
      await press(page, 'Leg dit vast')
      await page.getByText('Uw keuzes zijn opgeslagen').waitFor()
      const boards = page.getByRole('group', { name: /bestuurders/i })
      await boards.getByLabel('Hoeveel mensen antwoorden?').fill('6')
      await boards.getByLabel('Van hoeveel organisaties?').fill('2')
      await press(page, 'Laat zien')
      await page.getByText(/Met 6 bestuurders van 2 organisaties: wie ziet wat/).waitFor()
      await page.getByText('Nee: pas vanaf 3 organisaties').first().waitFor()
      await good()

      await openTab(page, 'Overzicht')
      await page.getByText('In vijf stappen open').waitFor()
      await good()
      await openTab(page, 'Planning')
      await page.getByText('Overleg van de bestuurders', { exact: true }).waitFor()
      await good()
      await openTab(page, 'Openen')
      await good()
      await press(page, 'Begin de proef')
      await page.getByText('Proef: antwoorden tellen niet mee').waitFor()
      await good()
      await openTab(page, 'Openen')
      await press(page, 'Open de ronde')
      await page.getByText('Open: antwoorden komen binnen').waitFor()
      await page
        .getByText(/Bel deze/)
        .first()
        .waitFor()
      await good()
      await openTab(page, 'Analyseplan')
      await page
        .getByText(/^[0-9a-f]{64}$/)
        .first()
        .waitFor()
      await good()
      await openTab(page, 'Deelnemers')
      expect(await page.getByRole('button', { name: 'Opslaan en verder' }).count()).toBe(0)
      await good()
      await openTab(page, 'Wie ziet wat')
      expect(await page.getByLabel('Iedereen: het rapport komt op een openbare pagina').isDisabled()).toBe(
        true,
      )
      await good()

      await openTab(page, 'Verlengen of sluiten')
      await page.getByLabel('Nieuwe laatste dag').fill(dayAfter(10))
      await press(page, 'Verleng de ronde')
      await page
        .getByText(/Kies een dag na de laatste dag/)
        .first()
        .waitFor()
      await good()
      await page.getByLabel('Nieuwe laatste dag').fill(dayAfter(37))
      await press(page, 'Verleng de ronde')
      await page.getByText(/verlengd: eerst was dat/).waitFor()
      await openTab(page, 'Verlengen of sluiten')
      await press(page, 'Sluit de ronde nu')
      await page.getByText(/^Gesloten\./).waitFor()
      await good()
      await openTab(page, 'Vaststellen')
      await good()
      await press(page, 'Stel de uitkomst vast')
      await page.getByText(/^Vastgesteld\./).waitFor()
      await openTab(page, 'Vaststellen')
      await press(page, 'Maak een kopie')
      await page.getByText(/^In voorbereiding\./).waitFor()
      await page.getByRole('link', { name: 'Regio Proefland' }).click()
      await expectHeading(page, 'Regio Proefland')
      await good()
      expectNoComplaints()
      await leave()
    } finally {
      await server.stop()
    }
  })
}

/** The links on the page of a role's section, in the order of its organisations. */
async function linksOf(page: Page, heading: string): Promise<string[]> {
  const section = page.locator('section', { has: page.getByRole('heading', { level: 2, name: heading }) })
  return section.locator('.rs-secret').allInnerTexts()
}

/** Someone anonymous with the link of an organisation begins, answers one page and sends. */
async function answerByOpenLink(link: string): Promise<void> {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: PHONE })
  await page.goto(link)
  await settled(page)
  await page.getByRole('button', { name: 'Begin' }).first().click()
  await page.getByRole('link', { name: 'Naar de vragenlijst' }).click()
  await page.getByLabel('Wat is uw beroep?').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Naar de vragen' }).click()
  await firstPage(page)
  await answerEverything(page)
  await goOn(page)
  await page.goto(new URL('/vragenlijst/controleren', link).href)
  await settled(page)
  await send(page)
  expectNoComplaints()
  await leave()
}

test('from an empty database to a closed round with answers, only through the screens', async () => {
  server = await startServer({ DEMO: '0' })
  try {
    const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
    await becomeAdministrator(page, server.firstLink ?? '')
    await page.goto(`${server.address}/regios`)
    await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo')
    await addOrganisations(page, 'Huisartsenorganisatie', 'Praktijk De Linde; 12\nPraktijk De Brug; 9')
    await addOrganisations(page, 'Gemeente', 'Gemeente Voorbeeld; 6')
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
    await press(page, 'Open de ronde')
    await openTab(page, 'Uitnodigen')
    await press(page, 'Maak 3 links')
    const people = await linksOf(page, 'Voor professionals')
    expect(people).toHaveLength(3)

    // Six of one practice and none of the others: one organisation outweighs the rest.
    const largest = people[1] ?? ''
    for (let person = 0; person < 6; person++) await answerByOpenLink(largest)

    await openTab(page, 'Overzicht')
    const professionals = page.locator('section', {
      has: page.getByRole('heading', { level: 2, name: 'Professionals' }),
    })
    await professionals.getByText('6 vragenlijsten verzonden').waitFor()
    await professionals.getByText('Bel deze twee organisaties').waitFor()
    await professionals.getByText('Eén organisatie weegt zwaar').waitFor()
    await expectGood(page)
    await openTab(page, 'Verlengen of sluiten')
    await press(page, 'Sluit de ronde nu')
    await page.getByText(/^Gesloten\./).waitFor()
    await expectGood(page)
    await page.getByRole('link', { name: 'Bekijk de resultaten' }).click()
    await settled(page)
    await expectGood(page)
    expectNoComplaints()
    await leave()
  } finally {
    await server.stop()
  }
})
