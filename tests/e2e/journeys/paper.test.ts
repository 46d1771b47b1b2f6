import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import { fillInEverything, firstPage, send, settled } from '../steps/questionnaire.ts'
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

async function expectGood(page: Page, name: string): Promise<void> {
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    // Where the pictures of the pages go, when someone wants to see them.
    if (process.env.PICTURES) {
      const path = `${process.env.PICTURES}/${name}-${viewport.width}.png`
      await page.screenshot({ path, fullPage: true })
    }
  }
  await page.setViewportSize(NARROW)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize(DESK)
}

test('a coordinator prints a form, types two over by keyboard, and a team answers as one', async () => {
  const { page } = await visitor(browser, { viewport: DESK })
  await becomeAdministrator(page, server.firstLink ?? '')
  await page.goto(`${server.address}/regios`)
  await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo')
  await addOrganisations(page, 1, 'Praktijk De Linde; 24\nPraktijk De Brug; 12')
  await addOrganisations(page, 2, 'Gemeente Voorbeeld; 12')
  await page.getByRole('link', { name: 'Klaar: maak een ronde' }).click()
  await beginRound(page, 'Meting', 30)
  await openTab(page, 'Wie ziet wat')
  await press(page, 'Leg dit vast')
  await openTab(page, 'Openen')
  await press(page, 'Open de ronde')
  await page.getByText('Open: antwoorden komen binnen').waitFor()

  await openTab(page, 'Papier en teams')
  await expectHeading(page, 'Op papier en met een team')
  await press(page, 'Bewaar')
  await page.getByText('Vul in waar mensen het formulier kunnen inleveren.').first().waitFor()
  await page.getByLabel('Waar kunnen mensen het formulier inleveren?').fill('Doe het in de bus bij de balie')
  await press(page, 'Bewaar')
  await page.getByText('Het staat voortaan op de formulieren.').waitFor()
  await expectGood(page, 'paper')
  const href = await page.getByRole('link', { name: 'Formulier voor professionals' }).getAttribute('href')
  const pdf = await page.request.get(`${server.address}${href ?? ''}`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')

  await page.getByRole('link', { name: 'Een formulier van professionals overtypen' }).click()
  await settled(page)
  await page.getByLabel('Wat past bij het werk (letters)').fill('A Z')
  await press(page, 'Bewaar en ga naar het volgende formulier')
  await page.getByText('deze letter staat niet op het formulier').first().waitFor()
  await expectGood(page, 'paper-entry-wrong')
  for (const form of [1, 2]) {
    await page.getByText(`Dit wordt formulier ${form} van deze groep.`).waitFor()
    await page.getByLabel('Beroep (nummer)').fill('1')
    await page.getByLabel('Wat past bij het werk (letters)').fill('A B')
    await page.getByLabel(/^1\. /).fill('4')
    await page.keyboard.press('Tab')
    await page.keyboard.type('3')
    await page.keyboard.press('Enter')
    await page.getByText(`Formulier ${form} is ingevoerd.`).waitFor()
    await settled(page)
  }
  await expectGood(page, 'paper-entry')

  await openTab(page, 'Papier en teams')
  await page.getByText('2 formulieren overgetypt').waitFor()
  await page.getByLabel('Van welke organisatie is het team?').selectOption({ index: 1 })
  await press(page, 'Maak een link voor een team')
  const link = (await page.locator('.rs-secret').textContent())?.trim() ?? ''
  await expectGood(page, 'team')

  const team = await visitor(browser, { viewport: PHONE })
  await team.page.goto(link)
  await settled(team.page)
  await team.page.getByRole('link', { name: 'Begin met de vragenlijst' }).first().click()
  await expectHeading(team.page, 'Wat doet u als team?')
  await settled(team.page)
  await team.page.getByRole('checkbox').first().check()
  await team.page.getByRole('button', { name: 'Naar de vragen' }).click()
  await team.page.getByText('Schrijf met hoeveel mensen u bent').first().waitFor()
  await expectGood(team.page, 'team-begin')
  await team.page.getByLabel('Met hoeveel mensen bent u?').fill('8')
  await team.page.getByRole('checkbox').first().check()
  await team.page.getByRole('button', { name: 'Naar de vragen' }).click()
  await firstPage(team.page)
  await fillInEverything(team.page)
  await send(team.page)

  await openTab(page, 'Overzicht')
  await page.getByText('3 vragenlijsten verzonden').waitFor()
  await openTab(page, 'Papier en teams')
  await page.getByText('Dit team heeft verzonden.').waitFor()

  await openTab(page, 'Verlengen of sluiten')
  await press(page, 'Sluit de ronde nu')
  await openTab(page, 'Vaststellen')
  await page.getByRole('link', { name: 'Bewaren en wissen van de antwoorden' }).click()
  await expectHeading(page, 'Bewaren en wissen')
  await expectGood(page, 'erasure')
})
