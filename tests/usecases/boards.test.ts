import { expect } from 'vitest'
import type { AppContext } from '../../app/context.server.ts'
import { seenOf } from '../../app/domain/response/answer.ts'
import { respondentIdOf } from '../../app/domain/response/hand.ts'
import { DEFAULT_VISIBILITY } from '../../app/domain/round/visibility.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import { enterWithToken } from '../../app/usecases/enter-with-token.server.ts'
import { eraseDueAnswers } from '../../app/usecases/erase-due-answers.server.ts'
import {
  declineAnswers,
  inviteColleague,
  nameColleague,
  presentAnswers,
  showBoardLinks,
  takeAnswersBack,
  withdrawLink,
} from '../../app/usecases/manage-board.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { savePage } from '../../app/usecases/save-page.server.ts'
import { showAdoption } from '../../app/usecases/show-adoption.server.ts'
import { showBoards } from '../../app/usecases/show-boards.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { adoptByLink, submitResponse } from '../../app/usecases/submit-response.server.ts'
import type { Database } from '../../db/client.ts'
import { listEndedBoards } from '../../db/queries/boards.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { unadoptedBoards } from '../../app/domain/report/unadopted.ts'
import { testOnBoth } from '../make/database.ts'
import { aFramework } from '../make/framework.ts'
import { aFrameworkToAnswer, aRound } from '../make/round.ts'
import type { TestRound } from '../make/round.ts'
import type { Round } from '../../app/domain/round/round.ts'

const SIGNATURE = { director: 'Dirk Baas', position: 'wethouder' }

/** A round in which boards have their answers adopted, with the first board begun. */
async function aBoardRound(db: Database, round: Partial<Round> = {}): Promise<TestRound> {
  const plain = aFrameworkToAnswer()
  const framework = aFramework({
    ...plain,
    roles: plain.roles.map((role) => (role.id === 'board' ? { ...role, adoption: true } : role)),
  })
  const made = await aRound(db, { framework, round })
  await choosePath(made.context, { respondentId: 'b-0' })
  return made
}

async function fill(context: AppContext, respondentId: string, code = 'a5', itemId = 'B1', version = 0) {
  return saveAnswer(context, { respondentId, itemId, codes: [code], version })
}

/** Invites a colleague for the first board and gives the respondent id behind the link. */
async function colleague(context: AppContext, name = 'Bob'): Promise<string> {
  const invited = await inviteColleague(context, { respondentId: 'b-0', ownName: 'Anna', name })
  if (invited.kind === 'refused') throw new Error(invited.reason)
  const links = await linksOf(context)
  const entered = await enterWithToken(context, {
    token: links.colleagues.find((one) => one.name === name)?.token ?? '',
  })
  if (entered.kind !== 'entered') throw new Error(`The link gives ${entered.kind}`)
  return entered.respondentId
}

async function linksOf(context: AppContext, respondentId = 'b-0') {
  const links = await showBoardLinks(context, { respondentId })
  if (links.kind === 'refused') throw new Error(links.reason)
  return links
}

/** Lays the first board's answers before the director and gives the token of the director's link. */
async function presented(context: AppContext, respondentId = 'b-0'): Promise<string> {
  const done = await presentAnswers(context, { respondentId, name: 'Dirk Baas' })
  if (done.kind === 'refused') throw new Error(done.reason)
  const { director } = await linksOf(context, respondentId)
  return director?.token ?? ''
}

/** What results and report say of boards that stay out. */
async function ended(db: Database, roundId: string) {
  const round = await findRound(db.kysely, roundId)
  if (!round) throw new Error('The round is gone')
  return unadoptedBoards(round, await listEndedBoards(db.kysely, roundId, ['board']))
}

async function actions(db: Database): Promise<string[]> {
  const rows = await db.kysely.selectFrom('audit_entry').select('action').orderBy('position').execute()
  return rows.map(({ action }) => action)
}

