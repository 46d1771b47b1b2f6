import { expect, test } from 'vitest'
import { analysisPlanOf, planHash } from '../../../app/domain/round/analysis-plan.ts'
import { dominantIn, invitedIn } from '../../../app/domain/round/participants.ts'
import type { Participant } from '../../../app/domain/round/participants.ts'
import { canOpen, checkReadiness } from '../../../app/domain/round/readiness.ts'
import { basicsFrom, nextTitle, participantsFrom, rulesFrom } from '../../../app/domain/round/round-form.ts'
import type { Round } from '../../../app/domain/round/round.ts'
import { keptOutcome, trialOutcome } from '../../../app/domain/round/trial.ts'
import { DEFAULT_VISIBILITY } from '../../../app/domain/round/visibility.ts'
import { aFramework } from '../../make/framework.ts'

const framework = aFramework()
const parties = framework.parties.map(({ id }) => id)

function participant(
  role: string,
  id: string,
  invited: Participant['invited'],
  party = parties[0] ?? '',
): Participant {
  return { organisationId: id, name: `Organisatie ${id}`, party, role, invited }
}

function round(changes: Partial<Round> = {}): Round {
  return {
    id: 'r',
    regionId: 'region',
    title: '2026',
    askedBy: 'De regio',
    framework: { id: framework.id, version: framework.version, hash: framework.hash },
    variant: 'core',
    status: 'draft',
    opensAt: '2026-03-01T00:00:00.000Z',
    closesAt: '2026-04-30T22:00:00.000Z',
    firstClosesAt: null,
    meetingDay: '2026-06-01',
    visibility: DEFAULT_VISIBILITY,
    planHash: null,
    roles: framework.roles.map(({ id, minimumGroup, weighting }) => ({
      role: id,
      minimumGroup,
      weighting,
      invited: 10,
      sent: 0,
      unsent: null,
    })),
    ...changes,
  }
}

const now = new Date('2026-03-10T09:00:00.000Z')
const everyone = [
  participant('professional', 'a', { about: 10 }),
  participant('professional', 'b', { about: 12 }),
  ...parties.map((party, index) => participant('board', `b${index}`, 1, party)),
]

test('the hash of an analysis plan changes with every rule by which is counted, and with nothing else', () => {
  const hash = (changes: Partial<Round>) => planHash(analysisPlanOf(round(changes), framework, '1'))
  const base = hash({})
  expect(hash({ title: 'Anders', closesAt: '2027-01-01T00:00:00.000Z', meetingDay: null })).toBe(base)
  expect(hash({ variant: 'full' })).not.toBe(base)
  const other = (change: Partial<Round['roles'][number]>) =>
    hash({ roles: round().roles.map((role, index) => (index === 0 ? { ...role, ...change } : role)) })
  expect(other({ minimumGroup: 9 })).not.toBe(base)
  expect(other({ weighting: 'organisation' })).not.toBe(base)
  expect(other({ invited: { about: 10 } })).not.toBe(base)
  expect(other({ sent: 7 })).toBe(base)
  expect(() => analysisPlanOf(round(), { ...framework, hash: 'other' }, '1')).toThrow(/not on other/)
})

test('who was asked counts per party, is an estimate as soon as one number is, and knows nobody as an exact zero', () => {
  const first = parties[0] ?? ''
  const invited = invitedIn(framework, 'professional', [
    participant('professional', 'a', 10),
    participant('professional', 'b', { about: 5 }),
    participant('board', 'c', 1),
  ])
  expect(invited).toEqual(
    Object.fromEntries(parties.map((party) => [party, party === first ? { about: 15 } : 0])),
  )
  expect(invitedIn(framework, 'professional', [])).toBeNull()
})

test('one organisation dominates from more than half on, and a group of one organisation has no other', () => {
  expect(dominantIn([{ count: 5 }, { count: 5 }])).toBeNull()
  expect(dominantIn([{ count: 6 }, { count: 5 }])).toMatchObject({ part: { count: 6 } })
  expect(dominantIn([{ count: 6 }])).toBeNull()
})

test('a round cannot open while nobody is asked, nothing is promised or its last day has passed', () => {
  const stops = (changes: Partial<Round>, participants = everyone) =>
    checkReadiness(framework, round(changes), participants, now)
      .filter(({ severity }) => severity === 'stop')
      .map(({ code }) => code)
  expect(stops({})).toEqual([])
  expect(
    stops(
      {},
      everyone.filter(({ role }) => role === 'board'),
    ),
  ).toEqual(['nobody-asked'])
  expect(stops({ visibility: null })).toEqual(['visibility-open'])
  expect(stops({ closesAt: '2026-03-01T23:00:00.000Z' })).toEqual(['closing-past'])
  expect(stops({ meetingDay: '2026-04-30' })).toEqual(['meeting-before-closing'])
  expect(canOpen(checkReadiness(framework, round({ visibility: null }), everyone, now))).toBe(false)
})

