import { expect } from 'vitest'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { enterWithToken } from '../../app/usecases/enter-with-token.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { savePage } from '../../app/usecases/save-page.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import type { QuestionnaireView } from '../../app/usecases/show-questionnaire.server.ts'
import { submitResponse } from '../../app/usecases/submit-response.server.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import { testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound, tokenOf } from '../make/round.ts'

async function view(context: AppContext, respondentId: string): Promise<QuestionnaireView> {
  const shown = await showQuestionnaire(context, { respondentId })
  if (shown.kind === 'refused') throw new Error(shown.reason)
  return shown
}

testOnBoth(
  'opening a link changes nothing in the database, however often it is opened',
  async (db, statements) => {
    const { context } = await aRound(db, { professionals: 1 })
    statements.length = 0
    const token = tokenOf('professional', 0)
    expect(await enterWithToken(context, { token })).toEqual({ kind: 'entered', respondentId: 'p-0' })
    expect(await enterWithToken(context, { token })).toEqual({ kind: 'entered', respondentId: 'p-0' })
    expect(statements.every((statement) => statement.startsWith('select'))).toBe(true)
    expect(await enterWithToken(context, { token: 'made-up' })).toEqual({
      kind: 'refused',
      reason: 'unknown-link',
    })
  },
)

testOnBoth('a link of a round that has not opened yet is refused', async (db) => {
  const { context } = await aRound(db, { professionals: 1, round: { status: 'draft' } })
  const entered = await enterWithToken(context, { token: tokenOf('professional', 0) })
  expect(entered).toEqual({ kind: 'refused', reason: 'round-not-open' })
})

testOnBoth('the first screen tells who asks, for whom and until when, and asks for the path', async (db) => {
  const { context, framework } = await aRound(db, { professionals: 1 })
  const shown = await view(context, 'p-0')
  expect(shown).toMatchObject({
    status: 'new',
    round: {
      region: 'Voorbeeldregio',
      askedBy: 'De regio',
      closesAt: '2026-03-31T22:00:00.000Z',
      invented: true,
    },
    path: null,
    pages: [],
    asksParty: false,
  })
  expect(shown.role).toEqual(framework.roles[0])
  const board = await view(context, 'b-0')
  expect(board).toMatchObject({ party: { id: 'HO' }, organisation: 'Organisatie h1', asksParty: false })
})

testOnBoth('a respondent is asked only what fits the path, and goes on where they stopped', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  const respondentId = 'p-0'
  expect(await choosePath(context, { respondentId, profession: 'huisarts' })).toMatchObject({ routes: ['V'] })
  const items = (shown: QuestionnaireView) =>
    shown.pages.flatMap((page) => page.sections.flatMap((section) => section.items.map((item) => item.id)))
  expect(items(await view(context, respondentId))).toEqual(['P1', 'P2', 'PM', 'PO'])

  await saveAnswer(context, { respondentId, itemId: 'P2', codes: ['a4'], version: 0 })
  await saveAnswer(context, {
    respondentId,
    itemId: 'P1',
    codes: ['a1'],
    remark: 'Mail mij: a@b.nl',
    version: 0,
  })
  await choosePath(context, { respondentId, profession: 'huisarts', routes: ['U'] })
  const shown = await view(context, respondentId)
  expect(items(shown)).toEqual(['P1', 'PM', 'PO'])
  expect(shown.status).toBe('started')
  expect(shown.answers.P1).toMatchObject({ codes: ['a1'], remark: 'Mail mij: a@b.nl', version: 1 })
  expect(shown.progress).toMatchObject({ answered: 1, total: 2 })
  expect(shown.open.map(({ item }) => item.id)).toEqual(['PM'])
  expect(shown.warnings).toEqual([{ pageId: 't1', itemId: 'P1', found: ['email'] }])

  await choosePath(context, { respondentId, routes: ['V'] })
  expect((await view(context, respondentId)).answers.P2?.codes).toEqual(['a4'])
})