testOnBoth('colleagues work on one response, and each answer says who changed it last', async (db) => {
  const { context } = await aBoardRound(db)
  const bob = await colleague(context)
  expect(bob).not.toBe('b-0')
  expect(await fill(context, 'b-0', 'a1')).toMatchObject({ kind: 'saved', version: 1 })
  expect(await fill(context, bob, 'a4', 'B1', 1)).toMatchObject({ kind: 'saved', version: 2 })
  const view = await showQuestionnaire(context, { respondentId: 'b-0' })
  if (view.kind === 'refused') throw new Error(view.reason)
  expect(view.answers.B1).toMatchObject({ codes: ['a4'] })
  expect(view.board?.people).toMatchObject({ contact: 'Anna', colleagues: [{ name: 'Bob' }] })
  const changer = view.board?.changers.B1 ?? ''
  expect(bob).toBe(respondentIdOf({ invitationId: 'b-0', linkId: changer }))
})

testOnBoth(
  'two people on one answer: the second is told what stands there, nothing is overwritten',
  async (db) => {
    const { context } = await aBoardRound(db)
    const bob = await colleague(context)
    await fill(context, 'b-0', 'a1')
    expect(await fill(context, bob, 'a5', 'B1', 0)).toMatchObject({
      kind: 'refused',
      reason: 'changed-meanwhile',
      by: 'Anna',
      current: { codes: ['a1'], version: 1 },
    })
    // Having seen it, Bob may still decide.
    expect(await fill(context, bob, 'a5', 'B1', 1)).toMatchObject({ kind: 'saved', version: 2 })
    // The own save goes on as before: of one person the last one wins.
    expect(await fill(context, bob, 'a4', 'B1', 0)).toMatchObject({ kind: 'saved', replacedNewer: true })
  },
)

testOnBoth(
  'a page sent as a form leaves alone what a colleague changed and this person did not',
  async (db) => {
    const { context } = await aBoardRound(db)
    const bob = await colleague(context)
    await fill(context, 'b-0', 'a1')
    await fill(context, 'b-0', 'a1', 'B2')
    const view = await showQuestionnaire(context, { respondentId: bob })
    if (view.kind === 'refused' || !view.answers.B1 || !view.answers.B2) throw new Error('Nothing to see')
    const seen = { B1: seenOf(view.answers.B1), B2: seenOf(view.answers.B2) }
    await fill(context, 'b-0', 'a5', 'B1', 1)
    // Bob changed B2 only; his page still shows the old B1.
    const answers = { B1: { codes: ['a1'] }, B2: { codes: ['a3'] } }
    expect(await savePage(context, { respondentId: bob, answers, seen })).toMatchObject({
      kind: 'saved',
      versions: { B2: 2 },
    })
    const clash = { B1: { codes: ['a2'] } }
    expect(await savePage(context, { respondentId: bob, answers: clash, seen })).toMatchObject({
      reason: 'changed-meanwhile',
      conflicts: { B1: { by: 'Anna', current: { codes: ['a5'] } } },
    })
    const after = await showQuestionnaire(context, { respondentId: 'b-0' })
    expect(after).toMatchObject({ answers: { B1: { codes: ['a5'] }, B2: { codes: ['a3'] } } })
  },
)

testOnBoth(
  'a withdrawn link opens nothing and saves nothing, also in a page that is still open',
  async (db) => {
    const { context } = await aBoardRound(db)
    const bob = await colleague(context)
    await fill(context, bob, 'a4')
    const [link] = (await linksOf(context)).colleagues
    await withdrawLink(context, { respondentId: 'b-0', linkId: link?.id ?? '' })
    expect(await fill(context, bob, 'a1', 'B1', 1)).toMatchObject({ reason: 'unknown-respondent' })
    expect(await showQuestionnaire(context, { respondentId: bob })).toMatchObject({ kind: 'refused' })
    expect(await enterWithToken(context, { token: link?.token ?? '' })).toMatchObject({
      reason: 'unknown-link',
    })
    // What Bob filled in stays, with his name.
    const view = await showQuestionnaire(context, { respondentId: 'b-0' })
    expect(view).toMatchObject({
      answers: { B1: { codes: ['a4'] } },
      board: { people: { colleagues: [{ name: 'Bob' }] } },
    })
  },
)

