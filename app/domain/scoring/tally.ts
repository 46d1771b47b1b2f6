/**
 * Tallies: the counts that scoring works with. Responses go in one by one, so the database can keep them
 * running and scoring costs the same for fifty respondents as for fifty thousand.
 * A tally kept running and one counted afresh are equal: both hold no zero counts and no empty items.
 */
import { allItems, getRole } from '../framework/framework.ts'
import type { Framework, Item, Weighting } from '../framework/framework.ts'
import { isAsked } from '../questionnaire/questionnaire.ts'
import type { QuestionnaireResponse } from '../response/response.ts'
import type { ItemTally, RoleTally, TallyGroup } from './score.ts'

/** Per role another weighting than the framework's. */
export type WeightingChoice = { weighting?: Record<string, Weighting> }

/**
 * To which group of its role's tally a response belongs (scoring method §2).
 *
 * - `one`: an anonymous role weighted by person has one group for all.
 * - `shared`: responses with the same party and organisation share a group; nameless responses of an
 *   anonymous role within one party count together as one organisation (`organisation` null).
 * - `own`: a nameless response of a named role counts as an organisation of its own.
 */
export type GroupKey =
  | { kind: 'one' }
  | { kind: 'shared'; party: string | null; organisation: string | null }
  | { kind: 'own'; party: string | null }

export function groupKeyOf(
  framework: Framework,
  response: Pick<QuestionnaireResponse, 'role' | 'party' | 'organisation'>,
  { weighting }: WeightingChoice = {},
): GroupKey {
  const role = getRole(framework, response.role)
  const { party, organisation } = response
  if (role.anonymity === 'anonymous') {
    return (weighting?.[role.id] ?? role.weighting) === 'person'
      ? { kind: 'one' }
      : { kind: 'shared', party, organisation }
  }
  return organisation === null ? { kind: 'own', party } : { kind: 'shared', party, organisation }
}

/** A group nobody has answered in yet. */
export function emptyGroup(party: string | null = null, organisation: string | null = null): TallyGroup {
  return { party, organisation, items: {} }
}

/**
 * Counts all responses afresh: one tally per role of the framework, in its order, also for roles nobody
 * answered in. Groups stand in order of first response; their order does not matter to any score.
 */
export function tallyResponses(
  framework: Framework,
  responses: readonly QuestionnaireResponse[],
  choice: WeightingChoice = {},
): RoleTally[] {
  const items = choiceItems(framework)
  const tallies = new Map<string, RoleTally>(
    framework.roles.map((role) => [role.id, { role: role.id, respondents: 0, groups: [] }]),
  )
  const groups = new Map<string, TallyGroup>()
  responses.forEach((response, index) => {
    const tally = tallies.get(response.role)
    if (!tally) throw new Error(`Framework ${framework.id} has no role ${response.role}`)
    const key = groupKeyOf(framework, response, choice)
    const name = JSON.stringify([response.role, key, key.kind === 'own' ? index : null])
    let group = groups.get(name)
    if (!group) {
      group =
        key.kind === 'one'
          ? emptyGroup()
          : emptyGroup(key.party, key.kind === 'shared' ? key.organisation : null)
      groups.set(name, group)
      tally.groups.push(group)
    }
    tally.respondents += 1
    count(group.items, items, response, 1)
  })
  return [...tallies.values()]
}

/** The group with one response more. The given group stays as it was. */
export function addToTally(
  framework: Framework,
  group: TallyGroup,
  response: QuestionnaireResponse,
): TallyGroup {
  return changed(framework, group, response, 1)
}

/**
 * The group with one response less: for a correction, which takes the old response out again.
 * Throws when the response was not counted in this group, because a negative count is a bug.
 */
export function removeFromTally(
  framework: Framework,
  group: TallyGroup,
  response: QuestionnaireResponse,
): TallyGroup {
  return changed(framework, group, response, -1)
}

function changed(
  framework: Framework,
  group: TallyGroup,
  response: QuestionnaireResponse,
  step: 1 | -1,
): TallyGroup {
  const items = { ...group.items }
  for (const id of Object.keys(response.answers)) {
    const tally = items[id]
    if (tally) items[id] = { ...tally, options: { ...tally.options } }
  }
  count(items, choiceItems(framework), response, step)
  return { ...group, items }
}

const itemsByFramework = new WeakMap<Framework, Map<string, Item>>()

function choiceItems(framework: Framework): Map<string, Item> {
  let items = itemsByFramework.get(framework)
  if (!items) {
    items = new Map(
      allItems(framework)
        .filter((item) => item.kind !== 'open')
        .map((item) => [item.id, item]),
    )
    itemsByFramework.set(framework, items)
  }
  return items
}

/**
 * Adds or takes away one response in place. An answer to an item that is not put to this respondent (any
 * more: someone may change routes halfway) is not counted; a code that the item does not have is a bug.
 */
function count(
  tallies: Record<string, ItemTally>,
  items: Map<string, Item>,
  response: QuestionnaireResponse,
  step: 1 | -1,
): void {
  for (const [id, codes] of Object.entries(response.answers)) {
    const item = items.get(id)
    if (codes.length === 0 || !item || !isAsked(item, response.role, 'full', response)) continue
    const tally = (tallies[id] ??= { options: {}, answered: 0, ticked: 0 })
    let ticked = item.kind === 'choice'
    for (const code of codes) {
      const option = item.options.find((candidate) => candidate.code === code)
      if (!option) throw new Error(`Item ${id} has no option ${code}`)
      if (!option.exclusive) ticked = true
      const now = (tally.options[code] ?? 0) + step
      if (now < 0)
        throw new Error(`Item ${id}, option ${code}: a response is taken out that was never counted`)
      if (now === 0) delete tally.options[code]
      else tally.options[code] = now
    }
    tally.answered += step
    if (ticked) tally.ticked += step
    if (tally.answered === 0) delete tallies[id]
  }
}
