import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { listInvitees } from '../../db/queries/invitees.ts'
import { claimMail, countMail, enqueueMail, listDueMail, settleMail } from '../../db/queries/outbox.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { getRole } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { acceptsAnswers, frameworkOf, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { unseal } from '../seal.server.ts'
import type { InvitationMail, MailText } from '../domain/round/invitation-mail.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Mails handled in one go; the next go follows within a minute. */
const MOST = 200
/** Minutes to wait after the first, second, … try that failed. After the last one nobody tries again. */
const WAITS = [2, 10, 60, 240, 720] as const
const MINUTE = 60_000

/** Puts an invitation ready for everybody on the list with an address who got none yet. Doing it again sends none twice. */
export async function mailInvitations(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
): Promise<{ kind: 'queued' } | Refused<'unknown-round' | 'round-closed' | 'no-mail'>> {
  if (!context.mail) return refused('no-mail')
  return inTransaction(context.db, async (trx) => {
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (!acceptsAnswers(round, context.now())) return refused('round-closed')
    const now = context.now().toISOString()
    const invitees = await listInvitees(trx, round.id)
    await enqueueMail(
      trx,
      invitees.flatMap(({ invitationId, email }) =>
        email === null ? [] : [{ id: context.randomId(), invitationId }],
      ),
      now,
    )
    await appendAudit(trx, {
      at: now,
      actor: auditActorText(input.actor),
      action: 'invitations-mailed',
      regionId: round.regionId,
      subject: { roundId: round.id },
    })
    return { kind: 'queued' as const }
  })
}

/** How the mail of a round stands, and whether more can be put ready now; null without a mail server. */
export async function showMail(
  context: AppContext,
  input: { roundId: string },
): Promise<{ open: boolean; waiting: number; sent: number; failed: number } | null> {
  if (!context.mail) return null
  const round = await findRound(context.db.kysely, input.roundId)
  if (!round) return null
  const counts = await countMail(context.db.kysely, round.id)
  return { open: acceptsAnswers(round, context.now()), ...counts }
}

/**
 * Sends what is due. A mail is claimed before it goes: a process that dies while sending leaves it to be tried again,
 * with the same Message-ID. What is not of use any more (round over, link unreadable) is not sent. `write` puts the
 * facts into words.
 */
export async function sendDueMail(
  context: AppContext,
  write: (facts: InvitationMail) => MailText,
): Promise<{ sent: number; failed: number }> {
  const done = { sent: 0, failed: 0 }
  const { mail } = context
  if (!mail) return done
  const db = context.db.kysely
  for (const due of await listDueMail(db, context.now().toISOString(), MOST)) {
    const now = context.now()
    const wait = WAITS[Math.min(due.attempts, WAITS.length - 1)] ?? 0
    const until = new Date(now.getTime() + wait * MINUTE).toISOString()
    if (!(await claimMail(db, due, now.toISOString(), until))) continue
    const written = await writeMail(context, write, due)
    const result = written ? await mail.send({ id: due.id, ...written }) : 'never'
    if (result === 'sent') {
      await settleMail(db, due.id, 'sent')
      done.sent += 1
    } else if (result === 'never' || due.attempts + 1 >= WAITS.length) {
      await settleMail(db, due.id, 'failed')
      done.failed += 1
    }
  }
  return done
}

async function writeMail(
  context: AppContext,
  write: (facts: InvitationMail) => MailText,
  due: { invitationId: string; roundId: string },
) {
  const db = context.db.kysely
  const round = await findRound(db, due.roundId)
  if (!round || !acceptsAnswers(round, context.now())) return null
  const framework = frameworkOf(round, context.frameworks)
  const invitee = (await listInvitees(db, round.id)).find((one) => one.invitationId === due.invitationId)
  const token = invitee && unseal(context.secret, 'invitation', invitee.sealedToken)
  if (!framework || !invitee?.email || !token || !context.mail) return null
  return {
    to: invitee.email,
    ...write({
      name: invitee.name,
      organisation: invitee.organisation?.name ?? null,
      askedBy: round.askedBy,
      region: round.region.title,
      anonymous: getRole(framework, invitee.role).anonymity === 'anonymous',
      minutes: framework.variants[round.variant].minutes[invitee.role] ?? null,
      lastDay: lastDay(round.closesAt, TIME_ZONE),
      address: `${context.mail.origin}${paths.invitation(token)}`,
    }),
  }
}
