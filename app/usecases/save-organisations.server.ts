import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import {
  createOrganisations,
  deleteOrganisation,
  findRegion,
  isOrganisationInUse,
  listOrganisations,
  updateOrganisation,
} from '../../db/queries/regions.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { fieldProblem } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import { knownParties } from '../domain/framework/framework.ts'
import { folded, organisationFrom, organisationsFrom } from '../domain/region/region-form.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

type Invalid = { kind: 'invalid'; problems: FieldProblem[] }

/** Adds a list of organisations of one kind, all or none. Gives how many were added. */
export async function addOrganisations(
  context: AppContext,
  input: {
    actor: AuditActor
    regionId: string
    party: string | null
    list: string | null
    about: boolean
  },
): Promise<{ kind: 'added'; count: number } | Invalid | Refused<'unknown-region'>> {
  return inTransaction(context.db, async (trx) => {
    if (!(await findRegion(trx, input.regionId))) return refused('unknown-region')
    const present = await listOrganisations(trx, input.regionId)
    const read = organisationsFrom(input, partyIds(context), present)
    if (!read.ok) return { kind: 'invalid' as const, problems: read.problems }
    const added = read.value.map((fields) => ({ id: context.randomId(), ...fields }))
    await createOrganisations(trx, input.regionId, added)
    await log(context, trx, input)
    return { kind: 'added' as const, count: added.length }
  })
}

/**
 * Changes one organisation. Its kind stays as it is once somebody was invited there: what they were asked hangs on
 * it.
 */
export async function changeOrganisation(
  context: AppContext,
  input: {
    actor: AuditActor
    regionId: string
    organisationId: string
    party: string | null
    name: string | null
    people: string | null
    about: boolean
  },
): Promise<{ kind: 'changed' } | Invalid | Refused<'unknown-organisation' | 'organisation-in-use'>> {
  const read = organisationFrom(input, partyIds(context))
  if (!read.ok) return { kind: 'invalid', problems: read.problems }
  return inTransaction(context.db, async (trx) => {
    const present = await listOrganisations(trx, input.regionId)
    const before = present.find(({ id }) => id === input.organisationId)
    if (!before) return refused('unknown-organisation')
    const { party, name } = read.value
    const twin = present.find(
      (one) => one.id !== before.id && one.party === party && folded(one.name) === folded(name),
    )
    if (twin) return { kind: 'invalid' as const, problems: [fieldProblem('name', 'twice')] }
    if (party !== before.party && (await isOrganisationInUse(trx, before.id))) {
      return refused('organisation-in-use')
    }
    await updateOrganisation(trx, input.regionId, { id: before.id, ...read.value })
    await log(context, trx, { ...input, organisationId: before.id })
    return { kind: 'changed' as const }
  })
}

/** Removes an organisation, as long as nobody was invited there and it stands in no round that opened. */
export async function removeOrganisation(
  context: AppContext,
  input: { actor: AuditActor; regionId: string; organisationId: string },
): Promise<{ kind: 'removed' } | Refused<'unknown-organisation' | 'organisation-in-use'>> {
  return inTransaction(context.db, async (trx) => {
    const present = await listOrganisations(trx, input.regionId)
    if (!present.some(({ id }) => id === input.organisationId)) return refused('unknown-organisation')
    if (!(await deleteOrganisation(trx, input.regionId, input.organisationId))) {
      return refused('organisation-in-use')
    }
    await log(context, trx, input)
    return { kind: 'removed' as const }
  })
}

function partyIds(context: AppContext): string[] {
  return knownParties(context.frameworks.list()).map(({ id }) => id)
}

async function log(
  context: AppContext,
  trx: Queries,
  input: { actor: AuditActor; regionId: string; organisationId?: string },
): Promise<void> {
  await appendAudit(trx, {
    at: context.now().toISOString(),
    actor: auditActorText(input.actor),
    action: 'organisations-changed',
    regionId: input.regionId,
    subject: input.organisationId === undefined ? {} : { organisationId: input.organisationId },
  })
}
