/** What people decide about the machine's proposals, and what the report then says. */

import { expect, test } from 'vitest'
import { readDemo } from '../../../app/demo.server.ts'
import { scoreWithFindings } from '../../../app/domain/findings/score.ts'
import { composeReport } from '../../../app/domain/report/compose.ts'
import type { Block, Bullet, ReportDocument } from '../../../app/domain/report/document.ts'
import { plainText, sentencesText } from '../../../app/domain/report/document.ts'
import { findingHash, staleDecisions } from '../../../app/domain/report/editorial.ts'
import type { Editorial, FindingDecision } from '../../../app/domain/report/editorial.ts'
import type { Score } from '../../../app/domain/scoring/score.ts'
import { tallyResponses } from '../../../app/domain/scoring/tally.ts'
import { loadFrameworks } from '../../../app/frameworks.server.ts'
import { editorialWords } from '../../../app/text/report-words.ts'

const options = { date: '2026-06-08', edition: 'short' } as const
const extended = { date: '2026-06-08', edition: 'extended' } as const
const demo = await readDemo(await loadFrameworks())
if (!demo) throw new Error('There is no demo')
const { framework, region } = demo
const demoScore = scoreWithFindings(framework, tallyResponses(framework, demo.responses), {
  variant: demo.variant,
  invited: region.invited,
})
const machine = composeReport(framework, demoScore, region, options)

const nothing: Editorial = {
  decisions: [],
  added: [],
  order: [],
  quotes: [],
  reactions: [],
  followUps: null,
  words: editorialWords,
}

const report = (editorial: Partial<Editorial>, edition: typeof options | typeof extended = options) =>
  composeReport(framework, demoScore, region, edition, { ...nothing, ...editorial })

function columns(blocks: readonly Block[]): Extract<Block, { kind: 'findings' }>[] {
  return blocks.flatMap((block) =>
    block.kind === 'section' ? columns(block.blocks) : block.kind === 'findings' ? [block] : [],
  )
}
const bullets = (document: ReportDocument): Bullet[] => columns(document.body).flatMap(({ items }) => items)
const textOf = (document: ReportDocument, finding: string) => {
  const bullet = bullets(document).find((one) => one.finding === finding)
  return bullet && sentencesText(bullet.sentences)
}

/** The first point for improvement with a bullet in the short edition. */
const point = bullets(machine.document).find(({ id }) => id.endsWith('.better'))?.id ?? ''
/** A column of the short edition with at least two bullets. */
const column = columns(machine.document.body).find(({ items }) => items.length > 1)

function decision(finding: string, change: Partial<FindingDecision>): FindingDecision {
  const found = demoScore.findings.find(({ id }) => id === finding)
  if (!found) throw new Error(`No finding ${finding}`)
  const machineText = machine.score.findings.find(({ id }) => id === finding)?.text ?? ''
  return {
    finding,
    kind: 'accept',
    machineText,
    finalText: machineText,
    scoreHash: findingHash(demoScore, found),
    author: 'Anna Bakker',
    at: '2026-05-01T09:00:00.000Z',
    reason: '',
    ...change,
  }
}

test('decisions that change nothing leave every sentence of the report as the machine wrote it', () => {
  const accepted = report({ decisions: demoScore.findings.map(({ id }) => decision(id, {})) })
  expect({ ...accepted.document, meta: null }).toEqual({ ...machine.document, meta: null })
  expect(accepted.score).toEqual(machine.score)
})

test('a rewritten finding is printed in the words of who rewrote it, and the machine’s stay beside it', () => {
  const finalText = 'Huisartsen en sociaal werk zoeken elkaar nog te weinig op.'
  const { document, score } = report({
    decisions: [decision(point, { kind: 'rewrite', finalText, reason: 'De zin was te lang.' })],
  })
  expect(textOf(document, point)).toContain('Huisartsen en sociaal werk zoeken elkaar nog te weinig op')
  const machineText = machine.score.findings.find(({ id }) => id === point)?.text
  expect(score.findings.find(({ id }) => id === point)?.text).toBe(machineText)
  const evidence = document.evidence.find(({ finding }) => finding === point)
  expect(evidence?.text).toBe(finalText)
  expect(evidence?.edit).toEqual({
    machine: machineText,
    at: '2026-05-01T09:00:00.000Z',
    reason: 'De zin was te lang.',
  })
  expect(JSON.stringify(document)).not.toContain('Anna Bakker')
})

test('a dropped finding stands nowhere in the report, and still in the score', () => {
  const { document, score } = report({
    decisions: [decision(point, { kind: 'drop', reason: 'Klopt niet.' })],
  })
  expect(textOf(document, point)).toBeUndefined()
  expect(document.evidence.map(({ finding }) => finding)).not.toContain(point)
  expect(document.body.flatMap((block) => JSON.stringify(block)).join()).not.toContain(`"${point}"`)
  expect(score).toEqual(machine.score)
})

