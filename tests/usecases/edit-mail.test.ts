import { expect } from 'vitest'
import { mailerOf } from '../../app/mail.server.ts'
import { placeholderNames, writeMail } from '../../app/text/mail.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { copyRound } from '../../app/usecases/create-round.server.ts'
import {
  changeMailSettings,
  changeMailText,
  resetMailText,
  showMailText,
  showRoundMail,
} from '../../app/usecases/edit-mail.server.ts'
import {
  addInvitees,
  changeInvitee,
  listToRemind,
  showInvitees,
} from '../../app/usecases/manage-invitees.server.ts'
import { mailInvitations, sendDueMail, sendTestMail } from '../../app/usecases/send-mail.server.ts'
import { createAccount } from '../../db/queries/accounts.ts'
import { listAudit } from '../../db/queries/audit.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'
import type { Database } from '../../db/client.ts'
import { testOnBoth } from '../make/database.ts'
import { bodyOf, listenForMail } from '../make/mail-server.ts'
import { answerAndSend, aRound } from '../make/round.ts'

const actor = 'system'
const origin = 'https://spiegel.example.nl'

async function withMail(db: Database, run: (setting: Awaited<ReturnType<typeof setUp>>) => Promise<void>) {
  const server = await listenForMail((to) => (to.startsWith('fout') ? 550 : null))
  const mail = mailerOf({ url: server.url, from: 'Spiegel <spiegel@example.nl>', origin })
  try {
    await run({ ...(await setUp(db, mail)), received: server.received })
  } finally {
    mail.close()
    await server.close()
  }
}

async function setUp(db: Database, mail: ReturnType<typeof mailerOf>) {
  const round = await aRound(db)
  const context = { ...round.context, mail }
  const { roundId } = round
  await replaceParticipants(db.kysely, roundId, [
    { organisationId: 'o1', role: 'professional', invited: { about: 20 } },
    { organisationId: 'o1', role: 'board', invited: 1 },
    { organisationId: 'o2', role: 'board', invited: 1 },
  ])
  const add = (role: string, rows: string[][]) =>
    addInvitees(context, {
      actor,
      roundId,
      role,
      table: [['Naam', 'E-mail', 'Organisatie'], ...rows],
      mapping: { name: 0, email: 1, organisation: 2 },
    })
  await add('professional', [
    ['Anna', 'anna@example.nl', 'Praktijk een'],
    ['Bert', 'fout@example.nl', 'Praktijk een'],
  ])
  await add('board', [
    ['Gijs', 'gijs@example.nl', 'Praktijk een'],
    ['Hans', 'hans@example.nl', 'Praktijk twee'],
  ])
  const view = await showInvitees(context, { roundId })
  if (view.kind === 'refused') throw new Error(view.reason)
  const people = Object.fromEntries(
    view.roles.flatMap(({ invitees }) => invitees.map((one) => [one.name, one.invitationId])),
  )
  const overview = async () => {
    const shown = await showRoundMail(context, { roundId })
    if (shown.kind === 'refused') throw new Error(shown.reason)
    return shown
  }
  const own = { subject: 'Doe mee', body: 'Dag {naam},\n\n{link}' }
  const write = (posted = own) =>
    changeMailText(context, { actor, roundId, kind: 'invitation', posted, names: placeholderNames })
  return { ...round, context, people, overview, own, write, received: [] as { to: string; raw: string }[] }
}

testOnBoth('own words are used until they are put back; a text that is wrong changes nothing', async (db) => {
  await withMail(db, async ({ context, roundId, own, write, overview, received }) => {
    expect(await write()).toEqual({ kind: 'changed' })
    expect(await write({ ...own, body: 'Dag' })).toMatchObject({ kind: 'invalid' })
    expect((await overview()).texts.filter(({ edited }) => edited)).toEqual([
      { kind: 'invitation', edited: true },
    ])
    const ask = { roundId, kind: 'invitation' as const, role: null, origin }
    expect(await showMailText(context, ask)).toMatchObject({ template: own, example: { name: 'Anna' } })
    await mailInvitations(context, { actor, roundId })
    await sendDueMail(context, writeMail)
    expect(received.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim())).toEqual(
      received.map(() => 'Doe mee'),
    )
    const copy = await copyRound(context, { actor, roundId })
    if (copy.kind === 'refused') throw new Error(copy.reason)
    expect(await showMailText(context, { ...ask, roundId: copy.roundId })).toMatchObject({ template: own })
    await resetMailText(context, { actor, roundId, kind: 'invitation' })
    expect(await showMailText(context, ask)).toMatchObject({ template: null })
    expect((await listAudit(db.kysely, { limit: 50 })).map(({ action }) => action)).toContain(
      'mail-text-changed',
    )
  })
})

