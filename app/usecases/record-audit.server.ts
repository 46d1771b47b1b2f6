import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import type { AppContext } from '../context.server.ts'

/**
 * Writes in the log what someone looked at. What changes something writes its entry with `appendAudit` in the
 * transaction of the change instead. `subject` holds ids by kind, never anything of a respondent.
 */
export async function recordAudit(
  context: AppContext,
  input: {
    actor: AuditActor
    action: AuditAction
    subject?: { regionId?: string } & Record<string, string>
  },
): Promise<void> {
  const { regionId = null, ...subject } = input.subject ?? {}
  await inTransaction(context.db, (trx) =>
    appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(input.actor),
      action: input.action,
      regionId,
      subject,
    }),
  )
}
