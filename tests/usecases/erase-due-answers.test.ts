import { expect } from 'vitest'
import { DEFAULT_VISIBILITY } from '../../app/domain/round/visibility.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
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
