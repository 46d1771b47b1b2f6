/** A real browser for the journeys, and pages in it that notice everything that goes wrong on them. */

import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { findBrowser } from '../../../scripts/browser.mjs'

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 900 }
/** The narrowest window that WCAG 2.2 asks for: 1280 pixels at 400 % zoom. */
export const NARROW = { width: 320, height: 640 }

/** Throws when no browser can be had: a journey that was not walked has not passed. */
export async function openBrowser(): Promise<Browser> {
  const options = await findBrowser()
  if (!options) throw new Error('No browser: install Chromium or Chrome, or name one in CHROME.')
  return chromium.launch(options)
}

export type Visitor = {
  page: Page
  context: BrowserContext
  /** Fails when the browser complained: blocked by the security policy, a script error, a mismatch of markup. */
  expectNoComplaints(): void
  leave(): Promise<void>
}

/** Someone with a browser of their own: no cookies, a window of this size, with or without JavaScript. */
export async function visitor(
  browser: Browser,
  options: { viewport: { width: number; height: number }; javaScript?: boolean },
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: options.viewport,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    javaScriptEnabled: options.javaScript ?? true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refused save or page is an answer we ask for in these tests, not a fault of the page.
    const refused = /Failed to load resource: the server responded with a status of (4\d\d|503)/
    if (['error', 'warning'].includes(message.type()) && !refused.test(message.text())) {
      complaints.push(message.text())
    }
  })
  return {
    page,
    context,
    expectNoComplaints: () => expect(complaints).toEqual([]),
    leave: () => context.close(),
  }
}
