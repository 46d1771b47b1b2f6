import { sql } from 'kysely'
import { expect } from 'vitest'
import { chainProblem, testParticipants } from '../make/paper.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { enterPaperForm } from '../../app/usecases/enter-paper-form.server.ts'
import type { TypedForm } from '../../app/usecases/enter-paper-form.server.ts'
import { makeTeamLink, showPaper, withdrawTeamLink } from '../../app/usecases/manage-paper.server.ts'
import { listAudit } from '../../db/queries/audit.ts'
import { listSealed } from '../../db/queries/responses.ts'
import { getTallies, listResponses } from '../../db/queries/responses.ts'
import { findInvitation, hashOfToken } from '../../db/queries/respondents.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { getTeamCounts } from '../../db/queries/teams.ts'
import { testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound } from '../make/round.ts'
import type { TestRound } from '../make/round.ts'

const K = { roles: { professional: { minimumGroup: 3 } } }

function aForm(changes: Partial<TypedForm> = {}): TypedForm {
  return {
    role: 'professional',
    profession: null,
    routes: ['V'],
    party: null,
    organisationId: null,
    people: null,
    answers: { P1: { codes: ['a4'] } },
    ...changes,
  }
}

const enter = ({ context, roundId }: TestRound, changes: Partial<TypedForm> = {}) =>
  enterPaperForm(context, { actor: 'system', roundId, form: aForm(changes) })

testOnBoth('a form on paper waits sealed with the others and counts like them', async (db) => {
  const round = await aRound(db, { professionals: 3, ...K })
  for (let n = 1; n <= 3; n += 1) expect(await enter(round)).toEqual({ kind: 'entered', forms: n })
  expect(await listSealed(db.kysely, round.roundId, 'professional')).toHaveLength(3)
  expect(await listResponses(db.kysely, round.roundId)).toEqual([])
  for (const id of round.professionals) await answerAndSend(round.context, id, { P1: ['a1'] })
  // 2k wait: k of them, drawn from paper and screen alike, are admitted.
  expect(await listResponses(db.kysely, round.roundId)).toHaveLength(3)
  await closeRound(round.context, { roundId: round.roundId })
  const [tally] = await getTallies(db.kysely, round.roundId, round.framework)
  expect(tally?.respondents).toBe(6)
  expect(
    (await findRound(db.kysely, round.roundId))?.roles.find(({ role }) => role === 'professional')?.sent,
  ).toBe(6)
})

testOnBoth('the log tells that forms were typed over and nothing of what was on them', async (db) => {
  const round = await aRound(db, K)
  await enter(round)
  await enter(round)
  const entries = await listAudit(db.kysely, { limit: 2 })
  expect(entries.map(({ action, subject }) => ({ action, subject }))).toEqual([
    { action: 'paper-form-entered', subject: { roundId: 'round-1' } },
    { action: 'paper-form-entered', subject: { roundId: 'round-1' } },
  ])
  const paper = await showPaper(round.context, { roundId: round.roundId })
  expect(paper).toMatchObject({ forms: { professional: 2 } })
  expect(await chainProblem(db)).toBeNull()
})

testOnBoth('what is wrong on a form keeps all of it out', async (db) => {
  const round = await aRound(db, K)
  await testParticipants(db, round.roundId)
  expect(await enter(round, { routes: [] })).toMatchObject({ kind: 'invalid', fields: [{ field: 'routes' }] })
  expect(await enter(round, { profession: 'no-such' })).toMatchObject({ fields: [{ field: 'profession' }] })
  expect(await enter(round, { answers: { P1: { codes: ['no-such'] } } })).toMatchObject({
    problems: [{ itemId: 'P1', reason: 'unknown-option' }],
  })
  expect(await enter(round, { answers: {} })).toMatchObject({ reason: 'nothing-answered' })
  // Answers that are not for this path are left out; here nothing is left.
  expect(await enter(round, { routes: ['U'], answers: { P2: { codes: ['a4'] } } })).toMatchObject({
    reason: 'nothing-answered',
  })
  expect(await enter(round, { role: 'no-such' })).toMatchObject({ fields: [{ field: 'role' }] })
  expect(await enter(round, { organisationId: 'h9' })).toMatchObject({
    fields: [{ field: 'organisationId' }],
  })
  expect(await enter(round, { role: 'board', answers: { B1: { codes: ['a4'] } } })).toMatchObject({
    fields: [{ field: 'organisationId', reason: 'missing' }],
  })
  const left = await sql<{ n: number }>`select count(*) as n from invitation`.execute(db.kysely)
  expect(Number(left.rows[0]?.n)).toBe(4)
  expect(await showPaper(round.context, { roundId: round.roundId })).toMatchObject({ forms: {} })
})

