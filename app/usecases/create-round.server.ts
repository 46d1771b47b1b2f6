import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { copyMailTexts } from '../../db/queries/mail-texts.ts'
import { listParticipants, replaceParticipants } from '../../db/queries/participants.ts'
import { findRegion, listOrganisations } from '../../db/queries/regions.ts'
import { createRound, findRound } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import type { FieldProblem } from '../domain/field.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import { invitedIn } from '../domain/round/participants.ts'
import type { Participant } from '../domain/round/participants.ts'
import { basicsFrom, nextTitle } from '../domain/round/round-form.ts'
import type { RoundBasics } from '../domain/round/round-form.ts'
import { closingMoment, frameworkOf, lastDay, TIME_ZONE, today } from '../domain/round/round.ts'
import type { Round } from '../domain/round/round.ts'
import type { AppContext } from '../context.server.ts'
import type { Refused } from '../domain/refusal.ts'

type Created = { kind: 'created'; roundId: string }

/**
 * Makes a draft of a round: every organisation of the region takes part with the people it is known to have, k and
 * weighting are the framework's. All of it can be changed until the round opens.
 */
export async function createDraft(
  context: AppContext,
  input: { actor: AuditActor; regionId: string } & Record<keyof RoundBasics, string | null>,
): Promise<Created | { kind: 'invalid'; problems: FieldProblem[] } | Refused<'unknown-region'>> {
  const read = basicsFrom(input, context.frameworks, today(context.now()))
  if (!read.ok) return { kind: 'invalid', problems: read.problems }
  const { title, askedBy, variant, closingDay, meetingDay } = read.value
  const framework = context.frameworks.find(read.value.framework)
  if (!framework) throw new Error('A framework that was just found is gone')
  return inTransaction(context.db, async (trx) => {
    if (!(await findRegion(trx, input.regionId))) return refused('unknown-region')
    const organisations = await listOrganisations(trx, input.regionId)
    const participants = framework.roles.flatMap((role) =>
      organisations.flatMap(({ id: organisationId, name, party, people }): Participant[] => {
        const one = { organisationId, name, party, role: role.id }
        if (role.anonymity === 'named') return [{ ...one, invited: 1 }]
        return people === null || people === 0 ? [] : [{ ...one, invited: people }]
      }),
    )
    const roundId = await keepDraft(context, trx, input.actor, framework, participants, {
      regionId: input.regionId,
      title,
      askedBy,
      variant,
      closesAt: closingMoment(closingDay, TIME_ZONE),
      meetingDay,
      visibility: null,
    })
    return { kind: 'created' as const, roundId }
  })
}

/**
 * Copies a round to the next year: the same questions, people, rules and promises, all days a year later.
 */
export async function copyRound(
  context: AppContext,
  input: { actor: AuditActor; roundId: string },
): Promise<Created | Refused<'unknown-round' | 'framework-missing'>> {
  return inTransaction(context.db, async (trx) => {
    const round = await findRound(trx, input.roundId)
    if (!round) return refused('unknown-round')
    const framework = frameworkOf(round, context.frameworks)
    if (!framework) return refused('framework-missing')
    const closingDay = yearLater(lastDay(round.closesAt, TIME_ZONE), today(context.now()))
    const participants = await listParticipants(trx, round.id)
    const roundId = await keepDraft(
      context,
      trx,
      input.actor,
      framework,
      participants,
      {
        regionId: round.regionId,
        title: nextTitle(round.title, Number(closingDay.slice(0, 4))),
        askedBy: round.askedBy,
        variant: round.variant,
        closesAt: closingMoment(closingDay, TIME_ZONE),
        meetingDay: round.meetingDay && yearLater(round.meetingDay, closingDay),
        visibility: round.visibility,
      },
      round.roles,
    )
    await copyMailTexts(trx, round.id, roundId)
    return { kind: 'created' as const, roundId }
  })
}

async function keepDraft(
  context: AppContext,
  trx: Queries,
  actor: AuditActor,
  framework: Framework,
  participants: readonly Participant[],
  about: Pick<Round, 'regionId' | 'title' | 'askedBy' | 'variant' | 'closesAt' | 'meetingDay' | 'visibility'>,
  rules: readonly Pick<Round['roles'][number], 'role' | 'minimumGroup' | 'weighting'>[] = [],
): Promise<string> {
  const id = context.randomId()
  const at = context.now().toISOString()
  await createRound(trx, {
    ...about,
    id,
    framework: { id: framework.id, version: framework.version, hash: framework.hash },
    status: 'draft',
    opensAt: at,
    firstClosesAt: null,
    planHash: null,
    roles: framework.roles.map((role) => {
      const { minimumGroup, weighting } = rules.find((rule) => rule.role === role.id) ?? role
      const invited = invitedIn(framework, role.id, participants)
      return { role: role.id, minimumGroup, weighting, invited, sent: 0, unsent: null }
    }),
  })
  await replaceParticipants(trx, id, participants)
  await appendAudit(trx, {
    at,
    actor: auditActorText(actor),
    action: 'round-created',
    regionId: about.regionId,
    subject: { roundId: id },
  })
  return id
}

/** The same day in a later year, after `after`; 29 February becomes the 28th. */
function yearLater(day: string, after: string): string {
  let year = Number(day.slice(0, 4))
  let moved: string
  do {
    year += 1
    const rest = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)
    moved = `${year}${rest}`
  } while (moved <= after)
  return moved
}
