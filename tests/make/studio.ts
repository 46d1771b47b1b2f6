/** A round that is over, with the answers of the demo region and a coordinator: where the work on its report begins. */

import { makeContext } from '../../app/context.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import { readDemo } from '../../app/demo.server.ts'
import type { AccountActor } from '../../app/domain/access/access.ts'
import { DEFAULT_VISIBILITY } from '../../app/domain/round/visibility.ts'
import type { Visibility } from '../../app/domain/round/visibility.ts'
import type { RoundStatus } from '../../app/domain/round/round.ts'
import { tallyResponses } from '../../app/domain/scoring/tally.ts'
import { frameworkSet, loadFrameworks } from '../../app/frameworks.server.ts'
import type { Database } from '../../db/client.ts'
import { replaceParticipants } from '../../db/queries/participants.ts'
import { createOrganisations, createRegion } from '../../db/queries/regions.ts'
import { createRound } from '../../db/queries/rounds.ts'

const demo = await readDemo(await loadFrameworks())

export const ROUND = 'round-1'
export const REGION = 'region-1'

export const anna: AccountActor = {
  kind: 'account',
  accountId: 'account-anna',
  name: 'Anna Bakker',
  administrator: false,
  regions: { [REGION]: 'coordinator' },
}
export const bram: AccountActor = { ...anna, accountId: 'account-bram', name: 'Bram de Vries' }

export type Studio = {
  context: AppContext
  /** The boards' organisations, each of which sent its answers. */
  organisations: { id: string; party: string; name: string }[]
  at(now: string): void
}

/** The round, adopted on the last day of April 2026; it is 1 May. */
export async function aStudio(
  db: Database,
  options: { status?: RoundStatus; visibility?: Partial<Visibility> } = {},
): Promise<Studio> {
  if (!demo) throw new Error('There is no demo')
  const { framework, region } = demo
  let now = new Date('2026-05-01T09:00:00.000Z')
  const context = makeContext({
    db,
    frameworks: frameworkSet([framework]),
    secret: 'a secret of the tests, long enough',
    now: () => now,
  })
  await createRegion(db.kysely, {
    id: REGION,
    title: region.title,
    year: 2026,
    invented: true,
    municipalities: region.municipalities,
    figures: region.figures,
  })
  const named = framework.roles.filter(({ anonymity }) => anonymity === 'named').map(({ id }) => id)
  const boards = demo.responses.filter(({ role }) => named.includes(role))
  const organisations = boards.map(({ party, organisation }, index) => ({
    id: `organisation-${index}`,
    party: party ?? '',
    name: organisation ?? `Organisatie ${index}`,
  }))
  await createOrganisations(
    db.kysely,
    REGION,
    organisations.map((one) => ({ ...one, people: null })),
  )
  await createRound(db.kysely, {
    id: ROUND,
    regionId: REGION,
    title: 'Meting 2026',
    askedBy: 'De regio',
    framework: { id: framework.id, version: framework.version, hash: framework.hash },
    variant: demo.variant,
    status: options.status ?? 'adopted',
    opensAt: '2026-03-01T00:00:00.000Z',
    closesAt: '2026-04-30T22:00:00.000Z',
    firstClosesAt: null,
    meetingDay: null,
    visibility: { ...DEFAULT_VISIBILITY, ...options.visibility },
    planHash: null,
    roles: framework.roles.map((role) => ({
      role: role.id,
      minimumGroup: role.minimumGroup,
      weighting: role.weighting,
      invited: region.invited[role.id] ?? null,
      sent: demo.responses.filter((response) => response.role === role.id).length,
      unsent: 0,
    })),
  })
  await replaceParticipants(
    db.kysely,
    ROUND,
    organisations.map(({ id }) => ({ organisationId: id, role: named[0] ?? '', invited: 1 })),
  )
  let board = 0
  for (const tally of tallyResponses(framework, demo.responses)) {
    for (const group of tally.groups) {
      const own = named.includes(tally.role)
        ? organisations.find(({ name, party }) => name === group.organisation && party === group.party)
        : undefined
      board += 1
      await db.kysely
        .insertInto('tally')
        .values({
          round_id: ROUND,
          role: tally.role,
          party: group.party ?? '',
          organisation_id: own?.id ?? (group.organisation === null ? '' : `unknown-${board}`),
          respondents: tally.groups.length === 1 ? tally.respondents : 1,
          counts: JSON.stringify(group.items),
        })
        .execute()
    }
  }
  let place = 0
  for (const response of demo.responses) {
    const index = boards.indexOf(response)
    place += 1
    const { routes, answers, texts, remarks, evidence } = response
    await db.kysely
      .insertInto('response')
      .values({
        id: `response-${place}`,
        round_id: ROUND,
        role: response.role,
        party: index < 0 ? null : response.party,
        organisation_id: index < 0 ? null : (organisations[index]?.id ?? null),
        answers: JSON.stringify({ routes, answers, texts, remarks, evidence }),
      })
      .execute()
  }
  return {
    context,
    organisations,
    at: (moment) => {
      now = new Date(moment)
    },
  }
}