testOnBoth('no form goes in before the round is open or after it is over', async (db) => {
  const round = await aRound(db, K)
  round.at(new Date('2026-04-01T00:00:00.000Z'))
  expect(await enter(round)).toEqual({ kind: 'refused', reason: 'round-not-open' })
  await closeRound(round.context, { roundId: round.roundId })
  expect(await enter(round)).toEqual({ kind: 'refused', reason: 'round-not-open' })
})

testOnBoth('a board answers once: on paper or on screen', async (db) => {
  const round = await aRound(db)
  await testParticipants(db, round.roundId)
  const board = { role: 'board', routes: [], answers: { B1: { codes: ['a4'] } } }
  expect(await enter(round, { ...board, organisationId: 'h1' })).toEqual({ kind: 'entered', forms: 1 })
  expect(await enter(round, { ...board, organisationId: 'h1' })).toMatchObject({ reason: 'already-sent' })
  expect(await choosePath(round.context, { respondentId: 'b-0' })).toMatchObject({ reason: 'already-sent' })
  await answerAndSend(round.context, 'b-1', { B1: ['a4'] }, {})
  expect(await enter(round, { ...board, organisationId: 'h2' })).toMatchObject({ reason: 'already-sent' })
})

testOnBoth('a team counts as one answer, and only the sum of all teams is kept', async (db) => {
  const round = await aRound(db, { professionals: 2, ...K })
  const { context, roundId } = round
  await testParticipants(db, roundId)
  const asked = { actor: 'system' as const, roundId, role: 'professional' }
  expect(await makeTeamLink(context, { ...asked, organisationId: null })).toMatchObject({ kind: 'invalid' })
  expect(await makeTeamLink(context, { ...asked, organisationId: 'o1' })).toEqual({ kind: 'made' })
  const view = await showPaper(context, { roundId })
  if (view.kind !== 'paper') throw new Error(view.reason)
  const [team] = view.teams
  if (!team?.token) throw new Error('No team link')
  const entered = await findInvitation(db.kysely, hashOfToken(team.token))
  const respondentId = entered?.respondentId ?? ''

  expect(await choosePath(context, { respondentId, routes: ['V'] })).toMatchObject({ reason: 'no-people' })
  await answerAndSend(context, respondentId, { P1: ['a4'] }, { routes: ['V'], people: 8 })
  for (const id of round.professionals) await answerAndSend(context, id, { P1: ['a4'] })
  await enter(round, { people: 5 })
  expect(await getTeamCounts(db.kysely, roundId)).toEqual({})
  await closeRound(context, { roundId })

  const [tally] = await getTallies(db.kysely, roundId, round.framework)
  expect(tally?.respondents).toBe(4)
  expect(await getTeamCounts(db.kysely, roundId)).toEqual({ professional: { sessions: 2, people: 13 } })
  const sizes = await sql<{ people: number | null }>`select people from team_session`.execute(db.kysely)
  expect(sizes.rows.map(({ people }) => people)).toEqual([null, null])
})

testOnBoth('with too few answers in all nothing is left of the teams either', async (db) => {
  const round = await aRound(db, K)
  await enter(round, { people: 9 })
  await closeRound(round.context, { roundId: round.roundId })
  expect(await getTeamCounts(db.kysely, round.roundId)).toEqual({})
  const sizes = await sql<{ people: number | null }>`select people from team_session`.execute(db.kysely)
  expect(sizes.rows).toEqual([{ people: null }])
})

testOnBoth('a team link that was not sent with can be taken back, and one that was can not', async (db) => {
  const { context, roundId } = await aRound(db, K)
  await testParticipants(db, roundId)
  for (const organisationId of ['o1', 'o2']) {
    await makeTeamLink(context, { actor: 'system', roundId, role: 'professional', organisationId })
  }
  const view = await showPaper(context, { roundId })
  if (view.kind !== 'paper') throw new Error(view.reason)
  const [one, two] = view.teams
  if (!one || !two) throw new Error('No team links')
  await answerAndSend(context, one.id, { P1: ['a4'] }, { routes: ['V'], people: 4 })
  expect(await withdrawTeamLink(context, { actor: 'system', roundId, id: one.id })).toMatchObject({
    reason: 'unknown-link',
  })
  expect(await withdrawTeamLink(context, { actor: 'system', roundId, id: two.id })).toEqual({
    kind: 'withdrawn',
  })
  expect(await findInvitation(db.kysely, hashOfToken(two.token ?? ''))).toBeUndefined()
  // Somebody's own invitation is no team link.
  expect(await withdrawTeamLink(context, { actor: 'system', roundId, id: 'b-0' })).toMatchObject({
    reason: 'unknown-link',
  })
})
