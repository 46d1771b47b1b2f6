import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, ReportDocument } from '../../app/domain/report/document.ts'
import { margins } from '../../app/render/house-style.ts'
import { expectedContent } from '../../app/render/pdf/expected.ts'
import { renderPdf } from '../../app/render/pdf.server.ts'
import { openPdf, pageTexts, popplerText } from '../make/read-pdf.ts'
import { sampleDocument, type SampleOptions } from '../make/report-document.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const LONG_NAME = 'Samenwerkingsverband Eerstelijnszorg Noordoostpolder-Urk'
const extremes: Record<string, SampleOptions> = {
  usual: {},
  'without findings': { findings: 0 },
  'one finding a theme': { findings: 1 },
  'twelve findings a theme': { findings: 12 },
  'long names and words': {
    title: `Leefstijlbegeleiding in ${LONG_NAME}`,
    longWord: 'gezondheidsvaardighedenbevorderingsprogrammacoördinatoren',
  },
  'a word without places to divide it': { longWord: 'X'.repeat(90) },
  tables: { table: true, findings: 3 },
  'real answers': { invented: false },
}

function headings(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'section'
      ? [block.title, ...headings(block.blocks)]
      : block.kind === 'findings'
        ? [block.title]
        : [],
  )
}

test.each(Object.entries(extremes))(
  'a report %s is drawn, passes its own check and stays inside its margins',
  async (_, options) => {
    const document = sampleDocument(options)
    // renderPdf throws when the check finds anything.
    for (const { width, pieces } of await pageTexts(await renderPdf(document))) {
      for (const { text, left, right, bottom } of pieces) {
        expect(left, text).toBeGreaterThanOrEqual(margins.left - 0.5)
        expect(right, text).toBeLessThanOrEqual(width - margins.right + 0.5)
        expect(bottom, text).toBeGreaterThanOrEqual(20)
      }
    }
  },
)

test('a report of usual length is three pages', async () => {
  expect(await pageTexts(await renderPdf(sampleDocument()))).toHaveLength(3)
})

