/** What holds for the regional report as a whole. The demo is the published region's report brought back from answers. */

import { expect, test } from 'vitest'
import { readDemo } from '../../../app/demo.server.ts'
import { scoreWithFindings } from '../../../app/domain/findings/score.ts'
import { composeReport } from '../../../app/domain/report/compose.ts'
import type { Block, Inline, ReportDocument, Sentence } from '../../../app/domain/report/document.ts'
import { plainText, sentencesText } from '../../../app/domain/report/document.ts'
import { wordCount } from '../../../app/domain/report/fill.ts'
import { tallyResponses } from '../../../app/domain/scoring/tally.ts'
import { loadFrameworks } from '../../../app/frameworks.server.ts'
import { scoreWithLabels } from '../../make/labelled-score.ts'
import { aRegion, scoreOf, shippedFramework } from '../../make/region-answers.ts'

const framework = shippedFramework('igj-leefstijlbegeleiding')
const pools = shippedFramework('zwembadhygiene')
const options = { date: '2026-06-08', edition: 'short' } as const

const demo = await readDemo(await loadFrameworks())
if (!demo) throw new Error('There is no demo')
const demoScore = scoreWithFindings(demo.framework, tallyResponses(demo.framework, demo.responses), {
  variant: demo.variant,
  invited: demo.region.invited,
})
const demoReport = composeReport(demo.framework, demoScore, demo.region, options)

function sections(document: ReportDocument) {
  return document.body.flatMap((block) => (block.kind === 'section' ? [block] : []))
}

function columns(blocks: Block[]) {
  return blocks.flatMap((block) => (block.kind === 'findings' ? [block] : []))
}

/** All sentences of the body, in reading order, with those of the lead before them. */
function sentencesOf(document: ReportDocument): Sentence[] {
  const inBlock = (block: Block): Sentence[] => {
    switch (block.kind) {
      case 'section':
        return block.blocks.flatMap(inBlock)
      case 'paragraph':
        return block.sentences
      case 'findings':
        return block.items.flatMap((bullet) => bullet.sentences)
      case 'list':
        return block.items.flat()
      case 'table':
      case 'chart':
        return []
    }
  }
  return [...document.lead, ...document.body.flatMap(inBlock)]
}

function text(document: ReportDocument): string {
  return sentencesText(sentencesOf(document))
}

function conclusion(document: ReportDocument): { prose: Sentence[]; method: Sentence[] } {
  const section = sections(document).find((block) => block.id === 'conclusion')
  const paragraphs = (section?.blocks ?? []).flatMap((block) =>
    block.kind === 'paragraph' ? [block.sentences] : [],
  )
  return { prose: paragraphs.slice(0, -1).flat(), method: paragraphs.at(-1) ?? [] }
}

function notesIn(content: readonly Inline[]): string[] {
  return content.flatMap((part) =>
    typeof part === 'string'
      ? []
      : part.kind === 'note'
        ? [part.ref]
        : 'content' in part
          ? notesIn(part.content)
          : [],
  )
}

test('the headings stand in the order of the published factsheet, byte for byte', () => {
  const { document } = demoReport
  expect(document.meta.title).toBe('Leefstijlbegeleiding in Almelo en Twenterand')
  expect(sections(document).map((section) => section.title)).toEqual([
    'Conclusie',
    'Cli\u00ebnt centraal',
    'Integrale zorg',
    'Deskundige zorgverlener',
    'Vervolg',
  ])
  for (const section of sections(document).slice(1, 4))
    expect(columns(section.blocks).map((column) => column.title)).toEqual([
      'Wat gaat er goed?',
      'Wat kan er beter?',
    ])
  expect(document.body.slice(0, 4).map((block) => block.kind)).toEqual(Array(4).fill('paragraph'))
})

test('the demo brings back the thirteen published bullets, each in its theme and column', () => {
  const bullets = sections(demoReport.document).map((section) =>
    columns(section.blocks).map((column) =>
      column.items.map((bullet) => bullet.finding.split('.')[0]).sort(),
    ),
  )
  expect(bullets.slice(1, 4)).toEqual([
    [
      ['gesprek', 'verwijzen'],
      ['aanbod', 'nazorg', 'tijd'],
    ],
    [
      ['besturen', 'projecten'],
      ['afspraken', 'overzicht', 'sociaal-domein'],
    ],
    [['bekwaam', 'scholing'], ['motiveren']],
  ])
})

