import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import {
  createInvitees,
  listInvitedOrganisations,
  listInvitees,
  removeInvitee,
  replaceToken,
  updateInvitee,
} from '../../db/queries/invitees.ts'
import { forgetMail, listAddressees } from '../../db/queries/outbox.ts'
import { listParticipants } from '../../db/queries/participants.ts'
import { createInvitations, hashOfToken } from '../../db/queries/respondents.ts'
import { findRound, lockRoles } from '../../db/queries/rounds.ts'
import type { RoundInRegion } from '../../db/queries/rounds.ts'
import { foldEmail, MAX_NAME } from '../domain/access/account.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import type { Framework, Role } from '../domain/framework/framework.ts'
import { oneLine } from '../domain/field.ts'
import { refused } from '../domain/refusal.ts'
import { readInvitees } from '../domain/round/invitee-list.ts'
import type { ColumnMapping, InviteeRow, RowProblem } from '../domain/round/invitee-list.ts'
import { frameworkOf, isOver, today } from '../domain/round/round.ts'
import type { RoundStatus } from '../domain/round/round.ts'
import { seal, unseal } from '../seal.server.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** Sealed for this use, a token opens for no other. */
const PURPOSE = 'invitation'

export type InviteeView = {
  invitationId: string
  name: string
  email: string | null
  organisation: string | null
  /** Null when it was sealed with another secret than the installation has now: make a new link. */
  token: string | null
}

export type InviteesView = {
  kind: 'invitees'
  /** ISO date in the Netherlands. */
  today: string
  round: {
    id: string
    title: string
    askedBy: string
    closesAt: string
    status: RoundStatus
    region: { id: string; title: string; invented: boolean }
  }
  roles: { role: Role; invitees: InviteeView[] }[]
}

type NoRound = Refused<'unknown-round' | 'framework-missing'>

/** Who was invited by name, with their links. Whether they answered cannot be seen here or anywhere. */
export async function showInvitees(
  context: AppContext,
  input: { roundId: string },
): Promise<InviteesView | NoRound> {
  const db = context.db.kysely
  const found = await findSetting(context, db, input.roundId)
  if (found.kind === 'refused') return found
  const { round, framework } = found
  const invitees = await listInvitees(db, round.id)
  const { id, title, askedBy, closesAt, status, regionId, region } = round
  return {
    kind: 'invitees',
    today: today(context.now()),
    round: { id, title, askedBy, closesAt, status, region: { id: regionId, ...region } },
    roles: framework.roles.map((role) => ({
      role,
      invitees: invitees
        .filter((invitee) => invitee.role === role.id)
        .map(({ invitationId, name, email, organisation, sealedToken }) => ({
          invitationId,
          name,
          email,
          organisation: organisation?.name ?? null,
          token: unseal(context.secret, PURPOSE, sealedToken),
        })),
    })),
  }
}

/** What would become of a list: every row with what is wrong with it. Keeps nothing. */
export async function previewInvitees(
  context: AppContext,
  input: { roundId: string; role: string; table: string[][]; mapping: ColumnMapping },
): Promise<{ kind: 'preview'; rows: InviteeRow[] } | NoRound | Refused<'unknown-role'>> {
  const db = context.db.kysely
  const found = await findSetting(context, db, input.roundId)
  if (found.kind === 'refused') return found
  return readList(db, found, input)
}

/**
 * Invites everybody on a list whose row has nothing wrong with it; the other rows are left out, as the preview said.
 * The list is read again: someone else may have invited the same people meanwhile.
 */
export async function addInvitees(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; role: string; table: string[][]; mapping: ColumnMapping },
): Promise<{ kind: 'added'; count: number } | NoRound | Refused<'unknown-role' | 'round-closed'>> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const found = await findSetting(context, trx, input.roundId)
    if (found.kind === 'refused') return found
    if (isOver(found.round)) return refused('round-closed')
    const read = await readList(trx, found, input)
    if (read.kind === 'refused') return read
    const good = read.rows
      .filter(({ problem }) => problem === null)
      .map((row) => ({ ...row, id: context.randomId(), ...newToken(context) }))
    await createInvitations(
      trx,
      good.map(({ id, organisation, tokenHash }) => ({
        id,
        roundId: found.round.id,
        role: input.role,
        party: organisation?.party ?? null,
        organisationId: organisation?.id ?? null,
        tokenHash,
      })),
    )
    await createInvitees(
      trx,
      good.map(({ id, name, email, sealedToken }) => ({ invitationId: id, name, email, sealedToken })),
    )
    if (good.length > 0) await audit(context, trx, input.actor, 'people-invited', found.round)
    return { kind: 'added' as const, count: good.length }
  })
}

/** Gives one person a new link; the old one opens nothing any more, and what was filled in stands behind the new. */
export async function renewInvitation(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; invitationId: string },
): Promise<{ kind: 'renewed' } | Refused<'unknown-round' | 'unknown-link'>> {
  return changeOne(context, input, 'invitation-renewed', async (trx) => {
    const replaced = await replaceToken(trx, input.roundId, input.invitationId, newToken(context))
    // The mail with the old link is of no use any more: the next round of mail sends the new one.
    if (replaced) await forgetMail(trx, input.invitationId)
    return replaced
  }).then((done) => (done === true ? { kind: 'renewed' } : done))
}

