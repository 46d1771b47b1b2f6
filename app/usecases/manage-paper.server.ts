import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { countPaperForms, getReturnTo, saveReturnTo } from '../../db/queries/paper.ts'
import { listParticipants } from '../../db/queries/participants.ts'
import { createInvitations, hashOfToken } from '../../db/queries/respondents.ts'
import { findRound, lockRoles } from '../../db/queries/rounds.ts'
import { createTeamSession, deleteTeamSession, listTeamSessions } from '../../db/queries/teams.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import { fieldProblem, oneLine } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { refused } from '../domain/refusal.ts'
import { makeLinkCode } from '../domain/round/link-code.ts'
import type { Participant } from '../domain/round/participants.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import { seal, unseal } from '../seal.server.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Longest line on where forms go back to, in characters. */
const RETURN_LENGTH = 200

const TEAM_LINK = 'team link'

export type TeamLink = {
  id: string
  role: string
  organisation: string | null
  /** Null when it was sealed with another secret than the installation has now. */
  token: string | null
  /** Whether the team has sent; never what, and nothing of how far it is. */
  sent: boolean
}

export type PaperView = {
  kind: 'paper'
  returnTo: string | null
  /** Forms typed over, per role. */
  forms: Record<string, number>
  teams: TeamLink[]
  participants: Participant[]
}

/** What the coordinator sees of forms on paper and of teams that answer together. */
export async function showPaper(
  context: AppContext,
  input: { roundId: string },
): Promise<PaperView | Refused<'unknown-round'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const teams = await listTeamSessions(db, round.id)
  return {
    kind: 'paper',
    returnTo: await getReturnTo(db, round.id),
    forms: await countPaperForms(db, round.id),
    teams: teams.map(({ invitationId, role, organisation, sealedToken, state }) => ({
      id: invitationId,
      role,
      organisation,
      token: unseal(context.secret, TEAM_LINK, sealedToken),
      sent: state !== 'open',
    })),
    participants: await listParticipants(db, round.id),
  }
}

/** Keeps where forms go back to, as it is printed on them. */
export async function setReturnTo(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; returnTo: string | null },
): Promise<{ kind: 'saved' } | { kind: 'invalid'; problems: FieldProblem[] } | Refused<'unknown-round'>> {
  const returnTo = oneLine(input.returnTo ?? '')
  if (returnTo === '') return { kind: 'invalid', problems: [fieldProblem('returnTo', 'missing')] }
  if (returnTo.length > RETURN_LENGTH) {
    return { kind: 'invalid', problems: [fieldProblem('returnTo', 'too-long', { limit: RETURN_LENGTH })] }
  }
  return inTransaction(context.db, async (trx) => {
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    await saveReturnTo(trx, round.id, returnTo)
    await appendAudit(trx, auditOf(context, input.actor, 'round-changed', round))
    return { kind: 'saved' as const }
  })
}

/** Makes a link with which a team of an organisation answers together; only in anonymous roles, since a board is one. */
export async function makeTeamLink(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; role: string | null; organisationId: string | null },
): Promise<
  | { kind: 'made' }
  | { kind: 'invalid'; problems: FieldProblem[] }
  | Refused<'unknown-round' | 'framework-missing' | 'round-closed'>
> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (isOver(round)) return refused('round-closed')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const role = framework.roles.find(({ id }) => id === input.role)
    if (!role || role.anonymity === 'named') {
      return { kind: 'invalid' as const, problems: [fieldProblem('role', 'unknown')] }
    }
    const organisation = (await listParticipants(trx, round.id)).find(
      (one) => one.role === role.id && one.organisationId === input.organisationId,
    )
    if (!organisation) {
      const reason = input.organisationId ? 'unknown' : 'missing'
      return { kind: 'invalid' as const, problems: [fieldProblem('organisationId', reason)] }
    }
    const token = makeLinkCode((limit) => context.randomBelow(limit), 5)
    const id = context.randomId()
    await createInvitations(trx, [
      {
        id,
        roundId: round.id,
        role: role.id,
        party: organisation.party,
        organisationId: organisation.organisationId,
        tokenHash: hashOfToken(token),
      },
    ])
    await createTeamSession(trx, {
      invitationId: id,
      sealedToken: seal(context.secret, TEAM_LINK, token),
      people: null,
    })
    await appendAudit(trx, auditOf(context, input.actor, 'team-link-made', round))
    return { kind: 'made' as const }
  })
}

/** Takes a team link back that nothing was sent with: it opens nothing any more, and what was begun is erased. */
export async function withdrawTeamLink(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; id: string },
): Promise<{ kind: 'withdrawn' } | Refused<'unknown-round' | 'unknown-link'>> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (!(await deleteTeamSession(trx, round.id, input.id))) return refused('unknown-link')
    await appendAudit(trx, auditOf(context, input.actor, 'team-link-withdrawn', round))
    return { kind: 'withdrawn' as const }
  })
}

function auditOf(
  context: AppContext,
  actor: AuditActor,
  action: AuditAction,
  round: { id: string; regionId: string },
) {
  return {
    at: context.now().toISOString(),
    actor: auditActorText(actor),
    action,
    regionId: round.regionId,
    subject: { roundId: round.id },
  }
}
