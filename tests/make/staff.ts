/** Staff for tests: accounts with rights, and an app that makes their codes. */

import { makeContext } from '../../app/context.server.ts'
import type { AppContext, ContextParts } from '../../app/context.server.ts'
import type { RegionRight } from '../../app/domain/access/access.ts'
import { totpCode } from '../../app/domain/access/totp.ts'
import { frameworkSet } from '../../app/frameworks.server.ts'
import { findSession } from '../../app/usecases/find-session.server.ts'
import { inviteAccount } from '../../app/usecases/manage-accounts.server.ts'
import { followLink } from '../../app/usecases/one-time-link.server.ts'
import { acceptSecondStep, offerSecondStep } from '../../app/usecases/own-account.server.ts'
import type { StaffSession } from '../../app/domain/access/session.ts'
import type { Database } from '../../db/client.ts'

export const PASSWORD = 'paars kanaal fiets boter'

/** A context whose clock the test sets. */
export function staffContext(
  db: Database,
  parts: Partial<ContextParts> = {},
): { context: AppContext; wait(seconds: number): void } {
  let now = new Date('2026-03-10T09:00:00.000Z')
  const context = makeContext({
    db,
    frameworks: frameworkSet([]),
    secret: 'a secret of the tests, long enough',
    now: () => now,
    ...parts,
  })
  return {
    context,
    wait: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
  }
}

/** An account that has chosen its password and is signed in. Throws when anything is refused. */
export async function anAccount(
  context: AppContext,
  account: { email: string; administrator?: boolean; regions?: Record<string, RegionRight> },
): Promise<{ accountId: string; session: StaffSession }> {
  const invited = await inviteAccount(context, {
    actor: 'system',
    name: 'Anna Bakker',
    email: account.email,
    administrator: account.administrator ?? false,
    regions: account.regions ?? {},
  })
  if (invited.kind !== 'invited') throw new Error(JSON.stringify(invited))
  const entered = await followLink(context, {
    token: invited.token,
    name: '',
    email: '',
    password: PASSWORD,
    device: 'Firefox, Linux',
    replaces: null,
  })
  if (entered.kind !== 'signed-in') throw new Error(JSON.stringify(entered))
  return { accountId: invited.accountId, session: await sessionOf(context, entered.token) }
}

export async function sessionOf(context: AppContext, token: string): Promise<StaffSession> {
  const session = await findSession(context, { token })
  if (!session) throw new Error('There is no such session')
  return session
}

/** Switches the second step on and gives the app on the phone, the recovery codes and the new session. */
export async function withSecondStep(context: AppContext, session: StaffSession) {
  const secret = Buffer.from('12345678901234567890')
  const { sealed } = await offerSecondStep(context, { session, issuer: 'Proef', secret })
  const phone = () => totpCode(secret, Math.floor(context.now().getTime() / 30_000))
  const accepted = await acceptSecondStep(context, { session, sealed, code: phone(), password: PASSWORD })
  if (accepted.kind !== 'on') throw new Error(JSON.stringify(accepted))
  return {
    phone,
    recoveryCodes: accepted.recoveryCodes,
    session: await sessionOf(context, accepted.token),
  }
}
