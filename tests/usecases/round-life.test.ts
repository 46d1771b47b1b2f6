import { expect } from 'vitest'
import { makeContext } from '../../app/context.server.ts'
import type { AppContext } from '../../app/context.server.ts'
import type { AccountActor } from '../../app/domain/access/access.ts'
import { withheldRoles } from '../../app/domain/round/round.ts'
import { DEFAULT_VISIBILITY } from '../../app/domain/round/visibility.ts'
import type { Visibility } from '../../app/domain/round/visibility.ts'
import { frameworkSet } from '../../app/frameworks.server.ts'
import { closeRound } from '../../app/usecases/close-round.server.ts'
import { copyRound, createDraft } from '../../app/usecases/create-round.server.ts'
import { adoptRound, extendRound } from '../../app/usecases/finish-round.server.ts'
import { listRegions } from '../../app/usecases/list-regions.server.ts'
import { noteTrialItem, noteTrialMinutes, showTrial } from '../../app/usecases/note-trial.server.ts'
import { openRound, startTrial } from '../../app/usecases/open-round.server.ts'
import {
  changeBasics,
  changeParticipants,
  changeRules,
  chooseVisibility,
  deleteRound,
} from '../../app/usecases/prepare-round.server.ts'
import {
  addOrganisations,
  changeOrganisation,
  removeOrganisation,
} from '../../app/usecases/save-organisations.server.ts'
import { startRegion } from '../../app/usecases/save-region.server.ts'
import { showQuestionnaire } from '../../app/usecases/show-questionnaire.server.ts'
import { showRegion } from '../../app/usecases/show-region.server.ts'
import { showSetup } from '../../app/usecases/show-setup.server.ts'
import type { Database } from '../../db/client.ts'
import { createAccount } from '../../db/queries/accounts.ts'
import { listAudit } from '../../db/queries/audit.ts'
import { createInvitations, hashOfToken } from '../../db/queries/respondents.ts'
import { testOnBoth } from '../make/database.ts'
import { aFrameworkToAnswer, answerAndSend } from '../make/round.ts'

const framework = aFrameworkToAnswer()
const [party, otherParty] = framework.parties.map(({ id }) => id)
const ACTOR = 'command-line' as const

type Prepared = {
  context: AppContext
  db: Database
  regionId: string
  roundId: string
  at(now: string): void
}

const administrator: AccountActor = {
  kind: 'account',
  accountId: 'account-1',
  name: 'Beheerder',
  administrator: true,
  regions: {},
}

function visibilityFields(changes: Partial<Visibility> = {}): Map<string, string> {
  return new Map(
    Object.entries({ ...DEFAULT_VISIBILITY, ...changes }).map(([name, value]) => [name, String(value)]),
  )
}

const basics = {
  title: 'Meting 2026',
  askedBy: 'De regio',
  framework: framework.id,
  variant: 'core',
  closingDay: '2026-04-30',
  meetingDay: '2026-06-11',
}

/** A region with two practices of twelve and eight people and a municipality, and a draft that asks all of them. */
async function aDraft(db: Database): Promise<Prepared> {
  let now = new Date('2026-03-10T09:00:00.000Z')
  const context = makeContext({
    db,
    frameworks: frameworkSet([framework]),
    secret: 'a secret of the tests, long enough',
    now: () => now,
  })
  await createAccount(db.kysely, {
    id: administrator.accountId,
    email: 'beheer@example.nl',
    name: administrator.name,
    administrator: true,
    passwordHash: null,
    createdAt: now.toISOString(),
  })
  const made = await startRegion(context, {
    actor: administrator,
    title: 'Midden',
    municipalities: 'GM0141 Almelo',
    coordinates: true,
  })
  if (made.kind !== 'made') throw new Error('no region')
  const { regionId } = made
  const list = { actor: ACTOR, regionId, about: true }
  await addOrganisations(context, { ...list, party: party ?? '', list: 'Praktijk een; 12\nPraktijk twee; 8' })
  await addOrganisations(context, { ...list, party: otherParty ?? '', list: 'Gemeente' })
  const created = await createDraft(context, { actor: ACTOR, regionId, ...basics })
  if (created.kind !== 'created') throw new Error('no draft')
  return {
    context,
    db,
    regionId,
    roundId: created.roundId,
    at: (moment) => {
      now = new Date(moment)
    },
  }
}

async function setupOf({ context, roundId }: Pick<Prepared, 'context' | 'roundId'>) {
  const setup = await showSetup(context, { roundId })
  if (setup.kind === 'refused') throw new Error(setup.reason)
  return setup
}

