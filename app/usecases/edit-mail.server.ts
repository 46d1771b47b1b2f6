import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { findAccount } from '../../db/queries/accounts.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { listInvitees } from '../../db/queries/invitees.ts'
import {
  findMailSettings,
  forgetMailText,
  listMailTexts,
  listReminders,
  saveMailSettings,
  saveMailText,
} from '../../db/queries/mail-texts.ts'
import type { MailSettings } from '../../db/queries/mail-texts.ts'
import { listAddressees, listFailed } from '../../db/queries/outbox.ts'
import { listParticipants } from '../../db/queries/participants.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { foldEmail } from '../domain/access/account.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import type { Role } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { mailFactsOf } from '../domain/round/mail-facts.ts'
import type { MailFacts } from '../domain/round/mail-facts.ts'
import { isPersonal, MAIL_KINDS, readTemplate } from '../domain/round/mail-template.ts'
import type {
  MailKind,
  MailTemplate,
  MailTemplateProblem,
  PlaceholderTexts,
} from '../domain/round/mail-template.ts'
import { isReminded, remindersOf } from '../domain/round/reminders.ts'
import type { PlannedReminder } from '../domain/round/reminders.ts'
import { frameworkOf, isOver, today } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Opens nothing: an example link can be pressed without harm, and a test mail can be passed on. */
const EXAMPLE_TOKEN = 'xxxxxxxxxxxxxxxxxxxx'

export type ReminderView = PlannedReminder & {
  /** ISO date on which it went; null before. */
  wentOn: string | null
  /** The day is over and it did not go. */
  missed: boolean
  /**
   * How many get it, per role. `exact` only for named roles. Of an anonymous role it is everybody with an invitation:
   * the number who have not sent, looked at before and after an address is changed, would tell of one person.
   */
  groups: { plural: string; people: number; exact: boolean }[]
}

export type RoundMailView = {
  kind: 'round-mail'
  texts: { kind: MailKind; edited: boolean }[]
  settings: MailSettings
  hasServer: boolean
  /** Empty until the round is open. */
  reminders: ReminderView[]
  /** Whose mail was refused. */
  failed: { invitationId: string; name: string; email: string; plural: string }[]
}

/** The mail of a round: its texts, what goes out when and to how many, and what did not arrive. */
export async function showRoundMail(
  context: AppContext,
  input: { roundId: string },
): Promise<RoundMailView | Refused<'unknown-round' | 'framework-missing'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const texts = await listMailTexts(db, round.id)
  const went = await listReminders(db, round.id)
  const people = await listAddressees(db, round.id)
  const invitees = new Map((await listInvitees(db, round.id)).map((one) => [one.invitationId, one]))
  const failed = await listFailed(db, round.id)
  const now = today(context.now())
  const pluralOf = (role: string) => framework.roles.find(({ id }) => id === role)?.plural ?? ''
  const groupsOf = ({ kind, day }: PlannedReminder) =>
    framework.roles.flatMap(({ id, plural, anonymity }) => {
      const mailed = people.filter(({ role, invitation }) => role === id && invitation?.state === 'sent')
      const exact = anonymity === 'named'
      const reached = exact
        ? mailed.filter((one) =>
            isReminded(kind, { ...one, invitedOn: one.invitation?.sentOn ?? null }, day > now ? day : now),
          )
        : mailed
      return mailed.length === 0 ? [] : [{ plural, people: reached.length, exact }]
    })
  return {
    kind: 'round-mail',
    texts: MAIL_KINDS.map((kind) => ({ kind, edited: texts[kind] !== undefined })),
    settings: await findMailSettings(db, round.id),
    hasServer: context.mail !== null,
    reminders:
      round.status !== 'open' && !isOver(round)
        ? []
        : remindersOf(round).map((planned) => {
            const wentOn = went[planned.kind] ?? null
            return {
              ...planned,
              wentOn,
              missed: wentOn === null && planned.day < now,
              groups: wentOn === null && !isOver(round) ? groupsOf(planned) : [],
            }
          }),
    failed: failed.flatMap((invitationId) => {
      const invitee = invitees.get(invitationId)
      return invitee
        ? [{ invitationId, name: invitee.name, email: invitee.email ?? '', plural: pluralOf(invitee.role) }]
        : []
    }),
  }
}

