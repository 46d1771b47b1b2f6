import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reminderDays } from '../../../app/domain/round/reminders.ts'
import { today } from '../../../app/domain/round/round.ts'
import { bodyOf, listenForMail } from '../../make/mail-server.ts'
import { expectAccessible, expectNoSidewaysScroll } from '../steps/accessibility.ts'
import { DESK, NARROW, openBrowser, PHONE, visitor } from '../steps/browser.ts'
import { answerEverything, firstPage, goOn, send, settled } from '../steps/questionnaire.ts'
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
import { startServer } from '../steps/server.ts'
import { signIn } from '../steps/staff.ts'

/** Where the pictures of the pages go, when someone wants to see them. */
const pictures = process.env.PICTURES
/** The timer of the server runs every minute. */
const NEXT_MINUTE = { timeout: 90_000, interval: 500 }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
})

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

/** A port that was free a moment ago: mail has to name it before the server listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

test(
  'own words are looked at, tried and mailed; at half time a reminder goes, but not to who has sent',
  { timeout: 420_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'regiospiegel-mail-'))
    const clock = join(folder, 'ahead')
    await writeFile(clock, '0')
    const mail = await listenForMail((to) => (to.startsWith('fout') ? 550 : null))
    const port = await freePort()
    const server = await startServer({
      DEMO: '0',
      PORT: String(port),
      ORIGIN: `http://127.0.0.1:${port}`,
      SMTP_URL: mail.url,
      MAIL_FROM: 'Regiospiegel <spiegel@example.nl>',
      CLOCK_AHEAD: clock,
      NODE_OPTIONS: `--import=${pathToFileURL(resolve('tests/make/shifted-clock.mjs')).href}`,
    })
    const mailTo = (to: string) => mail.received.filter((one) => one.to === to)
    try {
      const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
      await becomeAdministrator(page, server.firstLink ?? '')
      await page.goto(`${server.address}/regios`)
      await makeRegion(page, 'Regio Proefland', 'GM0141 Almelo')
      await addOrganisations(page, 1, 'Praktijk De Linde; 24')
      await addOrganisations(page, 2, 'Gemeente Voorbeeld; 12')
      await page.getByRole('link', { name: 'Klaar: maak een ronde' }).click()
      await beginRound(page, 'Meting', 30)
      await openTab(page, 'Uitnodigen')
      await page.getByRole('link', { name: 'uitnodigen op naam' }).click()
      await page.getByRole('link', { name: 'Voeg mensen toe' }).click()
      await page.getByLabel('Bestand', { exact: true }).setInputFiles({
        name: 'lijst.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'Naam;E-mail;Organisatie\nZoë;zoe@example.nl;Praktijk De Linde\nBert;bert@example.nl;Praktijk De Linde\nFatima;fout@example.nl;Praktijk De Linde\n',
        ),
      })
      await press(page, 'Bekijk de lijst')
      await press(page, 'Voeg 3 mensen toe')

      await openTab(page, 'Mail')
      await expectHeading(page, 'Mail')
      await page.getByText('zodra de ronde open is').waitFor()
      await expectGood(page, 'mail-draft')
      await openTab(page, 'Wie ziet wat')
      await press(page, 'Leg dit vast')
      await openTab(page, 'Openen')
      await press(page, 'Open de ronde')

      await openTab(page, 'Mail')
      await page.getByRole('link', { name: 'Uitnodiging', exact: true }).click()
      await expectHeading(page, 'Uitnodiging')
      await page
        .getByText('Beste Zoë,')
        .or(page.getByText('Beste Bert,'))
        .or(page.getByText('Beste Fatima,'))
        .first()
        .waitFor()
      await page.getByLabel('Tekst', { exact: true }).fill('Beste {voornaam},\n\nKom op!')
      await press(page, 'Opslaan en bekijken')
      await page.getByText('{voornaam} kennen wij niet').first().waitFor()
      await page.getByText('Zet {link} in de tekst').first().waitFor()
      expect(await page.title()).toMatch(/^Fout: /)
      await expectGood(page, 'mail-text-wrong')
      await page
        .getByLabel('Tekst', { exact: true })
        .fill('Dag {naam},\n\nDoet u mee? <b>Graag!</b>\n{link}\n\nTot en met {sluitdatum}.')
      await press(page, 'Opslaan en bekijken')
      await page.getByText('De tekst is opgeslagen').waitFor()
      await page.getByText('Doet u mee? <b>Graag!</b>').first().waitFor()
      for (const summary of await page.locator('main summary').all()) await summary.click()
      await expectGood(page, 'mail-text')
      await press(page, 'Mail dit voorbeeld aan mijzelf')
      await page.getByText('De proefmail is onderweg naar anna@example.nl').waitFor()
      const [tried] = mailTo('anna@example.nl')
      expect(tried?.raw).toMatch(/^Subject: \[Test\]/m)
      expect(bodyOf(tried?.raw ?? '')).toContain('Doet u mee? &lt;b&gt;Graag!&lt;/b&gt;')

      await page.getByRole('link', { name: 'Terug naar alle mail' }).click()
      await expectHeading(page, 'Mail')
      await page.getByLabel('Waar gaan antwoorden op deze mail heen?').fill('geen adres')
      await press(page, 'Opslaan')
      await page.getByText('Dit is geen e-mailadres').first().waitFor()
      await page.getByLabel('Waar gaan antwoorden op deze mail heen?').fill('coordinator@example.nl')
      await press(page, 'Opslaan')
      await page.getByText('Opgeslagen.').waitFor()
      for (const kind of [
        'Aankondiging',
        'Herinnering',
        'Laatste herinnering: begonnen, niet verzonden',
        'Bestuursbrief',
      ]) {
        await page.getByRole('link', { name: kind, exact: true }).click()
        await expectHeading(page, kind)
        await expectGood(page, `mail-text-${kind.slice(0, 8)}`)
        await page.getByRole('link', { name: 'Terug naar alle mail' }).click()
        await expectHeading(page, 'Mail')
      }

      await page.getByRole('link', { name: 'Nodig mensen op naam uit' }).click()
      await press(page, 'Mail iedereen die nog geen uitnodiging kreeg')
      await expect.poll(() => mail.received.length, NEXT_MINUTE).toBe(3)
      const [invited] = mailTo('bert@example.nl')
      expect(invited?.raw).toMatch(/^Reply-To: coordinator@example\.nl/m)
      const link = /http:\/\/\S+\/v\/[\w-]+/.exec(bodyOf(invited?.raw ?? ''))?.[0] ?? ''
      const person = await visitor(browser, { viewport: PHONE })
      await person.page.goto(link)
      await settled(person.page)
      await person.page.getByRole('link', { name: 'Begin met de vragenlijst' }).first().click()
      await person.page.getByLabel('Wat is uw beroep?').selectOption({ index: 1 })
      await person.page.getByRole('button', { name: 'Naar de vragen' }).click()
      await firstPage(person.page)
      await answerEverything(person.page)
      await goOn(person.page)
      await person.page.goto(new URL('/vragenlijst/controleren', link).href)
      await settled(person.page)
      await send(person.page)

      await openTab(page, 'Mail')
      await page.getByText('Deze mail kwam niet aan').waitFor()
      await page.getByText('aan hoogstens 2 professionals').first().waitFor()
      await expectGood(page, 'mail-open')
      await page.getByRole('link', { name: 'Fatima' }).click()
      await expectHeading(page, 'Naam of e-mailadres veranderen')
      await page.getByLabel('E-mailadres').fill('bert@example.nl')
      await press(page, 'Opslaan')
      await page.getByText('Is al uitgenodigd').first().waitFor()
      await expectGood(page, 'invitee')
      await page.getByLabel('E-mailadres').fill('fatima@example.nl')
      await press(page, 'Opslaan')
      await page.getByText('De gegevens zijn veranderd').waitFor()
      const fatima = page.locator('li', { has: page.getByRole('heading', { name: 'Fatima' }) })
      await fatima.locator('summary').click()
      await expectGood(page, 'invitees')
      await fatima.getByRole('button', { name: 'Stuur de uitnodiging opnieuw' }).click()
      await page.getByText('nog een keer naar deze persoon').waitFor()
      await expect.poll(() => mailTo('fatima@example.nl').length, NEXT_MINUTE).toBe(1)

      const [half] = reminderDays(today(new Date()), dayAfter(30))
      expect(half?.kind).toBe('first-reminder')
      const moment = Date.parse(`${half?.day}T10:00:00.000Z`)
      await writeFile(clock, String(moment - Date.now()))
      await expect.poll(() => mailTo('zoe@example.nl').length, NEXT_MINUTE).toBe(2)
      const reminder = mailTo('zoe@example.nl')[1]?.raw ?? ''
      expect(reminder).toMatch(/^Subject: Herinnering/m)
      await expect.poll(() => mailTo('fatima@example.nl').length, NEXT_MINUTE).toBe(2)
      expect(mailTo('bert@example.nl')).toHaveLength(1)

      const stop = /<(http:\/\/[^>]+\/afmelden)>/.exec(reminder.replace(/\r\n /g, ''))?.[1] ?? ''
      await person.page.goto(stop)
      await settled(person.page)
      await expectGood(person.page, 'opt-out')
      await press(person.page, 'Stuur mij geen herinneringen meer')
      await expectHeading(person.page, 'U krijgt geen herinneringen meer')

      await page.goto(`${server.address}/inloggen`)
      await signIn(page, 'anna@example.nl')
      await page.getByRole('button', { name: 'Uitloggen' }).waitFor()
      await page.goto(`${server.address}/regios`)
      await page.getByRole('link', { name: 'Regio Proefland' }).first().click()
      await page
        .getByRole('link', { name: /Meting/ })
        .first()
        .click()
      await openTab(page, 'Mail')
      await page.getByText('(verstuurd)').waitFor()
      await expectGood(page, 'mail-half-time')
      expect(mailTo('bert@example.nl')).toHaveLength(1)
      expectNoComplaints()
      person.expectNoComplaints()
      await person.leave()
      await leave()
    } finally {
      await server.stop()
      await mail.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
