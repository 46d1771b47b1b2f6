import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { getAdoption, listBoards, saveAdoption } from '../../db/queries/boards.ts'
import { endCorrections } from '../../db/queries/corrections.ts'
import { markInvitations } from '../../db/queries/respondents.ts'
import { admitSealed, listSealed, takeSealed } from '../../db/queries/responses.ts'
import { dropDrafts, findRound, listRounds, lockRoles, markClosed } from '../../db/queries/rounds.ts'
import { forgetTeamSizes } from '../../db/queries/teams.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { getRole } from '../domain/framework/framework.ts'
import type { Role } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { stateAtClose } from '../domain/response/adoption.ts'
import { admittedAtClose, draw } from '../domain/response/admission.ts'
import { frameworkOf, isDue, isOver } from '../domain/round/round.ts'
import type { Round } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

export type RoundClosed = { kind: 'closed' }

/**
 * Closes a round: per anonymous role the last sealed responses are admitted together, or none when fewer than k
 * were sent in all; what was begun and not sent is erased and counted. Closing twice is closing once.
 */
export async function closeRound(
  context: AppContext,
  input: { roundId: string; actor?: AuditActor },
): Promise<RoundClosed | Refused<'unknown-round' | 'round-not-open' | 'framework-missing'>> {
  const round = await findRound(context.db.kysely, input.roundId)
  if (!round) return refused('unknown-round')
  return close(context, round, input.actor ?? 'system')
}

/**
 * Closes every round whose closing moment has passed and gives how many that were; the server calls it at start and
 * every minute. A round whose framework is missing stays open, accepts nothing, and its own page says why.
 */
export async function closeDueRounds(context: AppContext): Promise<number> {
  const due = (await listRounds(context.db.kysely)).filter((round) => isDue(round, context.now()))
  let closed = 0
  for (const round of due) {
    const result = await close(context, round, 'system')
    if (result.kind === 'closed') closed += 1
  }
  return closed
}

async function close(
  context: AppContext,
  { id, framework: version }: Round,
  actor: AuditActor,
): Promise<RoundClosed | Refused<'unknown-round' | 'round-not-open' | 'framework-missing'>> {
  const framework = frameworkOf({ framework: version }, context.frameworks)
  if (!framework) return refused('framework-missing')
  return inTransaction(context.db, async (trx) => {
    const roles = await lockRoles(trx, id)
    // Read after the lock: another process may just have closed it.
    const round = await findRound(trx, id)
    if (!round) return refused('unknown-round')
    if (isOver(round)) return { kind: 'closed' as const }
    if (round.status !== 'open') return refused('round-not-open')
    await markClosed(trx, id)
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(actor),
      action: 'round-closed',
      regionId: round.regionId,
      subject: { roundId: id },
    })
    for (const fixed of roles) {
      const role = getRole(framework, fixed.role)
      await lapseBoards(context, trx, id, role)
      await dropDrafts(trx, id, role.id)
      if (role.anonymity === 'named') {
        await endCorrections(trx, id, role)
        continue
      }
      const sealed = await listSealed(trx, id, role.id)
      const count = admittedAtClose(sealed.length, fixed.minimumGroup)
      const admission = { roundId: id, framework, role, fixed }
      if (count > 0) {
        await admitSealed(trx, admission, draw(sealed, count, context.randomBelow), context)
      } else {
        // Too few to be anonymous: the answers are erased, the number stays with the role.
        await takeSealed(trx, context.vault, sealed)
        await markInvitations(trx, sealed, 'sealed', 'used')
      }
      await endCorrections(trx, id, role)
      await forgetTeamSizes(trx, id, role.id)
    }
    return { kind: 'closed' as const }
  })
}

/** Notes which boards filled in and did not adopt: their answers go with the drafts, and the report says so. */
async function lapseBoards({ vault }: AppContext, trx: Queries, roundId: string, role: Role): Promise<void> {
  if (!role.adoption) return
  for (const board of await listBoards(trx, vault, roundId, [role.id])) {
    if (board.sent) continue
    const state = stateAtClose(board.state, board.answered.length)
    if (state === board.state) continue
    await saveAdoption(trx, board.invitationId, {
      ...(await getAdoption(trx, board.invitationId)),
      state,
    })
  }
}
