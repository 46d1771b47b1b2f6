import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { listEntries } from '../../db/queries/editorial.ts'
import {
  addHearingParties,
  findHearing,
  listHearingParties,
  listOrganisationsHeard,
  replaceHearingToken,
  saveHearing,
} from '../../db/queries/hearings.ts'
import { hashOfToken } from '../../db/queries/respondents.ts'
import { findRound } from '../../db/queries/rounds.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditAction } from '../domain/access/audit.ts'
import type { AccountActor } from '../domain/access/access.ts'
import { fieldProblem } from '../domain/field.ts'
import type { FieldProblem } from '../domain/field.ts'
import type { Framework } from '../domain/framework/framework.ts'
import { refused } from '../domain/refusal.ts'
import type { Refused } from '../domain/refusal.ts'
import { latest, reactionAbout } from '../domain/report/editorial-entries.ts'
import { isDay } from '../domain/round/planning.ts'
import { closingMoment, frameworkOf, isOver, TIME_ZONE } from '../domain/round/round.ts'
import { seal, unseal } from '../seal.server.ts'
import type { AppContext } from '../context.server.ts'

/** Sealed for this use, a token opens for no other. */
const PURPOSE = 'hearing link'

type Missing = Refused<'unknown-round' | 'round-not-closed' | 'framework-missing'>

export type HearingView = {
  kind: 'hearing'
  /** Null before it was begun. `until` is ISO 8601 in UTC; `open` while parties may react. */
  hearing: { until: string; begunAt: string; open: boolean } | null
  parties: {
    organisationId: string
    name: string
    /** Null without a link, or when it was sealed with another secret than the installation has now. */
    token: string | null
    /** How many reactions it gave, and when the last; null while it gave none. */
    reacted: { count: number; at: string } | null
  }[]
}

/** Whether parties are heard about the concept of a round that is over, and what came of it. */
export async function showHearing(
  context: AppContext,
  input: { roundId: string },
): Promise<HearingView | Missing> {
  const db = context.db.kysely
  const found = await roundOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const hearing = await findHearing(db, input.roundId)
  const links = new Map(
    (await listHearingParties(db, input.roundId)).map((one) => [one.organisationId, one.sealedToken]),
  )
  const reactions = latest(await listEntries(db, input.roundId), 'reaction')
  const organisations = await listOrganisationsHeard(db, input.roundId, namedRoles(found.framework))
  return {
    kind: 'hearing',
    hearing: hearing ? { ...hearing, open: context.now().toISOString() < hearing.until } : null,
    parties: organisations.map(({ id, name }) => {
      const own = reactions.filter(
        ({ subject, value }) => value.kind !== 'none' && reactionAbout(subject).organisationId === id,
      )
      const sealed = links.get(id)
      const at = own
        .map((one) => one.at)
        .sort()
        .at(-1)
      return {
        organisationId: id,
        name,
        token: sealed === undefined ? null : unseal(context.secret, PURPOSE, sealed),
        reacted: at === undefined ? null : { count: own.length, at },
      }
    }),
  }
}

/**
 * Begins a hearing, with a link for every organisation that took part by name, or puts its last day elsewhere. Links
 * that are there stay.
 */
export async function holdHearing(
  context: AppContext,
  input: { actor: AccountActor; roundId: string; day: string | null },
): Promise<
  { kind: 'held' } | { kind: 'invalid'; problems: FieldProblem[] } | Refused<'nobody-to-hear'> | Missing
> {
  const found = await roundOf(context, input.roundId)
  if (found.kind === 'refused') return found
  const day = (input.day ?? '').trim()
  if (!isDay(day)) {
    return { kind: 'invalid', problems: [fieldProblem('day', day === '' ? 'missing' : 'not-a-day')] }
  }
  const at = context.now().toISOString()
  const until = closingMoment(day, TIME_ZONE)
  if (until <= at) return { kind: 'invalid', problems: [fieldProblem('day', 'in-the-past')] }
  return inTransaction(context.db, async (trx) => {
    const organisations = await listOrganisationsHeard(trx, input.roundId, namedRoles(found.framework))
    if (organisations.length === 0) return refused('nobody-to-hear')
    const before = await findHearing(trx, input.roundId)
    await saveHearing(trx, input.roundId, { until, begunAt: at })
    await addHearingParties(
      trx,
      input.roundId,
      organisations.map(({ id }) => ({ organisationId: id, ...newToken(context) })),
    )
    await note(trx, context, input, found.regionId, before ? 'hearing-moved' : 'hearing-begun')
    return { kind: 'held' as const }
  })
}

/** Ends a hearing now: nobody can react any more, and publishing no longer waits for it. */
export async function endHearing(
  context: AppContext,
  input: { actor: AccountActor; roundId: string },
): Promise<{ kind: 'ended' } | Missing> {
  const found = await roundOf(context, input.roundId)
  if (found.kind === 'refused') return found
  return inTransaction(context.db, async (trx) => {
    const hearing = await findHearing(trx, input.roundId)
    const now = context.now().toISOString()
    if (hearing && now < hearing.until) {
      await saveHearing(trx, input.roundId, { ...hearing, until: now })
      await note(trx, context, input, found.regionId, 'hearing-moved')
    }
    return { kind: 'ended' as const }
  })
}

/** Gives a party another link, for when the old one came where it should not. What it said stays. */
export async function renewHearingLink(
  context: AppContext,
  input: { actor: AccountActor; roundId: string; organisationId: string },
): Promise<{ kind: 'renewed' } | Refused<'unknown-link'> | Missing> {
  const found = await roundOf(context, input.roundId)
  if (found.kind === 'refused') return found
  return inTransaction(context.db, async (trx) => {
    const { organisationId } = input
    const renewed = await replaceHearingToken(trx, input.roundId, { organisationId, ...newToken(context) })
    if (!renewed) return refused('unknown-link')
    await note(trx, context, input, found.regionId, 'hearing-link-renewed')
    return { kind: 'renewed' as const }
  })
}

async function roundOf(
  context: AppContext,
  roundId: string,
): Promise<{ kind: 'round'; regionId: string; framework: Framework } | Missing> {
  const round = await findRound(context.db.kysely, roundId)
  if (!round) return refused('unknown-round')
  if (!isOver(round)) return refused('round-not-closed')
  const framework = frameworkOf(round, context.frameworks)
  if (!framework) return refused('framework-missing')
  return { kind: 'round', regionId: round.regionId, framework }
}

function namedRoles(framework: Framework): string[] {
  return framework.roles.filter(({ anonymity }) => anonymity === 'named').map(({ id }) => id)
}

function newToken(context: AppContext): { tokenHash: string; sealedToken: string } {
  const token = context.randomToken()
  return { tokenHash: hashOfToken(token), sealedToken: seal(context.secret, PURPOSE, token) }
}

async function note(
  trx: Parameters<typeof appendAudit>[0],
  context: AppContext,
  input: { actor: AccountActor; roundId: string },
  regionId: string,
  action: AuditAction,
): Promise<void> {
  await appendAudit(trx, {
    at: context.now().toISOString(),
    actor: auditActorText(input.actor),
    action,
    regionId,
    subject: { roundId: input.roundId },
  })
}
