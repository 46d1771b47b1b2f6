import { inTransaction } from '../../db/client.ts'
import { findAccount } from '../../db/queries/accounts.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { countTry, forgetTries } from '../../db/queries/rate-limits.ts'
import { createSession, deleteSession } from '../../db/queries/sessions.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { foldEmail } from '../domain/access/account.ts'
import { MAX_PASSWORD } from '../domain/access/password.ts'
import { SIGN_IN_ACCOUNT, SIGN_IN_HERE, SIGN_IN_PLACE } from '../domain/access/limit.ts'
import type { SessionStage, SignedIn } from '../domain/access/session.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import { isPassword } from '../passwords.server.ts'

/**
 * Signs in with e-mail and password. Whether the account is unknown, switched off or has another password cannot be
 * told from the answer, nor from how long it takes. The session is always a new one; `replaces`, the token that the
 * browser came with, ends: who put it there gains nothing.
 */
export async function signIn(
  context: AppContext,
  input: { email: string; password: string; place: string; device: string; replaces: string | null },
): Promise<SignedIn | Refused<'wrong-sign-in' | 'too-many-tries' | 'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const db = context.db.kysely
    const email = foldEmail(input.email)
    const key = (kind: string, of: string) => context.derivedToken(`limit ${kind}\n${of}`)
    const here = key('sign-in here', `${email ?? ''}\n${input.place}`)
    const now = context.now()
    const within = [
      await countTry(db, here, SIGN_IN_HERE, now),
      await countTry(db, key('sign-in account', email ?? ''), SIGN_IN_ACCOUNT, now),
      await countTry(db, key('sign-in place', input.place), SIGN_IN_PLACE, now),
    ]
    if (within.includes(false)) return refused('too-many-tries')

    const account = email === null ? undefined : await findAccount(db, { email })
    const usable = account?.active ? account.passwordHash : null
    const right = await isPassword(usable, input.password.slice(0, MAX_PASSWORD * 4))
    const at = now.toISOString()
    if (!account || !right) {
      if (account) {
        await inTransaction(context.db, (trx) =>
          appendAudit(trx, {
            at,
            actor: 'visitor',
            action: 'sign-in-failed',
            regionId: null,
            subject: { accountId: account.id },
          }),
        )
      }
      return refused('wrong-sign-in')
    }

    const stage: SessionStage = account.hasSecondStep
      ? 'second-step'
      : context.demandsSecondStep
        ? 'set-up-second-step'
        : 'complete'
    const token = context.randomToken()
    await inTransaction(context.db, async (trx) => {
      if (input.replaces !== null) await deleteSession(trx, { token: input.replaces })
      await createSession(trx, {
        id: context.randomId(),
        token,
        accountId: account.id,
        stage,
        device: input.device,
        createdAt: at,
      })
      if (stage !== 'complete') return
      await appendAudit(trx, {
        at,
        actor: `account:${account.id}`,
        action: 'signed-in',
        regionId: null,
        subject: {},
      })
    })
    await forgetTries(db, here)
    return { kind: 'signed-in', token, stage }
  })
}
