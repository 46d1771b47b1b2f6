/** What an administrator and a coordinator do, as they would say it. */

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { settled } from './questionnaire.ts'

/** Opens the one-time link and makes the first account. */
export async function becomeAdministrator(page: Page, firstLink: string): Promise<void> {
  await page.goto(firstLink)
  await page.getByLabel('Uw naam').fill('Anna Bakker')
  await page.getByLabel('E-mailadres').fill('anna@example.nl')
  await page.getByLabel('Wachtwoord', { exact: true }).fill('paars kanaal fiets boter')
  await press(page, 'Account maken')
}

/** Makes a region of which one is the coordinator oneself. */
export async function makeRegion(page: Page, title: string, municipalities: string): Promise<void> {
  await page.getByRole('link', { name: 'Maak een regio' }).click()
  await page.getByRole('heading', { name: 'Nieuwe regio' }).waitFor()
  await page.getByLabel('Naam van de regio').fill(title)
  await page.getByLabel('Gemeenten').fill(municipalities)
  await press(page, 'Maak de regio')
  await page.getByRole('heading', { name: 'Organisaties', exact: true }).waitFor()
}

/** Adds organisations of one kind (its name, or its place in the list from 1); a line each, with their number of people behind a semicolon. */
export async function addOrganisations(page: Page, kind: string | number, list: string): Promise<void> {
  await page
    .getByLabel('Soort organisatie')
    .selectOption(typeof kind === 'number' ? { index: kind } : { label: kind })
  await page.getByLabel('Organisaties van deze soort').fill(list)
  await press(page, 'Voeg toe')
  for (const line of list.split('\n')) {
    await page
      .getByRole('listitem')
      .filter({ hasText: line.split(';')[0] ?? '' })
      .waitFor()
  }
}

/** The first step of a round; `days` from today until it closes, and four weeks more until the meeting. */
export async function beginRound(page: Page, title: string, days: number): Promise<void> {
  await page.getByLabel('Naam van de ronde').fill(title)
  const framework = page.getByLabel('Vragenlijst', { exact: true })
  if ((await framework.inputValue()) === '') await framework.selectOption({ index: 1 })
  await page.getByLabel('Wanneer bespreken de bestuurders de uitkomst?').fill(dayAfter(days + 28))
  await page.getByLabel('Laatste dag om mee te doen').fill(dayAfter(days))
  await press(page, 'Opslaan en verder')
  await page.getByRole('heading', { name: 'Wie doet mee?' }).waitFor()
}

/** ISO date so many days from today. */
export function dayAfter(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Presses a button and waits until the page that comes of it stands. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await settled(page)
}

/** Goes to another page of the round. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Deze ronde' }).getByRole('link', { name, exact: true }).click()
  await settled(page)
}

export async function expectHeading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
}
