/** The demo region brings back the published report: its 13 bullets, each in its theme and column, and no other. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readDemo } from '../app/demo.server.ts'
import { listedCriteria } from '../app/domain/findings/findings.ts'
import { scoreWithFindings } from '../app/domain/findings/score.ts'
import { allCriteria } from '../app/domain/framework/framework.ts'
import { parseRegionFile } from '../app/domain/report/region-file.ts'
import { parseResponsesFile } from '../app/domain/response/responses-file.ts'
import { getCriterionScore } from '../app/domain/scoring/score-framework.ts'
import { tallyResponses } from '../app/domain/scoring/tally.ts'
import { loadFrameworks } from '../app/frameworks.server.ts'

const demo = await (async () => {
  const found = await readDemo(await loadFrameworks())
  if (!found) throw new Error('no demo')
  return found
})()
const score = scoreWithFindings(demo.framework, tallyResponses(demo.framework, demo.responses), {
  variant: demo.variant,
  invited: demo.region.invited,
})

test('the demo says what the published report says: 13 bullets in their themes and columns, and three for the conclusion', () => {
  const placed = score.findings
    .filter(({ bullet }) => bullet !== null)
    .map(({ theme, side, bullet, edition }) => [theme, side, bullet, edition].join(' '))
  expect(placed).toEqual([
    'client-centraal good gesprek short',
    'client-centraal good verwijzen short',
    'client-centraal better tijd short',
    'client-centraal better aanbod short',
    'client-centraal better nazorg short',
    'integrale-zorg good besturen short',
    'integrale-zorg good projecten short',
    'integrale-zorg better afspraken short',
    'integrale-zorg better overzicht short',
    'integrale-zorg better sociaal-domein short',
    'deskundige-zorgverlener good bekwaam short',
    'deskundige-zorgverlener good scholing short',
    'deskundige-zorgverlener better motiveren short',
  ])
  expect(score.findings.filter(({ bullet }) => bullet === null).map(({ id }) => id)).toEqual([
    'drempels.better',
    'behoefte-onderzocht.better',
    'sociale-kaart-gebruiken.better',
  ])
})

test('every criterion of the demo that speaks in no bullet is mixed, or was not asked', () => {
  const speaking = new Set(score.findings.flatMap(({ criteria }) => criteria))
  const listed = listedCriteria(demo.framework, score)
  expect(new Set(listed.map(({ as }) => as))).toEqual(new Set(['mixed']))
  for (const { id, items } of allCriteria(demo.framework)) {
    const asked = items.some(({ kind, variant }) => kind === 'choice' && variant === 'core')
    if (asked && !speaking.has(id)) {
      expect(listed.map(({ criterion }) => criterion)).toContain(id)
      for (const { label } of Object.values(getCriterionScore(score, id).roles)) {
        expect(['mixed', 'insufficient']).toContain(label)
      }
    }
  }
})

test('a criterion that shares a bullet with a finding but was left mixed does not slip into it', () => {
  expect(getCriterionScore(score, 'doelen-en-volgen').roles.board?.label).toBe('mixed')
  expect(score.findings.find(({ bullet }) => bullet === 'besturen')?.criteria).toEqual(['regie-en-overleg'])
})

test('the demo shows every form of a finding, and firm ones beside provisional ones', () => {
  expect(new Set(score.findings.map(({ form }) => form))).toEqual(
    new Set(['both', 'one-lens', 'attributed', 'contrast']),
  )
  const firm = score.findings.filter((finding) => finding.firm).length
  expect(firm).toBeGreaterThanOrEqual(12)
  expect(firm).toBeLessThan(score.findings.length)
})

test('the ticked options that fill sentences are few and sensible', () => {
  const slots = Object.fromEntries(
    score.choices.map((choice) => [choice.id, choice.ticked === null ? null : choice.slots]),
  )
  expect(slots.P13).toEqual(['laag-inkomen', 'lezen-schrijven'])
  expect(slots.P14).toEqual(['kosten', 'te-ver', 'tijden'])
})

test('about 120 professionals and 10 boards of invented organisations answered, one asked insurer did not', () => {
  expect(score.respondents).toEqual({ professional: 120, board: 10 })
  const names = demo.responses.flatMap(({ organisation }) => (organisation === null ? [] : [organisation]))
  expect(new Set(names).size).toBe(10)
  for (const name of names) expect(name).toContain('(verzonnen)')
  const invited = demo.region.invited.board as Record<string, number>
  expect(invited.ZV).toBe((score.parties.board?.ZV ?? 0) + 1)
  expect(demo.region.invented).toBe(true)
})

test('the files of the demo are read back as the same answers and region', () => {
  const bytes = new TextEncoder().encode(demo.files['responses.csv'])
  const read = parseResponsesFile(demo.framework, { name: 'responses.csv', bytes })
  expect(read).toEqual({ ok: true, value: { responses: demo.responses, variant: 'core' } })
  const region = parseRegionFile({ name: 'region.yaml', text: demo.files['region.yaml'] }, demo.framework)
  expect(region).toEqual({ ok: true, value: demo.region })
})

test('the demo is the same to the last letter every time it is made', async () => {
  const again = await readDemo(await loadFrameworks())
  const hash = (text = '') => createHash('sha256').update(text).digest('hex')
  expect(hash(again?.files['responses.csv'])).toBe(hash(demo.files['responses.csv']))
})