testOnBoth('a path must exist in the framework, and a routed role needs one', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  const choose = (input: object) => choosePath(context, { respondentId: 'p-0', ...input })
  expect(await choose({})).toMatchObject({ reason: 'no-route' })
  expect(await choose({ routes: ['X'] })).toMatchObject({ reason: 'unknown-route' })
  expect(await choose({ profession: 'bakker' })).toMatchObject({ reason: 'unknown-profession' })
  expect(await choose({ routes: ['V'], party: 'XX' })).toMatchObject({ reason: 'unknown-party' })
  expect(await choosePath(context, { respondentId: 'nobody' })).toMatchObject({
    reason: 'unknown-respondent',
  })
  expect((await view(context, 'p-0')).status).toBe('new')
})

testOnBoth(
  'fields of an answer that are left out of a save stay as they are; empty ones are cleared',
  async (db) => {
    const { context } = await aRound(db)
    const save = { respondentId: 'b-0', itemId: 'B1' }
    await choosePath(context, { respondentId: 'b-0' })
    await saveAnswer(context, { ...save, codes: ['a4'], version: 0 })
    await saveAnswer(context, { ...save, remark: 'Zie het plan  ', version: 1 })
    await saveAnswer(context, { ...save, evidence: 'Plan 2026, blz. 4', version: 2 })
    const third = await saveAnswer(context, { ...save, codes: [], version: 3 })
    expect(third).toMatchObject({ kind: 'saved', version: 4, replacedNewer: false })
    expect((await view(context, 'b-0')).answers.B1).toEqual({
      codes: [],
      text: '',
      remark: 'Zie het plan',
      evidence: 'Plan 2026, blz. 4',
      evidenceDate: '',
      evidenceLink: '',
      version: 4,
    })
  },
)

testOnBoth('a second tab wins with its later answer, and hears that it replaced a newer one', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  const save = { respondentId: 'p-0', itemId: 'P1' }
  await choosePath(context, { respondentId: 'p-0', routes: ['V'] })
  const one = await saveAnswer(context, { ...save, codes: ['a1'], version: 0 })
  expect(one).toMatchObject({ version: 1, replacedNewer: false })
  const other = await saveAnswer(context, { ...save, codes: ['a5'], version: 0 })
  expect(other).toMatchObject({ version: 2, replacedNewer: true })
  expect((await view(context, 'p-0')).answers.P1?.codes).toEqual(['a5'])
})

testOnBoth('an answer that the item does not have, or that is too long, is not kept', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  await choosePath(context, { respondentId: 'p-0', routes: ['U'] })
  const save = (input: object) =>
    saveAnswer(context, { respondentId: 'p-0', itemId: 'P1', version: 0, ...input })
  const problem = async (input: object) => {
    const result = await save(input)
    return 'problems' in result ? result.problems[0]?.reason : result
  }
  expect(await problem({ codes: ['zz'] })).toBe('unknown-option')
  expect(await problem({ codes: ['a1', 'a2'] })).toBe('one-option-only')
  expect(await problem({ itemId: 'PM', codes: ['m1', 'nothing'] })).toBe('exclusive-option')
  expect(await problem({ itemId: 'PO', text: 'x'.repeat(21) })).toBe('too-long')
  expect(await problem({ text: 'tekst' })).toBe('no-text-here')
  expect(await problem({ evidence: 'plan' })).toBe('no-evidence-here')
  expect(await save({ itemId: 'P2', codes: ['a1'] })).toMatchObject({ reason: 'not-asked' })
  expect(await save({ itemId: 'B1', codes: ['a1'] })).toMatchObject({ reason: 'not-asked' })
  expect(await save({ itemId: 'PF', codes: ['a1'] })).toMatchObject({ reason: 'not-asked' })
  expect((await view(context, 'p-0')).answers).toEqual({})
})

testOnBoth('text with signs that a database refuses is kept without them', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  await choosePath(context, { respondentId: 'p-0', routes: ['U'] })
  const text = 'Goe\u0000d \uD800 cafe\u0301\r\n'
  expect(await saveAnswer(context, { respondentId: 'p-0', itemId: 'PO', text, version: 0 })).toMatchObject({
    kind: 'saved',
  })
  expect((await view(context, 'p-0')).answers.PO?.text).toBe('Goed \uFFFD café')
})

