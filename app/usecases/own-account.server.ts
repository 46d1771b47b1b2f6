import { inTransaction } from '../../db/client.ts'
import { changeAccount, countRecoveryCodes, findAccount, setSecondStep } from '../../db/queries/accounts.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { countTry, forgetTries } from '../../db/queries/rate-limits.ts'
import { deleteSessionsOf, listSessions, renewSession } from '../../db/queries/sessions.ts'
import { OWN_PASSWORD } from '../domain/access/limit.ts'
import type { PasswordProblem } from '../domain/access/password.ts'
import {
  foldRecoveryCode,
  makeRecoveryCode,
  RECOVERY_CODES,
  recoveryCodeHash,
} from '../domain/access/recovery-code.ts'
import { sessionStands } from '../domain/access/session.ts'
import { acceptedStep, secretToType, totpAddress } from '../domain/access/totp.ts'
import { refused } from '../domain/refusal.ts'
import type { StaffSession } from '../domain/access/session.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import { hashPassword, isPassword, newPasswordProblem } from '../passwords.server.ts'
import { seal, unseal } from '../seal.server.ts'

type Own = Pick<StaffSession, 'id' | 'accountId' | 'stage'>

export type OwnAccount = {
  name: string
  email: string
  hasPassword: boolean
  hasSecondStep: boolean
  hasWorkAccount: boolean
  /** Unused. */
  recoveryCodes: number
  /** Where this account is signed in, the place used last first. */
  devices: { device: string; since: string; seenAt: string; here: boolean }[]
}

/** What someone sees of the own account. */
export async function showOwnAccount(context: AppContext, input: { session: Own }): Promise<OwnAccount> {
  const db = context.db.kysely
  const { accountId, id } = input.session
  const account = await findAccount(db, { id: accountId })
  if (!account) throw new Error(`No account ${accountId}, though its session stands`)
  const sessions = await listSessions(db, accountId)
  const { name, email, hasPassword, hasSecondStep, hasWorkAccount } = account
  return {
    name,
    email,
    hasPassword,
    hasSecondStep,
    hasWorkAccount,
    recoveryCodes: await countRecoveryCodes(db, accountId),
    devices: sessions
      .filter((session) => session.stage === 'complete' && sessionStands(session, context.now()))
      .map((session) => ({
        device: session.device,
        since: session.createdAt,
        seenAt: session.seenAt,
        here: session.id === id,
      })),
  }
}

/** Another password; every other session of the account ends, and this one gets a new token. */
export async function changePassword(
  context: AppContext,
  input: { session: Own; current: string; password: string },
): Promise<
  | { kind: 'changed'; token: string }
  | { kind: 'problem'; password: PasswordProblem }
  | Refused<'wrong-password' | 'too-many-tries'>
> {
  const { accountId, id } = input.session
  const checked = await checkOwnPassword(context, accountId, input.current)
  if (checked) return checked
  const account = await findAccount(context.db.kysely, { id: accountId })
  if (!account) return refused('wrong-password')
  const problem = await newPasswordProblem(input.password, account)
  if (problem) return { kind: 'problem', password: problem }
  const passwordHash = await hashPassword(input.password)
  const token = context.randomToken()
  const at = context.now().toISOString()
  await inTransaction(context.db, async (trx) => {
    await changeAccount(trx, accountId, { passwordHash })
    await deleteSessionsOf(trx, accountId, id)
    await renewSession(trx, id, { token, stage: 'complete', at })
    await appendAudit(trx, {
      at,
      actor: `account:${accountId}`,
      action: 'password-changed',
      regionId: null,
      subject: { accountId },
    })
  })
  return { kind: 'changed', token }
}

/** A new secret for the app, not in use yet. `sealed` comes back with the first code. */
export type SecondStepOffer = { secret: string; address: string; sealed: string }

/** Minutes to type the first code. */
const OFFER_MINUTES = 30

export async function offerSecondStep(
  context: AppContext,
  input: { session: Own; issuer: string; secret: Uint8Array },
): Promise<SecondStepOffer> {
  const { accountId } = input.session
  const account = await findAccount(context.db.kysely, { id: accountId })
  const until = new Date(context.now().getTime() + OFFER_MINUTES * 60_000).toISOString()
  const secret = Buffer.from(input.secret).toString('base64url')
  return {
    secret: secretToType(input.secret),
    address: totpAddress(input.secret, account?.email ?? '', input.issuer),
    sealed: seal(context.secret, `offer of a second step\n${accountId}`, JSON.stringify({ secret, until })),
  }
}

