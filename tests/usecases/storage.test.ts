/** What a respondent meets when the storage itself fails: a refusal, never a crash, and nothing lost that was acknowledged. */

import { rename, rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkHealth } from '../../app/usecases/check-health.server.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { enterWithToken } from '../../app/usecases/enter-with-token.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { savePage } from '../../app/usecases/save-page.server.ts'
import { regionReport } from '../../app/usecases/region-report.server.ts'
import { showHome } from '../../app/usecases/list-rounds.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { showResults } from '../../app/usecases/show-results.server.ts'
import { showRound } from '../../app/usecases/show-round.server.ts'
import { submitResponse } from '../../app/usecases/submit-response.server.ts'
import { openDatabase } from '../../db/client.ts'
import type { Database } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { newPlace } from '../make/database.ts'
import { startPostgres } from '../make/postgres.ts'
import { aRound, tokenOf } from '../make/round.ts'

const REFUSED = { kind: 'refused', reason: 'storage-unavailable' }

/** Longer than the database file goes unlooked at. */
const NOTICED = 600

async function started(db: Database) {
  await migrate(db)
  const { context } = await aRound(db, { professionals: 2 })
  const respondentId = 'p-0'
  await choosePath(context, { respondentId, routes: ['U'] })
  const save = (text: string, version: number) =>
    saveAnswer(context, { respondentId, itemId: 'P1', codes: ['a4'], remark: text, version })
  expect(await save('eerst', 0)).toMatchObject({ kind: 'saved' })
  return { context, respondentId, save }
}

test('a database file that vanishes is noticed within a second: nothing is acknowledged any more', async () => {
  const place = await newPlace('sqlite')
  if (place.kind !== 'sqlite') throw new Error('SQLite only')
  const db = await openDatabase(place)
  const { context, respondentId, save } = await started(db)
  expect(await checkHealth(context)).toEqual({ status: 'ok', database: 'ok' })

  await rename(place.path, `${place.path}.away`)
  // The health check looks at once, and from then on everyone knows.
  expect(await checkHealth(context)).toEqual({ status: 'unavailable', database: 'gone' })
  expect(await save('later', 1)).toEqual(REFUSED)
  expect(await savePage(context, { respondentId, answers: { P1: { codes: ['a1'] } } })).toEqual(REFUSED)
  expect(await submitResponse(context, { respondentId })).toEqual(REFUSED)
  expect(await choosePath(context, { respondentId: 'p-1', routes: ['V'] })).toEqual(REFUSED)
  expect(await showQuestionnaire(context, { respondentId })).toEqual(REFUSED)
  expect(await showHome(context, { actor: { kind: 'demo' } })).toEqual(REFUSED)
  for (const show of [showRound, showResults, regionReport]) {
    expect(await show(context, { roundId: 'x' }), show.name).toEqual(REFUSED)
  }
  expect(await enterWithToken(context, { token: tokenOf('professional', 0) })).toEqual(REFUSED)

  await rename(`${place.path}.away`, place.path)
  expect(await checkHealth(context)).toEqual({ status: 'ok', database: 'ok' })
  expect(await save('weer', 1)).toMatchObject({ kind: 'saved', version: 2 })

  // Without anyone asking for health: the saves notice by themselves.
  await rm(place.path)
  await new Promise((resolve) => setTimeout(resolve, NOTICED))
  expect(await save('weg', 2)).toEqual(REFUSED)
  await db.close()
})

test('a database file that is replaced by another is noticed too', async () => {
  const place = await newPlace('sqlite')
  const other = await newPlace('sqlite')
  if (place.kind !== 'sqlite' || other.kind !== 'sqlite') throw new Error('SQLite only')
  const db = await openDatabase(place)
  const { context, save } = await started(db)
  const copy = await openDatabase(other)
  await migrate(copy)
  await copy.close()
  await rename(other.path, place.path)
  expect(await checkHealth(context)).toEqual({ status: 'unavailable', database: 'gone' })
  expect(await save('later', 1)).toEqual(REFUSED)
  await db.close()
})

test('on a full disk saves are refused, what was acknowledged stays, and saving works again when there is room', async () => {
  const place = await newPlace('sqlite')
  const db = await openDatabase(place)
  await migrate(db)
  const { context, professionals } = await aRound(db, { professionals: 300 })
  const setLimit = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(db.kysely)
  await setLimit(60)

  const acknowledged: string[] = []
  const reasons = new Set<string>()
  for (const respondentId of professionals) {
    const chosen = await choosePath(context, { respondentId, routes: ['U'] })
    const remark = 'x'.repeat(500)
    const saved = await saveAnswer(context, { respondentId, itemId: 'P1', codes: ['a4'], remark, version: 0 })
    if (saved.kind === 'saved') acknowledged.push(respondentId)
    for (const result of [chosen, saved]) if (result.kind === 'refused') reasons.add(result.reason)
  }
  expect([...reasons].sort()).toEqual(['path-not-chosen', 'storage-unavailable'])
  const rows = await db.kysely.selectFrom('draft_answer').select('invitation_id').execute()
  expect(rows.map((row) => row.invitation_id).sort()).toEqual([...acknowledged].sort())

  await setLimit(100_000)
  const late = { respondentId: 'p-299', itemId: 'P1', codes: ['a1'], version: 0 }
  await choosePath(context, { respondentId: late.respondentId, routes: ['U'] })
  expect(await saveAnswer(context, late)).toMatchObject({ kind: 'saved' })
  expect(await submitResponse(context, { respondentId: late.respondentId })).toEqual({ kind: 'submitted' })
  await db.close()
})

test('a PostgreSQL that goes away gives refusals and 503', async () => {
  const server = await startPostgres()
  const db = await openDatabase({ kind: 'postgres', url: server.url, connections: 3 })
  const { context, respondentId, save } = await started(db)
  expect(await checkHealth(context)).toEqual({ status: 'ok', database: 'ok' })
  await server.stop()
  expect(await save('later', 1)).toEqual(REFUSED)
  expect(await submitResponse(context, { respondentId })).toEqual(REFUSED)
  expect(await checkHealth(context)).toEqual({ status: 'unavailable', database: 'unreachable' })
  await db.close()
})
