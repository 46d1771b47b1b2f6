import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { findAccount } from '../../db/queries/accounts.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { listInvitees } from '../../db/queries/invitees.ts'
import type { Invitee } from '../../db/queries/invitees.ts'
import {
  beginReminder,
  findMailSettings,
  listMailTexts,
  saveMailSettings,
} from '../../db/queries/mail-texts.ts'
import {
  claimMail,
  countMail,
  dropMail,
  enqueueMail,
  findAddressee,
  forgetMail,
  listAddressees,
  listDueMail,
  settleMail,
} from '../../db/queries/outbox.ts'
import type { DueMail } from '../../db/queries/outbox.ts'
import { findRound, listRounds } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import { getRole } from '../domain/framework/framework.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { mailFactsOf } from '../domain/round/mail-facts.ts'
import type { MailFacts } from '../domain/round/mail-facts.ts'
import type { MailKind, MailText } from '../domain/round/mail-template.ts'
import { dueReminder, isDaytime, isReminded } from '../domain/round/reminders.ts'
import { acceptsAnswers, frameworkOf, today } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { unseal } from '../seal.server.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Mails handled in one go; the next go follows within a minute. */
const MOST = 200
/** Minutes to wait after the first, second, … try that failed. After the last one nobody tries again. */
const WAITS = [2, 10, 60, 240, 720] as const
const MINUTE = 60_000

/** Which text a mail that goes out has. */
const TEXT_OF: Record<DueMail['kind'], MailKind> = {
  invitation: 'invitation',
  'first-reminder': 'reminder',
  'last-reminder': 'reminder',
  'unsent-reminder': 'unsent-reminder',
}

type Setting = { id: string; regionId: string }

/**
 * Puts an invitation ready for everybody on the list with an address who got none yet. Doing it again sends none
 * twice. Answers to the mail go to who pressed the button, until another address is chosen.
 */
export async function mailInvitations(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
): Promise<{ kind: 'queued' } | Refused<'unknown-round' | 'round-closed' | 'no-mail'>> {
  if (!context.mail) return refused('no-mail')
  return inTransaction(context.db, async (trx) => {
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (!acceptsAnswers(round, context.now())) return refused('round-closed')
    const people = (await listAddressees(trx, round.id)).filter(({ optedOut }) => !optedOut)
    await enqueueInvitations(
      context,
      trx,
      people.map(({ invitationId }) => invitationId),
    )
    await chooseReplyTo(trx, round.id, input.actor)
    await audit(context, trx, input.actor, 'invitations-mailed', round)
    return { kind: 'queued' as const }
  })
}

/** Sends one person the invitation once more, with the same link; whether this person has sent makes no difference. */
export async function mailInvitationAgain(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; invitationId: string },
): Promise<{ kind: 'queued' } | Refused<'unknown-round' | 'unknown-link' | 'round-closed' | 'no-mail'>> {
  if (!context.mail) return refused('no-mail')
  return inTransaction(context.db, async (trx) => {
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (!acceptsAnswers(round, context.now())) return refused('round-closed')
    const people = await listAddressees(trx, round.id)
    if (!people.some(({ invitationId }) => invitationId === input.invitationId))
      return refused('unknown-link')
    await forgetMail(trx, input.invitationId)
    await enqueueInvitations(context, trx, [input.invitationId])
    await chooseReplyTo(trx, round.id, input.actor)
    await audit(context, trx, input.actor, 'invitation-mailed-again', round)
    return { kind: 'queued' as const }
  })
}

/** How the invitations of a round stand, and whether more can be put ready now; null without a mail server. */
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
 * Puts the reminders ready whose time has come, of every open round. Each is put ready once, whatever dies or runs
 * beside it: the note of it and the mails are one transaction. Gives how many rounds got one.
 */
export async function queueDueReminders(context: AppContext): Promise<number> {
  const now = context.now()
  if (!context.mail || !isDaytime(now)) return 0
  let rounds = 0
  for (const round of await listRounds(context.db.kysely)) {
    const due = dueReminder(round, now)
    if (!due) continue
    const begun = await inTransaction(context.db, async (trx) => {
      const { reminders } = await findMailSettings(trx, round.id)
      if (!reminders || !(await beginReminder(trx, round.id, { kind: due.kind, day: today(now) })))
        return false
      const people = (await listAddressees(trx, round.id)).filter((one) =>
        isReminded(due.kind, { ...one, invitedOn: one.invitation?.sentOn ?? null }, today(now)),
      )
      await enqueueMail(
        trx,
        due.kind,
        people.map(({ invitationId }) => ({ id: context.randomId(), invitationId })),
        now.toISOString(),
      )
      await audit(context, trx, 'system', 'reminders-mailed', round)
      return true
    })
    if (begun) rounds += 1
  }
  return rounds
}

/**
 * Sends what is due. A mail is claimed before it goes: a process that dies while sending leaves it to be tried again,
 * with the same Message-ID. What is not of use any more (round over, link unreadable) is not sent; a reminder is not
 * sent to who has finished since it was put ready. `write` puts the facts into words.
 */