/** The same offer again, after a code that was wrong; null when it is too old or was made for someone else. */
export async function repeatOffer(
  context: AppContext,
  input: { session: Own; issuer: string; sealed: string },
): Promise<SecondStepOffer | null> {
  const secret = offeredSecret(context, input.session.accountId, input.sealed)
  return secret && offerSecondStep(context, { ...input, secret })
}

/**
 * Switches the second step on, when the code shows that the app has the secret. Gives the recovery codes, which are
 * shown this once, and completes the session under a new token. Other sessions end.
 */
export async function acceptSecondStep(
  context: AppContext,
  input: { session: Own; sealed: string; code: string; password: string },
): Promise<
  | { kind: 'on'; token: string; recoveryCodes: string[] }
  | Refused<'wrong-code' | 'offer-over' | 'wrong-password' | 'too-many-tries'>
> {
  const { session } = input
  const account = await findAccount(context.db.kysely, { id: session.accountId })
  if (!account) return refused('offer-over')
  // Who is on the way in gave the password a moment ago; and who signs in with a work account has none.
  if (session.stage === 'complete' && account.hasPassword) {
    const checked = await checkOwnPassword(context, account.id, input.password)
    if (checked) return checked
  }
  const secret = offeredSecret(context, account.id, input.sealed)
  if (!secret) return refused('offer-over')
  const now = context.now()
  const step = acceptedStep(secret, input.code, now, null)
  if (step === null) return refused('wrong-code')

  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => makeRecoveryCode(context.randomBelow))
  const token = context.randomToken()
  const at = now.toISOString()
  await inTransaction(context.db, async (trx) => {
    await setSecondStep(trx, account.id, {
      sealedSecret: seal(context.secret, 'second step', secret.toString('base64url')),
      step,
      codeHashes: recoveryCodes.map((code) => recoveryCodeHash(foldRecoveryCode(code) ?? code, account.id)),
    })
    await deleteSessionsOf(trx, account.id, session.id)
    await renewSession(trx, session.id, { token, stage: 'complete', at })
    const entry = { at, actor: `account:${account.id}`, regionId: null, subject: { accountId: account.id } }
    await appendAudit(trx, { ...entry, action: 'second-step-on' })
    if (session.stage !== 'complete') await appendAudit(trx, { ...entry, action: 'signed-in' })
  })
  return { kind: 'on', token, recoveryCodes }
}

/** Switches the own second step off. Refused where the installation demands one. */
export async function dropOwnSecondStep(
  context: AppContext,
  input: { session: Own; password: string },
): Promise<{ kind: 'off' } | Refused<'demanded' | 'wrong-password' | 'too-many-tries'>> {
  if (context.demandsSecondStep) return refused('demanded')
  const { accountId } = input.session
  const checked = await checkOwnPassword(context, accountId, input.password)
  if (checked) return checked
  await inTransaction(context.db, async (trx) => {
    await setSecondStep(trx, accountId, null)
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: `account:${accountId}`,
      action: 'second-step-off',
      regionId: null,
      subject: { accountId },
    })
  })
  return { kind: 'off' }
}

/** Null when it is the own password. Counted: a session that was left open must not serve for guessing it. */
async function checkOwnPassword(
  context: AppContext,
  accountId: string,
  password: string,
): Promise<Refused<'wrong-password' | 'too-many-tries'> | null> {
  const db = context.db.kysely
  const key = context.derivedToken(`limit own password\n${accountId}`)
  if (!(await countTry(db, key, OWN_PASSWORD, context.now()))) return refused('too-many-tries')
  const account = await findAccount(db, { id: accountId })
  if (!(await isPassword(account?.passwordHash ?? null, password))) return refused('wrong-password')
  await forgetTries(db, key)
  return null
}

function offeredSecret(context: AppContext, accountId: string, sealed: string): Buffer | null {
  const text = unseal(context.secret, `offer of a second step\n${accountId}`, sealed)
  if (text === null) return null
  const { secret, until } = JSON.parse(text) as { secret: string; until: string }
  return context.now().toISOString() < until ? Buffer.from(secret, 'base64url') : null
}
