import { expect, test } from 'vitest'
import { DEFAULT_VISIBILITY } from '../../app/domain/round/visibility.ts'
import type { Round } from '../../app/domain/round/round.ts'
import { loadFrameworks } from '../../app/frameworks.server.ts'
import { paperFormPdf } from '../../app/render/paper-form.server.ts'
import { createPdfPool } from '../../app/render/pdf-pool.server.ts'
import { paperFormOf } from '../../app/text/paper.ts'
import { openPdf, pageTexts } from '../make/read-pdf.ts'

const frameworks = await loadFrameworks()

function aForm(
  frameworkId: string,
  roleId: string,
  changes: { variant?: 'core' | 'full'; title?: string } = {},
) {
  const framework = frameworks.find(frameworkId)
  if (!framework) throw new Error(frameworkId)
  const round = {
    id: 'round-1',
    title: changes.title ?? 'Meting 2026',
    askedBy: 'Regio Noordoost',
    variant: changes.variant ?? 'core',
    closesAt: '2026-03-31T22:00:00.000Z',
    visibility: DEFAULT_VISIBILITY,
    region: { title: 'Voorbeeldregio', invented: true },
  } as Round & { region: { title: string; invented: boolean } }
  return paperFormOf(framework, round, roleId, { returnTo: 'Doe het in de bus', date: '2026-03-01' })
}

const cases = frameworks
  .list()
  .flatMap((framework) =>
    framework.roles.flatMap(({ id }) =>
      (['core', 'full'] as const).map((variant) => [framework.id, id, variant] as const),
    ),
  )

// The file is compared with the form by the product itself, word for word and in order; it throws when they differ.
test.each(cases)('%s, %s, %s: the form to print is what it claims to be', (id, role, variant) => {
  expect(paperFormPdf(aForm(id, role, { variant })).length).toBeGreaterThan(1000)
})

test('every page names the round and itself, and says that the region is invented', async () => {
  const [framework] = frameworks.list()
  const role = framework?.roles[0]?.id ?? ''
  const pages = await pageTexts(paperFormPdf(aForm(framework?.id ?? '', role)))
  pages.forEach((page, index) => {
    const text = page.pieces.map((piece) => piece.text).join(' ')
    expect(text).toContain('Meting 2026, Voorbeeldregio')
    expect(text).toContain(`Pagina ${index + 1} van ${pages.length}`)
    expect(text).toContain('verzonnen')
  })
})

test('no question is torn apart by the edge of a column or a page', async () => {
  const [framework] = frameworks.list()
  const form = aForm(framework?.id ?? '', framework?.roles[0]?.id ?? '', { variant: 'full' })
  const pdf = await openPdf(paperFormPdf(form))
  const places: { page: number; column: number; text: string }[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const x = (item.transform as number[])[4] ?? 0
      places.push({ page: number, column: x > 297 ? 2 : 1, text: item.str })
    }
  }
  const numbered = form.questions.filter((block) => block.kind === 'question' && /^\d/.test(block.number))
  let seen = 0
  for (const block of numbered) {
    if (block.kind !== 'question') continue
    const start = places.findIndex(({ text }) => text.startsWith(`${block.number} `))
    expect(start, block.number).toBeGreaterThanOrEqual(0)
    const next = places.findIndex(({ text }, at) => at > start && /^\d+\. /.test(text))
    const part = places.slice(start, next < 0 ? undefined : next)
    const last = part.findLastIndex(({ text }) => new RegExp(`^${block.options.length}\\s`).test(text))
    if (block.options.length === 0 || last < 0) continue
    const spots = new Set(part.slice(0, last + 1).map(({ page, column }) => `${page} ${column}`))
    expect([...spots], `question ${block.number}`).toHaveLength(1)
    seen += 1
  }
  expect(seen).toBeGreaterThan(20)
})

test('very long words and odd signs in a title break nothing', () => {
  const title = `${'gezondheidsvaardighedenbevorderingsprogramma'.repeat(2)} 日本 <b>&`
  const [framework] = frameworks.list()
  expect(() =>
    paperFormPdf(aForm(framework?.id ?? '', framework?.roles[0]?.id ?? '', { title })),
  ).not.toThrow()
})

test('the pool draws the same form as this process does', async () => {
  const [framework] = frameworks.list()
  const form = aForm(framework?.id ?? '', framework?.roles[1]?.id ?? '')
  const pool = createPdfPool({ threads: 1 })
  try {
    const drawn = await pool.renderPaper(form)
    expect(drawn.ok && Buffer.from(drawn.bytes).equals(Buffer.from(paperFormPdf(form)))).toBe(true)
  } finally {
    await pool.close()
  }
})