test('a round that can open is still told what will hurt its outcome', () => {
  const codes = checkReadiness(
    framework,
    round({ closesAt: '2026-03-15T23:00:00.000Z', meetingDay: null }),
    [participant('professional', 'a', 2), participant('professional', 'b', 1), participant('board', 'c', 1)],
    now,
  ).map(({ code }) => code)
  expect(codes).toEqual(
    expect.arrayContaining([
      'below-minimum',
      'parties-missing',
      'one-organisation-dominates',
      'short-time',
      'no-trial',
      'no-meeting',
    ]),
  )
  expect(canOpen(checkReadiness(framework, round(), everyone, now))).toBe(true)
})

const frameworks = { find: (ref: string) => (ref === framework.id ? framework : undefined) }
const filled = {
  title: ' Meting\n2026 ',
  askedBy: 'Regio Voorbeeld',
  framework: framework.id,
  variant: 'core',
  closingDay: '2026-05-01',
  meetingDay: '',
}

test('the first step of a round is read, or every field that is wrong is named', () => {
  const read = basicsFrom(filled, frameworks, '2026-03-10')
  expect(read).toMatchObject({ ok: true, value: { title: 'Meting 2026', meetingDay: null } })
  const wrong = basicsFrom(
    {
      title: '',
      askedBy: 'x'.repeat(121),
      framework: 'none',
      variant: 'other',
      closingDay: '2026-02-30',
      meetingDay: '2020-01-01',
    },
    frameworks,
    '2026-03-10',
  )
  expect(wrong.ok ? [] : wrong.problems.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
    'title missing',
    'askedBy too-long',
    'framework unknown',
    'variant missing',
    'closingDay not-a-day',
    'meetingDay in-the-past',
  ])
  const early = basicsFrom({ ...filled, meetingDay: '2026-05-01' }, frameworks, '2026-03-10')
  expect(early.ok ? [] : early.problems.map(({ reason }) => reason)).toEqual(['before-closing'])
})

test('a board is asked once whatever is filled in, and people as many as the number says', () => {
  const organisations = [
    { id: 'a', party: parties[0] ?? '' },
    { id: 'b', party: parties[0] ?? '' },
  ]
  const posted = new Map([
    ['professional.a', '1.200'],
    ['professional.a.about', 'on'],
    ['professional.b', '0'],
    ['board.a', 'on'],
    ['professional.elsewhere', '9'],
  ])
  expect(participantsFrom(posted, framework, organisations)).toEqual({
    ok: true,
    value: [
      { organisationId: 'a', role: 'professional', invited: { about: 1200 } },
      { organisationId: 'a', role: 'board', invited: 1 },
    ],
  })
  const wrong = participantsFrom(new Map([['professional.b', 'tien']]), framework, organisations)
  expect(wrong.ok ? [] : wrong.problems).toMatchObject([{ field: 'professional.b', reason: 'not-a-number' }])
})

test('the smallest group can be raised and not lowered', () => {
  const role = framework.roles[0]
  if (!role) throw new Error('no role')
  const posted = (minimum: number) =>
    new Map(
      framework.roles.flatMap(({ id, minimumGroup }) => [
        [`${id}.minimum`, String(id === role.id ? minimum : minimumGroup)] as const,
        [`${id}.weighting`, 'person'] as const,
      ]),
    )
  expect(rulesFrom(posted(role.minimumGroup + 3), framework).ok).toBe(true)
  const lowered = rulesFrom(posted(role.minimumGroup - 1), framework)
  expect(lowered.ok ? [] : lowered.problems).toMatchObject([
    { reason: 'too-small', limit: role.minimumGroup },
  ])
})

test('the copy of a round carries the new year in its title', () => {
  expect(nextTitle('Meting 2026', 2027)).toBe('Meting 2027')
  expect(nextTitle('Nulmeting', 2027)).toBe('Nulmeting 2027')
})

test('of a trial only counts and the middle time are kept', () => {
  const outcome = trialOutcome(
    [
      { item: 'P1', clear: true, remark: '' },
      { item: 'P1', clear: false, remark: 'Wat is dit?' },
    ],
    [
      { role: 'professional', minutes: 4 },
      { role: 'professional', minutes: 30 },
      { role: 'professional', minutes: 8 },
      { role: 'professional', minutes: 10 },
    ],
  )
  expect(outcome.roles).toEqual({ professional: { finished: 4, minutes: 9 } })
  expect(outcome.items['P1']).toEqual({ clear: 1, unclear: 1, remarks: ['Wat is dit?'] })
  expect(keptOutcome(outcome).items['P1']).toEqual({ clear: 1, unclear: 1, remarks: [] })
})
