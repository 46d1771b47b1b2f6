/**
 * Walks everything that is kept (tables, hidden columns, files, copies made one after another) as somebody would who
 * wants to know who answered what. The attacks and what stays possible: docs/decisions/0014.
 */

import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { beginCorrection } from '../../app/usecases/correct-response.server.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { submitResponse } from '../../app/usecases/submit-response.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { vaultOf } from '../../app/seal.server.ts'
import { openDatabase } from '../../db/client.ts'
import type { Database } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { canOpenAnswers, closePlainAnswers } from '../../db/queries/vault.ts'
import { newPlace, testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound } from '../make/round.ts'

type Row = Record<string, unknown>
type Copy = Record<string, Row[]>

/** Every row of every table, as a backup would hold it. */
async function copyOf(db: Database): Promise<Copy> {
  const tables = (await db.kysely.introspection.getTables()).map(({ name }) => name)
  const copy: Copy = {}
  for (const table of tables) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(db.kysely)
    copy[table] = rows
  }
  return copy
}

const WORDS = 'zeldzaamwoord'

/** A code as a browser would post it, another for every number below 300. */
const codeOf = (index: number) =>
  `abcd-efgh-jkmn-${String(index + 222)
    .replaceAll('0', 'a')
    .replaceAll('1', 'b')}x`

/** Fills in as nobody else does: an answer and a remark that can be searched for. */
async function fillIn(context: Parameters<typeof saveAnswer>[0], respondentId: string, index: number) {
  const profession = index % 2 === 0 ? 'huisarts' : null
  expect(await choosePath(context, { respondentId, profession, routes: ['V', 'U'] })).toMatchObject({
    kind: 'path-chosen',
  })
  const codes = [['a1', 'a2', 'a3', 'a4'][index % 4] ?? 'a1']
  await saveAnswer(context, { respondentId, itemId: 'P1', codes, version: 0, remark: `${WORDS}${index}` })
  await saveAnswer(context, { respondentId, itemId: 'PM', codes: ['m1'], version: 0 })
}

testOnBoth('a copy of the database shows what nobody has answered before enough others did', async (db) => {
  const { context, professionals } = await aRound(db, { professionals: 9 })
  for (const [index, respondentId] of professionals.entries()) {
    await fillIn(context, respondentId, index)
    if (index > 3) await submitResponse(context, { respondentId })
  }
  const copy = await copyOf(db)
  expect(copy.draft_answer?.length).toBe(8)
  expect(copy.sealed_response?.length).toBe(5)
  expect(copy.response).toEqual([])
  const readable = JSON.stringify(copy)
  expect(readable).not.toContain(WORDS)
  for (const row of [...(copy.draft_answer ?? []), ...(copy.sealed_response ?? [])]) {
    for (const item of ['P1', 'PM', 'a1', 'm1']) expect(Object.values(row)).not.toContain(item)
  }
  // Nor does the weight of a row tell what is in it.
  const weights = (rows: Row[] | undefined, column: string) =>
    new Set((rows ?? []).map((row) => String(row[column]).length)).size
  expect(weights(copy.draft_answer, 'item')).toBe(1)
  expect(weights(copy.draft_answer, 'codes')).toBe(1)
  expect(weights(copy.draft_answer, 'remark')).toBe(1)
  expect(weights(copy.sealed_response, 'answers')).toBe(1)
  // Whoever has the link still finds the own answers.
  const own = await showQuestionnaire(context, { respondentId: 'p-0' })
  expect(own).toMatchObject({ answers: { P1: { codes: ['a1'], remark: `${WORDS}0` } } })
})

