import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { lockTable } from '../../db/dialect.ts'
import {
  changeAccount as changeStored,
  createAccount,
  findAccount,
  listAccounts as listStored,
  lockAdministrators,
  setRights,
  setSecondStep,
} from '../../db/queries/accounts.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { createLink, deleteLinksOf, listWaiting } from '../../db/queries/one-time-links.ts'
import { listRegions } from '../../db/queries/regions.ts'
import { deleteSessionsOf } from '../../db/queries/sessions.ts'
import type { RegionRight } from '../domain/access/access.ts'
import { foldEmail, nameProblem } from '../domain/access/account.ts'
import type { Account, AccountProblem } from '../domain/access/account.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import { linkExpiry } from '../domain/access/one-time-link.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type AccountsView = {
  accounts: (Account & {
    /** Until when an unused link works; null without one. */
    linkUntil: string | null
  })[]
  regions: { id: string; title: string; invented: boolean }[]
}

/** All accounts, and the regions that rights can be given in. */
export async function listAccounts(context: AppContext): Promise<AccountsView> {
  const db = context.db.kysely
  const waiting = await listWaiting(db, context.now().toISOString())
  const accounts = await listStored(db)
  return {
    accounts: accounts.map((account) => ({ ...account, linkUntil: waiting[account.id] ?? null })),
    regions: await listRegions(db),
  }
}

/** What is wrong with the details of an account, per field. */
export type DetailProblems = { kind: 'problems'; name: AccountProblem | null; email: AccountProblem | null }

type Details = {
  name: string
  email: string
  administrator: boolean
  regions: Readonly<Record<string, RegionRight>>
}

/** Makes an account without a password, and the token of a link with which its owner sets one. */
export async function inviteAccount(
  context: AppContext,
  input: { actor: AuditActor } & Details,
): Promise<
  { kind: 'invited'; accountId: string; token: string } | DetailProblems | Refused<'unknown-region'>
> {
  const checked = check(input)
  if ('kind' in checked) return checked
  const token = context.randomToken()
  return inTransaction(context.db, async (trx) => {
    await lockTable(trx, 'account')
    if (await findAccount(trx, { email: checked.email })) return problems({ email: 'email-taken' })
    if (!(await areRegions(trx, input.regions))) return refused('unknown-region')
    const accountId = context.randomId()
    await createAccount(trx, {
      id: accountId,
      ...checked,
      administrator: input.administrator,
      passwordHash: null,
      createdAt: context.now().toISOString(),
    })
    await setRights(trx, accountId, input.regions)
    await makeLink(context, trx, accountId, 'invitation', token)
    await log(context, trx, input.actor, 'account-invited', accountId)
    await logRights(context, trx, input.actor, accountId, {}, input.regions)
    return { kind: 'invited', accountId, token }
  })
}

/** Changes who someone is and what they may do. The last administrator stays one. */
export async function changeAccount(
  context: AppContext,
  input: { actor: AuditActor; accountId: string } & Details,
): Promise<
  { kind: 'changed' } | DetailProblems | Refused<'unknown-account' | 'unknown-region' | 'last-administrator'>
> {
  const checked = check(input)
  if ('kind' in checked) return checked
  const { accountId, administrator } = input
  return inTransaction(context.db, async (trx) => {
    await lockTable(trx, 'account')
    const before = await findAccount(trx, { id: accountId })
    if (!before) return refused('unknown-account')
    const same = await findAccount(trx, { email: checked.email })
    if (same && same.id !== accountId) return problems({ email: 'email-taken' })
    if (!(await areRegions(trx, input.regions))) return refused('unknown-region')
    if (!administrator && (await isLastAdministrator(trx, accountId))) return refused('last-administrator')
    await changeStored(trx, accountId, { ...checked, administrator })
    await setRights(trx, accountId, input.regions)
    const changed =
      before.name !== checked.name || before.email !== checked.email || before.administrator !== administrator
    if (changed) await log(context, trx, input.actor, 'account-changed', accountId)
    await logRights(context, trx, input.actor, accountId, before.regions, input.regions)
    return { kind: 'changed' }
  })
}

