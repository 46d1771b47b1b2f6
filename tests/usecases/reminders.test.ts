import { afterEach, expect } from 'vitest'
import { mailerOf } from '../../app/mail.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import { writeMail } from '../../app/text/mail.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { addInvitees, showInvitees } from '../../app/usecases/manage-invitees.server.ts'
import { stopReminders } from '../../app/usecases/opt-out.server.ts'
import {
  mailInvitationAgain,
  mailInvitations,
  queueDueReminders,
  sendDueMail,
} from '../../app/usecases/send-mail.server.ts'
import { moveClosing } from '../../db/queries/rounds.ts'
import { saveMailSettings } from '../../db/queries/mail-texts.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'
import type { Database } from '../../db/client.ts'
import { testOnBoth } from '../make/database.ts'
import { bodyOf, listenForMail } from '../make/mail-server.ts'
import { answerAndSend, aRound } from '../make/round.ts'

const actor = 'system'
const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

const HALF_TIME = new Date('2026-03-16T09:00:00.000Z')
const THREE_DAYS_BEFORE = new Date('2026-03-27T09:00:00.000Z')
const LAST_WORD = new Date('2026-03-30T09:00:00.000Z')

/** Six professionals and one board, all invited by mail on 10 March, in a round that ends on 31 March. */
async function setUp(db: Database, answer?: (to: string) => number | null) {
  const { url, received, close } = await listenForMail(answer)
  const mail = mailerOf({ url, from: 'Spiegel <spiegel@example.nl>', origin: 'https://spiegel.example.nl' })
  cleanUps.push(async () => {
    mail.close()
    await close()
  })
  const round = await aRound(db)
  const context: AppContext = { ...round.context, mail }
  const { roundId } = round
  await replaceParticipants(db.kysely, roundId, [
    { organisationId: 'o1', role: 'professional', invited: { about: 20 } },
    { organisationId: 'o2', role: 'board', invited: 1 },
  ])
  const add = (role: string, names: string[]) =>
    addInvitees(context, {
      actor,
      roundId,
      role,
      table: [['Naam', 'E-mail'], ...names.map((name) => [name, `${name}@example.nl`])],
      mapping: { name: 0, email: 1, organisation: null },
    })
  await add('professional', ['anna', 'bert', 'cor', 'dirk', 'els', 'fien'])
  await add('board', ['gijs'])
  const view = await showInvitees(context, { roundId })
  if (view.kind === 'refused') throw new Error(view.reason)
  const people = Object.fromEntries(
    view.roles.flatMap(({ invitees }) => invitees.map((one) => [one.name, one])),
  )
  const idOf = (name: string) => people[name]?.invitationId ?? ''
  await mailInvitations(context, { actor, roundId })
  await sendDueMail(context, writeMail)
  /** Lets the minute timer run at a moment, and gives who got mail. */
  const minute = async (now: Date, by: AppContext = context) => {
    round.at(now)
    const before = received.length
    await queueDueReminders(by)
    await sendDueMail(by, writeMail)
    return received
      .slice(before)
      .map(({ to }) => to.split('@')[0])
      .sort()
  }
  return { ...round, context, received, people, idOf, add, minute }
}

const NOBODY: string[] = []

testOnBoth(
  'a reminder goes at half time and three days before the end, never to who has sent',
  async (db) => {
    const { context, idOf, minute, received } = await setUp(db)
    expect(await minute(new Date('2026-03-15T10:00:00.000Z'))).toEqual(NOBODY)
    expect(await minute(new Date('2026-03-16T07:59:00.000Z'))).toEqual(NOBODY)
    await answerAndSend(context, idOf('anna'), { P1: ['a4'] })
    await answerAndSend(context, idOf('gijs'), { B1: ['a4'] }, {})
    expect(await minute(HALF_TIME)).toEqual(['bert', 'cor', 'dirk', 'els', 'fien'])
    expect(await minute(new Date(HALF_TIME.getTime() + 60_000))).toEqual(NOBODY)
    expect(bodyOf(received.at(-1)?.raw ?? '')).toContain('De coördinator ziet niet wie er een krijgt')
    await answerAndSend(context, idOf('bert'), { P1: ['a4'] })
    expect(await minute(THREE_DAYS_BEFORE)).toEqual(['cor', 'dirk', 'els', 'fien'])
    await choosePath(context, { respondentId: idOf('cor'), routes: ['V'] })
    expect(await minute(LAST_WORD)).toEqual(['cor'])
    expect(received.at(-1)?.raw).toMatch(/^Subject: Uw vragenlijst is nog niet verzonden/m)
    expect(await minute(new Date('2026-03-31T09:00:00.000Z'))).toEqual(NOBODY)
  },
)

testOnBoth(
  'when a reminder went, nothing is left that tells who got one or when somebody sent',
  async (db) => {
    const { context, idOf, minute } = await setUp(db, (to) => (to.startsWith('els') ? 550 : null))
    await answerAndSend(context, idOf('anna'), { P1: ['a4'] })
    await minute(HALF_TIME)
    const rows = await db.kysely.selectFrom('outgoing_mail').selectAll().execute()
    expect(rows.map(({ kind }) => kind).every((kind) => kind === 'invitation')).toBe(true)
    const went = rows.filter(({ state }) => state === 'sent')
    expect(went.map(({ next_at: nextAt, sent_on: day }) => [nextAt, day])).toEqual(
      went.map(() => ['', '2026-03-10']),
    )
    expect(await db.kysely.selectFrom('reminder_run').selectAll().execute()).toEqual([
      { round_id: 'round-1', kind: 'first-reminder', day: '2026-03-16' },
    ])
  },
)