test('what has no bullet speaks in the conclusion only', () => {
  const spoken = conclusion(demoReport.document).prose.flatMap((sentence) => sentence.findings)
  for (const id of ['drempels.better', 'behoefte-onderzocht.better', 'sociale-kaart-gebruiken.better'])
    expect(spoken).toContain(id)
})

test('the demo keeps to its words: about 25 in the lead, 200 to 280 in the conclusion, 1,000 to 1,250 in all', () => {
  const { document } = demoReport
  const { prose, method } = conclusion(document)
  expect(document.lead).toHaveLength(2)
  expect(wordCount(sentencesText(document.lead))).toBeGreaterThanOrEqual(20)
  expect(wordCount(sentencesText(document.lead))).toBeLessThanOrEqual(30)
  expect(wordCount(sentencesText(prose))).toBeGreaterThanOrEqual(200)
  expect(wordCount(sentencesText(prose))).toBeLessThanOrEqual(280)
  expect(wordCount(sentencesText(method))).toBeLessThanOrEqual(120)
  const titles = sections(document).flatMap((section) => [
    section.title,
    ...columns(section.blocks).map((column) => column.title),
  ])
  const notes = document.notes.map((note) => plainText(note.content))
  const total = wordCount([document.meta.title, text(document), ...titles, ...notes].join(' '))
  expect(total).toBeGreaterThanOrEqual(1000)
  expect(total).toBeLessThanOrEqual(1260)
})

test('equal input gives an equal report, and the report is plain JSON', () => {
  const again = composeReport(demo.framework, demoScore, demo.region, options)
  expect(again).toEqual(demoReport)
  expect(JSON.parse(JSON.stringify(again.document))).toEqual(demoReport.document)
  const later = composeReport(demo.framework, demoScore, demo.region, { ...options, date: '2026-07-01' })
  expect(later.document.meta.id).not.toBe(demoReport.document.meta.id)
})

test('notes are numbered by first reference, and none is missing or unused', () => {
  const { document } = demoReport
  const referred = [...new Set(sentencesOf(document).flatMap((sentence) => notesIn(sentence.content)))]
  expect(document.notes.map((note) => note.id)).toEqual(referred)
  expect(document.notes.map((note) => note.number)).toEqual(referred.map((_, index) => index + 1))
  expect(document.lead.flatMap((sentence) => notesIn(sentence.content))).toEqual([])
})

test('every sentence of the conclusion that rests on findings names them, and each has evidence', () => {
  const { document } = demoReport
  const known = document.evidence.map((evidence) => evidence.finding)
  for (const sentence of sentencesOf(document))
    for (const finding of sentence.findings) expect(known).toContain(finding)
  for (const sentence of document.lead) expect(sentence.findings).not.toEqual([])
})

test('evidence shows role, n, distribution, label and rule as the score has them', () => {
  const evidence = demoReport.document.evidence.find((one) => one.finding === 'tijd.better')
  const score = demoScore.themes[0]?.norms.flatMap((norm) => norm.criteria).find((one) => one.id === 'tijd')
  const finding = demoScore.findings.find((one) => one.id === 'tijd.better')
  const professionals = evidence?.criteria[0]?.roles.find((role) => role.role === 'professional')
  expect(evidence?.rule).toBe(finding?.rule)
  expect(professionals).toMatchObject({
    label: 'kan beter',
    n: score?.roles.professional?.n,
    p: score?.roles.professional?.p,
  })
  const item = score?.roles.professional?.items[0]
  const counts = professionals?.items[0]?.options.map((option) => option.count)
  expect(item?.n === null ? [] : Object.values(item?.distribution ?? {}).filter((n) => n > 0)).toEqual(
    counts?.filter((count) => (count ?? 0) > 0),
  )
})

test('the score comes back with the sentence of every finding, also of those the short edition leaves out', () => {
  const score = scoreOf(framework, { rest: 0.9, variant: 'full' })
  const composed = composeReport(framework, score, aRegion(), options)
  expect(composed.score.findings.length).toBeGreaterThan(composed.document.evidence.length)
  for (const finding of composed.score.findings) expect(finding.text).toMatch(/^\p{Lu}.*\.$/u)
})

