/** One cold page load on a slow phone: Chromium with slow 4G and a processor four times slower. */
import { chromium } from 'playwright-core'
import { findBrowser } from '../scripts/browser.mjs'

/** Lighthouse's "slow 4G" as its devtools method throttles it; bytes per second. */
const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.4745 * 1024 * 1024) / 8,
  uploadThroughput: (0.675 * 1024 * 1024) / 8,
}

/** Opens a browser, or throws where there is none. */
export async function openBrowser() {
  const options = await findBrowser()
  if (!options) throw new Error('No browser on this machine: name one in CHROME.')
  return chromium.launch(options)
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{ cookies?: { name: string, value: string, url: string }[], warm?: (page: import('playwright-core').Page) => Promise<void> }} [options]
 *   `warm` visits what comes before, unthrottled, so that the load starts with that page's cache
 * @returns {Promise<{ lcp: number, fcp: number, tbt: number, cls: number, load: number, bytes: number, requests: number, fonts: number }>}
 *   milliseconds from the start of the navigation, and bytes on the wire
 */
export async function loadPage(browser, url, { cookies = [], warm } = {}) {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  })
  try {
    if (cookies.length > 0) await context.addCookies(cookies)
    await context.addInitScript(() => {
      const seen = { lcp: 0, tbt: 0, cls: 0 }
      window.seen = seen
      const watch = (type, use) =>
        new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true })
      watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime))
      watch('longtask', (entry) => (seen.tbt += Math.max(0, entry.duration - 50)))
      watch('layout-shift', (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value))
    })
    const page = await context.newPage()
    if (warm) await warm(page)
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', slow4g)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    let bytes = 0
    let requests = 0
    let fonts = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
    session.on('Network.responseReceived', ({ type, response }) => {
      if (response.fromDiskCache) return
      requests += 1
      if (type === 'Font') fonts += 1
    })
    const answer = await page.goto(url, { waitUntil: 'load', timeout: 60_000 })
    if (answer?.status() !== 200 || page.url() !== url)
      throw new Error(`${url} answered ${answer?.status()} at ${page.url()}`)
    // Hydration and late shifts come after the load event.
    await page.waitForTimeout(1_500)
    const figures = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation')
      const paint = performance.getEntriesByName('first-contentful-paint')[0]
      return { ...window.seen, fcp: paint?.startTime ?? 0, load: navigation.loadEventEnd }
    })
    return { ...figures, bytes, requests, fonts }
  } finally {
    await context.close()
  }
}
