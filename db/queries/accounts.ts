/** Accounts of staff, their rights in regions and the keys they sign in with. */

import type { RegionRight } from '../../app/domain/access/access.ts'
import type { Account } from '../../app/domain/access/account.ts'
import type { Queries } from '../client.ts'
import { lockRows } from '../dialect.ts'
import type { AccountTable } from '../schema.ts'

/** What an account is opened with: it does not leave the use cases. */
export type AccountKeys = {
  passwordHash: string | null
  /** Sealed. */
  totpSecret: string | null
  totpStep: number | null
}

export async function createAccount(
  db: Queries,
  account: Pick<Account, 'id' | 'email' | 'name' | 'administrator'> & {
    passwordHash: string | null
    createdAt: string
  },
): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: account.id,
      email: account.email,
      name: account.name,
      administrator: account.administrator ? 1 : 0,
      active: 1,
      password_hash: account.passwordHash,
      created_at: account.createdAt,
    })
    .execute()
}

export async function findAccount(
  db: Queries,
  by: { id: string } | { email: string } | { oidc: { issuer: string; subject: string } },
): Promise<(Account & AccountKeys) | undefined> {
  let query = db.selectFrom('account').selectAll()
  if ('id' in by) query = query.where('id', '=', by.id)
  else if ('email' in by) query = query.where('email', '=', by.email)
  else query = query.where('oidc_issuer', '=', by.oidc.issuer).where('oidc_subject', '=', by.oidc.subject)
  const row = await query.executeTakeFirst()
  if (!row) return undefined
  const rights = await db.selectFrom('account_region').selectAll().where('account_id', '=', row.id).execute()
  return accountFrom(row, rights)
}

export async function listAccounts(db: Queries): Promise<Account[]> {
  const rows = await db.selectFrom('account').selectAll().orderBy('name').orderBy('id').execute()
  const rights = await db.selectFrom('account_region').selectAll().execute()
  return rows.map((row) => {
    const own = rights.filter((right) => right.account_id === row.id)
    const { passwordHash: _hash, totpSecret: _secret, totpStep: _step, ...account } = accountFrom(row, own)
    return account
  })
}

/** Active administrators, held until the transaction ends: the last one cannot be taken away by two at once. */
export async function lockAdministrators(db: Queries): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('administrator', '=', 1)
    .where('active', '=', 1)
    .orderBy('id')
    .modifyEnd(lockRows(db))
    .execute()
  return rows.map((row) => row.id)
}

export async function changeAccount(
  db: Queries,
  id: string,
  changes: {
    email?: string
    name?: string
    administrator?: boolean
    active?: boolean
    passwordHash?: string
    oidc?: { issuer: string; subject: string }
  },
): Promise<void> {
  const { administrator, active, passwordHash, oidc, ...rest } = changes
  const values = {
    ...rest,
    ...(administrator !== undefined && { administrator: administrator ? 1 : 0 }),
    ...(active !== undefined && { active: active ? 1 : 0 }),
    ...(passwordHash !== undefined && { password_hash: passwordHash }),
    ...(oidc && { oidc_issuer: oidc.issuer, oidc_subject: oidc.subject }),
  }
  if (Object.keys(values).length > 0)
    await db.updateTable('account').set(values).where('id', '=', id).execute()
}

/** Replaces all rights of an account. */
export async function setRights(
  db: Queries,
  accountId: string,
  regions: Readonly<Record<string, RegionRight>>,
): Promise<void> {
  await db.deleteFrom('account_region').where('account_id', '=', accountId).execute()
  const rows = Object.entries(regions).map(([regionId, access]) => ({
    account_id: accountId,
    region_id: regionId,
    access,
  }))
  if (rows.length > 0) await db.insertInto('account_region').values(rows).execute()
}

/** Gives one right in one region, in place of what the account had there. */
export async function giveRight(
  db: Queries,
  accountId: string,
  regionId: string,
  access: RegionRight,
): Promise<void> {
  await db
    .insertInto('account_region')
    .values({ account_id: accountId, region_id: regionId, access })
    .onConflict((conflict) => conflict.columns(['account_id', 'region_id']).doUpdateSet({ access }))
    .execute()
}

/** Switches the second step on with its secret and the hashes of its recovery codes, or off with null. */
export async function setSecondStep(
  db: Queries,
  accountId: string,
  second: { sealedSecret: string; step: number; codeHashes: readonly string[] } | null,
): Promise<void> {
  await db
    .updateTable('account')
    .set({ totp_secret: second?.sealedSecret ?? null, totp_step: second?.step ?? null })
    .where('id', '=', accountId)
    .execute()
  await db.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  if (second && second.codeHashes.length > 0) {
    await db
      .insertInto('recovery_code')
      .values(second.codeHashes.map((hash) => ({ account_id: accountId, code_hash: hash })))
      .execute()
  }
}

/** Marks a time step as used. False when it, or a later one, was used already: someone else was first. */
export async function spendTotpStep(db: Queries, accountId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ totp_step: step })
    .where('id', '=', accountId)
    .where((where) => where.or([where('totp_step', 'is', null), where('totp_step', '<', step)]))
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

/** Uses up a recovery code; false when there is no such code (any more). */
export async function spendRecoveryCode(db: Queries, accountId: string, codeHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('recovery_code')
    .where('account_id', '=', accountId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return Number(numDeletedRows) === 1
}

export async function countRecoveryCodes(db: Queries, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_code')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

function accountFrom(
  row: AccountTable,
  rights: readonly { region_id: string; access: RegionRight }[],
): Account & AccountKeys {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    administrator: row.administrator === 1,
    active: row.active === 1,
    hasPassword: row.password_hash !== null,
    hasSecondStep: row.totp_secret !== null,
    hasWorkAccount: row.oidc_subject !== null,
    regions: Object.fromEntries(rights.map(({ region_id, access }) => [region_id, access])),
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    totpStep: row.totp_step,
  }
}
