import { expect } from 'vitest'
import { makeContext } from '../../app/context.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import { scoreWithFindings } from '../../app/domain/findings/score.ts'
import { tallyResponses } from '../../app/domain/scoring/tally.ts'
import { readDemo } from '../../app/demo.server.ts'
import { frameworkSet, loadFrameworks } from '../../app/frameworks.server.ts'
import type { FrameworkSet } from '../../app/frameworks.server.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { enterWithToken } from '../../app/usecases/enter-with-token.server.ts'
import { listRounds } from '../../app/usecases/list-rounds.server.ts'
import { demoLinks, loadDemo } from '../../app/usecases/load-demo.server.ts'
import { regionReport } from '../../app/usecases/region-report.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { showResults } from '../../app/usecases/show-results.server.ts'
import { showRound } from '../../app/usecases/show-round.server.ts'
import { submitResponse } from '../../app/usecases/submit-response.server.ts'
import type { Database } from '../../db/client.ts'
import { listResponses } from '../../db/queries/responses.ts'
import { testOnBoth } from '../make/database.ts'
import { aRound, NOW } from '../make/round.ts'

const frameworks = await loadFrameworks()

function demoContext(db: Database, set: FrameworkSet = frameworks): AppContext {
  return makeContext({ db, frameworks: set, secret: 'a secret of the tests, long enough', now: () => NOW })
}

async function roundsOf(context: AppContext): Promise<{ open: string; closed: string }> {
  const rounds = await listRounds(context, { actor: { kind: 'demo' } })
  const idOf = (status: string) => rounds.find((round) => round.status === status)?.id ?? ''
  return { open: idOf('open'), closed: idOf('closed') }
}

testOnBoth('the demo is loaded once, also by servers that start together', async (db) => {
  const context = demoContext(db)
  const outcomes = await Promise.all([loadDemo(context), loadDemo(context)])
  expect(outcomes.sort()).toEqual(['loaded', 'present'])
  expect(await loadDemo(context)).toBe('present')
  expect(await listRounds(context, { actor: { kind: 'demo' } })).toHaveLength(2)
})

testOnBoth('the demo does not mix with a real region', async (db) => {
  await aRound(db)
  await db.kysely.updateTable('region').set({ invented: 0 }).execute()
  const context = demoContext(db)
  expect(await loadDemo(context)).toBe('not-empty')
  expect(await demoLinks(context)).toEqual([])
})

testOnBoth('a demo of an older text of its framework is replaced', async (db) => {
  const older = frameworkSet(frameworks.list().map((one) => ({ ...one, hash: 'f'.repeat(64) })))
  expect(await loadDemo(demoContext(db, older))).toBe('loaded')
  const context = demoContext(db)
  expect(await loadDemo(context)).toBe('loaded')
  expect(await loadDemo(context)).toBe('present')
  const { closed } = await roundsOf(context)
  expect(await showResults(context, { roundId: closed })).toMatchObject({ kind: 'results' })
})

testOnBoth('the demo scores in the database as it does from its responses file', async (db) => {
  const context = demoContext(db)
  await loadDemo(context)
  const demo = await readDemo(frameworks)
  if (!demo) throw new Error('no demo')
  const { closed } = await roundsOf(context)
  const shown = await showResults(context, { roundId: closed })
  if (shown.kind === 'refused') throw new Error(shown.reason)
  const expected = scoreWithFindings(demo.framework, tallyResponses(demo.framework, demo.responses), {
    variant: demo.variant,
    invited: demo.region.invited,
  })
  expect(shown.score.findings).toEqual(expected.findings)
  expect(rounded(shown.score.themes)).toEqual(rounded(expected.themes))
  expect(shown.score).toMatchObject({ respondents: expected.respondents, choices: expected.choices })

  const report = await regionReport(context, { roundId: closed, date: '2026-06-08' })
  if (report.kind === 'refused') throw new Error(report.reason)
  expect(report.document.meta).toMatchObject({ invented: true, date: '2026-06-08', edition: 'short' })
})

