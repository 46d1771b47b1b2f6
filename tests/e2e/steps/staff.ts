/** What staff do at the door: become administrator, sign in, invite someone. */

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { settled } from './questionnaire.ts'
import type { RunningServer } from './server.ts'

export const STAFF_PASSWORD = 'paars kanaal fiets boter'

/** Follows the link that the server printed at its first start, and ends at the overview. */
export async function becomeAdministrator(
  page: Page,
  server: RunningServer,
  person = { name: 'Anna Bakker', email: 'anna@regio.example' },
): Promise<void> {
  await page.goto(server.firstAdministrator)
  await settled(page)
  await page.getByLabel('Uw naam').fill(person.name)
  await page.getByLabel('E-mailadres').fill(person.email)
  await page.getByLabel('Wachtwoord').fill(STAFF_PASSWORD)
  await page.getByRole('button', { name: 'Account maken' }).click()
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
}

/** Fills in the sign-in page and presses the button; says nothing about what comes then. */
export async function signIn(page: Page, email: string, password = STAFF_PASSWORD): Promise<void> {
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click()
}

/** Makes an account as administrator and gives its one-time link. */
export async function invite(
  page: Page,
  server: RunningServer,
  person: {
    name: string
    email: string
    administrator?: boolean
    rights?: { region: string; right: string }[]
  },
): Promise<string> {
  await page.goto(`${server.address}/beheer/accounts/nieuw`)
  await settled(page)
  await page.getByLabel('Naam').fill(person.name)
  await page.getByLabel('E-mailadres').fill(person.email)
  if (person.administrator) await page.getByLabel('Beheerder van deze installatie').check()
  for (const { region, right } of person.rights ?? []) {
    const group = page.getByRole('group', { name: `In de regio ${region}` })
    await group.getByLabel(right).check()
  }
  await page.getByRole('button', { name: 'Uitnodigen' }).click()
  await page.getByText(`Stuur deze link zelf aan ${person.name}`).waitFor()
  return (await page.locator('.rs-secret').textContent()) ?? ''
}