test('an insurer that was invited and stayed silent is not said to be heard', () => {
  const organisations = { HO: 1, GEM: 2, GGD: 1 }
  const score = scoreOf(framework, { organisations })
  const region = aRegion({ invited: { board: { HO: 1, GEM: 2, GGD: 1, ZV: 1 } } })
  const method = sentencesText(conclusion(composeReport(framework, score, region, options).document).method)
  expect(method).toContain('Uitgenodigd, maar niet gehoord: de zorgverzekeraar.')
  expect(method).toMatch(/antwoordden bestuurders: de huisartsenorganisatie, de .*GGD\) en de gemeenten\./)
})

test('boards that filled in and did not adopt, or refused, are named as such and not as silent', () => {
  const organisations = { HO: 1, GEM: 2, GGD: 1 }
  const score = scoreOf(framework, { organisations })
  const region = aRegion({
    invited: { board: { HO: 1, GEM: 3, GGD: 1, ZV: 1, ZH: 1 } },
    unadopted: {
      board: {
        lapsed: [
          { party: 'ZV', name: null },
          { party: 'GEM', name: null },
        ],
        refused: [{ party: 'ZH', name: null }],
      },
    },
  })
  const { document } = composeReport(framework, score, region, options)
  const method = sentencesText(conclusion(document).method)
  expect(method).toContain(
    'Wel ingevuld, maar niet vastgesteld: een deel van de gemeenten en de zorgverzekeraar.',
  )
  expect(method).toContain('Wel ingevuld, maar vaststellen geweigerd: het ziekenhuis.')
  expect(method).not.toMatch(/niet gehoord: [^.]*(zorgverzekeraar|ziekenhuis)/)
  const colophon = document.colophon.map(({ content }) => plainText(content)).join(' ')
  expect(colophon).toContain(
    'Wel ingevuld, niet vastgesteld: een deel van de gemeenten en de zorgverzekeraar.',
  )
  expect(demoReport.document.colophon.map(({ term }) => term)).not.toContain('Vaststelling door bestuurders')
})

test('the method says that it is a self-evaluation, that taking part was free and that clients were not asked', () => {
  const method = sentencesText(conclusion(demoReport.document).method)
  expect(method).toContain('geen oordeel van de inspectie')
  expect(method).toContain('op eigen initiatief')
  expect(method).toContain('Cliënten zijn niet bevraagd')
  expect(method).toContain(`vulden er ${demo.responses.filter(({ role }) => role === 'professional').length}`)
})

test('a report of one role does not speak of the other as if it had answered', () => {
  const score = scoreOf(framework, { organisations: {}, rest: 0.3 })
  const { document } = composeReport(framework, score, aRegion(), options)
  expect(text(document)).toContain('Bestuurders zijn niet gehoord.')
  expect(text(document)).not.toMatch(/volgens [^.]*bestuurders|Bestuurders (zien|vinden|merken|hebben)/i)
})

test('too few boards to show are heard, and the report says why they have no outcome', () => {
  const score = scoreOf(framework, { organisations: { GEM: 1, GGD: 1 }, rest: 0.9 })
  const method = sentencesText(
    conclusion(composeReport(framework, score, aRegion(), options).document).method,
  )
  expect(method).toMatch(/te weinig organisaties om hun antwoorden te laten zien/)
})

test('a report without any answer still has all its parts and draws no conclusion', () => {
  const score = scoreOf(framework, { persons: 0, organisations: {} })
  const { document } = composeReport(framework, score, aRegion({ figures: [], year: null }), options)
  expect(sections(document)).toHaveLength(5)
  expect(sentencesText(conclusion(document).prose)).toContain('te weinig antwoorden')
  expect(document.lead).toHaveLength(1)
  expect(document.evidence).toEqual([])
})

test('where nothing stands out each theme and side says so in its own words', () => {
  const { document } = composeReport(framework, scoreOf(framework, {}), aRegion(), options)
  const none = sections(document).flatMap((section) => columns(section.blocks).map((column) => column.none))
  expect(new Set(none).size).toBe(6)
})

