import { expect } from 'vitest'
import { DEFAULT_VISIBILITY } from '../../app/domain/round/visibility.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import { eraseByHand, showErasure } from '../../app/usecases/erase-answers.server.ts'
import { eraseDueAnswers } from '../../app/usecases/erase-due-answers.server.ts'
import { getTallies, listResponses } from '../../db/queries/responses.ts'
import { testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound } from '../make/round.ts'

testOnBoth(
  'after the retention that was promised the answers are erased, once, and the counts of groups stay',
  async (db) => {
    const { context, framework, roundId, boards, at } = await aRound(db, {
      round: { visibility: { ...DEFAULT_VISIBILITY, retentionMonths: 6 } },
    })
    for (const board of boards) await answerAndSend(context, board, { B1: ['a4'] }, {})
    await closeRound(context, { roundId, actor: 'system' })
    const tallies = await getTallies(db.kysely, roundId, framework)

    at(new Date('2026-09-29T00:00:00.000Z'))
    expect(await eraseDueAnswers(context)).toBe(0)
    expect(await listResponses(db.kysely, roundId)).toHaveLength(boards.length)

    at(new Date('2026-10-01T00:00:00.000Z'))
    expect(await eraseDueAnswers(context)).toBe(1)
    expect(await listResponses(db.kysely, roundId)).toEqual([])
    expect(await getTallies(db.kysely, roundId, framework)).toEqual(tallies)
    expect(await eraseDueAnswers(context)).toBe(0)
  },
)

testOnBoth(
  'of what is erased a receipt is kept that fits the log, and a changed receipt does not',
  async (db) => {
    const { context, roundId, boards, at } = await aRound(db, {
      round: { visibility: { ...DEFAULT_VISIBILITY, retentionMonths: 6 } },
    })
    for (const board of boards) await answerAndSend(context, board, { B1: ['a4'] }, {})
    await closeRound(context, { roundId, actor: 'system' })
    expect(await showErasure(context, { roundId })).toMatchObject({
      left: { answers: 4, names: 0 },
      due: { at: '2026-09-30T22:00:00.000Z', months: 6 },
      receipts: [],
    })
    at(new Date('2026-10-01T00:00:00.000Z'))
    await eraseDueAnswers(context)
    expect(await showErasure(context, { roundId })).toMatchObject({
      left: { answers: 0, names: 0 },
      receipts: [
        {
          roundTitle: 'Meting 2026',
          rule: 'retention',
          months: 6,
          by: 'system',
          rows: { answers: 4 },
          sound: true,
        },
      ],
    })
    await db.kysely.updateTable('erasure_receipt').set({ rows: '{"answers":3,"names":0}' }).execute()
    expect(await showErasure(context, { roundId })).toMatchObject({ receipts: [{ sound: false }] })
  },
)

testOnBoth('erasing earlier takes a closed round and its name, and leaves a receipt', async (db) => {
  const { context, framework, roundId, boards } = await aRound(db)
  for (const board of boards) await answerAndSend(context, board, { B1: ['a4'] }, {})
  const erase = (confirmation: string | null) =>
    eraseByHand(context, { actor: 'system', roundId, confirmation })
  expect(await erase('Meting 2026')).toMatchObject({ reason: 'round-not-closed' })
  await closeRound(context, { roundId, actor: 'system' })
  const tallies = await getTallies(db.kysely, roundId, framework)
  for (const wrong of [null, '', 'meting 2026', 'Meting']) {
    expect(await erase(wrong)).toMatchObject({ kind: 'invalid' })
  }
  expect(await listResponses(db.kysely, roundId)).toHaveLength(boards.length)
  expect(await erase(' Meting  2026 ')).toMatchObject({ receipt: { rule: 'by-hand', rows: { answers: 4 } } })
  expect(await listResponses(db.kysely, roundId)).toEqual([])
  expect(await getTallies(db.kysely, roundId, framework)).toEqual(tallies)
  expect(await erase('Meting 2026')).toEqual({ kind: 'erased', receipt: null })
  expect(await showErasure(context, { roundId })).toMatchObject({
    receipts: [{ rule: 'by-hand', sound: true }],
  })
})
