import { expect } from 'vitest'
import { SECOND_STEP, SIGN_IN_HERE, SIGN_IN_PLACE } from '../../app/domain/access/limit.ts'
import type { AppContext } from '../../app/context.server.ts'
import { confirmSecondStep } from '../../app/usecases/confirm-second-step.server.ts'
import { findSession } from '../../app/usecases/find-session.server.ts'
import {
  changeAccount,
  inviteAccount,
  makeAccountLink,
  switchAccount,
} from '../../app/usecases/manage-accounts.server.ts'
import { followLink, linkForFirstAdministrator, showLink } from '../../app/usecases/one-time-link.server.ts'
import {
  acceptSecondStep,
  changePassword,
  dropOwnSecondStep,
  offerSecondStep,
} from '../../app/usecases/own-account.server.ts'
import { signIn } from '../../app/usecases/sign-in.server.ts'
import {
  linkWorkAccount,
  signInWithWorkAccount,
} from '../../app/usecases/sign-in-with-work-account.server.ts'
import { signOut } from '../../app/usecases/sign-out.server.ts'
import { tidyAccess } from '../../app/usecases/tidy-access.server.ts'
import { listAudit } from '../../db/queries/audit.ts'
import { createRegion } from '../../db/queries/regions.ts'
import { testOnBoth } from '../make/database.ts'
import { anAccount, PASSWORD, sessionOf, staffContext, withSecondStep } from '../make/staff.ts'

const attempt = (context: AppContext, input: Partial<Parameters<typeof signIn>[1]> = {}) =>
  signIn(context, {
    email: 'anna@voorbeeld.nl',
    password: PASSWORD,
    place: '192.0.2.1',
    device: 'Firefox, Linux',
    replaces: null,
    ...input,
  })

async function tokenOf(result: Awaited<ReturnType<typeof attempt>>): Promise<string> {
  if (result.kind !== 'signed-in') throw new Error(result.reason)
  return result.token
}

testOnBoth('a password is kept as argon2id and nowhere as itself', async (db) => {
  const { context } = staffContext(db)
  await anAccount(context, { email: 'anna@voorbeeld.nl' })
  const row = await db.kysely.selectFrom('account').selectAll().executeTakeFirstOrThrow()
  expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(JSON.stringify(row)).not.toContain('kanaal')
})

testOnBoth(
  'signing in gives a session with the rights of the account, whatever way the e-mail is written',
  async (db) => {
    const { context } = staffContext(db)
    await createRegion(db.kysely, {
      id: 'r1',
      title: 'R',
      year: null,
      invented: false,
      municipalities: [],
      figures: [],
    })
    const { accountId } = await anAccount(context, { email: 'anna@voorbeeld.nl', regions: { r1: 'reader' } })
    const token = await tokenOf(await attempt(context, { email: ' Anna@Voorbeeld.NL ' }))
    expect(await findSession(context, { token })).toMatchObject({
      accountId,
      stage: 'complete',
      actor: { kind: 'account', administrator: false, regions: { r1: 'reader' } },
    })
  },
)

testOnBoth(
  'a wrong password, an unknown e-mail and an account that is off get the same answer',
  async (db) => {
    const { context } = staffContext(db)
    const { accountId } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
    const wrong = { kind: 'refused', reason: 'wrong-sign-in' }
    expect(await attempt(context, { password: `${PASSWORD}.` })).toEqual(wrong)
    expect(await attempt(context, { email: 'niemand@voorbeeld.nl' })).toEqual(wrong)
    expect(await attempt(context, { email: 'geen adres' })).toEqual(wrong)
    await switchAccount(context, { actor: 'system', accountId, on: false })
    expect(await attempt(context)).toEqual(wrong)
  },
)

