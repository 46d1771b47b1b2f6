import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { listParticipants, replaceParticipants } from '../../db/queries/participants.ts'
import { listOrganisations } from '../../db/queries/regions.ts'
import {
  deleteDraft,
  findRound,
  lockRoles,
  saveRoles,
  saveVisibility,
  updateDraft,
} from '../../db/queries/rounds.ts'
import type { RoundInRegion } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction, AuditActor } from '../domain/access/audit.ts'
import { fieldProblem } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { invitedIn } from '../domain/round/participants.ts'
import { basicsFrom, participantsFrom, rulesFrom } from '../domain/round/round-form.ts'
import type { RoundBasics } from '../domain/round/round-form.ts'
import { closingMoment, frameworkOf, isFrozen, TIME_ZONE, today } from '../domain/round/round.ts'
import { visibilityFrom, widenedChoices } from '../domain/round/visibility.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

type Invalid = { kind: 'invalid'; problems: FieldProblem[] }
type Changed = { kind: 'changed' }
type Refusals = Refused<'unknown-round' | 'round-frozen' | 'framework-missing'>
type Input = { actor: AuditActor; roundId: string }

/** Changes name, questionnaire and days of a round that has not opened; on trial only name and days. */
export async function changeBasics(
  context: AppContext,
  input: Input & Record<keyof RoundBasics, string | null>,
): Promise<Changed | Invalid | Refusals> {
  const read = basicsFrom(input, context.frameworks, today(context.now()))
  if (!read.ok) return { kind: 'invalid', problems: read.problems }
  const { title, askedBy, variant, closingDay, meetingDay } = read.value
  return change(context, input, async (trx, round, before) => {
    const framework = context.frameworks.find(read.value.framework) ?? before
    const same = framework.hash === before.hash
    // What people on trial have before them does not change under their hands.
    if (round.status === 'trial' && (!same || variant !== round.variant)) {
      return { kind: 'invalid', problems: [fieldProblem('framework', 'unknown')] }
    }
    const { id, version, hash } = framework
    await updateDraft(trx, {
      ...round,
      title,
      askedBy,
      framework: { id, version, hash },
      variant,
      closesAt: closingMoment(closingDay, TIME_ZONE),
      meetingDay,
    })
    if (!same) {
      const participants = (await listParticipants(trx, round.id)).filter(({ role }) =>
        framework.roles.some((one) => one.id === role),
      )
      await replaceParticipants(trx, round.id, [])
      await saveRoles(
        trx,
        round.id,
        framework.roles.map(({ id: role, minimumGroup, weighting }) => ({
          role,
          minimumGroup,
          weighting,
          invited: invitedIn(framework, role, participants),
        })),
      )
      await replaceParticipants(trx, round.id, participants)
    }
    return { kind: 'changed' }
  })
}

/** Replaces who is asked. `posted` are the fields of the form, named by `invitedField` and `aboutField`. */
export async function changeParticipants(
  context: AppContext,
  input: Input & { posted: ReadonlyMap<string, string> },
): Promise<Changed | Invalid | Refusals> {
  return change(context, input, async (trx, round, framework) => {
    const organisations = await listOrganisations(trx, round.regionId)
    const read = participantsFrom(input.posted, framework, organisations)
    if (!read.ok) return { kind: 'invalid', problems: read.problems }
    await replaceParticipants(trx, round.id, read.value)
    await keepInvited(trx, round, framework)
    return { kind: 'changed' }
  })
}

/** Sets k and weighting per role. */
export async function changeRules(
  context: AppContext,
  input: Input & { posted: ReadonlyMap<string, string> },
): Promise<Changed | Invalid | Refusals> {
  return change(context, input, async (trx, round, framework) => {
    const read = rulesFrom(input.posted, framework)
    if (!read.ok) return { kind: 'invalid', problems: read.problems }
    const rules = read.value.map((rule) => ({
      ...rule,
      invited: round.roles.find(({ role }) => role === rule.role)?.invited ?? null,
    }))
    await saveRoles(trx, round.id, rules)
    return { kind: 'changed' }
  })
}

/**
 * Fixes who sees what. Before the round opens every choice is free; afterwards only a narrower one is, and a wider
 * one is refused as `wider` at its field.
 */
export async function chooseVisibility(
  context: AppContext,
  input: Input & { posted: ReadonlyMap<string, string> },
): Promise<Changed | Invalid | Refused<'unknown-round'>> {
  const read = visibilityFrom(input.posted)
  if (!read.ok) {
    return { kind: 'invalid', problems: read.missing.map((field) => fieldProblem(field, 'missing')) }
  }
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    // Whoever answers on trial or for real has read the promise.
    const promised = round.status === 'draft' ? null : round.visibility
    const wider = promised === null ? [] : widenedChoices(promised, read.value)
    if (wider.length > 0) {
      return { kind: 'invalid' as const, problems: wider.map((field) => fieldProblem(field, 'wider')) }
    }
    await saveVisibility(trx, round.id, read.value)
    await log(context, trx, input.actor, promised === null ? 'round-changed' : 'visibility-narrowed', round)
    return { kind: 'changed' as const }
  })
}

/** Throws a draft away. A round that was ever open stays. */
export async function deleteRound(
  context: AppContext,
  input: Input,
): Promise<{ kind: 'deleted'; regionId: string } | Refused<'unknown-round' | 'round-frozen'>> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (round.status !== 'draft') return refused('round-frozen')
    await deleteDraft(trx, round.id)
    await log(context, trx, input.actor, 'round-deleted', round)
    return { kind: 'deleted' as const, regionId: round.regionId }
  })
}

/** Holds the round, and changes it as long as its rules are not frozen. */
async function change(
  context: AppContext,
  input: Input,
  work: (trx: Queries, round: RoundInRegion, framework: Framework) => Promise<Changed | Invalid>,
): Promise<Changed | Invalid | Refusals> {
  return inTransaction(context.db, async (trx) => {
    await lockRoles(trx, input.roundId)
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    if (isFrozen(round)) return refused('round-frozen')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const result = await work(trx, round, framework)
    if (result.kind === 'changed') await log(context, trx, input.actor, 'round-changed', round)
    return result
  })
}

async function keepInvited(trx: Queries, round: RoundInRegion, framework: Framework): Promise<void> {
  const participants = await listParticipants(trx, round.id)
  const roles = round.roles.map((role) => ({
    ...role,
    invited: invitedIn(framework, role.role, participants),
  }))
  await saveRoles(trx, round.id, roles)
}

async function log(
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