/** Sums over groups in another order differ in the last digit. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'number' ? Number(part.toFixed(9)) : part,
    ),
  )
}

testOnBoth('the round of the demo shows how many answered, and no group below k', async (db, statements) => {
  const context = demoContext(db)
  await loadDemo(context)
  const { closed } = await roundsOf(context)
  statements.length = 0
  const round = await showRound(context, { roundId: closed })
  expect(statements.length).toBeLessThanOrEqual(6)
  if (round.kind === 'refused') throw new Error(round.reason)
  const [professional, board] = round.roles
  expect(professional).toMatchObject({
    anonymity: 'anonymous',
    sent: 120,
    invited: { about: 300 },
    hasResults: true,
  })
  const shown = professional?.professions.map(({ sent }) => sent).filter((sent) => sent !== null) ?? []
  expect(Math.min(...shown)).toBeGreaterThanOrEqual(professional?.minimumGroup ?? 0)
  expect(shown.reduce((sum, sent) => sum + sent, 0) + (professional?.rest ?? 0)).toBe(120)
  expect(board?.sent).toBe(10)
  expect(board?.parties.flatMap((party) => party.organisations)).toHaveLength(10)
})

testOnBoth('the links of the demo lead to a questionnaire that can be sent', async (db) => {
  const context = demoContext(db)
  await loadDemo(context)
  const links = await demoLinks(context)
  expect(new Set(links.map((link) => link.role)).size).toBe(2)
  expect(await demoLinks(context)).toEqual(links)
  for (const { token } of [links[0], links.at(-1)].filter((link) => link !== undefined)) {
    const entered = await enterWithToken(context, { token })
    if (entered.kind !== 'entered') throw new Error(entered.kind)
    const { respondentId } = entered
    const first = await showQuestionnaire(context, { respondentId })
    if (first.kind === 'refused') throw new Error(first.reason)
    await choosePath(context, { respondentId, profession: first.role.professions[0]?.id ?? null })
    const view = await showQuestionnaire(context, { respondentId })
    if (view.kind === 'refused') throw new Error(view.reason)
    for (const { item } of view.open) {
      const codes = [item.options[0]?.code ?? '']
      const saved = await saveAnswer(context, { respondentId, itemId: item.id, codes, version: 0 })
      expect(saved).toMatchObject({ kind: 'saved' })
    }
    const signature = { director: 'Anna Bakker', position: 'directeur' }
    expect(await submitResponse(context, { respondentId, signature })).toEqual({ kind: 'submitted' })
  }
  const left = (await demoLinks(context)).map((link) => link.token)
  expect(left).not.toContain(links[0]?.token)
})

testOnBoth(
  'while a round is open nobody sees what anonymous people answered, and there is no report',
  async (db) => {
    const context = demoContext(db)
    await loadDemo(context)
    const { open } = await roundsOf(context)
    const results = await showResults(context, { roundId: open })
    expect(results).toMatchObject({ kind: 'results', withheld: ['professional'] })
    expect(await regionReport(context, { roundId: open })).toEqual({
      kind: 'refused',
      reason: 'round-not-closed',
    })
    expect(await showResults(context, { roundId: 'none' })).toMatchObject({ reason: 'unknown-round' })
    expect(await showRound(context, { roundId: 'none' })).toMatchObject({ reason: 'unknown-round' })
    expect(await regionReport(context, { roundId: 'none' })).toMatchObject({ reason: 'unknown-round' })
  },
)

testOnBoth('the admitted answers of the demo name no profession', async (db) => {
  const context = demoContext(db)
  await loadDemo(context)
  const { closed } = await roundsOf(context)
  const responses = await listResponses(db.kysely, closed)
  expect(responses).toHaveLength(130)
  expect(responses.every((response) => response.profession === null)).toBe(true)
})