testOnBoth(
  'a session that someone put in the browser beforehand is not the one after signing in, and ends',
  async (db) => {
    const { context } = staffContext(db)
    await anAccount(context, { email: 'anna@voorbeeld.nl' })
    const planted = await tokenOf(await attempt(context))
    const after = await tokenOf(await attempt(context, { replaces: planted }))
    expect(after).not.toBe(planted)
    expect(await findSession(context, { token: planted })).toBeNull()
    expect(await findSession(context, { token: after })).not.toBeNull()
    expect(await findSession(context, { token: 'planted-by-hand-0123456789' })).toBeNull()
  },
)

testOnBoth(
  'guessing stops: per account here, and per place over all accounts; elsewhere the owner still gets in',
  async (db) => {
    const { context, wait } = staffContext(db)
    await anAccount(context, { email: 'anna@voorbeeld.nl' })
    for (let tries = 0; tries < SIGN_IN_HERE.tries; tries++) {
      expect(await attempt(context, { password: 'mis' })).toMatchObject({ reason: 'wrong-sign-in' })
    }
    expect(await attempt(context), 'also with the right password').toMatchObject({ reason: 'too-many-tries' })
    expect(await attempt(context, { place: '192.0.2.2' })).toMatchObject({ kind: 'signed-in' })
    wait(SIGN_IN_HERE.minutes * 60)
    expect(await attempt(context)).toMatchObject({ kind: 'signed-in' })

    let refused = 0
    for (let tries = 0; tries <= SIGN_IN_PLACE.tries; tries++) {
      const result = await attempt(context, {
        email: `lijst-${tries}@voorbeeld.nl`,
        password: 'x',
        place: '192.0.2.9',
      })
      if (result.kind === 'refused' && result.reason === 'too-many-tries') refused += 1
    }
    expect(refused).toBe(1)
    const keys = await db.kysely.selectFrom('rate_limit').select('key').execute()
    expect(JSON.stringify(keys), 'no address or e-mail can be read there').not.toMatch(/192\.|voorbeeld/)
  },
)

testOnBoth('a session ends when it is signed out, left alone, or its account is switched off', async (db) => {
  const { context, wait } = staffContext(db)
  const { accountId } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
  const first = await tokenOf(await attempt(context))
  await signOut(context, { session: await sessionOf(context, first), where: 'here' })
  expect(await findSession(context, { token: first })).toBeNull()

  const [here, there] = [await tokenOf(await attempt(context)), await tokenOf(await attempt(context))]
  await signOut(context, { session: await sessionOf(context, here), where: 'elsewhere' })
  expect(await findSession(context, { token: there })).toBeNull()
  expect(await findSession(context, { token: here })).not.toBeNull()
  await signOut(context, { session: await sessionOf(context, here), where: 'everywhere' })
  expect(await findSession(context, { token: here })).toBeNull()

  const idle = await tokenOf(await attempt(context))
  wait(2 * 60 * 60)
  expect(await findSession(context, { token: idle })).toBeNull()

  const off = await tokenOf(await attempt(context))
  await switchAccount(context, { actor: 'system', accountId, on: false })
  expect(await findSession(context, { token: off })).toBeNull()
})

testOnBoth('a right that is taken away is gone at the next click', async (db) => {
  const { context } = staffContext(db)
  await createRegion(db.kysely, {
    id: 'r1',
    title: 'R',
    year: null,
    invented: false,
    municipalities: [],
    figures: [],
  })
  const { accountId, session } = await anAccount(context, { email: 'a@b.nl', regions: { r1: 'coordinator' } })
  expect(session.actor?.regions).toEqual({ r1: 'coordinator' })
  const details = { name: 'Anna', email: 'a@b.nl', administrator: false }
  await changeAccount(context, { actor: 'system', accountId, ...details, regions: {} })
  expect((await sessionOf(context, session.token)).actor?.regions).toEqual({})
  expect(
    await changeAccount(context, { actor: 'system', accountId, ...details, regions: { elders: 'reader' } }),
  ).toMatchObject({ reason: 'unknown-region' })
})