test('contrasts that point the same way share a sentence, and no two of them are worded alike', () => {
  const boardsContent = { lenses: [{ label: 'improvement' }, { label: 'strength' }] } as const
  const wished = ['elkaar-vinden', 'systemen', 'tijd', 'genoeg-keuze', 'scholing-en-leren']
  const { document } = composeReport(
    framework,
    scoreWithLabels(
      framework,
      Object.fromEntries(wished.map((id) => [id, { lenses: [...boardsContent.lenses] }])),
    ),
    aRegion(),
    options,
  )
  const { prose } = conclusion(document)
  const shared = prose.filter(({ findings }) => findings.length === 2).map((one) => sentencesText([one]))
  expect(shared.some((sentence) => /het contact .* en het delen van gegevens/.test(sentence))).toBe(true)
  const endings = prose.map((one) => sentencesText([one])).filter((one) => one.endsWith('dan bestuurders.'))
  expect(endings).toHaveLength(3)
  const frames = endings.map(
    (one) => /minder positief over|minder gunstig over|minder gunstig dan/.exec(one)?.[0],
  )
  expect(new Set(frames).size).toBe(3)
})

test('a lead whose only improvement is disputed says who is less positive', () => {
  const { document } = composeReport(
    framework,
    scoreWithLabels(framework, { tijd: { lenses: [{ label: 'strength' }, { label: 'improvement' }] } }),
    aRegion(),
    options,
  )
  expect(sentencesText(document.lead)).toContain(
    'Over de tijd voor een goed gesprek zijn bestuurders minder positief dan professionals.',
  )
})

test('that professionals miss working agreements is said only when their own answers say so', () => {
  const agreements = (professionals: number, boards: number) =>
    sentencesText(
      conclusion(
        composeReport(
          framework,
          scoreOf(framework, { rest: 0.9, shares: { P19: professionals, B21: boards } }),
          aRegion(),
          options,
        ).document,
      ).prose,
    )
  const said = /De samenwerking van bestuurders is voor professionals/
  expect(agreements(0.2, 0.9)).toMatch(said)
  expect(agreements(0.9, 0)).not.toMatch(said)
})

test('a finding without a bullet carries its own mark when it rests on few answers', () => {
  const textOf = (firm: boolean) =>
    composeReport(
      framework,
      scoreWithLabels(framework, {
        'behoefte-onderzocht': { lenses: [null, { label: 'improvement', firm }] },
      }),
      aRegion(),
      options,
    ).score.findings.map((finding) => finding.text)
  const mark = framework.report.marks.provisional
  expect(textOf(false)).toEqual([expect.stringMatching(new RegExp(`\\(${mark}\\)\\.$`, 'u'))])
  expect(textOf(true)).toEqual([expect.not.stringContaining(mark)])
})

test('also where nearly everything could be better, every improvement still says what would help', () => {
  const { document } = composeReport(framework, scoreOf(framework, { rest: 0.1 }), aRegion(), options)
  const better = sections(document)
    .flatMap((section) => columns(section.blocks))
    .filter((column) => column.side === 'better')
    .flatMap((column) => column.items)
  expect(better).toHaveLength(12)
  for (const bullet of better)
    expect(sentencesText(bullet.sentences)).toMatch(/kunnen|wenselijk|belangrijk|Belangrijk/u)
})

test('one municipality, several, and a whole region are each named as a reader would', () => {
  const titleOf = (municipalities: string[]) =>
    composeReport(
      framework,
      scoreOf(framework, {}),
      aRegion({ title: 'Twente', municipalities: municipalities.map((name) => ({ code: name, name })) }),
      options,
    ).document.meta.title
  expect(titleOf(['Almelo'])).toBe('Leefstijlbegeleiding in Almelo')
  expect(titleOf(['Almelo', 'Borne', 'Wierden'])).toBe('Leefstijlbegeleiding in Almelo, Borne en Wierden')
  expect(titleOf(Array.from({ length: 14 }, (_, index) => `Gemeente ${index}`))).toBe(
    'Leefstijlbegeleiding in Twente',
  )
})

