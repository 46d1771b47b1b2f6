import { expect, test } from 'vitest'
import { comparePackages, unequalPackages } from '../../../app/domain/report/compare.ts'
import { parseDataPackage } from '../../../app/domain/report/data-package-file.ts'
import type { ReadPackage } from '../../../app/domain/report/data-package-file.ts'
import type { DataPackage } from '../../../app/domain/report/data-package.ts'
import { replay } from '../../../app/domain/report/replay.ts'
import { DONT_KNOW } from '../../../app/domain/framework/framework.ts'
import { demoPackage } from '../../make/data-package.ts'

const demo = await demoPackage()

/** As a file that somebody brings. */
function brought(data: unknown): ReadPackage {
  const read = parseDataPackage({ name: 'rapport.json', text: JSON.stringify(data) })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

function changed(change: (data: DataPackage) => void, from: DataPackage = demo): ReadPackage {
  const copy = structuredClone(from)
  change(copy)
  return brought(copy)
}

const criteriaOf = (data: DataPackage) =>
  data.score.themes.flatMap(({ norms }) => norms.flatMap(({ criteria }) => criteria))

function criterionAt(data: DataPackage, id: string) {
  const found = criteriaOf(data).find((criterion) => criterion.id === id)
  if (!found) throw new Error(`No criterion ${id}`)
  return found
}

const firmStrength = criteriaOf(demo).find(({ roles }) => roles.professional?.firm)?.id ?? ''

test('every label of a report replays from its package, with its intervals, gaps, means and findings', () => {
  const { labels, differences, onHidden } = replay(brought(demo))
  expect(differences).toEqual([])
  expect(onHidden).toEqual([])
  expect(labels).toBeGreaterThan(40)
})

test.each([
  [
    'a label is changed',
    'label',
    (data: DataPackage) => {
      const score = criterionAt(data, firmStrength).roles.professional
      if (score) score.label = 'mixed'
    },
  ],
  [
    'a count is changed',
    'n',
    (data: DataPackage) => {
      const item = criterionAt(data, firmStrength).roles.professional?.items[0]
      if (item && item.n !== null) item.distribution[Object.keys(item.distribution)[0] ?? ''] = 60
    },
  ],
  [
    'a share is rounded',
    'p',
    (data: DataPackage) => {
      const score = criterionAt(data, firmStrength).roles.professional
      if (score && score.p !== null) score.p = Math.round(score.p * 100) / 100
    },
  ],
  [
    'firm is called provisional',
    'firm',
    (data: DataPackage) => {
      const score = criterionAt(data, firmStrength).roles.professional
      if (score) score.firm = false
    },
  ],
  [
    'an interval is made narrower',
    'interval',
    (data: DataPackage) => {
      const score = criterionAt(data, firmStrength).roles.professional
      if (score?.interval) score.interval = [score.interval[0] + 0.01, score.interval[1]]
    },
  ],
  [
    'a finding is moved to the other column',
    'column of its finding',
    (data: DataPackage) => {
      const finding = data.score.findings[0]
      if (finding) finding.side = finding.side === 'good' ? 'better' : 'good'
    },
  ],
  ['a finding is left out', 'column of its finding', (data: DataPackage) => void data.score.findings.shift()],
  ['a cut-off is changed', 'label', (data: DataPackage) => void (data.cutoffs.strength = 0.95)],
  [
    'the printed evidence is changed',
    'p',
    (data: DataPackage) => {
      const role = data.document.evidence[0]?.criteria[0]?.roles[0]
      if (role) role.p = 0.99
    },
  ],
  [
    'the framework of the score is another',
    'framework hash',
    (data: DataPackage) => void (data.score.framework.hash = 'f'.repeat(64)),
  ],
  [
    'the mean of a norm is changed',
    'means of the norm',
    (data: DataPackage) => {
      const norm = data.score.themes[0]?.norms[0]
      if (norm?.roles.professional) norm.roles.professional.p += 0.01
    },
  ],
  [
    'another method is named',
    'method',
    (data: DataPackage) => void ((data as { method: string }).method = '2'),
  ],
])('when %s, replaying names it', (_, what, change) => {
  const { differences } = replay(changed(change))
  expect(differences.map((one) => one.what)).toContain(what)
})

test('a cell that is shown though too few answered is named', () => {
  const data = changed((copy) => void (copy.score.minimumGroup.professional = 200))
  expect(
    replay(data).differences.some(({ what, recomputed }) => what === 'cell' && recomputed === 'hidden'),
  ).toBe(true)
})

/** Of one question where not knowing is a signal only four professionals answer; the rest does not know. */
const unsure = demo.texts.items.find(
  ({ role, kind, criterion, unknownIsSignal }) =>
    unknownIsSignal &&
    role === 'professional' &&
    kind === 'choice' &&
    criterion !== null &&
    demo.score.themes.some(({ norms }) =>
      norms.some(({ criteria }) =>
        criteria.some(({ roles }) => Object.values(roles).some(({ items }) => items.length > 0)),
      ),
    ),
)
if (!unsure) throw new Error('The framework has no question where not knowing is a signal')
const onHidden = await demoPackage({}, (responses) => {
  let answered = 0
  for (const { answers } of responses) {
    if (answers[unsure.id] === undefined) continue
    answered += 1
    if (answered > 4) answers[unsure.id] = [DONT_KNOW]
  }
  return responses
})

test('a label by "weet niet" on a hidden cell is said to rest on it, and its counts stay hidden', () => {
  const score = criterionAt(onHidden, unsure.criterion ?? '').roles.professional
  expect(score).toMatchObject({ label: 'improvement', reason: 'unknown' })
  expect(score?.items.find(({ id }) => id === unsure.id)).toEqual({ id: unsure.id, n: null })
  const result = replay(brought(onHidden))
  expect(result.differences).toEqual([])
  expect(result.onHidden).toEqual([{ criterion: unsure.criterion, role: 'professional', items: [unsure.id] }])
  const rule = onHidden.rules.find(({ hidden }) => hidden.includes(unsure.id))
  expect(rule).toEqual({
    criterion: unsure.criterion,
    role: 'professional',
    rule: 'unknown',
    items: rule?.items,
    hidden: [unsure.id],
  })
})

test('"weet niet" cannot be claimed of a cell that is shown, of another question, or without naming the rule', () => {
  const rule = (data: DataPackage) => data.rules.find(({ hidden }) => hidden.includes(unsure.id))
  const without = changed((data) => void (data.rules = []), onHidden)
  const elsewhere = changed((data) => void (rule(data)!.hidden = ['nowhere']), onHidden)
  const shown = changed((data) => {
    const score = criterionAt(data, firmStrength).roles.professional
    if (!score) return
    score.label = 'improvement'
    score.reason = 'unknown'
    const items = score.items.filter(({ n }) => n !== null).map(({ id }) => id)
    data.rules = [{ criterion: firmStrength, role: 'professional', rule: 'unknown', items, hidden: items }]
  })
  for (const data of [without, elsewhere, shown]) {
    expect(replay(data).differences.map(({ what }) => what)).toContain('label')
  }
})

test.each([
  ['no JSON', '{', 'not JSON'],
  ['another kind of JSON', '{"a": 1}', 'not a data package'],
  ['a list', '[]', 'not a data package'],
])('%s is refused with what it is', (_, text, what) => {
  const read = parseDataPackage({ name: 'x.json', text })
  expect(read.ok ? '' : read.problems[0]?.what).toContain(what)
})

test('a package with a text where a number belongs is refused with its place', () => {
  const copy = structuredClone(demo) as unknown as { score: { respondents: Record<string, unknown> } }
  copy.score.respondents.professional = 'veel'
  const read = parseDataPackage({ name: 'x.json', text: JSON.stringify(copy) })
  expect(read.ok ? '' : read.problems[0]?.what).toContain('score.respondents.professional')
})

const named = (name: string, data: ReadPackage) => ({ name, data })

test('packages of another framework, questionnaire or method are not compared', () => {
  const first = named('a', brought(demo))
  const other = changed((data) => {
    data.framework.hash = 'e'.repeat(64)
    data.framework.variant = 'full'
    ;(data as { method: string }).method = '2'
  })
  expect(unequalPackages([first, named('b', other)]).map(({ what }) => what)).toEqual([
    'framework',
    'variant',
    'method',
  ])
  expect(unequalPackages([first, named('c', brought(demo))])).toEqual([])
})

test('regions stand side by side by name and date, whatever the order of the files', async () => {
  const zwolle = named(
    'z',
    brought(await demoPackage({ title: 'Zwolle', municipalities: [{ code: 'GM0193', name: 'Zwolle' }] })),
  )
  const almelo = named('a', brought(demo))
  const later = named('l', brought(await demoPackage({ date: '2027-03-02' })))
  const names = (packages: { name: string; data: ReadPackage }[]) =>
    comparePackages(packages, 'nl').packages.map(({ name }) => name)
  expect(names([zwolle, later, almelo])).toEqual(['a', 'l', 'z'])
  expect(names([later, almelo, zwolle])).toEqual(['a', 'l', 'z'])
  const { themes } = comparePackages([zwolle, almelo], 'nl')
  for (const { criteria } of themes) {
    for (const { roles } of criteria) for (const { cells } of roles) expect(cells).toHaveLength(2)
  }
})
