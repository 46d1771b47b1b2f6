/** R1: what tagging, hyphenation and checks cost: the short report against plain pdfmake on the same definition. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { main } from '../app/cli/main.ts'
import { renderPdf } from '../app/render/pdf.server.ts'
import { reportDefinition } from '../app/render/pdf-definition.ts'
import { interleave, medianOf, ratioOf, timed } from './measure.mjs'
import { temporaryFolder } from './peers.mjs'

const perSample = 8

export const benchmark = {
  id: 'R1',
  what: 'processor time of the short report as tagged PDF, against plain pdfmake on the same definition',
  unit: 'ms CPU',
  target: { text: 'ratio <= 1.3', met: ({ ratio }) => ratio <= 1.3 },
  async run({ reps }) {
    const document = await demoDocument()
    const plain = plainPdfmake()
    const bytes = {}
    const many = (name, draw) => async () => {
      const { cpu } = await timed(async () => {
        for (let time = 0; time < perSample; time += 1) bytes[name] = await draw()
      })
      return { cpu: cpu / perSample }
    }
    const samples = await interleave(
      { product: many('product', () => renderPdf(document)), plain: many('plain', () => plain(document)) },
      reps,
    )
    const pages = Object.fromEntries(
      await Promise.all(
        Object.entries(bytes).map(async ([name, file]) => [name, await check(file, document)]),
      ),
    )
    if (Math.abs(pages.product - pages.plain) > 1)
      throw new Error(`The product draws ${pages.product} pages, plain pdfmake ${pages.plain}.`)
    const ratio = ratioOf(samples, 'product', 'plain', 'cpu')
    return {
      value: medianOf(samples, 'product', 'cpu'),
      baseline: medianOf(samples, 'plain', 'cpu'),
      ratio: ratio.median,
      spread: [ratio.min, ratio.max],
      n: ratio.n,
      pages: pages.product,
      bytes: bytes.product.length,
      baselineBytes: bytes.plain.length,
    }
  },
}

/** The document of the demo region's short report. */
async function demoDocument() {
  const folder = join(temporaryFolder(), 'demo')
  mkdirSync(folder, { recursive: true })
  await command('demo', '--files', folder)
  await command(
    ...['report', '--framework', 'igj-leefstijlbegeleiding', '--format', 'json', '--out', folder],
    ...['--responses', join(folder, 'responses.csv'), '--region', join(folder, 'region.yaml')],
  )
  return JSON.parse(readFileSync(join(folder, 'rapport.json'), 'utf8')).document
}

async function command(...args) {
  let said = ''
  const io = { stdout: () => {}, stderr: (text) => (said += text), cwd: process.cwd() }
  if ((await main(args, io)) !== 0) throw new Error(`regiospiegel ${args.join(' ')}\n${said}`)
}

/** pdfmake as its manual uses it. It ignores the keys that our layer adds. */
function plainPdfmake() {
  const pdfmake = createRequire(import.meta.url)('pdfmake')
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => true)
  return async (document) => {
    const { fonts, metadata, pageMargins, ...definition } = reportDefinition(document)
    pdfmake.setFonts(fonts)
    const { left, top, right, bottom } = pageMargins
    return pdfmake
      .createPdf({
        ...definition,
        pageMargins: [left, top, right, bottom],
        info: { title: metadata.title, author: metadata.author, subject: metadata.subject },
        language: metadata.language,
      })
      .getBuffer()
  }
}

/** Throws unless the file can be read and holds the report's title; gives its number of pages. */
async function check(file, document) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise
  const { items } = await (await pdf.getPage(1)).getTextContent()
  const squeeze = (text) => text.replace(/[\s\u00ad]/g, '')
  if (!squeeze(items.map(({ str }) => str ?? '').join('')).includes(squeeze(document.meta.title)))
    throw new Error('The first page lacks the title of the report.')
  return pdf.numPages
}
