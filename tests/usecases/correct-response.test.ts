import fc from 'fast-check'
import { expect } from 'vitest'
import type { AppContext } from '../../app/context.server.ts'
import type { Weighting } from '../../app/domain/framework/framework.ts'
import { makeLinkCode } from '../../app/domain/round/link-code.ts'
import type { RoleTally } from '../../app/domain/scoring/score.ts'
import { tallyResponses } from '../../app/domain/scoring/tally.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import {
  beginCorrection,
  beginCorrectionByLink,
  showSent,
} from '../../app/usecases/correct-response.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { submitResponse } from '../../app/usecases/submit-response.server.ts'
import type { Database } from '../../db/client.ts'
import { getTallies, listResponses } from '../../db/queries/responses.ts'
import { countBegun } from '../../db/queries/rounds.ts'
import { testOnBoth } from '../make/database.ts'
import { aRound } from '../make/round.ts'
import type { TestRound } from '../make/round.ts'

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
  return responses
}

let codes = 0
/** A code that looks like a real one and is never the same twice. */
function newCode(): string {
  let seed = (codes += 7919)
  return makeLinkCode((limit) => {
    seed = (seed * 16807 + 11) % 2147483647
    return seed % limit
  }, 4)
}

async function fillIn(context: AppContext, respondentId: string, answers: Record<string, string[]>) {
  for (const [itemId, given] of Object.entries(answers)) {
    const saved = await saveAnswer(context, { respondentId, itemId, codes: given, version: 0 })
    if (saved.kind === 'refused') throw new Error(`saveAnswer ${itemId}: ${saved.reason}`)
  }
}

/** Answers, sends, and gives the code. */
async function send(
  context: AppContext,
  respondentId: string,
  answers: Record<string, string[]>,
  path: { profession?: string; routes?: string[] } = { routes: ['V', 'U'] },
): Promise<string> {
  await choosePath(context, { respondentId, ...path })
  await fillIn(context, respondentId, answers)
  const code = newCode()
  expect(await submitResponse(context, { respondentId, code })).toEqual({ kind: 'submitted' })
  return code
}

async function begin(context: AppContext, code: string, place = `place ${codes}`): Promise<string> {
  const begun = await beginCorrection(context, { code, place })
  if (begun.kind === 'refused') throw new Error(begun.reason)
  return begun.respondentId
}

/** Corrects with a code and gives the next one. */
async function correct(context: AppContext, code: string, answers: Record<string, string[]>) {
  const respondentId = await begin(context, code)
  await fillIn(context, respondentId, answers)
  const next = newCode()
  expect(await submitResponse(context, { respondentId, code: next })).toEqual({ kind: 'submitted' })
  return next
}

const sentIn = (db: Database, role: string) =>
  db.kysely.selectFrom('round_role').select(['sent', 'unsent']).where('role', '=', role).executeTakeFirst()

const sealedAnswers = async ({ db, vault }: AppContext) =>
  (await db.kysely.selectFrom('sealed_response').select(['invitation_id', 'answers']).execute()).map(
    ({ invitation_id: id, answers }) => {
      const { packed } = JSON.parse(vault.open(answers) ?? '') as { packed: string }
      return { id, P1: (JSON.parse(packed) as { answers: Record<string, string[]> }).answers.P1?.[0] }
    },
  )

testOnBoth('a response that still waits is replaced where it lies, and is still one response', async (db) => {
  const round = await aRound(db, { professionals: 3 })
  const { context, roundId } = round
  const code = await send(context, 'p-0', { P1: ['a1'] })
  await send(context, 'p-1', { P1: ['a5'] })
  const respondentId = await begin(context, ` ${code.toUpperCase()} `)
  expect(respondentId).not.toBe('p-0')
  expect(await showQuestionnaire(context, { respondentId })).toMatchObject({
    status: 'started',
    correcting: true,
    path: { routes: ['V', 'U'] },
    answers: { P1: { codes: ['a1'] } },
    organisation: null,
  })
  expect(await sealedAnswers(context), 'the first answers stay until the correction is sent').toContainEqual({
    id: 'p-0',
    P1: 'a1',
  })
  await fillIn(context, respondentId, { P1: ['a4'], PM: ['m1'] })
  const next = newCode()
  await submitResponse(context, { respondentId, code: next })
  expect(await sealedAnswers(context)).toHaveLength(2)
  expect(await sealedAnswers(context)).toContainEqual({ id: 'p-0', P1: 'a4' })
  await begin(context, next)
  expect(await countBegun(db.kysely, roundId), 'who corrects has sent').toEqual({})
  expect(await sentIn(db, 'professional')).toEqual({ sent: 2, unsent: null })
})