testOnBoth('an example and a test mail hold nobody’s link, and go to who asked for them only', async (db) => {
  await withMail(db, async ({ context, roundId, received }) => {
    await createAccount(db.kysely, {
      id: 'account-1',
      email: 'coordinator@example.nl',
      name: 'Coördinator',
      administrator: false,
      passwordHash: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    })
    const view = await showMailText(context, { roundId, kind: 'invitation', role: 'board', origin })
    if (view.kind === 'refused') throw new Error(view.reason)
    expect(view.example).toMatchObject({ name: 'Gijs', organisation: 'Praktijk een', anonymous: false })
    expect(
      await sendTestMail(context, { accountId: 'account-1', roundId, facts: view.example }, writeMail),
    ).toEqual({ kind: 'sent', to: 'coordinator@example.nl' })
    expect(received.map(({ to }) => to)).toEqual(['coordinator@example.nl'])
    expect(bodyOf(received[0]?.raw ?? '')).toContain(`${origin}/v/xxxxxxxxxxxxxxxxxxxx`)
    expect(received[0]?.raw).not.toContain('List-Unsubscribe-Post')
  })
})

testOnBoth(
  'the number of anonymous people to be reminded stays the same when one of them sends',
  async (db) => {
    await withMail(db, async ({ context, roundId, people, overview }) => {
      expect((await overview()).reminders.map(({ groups }) => groups)).toEqual([[], [], []])
      await mailInvitations(context, { actor, roundId })
      await sendDueMail(context, writeMail)
      const before = (await overview()).reminders[0]?.groups
      expect(before?.map(({ people, exact }) => [people, exact])).toEqual([
        [1, false],
        [2, true],
      ])
      await answerAndSend(context, people.Anna ?? '', { P1: ['a4'] })
      await answerAndSend(context, people.Gijs ?? '', { B1: ['a4'] }, {})
      await choosePath(context, { respondentId: people.Hans ?? '' })
      const after = (await overview()).reminders
      expect(after[0]?.groups.map(({ people, exact }) => [people, exact])).toEqual([
        [1, false],
        [1, true],
      ])
      const named = async (role: string) => {
        const list = await listToRemind(context, { roundId, role })
        return list.kind === 'to-remind' ? list.invitationIds.sort() : list
      }
      expect(await named('board')).toEqual([people.Hans])
      // Everybody: a file of who has not sent would tell who has.
      expect(await named('professional')).toEqual([people.Anna, people.Bert].sort())
    })
  },
)

testOnBoth('mail that was refused is listed by name; with a better address it goes', async (db) => {
  await withMail(db, async ({ context, roundId, people, overview, received }) => {
    await mailInvitations(context, { actor, roundId })
    await sendDueMail(context, writeMail)
    expect((await overview()).failed.map(({ name, email }) => [name, email])).toEqual([
      ['Bert', 'fout@example.nl'],
    ])
    const change = (email: string, name = 'Bert') =>
      changeInvitee(context, { actor, roundId, invitationId: people.Bert ?? '', name, email })
    const wrong = async (email: string, name?: string) => {
      const changed = await change(email, name)
      return changed.kind === 'invalid' ? changed.problems.map(({ reason }) => reason) : changed
    }
    expect(await wrong('')).toEqual(['no-email'])
    expect(await wrong('bert')).toEqual(['wrong-email'])
    expect(await wrong('Anna@example.nl')).toEqual(['invited-already'])
    expect(await wrong('bert@example.nl', 'x'.repeat(101))).toEqual(['name-too-long'])
    expect(await change('Bert@Example.nl')).toEqual({ kind: 'changed' })
    expect((await overview()).failed).toEqual([])
    await mailInvitations(context, { actor, roundId })
    await sendDueMail(context, writeMail)
    expect(received.map(({ to }) => to)).toContain('bert@example.nl')
    expect(received).toHaveLength(4)
    expect(
      await changeInvitee(context, { actor, roundId, invitationId: 'b-0', name: 'X', email: 'x@example.nl' }),
    ).toMatchObject({ reason: 'unknown-link' })
  })
})

testOnBoth('answers to mail go where the coordinator says; what is no address is refused', async (db) => {
  await withMail(db, async ({ context, roundId, overview, received }) => {
    const save = (replyTo: string, reminders = true) =>
      changeMailSettings(context, { actor, roundId, reminders, replyTo })
    expect(await save('geen adres\r\nBcc: x@example.nl')).toEqual({ kind: 'invalid' })
    expect(await save('Anna@regio.nl', false)).toEqual({ kind: 'changed' })
    expect((await overview()).settings).toEqual({ reminders: false, replyTo: 'anna@regio.nl' })
    await mailInvitations(context, { actor, roundId })
    await sendDueMail(context, writeMail)
    expect(received[0]?.raw).toMatch(/^Reply-To: anna@regio\.nl/m)
    expect(await save('')).toEqual({ kind: 'changed' })
    expect((await overview()).settings).toEqual({ reminders: true, replyTo: null })
  })
})