export type MailTextView = {
  kind: 'mail-text'
  /** Null while the default words hold. */
  template: MailTemplate | null
  /** A real example: somebody on the list where there is one. */
  example: MailFacts
  role: Role
  /** The roles a text can go to. */
  roles: Role[]
  hasServer: boolean
}

/** One text of a round with an example of who gets it. `role` chooses for whom; null is the first that gets it. */
export async function showMailText(
  context: AppContext,
  input: { roundId: string; kind: MailKind; role: string | null; origin: string },
): Promise<MailTextView | Refused<'unknown-round' | 'framework-missing'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const roles = framework.roles.filter(
    ({ anonymity }) => input.kind !== 'board-letter' || anonymity === 'named',
  )
  const invitees = await listInvitees(db, round.id)
  const role =
    roles.find(({ id }) => id === input.role) ??
    roles.find(({ id }) => invitees.some((one) => one.role === id)) ??
    roles[0] ??
    framework.roles[0]
  if (!role) return refused('framework-missing')
  const invitee = invitees.find((one) => one.role === role.id)
  const participant = (await listParticipants(db, round.id)).find((one) => one.role === role.id)
  const templates = await listMailTexts(db, round.id)
  const personal = isPersonal(input.kind)
  return {
    kind: 'mail-text',
    template: templates[input.kind] ?? null,
    example: mailFactsOf({
      kind: input.kind,
      round,
      framework,
      templates,
      role,
      name: personal ? (invitee?.name ?? '') : '',
      organisation: personal ? (invitee?.organisation?.name ?? participant?.name ?? null) : null,
      address: personal ? `${input.origin}${paths.invitation(EXAMPLE_TOKEN)}` : null,
    }),
    role,
    roles,
    hasServer: context.mail !== null,
  }
}

/** Keeps a text in the coordinator's own words, or says everything that is wrong with it and keeps nothing. */
export async function changeMailText(
  context: AppContext,
  input: {
    actor: AuditActor
    roundId: string
    kind: MailKind
    posted: MailTemplate
    names: PlaceholderTexts
  },
): Promise<
  { kind: 'changed' } | { kind: 'invalid'; problems: MailTemplateProblem[] } | Refused<'unknown-round'>
> {
  const { template, problems } = readTemplate(input.kind, input.posted, input.names)
  if (problems.length > 0) return { kind: 'invalid', problems }
  return change(context, input, 'mail-text-changed', (trx) =>
    saveMailText(trx, input.roundId, input.kind, template),
  )
}

/** The default words again. */
export async function resetMailText(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; kind: MailKind },
): Promise<{ kind: 'changed' } | Refused<'unknown-round'>> {
  return change(context, input, 'mail-text-changed', (trx) => forgetMailText(trx, input.roundId, input.kind))
}

/** Whether reminders go, and where answers to mail go: to `replyTo`, or where it is empty to the installation. */
export async function changeMailSettings(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; reminders: boolean; replyTo: string },
): Promise<{ kind: 'changed' } | { kind: 'invalid' } | Refused<'unknown-round'>> {
  const empty = input.replyTo.trim() === ''
  const replyTo = empty ? null : foldEmail(input.replyTo)
  if (!empty && replyTo === null) return { kind: 'invalid' }
  return change(context, input, 'mail-settings-changed', (trx) =>
    saveMailSettings(trx, input.roundId, { reminders: input.reminders, replyTo }),
  )
}

/** The e-mail address of someone of staff; null for who has no account. */
export async function ownAddress(
  context: AppContext,
  input: { accountId: string | null },
): Promise<string | null> {
  if (input.accountId === null) return null
  return (await findAccount(context.db.kysely, { id: input.accountId }))?.email ?? null
}

async function change(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
  action: AuditAction,
  save: (trx: Queries) => Promise<void>,
): Promise<{ kind: 'changed' } | Refused<'unknown-round'>> {
  return inTransaction(context.db, async (trx) => {
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    await save(trx)
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(input.actor),
      action,
      regionId: round.regionId,
      subject: { roundId: round.id },
    })
    return { kind: 'changed' as const }
  })
}