/** Opens it, the promise made. */
async function opened(db: Database): Promise<Prepared> {
  const prepared = await aDraft(db)
  const { context, roundId } = prepared
  await chooseVisibility(context, { actor: ACTOR, roundId, posted: visibilityFields() })
  const open = await openRound(context, { actor: ACTOR, roundId })
  if (open.kind === 'refused') throw new Error(open.reason)
  return prepared
}

async function invite({ db, roundId }: Prepared, role: string, ids: string[]): Promise<void> {
  await createInvitations(
    db.kysely,
    ids.map((id) => ({
      id,
      roundId,
      role,
      party: null,
      organisationId: null,
      tokenHash: hashOfToken(`token ${id}`),
    })),
  )
}

testOnBoth('a new region asks all its organisations, with the people they have', async (db) => {
  const prepared = await aDraft(db)
  const { round, participants } = await setupOf(prepared)
  expect(round).toMatchObject({ status: 'draft', meetingDay: '2026-06-11', visibility: null, planHash: null })
  expect(round.closesAt).toBe('2026-04-30T22:00:00.000Z')
  const people = participants.filter(({ role }) => role === 'professional')
  expect(people.map(({ name, invited }) => [name, invited])).toEqual([
    ['Praktijk een', { about: 12 }],
    ['Praktijk twee', { about: 8 }],
  ])
  expect(participants.filter(({ role }) => role === 'board')).toHaveLength(3)
  const invited = round.roles.find(({ role }) => role === 'professional')?.invited
  expect(invited).toMatchObject({ [party ?? '']: { about: 20 }, [otherParty ?? '']: 0 })
})

testOnBoth('whoever makes a region coordinates it only when they ask for it', async (db) => {
  const { context, regionId } = await aDraft(db)
  const other = await startRegion(context, {
    actor: administrator,
    title: 'Elders',
    municipalities: '',
    coordinates: false,
  })
  const actor = { ...administrator, regions: { [regionId]: 'coordinator' as const } }
  expect((await listRegions(context, { actor })).map(({ title }) => title)).toEqual(['Midden'])
  expect(await db.kysely.selectFrom('account_region').selectAll().execute()).toEqual([
    { account_id: 'account-1', region_id: regionId, access: 'coordinator' },
  ])
  expect(other.kind).toBe('made')
})

testOnBoth('a list of organisations with one bad line adds none of them', async (db) => {
  const { context, regionId } = await aDraft(db)
  const result = await addOrganisations(context, {
    actor: ACTOR,
    regionId,
    party: party ?? '',
    list: 'Praktijk drie\nPRAKTIJK EEN',
    about: false,
  })
  expect(result).toMatchObject({ kind: 'invalid', problems: [{ reason: 'twice', line: 2 }] })
  const region = await showRegion(context, { regionId })
  expect(region.kind === 'region' && region.organisations).toHaveLength(3)
})

testOnBoth('an organisation of another region can be neither changed nor removed', async (db) => {
  const { context, regionId } = await aDraft(db)
  const other = await startRegion(context, {
    actor: administrator,
    title: 'Elders',
    municipalities: '',
    coordinates: false,
  })
  const region = await showRegion(context, { regionId })
  if (other.kind !== 'made' || region.kind !== 'region') throw new Error('no regions')
  const organisationId = region.organisations[0]?.id ?? ''
  const there = { actor: ACTOR, regionId: other.regionId, organisationId }
  expect(await removeOrganisation(context, there)).toMatchObject({ reason: 'unknown-organisation' })
  expect(
    await changeOrganisation(context, { ...there, party: party ?? '', name: 'X', people: '', about: false }),
  ).toMatchObject({ reason: 'unknown-organisation' })
})

testOnBoth('an organisation in a round that opened stays', async (db) => {
  const { context, regionId } = await opened(db)
  const region = await showRegion(context, { regionId })
  if (region.kind !== 'region') throw new Error('no region')
  const organisationId = region.organisations[0]?.id ?? ''
  expect(await removeOrganisation(context, { actor: ACTOR, regionId, organisationId })).toMatchObject({
    reason: 'organisation-in-use',
  })
})

testOnBoth('a round does not open before anybody chose who sees what', async (db) => {
  const { context, roundId } = await aDraft(db)
  for (const open of [openRound, startTrial]) {
    expect(await open(context, { actor: ACTOR, roundId })).toEqual({ kind: 'refused', reason: 'not-ready' })
  }
})