test('an added finding stands in its column with its source as a note', () => {
  const [theme] = framework.themes
  if (!theme) throw new Error('A theme is needed')
  const { document } = report({
    added: [
      {
        id: 'added-1',
        theme: theme.id,
        side: 'better',
        text: 'De sociale kaart is niet af.',
        source: 'verslag van de projectgroep, 3 april 2026',
        author: 'Anna Bakker',
        at: '2026-05-01T09:00:00.000Z',
        reason: '',
      },
    ],
  })
  expect(textOf(document, 'added-1')).toBe('De sociale kaart is niet af.')
  expect(document.notes.map(({ content }) => plainText(content))).toContain(
    'Deze bevinding komt niet uit de vragenlijst. Bron: verslag van de projectgroep, 3 april 2026.',
  )
  expect(document.evidence.find(({ finding }) => finding === 'added-1')?.criteria).toEqual([])
})

test('findings stand in the order that was chosen, within their column', () => {
  const ids = column?.items.map(({ id }) => id) ?? []
  const { document } = report({ order: [...ids].reverse() })
  const same = columns(document.body).find(({ id }) => id === column?.id)
  expect(same?.items.map(({ id }) => id)).toEqual([...ids].reverse())
})

test('reactions stand beside the finding in the extended edition and in a note in the short one', () => {
  const reactions = [
    { finding: point, party: 'gemeente Almelo', kind: 'agree' as const, text: '', answer: null },
    { finding: point, party: 'de GGD', kind: 'agree' as const, text: '', answer: null },
    {
      finding: point,
      party: 'een huisartsengroep',
      kind: 'error' as const,
      text: 'Wij doen dit sinds 2025.',
      answer: 'Dat is na de meting begonnen.',
    },
  ]
  const said = [
    'Gemeente Almelo en de GGD zijn het hiermee eens.',
    'Een huisartsengroep ziet hier een feitelijke onjuistheid: “Wij doen dit sinds 2025.” Antwoord daarop: “Dat is na de meting begonnen.”',
  ]
  const short = report({ reactions }).document
  expect(textOf(short, point)).toBe(textOf(machine.document, point))
  expect(short.notes.map(({ content }) => plainText(content))).toContain(said.join(' '))
  const long = report({ reactions }, extended).document
  for (const sentence of said) expect(textOf(long, point)).toContain(sentence)
})

test('reactions and follow-up take no room from the findings', () => {
  const reactions = bullets(machine.document).map(({ id }) => ({
    finding: id,
    party: 'gemeente Almelo',
    kind: 'remark' as const,
    text: 'Wij herkennen dit beeld en willen er samen met de andere partijen verder over praten. '.repeat(4),
    answer: null,
  }))
  const { document } = report({ reactions, followUps: [] })
  for (const { id } of bullets(machine.document))
    expect(textOf(document, id)).toBe(textOf(machine.document, id))
})

test('every printed point for improvement says who takes it up and when, or that it is still to be agreed', () => {
  const { document } = report({ followUps: [{ finding: point, owner: 'De GGD', day: '2027-03-01' }] })
  const section = document.body.find((block) => block.kind === 'section' && block.id === 'follow-up')
  const table = section?.kind === 'section' ? section.blocks.find(({ kind }) => kind === 'table') : undefined
  const rows = table?.kind === 'table' ? table.rows.map((row) => row.map(plainText)) : []
  const points = columns(document.body).flatMap(({ side, items }) => (side === 'better' ? items : []))
  expect(rows).toHaveLength(points.length)
  expect(rows[0]?.slice(1)).toEqual(['De GGD', '1 maart 2027'])
  for (const row of rows.slice(1)) expect(row.slice(1)).toEqual(['nog af te spreken', 'nog af te spreken'])
})

test('a decision is stale as soon as one number behind its finding is another', () => {
  const decisions = [decision(point, { kind: 'rewrite', finalText: 'Anders.', reason: 'x' })]
  expect(staleDecisions(demoScore, decisions)).toEqual([])
  const criterion = demoScore.findings.find(({ id }) => id === point)?.criteria[0]
  const changed = JSON.parse(JSON.stringify(demoScore)) as Score
  for (const theme of changed.themes)
    for (const norm of theme.norms)
      for (const one of norm.criteria)
        if (one.id === criterion) {
          const role = Object.values(one.roles)[0]
          if (role) role.unknown = (role.unknown ?? 0) + 0.001
        }
  expect(staleDecisions(changed, decisions)).toEqual([{ finding: point, why: 'changed' }])
  const gone = { ...demoScore, findings: demoScore.findings.filter(({ id }) => id !== point) }
  expect(staleDecisions(gone, decisions)).toEqual([{ finding: point, why: 'gone' }])
})