testOnBoth('with a second step the password alone opens nothing, and a code works once', async (db) => {
  const { context, wait } = staffContext(db)
  const { session } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
  const { phone, session: after } = await withSecondStep(context, session)
  expect(await findSession(context, { token: session.token }), 'a new token').toBeNull()
  expect(after.stage).toBe('complete')

  const half = await tokenOf(await attempt(context))
  expect(await findSession(context, { token: half })).toMatchObject({ stage: 'second-step', actor: null })
  expect(
    await confirmSecondStep(context, { token: half, code: phone() }),
    'used when it was switched on',
  ).toMatchObject({ reason: 'wrong-code' })
  wait(30)
  const code = phone()
  const whole = await confirmSecondStep(context, { token: half, code })
  expect(whole).toMatchObject({ kind: 'signed-in', stage: 'complete' })
  expect(await findSession(context, { token: half }), 'the half-way token opens nothing').toBeNull()

  const again = await tokenOf(await attempt(context))
  expect(await confirmSecondStep(context, { token: again, code }), 'replayed').toMatchObject({
    reason: 'wrong-code',
  })
  const elsewhere = await tokenOf(await attempt(context))
  wait(30)
  const same = phone()
  const both = await Promise.all(
    [again, elsewhere].map((token) => confirmSecondStep(context, { token, code: same })),
  )
  expect(both.map((one) => one.kind).sort(), 'at the same moment in two places').toEqual([
    'refused',
    'signed-in',
  ])
})

testOnBoth('codes cannot be guessed: after a few wrong ones even the right one has to wait', async (db) => {
  const { context, wait } = staffContext(db)
  const { session } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
  const { phone } = await withSecondStep(context, session)
  wait(30)
  const half = await tokenOf(await attempt(context))
  for (let tries = 0; tries < SECOND_STEP.tries; tries++) {
    expect(await confirmSecondStep(context, { token: half, code: '000000' })).toMatchObject({
      reason: 'wrong-code',
    })
  }
  expect(await confirmSecondStep(context, { token: half, code: phone() })).toMatchObject({
    reason: 'too-many-tries',
  })
})

testOnBoth('a recovery code signs in once, however it is typed', async (db) => {
  const { context } = staffContext(db)
  const { session } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
  const { recoveryCodes } = await withSecondStep(context, session)
  const code = recoveryCodes[3] ?? ''
  const use = async (typed: string) =>
    confirmSecondStep(context, { token: await tokenOf(await attempt(context)), code: typed })
  expect(await use(` ${code.toUpperCase().replace('-', ' ')}`)).toMatchObject({ kind: 'signed-in' })
  expect(await use(code)).toMatchObject({ reason: 'wrong-code' })
  const kept = await db.kysely.selectFrom('recovery_code').selectAll().execute()
  expect(kept).toHaveLength(9)
  expect(JSON.stringify(kept)).not.toContain(recoveryCodes[0])
})

testOnBoth(
  'the second step is switched on only with the password, by who has the secret, in time',
  async (db) => {
    const { context, wait } = staffContext(db)
    const { session } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
    const { session: other } = await anAccount(context, { email: 'bert@voorbeeld.nl' })
    const offer = await offerSecondStep(context, { session, issuer: 'Proef', secret: Buffer.alloc(20, 7) })
    const accept = (input: object) =>
      acceptSecondStep(context, {
        session,
        sealed: offer.sealed,
        code: '000000',
        password: PASSWORD,
        ...input,
      })
    expect(await accept({})).toMatchObject({ reason: 'wrong-code' })
    expect(await accept({ password: 'x' })).toMatchObject({ reason: 'wrong-password' })
    expect(await accept({ session: other })).toMatchObject({ reason: 'offer-over' })
    expect(await accept({ sealed: `${offer.sealed}x` })).toMatchObject({ reason: 'offer-over' })
    wait(31 * 60)
    expect(await accept({})).toMatchObject({ reason: 'offer-over' })
  },
)

