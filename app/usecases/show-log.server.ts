import { listAccounts } from '../../db/queries/accounts.ts'
import { listAudit, readChain } from '../../db/queries/audit.ts'
import { listRegions } from '../../db/queries/regions.ts'
import { firstBreak } from '../domain/access/audit.ts'
import type { AuditAction, AuditEntry } from '../domain/access/audit.ts'
import type { AppContext } from '../context.server.ts'

export type LogView = {
  entries: {
    position: number
    at: string
    action: AuditAction
    /** Name of an account, or `visitor`, `demo`, `system`, `command-line`. */
    actor: string
    region: string | null
    /** Names of the accounts it was about, and other ids as they are. */
    about: string[]
  }[]
  /** Where the next page begins; null on the last. */
  older: number | null
  /** All entries, and the first that does not fit the one before: null when nothing was changed. */
  total: number
  brokenAt: number | null
  people: { id: string; name: string }[]
  regions: { id: string; title: string }[]
}

const PAGE = 50
const CHAIN_PORTION = 1000

/** A page of the log, new to old, and whether its chain is whole. */
export async function showLog(
  context: AppContext,
  input: { before?: number; regionId?: string; accountId?: string },
): Promise<LogView> {
  const db = context.db.kysely
  const accounts = await listAccounts(db)
  const regions = await listRegions(db)
  const nameOf = (id: string) => accounts.find((account) => account.id === id)?.name ?? id
  const found = await listAudit(db, {
    limit: PAGE + 1,
    ...(input.before !== undefined && { before: input.before }),
    ...(input.regionId !== undefined && { regionId: input.regionId }),
    ...(input.accountId !== undefined && { actor: `account:${input.accountId}` }),
  })
  const shown = found.slice(0, PAGE)
  const chain = await checkChain(context)
  return {
    entries: shown.map((entry) => ({
      position: entry.position,
      at: entry.at,
      action: entry.action,
      actor: entry.actor.startsWith('account:') ? nameOf(entry.actor.slice('account:'.length)) : entry.actor,
      region: regions.find(({ id }) => id === entry.regionId)?.title ?? entry.regionId,
      about: aboutOf(entry, nameOf),
    })),
    older: found.length > PAGE ? (shown.at(-1)?.position ?? null) : null,
    ...chain,
    people: accounts.map(({ id, name }) => ({ id, name })),
    regions: regions.map(({ id, title }) => ({ id, title })),
  }
}

function aboutOf(entry: AuditEntry, nameOf: (id: string) => string): string[] {
  return Object.entries(entry.subject).flatMap(([kind, value]) => {
    if (kind !== 'accountId') return [value]
    return entry.actor === `account:${value}` ? [] : [nameOf(value)]
  })
}

async function checkChain(context: AppContext): Promise<{ total: number; brokenAt: number | null }> {
  let last: AuditEntry | undefined
  for (;;) {
    const entries = await readChain(context.db.kysely, last?.position ?? 0, CHAIN_PORTION)
    const brokenAt = firstBreak(entries, last)
    if (brokenAt !== null) return { total: entries.at(-1)?.position ?? 0, brokenAt }
    last = entries.at(-1) ?? last
    if (entries.length < CHAIN_PORTION) return { total: last?.position ?? 0, brokenAt: null }
  }
}
