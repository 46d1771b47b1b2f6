import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { createOpenLinks, listOpenLinks, replaceOpenToken } from '../../db/queries/open-links.ts'
import { listParticipants } from '../../db/queries/participants.ts'
import { hashOfToken } from '../../db/queries/respondents.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import type { Role } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { makeLinkCode } from '../domain/round/link-code.ts'
import { frameworkOf, isOver } from '../domain/round/round.ts'
import type { Headcount, RoundStatus } from '../domain/round/round.ts'
import { seal, unseal } from '../seal.server.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

/** An organisation that shares a link. */
export type OrganisationLink = {
  organisationId: string
  name: string
  party: string
  /** How many people are asked there. */
  invited: Headcount
  /** Null while no link was made, or when it was sealed with another secret than the installation has now. */
  link: { id: string; token: string } | null
}

export type OpenLinksView = {
  kind: 'open-links'
  round: {
    id: string
    title: string
    askedBy: string
    closesAt: string
    status: RoundStatus
    region: { id: string; title: string; invented: boolean }
  }
  /** The anonymous roles of the framework; in named roles every organisation answers by a link of its own. */
  roles: { role: Role; minutes: number | null; organisations: OrganisationLink[] }[]
}

/** Every open link of a round, with the organisations that have none yet. */
export async function showOpenLinks(
  context: AppContext,
  input: { roundId: string },
): Promise<OpenLinksView | Refused<'unknown-round' | 'framework-missing'>> {
  const db = context.db.kysely
  const round = await findRound(db, input.roundId)
  if (!round) return refused('unknown-round')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  const participants = await listParticipants(db, round.id)
  const links = await listOpenLinks(db, round.id)
  const { id, title, askedBy, closesAt, status, regionId, region } = round
  return {
    kind: 'open-links',
    round: { id, title, askedBy, closesAt, status, region: { id: regionId, ...region } },
    roles: framework.roles
      .filter(({ anonymity }) => anonymity === 'anonymous')
      .map((role) => ({
        role,
        minutes: framework.variants[round.variant].minutes[role.id] ?? null,
        organisations: participants
          .filter((participant) => participant.role === role.id)
          .map(({ organisationId, name, party, invited }) => {
            const link = links.find((one) => one.role === role.id && one.organisationId === organisationId)
            const token = link ? unseal(context.secret, 'open link', link.sealedToken) : null
            return {
              organisationId,
              name,
              party,
              invited,
              link: link && token !== null ? { id: link.id, token } : null,
            }
          }),
      })),
  }
}

/** One organisation's link with all that a poster says. */
export async function showOneOpenLink(
  context: AppContext,
  input: { roundId: string; linkId: string },
): Promise<
  | (Omit<OpenLinksView['roles'][number], 'organisations'> & {
      kind: 'one-link'
      round: OpenLinksView['round']
      organisation: OrganisationLink
      token: string
    })
  | Refused<'unknown-round' | 'framework-missing' | 'unknown-link'>
> {
  const view = await showOpenLinks(context, input)
  if (view.kind === 'refused') return view
  for (const { role, minutes, organisations } of view.roles) {
    const organisation = organisations.find(({ link }) => link?.id === input.linkId)
    if (organisation?.link) {
      return {
        kind: 'one-link',
        role,
        minutes,
        round: view.round,
        organisation,
        token: organisation.link.token,
      }
    }
  }
  return refused('unknown-link')
}

/** Makes a link for every organisation of an anonymous role that has none. Doing it again makes no second one. */
export async function makeOpenLinks(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
): Promise<
  { kind: 'made'; count: number } | Refused<'unknown-round' | 'framework-missing' | 'round-closed'>
> {
  const view = await showOpenLinks(context, input)
  if (view.kind === 'refused') return view
  if (isOver(view.round)) return refused('round-closed')
  const wanted = view.roles.flatMap(({ role, organisations }) =>
    organisations
      .filter(({ link }) => link === null)
      .map(({ organisationId }) => ({ role: role.id, organisationId, ...newToken(context) })),
  )
  if (wanted.length === 0) return { kind: 'made', count: 0 }
  return inTransaction(context.db, async (trx) => {
    await createOpenLinks(
      trx,
      view.round.id,
      wanted.map((one) => ({ ...one, id: context.randomId() })),
    )
    await appendAudit(trx, auditOf(context, input.actor, 'open-links-made', view.round))
    return { kind: 'made' as const, count: wanted.length }
  })
}

/**
 * Gives an organisation another link, for when the old one came where it should not: that one opens nothing from
 * then on. Who began through it goes on by the link of their own.
 */
export async function renewOpenLink(
  context: AppContext,
  input: { actor: AuditActor; roundId: string; linkId: string },
): Promise<{ kind: 'renewed' } | Refused<'unknown-round' | 'unknown-link'>> {
  const round = await findRound(context.db.kysely, input.roundId)
  if (!round) return refused('unknown-round')
  return inTransaction(context.db, async (trx) => {
    const renewed = await replaceOpenToken(trx, round.id, { id: input.linkId, ...newToken(context) })
    if (!renewed) return refused('unknown-link')
    await appendAudit(
      trx,
      auditOf(context, input.actor, 'open-link-renewed', {
        id: round.id,
        region: { id: round.regionId },
      }),
    )
    return { kind: 'renewed' as const }
  })
}

function newToken(context: AppContext): { tokenHash: string; sealedToken: string } {
  const token = makeLinkCode((limit) => context.randomBelow(limit), 3)
  return { tokenHash: hashOfToken(token), sealedToken: seal(context.secret, 'open link', token) }
}

function auditOf(
  context: AppContext,
  actor: AuditActor,
  action: 'open-links-made' | 'open-link-renewed',
  round: { id: string; region: { id: string } },
) {
  return {
    at: context.now().toISOString(),
    actor: auditActorText(actor),
    action,
    regionId: round.region.id,
    subject: { roundId: round.id },
  }
}
