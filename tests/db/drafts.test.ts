import { expect } from 'vitest'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { inTransaction } from '../../db/client.ts'
import { lockDraft, takeDraft } from '../../db/queries/drafts.ts'
import { testOnBoth } from '../make/database.ts'
import { aRound } from '../make/round.ts'

testOnBoth(
  'an answer that comes while its draft is being sent waits, and is refused when the draft is gone',
  async (db) => {
    const { context } = await aRound(db, { professionals: 1 })
    const respondentId = 'p-0'
    await choosePath(context, { respondentId, routes: ['U'] })
    await saveAnswer(context, { respondentId, itemId: 'P1', codes: ['a1'], version: 0 })
    const { saving, taken } = await inTransaction(db, async (trx) => {
      await lockDraft(trx, respondentId)
      let done = false
      const coming = saveAnswer(context, { respondentId, itemId: 'PM', codes: ['m1'], version: 0 }).finally(
        () => {
          done = true
        },
      )
      // Time enough for an answer that nothing holds up.
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(done).toBe(false)
      return { saving: coming, taken: await takeDraft(trx, context.vault, respondentId) }
    })
    expect(Object.keys(taken)).toEqual(['P1'])
    expect(await saving).toMatchObject({ kind: 'refused', reason: 'path-not-chosen' })
    expect(await db.kysely.selectFrom('draft_answer').selectAll().execute()).toEqual([])
  },
)