testOnBoth(
  'a counted response goes on counting until its correction is admitted in a later batch',
  async (db) => {
    const round = await aRound(db, { professionals: 15, randomBelow: () => 0 })
    const { context, professionals, roundId } = round
    const sent = new Map<string, string>()
    for (const id of professionals.slice(0, 10)) sent.set(id, await send(context, id, { P1: ['a1'] }))
    const states = await db.kysely.selectFrom('invitation').select(['id', 'state']).execute()
    const admitted = states.find(({ state }) => state === 'used')?.id ?? ''
    const next = await correct(context, sent.get(admitted) ?? '', { P1: ['a5'] })
    let responses = await expectTalliesToEqualARecount(round)
    expect(responses.map(({ answers }) => answers.P1?.[0])).toEqual(Array(5).fill('a1'))
    expect(await sealedAnswers(context)).toHaveLength(6)

    // The correction may be corrected itself, where it waits; the first code is spent.
    expect(await beginCorrection(context, { code: sent.get(admitted) ?? '', place: 'x' })).toMatchObject({
      reason: 'unknown-code',
    })
    await correct(context, next, { P1: ['a4'] })
    expect(await sealedAnswers(context)).toHaveLength(6)
    await closeRound(context, { roundId })
    responses = await expectTalliesToEqualARecount(round)
    expect(responses.map(({ answers }) => answers.P1?.[0]).sort()).toEqual([...Array(9).fill('a1'), 'a4'])
    expect(await sentIn(db, 'professional')).toEqual({ sent: 10, unsent: 0 })
  },
)

testOnBoth(
  'a profession is counted once, as first sent, however often the answers are corrected',
  async (db) => {
    const { context, professionals, roundId } = await aRound(db, { professionals: 11 })
    const sent: string[] = []
    for (const id of professionals)
      sent.push(await send(context, id, { P1: ['a1'] }, { profession: 'huisarts' }))
    for (const code of sent) await correct(context, code, { P1: ['a2'] })
    await closeRound(context, { roundId })
    expect(await db.kysely.selectFrom('profession_count').select(['profession', 'count']).execute()).toEqual([
      { profession: 'huisarts', count: 11 },
    ])
  },
)

testOnBoth('the same code opens the same draft again, and after sending no longer', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  const code = await send(context, 'p-0', { P1: ['a1'] })
  const first = await begin(context, code)
  await fillIn(context, first, { P1: ['a3'] })
  expect(await begin(context, code)).toBe(first)
  expect(await showQuestionnaire(context, { respondentId: first })).toMatchObject({
    answers: { P1: { codes: ['a3'] } },
  })
  await submitResponse(context, { respondentId: first, code: newCode() })
  await submitResponse(context, { respondentId: first, code: newCode() })
  expect(await beginCorrection(context, { code, place: 'x' })).toMatchObject({ reason: 'unknown-code' })
})

testOnBoth(
  'wrong codes are refused, and after thirty of them from one place also a right one',
  async (db) => {
    const { context, at } = await aRound(db, { professionals: 1 })
    const code = await send(context, 'p-0', { P1: ['a1'] })
    for (let turn = 0; turn < 30; turn += 1) {
      const wrong = turn % 2 === 0 ? newCode() : "'; drop table response; --"
      expect(await beginCorrection(context, { code: wrong, place: 'here' })).toMatchObject({
        reason: 'unknown-code',
      })
    }
    expect(await beginCorrection(context, { code, place: 'here' })).toMatchObject({
      reason: 'too-many-tries',
    })
    expect(await beginCorrection(context, { code, place: 'elsewhere' })).toMatchObject({ kind: 'correcting' })
    at(new Date('2026-03-10T09:16:00.000Z'))
    expect(await beginCorrection(context, { code, place: 'here' })).toMatchObject({ kind: 'correcting' })
  },
)