testOnBoth(
  'two processes in the same minute remind everybody once, and a killed one loses nobody',
  async (db) => {
    const { context, minute, received, at } = await setUp(db)
    at(HALF_TIME)
    await Promise.all([queueDueReminders(context), queueDueReminders(context), queueDueReminders(context)])
    const rows = await db.kysely
      .selectFrom('outgoing_mail')
      .selectAll()
      .where('state', '=', 'waiting')
      .execute()
    expect(rows).toHaveLength(7)
    // Killed between putting ready and sending: the next process sends them, once.
    const before = received.length
    await Promise.all([sendDueMail(context, writeMail), sendDueMail(context, writeMail)])
    expect(received.slice(before)).toHaveLength(7)
    expect(await minute(new Date(HALF_TIME.getTime() + 10 * 60_000))).toEqual(NOBODY)
  },
)

testOnBoth('who sends between putting ready and going out gets no reminder', async (db) => {
  const { context, idOf, received, at } = await setUp(db)
  at(HALF_TIME)
  await queueDueReminders(context)
  await answerAndSend(context, idOf('anna'), { P1: ['a4'] })
  const before = received.length
  await sendDueMail(context, writeMail)
  expect(received.slice(before).map(({ to }) => to)).not.toContain('anna@example.nl')
  expect(received.slice(before)).toHaveLength(6)
})

testOnBoth(
  'a reminder that the server could not take waits for the day: none goes out in the evening',
  async (db) => {
    let busy = false
    const { minute } = await setUp(db, () => (busy ? 451 : null))
    busy = true
    expect(await minute(new Date('2026-03-16T15:55:00.000Z'))).toEqual(NOBODY)
    busy = false
    expect(await minute(new Date('2026-03-16T16:30:00.000Z'))).toEqual(NOBODY)
    expect(await minute(new Date('2026-03-17T08:00:00.000Z'))).toHaveLength(7)
  },
)

testOnBoth('who says to want no reminders gets none, and can still answer', async (db) => {
  const { context, people, idOf, minute } = await setUp(db)
  const token = people.anna?.token ?? ''
  expect(await stopReminders(context, { token })).toEqual({ kind: 'stopped' })
  expect(await stopReminders(context, { token })).toEqual({ kind: 'stopped' })
  expect(await stopReminders(context, { token: 'made up' })).toMatchObject({ reason: 'unknown-link' })
  expect(await minute(HALF_TIME)).toEqual(['bert', 'cor', 'dirk', 'els', 'fien', 'gijs'])
  await answerAndSend(context, idOf('anna'), { P1: ['a4'] })
})

testOnBoth(
  'reminders that were switched off do not go, and who was invited yesterday is left alone',
  async (db) => {
    const { context, roundId, at, add, minute } = await setUp(db)
    await saveMailSettings(db.kysely, roundId, { reminders: false, replyTo: null })
    expect(await minute(HALF_TIME)).toEqual(NOBODY)
    at(new Date('2026-03-26T10:00:00.000Z'))
    await add('professional', ['hans'])
    await mailInvitations(context, { actor, roundId })
    await sendDueMail(context, writeMail)
    await saveMailSettings(db.kysely, roundId, { reminders: true, replyTo: 'c@example.nl' })
    const reminded = await minute(THREE_DAYS_BEFORE)
    expect(reminded).toHaveLength(7)
    expect(reminded).not.toContain('hans')
  },
)

testOnBoth('a round that is extended after its reminders gets no third one', async (db) => {
  const { roundId, minute } = await setUp(db)
  expect(await minute(HALF_TIME)).toHaveLength(7)
  expect(await minute(THREE_DAYS_BEFORE)).toHaveLength(7)
  await moveClosing(db.kysely, roundId, '2026-04-30T22:00:00.000Z')
  for (let day = 28; day < 70; day++) {
    expect(await minute(new Date(Date.UTC(2026, 2, day, 9)))).toEqual(NOBODY)
  }
})

testOnBoth('one person gets the invitation once more with the same link, in one press', async (db) => {
  const { context, roundId, people, received, idOf } = await setUp(db)
  const before = received.length
  expect(await mailInvitationAgain(context, { actor, roundId, invitationId: idOf('cor') })).toEqual({
    kind: 'queued',
  })
  await sendDueMail(context, writeMail)
  expect(received.slice(before).map(({ to }) => to)).toEqual(['cor@example.nl'])
  expect(bodyOf(received.at(-1)?.raw ?? '')).toContain(`/v/${people.cor?.token}`)
  expect(
    await mailInvitationAgain(context, { actor, roundId: 'other', invitationId: idOf('cor') }),
  ).toMatchObject({ reason: 'unknown-round' })
  expect(await mailInvitationAgain(context, { actor, roundId, invitationId: 'b-0' })).toMatchObject({
    reason: 'unknown-link',
  })
})
