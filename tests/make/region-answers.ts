/** Scores of whole regions from wished shares per item: real tallies through the real scoring. */

import { readdirSync, readFileSync } from 'node:fs'
import { scoreWithFindings } from '../../app/domain/findings/score.ts'
import type { Framework, Item, Variant } from '../../app/domain/framework/framework.ts'
import { DONT_KNOW, allItems, scoringOptions } from '../../app/domain/framework/framework.ts'
import { parseFramework } from '../../app/domain/framework/parse.ts'
import { problemLine } from '../../app/domain/problem.ts'
import type { Region } from '../../app/domain/report/region.ts'
import type { Invited, ItemTally, RoleTally, Score, TallyGroup } from '../../app/domain/scoring/score.ts'

/** A framework of this repository, parsed from its files; its newest version where none is named. */
export function shippedFramework(
  id: string,
  version = readdirSync(`frameworks/${id}`).sort().at(-1),
): Framework {
  const file = (name: string) => ({
    name,
    text: readFileSync(`frameworks/${id}/${version}/${name}`, 'utf8'),
  })
  const parsed = parseFramework({ framework: file('framework.yaml'), report: file('report.yaml') })
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'))
  return parsed.value
}

export type Answers = {
  /** Wished positive share per item; `rest` for every item not named. */
  shares?: Record<string, number>
  rest?: number
  /** Share that answers "weet ik niet", per item. */
  dontKnow?: Record<string, number>
  /** Share that ticks "item.option". */
  ticked?: Record<string, number>
  /** Items whose answers lie at both ends. */
  divided?: string[]
  /** Persons in the first role. */
  persons?: number
  /** Organisations per party in the second role. */
  organisations?: Record<string, number>
  variant?: Variant
  invited?: Invited
}

/** The score of a region that answered so. */
export function scoreOf(framework: Framework, answers: Answers): Score {
  const [first, second] = framework.roles
  if (!first || !second) throw new Error('Two roles are needed')
  const { persons = 40, variant = 'core' } = answers
  const organisations =
    answers.organisations ?? Object.fromEntries(framework.parties.map(({ id }) => [id, 2]))
  const asked = allItems(framework).filter((item) => variant === 'full' || item.variant === 'core')
  const inRole = (role: string) => asked.filter((item) => item.role === role)
  const tallies: RoleTally[] = [
    {
      role: first.id,
      respondents: persons,
      groups: [{ party: null, organisation: null, items: itemTallies(inRole(first.id), answers, persons) }],
    },
    boardTally(second.id, inRole(second.id), answers, organisations),
  ]
  return scoreWithFindings(framework, tallies, {
    variant,
    ...(answers.invited && { invited: answers.invited }),
  })
}

function itemTallies(items: Item[], answers: Answers, persons: number): Record<string, ItemTally> {
  return Object.fromEntries(
    items
      .filter((item) => item.kind !== 'open' && persons > 0)
      .map((item) => [
        item.id,
        item.kind === 'multiple' ? ticks(item, answers, persons) : choices(item, answers, persons),
      ]),
  )
}

/** Every organisation answers once; the options of each item are dealt over them in turn. */
function boardTally(
  role: string,
  items: Item[],
  answers: Answers,
  organisations: Record<string, number>,
): RoleTally {
  const groups: TallyGroup[] = Object.entries(organisations).flatMap(([party, count]) =>
    Array.from({ length: count }, (_, index) => ({
      party,
      organisation: `${party} ${index + 1}`,
      items: {},
    })),
  )
  for (const item of items) {
    if (item.kind === 'open') continue
    const askedGroups = groups.filter(
      (group) => item.parties.length === 0 || item.parties.includes(group.party ?? ''),
    )
    const whole =
      item.kind === 'multiple'
        ? ticks(item, answers, askedGroups.length)
        : choices(item, answers, askedGroups.length)
    const left = { ...whole.options }
    askedGroups.forEach((group) => {
      if (item.kind === 'multiple') {
        const codes = Object.keys(left).filter((code) => (left[code] ?? 0) > 0)
        for (const code of codes) left[code] = (left[code] ?? 0) - 1
        const exclusive = codes.length === 0 ? item.options.find((option) => option.exclusive) : undefined
        const chosen = exclusive ? [exclusive.code] : codes
        if (chosen.length === 0) return
        group.items[item.id] = {
          options: Object.fromEntries(chosen.map((code) => [code, 1])),
          answered: 1,
          ticked: exclusive ? 0 : 1,
        }
      } else {
        const code = Object.keys(left).find((candidate) => (left[candidate] ?? 0) > 0)
        if (!code) return
        left[code] = (left[code] ?? 0) - 1
        group.items[item.id] = { options: { [code]: 1 }, answered: 1, ticked: 1 }
      }
    })
  }
  return { role, respondents: groups.length, groups }
}

function ticks(item: Item, { ticked = {} }: Answers, persons: number): ItemTally {
  const options = Object.fromEntries(
    item.options.map(({ code }) => [code, Math.round((ticked[`${item.id}.${code}`] ?? 0) * persons)]),
  )
  return { options, answered: persons, ticked: persons }
}

function choices(item: Item, answers: Answers, persons: number): ItemTally {
  const wished = answers.shares?.[item.id] ?? answers.rest ?? 0.62
  const unknown = Math.round((answers.dontKnow?.[item.id] ?? 0) * persons)
  const valid = persons - unknown
  const options: Record<string, number> = unknown > 0 ? { [DONT_KNOW]: unknown } : {}
  const give = (code: string | undefined, count: number) => {
    if (code !== undefined && count > 0) options[code] = (options[code] ?? 0) + count
  }
  const scale = scoringOptions(item)
  const worst = scale.filter((option) => option.positive === 0).at(-1)
  const half = scale.find((option) => option.positive > 0 && option.positive < 1)
  const best = scale.find((option) => option.positive === 1)
  if (answers.divided?.includes(item.id)) {
    give(scale[0]?.code, Math.ceil(valid / 2))
    give(scale.at(-1)?.code, Math.floor(valid / 2))
  } else if (half && wished >= half.positive) {
    const whole = Math.round(((wished - half.positive) / (1 - half.positive)) * valid)
    give(best?.code, whole)
    give(half.code, valid - whole)
  } else if (half) {
    const part = Math.round((wished / half.positive) * valid)
    give(half.code, part)
    give(worst?.code, valid - part)
  } else {
    const whole = Math.round(wished * valid)
    give(best?.code, whole)
    give(worst?.code, valid - whole)
  }
  return { options, answered: persons, ticked: persons }
}

/** Almelo en Twenterand with the published figures, unless a test says otherwise. */
export function aRegion(region: Partial<Region> = {}): Region {
  return {
    title: 'Almelo en Twenterand (voorbeeld)',
    municipalities: [
      { code: 'GM0141', name: 'Almelo' },
      { code: 'GM1700', name: 'Twenterand' },
    ],
    date: '2026-03-02',
    year: 2026,
    invited: {},
    figures: [],
    invented: true,
    ...region,
  }
}
