import { inTransaction } from '../../db/client.ts'
import { giveRight } from '../../db/queries/accounts.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { createRegion, findRegion, updateRegion } from '../../db/queries/regions.ts'
import type { AccountActor } from '../domain/access/access.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { regionFrom } from '../domain/region/region-form.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { FieldProblem } from '../domain/field.ts'
import type { Refused } from '../domain/refusal.ts'

type Posted = { title: string | null; municipalities: string | null }
type Invalid = { kind: 'invalid'; problems: FieldProblem[] }

/**
 * Makes a region. Whoever makes it sees nothing of it, unless `coordinates`: then they become its coordinator
 * themselves.
 */
export async function startRegion(
  context: AppContext,
  input: Posted & { actor: AccountActor; coordinates: boolean },
): Promise<{ kind: 'made'; regionId: string } | Invalid> {
  const read = regionFrom(input)
  if (!read.ok) return { kind: 'invalid', problems: read.problems }
  const regionId = context.randomId()
  await inTransaction(context.db, async (trx) => {
    await createRegion(trx, { id: regionId, ...read.value, year: null, invented: false, figures: [] })
    if (input.coordinates) await giveRight(trx, input.actor.accountId, regionId, 'coordinator')
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(input.actor),
      action: 'region-created',
      regionId,
      subject: {},
    })
  })
  return { kind: 'made', regionId }
}

/** Changes the name and municipalities of a region. */
export async function changeRegion(
  context: AppContext,
  input: Posted & { actor: AuditActor; regionId: string },
): Promise<{ kind: 'changed' } | Invalid | Refused<'unknown-region'>> {
  const read = regionFrom(input)
  if (!read.ok) return { kind: 'invalid', problems: read.problems }
  return inTransaction(context.db, async (trx) => {
    const region = await findRegion(trx, input.regionId)
    if (!region) return refused('unknown-region')
    await updateRegion(trx, { ...region, ...read.value })
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(input.actor),
      action: 'region-changed',
      regionId: region.id,
      subject: {},
    })
    return { kind: 'changed' as const }
  })
}