/** What is wrong with the details of one person. */
export type InviteeProblem = { field: 'name' | 'email'; reason: RowProblem }

/**
 * Changes name or address of one person; the link stays the same. With another address the invitation counts as not
 * mailed, so that it goes to the new one with the next mail.
 */
export async function changeInvitee(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; invitationId: string; name: string; email: string },
): Promise<
  | { kind: 'changed' }
  | { kind: 'invalid'; problems: InviteeProblem[] }
  | Refused<'unknown-round' | 'unknown-link' | 'round-closed'>
> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    const invitees = await listInvitees(trx, round.id)
    const before = invitees.find(({ invitationId }) => invitationId === input.invitationId)
    if (!before) return refused('unknown-link')
    if (isOver(round)) return refused('round-closed')
    const name = oneLine(input.name)
    const email = foldEmail(input.email)
    const problems: InviteeProblem[] = []
    if ([...name].length > MAX_NAME) problems.push({ field: 'name', reason: 'name-too-long' })
    if (input.email.trim() === '') problems.push({ field: 'email', reason: 'no-email' })
    else if (email === null) problems.push({ field: 'email', reason: 'wrong-email' })
    else if (invitees.some((one) => one !== before && one.role === before.role && one.email === email)) {
      problems.push({ field: 'email', reason: 'invited-already' })
    }
    if (problems.length > 0 || email === null) return { kind: 'invalid' as const, problems }
    await updateInvitee(trx, before.invitationId, { name, email })
    if (email !== before.email) await forgetMail(trx, before.invitationId)
    await audit(context, trx, input.actor, 'invitation-changed', round)
    return { kind: 'changed' as const }
  })
}

/**
 * Who is in a file to remind with, in the coordinator's own mail. Of a named role who has not sent; of an anonymous
 * role everybody, for a file of who has not sent would tell who has.
 */
export async function listToRemind(
  context: AppContext,
  input: { roundId: string; role: string },
): Promise<{ kind: 'to-remind'; invitationIds: string[] } | NoRound> {
  const db = context.db.kysely
  const found = await findSetting(context, db, input.roundId)
  if (found.kind === 'refused') return found
  const role = found.framework.roles.find(({ id }) => id === input.role)
  const people = (await listAddressees(db, found.round.id)).filter((one) => one.role === input.role)
  const named = role?.anonymity === 'named'
  return {
    kind: 'to-remind',
    invitationIds: people.filter(({ sent }) => !named || !sent).map(({ invitationId }) => invitationId),
  }
}

/**
 * Takes one invitation back: name and address are erased and the link opens nothing, with what was filled in and not
 * sent. What was sent keeps counting, and the answer is the same: it does not tell whether anything was.
 */
export async function withdrawInvitation(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; invitationId: string },
): Promise<{ kind: 'withdrawn' } | Refused<'unknown-round' | 'unknown-link'>> {
  return changeOne(context, input, 'invitation-withdrawn', (trx) =>
    removeInvitee(trx, input.roundId, input.invitationId),
  ).then((done) => (done === true ? { kind: 'withdrawn' } : done))
}

async function changeOne(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
  action: AuditAction,
  change: (trx: Queries) => Promise<boolean>,
): Promise<true | Refused<'unknown-round' | 'unknown-link'>> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (!(await change(trx))) return refused('unknown-link')
    await audit(context, trx, input.actor, action, round)
    return true as const
  })
}

type Setting = { kind: 'found'; round: RoundInRegion; framework: Framework }

async function findSetting(context: AppContext, db: Queries, roundId: string): Promise<Setting | NoRound> {
  const round = await findRound(db, roundId)
  if (!round) return refused('unknown-round')
  const framework = frameworkOf(round, context.frameworks)
  return framework ? { kind: 'found', round, framework } : refused('framework-missing')
}

async function readList(
  db: Queries,
  { round, framework }: Setting,
  input: { role: string; table: string[][]; mapping: ColumnMapping },
): Promise<{ kind: 'preview'; rows: InviteeRow[] } | Refused<'unknown-role'>> {
  const role = framework.roles.find(({ id }) => id === input.role)
  if (!role) return refused('unknown-role')
  const participants = await listParticipants(db, round.id)
  const invitees = await listInvitees(db, round.id)
  const rows = readInvitees(input.table, input.mapping, {
    organisations: participants
      .filter((one) => one.role === role.id)
      .map(({ organisationId, name, party }) => ({ id: organisationId, name, party })),
    emails: invitees.flatMap(({ role: of, email }) => (of === role.id && email !== null ? [email] : [])),
    taken: role.anonymity === 'named' ? await listInvitedOrganisations(db, round.id, role.id) : null,
  })
  return { kind: 'preview', rows }
}

function newToken(context: AppContext): { tokenHash: string; sealedToken: string } {
  const token = context.randomToken()
  return { tokenHash: hashOfToken(token), sealedToken: seal(context.secret, PURPOSE, token) }
}

async function audit(
  context: AppContext,
  trx: Queries,
  actor: AuditActor,
  action: AuditAction,
  round: { id: string; regionId: string },
): Promise<void> {
  await appendAudit(trx, {
    at: context.now().toISOString(),
    actor: auditActorText(actor),
    action,
    regionId: round.regionId,
    subject: { roundId: round.id },
  })
}
