import { expect, test } from 'vitest'
import { composeBriefing } from '../../../app/domain/report/compose-briefing.ts'
import type { Block, ReportDocument } from '../../../app/domain/report/document.ts'
import { plainText, sentencesText } from '../../../app/domain/report/document.ts'
import { briefingWords } from '../../../app/text/briefing.ts'
import { aRegion, scoreOf, shippedFramework } from '../../make/region-answers.ts'
import type { Answers } from '../../make/region-answers.ts'

const framework = shippedFramework('igj-leefstijlbegeleiding')

function briefing(answers: Answers, evidence: { party: string; item: string }[] = []) {
  const region = { ...aRegion(), ...(answers.invited && { invited: answers.invited }) }
  const options = { date: '2026-06-01', editorial: null, evidence }
  return composeBriefing(framework, scoreOf(framework, answers), region, options, briefingWords)
}

/** The lines under a heading. */
function under(document: ReportDocument, id: string): string[] {
  const lines = (block: Block): string[] => {
    if (block.kind === 'section') return block.blocks.flatMap(lines)
    if (block.kind === 'table') return block.rows.map((row) => row.map(plainText).join(' '))
    if (block.kind === 'list') return block.items.map(sentencesText)
    return block.kind === 'paragraph' ? [sentencesText(block.sentences)] : []
  }
  return document.body.flatMap((block) => (block.kind === 'section' && block.id === id ? lines(block) : []))
}

test('a criterion that is fine on paper and not felt at work becomes a question to every party that was asked', () => {
  const document = briefing({ rest: 0.6, shares: { P19: 0.1, B20: 1, B21: 1, B22: 1 } })
  expect(under(document, 'briefing-questions').join('\n')).toMatch(
    /Werkafspraken: bestuurders zijn positiever/,
  )
  expect(under(document, 'briefing-contrasts').length).toBeGreaterThan(0)
})

test('a party that was asked and did not answer is named, and asked why', () => {
  const document = briefing({
    rest: 0.6,
    organisations: { HO: 2, GEM: 2, GGD: 2 },
    invited: { board: { HO: 2, GEM: 2, GGD: 2, ZV: 1 } },
  })
  expect(under(document, 'briefing-silent').join(' ')).toContain('de zorgverzekeraar')
  expect(under(document, 'briefing-questions').join(' ')).toContain('Zorgverzekeraar Gaf geen antwoord')
})

test('answers at both ends are named with how many there are; hidden ones are not', () => {
  expect(under(briefing({ rest: 0.6, divided: ['P19'] }), 'briefing-divided').join(' ')).toContain(
    'professionals antwoorden verdeeld (40 antwoorden)',
  )
  const few = briefing({ rest: 0.6, divided: ['P19'], persons: 4 })
  expect(under(few, 'briefing-divided')).toEqual([])
  expect(under(few, 'briefing-further').join(' ')).toContain(briefingWords.none.divided)
  expect(under(few, 'briefing-silent').join(' ')).toContain('Van de groep professionals kwamen te weinig')
})

test('of evidence it is told that there is some and about what, never what it says', () => {
  const document = briefing({ rest: 0.6 }, [{ party: 'HO', item: 'B01' }])
  expect(under(document, 'briefing-evidence').join(' ')).toMatch(/^Huisartsenorganisatie: .+/)
})

test('a region that answered nothing gives a page that says so, without an empty heading', () => {
  const document = briefing({ persons: 0, organisations: {} })
  for (const block of document.body) {
    if (block.kind !== 'section') throw new Error('sections only')
    expect(block.blocks.length, block.title).toBeGreaterThan(0)
  }
})
