/** Figures about a region from a file, and data packages side by side, as people do it in a browser. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPackage } from '../../make/data-package.ts'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import { settled } from '../steps/questionnaire.ts'
import { becomeAdministrator } from '../steps/staff.ts'
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
  await page.setViewportSize(DESK)
}

/** The shape of RIVM's download, with invented values. */
const TABLE = [
  '"ID";"Leeftijd";"Marges";"WijkenEnBuurten";"Perioden";"Gemeentenaam_1";"Overgewicht_9";"ErnstigOvergewicht_10";"Roker_11"',
  '"0";"20300";"MW00000";"NL01      ";"2022JJ00";"Nederland";"  50.0";"  15.0";"  14.0"',
  '"1";"20300";"MW00000";"GM0141    ";"2022JJ00";"Almelo";"  57.1";"  15.7";"     ."',
].join('\r\n')

const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

test('a coordinator reads figures from a file after a look at them, types one, and takes one away', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await becomeAdministrator(page, server)
  await page.goto(`${server.address}/regios/nieuw`)
  await settled(page)
  await page.getByLabel('Naam van de regio').fill('Arbeidsongeschiktheidsverzekeringsmaatschappijenregio')
  await page.getByLabel('Gemeenten').fill('GM0141 Almelo')
  await page.getByLabel('Ik word zelf coördinator van deze regio').check()
  await page.getByRole('button', { name: 'Maak de regio' }).click()
  await page.waitForURL(/\/regios\/(?!nieuw)/)
  const region = /\/regios\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? ''
  await page.goto(`${server.address}${region}`)
  await settled(page)
  await page.getByRole('link', { name: 'Cijfers over de regio' }).click()
  await page.getByRole('heading', { name: 'Er zijn nog geen cijfers' }).waitFor()
  await settled(page)
  await expectGood(page)

  await page.getByRole('link', { name: 'Lees een bestand van CBS of RIVM' }).click()
  await page.getByRole('heading', { name: 'Cijfers inlezen' }).waitFor()
  await settled(page)
  await expectGood(page)
  await page.getByLabel('Bestand').setInputFiles(fileOf('86059NED.csv', 'RegioS;Naam_2\nGM0141;Almelo\n'))
  await page.getByRole('button', { name: 'Bekijk de cijfers' }).click()
  await page.getByText('Tabel 86059NED heeft geen percentages per gemeente').first().waitFor()
  await expectGood(page)
  await page.getByLabel('Bestand').setInputFiles(fileOf('50120NED.csv', TABLE))
  await page.getByRole('button', { name: 'Bekijk de cijfers' }).click()
  await page.getByRole('heading', { name: 'Kloppen deze cijfers?' }).waitFor()
  await settled(page)
  await page.getByText('Almelo ontbreekt; heel Nederland 14%').waitFor()
  expect(await page.getByLabel('Overgewicht', { exact: true }).isChecked()).toBe(true)
  expect(await page.getByLabel('Ernstig overgewicht').isChecked()).toBe(false)
  await expectGood(page)
  await page.getByRole('button', { name: 'Bewaar de gekozen cijfers' }).click()
  await page.getByText('De cijfers uit het bestand zijn bewaard.').waitFor()
  await settled(page)
  await page.getByRole('heading', { name: '1 cijfer' }).waitFor()
  await page.getByText('tabel 50120NED').waitFor()

  await page.getByRole('button', { name: 'Bewaar het cijfer' }).click()
  await page.getByRole('heading', { name: 'Er is nog iets niet goed ingevuld' }).waitFor()
  await expectGood(page)
  await page.getByLabel('Waar gaat het over?').fill('roken')
  await page.getByLabel('Voor welk gebied?').fill('Almelo')
  await page.getByLabel('Cijfer', { exact: true }).fill('22,5')
  await page.getByLabel('Jaar').fill('2022')
  await page.getByLabel('Bron', { exact: true }).fill('GGD')
  await page.getByRole('button', { name: 'Bewaar het cijfer' }).click()
  await page.getByRole('heading', { name: '2 cijfers' }).waitFor()
  await settled(page)
  await expectGood(page)
  await page.getByRole('link', { name: 'Wijzig roken, Almelo' }).click()
  await page.getByRole('heading', { name: 'roken in Almelo wijzigen' }).waitFor()
  await page.getByRole('button', { name: 'Haal weg roken, Almelo' }).click()
  await page.getByText('Het cijfer is weggehaald.').waitFor()
  expectNoComplaints()
  await leave()
})

test('an inspector without an account sets data packages side by side, without JavaScript too', async () => {
  const almelo = await demoPackage()
  const borne = await demoPackage({
    title: 'Samenwerkingsverband Eerstelijnszorg Noordoostpolder-Urk',
    municipalities: [],
  })
  const full = structuredClone(almelo)
  full.framework.variant = full.score.framework.variant = 'full'
  const changed = structuredClone(almelo)
  const cell = changed.score.themes[0]?.norms[0]?.criteria[0]?.roles.professional
  if (cell) cell.label = 'divided'
  for (const javaScript of [true, false]) {
    const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK, javaScript })
    await page.goto(`${server.address}/vergelijken`)
    if (javaScript) await settled(page)
    await page.getByRole('button', { name: 'Zet naast elkaar' }).click()
    await page.getByText('Kies twee of meer gegevenspakketten').first().waitFor()
    if (javaScript) await expectGood(page)
    const choose = (data: unknown[]) =>
      page
        .getByLabel('Gegevenspakketten')
        .setInputFiles(data.map((one, at) => fileOf(`rapport-${at + 1}.json`, JSON.stringify(one))))
    await choose([almelo, full])
    await page.getByRole('button', { name: 'Zet naast elkaar' }).click()
    await page.getByText('‘rapport-2.json’ heeft een andere uitvoering').first().waitFor()
    await choose([almelo, 'geen pakket'])
    await page.getByRole('button', { name: 'Zet naast elkaar' }).click()
    await page.getByText('‘rapport-2.json’ is geen gegevenspakket').first().waitFor()
    await choose([borne, changed])
    await page.getByRole('button', { name: 'Zet naast elkaar' }).click()
    await page.getByRole('heading', { name: '2 rapporten naast elkaar' }).waitFor()
    await page.getByText('Dit is geen ranglijst').waitFor()
    await page.getByText(/Let op: in ‘rapport-2.json’ volgen niet alle cijfers/).waitFor()
    if (javaScript) {
      await settled(page)
      await expectGood(page)
    }
    expectNoComplaints()
    await leave()
  }
})