testOnBoth('after the last day no code works, and what was begun leaves the first answers', async (db) => {
  const round = await aRound(db, { professionals: 6 })
  const { context, professionals, roundId, at } = round
  const sent: string[] = []
  for (const id of professionals) sent.push(await send(context, id, { P1: ['a1'] }))
  const respondentId = await begin(context, sent[0] ?? '')
  await fillIn(context, respondentId, { P1: ['a5'] })
  at(new Date('2026-04-01T09:00:00.000Z'))
  expect(await beginCorrection(context, { code: sent[1] ?? '', place: 'x' })).toMatchObject({
    reason: 'round-closed',
  })
  expect(await submitResponse(context, { respondentId, code: newCode() })).toMatchObject({
    reason: 'round-closed',
  })
  await closeRound(context, { roundId })
  const responses = await expectTalliesToEqualARecount(round)
  expect(responses.map(({ answers }) => answers.P1?.[0])).toEqual(Array(6).fill('a1'))
  expect(await beginCorrection(context, { code: sent[1] ?? '', place: 'x' })).toMatchObject({
    reason: 'unknown-code',
  })
  for (const table of ['correction', 'draft', 'draft_answer'] as const) {
    expect(await db.kysely.selectFrom(table).selectAll().execute(), table).toEqual([])
  }
  expect(
    await db.kysely.selectFrom('invitation').select('id').where('role', '=', 'professional').execute(),
  ).toHaveLength(6)
})

/** Every value in every table, as text with its place. */
async function everything(db: Database): Promise<{ place: string; value: string }[]> {
  const found: { place: string; value: string }[] = []
  for (const table of [
    'invitation',
    'correction',
    'draft',
    'draft_answer',
    'sealed_response',
    'response',
    'rate_limit',
    'tally',
    'profession_count',
    'round_role',
    'audit_entry',
  ] as const) {
    for (const row of await db.kysely.selectFrom(table).selectAll().execute()) {
      for (const [column, value] of Object.entries(row)) {
        if (value !== null) found.push({ place: `${table}.${column}`, value: String(value) })
      }
    }
  }
  return found
}

testOnBoth('no value ties a link to a counted response, not in two backups either', async (db) => {
  const { context, professionals, roundId } = await aRound(db, { professionals: 12 })
  const backups: { place: string; value: string }[][] = []
  const sent: string[] = []
  for (const id of professionals) sent.push(await send(context, id, { P1: ['a1'] }))
  backups.push(await everything(db))
  const begun = await begin(context, sent[0] ?? '')
  backups.push(await everything(db))
  await fillIn(context, begun, { P1: ['a5'] })
  const next = newCode()
  await submitResponse(context, { respondentId: begun, code: next })
  for (const code of sent.slice(1)) await correct(context, code, { P1: ['a5'] })
  backups.push(await everything(db))
  await closeRound(context, { roundId })
  backups.push(await everything(db))

  const all = backups.flat()
  // No code stands anywhere, however it is written.
  for (const code of [...sent, next]) {
    for (const { place, value } of all) {
      expect(value.replaceAll('-', '').includes(code.replaceAll('-', '')), place).toBe(false)
    }
  }
  // What stands with a counted response stands, in any backup, with nothing that has an invitation of a person.
  const personal = new Set(professionals)
  const withPerson = new Set<string>()
  for (const { place, value } of all) {
    if (place === 'sealed_response.code_hash' || place === 'invitation.token_hash') withPerson.add(value)
  }
  const counted = all.filter(({ place }) => place === 'response.code_hash' || place === 'response.id')
  expect(counted.length).toBeGreaterThan(12)
  for (const { value } of counted) {
    expect(withPerson.has(value)).toBe(false)
    expect(personal.has(value)).toBe(false)
  }
  // The target of a correction cannot be read, nor compared with what waits.
  for (const { place, value } of all) {
    if (place === 'correction.target') expect(withPerson.has(value)).toBe(false)
  }
  const last = backups.at(-1) ?? []
  expect(last.filter(({ place }) => /code_hash|replaces|target/.test(place))).toEqual([])
})

