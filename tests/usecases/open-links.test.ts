import { expect } from 'vitest'
import { beginByOpenLink, showOpenLink } from '../../app/usecases/join-by-open-link.server.ts'
import { enterWithToken } from '../../app/usecases/enter-with-token.server.ts'
import { makeOpenLinks, renewOpenLink, showOpenLinks } from '../../app/usecases/manage-open-links.server.ts'
import { openRound } from '../../app/usecases/open-round.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'
import { countInvitedPerOrganisation } from '../../db/queries/respondents.ts'
import type { Database } from '../../db/client.ts'
import { testOnBoth } from '../make/database.ts'
import { answerAndSend, aRound } from '../make/round.ts'

const actor = 'system'

/** A round whose organisations o1 (about 20 people) and o2 (12) have a link; the tokens by organisation. */
async function withLinks(db: Database, options: Parameters<typeof aRound>[1] = {}) {
  const round = await aRound(db, options)
  const { context, roundId } = round
  await replaceParticipants(db.kysely, roundId, [
    { organisationId: 'o1', role: 'professional', invited: { about: 20 } },
    { organisationId: 'o2', role: 'professional', invited: 12 },
    { organisationId: 'h1', role: 'board', invited: 1 },
    { organisationId: 'g1', role: 'board', invited: 1 },
  ])
  await makeOpenLinks(context, { actor, roundId })
  const links = async () => {
    const view = await showOpenLinks(context, { roundId })
    if (view.kind === 'refused') throw new Error(view.reason)
    return view.roles.flatMap(({ organisations }) => organisations)
  }
  const tokenOf = async (organisationId: string) => {
    const one = (await links()).find((link) => link.organisationId === organisationId)
    if (!one?.link) throw new Error(`No link at ${organisationId}`)
    return one.link
  }
  return { ...round, links, tokenOf }
}

const countInvitations = (db: Database) =>
  db.kysely
    .selectFrom('invitation')
    .select('id')
    .execute()
    .then((rows) => rows.length)

testOnBoth(
  'every organisation of an anonymous role gets one link, a board none, and asking twice makes no second one',
  async (db) => {
    const { context, roundId, links } = await withLinks(db)
    const before = await links()
    expect(before.map(({ organisationId, invited }) => [organisationId, invited])).toEqual([
      ['o1', { about: 20 }],
      ['o2', 12],
    ])
    expect(await makeOpenLinks(context, { actor, roundId })).toEqual({ kind: 'made', count: 0 })
    expect(await links()).toEqual(before)
    const log = await db.kysely.selectFrom('audit_entry').select('action').execute()
    expect(log.at(-1)?.action).toBe('open-links-made')
  },
)

testOnBoth(
  'the database holds no token of an open link or of who began, in whatever table or column',
  async (db) => {
    const { context, tokenOf } = await withLinks(db)
    const { token } = await tokenOf('o1')
    const begun = await beginByOpenLink(context, { token, place: '192.0.2.1' })
    if (begun.kind === 'refused') throw new Error(begun.reason)
    const everything = JSON.stringify([
      await db.kysely.selectFrom('open_link').selectAll().execute(),
      await db.kysely.selectFrom('invitation').selectAll().execute(),
      await db.kysely.selectFrom('rate_limit').selectAll().execute(),
    ])
    for (const secret of [token, begun.code, '192.0.2.1']) expect(everything).not.toContain(secret)
  },
)

testOnBoth(
  'looking at an open link makes nothing; beginning makes a questionnaire of one’s own',
  async (db) => {
    const { context, tokenOf } = await withLinks(db)
    const { token } = await tokenOf('o1')
    const before = await countInvitations(db)
    for (let times = 0; times < 3; times++) {
      expect(await enterWithToken(context, { token })).toEqual({ kind: 'open-link', token })
      expect(await showOpenLink(context, { token, respondentId: null })).toMatchObject({
        kind: 'open-link',
        open: true,
        organisation: 'Praktijk een',
        begunHere: false,
      })
    }
    expect(await countInvitations(db)).toBe(before)

    const first = await beginByOpenLink(context, { token, place: 'here' })
    const second = await beginByOpenLink(context, { token, place: 'here' })
    if (first.kind === 'refused' || second.kind === 'refused') throw new Error('refused')
    expect(first.respondentId).not.toBe(second.respondentId)
    expect(first.code).not.toBe(second.code)
    expect(await enterWithToken(context, { token: first.code })).toEqual({
      kind: 'entered',
      respondentId: first.respondentId,
    })
    expect(await enterWithToken(context, { token: ` ${first.code.toUpperCase()} ` })).toEqual({
      kind: 'entered',
      respondentId: first.respondentId,
    })
    expect(await showOpenLink(context, { token, respondentId: first.respondentId })).toMatchObject({
      begunHere: true,
    })
    const view = await showQuestionnaire(context, { respondentId: first.respondentId })
    expect(view).toMatchObject({ status: 'new', organisation: 'Praktijk een', party: { id: 'HO' } })
    await answerAndSend(context, first.respondentId, { P1: ['a4'] })
    expect(await showQuestionnaire(context, { respondentId: first.respondentId })).toMatchObject({
      status: 'submitted',
    })
    expect(await showQuestionnaire(context, { respondentId: second.respondentId })).toMatchObject({
      status: 'new',
    })
  },
)

