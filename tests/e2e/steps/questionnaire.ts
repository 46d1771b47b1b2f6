/** What a respondent does, in a respondent's words. */

import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Opens the personal link and waits until the first screen is there. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await settled(page)
  expect(new URL(page.url()).pathname).toBe('/vragenlijst')
}

/** From the first screen to the first page of questions, as someone of this profession. */
export async function beginAsProfessional(page: Page, profession: string): Promise<void> {
  await page.getByRole('link', { name: 'Begin met de vragenlijst' }).first().click()
  await page.getByLabel('Wat is uw beroep?').selectOption({ label: profession })
  await page.getByRole('button', { name: 'Naar de vragen' }).click()
  // Without JavaScript the page comes back once, with the sentences of the profession ticked.
  await page.waitForURL(/beroep=|onderdeel/)
  if (page.url().includes('beroep=')) await page.getByRole('button', { name: 'Naar de vragen' }).click()
  await firstPage(page)
}

/** From the first screen to the first page of questions, after a look at the organisation. */
export async function beginAsBoard(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Begin met de vragenlijst' }).first().click()
  await page.getByRole('button', { name: 'Dat klopt, naar de vragen' }).click()
  await firstPage(page)
}

/** Waits for the first page of questions. */
export async function firstPage(page: Page): Promise<void> {
  await page.waitForURL('**/onderdeel/**')
  await page
    .getByText(/^Onderdeel 1 van/)
    .first()
    .waitFor()
  await settled(page)
}

/** The questions on the page, one fieldset each; open questions are not among them. */
export function questions(page: Page): Locator {
  return page.locator('main fieldset')
}

/** Chooses the n-th option of every question on the page, or the last one where there are fewer. */
export async function answerEverything(page: Page, option = 2): Promise<void> {
  const count = await questions(page).count()
  for (let index = 0; index < count; index++) {
    const inputs = questions(page).nth(index).locator('input')
    await inputs.nth(Math.min(option, (await inputs.count()) - 1)).check()
  }
}

/** Waits until the page says that what was filled in is saved. */
export async function expectSaved(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /Opgeslagen om \d\d\.\d\d uur/ })
    .waitFor()
}

/** Saves the page and goes on. Gives false when that led to the check page. */
export async function goOn(page: Page): Promise<boolean> {
  await leadsElsewhere(page, () => page.getByRole('button', { name: /^Opslaan en / }).click())
  return !page.url().includes('/controleren')
}

/** Does something that leads to another page, and waits until that one is there: its title comes with its content. */
export async function leadsElsewhere(page: Page, act: () => Promise<void>): Promise<void> {
  const title = await page.title()
  await act()
  await expect.poll(() => page.title(), { timeout: 20_000 }).not.toBe(title)
  await settled(page)
}

/** Answers all pages and ends on the check page. Gives how many pages there were. */
export async function fillInEverything(page: Page, option = 2): Promise<number> {
  for (let pages = 1; ; pages++) {
    await answerEverything(page, option)
    if (!(await goOn(page))) return pages
    if (pages > 40) throw new Error('The questionnaire does not end')
  }
}

/** Sends from the check page and reads the receipt. */
export async function send(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Verzend/ })
    .first()
    .click()
  await page.waitForURL('**/verzonden')
  await page.getByRole('heading', { level: 1, name: 'Uw antwoorden zijn verzonden' }).waitFor()
}

/** Adopts in one go on the check page, as who may speak for the organisation, and reads the receipt. */
export async function adopt(page: Page, name = 'Dirk Baas', position = 'wethouder'): Promise<void> {
  await page.getByLabel('Uw naam').fill(name)
  await page.getByLabel('Uw functie').fill(position)
  await page.getByRole('button', { name: /^Ik stel deze antwoorden vast namens/ }).click()
  await page.getByRole('heading', { level: 1, name: /verzonden|vastgesteld/ }).waitFor()
}

/** How many were sent in a role of the demo's open round, as the staff page says. */
export async function sentInOpenRound(page: Page, address: string, role: 'Professionals' | 'Bestuurders') {
  await page.goto(`${address}/`)
  await page
    .locator('.rs-card', { hasText: 'Open: antwoorden komen binnen' })
    .getByRole('link')
    .first()
    .click()
  const section = page.locator('section', { has: page.getByRole('heading', { level: 2, name: role }) })
  const text = await section
    .getByText(/verzonden/)
    .first()
    .innerText()
  return Number(/^\d+/.exec(text)?.[0])
}

/** The script has taken over the page (or there is none), and nothing is under way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
}
