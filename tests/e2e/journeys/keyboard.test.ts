import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, openBrowser, visitor } from '../steps/browser.ts'
import { firstPage, leadsElsewhere, openLink, questions } from '../steps/questionnaire.ts'
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

type Focused = { tag: string; type: string; text: string; name: string; outline: number; covered: boolean }

/** What has the focus, whether one sees that, and whether something lies over it. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const box = element.getBoundingClientRect()
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12))
    return {
      tag: element.tagName,
      type: element.getAttribute('type') ?? '',
      text: (element.textContent ?? '').trim(),
      name: element.getAttribute('name') ?? '',
      outline: parseFloat(getComputedStyle(element).outlineWidth),
      covered: top !== null && !element.contains(top) && !top.contains(element) && !top.closest('label'),
    }
  })
}

/** Presses Tab until the wanted thing has the focus, which must be visible at every stop on the way. */
async function tabTo(page: Page, wanted: (focus: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const focus = await focused(page)
    if (focus.tag === 'BODY') continue
    expect(
      focus.outline,
      `focus is visible on ${focus.tag} ${focus.text || focus.name}`,
    ).toBeGreaterThanOrEqual(2)
    expect(focus.covered, `nothing covers ${focus.tag} ${focus.text || focus.name}`).toBe(false)
    if (wanted(focus)) return
  }
  throw new Error(`Not reached with the Tab key on ${page.url()}`)
}

const pressButton = async (page: Page, text: RegExp) => {
  await tabTo(page, (focus) => focus.tag === 'BUTTON' && text.test(focus.text))
  await page.keyboard.press('Enter')
}

/** Chooses an answer for every question on the page: Tab to each, then the arrow keys or the space bar. */
async function answerWithKeys(page: Page): Promise<void> {
  const total = await questions(page).count()
  for (let index = 0; index < total; index++) {
    const name = await questions(page).nth(index).locator('input').first().getAttribute('name')
    await tabTo(page, (focus) => focus.name === name)
    await page.keyboard.press('Space')
    if ((await focused(page)).type === 'radio') await page.keyboard.press('ArrowDown')
  }
}

async function walk(page: Page): Promise<void> {
  for (let pages = 0; pages < 40; pages++) {
    await answerWithKeys(page)
    expect(await page.locator('main fieldset:not(:has(input:checked))').count()).toBe(0)
    await leadsElsewhere(page, () => pressButton(page, /^Opslaan en/))
    if (page.url().includes('/controleren')) break
  }
  if ((await page.getByLabel('Uw functie').count()) > 0) {
    for (const [label, text] of [
      ['name', 'Dirk Baas'],
      ['position', 'wethouder'],
    ] as const) {
      await tabTo(page, (focus) => focus.name === label)
      await page.keyboard.type(text)
    }
    await pressButton(page, /^Ik stel deze antwoorden vast/)
  } else await pressButton(page, /^Verzend/)
  await page.waitForURL('**/verzonden')
}

test('a professional fills in and sends with the keyboard alone', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await openLink(page, server.links.professional[0] ?? '')
  await tabTo(page, (focus) => focus.text === 'Begin met de vragenlijst')
  await leadsElsewhere(page, () => page.keyboard.press('Enter'))
  await tabTo(page, (focus) => focus.tag === 'SELECT')
  await page.keyboard.type('Huisarts')
  await pressButton(page, /^Naar de vragen/)
  await firstPage(page)
  await walk(page)
  expectNoComplaints()
  await leave()
})

test('a board member fills in and sends with the keyboard alone', async () => {
  const { page, leave, expectNoComplaints } = await visitor(browser, { viewport: DESK })
  await openLink(page, server.links.board[0] ?? '')
  await tabTo(page, (focus) => focus.text === 'Begin met de vragenlijst')
  await leadsElsewhere(page, () => page.keyboard.press('Enter'))
  await pressButton(page, /^Dat klopt/)
  await firstPage(page)
  await walk(page)
  expectNoComplaints()
  await leave()
})

test('the first Tab on a page offers a way past its head, into the content', async () => {
  const { page, leave } = await visitor(browser, { viewport: DESK })
  await page.goto(`${server.address}/privacy`)
  await page.keyboard.press('Tab')
  expect((await focused(page)).text).toBe('Direct naar de inhoud')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('inhoud')
  await leave()
})