testOnBoth('a board corrects with the same link, and counts once', async (db) => {
  const round = await aRound(db)
  const { context, roundId } = round
  await send(context, 'b-0', { B1: ['a1'] }, {})
  await send(context, 'b-1', { B1: ['a2'] }, {})
  expect(await beginCorrectionByLink(context, { respondentId: 'b-0' })).toMatchObject({ respondentId: 'b-0' })
  expect(await beginCorrectionByLink(context, { respondentId: 'b-0' })).toMatchObject({ kind: 'correcting' })
  expect(await showQuestionnaire(context, { respondentId: 'b-0' })).toMatchObject({
    status: 'started',
    answers: { B1: { codes: ['a1'] } },
  })
  await fillIn(context, 'b-0', { B1: ['a5'] })
  expect((await expectTalliesToEqualARecount(round)).map(({ answers }) => answers.B1?.[0]).sort()).toEqual([
    'a1',
    'a2',
  ])
  await submitResponse(context, { respondentId: 'b-0' })
  expect((await expectTalliesToEqualARecount(round)).map(({ answers }) => answers.B1?.[0]).sort()).toEqual([
    'a2',
    'a5',
  ])
  // Begun once more and left: what was sent last stays.
  await beginCorrectionByLink(context, { respondentId: 'b-0' })
  await fillIn(context, 'b-0', { B1: ['a3'] })
  await closeRound(context, { roundId })
  expect((await expectTalliesToEqualARecount(round)).map(({ answers }) => answers.B1?.[0]).sort()).toEqual([
    'a2',
    'a5',
  ])
  expect(await sentIn(db, 'board')).toEqual({ sent: 2, unsent: 0 })
  expect(await showQuestionnaire(context, { respondentId: 'b-0' })).toMatchObject({ status: 'submitted' })
})

testOnBoth('own answers are shown to who has the code, and to nobody else', async (db) => {
  const { context } = await aRound(db, { professionals: 2 })
  const code = await send(context, 'p-0', { P1: ['a1'] })
  expect(await showSent(context, { respondentId: 'p-0', code })).toMatchObject({
    kind: 'sent',
    answers: { P1: { codes: ['a1'] } },
  })
  expect(await showSent(context, { respondentId: 'p-0', code: null })).toBeNull()
  expect(await showSent(context, { respondentId: 'p-0', code: newCode() })).toBeNull()
  await send(context, 'b-0', { B1: ['a1'] }, {})
  expect(await showSent(context, { respondentId: 'b-0', code: null })).toMatchObject({
    answers: { B1: { codes: ['a1'] } },
  })
  expect(await showSent(context, { respondentId: 'b-1', code: null })).toBeNull()
})

const step = fc.record({
  /** Below the number of people: that person sends, or corrects what they sent. */
  person: fc.nat({ max: 11 }),
  P1: fc.constantFrom('a1', 'a3', 'a5', 'dont-know'),
  P2: fc.constantFrom('a2', 'a4', 'not-applicable'),
  routes: fc.constantFrom<string[]>(['V'], ['U'], ['V', 'U']),
})

testOnBoth('running tallies equal a recount after any row of sends, corrections and batches', async (db) => {
  const cases = fc.sample(
    fc.record({
      steps: fc.array(step, { minLength: 12, maxLength: 40 }),
      minimumGroup: fc.integer({ min: 2, max: 3 }),
      weighting: fc.constantFrom<Weighting>('person', 'organisation', 'party'),
    }),
    { numRuns: 8, seed: 20261127 },
  )
  for (const { steps, minimumGroup, weighting } of cases) {
    for (const table of [
      'rate_limit',
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
      professionals: 12,
      roles: { professional: { minimumGroup, weighting } },
      organisationOf: (index) => (index % 3 === 0 ? 'o1' : index % 3 === 1 ? 'o2' : null),
    })
    const { context } = round
    const codeOf = new Map<number, string>()
    const lastAnswer = new Map<number, string>()
    for (const { person, P1, P2, routes } of steps) {
      const answers = { P1: [P1], ...(routes.includes('V') && { P2: [P2] }) }
      const code = codeOf.get(person)
      if (code === undefined) {
        codeOf.set(person, await send(context, `p-${person}`, answers, { profession: 'huisarts', routes }))
      } else {
        const respondentId = await begin(context, code)
        await choosePath(context, { respondentId, routes })
        await fillIn(context, respondentId, answers)
        const next = newCode()
        expect(await submitResponse(context, { respondentId, code: next })).toEqual({ kind: 'submitted' })
        codeOf.set(person, next)
      }
      lastAnswer.set(person, P1)
      await expectTalliesToEqualARecount(round, { professional: weighting })
    }
    await closeRound(context, { roundId: round.roundId })
    const responses = await expectTalliesToEqualARecount(round, { professional: weighting })
    const expected = codeOf.size < minimumGroup ? [] : [...lastAnswer.values()].sort()
    expect(responses.map(({ answers }) => answers.P1?.[0]).sort()).toEqual(expected)
    const professions = await db.kysely.selectFrom('profession_count').select('count').execute()
    expect(professions).toEqual(expected.length === 0 ? [] : [{ count: expected.length }])
  }
})
