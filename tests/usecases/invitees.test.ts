import { expect } from 'vitest'
import { enterWithToken } from '../../app/usecases/enter-with-token.server.ts'
import {
  addInvitees,
  previewInvitees,
  renewInvitation,
  showInvitees,
  withdrawInvitation,
} from '../../app/usecases/manage-invitees.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'
import type { Database } from '../../db/client.ts'
import { testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound } from '../make/round.ts'

const actor = 'system'
const mapping = { name: 0, email: 1, organisation: 2 }
const table = [
  ['Naam', 'E-mail', 'Organisatie'],
  ['Anna', 'anna@example.nl', 'Praktijk een'],
  ['Bert', 'bert@example.nl', 'Praktijk twee'],
  ['Cor', 'geen adres', 'Praktijk twee'],
]

async function setUp(db: Database) {
  const round = await aRound(db)
  const { context, roundId } = round
  await replaceParticipants(db.kysely, roundId, [
    { organisationId: 'o1', role: 'professional', invited: { about: 20 } },
    { organisationId: 'o2', role: 'professional', invited: 12 },
    { organisationId: 'h1', role: 'board', invited: 1 },
    { organisationId: 'o1', role: 'board', invited: 1 },
  ])
  const people = async (role = 'professional') => {
    const view = await showInvitees(context, { roundId })
    if (view.kind === 'refused') throw new Error(view.reason)
    return view.roles.find((one) => one.role.id === role)?.invitees ?? []
  }
  const add = () => addInvitees(context, { actor, roundId, role: 'professional', table, mapping })
  return { ...round, people, add }
}

testOnBoth('looking at a list keeps nothing; adding it invites the good rows, and only once', async (db) => {
  const { context, roundId, people, add } = await setUp(db)
  const before = await db.kysely.selectFrom('invitation').selectAll().execute()
  const preview = await previewInvitees(context, { roundId, role: 'professional', table, mapping })
  if (preview.kind === 'refused') throw new Error(preview.reason)
  expect(preview.rows.map(({ problem }) => problem)).toEqual([null, null, 'wrong-email'])
  expect(await db.kysely.selectFrom('invitation').selectAll().execute()).toHaveLength(before.length)

  expect(await add()).toEqual({ kind: 'added', count: 2 })
  expect((await people()).map(({ name, email, organisation }) => [name, email, organisation])).toEqual([
    ['Anna', 'anna@example.nl', 'Praktijk een'],
    ['Bert', 'bert@example.nl', 'Praktijk twee'],
  ])
  expect(await add()).toEqual({ kind: 'added', count: 0 })
  expect(await people('board')).toEqual([])
})

testOnBoth('a personal link opens, and the database alone cannot make it', async (db) => {
  const { context, people, add } = await setUp(db)
  await add()
  const [anna] = await people()
  const token = anna?.token ?? ''
  expect(await enterWithToken(context, { token })).toEqual({
    kind: 'entered',
    respondentId: anna?.invitationId,
  })
  const everything = JSON.stringify([
    await db.kysely.selectFrom('invitation').selectAll().execute(),
    await db.kysely.selectFrom('invitee').selectAll().execute(),
  ])
  expect(token.length).toBeGreaterThan(40)
  expect(everything).not.toContain(token)
  const moved = { ...context, secret: 'another secret, long enough for a key' }
  const view = await showInvitees(moved, { roundId: 'round-1' })
  expect(view.kind === 'invitees' && view.roles[0]?.invitees[0]?.token).toBeNull()
})

testOnBoth('a new link replaces the old one and keeps what was filled in', async (db) => {
  const { context, roundId, people, add } = await setUp(db)
  await add()
  const [anna] = await people()
  if (!anna) throw new Error('Nobody')
  expect(await renewInvitation(context, { actor, roundId, invitationId: anna.invitationId })).toEqual({
    kind: 'renewed',
  })
  expect(await enterWithToken(context, { token: anna.token ?? '' })).toMatchObject({ reason: 'unknown-link' })
  const [again] = await people()
  expect(await enterWithToken(context, { token: again?.token ?? '' })).toEqual({
    kind: 'entered',
    respondentId: anna.invitationId,
  })
  expect(await renewInvitation(context, { actor, roundId, invitationId: 'b-0' })).toMatchObject({
    reason: 'unknown-link',
  })
  expect(
    await renewInvitation(context, { actor, roundId: 'another', invitationId: anna.invitationId }),
  ).toMatchObject({ reason: 'unknown-round' })
})

testOnBoth(
  'taking an invitation back answers the same whether the person had sent or not, and what was sent counts',
  async (db) => {
    const { context, roundId, people, add } = await setUp(db)
    await add()
    const [anna, bert] = await people()
    if (!anna || !bert) throw new Error('Nobody')
    await answerAndSend(context, anna.invitationId, { P1: ['a4'] })
    const results = []
    for (const { invitationId } of [anna, bert]) {
      results.push(await withdrawInvitation(context, { actor, roundId, invitationId }))
    }
    expect(results).toEqual([{ kind: 'withdrawn' }, { kind: 'withdrawn' }])
    expect(await people()).toEqual([])
    expect(await db.kysely.selectFrom('invitee').selectAll().execute()).toEqual([])
    expect(await enterWithToken(context, { token: bert.token ?? '' })).toMatchObject({
      reason: 'unknown-link',
    })
    expect(await showQuestionnaire(context, { respondentId: bert.invitationId })).toMatchObject({
      reason: 'unknown-respondent',
    })
    expect(await db.kysely.selectFrom('sealed_response').selectAll().execute()).toHaveLength(1)
    const log = await db.kysely.selectFrom('audit_entry').select(['action', 'subject']).execute()
    expect(log.at(-1)?.action).toBe('invitation-withdrawn')
    expect(JSON.stringify(log)).not.toContain(bert.invitationId)
  },
)

testOnBoth('a board is invited once, and nobody after the round is over', async (db) => {
  const { context, roundId, people } = await setUp(db)
  const boards = [
    ['Naam', 'E-mail', 'Organisatie'],
    ['Bestuur een', 'een@example.nl', 'Praktijk een'],
    // Invited before, by the set-up of the tests.
    ['Bestuur h1', 'h1@example.nl', 'Organisatie h1'],
  ]
  const add = () => addInvitees(context, { actor, roundId, role: 'board', table: boards, mapping })
  expect(await add()).toEqual({ kind: 'added', count: 1 })
  expect((await people('board')).map(({ organisation }) => organisation)).toEqual(['Praktijk een'])
  await db.kysely.updateTable('round').set({ status: 'closed' }).execute()
  expect(await add()).toMatchObject({ reason: 'round-closed' })
})
