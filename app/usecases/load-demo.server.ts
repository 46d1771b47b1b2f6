import { inTransaction } from '../../db/client.ts'
import type { Queries } from '../../db/client.ts'
import { lockTable } from '../../db/dialect.ts'
import { createOrganisations, createRegion, deleteRegion, listRegions } from '../../db/queries/regions.ts'
import type { Organisation } from '../../db/queries/regions.ts'
import { createInvitations, hashOfToken, listInvitations } from '../../db/queries/respondents.ts'
import { admitResponses } from '../../db/queries/responses.ts'
import type { SentResponse } from '../../db/queries/responses.ts'
import { createRound, listRounds } from '../../db/queries/rounds.ts'
import type { AppContext } from '../context.server.ts'
import { readDemo } from '../demo.server.ts'
import type { DemoRegion } from '../demo.server.ts'
import { getRole } from '../domain/framework/framework.ts'
import { closingMoment, frameworkOf, TIME_ZONE } from '../domain/round/round.ts'
import type { Round } from '../domain/round/round.ts'
import { DEFAULT_VISIBILITY } from '../domain/round/visibility.ts'

/** A link to try the demo with. `token` goes behind `/v/`. */
export type DemoLink = { token: string; role: string; organisation: string | null }

const DAY = 24 * 60 * 60 * 1000
/** How long the demo's closed round was open, and how long the other one will be. */
const DAYS_OPEN = { closed: 42, open: 365 }
/** Links per anonymous role of the open round: enough to see a batch admitted. */
const ANONYMOUS_LINKS = 20
/** Links per role that are shown. */
const SHOWN_LINKS = 3

/**
 * Loads the demo into an empty database: an invented region with one closed round (for results and report) and one
 * open round (for trying the questionnaires). Gives `present` when it was loaded before, `not-empty` when the
 * database holds other regions. A demo that was loaded with another text of its framework, as after an upgrade, is
 * replaced as long as nothing but the demo is in the database.
 */
export async function loadDemo(context: AppContext): Promise<'loaded' | 'present' | 'not-empty'> {
  const found = await stateOf(context, context.db.kysely)
  if (found === 'present' || found === 'not-empty') return found
  const demo = await readDemo(context.frameworks)
  if (!demo) throw new Error('No framework has a demo: there is no demo/demo.yaml beside a framework.yaml')
  return inTransaction(context.db, async (trx) => {
    // Another server that started at the same moment may have loaded it meanwhile.
    await lockTable(trx, 'region')
    const now = await stateOf(context, trx)
    if (now === 'present' || now === 'not-empty') return now
    for (const region of await listRegions(trx)) await deleteRegion(trx, region.id)
    await load(context, trx, demo)
    return 'loaded'
  })
}

/** The demo's links for trying the questionnaires, those not yet sent; empty without a demo. */
export async function demoLinks(context: AppContext): Promise<DemoLink[]> {
  const db = context.db.kysely
  const rounds = await listRounds(db)
  const round = rounds.find((one) => one.region.invented && one.status === 'open')
  const framework = round && frameworkOf(round, context.frameworks)
  if (!round || !framework) return []
  const links = (await listInvitations(db, round.id)).flatMap(
    ({ id, role, organisation, tokenHash, state }) => {
      const token = demoToken(context, id)
      return state === 'open' && hashOfToken(token) === tokenHash ? [{ token, role, organisation }] : []
    },
  )
  return framework.roles.flatMap((role) =>
    links.filter((link) => link.role === role.id).slice(0, SHOWN_LINKS),
  )
}

/** Made from the installation's secret, so that it can be shown again though only its hash is kept. */
function demoToken(context: AppContext, invitationId: string): string {
  return context.derivedToken(`demo invitation ${invitationId}`)
}

async function stateOf(
  context: AppContext,
  db: Queries,
): Promise<'empty' | 'outdated' | 'present' | 'not-empty'> {
  const regions = await listRegions(db)
  if (regions.length === 0) return 'empty'
  if (regions.some((region) => !region.invented)) return 'not-empty'
  const rounds = await listRounds(db)
  return rounds.every((round) => frameworkOf(round, context.frameworks)) ? 'present' : 'outdated'
}

