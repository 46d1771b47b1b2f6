/** The history behind a report: nothing that anybody wrote is ever lost from it. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  editorialFrom,
  historyOf,
  latest,
  reactionAbout,
  reactionSubject,
} from '../../../app/domain/report/editorial-entries.ts'
import type { EditorialEntry } from '../../../app/domain/report/editorial-entries.ts'
import { editorialWords } from '../../../app/text/report-words.ts'

const options = { words: editorialWords, nameOf: (id: string) => `naam van ${id}`, quotes: true }

const text = fc.string({ minLength: 1, maxLength: 40 })
const decision = fc.record({
  subject: fc.constantFrom('a.good', 'b.better', 'c.better'),
  decision: fc.constantFrom('accept' as const, 'rewrite' as const, 'drop' as const),
  finalText: text,
})

/** Decisions in the order in which they were made, as entries with their versions. */
function entriesOf(made: { subject: string; decision: 'accept' | 'rewrite' | 'drop'; finalText: string }[]) {
  const versions = new Map<string, number>()
  return made.map(({ subject, ...value }): EditorialEntry => {
    const version = (versions.get(subject) ?? 0) + 1
    versions.set(subject, version)
    return {
      kind: 'finding',
      subject,
      version,
      value: { ...value, machineText: 'Machine.', scoreHash: '', reason: 'Omdat.' },
      author: 'account:1',
      authorName: 'Anna',
      at: '2026-05-01T09:00:00.000Z',
    }
  })
}

test('whatever is decided in whatever order, every text stays in the history and the last one holds', () => {
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 30 }), (made) => {
      const entries = entriesOf(made)
      const shuffled = [...entries].reverse()
      for (const subject of new Set(made.map((one) => one.subject))) {
        const own = made.filter((one) => one.subject === subject)
        const history = historyOf(shuffled, 'finding', subject)
        expect(history.map(({ value }) => value.finalText)).toEqual(own.map(({ finalText }) => finalText))
        const last = latest(shuffled, 'finding').find((one) => one.subject === subject)
        expect(last?.value.finalText).toBe(own.at(-1)?.finalText)
        const printed = editorialFrom(shuffled, options).decisions.find(({ finding }) => finding === subject)
        expect(printed?.kind).toBe(own.at(-1)?.decision)
      }
    }),
    { seed: 4 },
  )
})

test('the subject of a reaction says who reacted to what, and a reaction taken back is not printed', () => {
  expect(reactionAbout(reactionSubject('o1', 'a.good'))).toEqual({ organisationId: 'o1', finding: 'a.good' })
  expect(reactionAbout(reactionSubject('o1', null))).toEqual({ organisationId: 'o1', finding: null })
  const reaction = (version: number, kind: 'remark' | 'none'): EditorialEntry => ({
    kind: 'reaction',
    subject: reactionSubject('o1', 'a.good'),
    version,
    value: { kind, text: 'Wij doen dit wel.', seen: '' },
    author: 'organisation:o1',
    authorName: 'Praktijk een',
    at: '2026-05-01T09:00:00.000Z',
  })
  expect(editorialFrom([reaction(1, 'remark')], options).reactions).toEqual([
    { finding: 'a.good', party: 'naam van o1', kind: 'remark', text: 'Wij doen dit wel.', answer: null },
  ])
  expect(editorialFrom([reaction(1, 'remark'), reaction(2, 'none')], options).reactions).toEqual([])
})

test('where free text was not promised to be quoted, a released remark stays out of the report', () => {
  const remark: EditorialEntry = {
    kind: 'remark',
    subject: 'k1',
    version: 1,
    value: { verdict: 'release', item: 'P1', role: 'professional', text: 'Goed zo.', inReport: true },
    author: 'account:1',
    authorName: 'Anna',
    at: '2026-05-01T09:00:00.000Z',
  }
  expect(editorialFrom([remark], options).quotes).toHaveLength(1)
  expect(editorialFrom([remark], { ...options, quotes: false }).quotes).toEqual([])
})
