import fc from 'fast-check'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { AppContext } from '../../app/context.server.ts'
import { tallyResponses } from '../../app/domain/scoring/tally.ts'
import type { Weighting } from '../../app/domain/framework/framework.ts'
import type { RoleTally } from '../../app/domain/scoring/score.ts'
import { closeDueRounds, closeRound } from '../../app/usecases/close-round.server.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { showRound } from '../../app/usecases/show-round.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { submitResponse } from '../../app/usecases/submit-response.server.ts'
import type { Database } from '../../db/client.ts'
import { getTallies, listResponses } from '../../db/queries/responses.ts'
import { testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound } from '../make/round.ts'
import type { TestRound } from '../make/round.ts'

const PROFESSIONAL = 'professional'

async function statesOf(db: Database): Promise<Record<string, string>> {
  const rows = await db.kysely.selectFrom('invitation').select(['id', 'state']).execute()
  return Object.fromEntries(rows.map((row) => [row.id, row.state]))
}

async function counts(db: Database): Promise<{ sealed: number; admitted: number; drafts: number }> {
  const count = async (table: 'sealed_response' | 'response' | 'draft') =>
    (
      await db.kysely
        .selectFrom(table)
        .select((query) => query.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  return {
    sealed: await count('sealed_response'),
    admitted: await count('response'),
    drafts: await count('draft'),
  }
}

/** Tallies without the order of their groups, which means nothing. */
function comparable(tallies: readonly RoleTally[]) {
  return tallies.map((tally) => ({
    ...tally,
    groups: tally.groups
      .map((group) => ({ ...group, items: Object.entries(group.items).sort(([a], [b]) => (a < b ? -1 : 1)) }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  }))
}

async function expectTalliesToEqualARecount({ context, framework, roundId }: TestRound, weighting = {}) {
  const running = await getTallies(context.db.kysely, roundId, framework)
  const responses = await listResponses(context.db.kysely, roundId)
  expect(comparable(running)).toEqual(comparable(tallyResponses(framework, responses, { weighting })))
  return { running, responses }
}

testOnBoth('anonymous answers wait until 2k are sent; then k of them, drawn at random, count', async (db) => {
  const round = await aRound(db, { professionals: 10, randomBelow: (limit) => limit - 1 })
  const { context, professionals } = round
  for (const id of professionals.slice(0, 9)) await answerAndSend(context, id, { P1: ['a4'] })
  expect(await counts(db)).toEqual({ sealed: 9, admitted: 0, drafts: 0 })
  await answerAndSend(context, 'p-9', { P1: ['a4'] })
  expect(await counts(db)).toEqual({ sealed: 5, admitted: 5, drafts: 0 })
  const states = Object.values(await statesOf(db))
  expect(states.filter((state) => state === 'used')).toHaveLength(5)
  expect(states.filter((state) => state === 'sealed')).toHaveLength(5)
  const { running } = await expectTalliesToEqualARecount(round)
  expect(running[0]).toMatchObject({ role: PROFESSIONAL, respondents: 5 })
})

testOnBoth('which of the sealed responses are admitted does not follow the order of sending', async (db) => {
  const { context, professionals } = await aRound(db, {
    professionals: 30,
    roles: { professional: { minimumGroup: 15 } },
  })
  for (const id of professionals) await answerAndSend(context, id, { P1: ['a4'] })
  const states = await statesOf(db)
  const firstHalf = professionals.slice(0, 15).filter((id) => states[id] === 'used').length
  // All of the first half, or none, comes by chance once in 155 million times.
  expect(firstHalf).toBeGreaterThan(0)
  expect(firstHalf).toBeLessThan(15)
})

testOnBoth('at the close all that still wait are admitted together', async (db) => {
  const round = await aRound(db, { professionals: 13 })
  const { context, professionals, roundId } = round
  for (const id of professionals) await answerAndSend(context, id, { P1: ['a4'] })
  expect(await counts(db)).toMatchObject({ sealed: 8, admitted: 5 })
  expect(await closeRound(context, { roundId })).toEqual({ kind: 'closed' })
  expect(await closeRound(context, { roundId })).toEqual({ kind: 'closed' })
  expect(await counts(db)).toEqual({ sealed: 0, admitted: 13, drafts: 0 })
  await expectTalliesToEqualARecount(round)
})

testOnBoth(
  'with fewer than k in all nothing is admitted: the answers are erased and the number is kept',
  async (db) => {
    const { context, professionals, roundId } = await aRound(db, { professionals: 6 })
    for (const id of professionals.slice(0, 4)) await answerAndSend(context, id, { P1: ['a4'] })
    await choosePath(context, { respondentId: 'p-4', routes: ['V'] })
    await closeRound(context, { roundId })
    expect(await counts(db)).toEqual({ sealed: 0, admitted: 0, drafts: 0 })
    const shown = await showRound(context, { roundId })
    expect(shown).toMatchObject({ roles: [{ sent: 4, begun: null, hasResults: false }, {}] })
    expect((await statesOf(db))['p-0']).toBe('used')
  },
)

testOnBoth('a named response counts at once and stays with its organisation', async (db) => {
  const round = await aRound(db)
  await answerAndSend(round.context, 'b-0', { B1: ['a4'], B2: ['a2'] }, {})
  await answerAndSend(round.context, 'b-3', { B1: ['a1'] }, {})
  const { running, responses } = await expectTalliesToEqualARecount(round)
  expect(running[1]).toMatchObject({ role: 'board', respondents: 2 })
  expect(responses.map(({ party, organisation }) => [party, organisation]).sort()).toEqual([
    ['GEM', 'Organisatie g1'],
    ['HO', 'Organisatie h1'],
  ])
})

testOnBoth('a round past its last day is closed by itself, others are not', async (db) => {
  const { context, at, professionals } = await aRound(db, { professionals: 5 })
  for (const id of professionals) await answerAndSend(context, id, { P1: ['a4'] })
  expect(await closeDueRounds(context)).toBe(0)
  at(new Date('2026-03-31T22:00:00.000Z'))
  expect(await closeDueRounds(context)).toBe(1)
  expect(await closeDueRounds(context)).toBe(0)
  expect(await counts(db)).toMatchObject({ admitted: 5 })
})

testOnBoth('sending needs an answer, and sending twice is sending once', async (db) => {
  const { context } = await aRound(db, { professionals: 2 })
  const send = (respondentId: string) => submitResponse(context, { respondentId })
  expect(await send('nobody')).toMatchObject({ reason: 'unknown-respondent' })
  expect(await send('p-0')).toMatchObject({ reason: 'path-not-chosen' })
  await choosePath(context, { respondentId: 'p-0', routes: ['V'] })
  expect(await send('p-0')).toMatchObject({ reason: 'nothing-answered' })
  await saveAnswer(context, { respondentId: 'p-0', itemId: 'P1', codes: ['a3'], version: 0 })
  await saveAnswer(context, { respondentId: 'p-0', itemId: 'P1', codes: [], remark: 'Geen idee', version: 1 })
  expect(await send('p-0')).toMatchObject({ reason: 'nothing-answered' })
  const shown = await showQuestionnaire(context, { respondentId: 'p-0' })
  expect(shown).toMatchObject({ answers: { P1: { remark: 'Geen idee' } } })

  await saveAnswer(context, { respondentId: 'p-0', itemId: 'P1', codes: ['a3'], version: 2 })
  const both = await Promise.all([send('p-0'), send('p-0'), send('p-0')])
  expect(both).toEqual([{ kind: 'submitted' }, { kind: 'submitted' }, { kind: 'submitted' }])
  expect(await counts(db)).toMatchObject({ sealed: 1 })
  expect(
    await db.kysely.selectFrom('round_role').select('sent').where('role', '=', PROFESSIONAL).execute(),
  ).toEqual([{ sent: 1 }])
})

testOnBoth('what was answered under a path that was left again is not sent', async (db) => {
  const { context, professionals, roundId } = await aRound(db, { professionals: 5 })
  for (const respondentId of professionals) {
    await choosePath(context, { respondentId, routes: ['V'] })
    await saveAnswer(context, { respondentId, itemId: 'P2', codes: ['a5'], version: 0 })
    await answerAndSend(context, respondentId, { P1: ['a1'] }, { routes: ['U'] })
  }
  await closeRound(context, { roundId })
  const responses = await listResponses(db.kysely, roundId)
  expect(responses.map((response) => response.answers)).toEqual(professionals.map(() => ({ P1: ['a1'] })))
})

testOnBoth('an admitted anonymous response has nothing that leads back to who sent it', async (db) => {
  const { context, professionals, roundId } = await aRound(db, {
    professionals: 12,
    organisationOf: () => 'o1',
  })
  for (const respondentId of professionals) {
    await answerAndSend(context, respondentId, { P1: ['a4'] }, { profession: 'huisarts' })
  }
  await closeRound(context, { roundId })
  const rows = await sql<Record<string, unknown>>`select * from response`.execute(db.kysely)
  for (const row of rows.rows) {
    expect(Object.keys(row).sort()).toEqual([
      'answers',
      'code_hash',
      'id',
      'organisation_id',
      'party',
      'role',
      'round_id',
    ])
    expect(row).toMatchObject({ party: null, organisation_id: null, code_hash: null })
    expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Object.keys(JSON.parse(String(row.answers)) as object).sort()).toEqual([
      'answers',
      'evidence',
      'remarks',
      'routes',
      'texts',
    ])
    expect(JSON.stringify(row)).not.toMatch(/p-\d|huisarts|o1/)
  }
  // What else is left of the twelve: their links, used, and how many had which profession.
  expect(await counts(db)).toEqual({ sealed: 0, admitted: 12, drafts: 0 })
  expect(await db.kysely.selectFrom('profession_count').selectAll().execute()).toEqual([
    { round_id: roundId, role: PROFESSIONAL, profession: 'huisarts', count: 12 },
  ])
})

testOnBoth(
  'an organisation stays on an anonymous response only where the round weights by it and 2k were invited',
  async (db) => {
    const round = await aRound(db, {
      professionals: 20,
      roles: { professional: { weighting: 'organisation' } },
      // Eleven invited at o1, nine at o2: only o1 has 2k = 10.
      organisationOf: (index) => (index < 11 ? 'o1' : 'o2'),
    })
    const { context, professionals, roundId } = round
    for (const id of professionals) await answerAndSend(context, id, { P1: ['a4'] })
    await closeRound(context, { roundId })
    const { running } = await expectTalliesToEqualARecount(round, { professional: 'organisation' })
    const groups = running[0]?.groups.map((group) => [
      group.party,
      group.organisation,
      group.items.P1?.answered,
    ])
    expect(groups?.sort()).toEqual([
      ['HO', null, 9],
      ['HO', 'Praktijk een', 11],
    ])
  },
)

const answer = fc.record(
  {
    P1: fc.constantFrom('a1', 'a3', 'a5', 'dont-know'),
    P2: fc.constantFrom('a2', 'a4', 'not-applicable'),
    PM: fc.constantFrom('m1', 'm2', 'nothing'),
  },
  { requiredKeys: ['P1'] },
)

testOnBoth('running tallies equal a recount after any row of sends, batches and a close', async (db) => {
  // One seed for both engines; fast-check prints the failing case.
  const cases = fc.sample(
    fc.record({
      people: fc.array(fc.record({ answer, routes: fc.constantFrom<string[]>(['V'], ['U'], ['V', 'U']) }), {
        minLength: 1,
        maxLength: 18,
      }),
      minimumGroup: fc.integer({ min: 2, max: 4 }),
      weighting: fc.constantFrom<Weighting>('person', 'organisation', 'party'),
    }),
    { numRuns: 8, seed: 20260310 },
  )
  for (const { people, minimumGroup, weighting } of cases) {
    for (const table of [
      'tally',
      'profession_count',
      'response',
      'sealed_response',
      'invitation',
      'round_role',
      'round',
      'organisation',
      'municipality',
      'region',
    ] as const) {
      await db.kysely.deleteFrom(table).execute()
    }
    const round = await aRound(db, {
      professionals: people.length,
      roles: { professional: { minimumGroup, weighting } },
      organisationOf: (index) => (index % 3 === 0 ? 'o1' : index % 3 === 1 ? 'o2' : null),
    })
    for (const [index, person] of people.entries()) {
      const answers = Object.fromEntries(
        Object.entries(person.answer).flatMap(([item, code]) =>
          code === undefined || (item === 'P2' && !person.routes.includes('V')) ? [] : [[item, [code]]],
        ),
      )
      await answerAndSend(round.context, `p-${index}`, answers, { routes: person.routes })
      if (index % 4 === 3) await expectTalliesToEqualARecount(round, { professional: weighting })
    }
    await answerAndSend(round.context, 'b-0', { B1: ['a1'] }, {})
    await closeRound(round.context, { roundId: round.roundId })
    const { responses } = await expectTalliesToEqualARecount(round, { professional: weighting })
    expect(responses.filter((response) => response.role === PROFESSIONAL)).toHaveLength(
      people.length < minimumGroup ? 0 : people.length,
    )
  }
})

testOnBoth(
  'people who send at the same moment are each counted once, also while the round closes',
  async (db) => {
    const round = await aRound(db, { professionals: 24 })
    const { context, professionals, roundId } = round
    for (const respondentId of professionals) {
      await choosePath(context, { respondentId, routes: ['U'] })
      await saveAnswer(context, { respondentId, itemId: 'P1', codes: ['a4'], version: 0 })
    }
    const sendAll = (ids: string[]) => ids.map((respondentId) => submitResponse(context, { respondentId }))
    await Promise.all([...sendAll(professionals.slice(0, 16)), ...sendAll(professionals.slice(0, 16))])
    const results = await Promise.all([
      ...sendAll(professionals.slice(16, 20)),
      closeRound(context, { roundId }),
      ...sendAll(professionals.slice(20)),
    ])
    const sent = 16 + results.filter((result) => result.kind === 'submitted').length
    const refusedNow = results.filter((result) => result.kind === 'refused')
    expect(refusedNow.every((result) => result.reason === 'round-closed')).toBe(true)
    expect(await counts(db)).toEqual({ sealed: 0, admitted: sent, drafts: 0 })
    const { running } = await expectTalliesToEqualARecount(round)
    expect(running[0]?.respondents).toBe(sent)
  },
)

testOnBoth('a save that is acknowledged while the same person sends is part of what was sent', async (db) => {
  const { context, professionals, roundId } = await aRound(db, { professionals: 40 })
  const acknowledged = await Promise.all(professionals.map((id) => raceToSend(context, id)))
  await closeRound(context, { roundId })
  const responses = await listResponses(db.kysely, roundId)
  const saying = (item: string, code: string) =>
    responses.filter((response) => response.answers[item]?.includes(code)).length
  expect(responses).toHaveLength(40)
  // A changed answer, and one that was not there before.
  expect(saying('P1', 'a5')).toBe(acknowledged.filter(({ changed }) => changed).length)
  expect(saying('PM', 'm1')).toBe(acknowledged.filter(({ added }) => added).length)
})

/** Changes an answer, adds another and sends, all at once; tells which of the two were acknowledged. */
async function raceToSend(context: AppContext, respondentId: string) {
  await choosePath(context, { respondentId, routes: ['U'] })
  const save = (itemId: string, codes: string[], version: number) =>
    saveAnswer(context, { respondentId, itemId, codes, version })
  await save('P1', ['a1'], 0)
  const [changed, , added] = await Promise.all([
    save('P1', ['a5'], 1),
    submitResponse(context, { respondentId }),
    save('PM', ['m1'], 0),
  ])
  for (const result of [changed, added]) {
    if (result.kind === 'refused') expect(result.reason).toBe('already-sent')
  }
  return { changed: changed.kind === 'saved', added: added.kind === 'saved' }
}

testOnBoth('professions below k are merged, also when the rest could be subtracted', async (db) => {
  const { context, professionals, roundId, framework } = await aRound(db, { professionals: 12 })
  expect(framework.roles[0]?.professions).toHaveLength(1)
  for (const [index, id] of professionals.entries()) {
    await answerAndSend(
      context,
      id,
      { P1: ['a4'] },
      index < 5 ? { profession: 'huisarts' } : { routes: ['U'] },
    )
  }
  await closeRound(context, { roundId })
  expect(await showRound(context, { roundId })).toMatchObject({
    roles: [{ sent: 12, hasResults: true, professions: [{ id: 'huisarts', sent: 5 }], rest: null }, {}],
  })
})

testOnBoth(
  'a crash between saving and sending loses neither the answers nor the right to send',
  async (db) => {
    const { context } = await aRound(db, { professionals: 1 })
    await choosePath(context, { respondentId: 'p-0', routes: ['U'] })
    await saveAnswer(context, { respondentId: 'p-0', itemId: 'P1', codes: ['a4'], version: 0 })
    const crashing: AppContext = {
      ...context,
      db: {
        ...db,
        kysely: db.kysely.withPlugin({
          transformQuery: ({ node }) => {
            if (node.kind === 'InsertQueryNode') throw new Error('killed')
            return node
          },
          transformResult: ({ result }) => Promise.resolve(result),
        }),
      },
    }
    await expect(submitResponse(crashing, { respondentId: 'p-0' })).rejects.toThrow('killed')
    expect(await counts(db)).toEqual({ sealed: 0, admitted: 0, drafts: 1 })
    expect(await showQuestionnaire(context, { respondentId: 'p-0' })).toMatchObject({
      status: 'started',
      answers: { P1: { codes: ['a4'] } },
    })
    expect(await submitResponse(context, { respondentId: 'p-0' })).toEqual({ kind: 'submitted' })
  },
)