/** What a program gets that knows nothing of tags: poppler where it is installed, else the page content as drawn. */
async function untaggedText(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'report-'))
  try {
    const path = join(folder, 'report.pdf')
    await writeFile(path, bytes)
    return popplerText(path) ?? (await pageTexts(bytes)).map(({ text }) => text).join('\n')
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('the headings stand on lines of their own, in the order of the report, letter for letter', async () => {
  const document = sampleDocument()
  const lines = (await untaggedText(await renderPdf(document))).split('\n').map((line) => line.trim())
  const wanted = [...headings(document.body), document.marks.notes, document.marks.colophon]
  expect(wanted).toContain('Cliënt centraal')
  let at = 0
  for (const heading of wanted) {
    const found = lines.indexOf(heading, at)
    expect(found, heading).toBeGreaterThanOrEqual(at)
    at = found + 1
  }
})

test('without tags too the text comes in the order of the report, whatever stands beside what', async () => {
  for (const findings of [0, 1, 2, 3, 4, 5, 6, 8]) {
    for (const longWord of ['', 'een paar woorden meer in elke zin']) {
      const document = sampleDocument({ findings, longWord, invented: findings % 2 === 0 })
      const text = (await untaggedText(await renderPdf(document)))
        .replace(/\u00AD\n/gu, '')
        .replace(/\s+/gu, ' ')
      let at = 0
      for (const block of expectedContent(document)) {
        if (block.tag === 'Lbl') continue
        const start = block.text.slice(0, 30)
        const found = text.indexOf(start, at)
        expect(found, `${findings} findings, "${longWord}": ${start}`).toBeGreaterThanOrEqual(at)
        at = found + start.length
      }
    }
  }
})

test('the bookmarks are the headings, under the title', async () => {
  const document = sampleDocument()
  const pdf = await openPdf(await renderPdf(document))
  const outline = await pdf.getOutline()
  expect(outline.map(({ title }) => title)).toEqual([document.meta.title])
  const inner = outline[0]!.items.map(({ title }: { title: string }) => title)
  expect(inner).toEqual([...headings(document.body), document.marks.notes, document.marks.colophon])
  await pdf.loadingTask.destroy()
})

test('equal documents give equal bytes, whatever was drawn before them', async () => {
  const first = sha256(await renderPdf(sampleDocument()))
  await renderPdf(
    sampleDocument({ title: 'Soft\u00ADhyphen, niet\u2011afbrekend en \u00A0spaties ½ ﬁ', findings: 12 }),
  )
  expect(sha256(await renderPdf(sampleDocument()))).toBe(first)
})

test('another date gives another file that carries that date', async () => {
  const document = sampleDocument()
  const later: ReportDocument = { ...document, meta: { ...document.meta, date: '2027-02-28' } }
  const pdf = await openPdf(await renderPdf(later))
  const { info } = await pdf.getMetadata()
  expect(info).toMatchObject({ CreationDate: 'D:20270228000000Z', ModDate: 'D:20270228000000Z' })
  await pdf.loadingTask.destroy()
})

test('every page says that the answers are invented, and which page it is', async () => {
  const document = sampleDocument({ findings: 12 })
  const pages = await pageTexts(await renderPdf(document))
  pages.forEach(({ text }, index) => {
    expect(text).toContain(document.marks.invented)
    expect(text).toContain(`Pagina ${index + 1} van ${pages.length}`)
    expect(text).toContain(document.marks.disclaimer)
  })
})

test('a report on real answers says nowhere that they are invented', async () => {
  const pages = await pageTexts(await renderPdf(sampleDocument({ invented: false })))
  expect(pages.map(({ text }) => text).join()).not.toContain('verzonnen')
})

test('every note is linked from the text and back', async () => {
  const document = sampleDocument()
  const pdf = await openPdf(await renderPdf(document))
  const spots: { from: string; to: unknown; contents: string }[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    for (const annotation of (await page.getAnnotations()) as {
      dest?: string
      contentsObj?: { str: string }
    }[]) {
      if (annotation.dest) {
        expect(await pdf.getDestination(annotation.dest)).toBeTruthy()
        spots.push({ from: String(number), to: annotation.dest, contents: annotation.contentsObj?.str ?? '' })
      }
    }
  }
  const there = spots.filter(({ contents }) => contents.startsWith(document.marks.notes))
  const back = spots.filter(({ contents }) => contents.startsWith(document.marks.backToText))
  expect(there).toHaveLength(document.notes.length)
  expect(back).toHaveLength(document.notes.length)
  await pdf.loadingTask.destroy()
})

test('signs with a meaning in XML or PDF do no harm in a title', async () => {
  const title = 'Zorg & Welzijn <proef> (deel 1) \\ "Ĳsselstein" ≥ 75% 日'.replace('日', 'Ł')
  const pdf = await openPdf(await renderPdf(sampleDocument({ title })))
  const { info, metadata } = await pdf.getMetadata()
  expect(info).toHaveProperty('Title', title)
  expect(metadata.get('dc:title')).toBe(title)
  await pdf.loadingTask.destroy()
})

test('letters that the font draws as one are still read as letters', async () => {
  const words = 'koffie effect fiets flink afhankelijk cafft 87b9169ffa51 schrijft ﬁjn affiche Tfoto ijs'
  const text = (await pageTexts(await renderPdf(sampleDocument({ title: words }))))
    .map((page) => page.text)
    .join(' ')
  for (const word of words.normalize('NFKC').split(' ')) expect(text).toContain(word)
})

test('signs that the font does not have are drawn as a box and read as they were written', async () => {
  const title = 'Regio مراكش en 日本 🚭 samen'
  // The check inside renderPdf compares the structure with the title as written.
  const [page] = await pageTexts(await renderPdf(sampleDocument({ title, longWord: '👩‍⚕️' })))
  expect(page!.text).toContain('Regio')
})

test('any number of findings, with or without table, gives a file that says what the report says', async () => {
  const words = fc.stringMatching(/^[a-zë]{1,20}( [a-zé]{1,30}){0,8}$/u)
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 14 }),
      fc.boolean(),
      words,
      async (findings, table, longWord) => {
        await expect(renderPdf(sampleDocument({ findings, table, longWord }))).resolves.toBeInstanceOf(
          Uint8Array,
        )
      },
    ),
    { seed: 7, numRuns: 25 },
  )
})

test('a reference to a note that is not there is a fault, not a report', async () => {
  const document = sampleDocument()
  await expect(renderPdf({ ...document, notes: document.notes.slice(1) })).rejects.toThrow(/note "burden"/u)
})
