/** The slides for a meeting: what stands on them, and that they are the accessible PDF that they claim to be. */

import { expect, test } from 'vitest'
import { composeMeeting } from '../../../app/domain/report/compose-meeting.ts'
import { composeReport } from '../../../app/domain/report/compose.ts'
import type { Block, ReportDocument } from '../../../app/domain/report/document.ts'
import { plainText, sentencesText } from '../../../app/domain/report/document.ts'
import { renderPdf } from '../../../app/render/pdf.server.ts'
import { meetingWords } from '../../../app/text/meeting.ts'
import { aRegion, scoreOf, shippedFramework } from '../../make/region-answers.ts'
import type { Answers } from '../../make/region-answers.ts'

const framework = shippedFramework('igj-leefstijlbegeleiding')
const options = { date: '2026-06-01', editorial: null }

function meeting(answers: Answers): ReportDocument {
  const region = { ...aRegion(), ...(answers.invited && { invited: answers.invited }) }
  return composeMeeting(framework, scoreOf(framework, answers), region, options, meetingWords)
}

/** The lines on a slide. */
function on(document: ReportDocument, id: string): string[] {
  const lines = (block: Block): string[] => {
    if (block.kind === 'section') return block.blocks.flatMap(lines)
    if (block.kind === 'table') return block.rows.map((row) => row.map(plainText).join(' '))
    if (block.kind === 'list') return block.items.map(sentencesText)
    if (block.kind === 'findings') return block.items.map(({ sentences }) => sentencesText(sentences))
    return block.kind === 'paragraph' ? [sentencesText(block.sentences)] : []
  }
  return document.body.flatMap((block) =>
    block.kind === 'section' && block.id === `meeting-${id}` ? lines(block) : [],
  )
}

/** Pages of a PDF that was written uncompressed enough to count its page objects. */
const pagesOf = (bytes: Uint8Array) =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/Type \/Page\b(?!s)/gu),
  ].length

const onPaper: Answers = {
  rest: 0.6,
  variant: 'full',
  shares: { P19: 0.1, B20: 1, B21: 1, B22: 1, BV1: 0.9, P05: 0.1 },
}

test('there are ten slides for three themes, and at most three questions for the board', () => {
  const document = meeting(onPaper)
  expect(1 + document.body.length).toBe(10)
  const questions = on(document, 'questions')
  expect(questions).toHaveLength(3)
  expect(questions[0]).toMatch(/^Werkafspraken: bestuurders zijn positiever/)
  expect(questions.at(-1)).toContain('Bestuurders schatten dat 9 van de 10 professionals genoeg tijd hebben')
})

test('a slide says the first sentence that the report says, and its note the rest with who said so and how many', () => {
  const score = scoreOf(framework, onPaper)
  const { document: report } = composeReport(framework, score, aRegion(), {
    date: options.date,
    edition: 'short',
  })
  const all = JSON.stringify(report.body)
  const document = meeting(onPaper)
  const lines = on(document, 'integrale-zorg')
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(all).toContain(line.replace(/\.$/u, ''))
  const notes = document.notes.map(({ content }) => plainText(content)).join('\n')
  expect(notes).toContain('Werkafspraken: professionals “kan beter”, 10% positief, 40 antwoorden (vraag P19)')
})

test('of a group with too few answers no share is named on any slide or in any note', () => {
  const document = meeting({ ...onPaper, persons: 4 })
  expect(on(document, 'unknown').join(' ')).toContain(
    'Van de groep professionals kwamen te weinig antwoorden',
  )
  expect(on(document, 'differences')).toEqual([meetingWords.none.oneSided])
  const notes = document.notes.map(({ content }) => plainText(content)).join('\n')
  expect(notes).not.toMatch(/professionals “[^”]*”, \d/u)
})

test('a subject that the short questionnaire leaves out is no lack of answers', () => {
  const lines = on(meeting({ rest: 0.6, variant: 'core' }), 'unknown').join(' ')
  expect(lines).not.toContain('te weinig professionals')
})

test('a party that was asked and gave no answer stands among what is not known', () => {
  const document = meeting({
    rest: 0.6,
    organisations: { HO: 2, GEM: 2, GGD: 2 },
    invited: { board: { HO: 2, GEM: 2, GGD: 2, ZV: 1 } },
  })
  expect(on(document, 'unknown').join(' ')).toContain('de zorgverzekeraar')
})

test.each<[string, Answers]>([
  ['a region with much to say', { rest: 0.1, variant: 'full', shares: { P05: 0.9 } }],
  ['a region where board and work floor differ', onPaper],
  ['a region that answered nothing', { persons: 0, organisations: {} }],
])('the slides of %s are an accessible PDF in which no slide runs over', async (_, answers) => {
  const document = meeting(answers)
  for (const block of document.body) {
    if (block.kind !== 'section') throw new Error('sections only')
    expect(block.blocks.length, block.title).toBeGreaterThan(0)
  }
  // Throws when the file is not what it claims to be.
  const slides = await renderPdf(
    { ...document, notes: [], colophon: [], body: withoutReferences(document) },
    'slides',
  )
  expect(pagesOf(slides)).toBe(1 + document.body.length)
  await renderPdf(document, 'slides')
})

/** The same slides without the numbers of their notes. */
function withoutReferences({ body }: ReportDocument): Block[] {
  return JSON.parse(
    JSON.stringify(body, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'note' ? '' : value,
    ),
  ) as Block[]
}

test('sixty letters in a row and an emoji in the name of a region do not break a slide', async () => {
  const title = `${'Meervoudigeleefstijlondersteuningssamenwerkingsverbandsregio'.repeat(2)} 🚭`
  const document = composeMeeting(
    framework,
    scoreOf(framework, onPaper),
    { ...aRegion(), title },
    options,
    meetingWords,
  )
  expect((await renderPdf(document, 'slides')).length).toBeGreaterThan(1000)
})