testOnBoth('a colleague says who they are and may fill in, not invite, present or send', async (db) => {
  const { context } = await aBoardRound(db)
  const invited = await inviteColleague(context, { respondentId: 'b-0', ownName: 'Anna', name: '' })
  expect(invited.kind).toBe('invited')
  const [link] = (await linksOf(context)).colleagues
  const entered = await enterWithToken(context, { token: link?.token ?? '' })
  const respondentId = entered.kind === 'entered' ? entered.respondentId : ''
  expect(await showQuestionnaire(context, { respondentId })).toMatchObject({ board: { colleague: '' } })
  expect(await nameColleague(context, { respondentId, name: ' ' })).toMatchObject({ reason: 'invalid' })
  expect(await nameColleague(context, { respondentId, name: 'Carla' })).toEqual({ kind: 'named' })
  await fill(context, respondentId)
  const not = { reason: 'not-the-contact' }
  expect(await inviteColleague(context, { respondentId, ownName: null, name: 'Dora' })).toMatchObject(not)
  expect(await presentAnswers(context, { respondentId, name: null })).toMatchObject(not)
  expect(await submitResponse(context, { respondentId, signature: SIGNATURE })).toMatchObject(not)
})

testOnBoth('nobody shares an anonymous questionnaire', async (db) => {
  const { context } = await aRound(db, { professionals: 1 })
  expect(await inviteColleague(context, { respondentId: 'p-0', ownName: 'Anna', name: 'Bob' })).toMatchObject(
    { reason: 'anonymous-role' },
  )
  await choosePath(context, { respondentId: 'p-0', routes: ['V'] })
  await fill(context, 'p-0', 'a1', 'P1')
  const [row] = await db.kysely.selectFrom('draft_answer').select('changed_by').execute()
  expect(row?.changed_by).toBe('')
})

testOnBoth('the director reads the answers and adopts them; only then do they count', async (db) => {
  const { context, roundId } = await aBoardRound(db)
  await fill(context, 'b-0')
  expect(await submitResponse(context, { respondentId: 'b-0' })).toMatchObject({ reason: 'adoption-needed' })
  const token = await presented(context)
  const before = await showAdoption(context, { token })
  expect(before).toMatchObject({ status: 'decide', printedAs: 'de HO', answers: { B1: { codes: ['a5'] } } })
  // Reading spends nothing; and while it lies there nothing changes.
  expect(await enterWithToken(context, { token })).toEqual({ kind: 'adoption', token })
  expect(await fill(context, 'b-0', 'a1', 'B1', 1)).toMatchObject({ reason: 'with-director' })
  expect((await db.kysely.selectFrom('response').select('id').execute()).length).toBe(0)
  expect(await adoptByLink(context, { token, presentation: 1, signature: SIGNATURE })).toEqual({
    kind: 'submitted',
  })
  expect(await showAdoption(context, { token })).toMatchObject({
    status: 'adopted',
    adoption: { director: 'Dirk Baas', position: 'wethouder' },
  })
  expect((await db.kysely.selectFrom('response').select('id').execute()).length).toBe(1)
  expect(await showBoards(context, { roundId })).toMatchObject({
    roles: [{ boards: [{ stage: 'not-begun' }, { stage: 'adopted' }, {}, {}] }],
  })
  expect(await actions(db)).toEqual(expect.arrayContaining(['answers-presented', 'answers-adopted']))
})

testOnBoth('who is bevoegd adopts alone, in one go', async (db) => {
  const { context } = await aBoardRound(db)
  await fill(context, 'b-0')
  expect(await submitResponse(context, { respondentId: 'b-0', signature: SIGNATURE })).toEqual({
    kind: 'submitted',
  })
  const view = await showQuestionnaire(context, { respondentId: 'b-0' })
  expect(view).toMatchObject({ status: 'submitted', board: { adoption: SIGNATURE } })
})

testOnBoth('the director gives back with a remark, and decides on nothing but what they read', async (db) => {
  const { context } = await aBoardRound(db)
  await fill(context, 'b-0')
  const token = await presented(context)
  const remark = 'Vraag 1 klopt niet.'
  expect(await declineAnswers(context, { token, presentation: 1, decision: 'return', remark })).toEqual({
    kind: 'declined',
  })
  expect(await showQuestionnaire(context, { respondentId: 'b-0' })).toMatchObject({
    status: 'started',
    board: { adoption: { state: 'returned', remark, director: 'Dirk Baas' } },
  })
  expect(await showAdoption(context, { token })).toMatchObject({ status: 'filling', answers: {} })
  await fill(context, 'b-0', 'a2', 'B1', 1)
  await presented(context)
  // The page that was left open still says presentation 1: it showed other answers.
  const old = { token, presentation: 1, signature: SIGNATURE }
  expect(await adoptByLink(context, old)).toMatchObject({ reason: 'presented-again' })
  expect(await adoptByLink(context, { ...old, presentation: 2 })).toEqual({ kind: 'submitted' })
})

