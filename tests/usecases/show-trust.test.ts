import { expect } from 'vitest'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import { showResults } from '../../app/usecases/show-results.server.ts'
import { showTrust } from '../../app/usecases/show-trust.server.ts'
import { allCriteria, scoringOptions } from '../../app/domain/framework/framework.ts'
import { criteriaIn } from '../../app/domain/report/results.ts'
import type { Results } from '../../app/domain/report/results.ts'
import { testOnBoth } from '../make/database.ts'
import { shippedFramework } from '../make/region-answers.ts'
import { answerAndSend, aRound } from '../make/round.ts'

const framework = shippedFramework('igj-leefstijlbegeleiding')
const criterion = allCriteria(framework)[0]!
const item = criterion.items.find(({ role, kind }) => role === 'professional' && kind === 'choice')!
const options = scoringOptions(item).map(({ code }) => code)
const best = options.at(-1)!
// Beside the best one: answers at both ends would be divided.
const worst = scoringOptions(item).findLast(({ positive }) => positive === 0)!.code
const lensIn = (results: Results) =>
  criteriaIn(results).find((one) => one.criterion.id === criterion.id)!.criterion.lenses[0]!

testOnBoth(
  'while a round is open, nothing of anonymous answers shows in results or in their reliability',
  async (db) => {
    const { context, roundId, professionals } = await aRound(db, { professionals: 12, framework })
    for (const id of professionals) await answerAndSend(context, id, { [item.id]: [best] })
    const results = await showResults(context, { roundId })
    const trust = await showTrust(context, { roundId })
    if (results.kind !== 'results' || trust.kind !== 'trust') throw new Error('Both should be there')
    expect(results.withheld).toEqual(['professional'])
    expect(lensIn(results.results)).toMatchObject({ role: 'professional', state: 'withheld', score: null })
    expect(trust.fragility).toMatchObject({ tried: 0, changes: [] })
    expect(trust.example).toBeNull()
    expect(trust.roles[0]).toMatchObject({ sent: 12, professions: [], rest: null })
  },
)

testOnBoth('after closing, the example works out the very share that the results show', async (db) => {
  const { context, roundId, professionals } = await aRound(db, { professionals: 12, framework })
  for (const [index, id] of professionals.entries())
    await answerAndSend(context, id, { [item.id]: [index < 9 ? best : worst] })
  await closeRound(context, { roundId })
  const results = await showResults(context, { roundId })
  const trust = await showTrust(context, { roundId })
  if (results.kind !== 'results' || trust.kind !== 'trust') throw new Error('Both should be there')
  expect(lensIn(results.results).score).toMatchObject({ n: 12, p: 0.75, label: 'strength', firm: false })
  expect(trust.example).toMatchObject({
    role: 'professional',
    items: [{ id: item.id, sum: 9, n: 12, p: 0.75 }],
  })
  expect(trust.fragility.changes).toEqual([
    {
      criterion: criterion.id,
      role: 'professional',
      label: 'strength',
      becomes: [{ cause: 'cutoffs', labels: ['mixed'] }],
    },
  ])
})

testOnBoth('a round that is not there has no results and no reliability', async (db) => {
  const { context } = await aRound(db)
  expect(await showTrust(context, { roundId: 'none' })).toMatchObject({ reason: 'unknown-round' })
  expect(await showResults(context, { roundId: 'none' })).toMatchObject({ reason: 'unknown-round' })
})
