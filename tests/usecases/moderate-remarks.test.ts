/** Remarks: who reads them when, and what gets through. */

import { expect } from 'vitest'
import { moderateRemark, showRemarks } from '../../app/usecases/moderate-remarks.server.ts'
import { showResults } from '../../app/usecases/show-results.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import type { Database } from '../../db/client.ts'
import { testOnBoth } from '../make/database.ts'
import { anna, aStudio, bram, ROUND } from '../make/studio.ts'

const ITEM = 'P01'
const OTHER = 'P02'
const MAIL = 'Mevrouw Jansen van jan@praktijk.nl regelt dit.'

/** Takes every answer away and lets so many professionals answer two questions; the first of them writes at both. */
async function onlyAnswered(db: Database, people: number) {
  await db.kysely.deleteFrom('response').execute()
  for (let place = 0; place < people; place++) {
    await db.kysely
      .insertInto('response')
      .values({
        id: `one-${place}`,
        round_id: ROUND,
        role: 'professional',
        party: null,
        organisation_id: null,
        answers: JSON.stringify({
          routes: [],
          answers: { [ITEM]: ['any'], [OTHER]: ['any'] },
          texts: {},
          remarks: place === 0 ? { [ITEM]: MAIL, [OTHER]: 'Te weinig tijd.' } : { [ITEM]: `Zin ${place}.` },
          evidence: {},
        }),
      })
      .execute()
  }
}

/** The log outlives a test: what it holds, in its order. */
async function logged(db: Database) {
  const rows = await db.kysely.selectFrom('audit_entry').select('action').orderBy('position').execute()
  return rows.map(({ action }) => action)
}

const open = { visibility: { texts: 'moderated' } } as const

async function remarksAt(context: AppContext, id: string) {
  const view = await showRemarks(context, { roundId: ROUND })
  if (view.kind === 'refused') throw new Error(view.reason)
  return view.items.find(({ item }) => item.id === id)!
}

async function shown(context: AppContext) {
  const view = await showResults(context, { roundId: ROUND })
  if (view.kind === 'refused') throw new Error(view.reason)
  return view.remarks
}

testOnBoth('with nine answers nobody reads what was written, with ten a moderator does', async (db) => {
  const { context } = await aStudio(db, open)
  await onlyAnswered(db, 9)
  expect(await remarksAt(context, ITEM)).toMatchObject({ tooFew: true, remarks: [] })
  await onlyAnswered(db, 10)
  const { tooFew, remarks } = await remarksAt(context, ITEM)
  expect(tooFew).toBe(false)
  expect(remarks).toHaveLength(10)
})

testOnBoth('nothing is read while the round is open, nor where showing it was not promised', async (db) => {
  const { context } = await aStudio(db, { ...open, status: 'open' })
  expect(await showRemarks(context, { roundId: ROUND })).toEqual({
    kind: 'refused',
    reason: 'round-not-closed',
  })
  await db.kysely.updateTable('round').set({ status: 'closed' }).execute()
  expect((await showRemarks(context, { roundId: ROUND })).kind).toBe('remarks')
  await db.kysely.updateTable('round').set({ visibility: null }).execute()
  expect(await showRemarks(context, { roundId: ROUND })).toEqual({
    kind: 'refused',
    reason: 'texts-not-promised',
  })
})

testOnBoth('neither order nor key ties two remarks of one person together', async (db) => {
  const { context } = await aStudio(db, open)
  await onlyAnswered(db, 12)
  const { remarks } = await remarksAt(context, ITEM)
  expect(remarks.map(({ text }) => text)).not.toEqual([
    MAIL,
    ...Array.from({ length: 11 }, (_, place) => `Zin ${place + 1}.`),
  ])
  expect(await remarksAt(context, ITEM)).toEqual(await remarksAt(context, ITEM))
  const own = remarks.find(({ text }) => text === MAIL)!
  const other = (await remarksAt(context, OTHER)).remarks[0]!
  expect(other.text).toBe('Te weinig tijd.')
  expect(own.key).not.toBe(other.key)
  expect(JSON.stringify([own, other])).not.toContain('one-0')
})

testOnBoth('a mail address never gets through; with words taken out the rest does, marked', async (db) => {
  const { context } = await aStudio(db, open)
  await onlyAnswered(db, 10)
  const remark = (await remarksAt(context, ITEM)).remarks.find(({ text }) => text === MAIL)!
  expect(remark.found.map(({ kind }) => kind)).toEqual(['name', 'email'])
  const input = { actor: anna, roundId: ROUND, key: remark.key, text: null, inReport: true, seen: 0 }
  expect(await moderateRemark(context, { ...input, verdict: 'release' })).toEqual({
    kind: 'invalid',
    reason: 'personal-data',
    found: ['email'],
  })
  expect(await moderateRemark(context, { ...input, verdict: 'redact', text: 'Iets anders […]' })).toEqual({
    kind: 'invalid',
    reason: 'not-shortened',
  })
  expect(await shown(context)).toEqual([])
  const text = '[…] van […] regelt dit.'
  expect(await moderateRemark(context, { ...input, verdict: 'redact', text })).toEqual({ kind: 'written' })
  expect(await shown(context)).toMatchObject([{ item: ITEM, role: 'professional', text, redacted: true }])
})

testOnBoth('a second moderator does not write over the first, and every decision stays', async (db) => {
  const { context } = await aStudio(db, open)
  await onlyAnswered(db, 10)
  const { key } = (await remarksAt(context, OTHER)).remarks[0]!
  const before = (await logged(db)).length
  const input = { roundId: ROUND, key, text: null, inReport: false }
  const release = { ...input, actor: anna, verdict: 'release', seen: 0 }
  expect(await moderateRemark(context, release)).toEqual({ kind: 'written' })
  expect(await shown(context)).toMatchObject([{ text: 'Te weinig tijd.', redacted: false }])
  const withhold = { ...input, actor: bram, verdict: 'withhold' }
  expect(await moderateRemark(context, { ...withhold, seen: 0 })).toEqual({ kind: 'overtaken' })
  expect(await moderateRemark(context, { ...withhold, seen: 1 })).toEqual({ kind: 'written' })
  expect(await shown(context)).toEqual([])
  const { history, verdict } = (await remarksAt(context, OTHER)).remarks[0]!
  expect(verdict).toBe('withhold')
  expect(history.map(({ verdict, authorName }) => [verdict, authorName])).toEqual([
    ['release', 'Anna Bakker'],
    ['withhold', 'Bram de Vries'],
  ])
  const log = await logged(db)
  expect(log.slice(before)).toEqual(['remark-moderated', 'remark-moderated'])
})

testOnBoth('what was let through outlives the answers and can still be taken back', async (db) => {
  const { context } = await aStudio(db, open)
  await onlyAnswered(db, 10)
  const { key } = (await remarksAt(context, OTHER)).remarks[0]!
  const input = { actor: anna, roundId: ROUND, key, text: null, inReport: false }
  await moderateRemark(context, { ...input, verdict: 'release', seen: 0 })
  await db.kysely.deleteFrom('response').execute()
  expect((await remarksAt(context, OTHER)).remarks).toMatchObject([
    { key, text: null, released: 'Te weinig tijd.' },
  ])
  expect((await moderateRemark(context, { ...input, verdict: 'release', seen: 1 })).kind).toBe('invalid')
  expect(await moderateRemark(context, { ...input, verdict: 'withhold', seen: 1 })).toEqual({
    kind: 'written',
  })
  expect(await shown(context)).toEqual([])
  expect((await remarksAt(context, OTHER)).remarks).toEqual([])
})
