/** F1: how soon a respondent on a phone sees a page of questions, beside a page of the leanest known design system. */
import { interleave, medianOf, quantile, ratioOf } from './measure.mjs'
import { loadPage, openBrowser } from './page-load.mjs'
import { freePort, startPeer, startProduct, temporaryFolder } from './peers.mjs'
import { fillRound, signIn } from './product-data.mjs'

const limits = { bytes: 125_000, tbt: 100, cls: 0.02 }

export const benchmark = {
  id: 'F1',
  what: 'respondent page, cold, slow 4G and a four times slower processor, against govuk-frontend',
  unit: 'ms LCP',
  target: {
    text: `ratio <= 0.7, <= ${limits.bytes} bytes, no web font, TBT <= ${limits.tbt} ms, CLS <= ${limits.cls}`,
    met: ({ ratio, bytes, fonts, tbt, cls }) =>
      ratio <= 0.7 && bytes <= limits.bytes && fonts === 0 && tbt <= limits.tbt && cls <= limits.cls,
  },
  async run({ reps }) {
    const folder = temporaryFolder()
    const { file, respondents, page } = await fillRound(folder, 1)
    const product = await startProduct(folder, { DATABASE_URL: `sqlite:${file}`, DEMO: '0' })
    const port = await freePort()
    const reference = await startPeer(['bench/references/govuk-form.mjs'], { port })
    const browser = await openBrowser()
    try {
      const [name, value] = (await signIn(product.origin, respondents[0].token)).split('=')
      const cookies = [{ name, value, url: product.origin }]
      const samples = await interleave(
        {
          product: () => loadPage(browser, product.origin + page, { cookies }),
          reference: () => loadPage(browser, `${reference.origin}/`),
        },
        reps,
      )
      const ratio = ratioOf(samples, 'product', 'reference', 'lcp')
      return {
        value: medianOf(samples, 'product', 'lcp'),
        baseline: medianOf(samples, 'reference', 'lcp'),
        ratio: ratio.median,
        spread: [ratio.min, ratio.max],
        n: ratio.n,
        bytes: medianOf(samples, 'product', 'bytes'),
        baselineBytes: medianOf(samples, 'reference', 'bytes'),
        requests: medianOf(samples, 'product', 'requests'),
        fonts: Math.max(...samples.product.map(({ fonts }) => fonts)),
        tbt: medianOf(samples, 'product', 'tbt'),
        cls: quantile(
          samples.product.map(({ cls }) => cls),
          1,
        ),
        fcp: medianOf(samples, 'product', 'fcp'),
        load: medianOf(samples, 'product', 'load'),
      }
    } finally {
      await browser.close()
      await Promise.all([product.stop(), reference.stop()])
    }
  },
}
