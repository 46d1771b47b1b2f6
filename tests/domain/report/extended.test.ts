/** What the extended edition holds beyond the short one, and what it may never show. */

import { expect, test } from 'vitest'
import { composeReport, hasExtendedEdition } from '../../../app/domain/report/compose.ts'
import { contentsOf, plainText, sentencesText, type Block } from '../../../app/domain/report/document.ts'
import { aRegion, scoreOf, shippedFramework } from '../../make/region-answers.ts'

const framework = shippedFramework('igj-leefstijlbegeleiding')
const pools = shippedFramework('zwembadhygiene')
const options = { date: '2026-06-08' } as const

type Section = Extract<Block, { kind: 'section' }>
type Table = Extract<Block, { kind: 'table' }>

const mixed = () =>
  scoreOf(framework, {
    shares: { P01: 0.95, P05: 0.2, P06: 0.2, B14: 0.95, B15: 0.95, P18: 0.3 },
    rest: 0.6,
  })
const extended = (score = mixed(), region = aRegion()) =>
  composeReport(framework, score, region, { ...options, edition: 'extended' })

function sectionsIn(blocks: readonly Block[]): Section[] {
  return blocks.flatMap((block) => (block.kind === 'section' ? [block, ...sectionsIn(block.blocks)] : []))
}

function tablesIn(blocks: readonly Block[]): Table[] {
  return blocks.flatMap((block) =>
    block.kind === 'section' ? tablesIn(block.blocks) : block.kind === 'table' ? [block] : [],
  )
}

const annex = (blocks: readonly Block[], id: string) => {
  const found = sectionsIn(blocks).find((section) => section.id === id)
  if (!found) throw new Error(`There is no section ${id}`)
  return found
}

const rowsOf = (table: Table) => table.rows.map((row) => row.map(plainText))

function bulletsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    if (block.kind === 'section') return bulletsIn(block.blocks)
    return block.kind === 'findings' ? block.items.map(({ sentences }) => sentencesText(sentences)) : []
  })
}

test('the extended edition begins with the short one, word for word', () => {
  const score = mixed()
  const short = composeReport(framework, score, aRegion(), { ...options, edition: 'short' }).document
  const { document } = extended(score)
  const link = framework.report.extended?.evidenceLink ?? ''
  expect(document.lead).toEqual(short.lead)
  expect(document.body.slice(0, short.body.length).map(titles)).toEqual(short.body.map(titles))
  expect(bulletsIn(document.body)).toEqual(bulletsIn(short.body).map((text) => `${text} ${link}`))
})

const titles = (block: Block): unknown =>
  block.kind === 'section' ? [block.title, ...block.blocks.map(titles)] : block.kind

test('every finding has its evidence in a section of its own, and every bullet leads to it', () => {
  const score = scoreOf(framework, { rest: 0.9, variant: 'full' })
  const { document, score: withTexts } = extended(score)
  const ids = sectionsIn(document.body).map(({ id }) => id)
  for (const finding of withTexts.findings) {
    const section = annex(document.body, `finding-${finding.id}`)
    const paragraphs = section.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block] : []))
    expect(sentencesText(paragraphs[0]?.sentences ?? [])).toBe(finding.text)
    const questions = rowsOf(tablesIn(section.blocks)[0]!).map(([question = '']) => question.split('. ')[0])
    for (const item of finding.items) expect(questions, finding.id).toContain(item)
  }
  const links = [...JSON.stringify(document.body).matchAll(/"href":"#([^"]+)"/gu)].map(([, target]) => target)
  expect(links.length).toBeGreaterThan(5)
  for (const target of links) expect(ids).toContain(target)
})

