import { afterEach, expect } from 'vitest'
import { mailerOf } from '../../app/mail.server.ts'
import { addInvitees, renewInvitation, showInvitees } from '../../app/usecases/manage-invitees.server.ts'
import { mailInvitations, sendDueMail, showMail } from '../../app/usecases/send-mail.server.ts'
import { writeMail } from '../../app/text/mail.ts'
import { claimMail, listDueMail } from '../../db/queries/outbox.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'
import type { Database } from '../../db/client.ts'
import { testOnBoth } from '../make/database.ts'
import { bodyOf, listenForMail } from '../make/mail-server.ts'
import { aRound, NOW } from '../make/round.ts'

const actor = 'system'
const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

async function aMailServer(answer?: (to: string) => number | null) {
  const { url, received, close } = await listenForMail(answer)
  const mail = mailerOf({
    url,
    from: 'Regiospiegel <spiegel@example.nl>',
    origin: 'https://spiegel.example.nl',
  })
  cleanUps.push(async () => {
    mail.close()
    await close()
  })
  return { mail, received }
}

async function setUp(db: Database, answer?: (to: string) => number | null) {
  const { mail, received } = await aMailServer(answer)
  const round = await aRound(db)
  const context = { ...round.context, mail }
  const { roundId } = round
  await replaceParticipants(db.kysely, roundId, [
    { organisationId: 'o1', role: 'professional', invited: { about: 20 } },
  ])
  await addInvitees(context, {
    actor,
    roundId,
    role: 'professional',
    table: [
      ['Naam', 'E-mail'],
      ['Anna <b>vet</b>', 'anna@example.nl'],
      ['Bert', 'bert@example.nl'],
    ],
    mapping: { name: 0, email: 1, organisation: null },
  })
  const state = () => showMail(context, { roundId })
  return { ...round, context, received, state }
}

testOnBoth(
  'everybody on the list gets one mail with the own link, however often it is asked for',
  async (db) => {
    const { context, roundId, received, state } = await setUp(db)
    for (let times = 0; times < 2; times++) {
      expect(await mailInvitations(context, { actor, roundId })).toEqual({ kind: 'queued' })
      await sendDueMail(context, writeMail)
    }
    expect(received.map(({ to }) => to).sort()).toEqual(['anna@example.nl', 'bert@example.nl'])
    expect(await state()).toEqual({ open: true, waiting: 0, sent: 2, failed: 0 })

    const view = await showInvitees(context, { roundId })
    if (view.kind === 'refused') throw new Error(view.reason)
    const anna = view.roles[0]?.invitees.find(({ email }) => email === 'anna@example.nl')
    const raw = received.find(({ to }) => to === 'anna@example.nl')?.raw ?? ''
    const text = bodyOf(raw)
    const link = `https://spiegel.example.nl/v/${anna?.token}`
    expect(new Set(text.match(/https?:\/\/[^\s"<]+/g))).toEqual(new Set([link]))
    expect(raw.replace(/\r\n /g, ' ')).toContain(
      `List-Unsubscribe: <${link}/afmelden>, <mailto:spiegel@example.nl?subject=afmelden>`,
    )
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(text).toContain('Content-Type: text/html')
    expect(text).toContain('Beste Anna &lt;b&gt;vet&lt;/b&gt;,')
    expect(text).not.toMatch(/<img|<link|<script/)
  },
)

testOnBoth('a server that is busy is tried again later; an address that is refused is not', async (db) => {
  let busy = true
  const { context, roundId, received, state, at } = await setUp(db, (to) =>
    to.startsWith('bert') ? 550 : busy ? 451 : null,
  )
  await mailInvitations(context, { actor, roundId })
  expect(await sendDueMail(context, writeMail)).toEqual({ sent: 0, failed: 1 })
  expect(await state()).toMatchObject({ waiting: 1, failed: 1 })
  busy = false
  expect(await sendDueMail(context, writeMail)).toEqual({ sent: 0, failed: 0 })
  at(new Date(NOW.getTime() + 3 * 60_000))
  expect(await sendDueMail(context, writeMail)).toEqual({ sent: 1, failed: 0 })
  expect(received).toHaveLength(1)
  expect(await state()).toEqual({ open: true, waiting: 0, sent: 1, failed: 1 })
})

testOnBoth('a mail whose sender died is sent once more, known by the same Message-ID', async (db) => {
  const { context, roundId, received, at } = await setUp(db)
  await mailInvitations(context, { actor, roundId })
  const now = NOW.toISOString()
  const due = await listDueMail(db.kysely, now, 10)
  expect(due).toHaveLength(2)
  const until = new Date(NOW.getTime() + 60_000).toISOString()
  for (const one of due) {
    expect(await claimMail(db.kysely, one, now, until)).toBe(true)
    // Another process that saw the same row comes too late.
    expect(await claimMail(db.kysely, one, now, until)).toBe(false)
  }
  expect(await sendDueMail(context, writeMail)).toEqual({ sent: 0, failed: 0 })
  at(new Date(NOW.getTime() + 60_000))
  expect(await sendDueMail(context, writeMail)).toEqual({ sent: 2, failed: 0 })
  expect(received.map(({ messageId }) => messageId).sort()).toEqual(
    due.map(({ id }) => `<${id}@example.nl>`).sort(),
  )
})

testOnBoth('a new link is mailed anew, and nothing goes out when the round is over', async (db) => {
  const { context, roundId, received, at } = await setUp(db)
  await mailInvitations(context, { actor, roundId })
  await sendDueMail(context, writeMail)
  const view = await showInvitees(context, { roundId })
  if (view.kind === 'refused') throw new Error(view.reason)
  const invitationId = view.roles[0]?.invitees[0]?.invitationId ?? ''
  await renewInvitation(context, { actor, roundId, invitationId })
  await mailInvitations(context, { actor, roundId })
  await sendDueMail(context, writeMail)
  expect(received).toHaveLength(3)

  await renewInvitation(context, { actor, roundId, invitationId })
  await mailInvitations(context, { actor, roundId })
  at(new Date('2026-04-02T09:00:00.000Z'))
  expect(await sendDueMail(context, writeMail)).toEqual({ sent: 0, failed: 1 })
  expect(received).toHaveLength(3)
  expect(await mailInvitations(context, { actor, roundId })).toMatchObject({ reason: 'round-closed' })
})
