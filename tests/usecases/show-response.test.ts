import { expect } from 'vitest'
import { showResponse } from '../../app/usecases/show-response.server.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'
import { findRound, updateDraft } from '../../db/queries/rounds.ts'
import { testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound } from '../make/round.ts'

testOnBoth('the kit names organisations to call, and never how few of them answered', async (db) => {
  const { context, roundId, framework, professionals } = await aRound(db, {
    professionals: 14,
    organisationOf: (index) => (index < 11 ? 'o1' : 'o2'),
  })
  await replaceParticipants(db.kysely, roundId, [
    { organisationId: 'o1', role: 'professional', invited: 20 },
    { organisationId: 'o2', role: 'professional', invited: { about: 15 } },
    { organisationId: 'h1', role: 'board', invited: 1 },
    { organisationId: 'g1', role: 'board', invited: 1 },
  ])
  const code = framework.themes[0]?.norms[0]?.criteria[0]?.items[0]?.options[0]?.code ?? ''
  for (const id of professionals) await answerAndSend(context, id, { P1: [code] })
  await answerAndSend(context, 'b-0', { B1: [code] }, {})

  const view = await showResponse(context, { roundId })
  if (view.kind === 'refused') throw new Error(view.reason)
  const [professional, board] = view.roles
  // Three of o2 sent: told of neither organisation, since the total is known.
  expect(professional?.organisations.groups.map(({ id, sent }) => [id, sent])).toEqual([
    ['o1', null],
    ['o2', null],
  ])
  expect(professional?.organisations.rest).toBe(14)
  expect(professional?.organisations.missing.map(({ id, sent }) => [id, sent])).toEqual([['o2', null]])
  expect(professional?.strength.level).not.toBe('none')
  expect(board?.organisations.groups.map(({ id, sent }) => [id, sent])).toEqual([
    ['g1', 0],
    ['h1', 1],
  ])
  expect(board?.organisations.missing.map(({ id }) => id)).toEqual(['g1'])
  expect(view.plan).toEqual([])
})

testOnBoth('the planning goes by the days of the round itself', async (db) => {
  const { context, roundId } = await aRound(db)
  const round = await findRound(db.kysely, roundId)
  if (!round) throw new Error('no round')
  await updateDraft(db.kysely, { ...round, meetingDay: '2026-05-12' })
  const view = await showResponse(context, { roundId })
  if (view.kind === 'refused') throw new Error(view.reason)
  const at = (milestone: string) => view.plan.find((step) => step.milestone === milestone)
  expect(at('open')).toMatchObject({ day: '2026-03-01', past: true })
  expect(at('close')).toMatchObject({ day: '2026-03-31', past: false })
  expect(at('meeting')).toMatchObject({ day: '2026-05-12' })
})

testOnBoth('answers on trial are no response', async (db) => {
  const { context, roundId, framework, professionals } = await aRound(db, {
    professionals: 8,
    organisationOf: () => 'o1',
    round: { status: 'trial' },
  })
  await replaceParticipants(db.kysely, roundId, [{ organisationId: 'o1', role: 'professional', invited: 20 }])
  const code = framework.themes[0]?.norms[0]?.criteria[0]?.items[0]?.options[0]?.code ?? ''
  for (const id of professionals) await answerAndSend(context, id, { P1: [code] })
  const view = await showResponse(context, { roundId })
  expect(view.kind === 'response' && view.roles[0]?.organisations.groups[0]?.sent).toBeNull()
  expect(view.kind === 'response' && view.roles[0]?.organisations.rest).toBeNull()
})