testOnBoth('answers taken back cannot be adopted, and a withdrawn director decides nothing', async (db) => {
  const { context } = await aBoardRound(db)
  await fill(context, 'b-0')
  const token = await presented(context)
  await takeAnswersBack(context, { respondentId: 'b-0' })
  const adopt = { token, presentation: 1, signature: SIGNATURE }
  expect(await adoptByLink(context, adopt)).toMatchObject({ reason: 'presented-again' })
  expect(await fill(context, 'b-0', 'a1', 'B1', 1)).toMatchObject({ kind: 'saved' })
  await presented(context)
  await withdrawLink(context, { respondentId: 'b-0', linkId: (await linksOf(context)).director?.id ?? '' })
  expect(await adoptByLink(context, { ...adopt, presentation: 2 })).toMatchObject({ reason: 'unknown-link' })
})

testOnBoth(
  'what is not adopted when the round closes stays out of every count, and is known as such',
  async (db) => {
    const { context, roundId, at } = await aBoardRound(db)
    for (const board of ['b-1', 'b-2', 'b-3']) await choosePath(context, { respondentId: board })
    await fill(context, 'b-0')
    await adoptByLink(context, { token: await presented(context), presentation: 1, signature: SIGNATURE })
    await fill(context, 'b-1')
    await presented(context, 'b-1')
    await fill(context, 'b-3')
    const refusing = await presented(context, 'b-3')
    const no = { presentation: 1, decision: 'refuse' as const, remark: '' }
    expect(await declineAnswers(context, { token: refusing, ...no })).toEqual({ kind: 'declined' })
    expect(await showBoards(context, { roundId })).toMatchObject({
      roles: [
        {
          boards: [
            { organisation: 'Organisatie g1', stage: 'refused' },
            { organisation: 'Organisatie h1', stage: 'adopted' },
            { organisation: 'Organisatie h2', stage: 'presented' },
            { organisation: 'Organisatie h3', stage: 'begun' },
          ],
        },
      ],
    })
    at(new Date('2026-04-01T00:00:00.000Z'))
    await closeRound(context, { roundId })
    expect((await db.kysely.selectFrom('response').select('id').execute()).length).toBe(1)
    expect(await ended(db, roundId)).toEqual({
      board: { lapsed: [{ party: 'HO', name: null }], refused: [{ party: 'GEM', name: null }] },
    })
    expect(await showBoards(context, { roundId })).toMatchObject({
      roles: [{ boards: [{ stage: 'refused' }, { stage: 'adopted' }, { stage: 'lapsed' }, {}] }],
    })
    expect(
      await adoptByLink(context, { token: refusing, presentation: 1, signature: SIGNATURE }),
    ).toMatchObject({
      reason: 'round-closed',
    })
  },
)

testOnBoth('boards are named in what stays out only where the round promised names', async (db) => {
  const { context, roundId, at } = await aBoardRound(db, {
    visibility: { ...DEFAULT_VISIBILITY, boards: 'by-name' },
  })
  await fill(context, 'b-0')
  expect(await showAdoption(context, { token: await presented(context) })).toMatchObject({
    printedAs: 'Organisatie h1',
  })
  at(new Date('2026-04-01T00:00:00.000Z'))
  await closeRound(context, { roundId })
  expect(await ended(db, roundId)).toMatchObject({ board: { lapsed: [{ name: 'Organisatie h1' }] } })
})

testOnBoth('names of who worked on a board are erased with the answers; how it ended stays', async (db) => {
  const { context, roundId, at } = await aBoardRound(db, { visibility: DEFAULT_VISIBILITY })
  await colleague(context)
  await fill(context, 'b-0')
  await presented(context)
  at(new Date('2026-04-01T00:00:00.000Z'))
  await closeRound(context, { roundId })
  at(new Date('2027-05-01T00:00:00.000Z'))
  expect(await eraseDueAnswers(context)).toBe(1)
  expect(await db.kysely.selectFrom('board_link').selectAll().execute()).toEqual([])
  expect(await db.kysely.selectFrom('board_adoption').selectAll().execute()).toMatchObject([
    { state: 'lapsed', contact: '', director: '' },
  ])
  expect(await eraseDueAnswers(context)).toBe(0)
})