test('regional figures carry value, national figure, difference in percentage points and a note with source and year', () => {
  const figure = {
    indicator: 'overgewicht',
    region: 'Almelo',
    value: 57.5,
    national: 52,
    unit: '%',
    year: 2022,
    source: 'Gezondheidsmonitor',
    url: 'https://example.org/',
    note: null,
  }
  const { document } = composeReport(
    framework,
    scoreOf(framework, {}),
    aRegion({ figures: [figure, { ...figure, region: 'Twenterand', value: 52 }] }),
    options,
  )
  expect(text(document)).toContain(
    'In Almelo heeft 57,5% van de volwassenen overgewicht. Dat is 5,5 procentpunt meer',
  )
  expect(text(document)).toContain('In Twenterand is dat 52%')
  expect(document.notes.map((note) => plainText(note.content))).toContain('Gezondheidsmonitor, 2022.')
})

test('a figure without a value or without a national figure is not compared', () => {
  const figure = {
    indicator: 'roken',
    region: 'Almelo',
    value: 22,
    national: null,
    unit: '%',
    year: null,
    source: 'Monitor',
    url: null,
    note: null,
  }
  const reportOf = (figures: (typeof figure | (Omit<typeof figure, 'value'> & { value: null }))[]) =>
    text(composeReport(framework, scoreOf(framework, {}), aRegion({ figures }), options).document)
  expect(reportOf([figure])).toContain('In Almelo rookt 22% van de volwassenen.')
  expect(reportOf([{ ...figure, value: null }])).toContain('niet aangeleverd')
})

test('many who do not know is said as not knowing, with what they do not know', () => {
  const score = scoreOf(framework, { dontKnow: { P23: 0.6, P24: 0.5 } })
  const { document } = composeReport(framework, score, aRegion(), options)
  expect(text(document)).toContain(
    'Veel professionals weten niet wanneer iemand kan starten of wat iemand zelf betaalt',
  )
})

test('groups and barriers are named only when a fifth of those who ticked, and at least k, named them', () => {
  const bleak = { rest: 0.2, persons: 20 }
  const reportOf = (ticked: Record<string, number>) =>
    text(composeReport(framework, scoreOf(framework, { ...bleak, ticked }), aRegion(), options).document)
  expect(reportOf({ 'P14.kosten': 0.5, 'P14.taal': 0.15 })).toMatch(/noemen vooral de kosten als reden/)
  expect(reportOf({ 'P14.kosten': 0.15 })).not.toContain('als reden waarom')
})

test('praise of referring and criticism of overview stand together as process and information', () => {
  const { prose } = conclusion(demoReport.document)
  const together = sentencesText(prose)
  expect(together).toMatch(/Verwijzen binnen de zorg gaat [^.]* goed\. (Toch|Tegelijk) /)
})

test('a provisional outcome says so where it stands, and a report of only those says it once', () => {
  const few = { label: 'strength', p: 0.9, firm: false } as const
  const mark = framework.report.marks.provisional
  const partly = composeReport(
    framework,
    scoreWithLabels(framework, {
      bekwaam: { lenses: [few, null] },
      'verwijzen-verloopt': { lenses: [{ label: 'strength' }, null] },
    }),
    aRegion(),
    options,
  ).document
  expect(sentencesText(columns(sections(partly)[3]?.blocks ?? [])[0]?.items[0]?.sentences ?? [])).toContain(
    `(${mark})`,
  )
  const wholly = composeReport(
    framework,
    scoreWithLabels(framework, {
      bekwaam: { lenses: [few, null] },
      'verwijzen-verloopt': { lenses: [few, null] },
    }),
    aRegion(),
    options,
  ).document
  expect(text(wholly).split(mark)).toHaveLength(2)
})

test('invented answers are marked on the document, real ones are not', () => {
  const score = scoreOf(framework, {})
  expect(composeReport(framework, score, aRegion(), options).document.marks.invented).toContain('verzonnen')
  expect(
    composeReport(framework, score, aRegion({ invented: false }), options).document.marks.invented,
  ).toBeNull()
})

test('another framework speaks through the same code without a word of the first', () => {
  const score = scoreOf(pools, { rest: 0.3, ticked: { 'Z03.koud': 0.8 } })
  const { document } = composeReport(
    pools,
    score,
    aRegion({ title: 'Zuidoost', municipalities: [] }),
    options,
  )
  expect(document.meta.title).toBe('Hygiëne in de zwembaden van Zuidoost')
  expect(text(document)).toContain('noemen badmeesters vooral koude douches')
  expect(text(document)).not.toMatch(/leefstijl|professional|cliënt/i)
})
