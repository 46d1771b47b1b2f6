/** A round in a database, ready to be answered. */

import { makeContext } from '../../app/context.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import type { Framework } from '../../app/domain/framework/framework.ts'
import type { Round, RoundRole } from '../../app/domain/round/round.ts'
import { frameworkSet } from '../../app/frameworks.server.ts'
import { choosePath } from '../../app/usecases/choose-path.server.ts'
import { saveAnswer } from '../../app/usecases/save-answer.server.ts'
import { submitResponse } from '../../app/usecases/submit-response.server.ts'
import type { Database } from '../../db/client.ts'
import { createOrganisations, createRegion } from '../../db/queries/regions.ts'
import { createInvitations, hashOfToken } from '../../db/queries/respondents.ts'
import { createRound } from '../../db/queries/rounds.ts'
import { aCriterion, aFramework, aMultipleItem, anItem, aNorm, aTheme } from './framework.ts'

export const NOW = new Date('2026-03-10T09:00:00.000Z')

/** Items P1, P2 (route V only), PM (multiple), PO (open) and PF (full variant) for professionals; B1, B2 (HO only) for boards. */
export function aFrameworkToAnswer(): Framework {
  return aFramework({
    themes: [
      aTheme({
        id: 't1',
        norms: [
          aNorm({
            id: 'n1',
            criteria: [
              aCriterion({
                id: 'c1',
                items: [
                  anItem({ id: 'P1' }),
                  anItem({ id: 'P2', routes: ['V'] }),
                  aMultipleItem({ id: 'PM' }),
                  anItem({ id: 'PF', variant: 'full' }),
                  anItem({ id: 'B1', role: 'board', evidence: true }),
                  anItem({ id: 'B2', role: 'board', parties: ['HO'] }),
                ],
              }),
            ],
          }),
        ],
      }),
    ],
    items: [anItem({ id: 'PO', kind: 'open', maxLength: 20 })],
  })
}

export type TestRound = {
  context: AppContext
  framework: Framework
  roundId: string
  /** Invited professionals, in order. */
  professionals: string[]
  /** Invited boards: three of HO (h1, h2, h3), one of GEM (g1). */
  boards: string[]
  /** Changes what time it is. */
  at(now: Date): void
}

/** Token of the n-th professional or board. */
export const tokenOf = (role: string, index: number) => `token-${role}-${index}`

/** An open round until the end of March 2026, with so many professionals invited and four boards. */
export async function aRound(
  db: Database,
  options: {
    professionals?: number
    framework?: Framework
    roles?: Partial<Record<string, Partial<RoundRole>>>
    round?: Partial<Round>
    /** Organisation of the n-th professional, of o1 and o2 (party HO). */
    organisationOf?: (index: number) => 'o1' | 'o2' | null
    randomBelow?: (limit: number) => number
  } = {},
): Promise<TestRound> {
  const framework = options.framework ?? aFrameworkToAnswer()
  let now = NOW
  const context = makeContext({
    db,
    frameworks: frameworkSet([framework]),
    secret: 'a secret of the tests, long enough',
    now: () => now,
    ...(options.randomBelow && { randomBelow: options.randomBelow }),
  })
  const roundId = 'round-1'
  await createRegion(db.kysely, {
    id: 'region-1',
    title: 'Voorbeeldregio',
    year: 2026,
    invented: true,
    municipalities: [{ code: 'GM0141', name: 'Almelo' }],
    figures: [],
  })
  const boards = [
    { id: 'h1', party: 'HO' },
    { id: 'h2', party: 'HO' },
    { id: 'h3', party: 'HO' },
    { id: 'g1', party: 'GEM' },
  ]
  await createOrganisations(db.kysely, 'region-1', [
    ...boards.map((board) => ({ ...board, name: `Organisatie ${board.id}`, people: null })),
    { id: 'o1', party: 'HO', name: 'Praktijk een', people: null },
    { id: 'o2', party: 'HO', name: 'Praktijk twee', people: null },
  ])
  await createRound(db.kysely, {
    id: roundId,
    regionId: 'region-1',
    title: 'Meting 2026',
    askedBy: 'De regio',
    framework: { id: framework.id, version: framework.version, hash: framework.hash },
    variant: 'core',
    status: 'open',
    opensAt: '2026-03-01T00:00:00.000Z',
    closesAt: '2026-03-31T22:00:00.000Z',
    firstClosesAt: null,
    meetingDay: null,
    visibility: null,
    planHash: null,
    roles: framework.roles.map((role) => ({
      role: role.id,
      minimumGroup: role.minimumGroup,
      weighting: role.weighting,
      invited: null,
      sent: 0,
      unsent: null,
      ...options.roles?.[role.id],
    })),
    ...options.round,
  })
  const professionals = Array.from({ length: options.professionals ?? 0 }, (_, index) => `p-${index}`)
  await createInvitations(db.kysely, [
    ...professionals.map((id, index) => ({
      id,
      roundId,
      role: 'professional',
      party: options.organisationOf?.(index) ? 'HO' : null,
      organisationId: options.organisationOf?.(index) ?? null,
      tokenHash: hashOfToken(tokenOf('professional', index)),
    })),
    ...boards.map((board, index) => ({
      id: `b-${index}`,
      roundId,
      role: 'board',
      party: board.party,
      organisationId: board.id,
      tokenHash: hashOfToken(tokenOf('board', index)),
    })),
  ])
  return {
    context,
    framework,
    roundId,
    professionals,
    boards: boards.map((_, index) => `b-${index}`),
    at: (moment) => {
      now = moment
    },
  }
}

/** Chooses a path, fills in and sends. Throws when anything is refused. */
export async function answerAndSend(
  context: AppContext,
  respondentId: string,
  answers: Record<string, string[]>,
  path: { profession?: string; routes?: string[]; people?: number } = { routes: ['V', 'U'] },
): Promise<void> {
  const chosen = await choosePath(context, { respondentId, ...path })
  if (chosen.kind === 'refused') throw new Error(`choosePath: ${chosen.reason}`)
  for (const [itemId, codes] of Object.entries(answers)) {
    const saved = await saveAnswer(context, { respondentId, itemId, codes, version: 0 })
    if (saved.kind === 'refused') throw new Error(`saveAnswer ${itemId}: ${saved.reason}`)
  }
  const sent = await submitResponse(context, { respondentId })
  if (sent.kind === 'refused') throw new Error(`submitResponse: ${sent.reason}`)
}
