import { inTransaction } from '../../db/client.ts'
import { changeAccount, findAccount } from '../../db/queries/accounts.ts'
import { brokenRule } from '../../db/storage.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { createSession, deleteSession } from '../../db/queries/sessions.ts'
import { foldEmail } from '../domain/access/account.ts'
import type { SignedIn } from '../domain/access/session.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import type { WorkIdentity } from '../work-accounts.server.ts'

/**
 * Signs in who the identity provider vouches for. An account is found by the provider's own number for the person;
 * the first time by an e-mail that the provider has verified. Nobody gets an account this way: it is invitation only.
 * The second step is the provider's.
 */
export async function signInWithWorkAccount(
  context: AppContext,
  input: { identity: WorkIdentity; device: string; replaces: string | null },
): Promise<SignedIn | Refused<'no-account'>> {
  const { identity } = input
  const oidc = { issuer: identity.issuer, subject: identity.subject }
  return inTransaction(context.db, async (trx) => {
    const email = identity.email === null ? null : foldEmail(identity.email)
    const linked = await findAccount(trx, { oidc })
    const byEmail = linked || email === null ? undefined : await findAccount(trx, { email })
    const account = linked ?? (byEmail?.hasWorkAccount ? undefined : byEmail)
    if (!account?.active) return refused('no-account')
    const at = context.now().toISOString()
    const entry = { at, actor: `account:${account.id}`, regionId: null, subject: { accountId: account.id } }
    if (!linked) {
      await changeAccount(trx, account.id, { oidc })
      await appendAudit(trx, { ...entry, action: 'work-account-linked' })
    }
    if (input.replaces !== null) await deleteSession(trx, { token: input.replaces })
    const token = context.randomToken()
    await createSession(trx, {
      id: context.randomId(),
      token,
      accountId: account.id,
      stage: 'complete',
      device: input.device,
      createdAt: at,
    })
    await appendAudit(trx, { ...entry, action: 'signed-in' })
    return { kind: 'signed-in', token, stage: 'complete' }
  })
}

/** Ties a work account to the account of someone who is signed in. Refused when it is someone else's already. */
export async function linkWorkAccount(
  context: AppContext,
  input: { identity: WorkIdentity; accountId: string },
): Promise<{ kind: 'linked' } | Refused<'taken'>> {
  const { identity, accountId } = input
  try {
    await inTransaction(context.db, async (trx) => {
      await changeAccount(trx, accountId, { oidc: { issuer: identity.issuer, subject: identity.subject } })
      await appendAudit(trx, {
        at: context.now().toISOString(),
        actor: `account:${accountId}`,
        action: 'work-account-linked',
        regionId: null,
        subject: { accountId },
      })
    })
  } catch (error) {
    if (brokenRule(error) === 'unique') return refused('taken')
    throw error
  }
  return { kind: 'linked' }
}