testOnBoth('before the path is chosen, after sending and after closing nothing can be saved', async (db) => {
  const { context, roundId, at } = await aRound(db, { professionals: 3 })
  const save = (respondentId: string) =>
    saveAnswer(context, { respondentId, itemId: 'P1', codes: ['a1'], version: 0 })
  const page = (respondentId: string) =>
    savePage(context, { respondentId, answers: { P1: { codes: ['a1'] } } })
  for (const [respondentId, reason] of [
    ['nobody', 'unknown-respondent'],
    ['p-0', 'path-not-chosen'],
  ] as const) {
    expect(await save(respondentId)).toEqual({ kind: 'refused', reason })
    expect(await page(respondentId)).toEqual({ kind: 'refused', reason })
  }
  await answerAndSend(context, 'p-0', { P1: ['a4'] })
  expect(await save('p-0')).toMatchObject({ reason: 'already-sent' })
  expect(await page('p-0')).toMatchObject({ reason: 'already-sent' })
  expect(await choosePath(context, { respondentId: 'p-0', routes: ['V'] })).toMatchObject({
    reason: 'already-sent',
  })

  await choosePath(context, { respondentId: 'p-1', routes: ['V'] })
  expect(await save('p-1')).toMatchObject({ kind: 'saved' })
  at(new Date('2026-03-31T22:00:00.000Z'))
  expect(await save('p-1')).toMatchObject({ reason: 'round-closed' })
  expect(await page('p-1')).toMatchObject({ reason: 'round-closed' })
  expect(await submitResponse(context, { respondentId: 'p-1' })).toMatchObject({ reason: 'round-closed' })
  await closeRound(context, { roundId })
  expect(await save('p-1')).toMatchObject({ reason: 'round-closed' })
  expect((await view(context, 'p-1')).status).toBe('closed')
  expect((await view(context, 'p-0')).status).toBe('submitted')
})

testOnBoth('a page sent as a form is saved as a whole or not at all', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  await choosePath(context, { respondentId: 'p-0', routes: ['V'] })
  await saveAnswer(context, {
    respondentId: 'p-0',
    itemId: 'P1',
    codes: ['a1'],
    remark: 'Blijft',
    version: 0,
  })
  const wrong = await savePage(context, {
    respondentId: 'p-0',
    answers: { P2: { codes: ['a2'] }, PM: { codes: ['zz'] } },
  })
  expect(wrong).toMatchObject({ reason: 'invalid-answer', problems: [{ itemId: 'PM' }] })
  expect(Object.keys((await view(context, 'p-0')).answers)).toEqual(['P1'])

  const saved = await savePage(context, {
    respondentId: 'p-0',
    answers: { P1: { codes: ['a1'] }, P2: { codes: ['a2'] }, PM: { codes: ['m2', 'm1'] }, PO: { text: '' } },
  })
  // P1 was the same and PO stayed empty: neither is a new version.
  expect(saved).toMatchObject({ kind: 'saved', versions: { P2: 1, PM: 1 } })
  const { answers } = await view(context, 'p-0')
  expect(answers.P1).toMatchObject({ remark: 'Blijft', version: 1 })
  expect(answers.PM?.codes).toEqual(['m1', 'm2'])
})

testOnBoth(
  'a respondent page takes at most five statements and a save at most four',
  async (db, statements) => {
    const { context } = await aRound(db, { professionals: 1 })
    await choosePath(context, { respondentId: 'p-0', routes: ['V'] })
    const count = async (work: () => Promise<unknown>) => {
      statements.length = 0
      await work()
      return statements.length
    }
    const save = (version: number) =>
      saveAnswer(context, { respondentId: 'p-0', itemId: 'P1', codes: ['a1'], version })
    expect(await count(() => enterWithToken(context, { token: tokenOf('professional', 0) }))).toBe(1)
    expect(await count(() => view(context, 'p-0'))).toBe(2)
    expect(await count(() => save(0))).toBe(2)
    expect(await count(() => save(1))).toBe(1)
    const answers = { P1: { codes: ['a2'] }, P2: { codes: ['a2'] } }
    expect(await count(() => savePage(context, { respondentId: 'p-0', answers }))).toBeLessThanOrEqual(4)
  },
)
