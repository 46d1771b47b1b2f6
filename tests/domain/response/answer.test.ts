import { expect, test } from 'vitest'
import {
  answerProblems,
  answersFromForm,
  EMPTY_ANSWER,
  evidenceFields,
  evidenceLine,
  isAnswered,
  personalDataIn,
  responseFrom,
  tidyText,
} from '../../../app/domain/response/answer.ts'
import { openItems, progressOf } from '../../../app/domain/response/completeness.ts'
import { questionnaireFor } from '../../../app/domain/questionnaire/questionnaire.ts'
import { aFrameworkWith, aCriterion, aMultipleItem, anItem } from '../../make/framework.ts'

const empty = { ...EMPTY_ANSWER, version: 1 }

test('citizen numbers, mail addresses and telephone numbers in open text are noticed', () => {
  expect(personalDataIn('Het nummer is 111222333.')).toEqual(['citizen-number'])
  expect(personalDataIn('BSN 1112.22.333')).toEqual(['citizen-number'])
  expect(personalDataIn('bel 06-12345678 of 0546 123 456')).toEqual(['phone'])
  expect(personalDataIn('+31 6 12 34 56 78')).toEqual(['phone'])
  expect(personalDataIn('mail naar jan.jansen@praktijk.nl aub')).toEqual(['email'])
})

test('ordinary numbers and words are not taken for data of a person', () => {
  for (const text of [
    'In 2025 waren er 12.500 deelnemers, in 2024 11.000.',
    'Zie artikel 7:448 BW en 112.',
    'Het nummer 111222334 klopt niet.',
    '20260310123456',
    'kosten @ praktijk',
    '000000000',
    '',
  ]) {
    expect(personalDataIn(text), text).toEqual([])
  }
})

test('text is kept with composed letters and one kind of line end, without control characters', () => {
  expect(tidyText('a\r\nb\rc\n\n ')).toBe('a\nb\nc')
  expect(tidyText('e\u0301')).toBe('é')
  expect(tidyText('tab\tblijft\u0007, bel niet')).toBe('tab\tblijft, bel niet')
  expect(tidyText('\uDC00')).toBe('\uFFFD')
  expect(tidyText('😀')).toBe('😀')
})

test('a posted form clears the boxes that were unticked and leaves what it does not hold', () => {
  const items = [anItem({ id: 'P1' }), aMultipleItem({ id: 'PM' }), anItem({ id: 'PO', kind: 'open' })]
  const form = new FormData()
  form.append('P1.codes', 'a1')
  form.append('P1.remark', 'nee')
  form.append('PM.codes', 'm1')
  form.append('PM.codes', 'm2')
  form.append('other.codes', 'x')
  expect(answersFromForm(items, form)).toEqual({
    P1: { codes: ['a1'], remark: 'nee' },
    PM: { codes: ['m1', 'm2'] },
    PO: {},
  })
  expect(answersFromForm(items, new FormData())).toEqual({ P1: { codes: [] }, PM: { codes: [] }, PO: {} })
})

test('only what was asked goes into a response, and evidence only where it is asked for', () => {
  const items = [
    anItem({ id: 'P1', evidence: true }),
    anItem({ id: 'P2' }),
    anItem({ id: 'PO', kind: 'open' }),
  ]
  const response = responseFrom(
    items,
    {
      P1: { ...empty, codes: ['a1'], evidence: 'Plan' },
      P2: { ...empty, remark: 'alleen dit', evidence: 'weg' },
      PO: { ...empty, text: 'goed' },
      gone: { ...empty, codes: ['a1'] },
    },
    { role: 'professional', party: null, organisation: null, profession: null, routes: ['V'] },
  )
  expect(response).toMatchObject({
    answers: { P1: ['a1'] },
    texts: { PO: 'goed' },
    remarks: { P2: 'alleen dit' },
    evidence: { P1: 'Plan' },
  })
  expect(Object.keys(response.answers)).toEqual(['P1'])
  expect(Object.keys(response.evidence)).toEqual(['P1'])
})

test('progress counts questions to tick; an open question or a remark alone never counts', () => {
  const items = [anItem({ id: 'P1' }), anItem({ id: 'P2' }), anItem({ id: 'PO', kind: 'open' })]
  const framework = aFrameworkWith(aCriterion({ id: 'c', items }))
  const { pages } = questionnaireFor(framework, 'professional', 'core', { routes: [], party: null })
  const answers = { P1: { ...empty, codes: ['a1'] }, P2: { ...empty, remark: 'tja' } }
  expect(progressOf(pages, answers)).toMatchObject({
    answered: 1,
    total: 2,
    pages: [{ answered: 1, total: 2 }],
  })
  expect(openItems(pages, answers).map((item) => item.id)).toEqual(['P2'])
  expect(isAnswered(anItem({ id: 'PO', kind: 'open' }), { ...empty, text: '  ' })).toBe(false)
})

test('evidence takes a document, a date that exists and a link to a page, each of them or none', () => {
  const item = anItem({ id: 'B1', evidence: true })
  const reasons = (change: Parameters<typeof answerProblems>[1]) =>
    answerProblems(item, change).map(({ field, reason }) => `${field}: ${reason}`)
  expect(
    reasons({ evidence: 'Regioplan', evidenceDate: '2025-03-01', evidenceLink: 'https://a.nl/p' }),
  ).toEqual([])
  expect(reasons({ evidence: '', evidenceDate: '', evidenceLink: '' })).toEqual([])
  expect(reasons({ evidenceDate: '2025-02-30' })).toEqual(['evidenceDate: no-date'])
  expect(reasons({ evidenceDate: 'vorig jaar' })).toEqual(['evidenceDate: no-date'])
  for (const link of [
    'javascript:alert(1)',
    'ftp://a.nl',
    'www.a.nl',
    'https://',
    'https://jan:geheim@a.nl',
    'http://a b.nl',
  ]) {
    expect(reasons({ evidenceLink: link }), link).toEqual(['evidenceLink: no-link'])
  }
  expect(reasons({ evidenceLink: `https://a.nl/${'x'.repeat(1000)}` })).toEqual(['evidenceLink: too-long'])
  expect(answerProblems(anItem({ id: 'P1' }), { evidenceLink: 'https://a.nl' })).toMatchObject([
    { reason: 'no-evidence-here' },
  ])
})

test('evidence becomes one line in a response and is read back from it', () => {
  const fields = {
    evidence: 'Regioplan (concept)',
    evidenceDate: '2025-03-01',
    evidenceLink: 'https://a.nl/p',
  }
  expect(evidenceLine(fields)).toBe('Regioplan (concept) (2025-03-01) https://a.nl/p')
  for (const one of [
    fields,
    { evidence: 'Plan 2026, blz. 4', evidenceDate: '', evidenceLink: '' },
    { evidence: '', evidenceDate: '2025-03-01', evidenceLink: '' },
    { evidence: '', evidenceDate: '', evidenceLink: 'https://a.nl/p' },
  ]) {
    expect(evidenceFields(evidenceLine(one))).toEqual(one)
  }
})
