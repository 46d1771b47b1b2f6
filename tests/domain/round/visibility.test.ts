import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  DEFAULT_VISIBILITY,
  erasedAt,
  optionsLeft,
  permits,
  VISIBILITY_OPTIONS,
  visibilityFrom,
  widenedChoices,
} from '../../../app/domain/round/visibility.ts'
import type { Use, Visibility, VisibilityChoice } from '../../../app/domain/round/visibility.ts'
import { previewVisibility } from '../../../app/domain/round/visibility-preview.ts'
import { aFramework } from '../../make/framework.ts'

const choices = Object.keys(VISIBILITY_OPTIONS) as VisibilityChoice[]
const anyVisibility = fc.record(
  Object.fromEntries(choices.map((choice) => [choice, fc.constantFrom(...VISIBILITY_OPTIONS[choice])])),
) as fc.Arbitrary<Visibility>

const uses: Use[] = [
  ...(['boards', 'respondents', 'inspection', 'public'] as const).map(
    (to) => ({ kind: 'report', to }) as const,
  ),
  ...(['boards', 'inspection', 'public'] as const).map((to) => ({ kind: 'data', to }) as const),
  { kind: 'board-names' },
  { kind: 'texts' },
]

test('a change that is not called wider never allows a use that the promise did not', () => {
  fc.assert(
    fc.property(anyVisibility, anyVisibility, (promised, wanted) => {
      if (widenedChoices(promised, wanted).length > 0) return
      for (const use of uses) if (permits(wanted, use)) expect(permits(promised, use)).toBe(true)
      expect(wanted.retentionMonths).toBeLessThanOrEqual(promised.retentionMonths)
      expect(wanted.woo).toBe(promised.woo)
    }),
    { seed: 20261121, numRuns: 500 },
  )
})

test('exactly the options that are left can be chosen without widening', () => {
  fc.assert(
    fc.property(anyVisibility, fc.constantFrom(...choices), (promised, choice) => {
      const free = VISIBILITY_OPTIONS[choice].filter(
        (option) => widenedChoices(promised, { ...promised, [choice]: option }).length === 0,
      )
      expect(optionsLeft(choice, promised)).toEqual(free)
    }),
    { seed: 20261121, numRuns: 300 },
  )
})

test('what goes to everyone goes to the boards and the respondents too', () => {
  const open: Visibility = { ...DEFAULT_VISIBILITY, report: 'public', data: 'public' }
  for (const to of ['boards', 'respondents', 'public'] as const)
    expect(permits(open, { kind: 'report', to })).toBe(true)
  expect(permits(open, { kind: 'report', to: 'inspection' })).toBe(false)
  expect(permits({ ...open, inspection: 'report' }, { kind: 'data', to: 'inspection' })).toBe(false)
})

test('a round without a promise shows its report to its boards and nothing to anyone else', () => {
  expect(uses.filter((use) => permits(null, use))).toEqual([{ kind: 'report', to: 'boards' }])
})

test('a form in which a choice is missing or made up fixes nothing', () => {
  const posted = Object.entries(DEFAULT_VISIBILITY).map(
    ([name, value]) => [name, String(value)] as [string, string],
  )
  expect(visibilityFrom(posted)).toEqual({ ok: true, value: DEFAULT_VISIBILITY })
  expect(visibilityFrom(posted.filter(([name]) => name !== 'woo'))).toEqual({ ok: false, missing: ['woo'] })
  expect(visibilityFrom([...posted, ['retentionMonths', '600']])).toEqual({
    ok: false,
    missing: ['retentionMonths'],
  })
})

test('answers are erased the chosen number of months after closing, also where that month is shorter', () => {
  expect(erasedAt({ ...DEFAULT_VISIBILITY, retentionMonths: 6 }, '2026-08-31T22:00:00.000Z')).toBe(
    '2027-02-28T22:00:00.000Z',
  )
  expect(erasedAt(DEFAULT_VISIBILITY, '2026-03-31T22:00:00.000Z')).toBe('2027-03-31T22:00:00.000Z')
})

const framework = aFramework()
const fixed = framework.roles.map(({ id, minimumGroup }) => ({ role: id, minimumGroup }))

function seen(
  role: string,
  sight: string,
  numbers: { people: number; organisations: number },
  visibility = DEFAULT_VISIBILITY,
) {
  const preview = previewVisibility(framework, fixed, visibility, { [role]: numbers })
  return preview[0]?.rows.find((row) => row.sight === sight)?.sees
}

test('with six board members of two organisations nobody sees a board figure, however many people that are', () => {
  const few = seen('board', 'figures', { people: 6, organisations: 2 })
  expect(few?.coordinator).toEqual({ why: 'too-few', has: 2, needed: 3, of: 'organisations' })
  expect(few?.boards).toEqual(few?.coordinator)
  expect(seen('board', 'figures', { people: 3, organisations: 3 })?.boards).toBe(true)
})

test('what one anonymous person answered nobody sees, whatever the numbers and the choices', () => {
  fc.assert(
    fc.property(anyVisibility, fc.nat(500), (visibility, people) => {
      const sees = seen('professional', 'single-answers', { people, organisations: 9 }, visibility)
      expect(Object.values(sees ?? {})).toEqual(Array.from({ length: 5 }, () => ({ why: 'anonymous' })))
    }),
    { seed: 20261121, numRuns: 100 },
  )
})

test('an audience that does not get the report sees nothing of it', () => {
  const sees = seen('professional', 'figures', { people: 40, organisations: 5 })
  expect(sees).toMatchObject({ coordinator: true, boards: true, respondents: true })
  expect(sees?.inspection).toEqual({ why: 'not-chosen' })
  expect(sees?.public).toEqual({ why: 'not-chosen' })
})

test('names of boards stand in the report only when that was chosen; the coordinator knows them anyway', () => {
  const numbers = { people: 8, organisations: 4 }
  expect(seen('board', 'who-takes-part', numbers)).toMatchObject({
    coordinator: true,
    boards: { why: 'not-chosen' },
  })
  const named = seen('board', 'who-takes-part', numbers, { ...DEFAULT_VISIBILITY, boards: 'by-name' })
  expect(named).toMatchObject({ boards: true, public: { why: 'not-chosen' } })
})
