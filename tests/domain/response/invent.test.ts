import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreWithFindings } from '../../../app/domain/findings/score.ts'
import { problemLine } from '../../../app/domain/problem.ts'
import { demoSchema, parseDemoFile } from '../../../app/domain/response/demo-file.ts'
import { inventResponses } from '../../../app/domain/response/invent.ts'
import { getCriterionScore } from '../../../app/domain/scoring/score-framework.ts'
import { tallyResponses } from '../../../app/domain/scoring/tally.ts'
import { FRAMEWORKS_DIR, loadFrameworks } from '../../../app/frameworks.server.ts'
import { SCALES, aCriterion, aFrameworkWith, aMultipleItem, anItem } from '../../make/framework.ts'

const framework = aFrameworkWith(
  aCriterion({
    id: 'c',
    items: [
      anItem({ id: 'P' }),
      anItem({ id: 'U', routes: ['U'] }),
      aMultipleItem({ id: 'M' }),
      anItem({ id: 'B', role: 'board', options: SCALES.phase }),
    ],
  }),
)

const boards = ['HO', 'HO', 'GEM', 'GEM', 'GEM', 'ZV', 'ZV', 'ZV'].map((party, index) => ({
  party,
  organisation: `o${index}`,
}))

const aDemo = (overrides: Record<string, unknown> = {}) =>
  demoSchema.parse({
    seed: 1,
    rounds: { closed: 'Meting', open: 'Proef' },
    levels: { hoog: 0.9, laag: 0.2 },
    otherwise: 'hoog',
    respondents: {
      professional: [
        { count: 30, routes: ['V'] },
        { count: 20, routes: ['V', 'U'] },
      ],
      board: boards,
    },
    ...overrides,
  })

test('a level that is asked for is the level that is scored, for any seed and any weighting', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(0.1, 0.25, 0.62, 0.9), (seed, share) => {
      const items = { P: { share }, U: { share }, B: { share } }
      const responses = inventResponses(framework, aDemo({ seed, items }))
      const { roles } = getCriterionScore(
        scoreWithFindings(framework, tallyResponses(framework, responses), { variant: 'core' }),
        'c',
      )
      expect(Math.abs((roles.professional?.p ?? 9) - share)).toBeLessThan(0.03)
      expect(Math.abs((roles.board?.p ?? 9) - share)).toBeLessThan(0.08)
      expect(roles.professional?.label).not.toBe('divided')
    }),
    { seed: 11, numRuns: 40 },
  )
})

test('only those who get an item answer it, and shares of not knowing, skipping and ticking are met', () => {
  const demo = aDemo({
    noise: { professional: { unknown: 0.1, notApplicable: 0.04, skipped: 0.06 } },
    ticks: { M: { nothing: 0.2, m1: 0.75, m2: 0.5 } },
  })
  const score = scoreWithFindings(framework, tallyResponses(framework, inventResponses(framework, demo)), {
    variant: 'core',
  })
  const items = getCriterionScore(score, 'c').roles.professional?.items
  // Of 50: 3 skip, 5 do not know, 2 find it not applicable.
  expect(items?.[0]).toMatchObject({ n: 40, unknown: 5 / 47, notApplicable: 2 / 47 })
  expect(items?.[1]?.n).toBe(16)
  // Of 47: 9 miss nothing; 28.5 and 19 of the other 38.
  expect(score.choices[0]).toMatchObject({
    answered: 47,
    ticked: 38,
    options: { nothing: 9, m1: 29, m2: 19, m3: 0 },
  })
})

test('changing one item leaves the answers to all others as they were', () => {
  const answers = (items: object) =>
    inventResponses(framework, aDemo({ items })).map(({ answers: { P, B } }) => [P, B])
  expect(answers({ U: { share: 0.1 } })).toEqual(answers({}))
  expect(answers({ P: { share: 0.1 } })).not.toEqual(answers({}))
})

test('a demo file that names what the framework does not have is refused with the place', () => {
  const text = `seed: 1
levels: { hoog: 0.9 }
otherwise: laag
respondents:
  professional: [{ count: 3, routes: [X] }]
criteria: { d: { professional: hoog } }
ticks: { M: { m9: 0.5 } }
rounds: { closed: Meting, open: Proef }
`
  const parsed = parseDemoFile(framework, { name: 'demo.yaml', text })
  const lines = parsed.ok ? [] : parsed.problems.map(problemLine)
  expect(lines.map((line) => line.split(';')[0])).toEqual([
    'demo.yaml:3:1: there is no level "laag"',
    'demo.yaml:5:30: there is no route "X"',
    'demo.yaml:6:13: there is no criterion "d"',
    'demo.yaml:7:15: there is no option "m9"',
  ])
})

test('change any five criteria of the demo and its bullets follow', async () => {
  const main = (await loadFrameworks()).find('igj-leefstijlbegeleiding')
  if (!main) throw new Error('no main framework')
  const path = join(FRAMEWORKS_DIR, main.id, main.version, 'demo', 'demo.yaml')
  const parsed = parseDemoFile(main, { name: path, text: await readFile(path, 'utf8') })
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'))
  const bullets = (criteria: Record<string, Record<string, string>>) => {
    const demo = { ...parsed.value, items: {}, criteria: { ...parsed.value.criteria, ...criteria } }
    const responses = inventResponses(main, demo)
    return scoreWithFindings(main, tallyResponses(main, responses), { variant: 'core' }).findings.map(
      ({ id }) => id,
    )
  }
  const before = bullets({})
  const after = bullets({
    tijd: { professional: 'goed', board: 'goed' },
    'verwijzen-verloopt': { professional: 'beter' },
    bekwaam: { professional: 'gemengd' },
    'richtlijnen-en-methoden': { professional: 'ruim' },
    projecten: { board: 'zwak' },
  })
  const removed = ['tijd.better', 'verwijzen.good', 'bekwaam.good', 'projecten.good']
  const added = ['tijd.good', 'verwijzen.better', 'richtlijnen.good', 'projecten.better']
  expect(before.filter((id) => !after.includes(id)).sort()).toEqual([...removed].sort())
  expect(after.filter((id) => !before.includes(id)).sort()).toEqual([...added].sort())
})