export async function sendDueMail(
  context: AppContext,
  write: (facts: MailFacts) => MailText,
): Promise<{ sent: number; failed: number }> {
  const done = { sent: 0, failed: 0 }
  const { mail } = context
  if (!mail) return done
  const db = context.db.kysely
  const begin = context.now()
  const rounds = new Map<string, ReturnType<typeof findMailRound>>()
  for (const due of await listDueMail(db, begin.toISOString(), MOST, { reminders: isDaytime(begin) })) {
    const now = context.now()
    const wait = WAITS[Math.min(due.attempts, WAITS.length - 1)] ?? 0
    const until = new Date(now.getTime() + wait * MINUTE).toISOString()
    if (!(await claimMail(db, due, now.toISOString(), until))) continue
    const found = rounds.get(due.roundId) ?? findMailRound(context, due.roundId)
    rounds.set(due.roundId, found)
    const round = await found
    const person = await findAddressee(db, due.invitationId)
    const reminder = due.kind !== 'invitation'
    if (reminder && (!person || person.sent || person.optedOut)) {
      await dropMail(db, due.id)
      continue
    }
    const written = round && person && mailFor(context, round, due)
    const result = written ? await mail.send({ id: due.id, ...written.to, ...write(written.facts) }) : 'never'
    if (result === 'sent') {
      if (reminder) await dropMail(db, due.id)
      else await settleMail(db, due.id, 'sent', today(now))
      done.sent += 1
    } else if (result === 'never' || due.attempts + 1 >= WAITS.length) {
      // That a reminder went says that someone had not sent; of an anonymous role not even a failed one is kept.
      if (reminder && written?.facts.anonymous !== false) await dropMail(db, due.id)
      else await settleMail(db, due.id, 'failed', null)
      done.failed += 1
    }
  }
  return done
}

/** Sends an example of a text to the person who asks for it, at once. The link in it opens nothing. */
export async function sendTestMail(
  context: AppContext,
  input: { accountId: string; roundId: string; facts: MailFacts },
  write: (facts: MailFacts) => MailText,
): Promise<{ kind: 'sent'; to: string } | { kind: 'not-sent'; to: string } | Refused<'no-mail'>> {
  const account = await findAccount(context.db.kysely, { id: input.accountId })
  if (!context.mail || !account) return refused('no-mail')
  const { replyTo } = await findMailSettings(context.db.kysely, input.roundId)
  const text = write(input.facts)
  const result = await context.mail.send({
    id: context.randomId(),
    to: account.email,
    replyTo,
    unsubscribe: null,
    ...text,
    subject: `[Test] ${text.subject}`,
  })
  return { kind: result === 'sent' ? 'sent' : 'not-sent', to: account.email }
}

type MailRound = {
  facts: Omit<Parameters<typeof mailFactsOf>[0], 'kind' | 'role' | 'name' | 'organisation' | 'address'>
  framework: Framework
  invitees: Map<string, Invitee>
  replyTo: string | null
}

/** What all mail of a round has in common; null when none goes out any more. */
async function findMailRound(context: AppContext, roundId: string): Promise<MailRound | null> {
  const db = context.db.kysely
  const round = await findRound(db, roundId)
  const framework = round && frameworkOf(round, context.frameworks)
  if (!round || !framework || !acceptsAnswers(round, context.now())) return null
  const { replyTo } = await findMailSettings(db, roundId)
  const invitees = await listInvitees(db, roundId)
  return {
    facts: { round, framework, templates: await listMailTexts(db, roundId) },
    framework,
    invitees: new Map(invitees.map((one) => [one.invitationId, one])),
    replyTo,
  }
}

function mailFor(context: AppContext, round: MailRound, due: DueMail) {
  const invitee = round.invitees.get(due.invitationId)
  const token = invitee && unseal(context.secret, 'invitation', invitee.sealedToken)
  if (!invitee?.email || !token || !context.mail) return null
  const { origin } = context.mail
  return {
    to: { to: invitee.email, replyTo: round.replyTo, unsubscribe: `${origin}${paths.optOut(token)}` },
    facts: mailFactsOf({
      ...round.facts,
      kind: TEXT_OF[due.kind],
      role: getRole(round.framework, invitee.role),
      name: invitee.name,
      organisation: invitee.organisation?.name ?? null,
      address: `${origin}${paths.invitation(token)}`,
    }),
  }
}

async function enqueueInvitations(
  context: AppContext,
  trx: Queries,
  invitationIds: readonly string[],
): Promise<void> {
  await enqueueMail(
    trx,
    'invitation',
    invitationIds.map((invitationId) => ({ id: context.randomId(), invitationId })),
    context.now().toISOString(),
  )
}

/** Who answers a mail reaches a person, not the installation. */
async function chooseReplyTo(trx: Queries, roundId: string, actor: AuditActor): Promise<void> {
  const settings = await findMailSettings(trx, roundId)
  if (settings.replyTo !== null || typeof actor === 'string' || actor.kind !== 'account') return
  const account = await findAccount(trx, { id: actor.accountId })
  if (account) await saveMailSettings(trx, roundId, { ...settings, replyTo: account.email })
}

async function audit(
  context: AppContext,
  trx: Queries,
  actor: AuditActor,
  action: AuditAction,
  round: Setting,
): Promise<void> {
  await appendAudit(trx, {
    at: context.now().toISOString(),
    actor: auditActorText(actor),
    action,
    regionId: round.regionId,
    subject: { roundId: round.id },
  })
}