testOnBoth('a replaced link opens nothing any more, and who began by it goes on', async (db) => {
  const { context, roundId, tokenOf } = await withLinks(db)
  const old = await tokenOf('o1')
  const begun = await beginByOpenLink(context, { token: old.token, place: 'here' })
  if (begun.kind === 'refused') throw new Error(begun.reason)
  expect(await renewOpenLink(context, { actor, roundId, linkId: old.id })).toEqual({ kind: 'renewed' })
  expect(await enterWithToken(context, { token: old.token })).toMatchObject({ reason: 'unknown-link' })
  expect(await beginByOpenLink(context, { token: old.token, place: 'here' })).toMatchObject({
    reason: 'unknown-link',
  })
  expect((await tokenOf('o1')).token).not.toBe(old.token)
  expect(await enterWithToken(context, { token: begun.code })).toMatchObject({ kind: 'entered' })
  expect(await renewOpenLink(context, { actor, roundId, linkId: 'of another round' })).toMatchObject({
    reason: 'unknown-link',
  })
})

testOnBoth('nobody begins before the round is on trial, or after it has closed', async (db) => {
  const { context, tokenOf, at } = await withLinks(db)
  const { token } = await tokenOf('o1')
  await db.kysely.updateTable('round').set({ status: 'draft' }).execute()
  expect(await enterWithToken(context, { token })).toMatchObject({ reason: 'round-not-open' })
  expect(await beginByOpenLink(context, { token, place: 'here' })).toMatchObject({ reason: 'round-not-open' })
  await db.kysely.updateTable('round').set({ status: 'open' }).execute()
  at(new Date('2026-04-02T09:00:00.000Z'))
  expect(await showOpenLink(context, { token, respondentId: null })).toMatchObject({ open: false })
  expect(await beginByOpenLink(context, { token, place: 'here' })).toMatchObject({ reason: 'round-closed' })
})

testOnBoth(
  'who began on trial is gone when the round opens; the link of the organisation stays',
  async (db) => {
    const { context, roundId, tokenOf } = await withLinks(db, {
      round: {
        status: 'trial',
        visibility: null,
      },
    })
    const { token } = await tokenOf('o1')
    const begun = await beginByOpenLink(context, { token, place: 'here' })
    if (begun.kind === 'refused') throw new Error(begun.reason)
    await db.kysely.updateTable('round').set({ visibility: '{}' }).execute()
    expect(await openRound(context, { actor, roundId })).toMatchObject({ kind: 'open' })
    expect(await enterWithToken(context, { token: begun.code })).toMatchObject({ reason: 'unknown-link' })
    expect(await enterWithToken(context, { token })).toMatchObject({ kind: 'open-link' })
  },
)

testOnBoth('a robot in one place soon has to wait, people in another do not', async (db) => {
  const { context, tokenOf, at } = await withLinks(db)
  const { token } = await tokenOf('o1')
  const begin = (place: string) => beginByOpenLink(context, { token, place })
  for (let times = 0; times < 60; times++) expect((await begin('robot')).kind).toBe('begun')
  expect(await begin('robot')).toMatchObject({ reason: 'too-many-tries' })
  expect((await begin('practice')).kind).toBe('begun')
  at(new Date('2026-03-10T09:15:00.000Z'))
  expect((await begin('robot')).kind).toBe('begun')
})

testOnBoth('pressing Begin many times does not make an organisation large enough to be named', async (db) => {
  const { context, roundId, tokenOf } = await withLinks(db)
  const { token } = await tokenOf('o2')
  for (let times = 0; times < 12; times++) {
    const begun = await beginByOpenLink(context, { token, place: 'here' })
    if (begun.kind === 'refused') throw new Error(begun.reason)
    if (times === 0) await answerAndSend(context, begun.respondentId, { P1: ['a4'] })
  }
  expect((await countInvitedPerOrganisation(db.kysely, roundId, 'professional')).get('o2')).toBe(1)
})