testOnBoth(
  'of two copies made one after another, the second has no new answers or at least k',
  async (db) => {
    const { context, professionals, roundId } = await aRound(db, { professionals: 23 })
    let before = await copyOf(db)
    const copies: (typeof before)[] = []
    const steps: number[] = []
    const compare = async () => {
      const after = await copyOf(db)
      copies.push(after)
      const known = new Set(before.response?.map(({ id }) => id))
      const fresh = after.response?.filter(({ id }) => !known.has(id)) ?? []
      steps.push(fresh.length)
      if (fresh.length === 0) {
        expect(after.tally).toEqual(before.tally)
        expect(after.profession_count).toEqual(before.profession_count)
      }
      before = after
    }
    for (const [index, respondentId] of professionals.entries()) {
      await fillIn(context, respondentId, index)
      await submitResponse(context, { respondentId, code: codeOf(index) })
      await compare()
    }
    for (const index of [3, 17, 0, 11]) {
      const begun = await beginCorrection(context, { code: codeOf(index), place: 'here' })
      await compare()
      if (begun.kind !== 'correcting') throw new Error(begun.reason)
      const { respondentId } = begun
      await saveAnswer(context, { respondentId, itemId: 'P1', codes: ['a2'], version: 1 })
      await submitResponse(context, { respondentId, code: codeOf(100 + index) })
      await compare()
    }
    await closeRound(context, { roundId })
    await compare()
    expect(steps.filter((size) => size > 0 && size < 5)).toEqual([])
    expect(steps.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(23)
    // By what a counted answer is found, nothing else in any copy is; but for the correction that waits to replace it.
    const marks = new Set(copies.flatMap((copy) => (copy.response ?? []).map((row) => row.code_hash)))
    marks.delete(null)
    expect(marks.size).toBeGreaterThan(10)
    for (const [table, rows] of copies.flatMap((copy) => Object.entries(copy))) {
      if (table === 'response') continue
      for (const { replaces, ...row } of rows) {
        expect(replaces === undefined || replaces === null || marks.has(replaces)).toBe(true)
        expect(
          Object.values(row).some((value) => marks.has(value)),
          table,
        ).toBe(false)
      }
    }
  },
)

testOnBoth('nothing on an admitted answer occurs anywhere beside a person', async (db) => {
  const { context, professionals, roundId } = await aRound(db, {
    professionals: 20,
    organisationOf: (index) => (index % 2 === 0 ? 'o1' : 'o2'),
  })
  for (const [index, respondentId] of professionals.entries()) {
    await fillIn(context, respondentId, index)
    await submitResponse(context, { respondentId })
  }
  await closeRound(context, { roundId })
  const copy = await copyOf(db)
  expect(copy.response?.length).toBe(20)
  // Every column of an admitted answer, by name: whoever adds one has to say here that it leads nowhere.
  const columns = Object.keys(copy.response?.[0] ?? {}).sort()
  expect(columns).toEqual(['answers', 'code_hash', 'id', 'organisation_id', 'party', 'role', 'round_id'])
  for (const row of copy.response ?? []) {
    // By its code_hash a respondent finds it again while the round is open; see the copies above.
    expect([row.party, row.organisation_id, row.code_hash]).toEqual([null, null, null])
    for (const [table, rows] of Object.entries(copy)) {
      if (table === 'response') continue
      expect(
        rows.filter((other) => Object.values(other).includes(row.id)),
        table,
      ).toEqual([])
    }
  }
  const people = new Set((copy.invitation ?? []).flatMap(({ id, token_hash: hash }) => [id, hash]))
  for (const table of ['response', 'tally', 'profession_count']) {
    const found = (copy[table] ?? []).flatMap((row) =>
      Object.values(row).filter((value) => people.has(value)),
    )
    expect(found, table).toEqual([])
  }
  expect(copy.draft).toEqual([])
  expect(copy.draft_answer).toEqual([])
  expect(copy.sealed_response).toEqual([])
})

testOnBoth(
  'the place of an answer in the table, and its hidden columns, tell no more than its batch',
  async (db) => {
    const { context, professionals } = await aRound(db, {
      professionals: 60,
      roles: { professional: { minimumGroup: 30 } },
    })
    for (const [index, respondentId] of professionals.entries()) {
      await fillIn(context, respondentId, index)
      await submitResponse(context, { respondentId })
    }
    // SQLite keeps the rows in the order of their random ids and has no hidden column.
    const place = db.kind === 'sqlite' ? sql`id` : sql`ctid`
    const batch = db.kind === 'sqlite' ? sql`1` : sql`xmin`
    const { rows } = await sql<{ answers: string; batch: unknown }>`
    select answers, ${batch} as batch from response order by ${place}`.execute(db.kysely)
    expect(rows).toHaveLength(30)
    expect(new Set(rows.map((row) => String(row.batch))).size).toBe(1)
    const sentAs = rows.map(({ answers }) => Number(new RegExp(`${WORDS}(\\d+)`).exec(answers)?.[1]))
    const ascending = sentAs.slice(1).filter((sent, at) => sent > (sentAs[at] ?? 0)).length
    // In random order about half of 29 steps go up; all in order of sending would be 29.
    expect(ascending).toBeGreaterThan(4)
    expect(ascending).toBeLessThan(25)
  },
)

test('the files of the database hold no answer that waits, the write-ahead log and erased rows included', async () => {
  const place = await newPlace('sqlite')
  if (place.kind !== 'sqlite') throw new Error('SQLite only')
  const db = await openDatabase(place)
  await migrate(db)
  const { context, professionals } = await aRound(db, { professionals: 9 })
  for (const [index, respondentId] of professionals.entries()) {
    await fillIn(context, respondentId, index)
    if (index > 3) await submitResponse(context, { respondentId })
  }
  const folder = dirname(place.path)
  const files = await readdir(folder)
  expect(files).toContain('test.sqlite-wal')
  for (const file of files) {
    expect((await readFile(join(folder, file))).includes(WORDS), file).toBe(false)
  }
  await db.close()
})

testOnBoth(
  'answers that an older version left in the open are put into the vault, and still count',
  async (db) => {
    const { context, professionals } = await aRound(db, { professionals: 2 })
    const [writing = '', waiting = ''] = professionals
    await choosePath(context, { respondentId: writing, routes: ['U'] })
    await answerAndSend(context, waiting, { P1: ['a4'] })
    const plain = {
      invitation_id: writing,
      item: 'P1',
      codes: 'a2',
      text: '',
      remark: WORDS,
      evidence: '',
      version: 3,
    }
    await sql`insert into draft_answer ${sql.raw(`(${Object.keys(plain).join(', ')})`)}
    values (${sql.join(Object.values(plain))})`.execute(db.kysely)
    const packed = JSON.stringify({
      routes: ['U'],
      answers: { P1: ['a1'] },
      texts: {},
      remarks: {},
      evidence: {},
    })
    await sql`update sealed_response set profession = 'huisarts', answers = ${packed}`.execute(db.kysely)

    await closePlainAnswers(db.kysely, context.vault)
    await closePlainAnswers(db.kysely, context.vault)
    const readable = JSON.stringify(await copyOf(db))
    expect(readable).not.toContain(WORDS)
    expect(readable).not.toContain(packed)
    expect(await showQuestionnaire(context, { respondentId: writing })).toMatchObject({
      answers: { P1: { codes: ['a2'], remark: WORDS, version: 3 } },
    })
  },
)

testOnBoth(
  'with another secret the answers that wait stay shut, and that is noticed before anyone answers',
  async (db) => {
    const { context } = await aRound(db, { professionals: 1 })
    expect(await canOpenAnswers(db.kysely, vaultOf('another secret of the tests, long'))).toBe(true)
    await fillIn(context, 'p-0', 0)
    expect(await canOpenAnswers(db.kysely, context.vault)).toBe(true)
    expect(await canOpenAnswers(db.kysely, vaultOf('another secret of the tests, long'))).toBe(false)
  },
)