test('who was invited, who answered and who was silent stands there per group', () => {
  const organisations = { HO: 1, GEM: 2, GGD: 1 }
  const score = scoreOf(framework, { organisations })
  const invited = { professional: { about: 300 }, board: { HO: 1, GEM: 2, GGD: 1, ZV: 1 } }
  const { document } = extended(score, aRegion({ invited }))
  const rows = rowsOf(tablesIn([annex(document.body, 'annex-response')])[0]!)
  expect(rows).toContainEqual(['Zorgverzekeraar', '1', '0'])
  expect(rows).toContainEqual(['Gemeente', '2', '2'])
  expect(rows[0]?.[1]).toBe('ongeveer 300')
  expect(rows.at(-1)).toEqual(['Bestuurders, alle organisaties samen', '5', '4'])
})

test('a figure of too few answers is hidden in every table, also as a share or a count of one answer', () => {
  const score = scoreOf(framework, { rest: 0.3, organisations: { HO: 1, GEM: 1 } })
  const { document } = extended(score)
  const hidden = framework.report.extended?.hidden ?? ''
  const rows = tablesIn([
    annex(document.body, 'annex-results'),
    annex(document.body, 'annex-findings'),
    annex(document.body, 'annex-items'),
  ]).flatMap(rowsOf)
  const ofBoards = rows.filter(([first = '', who = '']) => who === 'bestuurders' || /^B\d\d\. /u.test(first))
  expect(ofBoards.length).toBeGreaterThan(10)
  for (const row of ofBoards) {
    const figures = row.slice(1).filter((text) => /\d/u.test(text))
    expect(figures, row.join(' | ')).toEqual([])
    expect(row).toContain(hidden)
  }
})

test('questions that this round did not put are nowhere in it', () => {
  const { document } = extended(mixed())
  const text = JSON.stringify(document.body)
  expect(text).toContain('P01. ')
  expect(text).not.toContain('P03. ')
})

test('the counts of one question add up to everybody who chose an answer', () => {
  const { document, score } = extended()
  const counts = new Map(
    tablesIn([annex(document.body, 'annex-items')])
      .flatMap(rowsOf)
      .map(([question = '', n = '', ...options]) => [question.split('. ')[0], { n: Number(n), options }]),
  )
  const items = score.themes
    .flatMap((theme) => theme.norms.flatMap((norm) => norm.criteria))
    .flatMap((criterion) => Object.values(criterion.roles).flatMap((role) => role.items))
  let looked = 0
  for (const item of items) {
    const row = counts.get(item.id)
    if (item.n === null || !row) continue
    const chosen = Object.values(item.distribution).reduce((sum, count) => sum + count, 0)
    expect(row.n).toBe(item.n)
    expect(row.options.filter((text) => text !== '–').reduce((sum, text) => sum + Number(text), 0)).toBe(
      chosen,
    )
    looked += 1
  }
  expect(looked).toBeGreaterThan(20)
})

test('the contents name the sections of two levels, the notes and the colophon; a short report has none', () => {
  const { document } = extended()
  const entries = contentsOf(document)
  const ids = new Set(sectionsIn(document.body).map(({ id }) => id))
  for (const { id } of entries) expect(ids.has(id) || id === 'notes' || id === 'colophon', id).toBe(true)
  expect(entries.filter(({ depth }) => depth === 1).map(({ title }) => title)).toContain(
    'Waar blijkt dat uit?',
  )
  expect(contentsOf({ ...document, meta: { ...document.meta, edition: 'short' } })).toEqual([])
})

test('a framework from another world has its own extended edition, and one without the words has none', () => {
  const { document } = composeReport(pools, scoreOf(pools, { rest: 0.3 }), aRegion(), {
    ...options,
    edition: 'extended',
  })
  expect(JSON.stringify(document)).toContain('badmeesters')
  const first = shippedFramework('igj-leefstijlbegeleiding', '1.0')
  expect(hasExtendedEdition(first)).toBe(false)
  expect(() =>
    composeReport(first, scoreOf(first, {}), aRegion(), { ...options, edition: 'extended' }),
  ).toThrow('no extended edition')
})