testOnBoth(
  'when a round opens its rules are frozen under a hash, and no rule can be changed any more',
  async (db) => {
    const prepared = await opened(db)
    const { context, roundId, regionId } = prepared
    const { round, plan } = await setupOf(prepared)
    expect(round).toMatchObject({ status: 'open', opensAt: '2026-03-10T09:00:00.000Z' })
    expect(plan?.hash).toBe(round.planHash)
    expect(plan?.plan).toMatchObject({
      framework: { hash: framework.hash },
      cutoffs: framework.cutoffs,
      variant: 'core',
    })
    const frozen = { kind: 'refused', reason: 'round-frozen' }
    const posted = new Map([['professional.minimum', '9']])
    expect(await changeBasics(context, { actor: ACTOR, roundId, ...basics, title: 'Anders' })).toEqual(frozen)
    expect(await changeParticipants(context, { actor: ACTOR, roundId, posted })).toEqual(frozen)
    expect(await changeRules(context, { actor: ACTOR, roundId, posted })).toEqual(frozen)
    expect(await openRound(context, { actor: ACTOR, roundId })).toEqual(frozen)
    expect(await startTrial(context, { actor: ACTOR, roundId })).toEqual(frozen)
    expect(await deleteRound(context, { actor: ACTOR, roundId })).toEqual(frozen)
    expect((await setupOf(prepared)).plan).toEqual(plan)
    const logged = (await listAudit(db.kysely, { limit: 20, regionId })).map(({ action }) => action)
    expect(logged[0]).toBe('round-opened')
  },
)

testOnBoth('after the round opened who sees what can become narrower and not wider', async (db) => {
  const prepared = await opened(db)
  const { context, roundId } = prepared
  const choose = (changes: Partial<Visibility>) =>
    chooseVisibility(context, { actor: ACTOR, roundId, posted: visibilityFields(changes) })
  expect(await choose({ report: 'public', retentionMonths: 60 })).toMatchObject({
    kind: 'invalid',
    problems: [
      { field: 'report', reason: 'wider' },
      { field: 'retentionMonths', reason: 'wider' },
    ],
  })
  expect((await setupOf(prepared)).round.visibility).toEqual(DEFAULT_VISIBILITY)
  expect(await choose({ report: 'boards' })).toEqual({ kind: 'changed' })
  expect(await choose({})).toMatchObject({ problems: [{ field: 'report', reason: 'wider' }] })
})

testOnBoth(
  'what people answered on trial is gone when the round opens, and their links work again',
  async (db) => {
    const prepared = await aDraft(db)
    const { context, roundId } = prepared
    await chooseVisibility(context, { actor: ACTOR, roundId, posted: visibilityFields() })
    await startTrial(context, { actor: ACTOR, roundId })
    const ids = Array.from({ length: 12 }, (_, index) => `p-${index}`)
    await invite(prepared, 'professional', ids)
    await invite(prepared, 'board', ['b-0'])
    for (const id of ids.slice(1))
      await answerAndSend(context, id, {
        P1: [framework.themes[0]?.norms[0]?.criteria[0]?.items[0]?.options[0]?.code ?? ''],
      })
    await noteTrialItem(context, { respondentId: 'p-0', itemId: 'P1', clear: false, remark: 'Wat is dit?' })
    await noteTrialMinutes(context, { respondentId: 'p-1', minutes: 7.4 })
    expect(await showTrial(context, { roundId })).toMatchObject({
      outcome: {
        roles: { professional: { finished: 1, minutes: 7 } },
        items: { P1: { unclear: 1, remarks: ['Wat is dit?'] } },
      },
    })
    const during = (await setupOf(prepared)).round
    expect(withheldRoles(framework, during)).toEqual(framework.roles.map(({ id }) => id))

    expect(await openRound(context, { actor: ACTOR, roundId })).toMatchObject({ kind: 'open' })
    for (const table of [
      'response',
      'sealed_response',
      'draft',
      'draft_answer',
      'tally',
      'profession_count',
      'trial_note',
      'trial_visit',
    ] as const) {
      expect(await db.kysely.selectFrom(table).selectAll().execute(), table).toEqual([])
    }
    const { round } = await setupOf(prepared)
    expect(round.roles.map(({ sent }) => sent)).toEqual(round.roles.map(() => 0))
    const again = await showQuestionnaire(context, { respondentId: 'p-3' })
    expect(again).toMatchObject({ status: 'new' })
    expect(await showTrial(context, { roundId })).toMatchObject({
      outcome: { items: { P1: { unclear: 1, remarks: [] } } },
    })
    expect(await noteTrialItem(context, { respondentId: 'p-0', itemId: 'P1', clear: true })).toMatchObject({
      reason: 'not-on-trial',
    })
  },
)

testOnBoth('the last day of an open round can be put off and not brought forward', async (db) => {
  const prepared = await opened(db)
  const { context, roundId } = prepared
  const extend = (day: string) => extendRound(context, { actor: ACTOR, roundId, day })
  for (const day of ['2026-04-30', '2026-04-01', '2026-02-30', '']) {
    expect((await extend(day)).kind, day).toBe('invalid')
  }
  expect(await extend('2026-05-07')).toEqual({ kind: 'extended', closesAt: '2026-05-07T22:00:00.000Z' })
  expect(await extend('2026-05-14')).toMatchObject({ kind: 'extended' })
  const { round } = await setupOf(prepared)
  expect(round).toMatchObject({
    closesAt: '2026-05-14T22:00:00.000Z',
    firstClosesAt: '2026-04-30T22:00:00.000Z',
  })
  prepared.at('2026-05-14T22:00:00.000Z')
  expect(await extend('2026-06-01')).toMatchObject({ reason: 'round-not-open' })
})