testOnBoth('where a second step is demanded nobody gets in without one, nor switches it off', async (db) => {
  const { context } = staffContext(db, { demandsSecondStep: true })
  const { session } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
  expect(session).toMatchObject({ stage: 'set-up-second-step', actor: null })
  const { session: whole } = await withSecondStep(context, session)
  expect(whole.actor).not.toBeNull()
  expect(await dropOwnSecondStep(context, { session: whole, password: PASSWORD })).toMatchObject({
    reason: 'demanded',
  })
})

testOnBoth('another password needs the old one, and ends every other session', async (db) => {
  const { context } = staffContext(db)
  const { session } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
  const elsewhere = await tokenOf(await attempt(context))
  const change = (input: object) =>
    changePassword(context, { session, current: PASSWORD, password: 'groene lamp zingt zacht', ...input })
  expect(await change({ current: 'x' })).toMatchObject({ reason: 'wrong-password' })
  expect(await change({ password: 'kort' })).toMatchObject({ kind: 'problem', password: 'too-short' })
  const changed = await change({})
  expect(changed).toMatchObject({ kind: 'changed' })
  expect(await findSession(context, { token: elsewhere })).toBeNull()
  expect(await findSession(context, { token: session.token })).toBeNull()
  expect(await attempt(context)).toMatchObject({ reason: 'wrong-sign-in' })
})

testOnBoth(
  'the first administrator comes by a link that works once, and not when there already is one',
  async (db) => {
    const { context, wait } = staffContext(db)
    const earlier = (await linkForFirstAdministrator(context)) ?? ''
    const token = (await linkForFirstAdministrator(context)) ?? ''
    const place = '192.0.2.1'
    expect(await showLink(context, { token: earlier, place }), 'a newer one was made').toMatchObject({
      kind: 'refused',
    })
    expect(await showLink(context, { token, place })).toMatchObject({
      kind: 'link',
      purpose: 'first-administrator',
    })
    expect(await showLink(context, { token, place }), 'looking spends nothing').toMatchObject({
      kind: 'link',
    })
    const follow = (input: object = {}) =>
      followLink(context, {
        token,
        name: 'Anna Bakker',
        email: 'anna@voorbeeld.nl',
        password: PASSWORD,
        device: '',
        replaces: null,
        ...input,
      })
    expect(await follow({ name: ' ', email: 'x', password: 'kort' })).toEqual({
      kind: 'problems',
      name: 'no-name',
      email: 'no-email',
      password: 'too-short',
    })
    const both = await Promise.all([follow(), follow({ email: 'tweede@voorbeeld.nl' })])
    expect(both.map((one) => one.kind).sort()).toEqual(['refused', 'signed-in'])
    expect(await follow(), 'replayed').toMatchObject({ reason: 'unknown-link' })
    expect(await linkForFirstAdministrator(context)).toBeNull()
    expect(await db.kysely.selectFrom('account').select('administrator').execute()).toEqual([
      { administrator: 1 },
    ])
    wait(1)
  },
)

testOnBoth(
  'an invitation ends after a week, a reset ends open sessions, and guessing links stops',
  async (db) => {
    const { context, wait } = staffContext(db)
    const invited = await inviteAccount(context, {
      actor: 'system',
      name: 'Bert',
      email: 'bert@voorbeeld.nl',
      administrator: false,
      regions: {},
    })
    const place = '192.0.2.1'
    if (invited.kind !== 'invited') throw new Error(invited.kind)
    wait(7 * 24 * 60 * 60)
    expect(await showLink(context, { token: invited.token, place })).toMatchObject({ reason: 'unknown-link' })
    await tidyAccess(context)
    expect(await db.kysely.selectFrom('one_time_link').selectAll().execute()).toEqual([])

    const { accountId, session } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
    const made = await makeAccountLink(context, { actor: 'system', accountId, dropSecondStep: false })
    if (made.kind !== 'link') throw new Error(made.reason)
    const password = 'groene lamp zingt zacht'
    await followLink(context, {
      token: made.token,
      name: '',
      email: '',
      password,
      device: '',
      replaces: null,
    })
    expect(await findSession(context, { token: session.token })).toBeNull()
    expect(await attempt(context, { password })).toMatchObject({ kind: 'signed-in' })

    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        showLink(context, { token: `gok-${index}`, place: '192.0.2.8' }),
      ),
    )
    expect(guesses.some((one) => one.kind === 'refused' && one.reason === 'too-many-tries')).toBe(true)
  },
)