async function load(context: AppContext, trx: Queries, demo: DemoRegion): Promise<void> {
  const { framework, region, responses } = demo
  const { title, year, municipalities, figures } = region
  const regionId = context.randomId()
  await createRegion(trx, { id: regionId, title, year, invented: true, municipalities, figures })

  const organisations = organisationsOf(context, demo)
  await createOrganisations(trx, regionId, organisations)

  const now = context.now()
  const today = now.toISOString().slice(0, 10)
  const closesAt = closingMoment(region.date ?? today, TIME_ZONE)
  const opensAt = new Date(new Date(closesAt).getTime() - DAYS_OPEN.closed * DAY)
  const common = {
    regionId,
    askedBy: title,
    framework: { id: framework.id, version: framework.version, hash: framework.hash },
    variant: demo.variant,
  }
  const rolesWith = (sentPerRole: boolean): Round['roles'] =>
    framework.roles.map((role) => ({
      role: role.id,
      minimumGroup: role.minimumGroup,
      weighting: role.weighting,
      invited: sentPerRole ? (region.invited[role.id] ?? null) : null,
      sent: sentPerRole ? responses.filter((response) => response.role === role.id).length : 0,
      unsent: sentPerRole ? 0 : null,
    }))

  const closed: Round = {
    ...common,
    id: context.randomId(),
    title: demo.rounds.closed,
    status: 'closed',
    opensAt: opensAt.toISOString(),
    closesAt,
    firstClosesAt: null,
    meetingDay: null,
    visibility: DEFAULT_VISIBILITY,
    planHash: null,
    roles: rolesWith(true),
  }
  await createRound(trx, closed)
  for (const fixed of closed.roles) {
    const role = getRole(framework, fixed.role)
    const sent: SentResponse[] = responses
      .filter((response) => response.role === role.id)
      .map((response) => ({ response, organisationId: idOf(organisations, response) }))
    await admitResponses(trx, { roundId: closed.id, framework, role, fixed }, sent, context.randomId)
  }

  const open: Round = {
    ...common,
    id: context.randomId(),
    title: demo.rounds.open,
    status: 'open',
    opensAt: now.toISOString(),
    closesAt: closingMoment(
      new Date(now.getTime() + DAYS_OPEN.open * DAY).toISOString().slice(0, 10),
      TIME_ZONE,
    ),
    firstClosesAt: null,
    meetingDay: null,
    visibility: DEFAULT_VISIBILITY,
    planHash: null,
    roles: rolesWith(false),
  }
  await createRound(trx, open)
  const invite = (role: string, organisation: Organisation | null) => {
    const id = context.randomId()
    return {
      id,
      roundId: open.id,
      role,
      party: organisation?.party ?? null,
      organisationId: organisation?.id ?? null,
      tokenHash: hashOfToken(demoToken(context, id)),
    }
  }
  await createInvitations(
    trx,
    framework.roles.flatMap((role) =>
      role.anonymity === 'named'
        ? organisations.map((organisation) => invite(role.id, organisation))
        : Array.from({ length: ANONYMOUS_LINKS }, () => invite(role.id, null)),
    ),
  )
}

/** The organisations that named responses speak for. */
function organisationsOf(context: AppContext, { framework, responses }: DemoRegion): Organisation[] {
  const organisations: Organisation[] = []
  for (const response of responses) {
    const { party, organisation: name } = response
    const named = getRole(framework, response.role).anonymity === 'named'
    if (!named || party === null || name === null || idOf(organisations, response) !== null) continue
    organisations.push({ id: context.randomId(), party, name, people: null })
  }
  return organisations
}

function idOf(
  organisations: readonly Organisation[],
  { party, organisation }: { party: string | null; organisation: string | null },
): string | null {
  return organisations.find((one) => one.party === party && one.name === organisation)?.id ?? null
}