testOnBoth('only a closed round is adopted, and an adopted one stays closed', async (db) => {
  const prepared = await opened(db)
  const { context, roundId } = prepared
  expect(await adoptRound(context, { actor: ACTOR, roundId })).toMatchObject({ reason: 'round-not-closed' })
  await closeRound(context, { roundId })
  expect(await adoptRound(context, { actor: ACTOR, roundId })).toEqual({ kind: 'adopted' })
  expect(await adoptRound(context, { actor: ACTOR, roundId })).toEqual({ kind: 'adopted' })
  expect((await setupOf(prepared)).round.status).toBe('adopted')
  expect(await closeRound(context, { roundId })).toEqual({ kind: 'closed' })
  expect((await setupOf(prepared)).round.status).toBe('adopted')
})

testOnBoth(
  'a round is copied to the next year as a draft with the same people and rules and no answers',
  async (db) => {
    const prepared = await aDraft(db)
    const { context, roundId } = prepared
    const rules = framework.roles.flatMap(({ id, minimumGroup, anonymity, weighting }) => [
      [`${id}.minimum`, String(minimumGroup + 2)] as const,
      [`${id}.weighting`, anonymity === 'named' ? 'organisation' : weighting] as const,
    ])
    expect(await changeRules(context, { actor: ACTOR, roundId, posted: new Map(rules) })).toEqual({
      kind: 'changed',
    })
    await chooseVisibility(context, { actor: ACTOR, roundId, posted: visibilityFields({ report: 'public' }) })
    await openRound(context, { actor: ACTOR, roundId })
    const before = await setupOf(prepared)
    const copied = await copyRound(context, { actor: ACTOR, roundId })
    if (copied.kind === 'refused') throw new Error(copied.reason)
    const copy = await setupOf({ context, roundId: copied.roundId })
    expect(copy.round).toMatchObject({
      title: 'Meting 2027',
      status: 'draft',
      closesAt: '2027-04-30T22:00:00.000Z',
      meetingDay: '2027-06-11',
      planHash: null,
      visibility: { report: 'public' },
    })
    expect(copy.participants).toEqual(before.participants)
    const rulesOf = (setup: typeof before) =>
      setup.round.roles.map(({ role, minimumGroup, weighting, invited }) => ({
        role,
        minimumGroup,
        weighting,
        invited,
      }))
    expect(rulesOf(copy)).toEqual(rulesOf(before))
    expect(await deleteRound(context, { actor: ACTOR, roundId: copied.roundId })).toMatchObject({
      kind: 'deleted',
    })
    expect(await showSetup(context, { roundId: copied.roundId })).toMatchObject({ reason: 'unknown-round' })
  },
)

testOnBoth(
  'an anonymous role cannot be weighted by organisation: its promise says none is kept',
  async (db) => {
    const { context, roundId } = await aDraft(db)
    const rules = framework.roles.flatMap(({ id, minimumGroup }) => [
      [`${id}.minimum`, String(minimumGroup)] as const,
      [`${id}.weighting`, 'organisation'] as const,
    ])
    const anonymous = framework.roles.find(({ anonymity }) => anonymity === 'anonymous')
    expect(await changeRules(context, { actor: ACTOR, roundId, posted: new Map(rules) })).toMatchObject({
      kind: 'invalid',
      problems: [{ field: `${anonymous?.id}.weighting` }],
    })
  },
)

testOnBoth('who is asked can be replaced until the round opens', async (db) => {
  const prepared = await aDraft(db)
  const { context, roundId, regionId } = prepared
  const region = await showRegion(context, { regionId })
  if (region.kind !== 'region') throw new Error('no region')
  const one = region.organisations.find(({ name }) => name === 'Praktijk een')?.id ?? ''
  const posted = new Map([
    [`professional.${one}`, '30'],
    [`board.${one}`, 'on'],
  ])
  expect(await changeParticipants(context, { actor: ACTOR, roundId, posted })).toEqual({ kind: 'changed' })
  const { participants, round } = await setupOf(prepared)
  expect(participants.map(({ role, invited }) => [role, invited])).toEqual([
    ['board', 1],
    ['professional', 30],
  ])
  expect(round.roles.find(({ role }) => role === 'board')?.invited).toMatchObject({
    [party ?? '']: 1,
    [otherParty ?? '']: 0,
  })
})