/** Switches an account off, which ends its sessions and links at once, or on again. */
export async function switchAccount(
  context: AppContext,
  input: { actor: AuditActor; accountId: string; on: boolean },
): Promise<{ kind: 'switched' } | Refused<'unknown-account' | 'last-administrator'>> {
  const { accountId, on } = input
  return inTransaction(context.db, async (trx) => {
    await lockTable(trx, 'account')
    if (!(await findAccount(trx, { id: accountId }))) return refused('unknown-account')
    if (!on && (await isLastAdministrator(trx, accountId))) return refused('last-administrator')
    await changeStored(trx, accountId, { active: on })
    if (!on) {
      await deleteSessionsOf(trx, accountId)
      await deleteLinksOf(trx, accountId)
    }
    await log(context, trx, input.actor, on ? 'account-switched-on' : 'account-switched-off', accountId)
    return { kind: 'switched' }
  })
}

/**
 * A new link to set the password; earlier links stop working. `dropSecondStep` also takes the second step away, for
 * who lost the phone and the recovery codes: the open sessions then end too.
 */
export async function makeAccountLink(
  context: AppContext,
  input: { actor: AuditActor; accountId: string; dropSecondStep: boolean },
): Promise<{ kind: 'link'; token: string } | Refused<'unknown-account'>> {
  const { accountId } = input
  const token = context.randomToken()
  return inTransaction(context.db, async (trx) => {
    const account = await findAccount(trx, { id: accountId })
    if (!account?.active) return refused('unknown-account')
    await makeLink(context, trx, accountId, account.hasPassword ? 'reset' : 'invitation', token)
    await log(context, trx, input.actor, 'link-made', accountId)
    if (input.dropSecondStep && account.hasSecondStep) {
      await setSecondStep(trx, accountId, null)
      await deleteSessionsOf(trx, accountId)
      await log(context, trx, input.actor, 'second-step-off', accountId)
    }
    return { kind: 'link', token }
  })
}

/** The id of the account with this e-mail; undefined when there is none. */
export async function findAccountId(context: AppContext, email: string): Promise<string | undefined> {
  const folded = foldEmail(email)
  return folded === null ? undefined : (await findAccount(context.db.kysely, { email: folded }))?.id
}

function check(details: Details): { name: string; email: string } | DetailProblems {
  const name = details.name.trim()
  const email = foldEmail(details.email)
  const wrongName = nameProblem(name)
  if (email === null || wrongName)
    return problems({ name: wrongName, email: email === null ? 'no-email' : null })
  return { name, email }
}

function problems(found: { name?: AccountProblem | null; email?: AccountProblem | null }): DetailProblems {
  return { kind: 'problems', name: found.name ?? null, email: found.email ?? null }
}

async function areRegions(trx: Queries, regions: Readonly<Record<string, RegionRight>>): Promise<boolean> {
  const known = new Set((await listRegions(trx)).map(({ id }) => id))
  return Object.keys(regions).every((id) => known.has(id))
}

async function isLastAdministrator(trx: Queries, accountId: string): Promise<boolean> {
  const administrators = await lockAdministrators(trx)
  return administrators.length === 1 && administrators[0] === accountId
}

async function makeLink(
  context: AppContext,
  trx: Queries,
  accountId: string,
  purpose: 'invitation' | 'reset',
  token: string,
): Promise<void> {
  await createLink(trx, { token, accountId, purpose, expiresAt: linkExpiry(purpose, context.now()) })
}

async function log(
  context: AppContext,
  trx: Queries,
  actor: AuditActor,
  action: AuditAction,
  accountId: string,
  more: { regionId?: string; access?: string } = {},
): Promise<void> {
  const { regionId = null, ...rest } = more
  await appendAudit(trx, {
    at: context.now().toISOString(),
    actor: auditActorText(actor),
    action,
    regionId,
    subject: { accountId, ...rest },
  })
}

/** One entry per region in which the right changed, so that the region finds it in its own log. */
async function logRights(
  context: AppContext,
  trx: Queries,
  actor: AuditActor,
  accountId: string,
  before: Readonly<Record<string, RegionRight>>,
  after: Readonly<Record<string, RegionRight>>,
): Promise<void> {
  for (const regionId of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[regionId] === after[regionId]) continue
    const access = after[regionId] ?? 'none'
    await log(context, trx, actor, 'rights-changed', accountId, { regionId, access })
  }
}
