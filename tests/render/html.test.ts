import { expect, test } from 'vitest'
import { renderHtml } from '../../app/render/html.tsx'
import { expectedContent, foldText } from '../../app/render/pdf/expected.ts'
import { sampleDocument } from '../make/report-document.ts'

/** Attribute values of one name in the markup. */
const values = (html: string, name: string) =>
  Array.from(html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'gu')), ([, value]) => value!)

/** Text as read, without styles and without the evidence that opens on request. */
function readText(html: string): string {
  const body = html.slice(html.indexOf('<body')).replace(/<details[\s\S]*?<\/details>/gu, '')
  return foldText(
    body
      .replace(/<\/(p|li|h\d|td|th|dt|dd|caption|div)>/gu, ' ')
      .replace(/<[^>]+>/gu, '')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'"),
  )
}

test('the page says what the PDF says, in the same order', () => {
  const document = sampleDocument({ table: true })
  const text = readText(renderHtml(document))
  let at = 0
  for (const block of expectedContent(document)) {
    // Bullets and numbers are drawn by the browser; the colophon's colon by the style sheet.
    if (block.tag === 'Lbl') continue
    const wanted =
      block.tag === 'LBody'
        ? block.text.replace(/^([^:]{1,40}): /u, (all, term: string) =>
            document.colophon.some((each) => each.term === term) ? `${term} ` : all,
          )
        : block.text
    const found = text.indexOf(wanted, at)
    expect(found, wanted).toBeGreaterThanOrEqual(at)
    at = found + wanted.length
  }
})

test('every link inside the page leads to one place, and every id is there once', () => {
  const html = renderHtml(sampleDocument({ table: true }))
  const ids = values(html, 'id')
  expect(new Set(ids).size).toBe(ids.length)
  for (const target of values(html, 'href').filter((href) => href.startsWith('#')))
    expect(ids).toContain(target.slice(1))
  for (const label of values(html, 'aria-labelledby')) expect(ids).toContain(label)
})

test('every note is referred to and leads back', () => {
  const document = sampleDocument()
  const html = renderHtml(document)
  expect(html.match(/role="doc-noteref"/gu)).toHaveLength(document.notes.length)
  expect(html.match(/role="doc-backlink"/gu)).toHaveLength(document.notes.length)
  expect(html).toContain('role="doc-endnotes"')
})

test('headings go down one level at a time from one h1', () => {
  const levels = Array.from(renderHtml(sampleDocument()).matchAll(/<h(\d)/gu), ([, level]) => Number(level))
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1))
})

test('behind every finding stands who was asked what and how they answered', () => {
  const document = sampleDocument()
  const html = renderHtml(document)
  expect(html.match(/<details/gu)).toHaveLength(document.evidence.length)
  expect(html).toContain('Hoe vaak praat u met cliënten over gezond leven?')
  expect(html).toContain('104 antwoorden')
  expect(html).toContain('te weinig antwoorden om cijfers te tonen')
})

test('a finding that rests on few answers says so in its evidence', () => {
  const document = sampleDocument()
  const provisional = document.evidence.filter(({ firm }) => !firm).length
  expect(provisional).toBeGreaterThan(0)
  expect(renderHtml(document).split(`(${document.marks.provisional})`)).toHaveLength(provisional + 1)
})

test('a finding that speaks in running text only shows its evidence there', () => {
  const document = sampleDocument()
  const [first] = document.body
  if (first?.kind !== 'paragraph') throw new Error('the sample begins with a paragraph')
  first.sentences[0]!.findings = ['drempels.better', 'client1.good']
  document.evidence.push({
    ...document.evidence[0]!,
    finding: 'drempels.better',
    text: 'Drempels houden cliënten tegen.',
  })
  const html = renderHtml(document)
  expect(values(html, 'id')).toContain('evidence-drempels.better')
  expect(html).toContain('href="#client-good-1"')
})

test('text of people is text, never markup', () => {
  const html = renderHtml(
    sampleDocument({ title: '<script>alert(1)</script> & "zo"', longWord: '<img src=x onerror=alert(1)>' }),
  )
  expect(html).not.toMatch(/<script|<img/u)
})

test('the page needs nothing from elsewhere and runs nothing', () => {
  const html = renderHtml(sampleDocument())
  expect(html).not.toMatch(/<script|<link|src=|@import|url\(/u)
  expect(html).not.toMatch(/ style="/u)
})

test('invented answers are named on the page and in its title', () => {
  const document = sampleDocument()
  const html = renderHtml(document)
  expect(html.match(/<title>([^<]*)/u)?.[1]).toContain(document.marks.invented)
  expect(readText(html)).toContain(document.marks.invented)
  expect(renderHtml(sampleDocument({ invented: false }))).not.toContain('verzonnen')
})

test('equal documents give equal pages', () => {
  expect(renderHtml(sampleDocument())).toBe(renderHtml(sampleDocument()))
})