testOnBoth('the last administrator cannot be switched off or made an ordinary account', async (db) => {
  const { context } = staffContext(db)
  const { accountId } = await anAccount(context, { email: 'anna@voorbeeld.nl', administrator: true })
  const details = { name: 'Anna', email: 'anna@voorbeeld.nl', regions: {} }
  const demote = { actor: 'system' as const, accountId, ...details, administrator: false }
  expect(await changeAccount(context, demote)).toMatchObject({ reason: 'last-administrator' })
  expect(await switchAccount(context, { actor: 'system', accountId, on: false })).toMatchObject({
    reason: 'last-administrator',
  })
  const second = await anAccount(context, { email: 'bert@voorbeeld.nl', administrator: true })
  const at = async (id: string) => switchAccount(context, { actor: 'system', accountId: id, on: false })
  const both = await Promise.all([at(accountId), at(second.accountId)])
  expect(both.map((one) => one.kind).sort(), 'both at once').toEqual(['refused', 'switched'])
})

testOnBoth('a work account signs in whom it was tied to, and makes no accounts', async (db) => {
  const { context } = staffContext(db)
  const { accountId } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
  const { accountId: other } = await anAccount(context, { email: 'bert@voorbeeld.nl' })
  const identity = { issuer: 'https://id.voorbeeld.nl', subject: '42', email: null as string | null }
  const enter = (changes: object) =>
    signInWithWorkAccount(context, { identity: { ...identity, ...changes }, device: '', replaces: null })
  expect(await enter({}), 'no verified e-mail').toMatchObject({ reason: 'no-account' })
  expect(await enter({ email: 'vreemd@voorbeeld.nl' })).toMatchObject({ reason: 'no-account' })
  const first = await enter({ email: 'Anna@voorbeeld.nl' })
  expect(first).toMatchObject({ kind: 'signed-in', stage: 'complete' })
  expect(first.kind === 'signed-in' && (await sessionOf(context, first.token)).accountId).toBe(accountId)
  expect(await enter({ email: null }), 'known by its number from now on').toMatchObject({ kind: 'signed-in' })
  expect(
    await enter({ subject: '43', email: 'anna@voorbeeld.nl' }),
    'another person with her e-mail',
  ).toMatchObject({
    reason: 'no-account',
  })
  expect(await linkWorkAccount(context, { identity, accountId: other })).toMatchObject({ reason: 'taken' })
})

testOnBoth(
  'the log tells who signed in and who was given what, and never a password, e-mail or token',
  async (db) => {
    const { context } = staffContext(db)
    const { accountId } = await anAccount(context, { email: 'anna@voorbeeld.nl' })
    const before = await listAudit(db.kysely, { limit: 1000 })
    const token = await tokenOf(await attempt(context))
    await attempt(context, { password: 'geheim dat niemand ziet' })
    const entries = await listAudit(db.kysely, { limit: 1000 })
    expect(entries.slice(0, entries.length - before.length)).toMatchObject([
      { action: 'sign-in-failed', actor: 'visitor', subject: { accountId } },
      { action: 'signed-in', actor: `account:${accountId}` },
    ])
    expect(JSON.stringify(entries)).not.toMatch(/geheim|voorbeeld\.nl|kanaal/)
    expect(JSON.stringify(entries)).not.toContain(token)
  },
)
