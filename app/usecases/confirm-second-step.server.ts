import { inTransaction } from '../../db/client.ts'
import { findAccount, spendRecoveryCode, spendTotpStep } from '../../db/queries/accounts.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { countTry, forgetTries } from '../../db/queries/rate-limits.ts'
import { findSession, renewSession } from '../../db/queries/sessions.ts'
import { unlessStorageFails } from '../../db/storage.ts'
import { SECOND_STEP } from '../domain/access/limit.ts'
import { foldRecoveryCode, recoveryCodeHash } from '../domain/access/recovery-code.ts'
import { sessionStands } from '../domain/access/session.ts'
import type { SignedIn } from '../domain/access/session.ts'
import { acceptedStep } from '../domain/access/totp.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'
import { unseal } from '../seal.server.ts'

/**
 * The second step: a code from the app, or a recovery code. Either works once. The session gets a new token. A session
 * that is not waiting for a second step is refused as `no-session`.
 */
export async function confirmSecondStep(
  context: AppContext,
  input: { token: string; code: string },
): Promise<SignedIn | Refused<'no-session' | 'wrong-code' | 'too-many-tries' | 'storage-unavailable'>> {
  return unlessStorageFails(async () => {
    const db = context.db.kysely
    const now = context.now()
    const session = await findSession(db, input.token)
    if (!session || session.stage !== 'second-step' || !sessionStands(session, now)) {
      return refused('no-session')
    }
    const key = context.derivedToken(`limit second step\n${session.accountId}`)
    if (!(await countTry(db, key, SECOND_STEP, now))) return refused('too-many-tries')
    const account = await findAccount(db, { id: session.accountId })
    if (!account?.active) return refused('no-session')

    const secret =
      account.totpSecret === null ? null : unseal(context.secret, 'second step', account.totpSecret)
    const step =
      secret === null
        ? null
        : acceptedStep(Buffer.from(secret, 'base64url'), input.code, now, account.totpStep)
    const recovery = foldRecoveryCode(input.code)
    const token = context.randomToken()
    const at = now.toISOString()
    const confirmed = await inTransaction(context.db, async (trx) => {
      const byCode = step !== null && (await spendTotpStep(trx, account.id, step))
      const byRecovery =
        !byCode &&
        recovery !== null &&
        (await spendRecoveryCode(trx, account.id, recoveryCodeHash(recovery, account.id)))
      const actor = `account:${account.id}`
      const log = (action: 'signed-in' | 'recovery-code-used' | 'sign-in-failed', by = actor) =>
        appendAudit(trx, { at, actor: by, action, regionId: null, subject: { accountId: account.id } })
      if (!byCode && !byRecovery) {
        await log('sign-in-failed', 'visitor')
        return false
      }
      if (byRecovery) await log('recovery-code-used')
      await renewSession(trx, session.id, { token, stage: 'complete', at })
      await log('signed-in')
      return true
    })
    if (!confirmed) return refused('wrong-code')
    await forgetTries(db, key)
    return { kind: 'signed-in', token, stage: 'complete' }
  })
}
