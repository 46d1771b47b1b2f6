import { inTransaction } from '../../db/client.ts'
import { changeAccount, createAccount, findAccount, lockAdministrators } from '../../db/queries/accounts.ts'
import { lockTable } from '../../db/dialect.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { createLink, deleteLinksOf, findLink, spendLink } from '../../db/queries/one-time-links.ts'
import { countTry } from '../../db/queries/rate-limits.ts'
import { createSession, deleteSession, deleteSessionsOf } from '../../db/queries/sessions.ts'
import { foldEmail, nameProblem } from '../domain/access/account.ts'
import type { AccountProblem } from '../domain/access/account.ts'
import { ONE_TIME_LINK } from '../domain/access/limit.ts'
import { linkExpiry } from '../domain/access/one-time-link.ts'
import type { LinkPurpose } from '../domain/access/one-time-link.ts'
import type { PasswordProblem } from '../domain/access/password.ts'
import type { SessionStage, SignedIn } from '../domain/access/session.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import { hashPassword, newPasswordProblem } from '../passwords.server.ts'

/** What someone with a link is shown. Name and e-mail are empty for the first administrator. */
export type LinkView = { kind: 'link'; purpose: LinkPurpose; name: string; email: string }

/**
 * The token of a link for the first administrator, valid for a day; null as soon as there is an administrator. A new
 * link ends the one before.
 */
export async function linkForFirstAdministrator(context: AppContext): Promise<string | null> {
  return inTransaction(context.db, async (trx) => {
    if ((await lockAdministrators(trx)).length > 0) return null
    const token = context.randomToken()
    const purpose = 'first-administrator'
    await createLink(trx, { token, accountId: null, purpose, expiresAt: linkExpiry(purpose, context.now()) })
    return token
  })
}

/** Looks at a link; that does not use it up. `place` is where the request came from, for the limit on guessing. */
export async function showLink(
  context: AppContext,
  input: { token: string; place: string },
): Promise<LinkView | Refused<'unknown-link' | 'too-many-tries'>> {
  const db = context.db.kysely
  const now = context.now()
  const link = await findLink(db, input.token, now.toISOString())
  if (!link) {
    const key = context.derivedToken(`limit one-time link\n${input.place}`)
    return refused((await countTry(db, key, ONE_TIME_LINK, now)) ? 'unknown-link' : 'too-many-tries')
  }
  if (link.accountId === null) return { kind: 'link', purpose: link.purpose, name: '', email: '' }
  const account = await findAccount(db, { id: link.accountId })
  if (!account?.active) return refused('unknown-link')
  return { kind: 'link', purpose: link.purpose, name: account.name, email: account.email }
}

/** What is wrong per field of the form. */
export type LinkProblems = {
  kind: 'problems'
  name: AccountProblem | null
  email: AccountProblem | null
  password: PasswordProblem | null
}

/**
 * Uses a link up: makes the first administrator, or sets the password of the account it was made for, and signs in.
 * Every other session of the account ends.
 */
export async function followLink(
  context: AppContext,
  input: {
    token: string
    /** For the first administrator only. */
    name: string
    email: string
    password: string
    device: string
    replaces: string | null
  },
): Promise<SignedIn | LinkProblems | Refused<'unknown-link'>> {
  const db = context.db.kysely
  const now = context.now()
  const at = now.toISOString()
  const link = await findLink(db, input.token, at)
  if (!link) return refused('unknown-link')
  const existing = link.accountId === null ? null : await findAccount(db, { id: link.accountId })
  if (existing === undefined || existing?.active === false) return refused('unknown-link')

  const name = existing?.name ?? input.name.trim()
  const email = existing?.email ?? foldEmail(input.email)
  const problems: LinkProblems = {
    kind: 'problems',
    name: existing ? null : nameProblem(name),
    email: email === null ? 'no-email' : null,
    password: await newPasswordProblem(input.password, { name, email: email ?? '' }),
  }
  if (email === null || problems.name || problems.password) return problems
  const passwordHash = await hashPassword(input.password)

  return inTransaction(context.db, async (trx) => {
    await lockTable(trx, 'account')
    if (!(await spendLink(trx, input.token))) return refused('unknown-link')
    let accountId = existing?.id ?? ''
    if (!existing) {
      if ((await lockAdministrators(trx)).length > 0) return refused('unknown-link')
      const same = await findAccount(trx, { email })
      accountId = same?.id ?? context.randomId()
      if (same) await changeAccount(trx, same.id, { name, administrator: true, active: true, passwordHash })
      else
        await createAccount(trx, {
          id: accountId,
          email,
          name,
          administrator: true,
          passwordHash,
          createdAt: at,
        })
    } else await changeAccount(trx, accountId, { passwordHash })
    await deleteLinksOf(trx, link.accountId)
    await deleteSessionsOf(trx, accountId)
    if (input.replaces !== null) await deleteSession(trx, { token: input.replaces })

    const stage: SessionStage = existing?.hasSecondStep
      ? 'second-step'
      : context.demandsSecondStep
        ? 'set-up-second-step'
        : 'complete'
    const token = context.randomToken()
    await createSession(trx, {
      id: context.randomId(),
      token,
      accountId,
      stage,
      device: input.device,
      createdAt: at,
    })
    const action = link.purpose === 'reset' ? 'password-changed' : 'account-activated'
    await appendAudit(trx, {
      at,
      actor: `account:${accountId}`,
      action,
      regionId: null,
      subject: { accountId },
    })
    return { kind: 'signed-in', token, stage }
  })
}
